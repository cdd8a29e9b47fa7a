"""What of the register can be found: documents with the sentences of their content, claims in every language they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from safeconduct.evidence.models import Claim, Document, Level, Sentence, Source
from safeconduct.evidence.reading.shapes import CONTENT_ROLES
from safeconduct.evidence.rules.moments import bounds
from safeconduct.evidence.search.analyser import analyse
from safeconduct.evidence.search.engines import engine
from safeconduct.evidence.search.port import Entry

AT_ONCE = 2_000


def index_document(document: Document) -> None:
    """Make the document findable by its title and maker, and its latest text by every sentence of the content.

    Furniture and comments by private persons are never indexed. Sentences of earlier readings are taken out.
    """
    search = engine()
    every = Sentence.objects.filter(rendition__document=document)
    search.remove("sentence", [str(pk) for pk in every.values_list("pk", flat=True)])
    search.put([_document_entry(document)])
    rendition = document.renditions.order_by("-pk").first()
    if rendition is not None:
        content = rendition.sentences.filter(block__role__in=[str(role) for role in CONTENT_ROLES])
        search.put(_sentence_entries(document, content.order_by("index")))


def index_claim(claim: Claim) -> None:
    """Make the claim findable by its words in every language, its act, group and number; out with it where it was joined."""
    if claim.joined_into_id is not None:
        engine().remove("claim", [claim.reference])
        return
    texts = list(claim.texts.order_by("-is_original", "pk"))
    low, high = _days(claim.when)
    tokens = " ".join(analyse(text.text, text.language).tokens for text in texts)
    engine().put(
        [
            Entry(
                kind="claim",
                ref=claim.reference,
                crisis=claim.crisis_id,
                level=Level.PUBLIC if claim.is_public and claim.crisis.is_public else Level.COALITION,
                language=texts[0].language if texts else "und",
                tokens=tokens,
                concepts=frozenset(code for code in (claim.act, claim.affected, claim.place) if code),
                quantities=frozenset(number for number in (claim.low, claim.high) if number is not None),
                date_low=low,
                date_high=high,
            )
        ]
    )


def index_source(source: Source) -> None:
    """Make the source findable by all its names and its office."""
    names = [source.name, source.office, *source.names.values_list("name", flat=True)]
    tokens = analyse(" · ".join(name for name in names if name), "und").tokens
    engine().put(
        [Entry(kind="source", ref=source.reference, crisis=source.crisis_id, level=Level.COALITION, language="und", tokens=tokens)]
    )


def index_everything() -> None:
    """Make the whole index again from the register, for instance when the analyser has learnt something."""
    for document in Document.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        index_document(document)
    for claim in Claim.objects.select_related("crisis").order_by("pk").iterator(chunk_size=AT_ONCE):
        index_claim(claim)
    for source in Source.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        index_source(source)
    engine().tidy()


def _document_entry(document: Document) -> Entry:
    language = document.languages[0] if document.languages else "und"
    words = " · ".join(part for part in (document.title, document.author, document.publisher_found) if part)
    return _of_document(document, kind="document", ref=document.reference, language=language, text=words)


def _sentence_entries(document: Document, sentences: Iterable[Sentence]) -> Iterator[Entry]:
    for sentence in sentences:
        yield _of_document(document, kind="sentence", ref=str(sentence.pk), language=sentence.language, text=sentence.text)


def _of_document(document: Document, *, kind: str, ref: str, language: str, text: str) -> Entry:
    low, high = _days(document.published)
    return Entry(
        kind=kind,
        ref=ref,
        crisis=document.crisis_id,
        level=document.level,
        organisation=document.organisation_id,
        language=language,
        tokens=analyse(text, language).tokens,
        date_low=low,
        date_high=high,
    )


def _days(edtf: str) -> tuple[date | None, date | None]:
    """Give the bounds of a time; one that cannot be read has no place in a period and is found without one."""
    try:
        return bounds(edtf)
    except ValueError:
        return None, None
