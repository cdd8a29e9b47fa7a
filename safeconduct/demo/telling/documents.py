"""The invented documents: made, taken in and read like any other; some of them reviewed."""

from collections.abc import Callable
from datetime import datetime

from safeconduct.crises.models import Crisis
from safeconduct.demo.paper.pdf import pdf_of
from safeconduct.demo.paper.word import docx_of
from safeconduct.demo.tables import DOCUMENTS, Table, rows
from safeconduct.desk.reviewing.initials import initial_of, sayings_of
from safeconduct.desk.reviewing.landing import land
from safeconduct.evidence.actions.add_proposal import add_proposal
from safeconduct.evidence.actions.capture_document import capture_document
from safeconduct.evidence.actions.decide_proposal import decide_proposal
from safeconduct.evidence.actions.describe_document import Description, describe_document
from safeconduct.evidence.actions.finish_review import finish_review
from safeconduct.evidence.models import Document, ProposalRow, Sentence
from safeconduct.evidence.models.documents import CaptureWay
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.reading.shapes import Kind
from safeconduct.people.models import Member

NOT_NEEDED = "The register holds it already, from a source that exists."

MAKERS: dict[str, Callable[[str], bytes]] = {
    "same": lambda text: text.encode(),
    "windows-1251": lambda text: text.encode("windows-1251"),
    "docx": docx_of,
    "pdf": pdf_of,
}


def bytes_of(row: Table) -> bytes:
    """Give the bytes of an invented document as its table says."""
    return MAKERS[row["made_as"]]((DOCUMENTS / row["file"]).read_text(encoding="utf-8"))


def bring_documents(*, crisis: Crisis, by: Member, at: datetime) -> list[Document]:
    """Take in every invented document, say who is said to have published it, review some, and give them all."""
    brought = []
    for row in rows("documents/documents", "document"):
        way = CaptureWay.DEMONSTRATION
        document = capture_document(crisis=crisis, data=bytes_of(row), way=way, name=row["name"], by=by, at=at).document
        description = Description(
            title=row.get("title") or document.title or row["name"],
            kind=document.kind,
            source=row["source"],
            source_kind=row["source_kind"],
            author=document.author,
            published=document.published,
        )
        describe_document(document=document, description=description, by=by, at=at)
        if row.get("reviewed"):
            _review(document, row["accept"], by, at)
        brought.append(document)
    return brought


def _review(document: Document, accepted: list[Table], by: Member, at: datetime) -> None:
    """Accept what the table names, set the rest aside, and close the review."""
    for wanted in accepted:
        row = _found(document, wanted) or _by_hand(document, wanted, by, at)
        said = [{**saying, "speaker": wanted["speaker"]} for saying in sayings_of(row)[:1]]
        land(row=row, given={**initial_of(row), **wanted["given"]}, sayings=said, is_changed=True, by=by, at=at)
    for row in document.proposals.all():
        if row.is_open and not row.held:
            decide_proposal(proposal=row, state=ProposalState.REJECTED, decision={"why": NOT_NEEDED}, outcome="", by=by, at=at)
    finish_review(document=document, by=by, at=at)


def _found(document: Document, wanted: Table) -> ProposalRow | None:
    """Give what the rules propose of this kind in the sentence that holds these words."""
    proposed = document.proposals.filter(kind=wanted["kind"], held="", sentence__text__contains=wanted["contains"])
    return proposed.select_related("sentence", "document", "document__source").order_by("index").first()


def _by_hand(document: Document, wanted: Table, by: Member, at: datetime) -> ProposalRow:
    """Add what the rules do not find, as a person would: the story stays the same when the rules change."""
    sentence = Sentence.objects.filter(rendition__document=document).get(text__contains=wanted["contains"])
    return add_proposal(document=document, sentence=sentence, kind=Kind(wanted["kind"]), by=by, at=at)
