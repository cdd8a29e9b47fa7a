"""The small lines that every page of the register is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safeconduct.advocacy.models import Body, Post
from safeconduct.advocacy.rules import BodyKind, Tenure, holders_on, may_quote
from safeconduct.advocacy.words import BODY_KIND_NAMES
from safeconduct.evidence.models import Passage
from safeconduct.evidence.reading.shapes import DateBasis
from safeconduct.evidence.rules.wording import describe
from safeconduct.evidence.words import BASIS_NAMES
from safeconduct.kit.languages import DOCUMENT_LANGUAGES, Written, text_in


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, as far as the lines depend on it: in which language, and for which organisation (``None``: the public)."""

    language: str
    organisation: int | None = None

    @property
    def is_public(self) -> bool:
        return self.organisation is None


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words of ours in one language."""

    language: str
    text: str
    is_original: bool = False

    @property
    def language_name(self) -> str:
        """The language, named in itself."""
        return dict(DOCUMENT_LANGUAGES).get(self.language, self.language)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body as a page names it."""

    reference: str
    code: str
    name: str
    kind: str
    kind_name: str
    place: str
    is_government: bool


@dataclass(frozen=True, slots=True)
class HoldingLine:
    """Who held a post, in words."""

    holder: str
    since: str
    until: str
    source_note: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post, and everybody known to have held it."""

    reference: str
    title: str
    titles: tuple[TextLine, ...]
    holdings: tuple[HoldingLine, ...]


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """The exact words in a document, and what is known of the document."""

    exact: str
    language: str
    document: str  # reference
    title: str
    publisher: str
    address: str
    published: str  # EDTF; "" where unknown; never the day of capture
    published_words: str
    basis: str  # code of evidence.reading.shapes.DateBasis: how the date is known
    basis_name: str


class Directory:
    """The bodies and posts of a crisis by their keys, named in the reader's language; built once for a page."""

    def __init__(self, bodies: Iterable[Body], reader: Reader, posts: Iterable[Post] | None = None) -> None:
        self._reader = reader
        self._bodies = {body.pk: body for body in bodies}
        # All posts of the bodies where none are given: a page that needs few of thousands gives those.
        known = [post for body in self._bodies.values() for post in body.posts.all()] if posts is None else posts
        self._posts: dict[int, Post] = {post.pk: post for post in known}
        self._lines = {key: body_line(body, reader.language) for key, body in self._bodies.items()}

    @property
    def keys(self) -> tuple[int, ...]:
        """The keys of the bodies, in the order in which they were given."""
        return tuple(self._lines)

    def body(self, key: int) -> BodyLine:
        """Give the body with this key."""
        return self._lines[key]

    def title(self, post: int | None) -> str:
        """Give the title of the post with this key; ``""`` for none."""
        return post_title(self._posts[post], self._reader.language) if post else ""

    def holder(self, post: int | None, on: str) -> str:
        """Give who may have held the post at that time (EDTF); ``""`` where nobody can tell."""
        if not post or not on:
            return ""
        held = [Tenure(row.holder, row.since, row.until) for row in self._posts[post].holdings.all()]
        return " / ".join(holders_on(held, on))


def post_line(post: Post, language: str) -> PostLine:
    """Give the post with its titles and all who are known to have held it."""
    return PostLine(
        reference=post.reference,
        title=post_title(post, language),
        titles=tuple(TextLine(row.language, row.title, row.is_original) for row in post.titles.all()),
        holdings=tuple(
            HoldingLine(row.holder, words_of(row.since, language), words_of(row.until, language), row.source_note)
            for row in post.holdings.all()
        ),
    )


def quote_line(passage: Passage | None, reader: Reader) -> QuoteLine | None:
    """Give the passage with its document; ``None`` where this reader may not be shown it."""
    if passage is None:
        return None
    document = passage.document
    if not may_quote(level=document.level, owner=document.organisation_id, reader=reader.organisation):
        return None
    return QuoteLine(
        exact=passage.exact,
        language=passage.language,
        document=document.reference,
        title=document.title,
        publisher=document.source.name if document.source else document.publisher_found,
        address=document.address,
        published=document.published,
        published_words=words_of(document.published, reader.language),
        basis=document.published_basis,
        basis_name=str(BASIS_NAMES[DateBasis(document.published_basis)]),
    )


def words_of(edtf: str, language: str) -> str:
    """Say the time in words; ``""`` for none."""
    return describe(edtf, language) if edtf else ""


def day_in_words(day: date | None, language: str) -> str:
    """Say the day in words; ``""`` for none."""
    return describe(day.isoformat(), language) if day else ""


def texts_of(texts: Iterable[Written], field: str = "text") -> tuple[TextLine, ...]:
    """Give all texts, the original first."""
    rows = sorted(texts, key=lambda row: (not row.is_original, row.language))
    return tuple(TextLine(row.language, getattr(row, field), row.is_original) for row in rows)


def chosen(lines: Iterable[TextLine], language: str) -> TextLine:
    """Give the text for a reader of this language, chosen as ``kit.languages.text_in`` does; an empty one where there is none."""
    given = list(lines)
    wanted = [line for line in given if line.language == language] or [line for line in given if line.language == "en"]
    return next(iter(wanted or [line for line in given if line.is_original] or given), TextLine("und", ""))


def body_line(body: Body, language: str) -> BodyLine:
    """Give the body as it is named in a language; its names must have been read along."""
    # Of several names in a language the first is the one shown, and text_in keeps the last it meets.
    name = text_in(reversed(list(body.names.all())), language)
    return BodyLine(
        reference=body.reference,
        code=body.code,
        name=name.name if name else body.code,
        kind=body.kind,
        kind_name=str(BODY_KIND_NAMES[BodyKind(body.kind)]),
        place=body.place,
        is_government=body.is_government,
    )


def post_title(post: Post, language: str) -> str:
    """Give what the post is called in a language; ``""`` where nothing is known."""
    title = text_in(post.titles.all(), language)
    return title.title if title else ""
