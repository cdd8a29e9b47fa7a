"""Proposals of a document, made and made again. What a person has decided is never touched."""

from safeconduct.evidence.models import Document, ProposalRow
from safeconduct.evidence.models.payloads import payload_of
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.models.readings import latest_rendition, reading_of
from safeconduct.evidence.reading.propose.proposing import propose
from safeconduct.evidence.reading.shapes import Proposal


def renew_proposals(document: Document) -> int:
    """Run the rules over the document as it stands now and give the number of open proposals.

    After a role or the date of publication was changed, open proposals follow; decided ones and those added by hand stay as
    they are, and what was decided is not proposed again.
    """
    rendition, reading = latest_rendition(document), reading_of(document)
    if rendition is None or reading is None:
        return 0
    settled = list(document.proposals.exclude(state__in=[ProposalState.PENDING, ProposalState.HELD], is_by_hand=False))
    kept = {_place(row.kind, row.start, row.end, row.payload) for row in settled}
    document.proposals.filter(state__in=[ProposalState.PENDING, ProposalState.HELD], is_by_hand=False).delete()
    sentences = {sentence.index: sentence for sentence in rendition.sentences.all()}
    following = max((row.index for row in settled), default=-1) + 1
    fresh = [p for p in propose(reading) if _place(p.kind, p.start, p.end, payload_of(p)) not in kept]
    ProposalRow.objects.bulk_create(
        _row(document, proposal, following + offset, sentences[proposal.sentence].pk) for offset, proposal in enumerate(fresh)
    )
    return len(fresh)


def _place(kind: str, start: int, end: int, payload: dict[str, object]) -> tuple[object, ...]:
    return (kind, start, end, payload.get("act"), payload.get("actor"), payload.get("channel_number"))


def _row(document: Document, proposal: Proposal, index: int, sentence: int) -> ProposalRow:
    return ProposalRow(
        document=document,
        sentence_id=sentence,
        index=index,
        kind=proposal.kind,
        start=proposal.start,
        end=proposal.end,
        exact=proposal.exact,
        payload=payload_of(proposal),
        reasons=list(proposal.reasons),
        confidence=proposal.confidence,
        held=proposal.held,
        state=ProposalState.HELD if proposal.held else ProposalState.PENDING,
    )
