"""How a proposal lies in the database and comes back: plain JSON, no pickles."""

from dataclasses import asdict
from typing import Any

from safeconduct.evidence.models import ProposalRow
from safeconduct.evidence.reading.shapes import (
    AttributionFound,
    Kind,
    Modality,
    Mode,
    OriginKind,
    Proposal,
    Qualifier,
    Quantity,
    When,
)

# These have columns of their own.
_COLUMNS = frozenset({"kind", "sentence", "start", "end", "exact", "reasons", "confidence", "held"})


def payload_of(proposal: Proposal) -> dict[str, Any]:
    """Give the fields of a proposal that have no column, as JSON values."""
    return {name: value for name, value in asdict(proposal).items() if name not in _COLUMNS}


def proposal_of(row: ProposalRow) -> Proposal:
    """Give the proposal that a row holds."""
    fields = dict(row.payload)
    return Proposal(
        kind=Kind(row.kind),
        sentence=row.sentence.index,
        start=row.start,
        end=row.end,
        exact=row.exact,
        reasons=tuple(row.reasons),
        confidence=row.confidence,
        held=row.held,
        when=_when(fields.pop("when", None)),
        quantity=_quantity(fields.pop("quantity", None)),
        modality=Modality(fields.pop("modality", Modality.ASSERTED)),
        attributions=tuple(_attribution(a) for a in fields.pop("attributions", ())),
        addressees=tuple(fields.pop("addressees", ())),
        relayed_to=tuple(fields.pop("relayed_to", ())),
        **fields,
    )


def _when(value: dict[str, Any] | None) -> When | None:
    return When(**value) if value else None


def _quantity(value: dict[str, Any] | None) -> Quantity | None:
    return Quantity(**{**value, "qualifier": Qualifier(value["qualifier"])}) if value else None


def _attribution(value: dict[str, Any]) -> AttributionFound:
    return AttributionFound(**{**value, "mode": Mode(value["mode"]), "origin": OriginKind(value["origin"])})
