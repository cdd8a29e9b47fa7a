"""What the pages of posts show: the list that is searched, and one post with its holders, addresses and forms of address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet

from safeconduct.advocacy.access import posts_for, whole_posts, whole_posts_for
from safeconduct.advocacy.models import Body, ContactDetail, Post
from safeconduct.advocacy.queries.lines import HoldingLine, TextLine, day_in_words, texts_of, words_of
from safeconduct.advocacy.queries.posts import FoundPost, PostCard, card_of, form_of, found_posts, is_valid, matching
from safeconduct.advocacy.rules.addressing import Channel, ContactType, Gender, Rank
from safeconduct.advocacy.rules.salutations import languages
from safeconduct.advocacy.words import CHANNEL_NAMES, CONTACT_NAMES, GENDER_NAMES, RANK_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.people.models import Member

LOOK_AGAIN = timedelta(days=90)
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list to show; empty fields narrow nothing. ``state`` is ``look-again`` or ``vacant``."""

    words: str = ""
    rank: str = ""
    place: str = ""
    state: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.rank or self.place or self.state)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to reach the post, in words."""

    type: str
    type_name: str
    value: str
    note: str
    since: str
    until: str
    source_note: str
    is_of_body: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class FormLine:
    """How a letter in one language begins and ends."""

    language: str
    language_name: str
    salutation: str
    opening: str
    closing: str
    envelope: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class HolderLine:
    """Somebody who held the post, with the facts that the salutation rests on."""

    line: HoldingLine
    given_name: str
    family_name: str
    patronymic: str
    honorific: str
    gender: str
    gender_name: str
    on_behalf_of: str
    is_open: bool
    since: str  # EDTF


@dataclass(frozen=True, slots=True)
class PostPage:
    """Everything the desk shows about a post."""

    card: PostCard
    titles: tuple[TextLine, ...]
    rank_name: str
    channel_name: str
    language_name: str
    holders: tuple[HolderLine, ...]
    may_be_several: bool  # more than one without an end, so that a letter names nobody
    contacts: tuple[ContactLine, ...]
    forms: tuple[FormLine, ...]
    verified_words: str
    verified_by: str
    is_old: bool  # never verified, or too long ago
    source: str  # the file it came with


def listed_posts(member: Member, crisis: Crisis, wanted: Wanted, *, on: date, page: str | None, language: str) -> Page[FoundPost]:
    """Give one page of the posts that fit, the last to be named first among equals; see ``Wanted``."""
    rows = _narrowed(posts_for(member, crisis), wanted, on)
    shown: Page[Post] = Paginator(rows, PER_PAGE).get_page(page)
    keys = [row.pk for row in shown.object_list]
    whole = {row.pk: row for row in whole_posts(Post.objects.filter(pk__in=keys))}
    lines = found_posts([whole[key] for key in keys], language=language)
    return Page(lines, shown.number, shown.paginator)  # type: ignore[arg-type]


def has_posts(member: Member, crisis: Crisis) -> bool:
    """Tell whether the crisis has any post."""
    return posts_for(member, crisis).exists()


def places_of(member: Member, crisis: Crisis) -> list[str]:
    """Give the places of bodies that have posts, in alphabetical order."""
    keys = posts_for(member, crisis).order_by().values("body")
    return sorted(set(Body.objects.filter(pk__in=keys).exclude(place="").values_list("place", flat=True)))


def sources_of(member: Member, crisis: Crisis) -> list[str]:
    """Give the names of the sources that posts came with before."""
    keys = posts_for(member, crisis).exclude(source_key="").order_by().values_list("source_key", flat=True)
    return sorted({key.partition(":")[0] for key in keys})


def is_old(verified_on: date | None, on: date) -> bool:
    """Tell whether somebody should look again whether office, holder and addresses are still so."""
    return verified_on is None or verified_on < on - LOOK_AGAIN


def post_page(member: Member, crisis: Crisis, reference: str, *, language: str, on: date) -> PostPage | None:
    """Give one post as a member sees it; ``None`` where there is none that the member may see."""
    post = whole_posts_for(member, crisis).filter(reference=reference).select_related("body__crisis", "verified_by").first()
    if post is None:
        return None
    card = card_of(post, language=language, on=on)
    holders = _holders(post, language)
    return PostPage(
        card=card,
        titles=texts_of(post.titles.all(), "title"),
        rank_name=str(RANK_NAMES[Rank(post.rank)]),
        channel_name=str(CHANNEL_NAMES[Channel(post.channel)]),
        language_name=dict(DOCUMENT_LANGUAGES).get(post.language, post.language),
        holders=holders,
        may_be_several=card.holder is None and any(holder.is_open for holder in holders),
        contacts=_contacts(post, language, on),
        forms=tuple(_form(post, code, on) for code in _offered(post)),
        verified_words=day_in_words(post.verified_on, language),
        verified_by=post.verified_by.name if post.verified_by else "",
        is_old=is_old(post.verified_on, on),
        source=post.source_key.partition(":")[0],
    )


def contact_of(member: Member, crisis: Crisis, reference: str, *, type: str, value: str) -> ContactDetail | None:  # noqa: A002 — Popolo's word
    """Give the contact detail in use with this value, of the post or of its body; ``None`` where there is none."""
    post = posts_for(member, crisis).filter(reference=reference).first()
    if post is None:
        return None
    rows = ContactDetail.objects.filter(
        Q(post=post) | Q(post__isnull=True, body=post.body), type=type, value=value, valid_until__isnull=True
    )
    return rows.select_related("post", "body").order_by(F("post").desc(nulls_last=True), "pk").first()


def _narrowed(posts: QuerySet[Post], wanted: Wanted, on: date) -> QuerySet[Post]:
    if wanted.words:
        posts = matching(posts, wanted.words)
    if wanted.rank:
        posts = posts.filter(rank=wanted.rank)
    if wanted.place:
        posts = posts.filter(body__place=wanted.place)
    if wanted.state == "look-again":
        posts = posts.filter(Q(verified_on__isnull=True) | Q(verified_on__lt=on - LOOK_AGAIN))
    if wanted.state == "vacant":
        posts = posts.exclude(holdings__until="")
    return posts


def _holders(post: Post, language: str) -> tuple[HolderLine, ...]:
    found = []
    for row in reversed(list(post.holdings.all())):
        person = row.person
        facts = {name: getattr(person, name, "") for name in ("given_name", "family_name", "patronymic", "honorific", "gender")}
        found.append(
            HolderLine(
                line=HoldingLine(row.holder, words_of(row.since, language), words_of(row.until, language), row.source_note),
                gender_name=str(GENDER_NAMES[Gender(facts["gender"])]) if facts["gender"] else "",
                on_behalf_of=row.on_behalf_of,
                is_open=not row.until,
                since=row.since,
                **facts,
            )
        )
    return tuple(found)


def _contacts(post: Post, language: str, on: date) -> tuple[ContactLine, ...]:
    rows = [*post.contact_details.all(), *post.body.contact_details.all()]
    lines = [
        ContactLine(
            type=row.type,
            type_name=str(CONTACT_NAMES[ContactType(row.type)]),
            value=row.value,
            note=row.note,
            since=day_in_words(row.valid_from, language),
            until=day_in_words(row.valid_until, language),
            source_note=row.source_note,
            is_of_body=row.post_id is None,
            is_current=is_valid(row, on),
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: not line.is_current))


def _offered(post: Post) -> list[str]:
    """Give the languages to show forms of address in: the post's own first, then those with rules, then those it has a form in."""
    own = [row.language for row in post.forms_of_address.all()]
    known = dict(DOCUMENT_LANGUAGES)
    first = [post.language] if post.language in languages() else []
    return list(dict.fromkeys([*first, *(code for code in known if code in languages()), *own]))


def _form(post: Post, language: str, on: date) -> FormLine:
    card = card_of(post, language=language, on=on)
    suggested = form_of(post, language=language, held=card.holder)
    return FormLine(
        language=language,
        language_name=dict(DOCUMENT_LANGUAGES).get(language, language),
        salutation=card.salutation,
        opening=f"{suggested.opening} …",
        closing=card.closing,
        envelope=card.envelope,
        is_own=any(row.language == language for row in post.forms_of_address.all()),
    )
