"""What a reviewed document added to the registers, and what of it goes to the public page."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.access import deeds_for, demands_for, responses_for
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.models import Body, Deed, DeedText, Demand, DemandText, Response, ResponseText
from safeconduct.evidence.access import claims_for, proposals_for
from safeconduct.evidence.actions.publish_claim import publish_claim
from safeconduct.evidence.models import Claim, ClaimText, Document, ProposalRow
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.reading.shapes import Kind
from safeconduct.evidence.words import KIND_NAMES
from safeconduct.kit.languages import text_in
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

Entry = Claim | Demand | Response | Deed


@dataclass(frozen=True, slots=True)
class Outcome:
    """One entry that came of the document; without an entry the words are only noted (money, quotations)."""

    row: ProposalRow
    kind_name: str
    text: str
    language: str
    who: str  # whose words or deed it is
    entry: Entry | None

    @property
    def is_public(self) -> bool:
        return self.entry is not None and self.entry.is_public

    @property
    def may_become_public(self) -> bool:
        """Tell whether it can be put on the public page: what was held back as a private person's or coerced words cannot."""
        return self.entry is not None and not self.is_public and not self.row.held


def outcomes_of(member: Member, document: Document) -> list[Outcome]:
    """Give one outcome for each entry, in the order of the text."""
    accepted = [ProposalState.ACCEPTED, ProposalState.CHANGED]
    # Two passages of a document may carry one entry; it is listed once.
    rows = list({row.outcome: row for row in reversed(proposals_for(member, document).filter(state__in=accepted))}.values())[::-1]
    entries = _entries(member, document, {row.outcome for row in rows})
    return [_outcome(row, entries.get(row.outcome)) for row in rows]


def _entries(member: Member, document: Document, references: set[str]) -> dict[str, Entry]:
    crisis = document.crisis
    found: list[Entry] = [
        *claims_for(member, crisis).filter(reference__in=references),
        *demands_for(member, crisis).filter(reference__in=references),
        *responses_for(member, crisis).filter(reference__in=references),
        *deeds_for(member, crisis).filter(reference__in=references),
    ]
    return {entry.reference: entry for entry in found}


def _outcome(row: ProposalRow, entry: Entry | None) -> Outcome:
    texts: list[ClaimText | DemandText | ResponseText | DeedText] = list(entry.texts.all()) if entry is not None else []
    text = text_in(texts, row.sentence.language)
    return Outcome(
        row=row,
        kind_name=str(KIND_NAMES[Kind(row.kind)]),
        text=text.text if text else row.exact,
        language=text.language if text else row.sentence.language,
        who=_name_of(entry.actor) if isinstance(entry, Response | Deed) else "",
        entry=entry,
    )


def _name_of(body: Body) -> str:
    name = text_in(reversed(list(body.names.all())), "en")
    return name.name if name else body.code


def publish_outcomes(*, member: Member, document: Document, references: list[str], at: datetime) -> tuple[int, list[str]]:
    """Publish the chosen entries; give how many were published, and a sentence for each that was refused."""
    published, refusals = 0, []
    entries = {one.entry.reference: one.entry for one in outcomes_of(member, document) if one.entry and one.may_become_public}
    for reference in dict.fromkeys(references):
        entry = entries.get(reference)
        if entry is None:
            continue
        try:
            with transaction.atomic():
                _publish(entry, member, at)
            published += 1
        except Refused as refusal:
            refusals.append(f"{reference}: {refusal}")
    return published, refusals


def _publish(entry: Entry, member: Member, at: datetime) -> None:
    if isinstance(entry, Claim):
        publish_claim(claim=entry, by=member, at=at)
    elif isinstance(entry, Demand):
        publish_demand(demand=entry, by=member, at=at)
    else:
        publish_answer(answer=entry, by=member, at=at)
