"""What a form lets a person choose from."""

from collections import Counter
from collections.abc import Callable

from safeconduct.advocacy.access import asks_for, bodies_for, demands_for
from safeconduct.advocacy.models import Addressee, Body, Post
from safeconduct.advocacy.queries.lines import Directory, Reader, body_line, chosen, post_title, texts_of
from safeconduct.advocacy.queries.posts import find_posts
from safeconduct.advocacy.rules import NEGATIVE, BodyKind, Via
from safeconduct.advocacy.words import (
    BODY_KIND_NAMES,
    DEED_NAMES,
    GRADE_NAMES,
    QUALIFIER_NAMES,
    RESPONSE_NAMES,
    SAID_NAMES,
    SHOWING_NAMES,
    VIA_NAMES,
)
from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import sources_for
from safeconduct.people.models import Member

Choices = list[tuple[str, str]]
MOST_FOUND = 6  # posts, told apart in a sentence
LONGEST = 80  # characters of a demand in a list of choices


def body_kinds() -> Choices:
    """Give the kinds of bodies."""
    return [(kind.value, str(name)) for kind, name in BODY_KIND_NAMES.items() if kind is not BodyKind.OTHER] + [
        (BodyKind.OTHER.value, str(BODY_KIND_NAMES[BodyKind.OTHER]))
    ]


def response_types() -> Choices:
    """Give the kinds of words, the lightest first."""
    return [(type_.value, str(name)) for type_, name in RESPONSE_NAMES.items()]


def deed_types() -> tuple[Choices, Choices]:
    """Give the deeds that help, and those that harm."""
    helps = [(type_.value, str(name)) for type_, name in DEED_NAMES.items() if type_ not in NEGATIVE]
    harms = [(type_.value, str(name)) for type_, name in DEED_NAMES.items() if type_ in NEGATIVE]
    return helps, harms


def grades() -> Choices:
    """Give how near a report can stand to the thing itself, the nearest first."""
    return [(grade.value, str(name)) for grade, name in GRADE_NAMES.items()]


def qualifiers() -> Choices:
    """Give how a number can be meant."""
    return [(code.value, str(name) % {"number": "N", "other": "M"}) for code, name in QUALIFIER_NAMES.items()]


def ways_to_ask() -> Choices:
    """Give how somebody can be asked."""
    return [(via.value, str(name)) for via, name in VIA_NAMES.items()]


def sayings() -> Choices:
    """Give what a verdict can say of a body's words."""
    return [(said.value, str(name)) for said, name in SAID_NAMES.items()]


def showings() -> Choices:
    """Give what a verdict can say of what is shown."""
    return [(shown.value, str(name)) for shown, name in SHOWING_NAMES.items()]


def addressee_choices(member: Member, crisis: Crisis, demand: str, language: str) -> Choices:
    """Give those whom a demand (reference) is put to, and whom they are to press, as ``BO-…`` and ``PO-…``."""
    rows = Addressee.objects.filter(demand__in=demands_for(member, crisis).filter(reference=demand).order_by().values("pk"))
    named = rows.select_related("body", "post").prefetch_related("body__names", "post__titles").order_by("is_relayed", "pk")
    found: Choices = []
    for row in named:
        name = body_line(row.body, language).name
        found.append((row.post.reference, f"{name}: {post_title(row.post, language)}") if row.post else (row.body.reference, name))
    return list(dict.fromkeys(found))


def ask_choices(member: Member, crisis: Crisis, body: str) -> Choices:
    """Give the asks that went to a body (reference), the latest first."""
    rows = asks_for(member, crisis).filter(body__reference=body, withdrawn_at__isnull=True).prefetch_related("demand__texts")
    return [
        (
            row.reference,
            f"{row.sent_on.isoformat()}, {VIA_NAMES[Via(row.via)]}: {chosen(texts_of(row.demand.texts.all()), 'en').text[:LONGEST]}",
        )
        for row in rows
    ]


def asked_choices(member: Member, crisis: Crisis, language: str) -> Choices:
    """Give the bodies of the crisis and their posts, as ``BO-…`` and ``PO-…``."""
    bodies = list(bodies_for(member, crisis))
    directory = Directory(bodies, Reader(language, member.organisation_id))
    found: Choices = []
    for body in sorted(bodies, key=lambda body: directory.body(body.pk).name.casefold()):
        name = directory.body(body.pk).name
        found.append((body.reference, name))
        found.extend((post.reference, f"{name}: {directory.title(post.pk)}") for post in body.posts.all())
    return found


def post_choices(body: Body, language: str) -> Choices:
    """Give the posts of a body; those of one title are told apart by who holds them."""
    directory = Directory([body], Reader(language))
    titles = [(post, directory.title(post.pk)) for post in body.posts.all()]
    often = Counter(title for _post, title in titles)
    return [(post.reference, f"{title} ({_holders(post)})" if often[title] > 1 else title) for post, title in titles]


def found_choices(member: Member, crisis: Crisis, language: str) -> Callable[[str], Choices]:
    """Give a way to find posts among however many, by reference or by words; it gives a few at most."""

    def find(words: str) -> Choices:
        return [(found.reference, found.label) for found in find_posts(member, crisis, words, limit=MOST_FOUND, language=language)]

    return find


def _holders(post: Post) -> str:
    return ", ".join(dict.fromkeys(row.holder for row in post.holdings.all() if not row.until)) or post.reference


def demand_choices(member: Member, crisis: Crisis, language: str) -> Choices:
    """Give the demands that an answer can belong to."""
    rows = demands_for(member, crisis).filter(withdrawn_at__isnull=True)
    return [(row.reference, chosen(texts_of(row.texts.all()), language).text[:LONGEST]) for row in rows]


def source_choices(member: Member, crisis: Crisis) -> Choices:
    """Give the sources of the crisis."""
    return [(source.reference, source.name) for source in sources_for(member, crisis)]
