"""A post as a letter needs it: who holds it on a day, how they are addressed, where it is reached; and finding one among thousands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from safeconduct.advocacy.access import whole_posts, whole_posts_for
from safeconduct.advocacy.models import BodyName, ContactDetail, Holding, Post, PostTitle
from safeconduct.advocacy.rules.addressing import ContactType, Rank
from safeconduct.advocacy.rules.salutations import Form, Reader, form_for
from safeconduct.advocacy.rules.tenures import Span, span_on
from safeconduct.advocacy.words import RANK_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.kit.languages import text_in
from safeconduct.people.models import Member

SHORTEST_KEY = 3  # letters


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a post on the day asked about. Only ``name`` is always known."""

    name: str
    reference: str = ""  # of the person, PE-; empty where only the name was recorded
    given_name: str = ""
    family_name: str = ""
    patronymic: str = ""
    honorific: str = ""
    gender: str = ""  # of rules.addressing.Gender; empty: nobody said, and nobody may guess
    on_behalf_of: str = ""
    since: str = ""  # EDTF
    until: str = ""  # EDTF
    source_note: str = ""


@dataclass(frozen=True, slots=True)
class PostCard:
    """Everything a letter in one language needs to know of a post on one day."""

    reference: str
    title: str  # in the language asked for, else in English or whatever there is
    title_language: str
    body: str  # its name, chosen alike
    body_reference: str
    place: str  # ISO 3166 of the body
    holder: Held | None  # None: nobody, or nobody can tell; then the office is addressed
    rank: str
    gender: str
    channel: str
    language: str  # the one the post is best written to in; may be empty
    email: str  # that of the post, else of the body; empty where none is known that day
    address: tuple[str, ...]  # postal address line by line, chosen alike; without name, title and body
    recipient: tuple[str, ...]  # the whole block: envelope, title, body, address
    salutation: str  # the post's own form in this language, else what the rules suggest: a person approves it either way
    closing: str
    envelope: str
    continues_lower: bool
    is_override: bool  # the salutation is the post's own
    has_rules: bool  # False: this language has no rules of salutations, and the words are English unless overridden
    verified_on: date | None

    @property
    def holder_name(self) -> str:
        return self.holder.name if self.holder else ""


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A post as a picker or a list shows it."""

    reference: str
    title: str
    body: str
    body_reference: str
    place: str
    holders: str  # everybody without a known end, by name
    rank: str
    rank_name: str
    verified_on: date | None

    @property
    def label(self) -> str:
        """One line: "Northland: Foreign minister (Anna Example)"."""
        held = f" ({self.holders})" if self.holders else ""
        return f"{self.body}: {self.title}{held}"


def holder_on(post: Post, day: date) -> Held | None:
    """Give who holds the post on this day; ``None`` where nobody does, or where several may (``rules.tenures``)."""
    rows = {row.pk: row for row in post.holdings.all()}
    span = span_on((Span(row.pk, row.holder, row.since, row.until) for row in rows.values()), day)
    if span is None:
        return None
    row = rows[span.key]
    facts = {"on_behalf_of": row.on_behalf_of, "since": row.since, "until": row.until, "source_note": row.source_note}
    person = row.person
    if person is None:
        return Held(name=row.holder, **facts)
    known = ("reference", "given_name", "family_name", "patronymic", "honorific", "gender")
    return Held(name=row.holder, **{name: getattr(person, name) for name in known}, **facts)


def card_of(post: Post, *, language: str, on: date) -> PostCard:
    """Give the card of a post for a letter in this language on this day; for many, pass posts of ``access.whole_posts_for``."""
    held = holder_on(post, on)
    title, body = text_in(post.titles.all(), language), _body_name(post, language)
    suggested = form_of(post, language=language, held=held)
    own = next((row for row in post.forms_of_address.all() if row.language == language), None)
    envelope = (own.envelope if own else "") or suggested.envelope
    email = _reached(post, ContactType.EMAIL, on)
    address = tuple(line.strip() for line in _reached(post, ContactType.ADDRESS, on).splitlines() if line.strip())
    shown_title = title.title if title else ""
    return PostCard(
        reference=post.reference,
        title=shown_title,
        title_language=title.language if title else "",
        body=body,
        body_reference=post.body.reference,
        place=post.body.place,
        holder=held,
        rank=post.rank,
        gender=held.gender if held else "",
        channel=post.channel,
        language=post.language,
        email=email,
        address=address,
        recipient=tuple(dict.fromkeys(line for line in (envelope, shown_title, body, *address) if line)),
        salutation=(own.salutation if own else "") or suggested.salutation,
        closing=(own.closing if own else "") or suggested.closing,
        envelope=envelope,
        continues_lower=suggested.continues_lower and not (own and own.salutation),
        is_override=bool(own and own.salutation),
        has_rules=suggested.has_rules,
        verified_on=post.verified_on,
    )


def form_of(post: Post, *, language: str, held: Held | None) -> Form:
    """Give what the rules suggest for this post and holder, whatever form of its own the post has."""
    title = next((row.title for row in post.titles.all() if row.language == language), "")
    known = held or Held(name="")
    return form_for(
        language,
        Reader(
            rank=Rank(post.rank),
            title=title,
            place=post.body.place,
            gender=known.gender,
            name=known.name,
            given_name=known.given_name,
            family_name=known.family_name,
            patronymic=known.patronymic,
            honorific=known.honorific,
        ),
    )


def find_posts(member: Member, crisis: Crisis, words: str, *, limit: int = 20, language: str = "en") -> tuple[FoundPost, ...]:
    """Give the posts that hold all of these words in title, body, holder or reference, at most ``limit``; none for no words."""
    if not words.strip():
        return ()
    return found_posts(matching(whole_posts_for(member, crisis), words)[:limit], language=language)


def matching(posts: QuerySet[Post], words: str) -> QuerySet[Post]:
    """Keep the posts that hold each of these words somewhere."""
    for word in words.split():
        titles = PostTitle.objects.filter(_has("title", word)).values("post")
        holders = Holding.objects.filter(_has("holder", word)).values("post")
        key = match_key(word)
        is_telling = key.isalpha() and len(key) >= SHORTEST_KEY  # the key of "11" is "1"
        bodies = BodyName.objects.filter(Q(match_key__contains=key) if is_telling else _has("name", word)).values("body")
        posts = posts.filter(Q(pk__in=titles) | Q(pk__in=holders) | Q(body__in=bodies) | Q(reference=word.upper()))
    return posts


def found_posts(posts: Iterable[Post], *, language: str) -> tuple[FoundPost, ...]:
    """Turn whole posts into lines."""
    return tuple(_found(post, language) for post in posts)


def posts_of_references(references: Iterable[str]) -> QuerySet[Post]:
    """Give whole posts by their references, for whoever has checked already that they may be seen."""
    return whole_posts(Post.objects.filter(reference__in=list(references)))


def _found(post: Post, language: str) -> FoundPost:
    title = text_in(post.titles.all(), language)
    return FoundPost(
        reference=post.reference,
        title=title.title if title else "",
        body=_body_name(post, language),
        body_reference=post.body.reference,
        place=post.body.place,
        holders=", ".join(dict.fromkeys(row.holder for row in post.holdings.all() if not row.until)),
        rank=post.rank,
        rank_name=str(RANK_NAMES[Rank(post.rank)]),
        verified_on=post.verified_on,
    )


def _has(field: str, word: str) -> Q:
    """Find the word whatever its case: SQLite folds only the letters of ASCII."""
    found = Q()
    for spelling in {word, word.lower(), word.upper(), word.capitalize()}:
        found |= Q(**{f"{field}__icontains": spelling})
    return found


def _body_name(post: Post, language: str) -> str:
    # Of several names in a language the first is the one shown, and text_in keeps the last it meets.
    name = text_in(reversed(list(post.body.names.all())), language)
    return name.name if name else post.body.code


def _reached(post: Post, kind: ContactType, on: date) -> str:
    """Give the contact detail of this type that is valid on the day: the post's newest, else the body's own."""
    for rows in (post.contact_details.all(), (row for row in post.body.contact_details.all() if row.post_id is None)):
        valid = [row for row in rows if row.type == kind and is_valid(row, on)]
        if valid:
            return max(valid, key=lambda row: (row.valid_from or date.min, row.pk)).value
    return ""


def is_valid(detail: ContactDetail, on: date) -> bool:
    """Tell whether the contact detail was in use on the day."""
    return (detail.valid_from is None or detail.valid_from <= on) and (detail.valid_until is None or on <= detail.valid_until)
