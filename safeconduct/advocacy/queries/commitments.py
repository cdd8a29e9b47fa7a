"""What a body committed itself to, as it was said and as it can be dated, and what became of it."""

from dataclasses import dataclass
from datetime import date

from safeconduct.advocacy.access import commitments_for
from safeconduct.advocacy.models import Commitment, Deed
from safeconduct.advocacy.queries.lines import TextLine, words_of
from safeconduct.advocacy.rules import Timing
from safeconduct.advocacy.rules.verdicts import timing_of
from safeconduct.advocacy.words import TIMING_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One act that was promised. ``deeds`` are those that a person tied to it; whether they keep it is a verdict's to say."""

    reference: str
    text: TextLine
    quantity_verbatim: str
    due_verbatim: str
    due: str  # EDTF
    due_words: str
    condition: str
    timing: str
    timing_name: str
    deeds: tuple[str, ...]  # references
    is_withdrawn: bool
    withdrawn_because: str


def commitments_of(member: Member, crisis: Crisis, response: str, *, on: date, language: str) -> tuple[CommitmentLine, ...]:
    """Give what was promised in a response (reference), withdrawn commitments too."""
    rows = commitments_for(member, crisis).filter(response__reference=response).prefetch_related("deeds")
    return tuple(_line(row, on=on, language=language) for row in rows)


def commitment_choices(member: Member, crisis: Crisis, body: str) -> list[tuple[str, str]]:
    """Give the commitments of a body (reference) that a deed can keep or break."""
    rows = commitments_for(member, crisis).filter(response__actor__reference=body, withdrawn_at__isnull=True)
    return [(row.reference, row.text) for row in rows.filter(response__withdrawn_at__isnull=True)]


def _line(row: Commitment, *, on: date, language: str) -> CommitmentLine:
    deeds = [deed for deed in row.deeds.all() if deed.withdrawn_at is None]
    timing = timing_of(row.due, on, is_done=False)
    return CommitmentLine(
        reference=row.reference,
        text=TextLine(row.language, row.text, is_original=True),
        quantity_verbatim=row.quantity_verbatim,
        due_verbatim=row.due_verbatim,
        due=row.due,
        due_words=words_of(row.due, language),
        condition=row.condition,
        timing=timing,
        timing_name=str(TIMING_NAMES[Timing(timing)]),
        deeds=_references(deeds),
        is_withdrawn=row.withdrawn_at is not None,
        withdrawn_because=row.withdrawn_because,
    )


def _references(deeds: list[Deed]) -> tuple[str, ...]:
    return tuple(deed.reference for deed in deeds)
