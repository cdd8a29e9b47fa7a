"""What a search found, as rows a page can show; everything is fetched through access once more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.advocacy.access import demands_for
from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import claims_for, documents_for, sources_for
from safeconduct.evidence.models import Sentence
from safeconduct.evidence.search.analyser import LANGUAGES, Query, analyse_query, highlight
from safeconduct.evidence.search.engines import engine
from safeconduct.evidence.search.port import Narrowing, Page, Scope
from safeconduct.kit.languages import text_in
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked where it answers the query."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found. ``reference`` leads to it; a sentence leads to its document at ``sentence``."""

    kind: str
    reference: str
    crisis: Crisis
    language: str
    pieces: tuple[Piece, ...]
    beside: str = ""
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found, and how many there are, counted within what the reader may see."""

    found: tuple[Found, ...]
    total: int
    by_kind: dict[str, int]


def scope_of(member: Member) -> Scope:
    """Give what the member may search: the crises that the organisation answers, and its own documents in them."""
    crises = frozenset(crises_for(member).values_list("pk", flat=True))
    return Scope(crises=crises, organisation=member.organisation_id)


def search_for(
    member: Member, words: str, *, kinds: tuple[str, ...] = (), languages: tuple[str, ...] = (), limit: int = 20, offset: int = 0
) -> Results:
    """Search everything the member may read, in all languages at once."""
    query = analyse_query(words, LANGUAGES)
    narrowing = Narrowing(kinds=kinds, languages=languages)
    page = engine().find(query, allowed=scope_of(member), narrowing=narrowing, limit=limit, offset=offset)
    return Results(tuple(_rows(member, page, query)), page.total, dict(page.by_kind))


def _rows(member: Member, page: Page, query: Query) -> Iterable[Found]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for hit in page.hits:
        wanted[hit.kind].append(hit.ref)
    rows: dict[tuple[str, str], Found] = {}
    for crisis in crises_for(member):
        rows |= _in_crisis(member, crisis, wanted, query)
    return [rows[hit.kind, hit.ref] for hit in page.hits if (hit.kind, hit.ref) in rows]


def _in_crisis(member: Member, crisis: Crisis, wanted: dict[str, list[str]], query: Query) -> dict[tuple[str, str], Found]:
    found: dict[tuple[str, str], Found] = {}
    for claim in claims_for(member, crisis).filter(reference__in=wanted["claim"]):
        text = text_in(claim.texts.all(), "en")
        if text:
            found["claim", claim.reference] = Found(
                "claim", claim.reference, crisis, text.language, pieces_of(text.text, query, text.language)
            )
    for source in sources_for(member, crisis).filter(reference__in=wanted["source"]):
        found["source", source.reference] = Found("source", source.reference, crisis, "und", pieces_of(source.name, query, "und"))
    for demand in demands_for(member, crisis).filter(reference__in=wanted["demand"]):
        words = text_in(demand.texts.all(), "en")
        if words:
            found["demand", demand.reference] = Found(
                "demand", demand.reference, crisis, words.language, pieces_of(words.text, query, words.language)
            )
    documents = documents_for(member, crisis)
    for document in documents.filter(reference__in=wanted["document"]):
        language = document.languages[0] if document.languages else "und"
        found["document", document.reference] = Found(
            "document", document.reference, crisis, language, pieces_of(str(document), query, language)
        )
    readable = documents.order_by().values("pk")
    sentences = Sentence.objects.filter(pk__in=[int(ref) for ref in wanted["sentence"]], rendition__document__in=readable)
    for sentence in sentences.select_related("rendition__document"):
        document = sentence.rendition.document
        found["sentence", str(sentence.pk)] = Found(
            "sentence",
            document.reference,
            crisis,
            sentence.language,
            pieces_of(sentence.text, query, sentence.language),
            beside=str(document),
            sentence=sentence.index,
        )
    return found


def pieces_of(text: str, query: Query, language: str) -> tuple[Piece, ...]:
    """Cut a text into pieces, those that answer the query marked."""
    pieces, at = [], 0
    for span in highlight(text, query, language):
        if span.start > at:
            pieces.append(Piece(text[at : span.start], is_hit=False))
        pieces.append(Piece(text[span.start : span.end], is_hit=True))
        at = span.end
    if at < len(text):
        pieces.append(Piece(text[at:], is_hit=False))
    return tuple(pieces)
