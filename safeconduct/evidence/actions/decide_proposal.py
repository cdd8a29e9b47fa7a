"""Note what a person decided about a proposal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.evidence.models import ProposalRow
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class AlreadyDecided(Refused):
    """Somebody was faster."""

    sentence = _("Somebody has decided this already. Nothing of yours was lost; load the page again to see it.")


@transaction.atomic
def decide_proposal(
    *, proposal: ProposalRow, state: ProposalState, decision: Mapping[str, Any], outcome: str, by: Member, at: datetime
) -> None:
    """Close the proposal with what was entered and the reference of what it became.

    :raises AlreadyDecided: if it is no longer open
    """
    row = ProposalRow.objects.select_for_update().get(pk=proposal.pk)
    if not row.is_open:
        raise AlreadyDecided
    row.state, row.decision, row.outcome = state, dict(decision), outcome
    row.decided_at, row.decided_by = at, by
    row.save()
    record(
        "evidence.proposal-decided",
        row.document.reference,
        by=by.reference,
        at=at,
        proposal=row.reference,
        state=state,
        outcome=outcome,
    )


def reject_proposal(*, proposal: ProposalRow, by: Member, at: datetime) -> None:
    """Close the proposal without entering anything.

    :raises AlreadyDecided: if it is no longer open
    """
    decide_proposal(proposal=proposal, state=ProposalState.REJECTED, decision={}, outcome="", by=by, at=at)


@transaction.atomic
def reopen_proposal(*, proposal: ProposalRow, by: Member, at: datetime) -> None:
    """Take a rejection back. What was accepted is changed in its register, not here.

    :raises AlreadyDecided: if the proposal was accepted
    """
    row = ProposalRow.objects.select_for_update().get(pk=proposal.pk)
    if row.state != ProposalState.REJECTED:
        raise AlreadyDecided
    row.state = ProposalState.HELD if row.held else ProposalState.PENDING
    row.decided_at = row.decided_by = None
    row.decision = {}
    row.save()
    record("evidence.proposal-reopened", row.document.reference, by=by.reference, at=at, proposal=row.reference)
