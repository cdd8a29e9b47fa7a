"""Sentences as the evidence desk and the sealed desk see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.released.access import own_slips_for, slips_for
from safeconduct.released.models import Slip, SlipState
from safeconduct.released.queries.lines import crises_named
from safeconduct.released.rules.batches import batch_after
from safeconduct.released.words import AMOUNT_NAMES


@dataclass(frozen=True, slots=True)
class SlipShown:
    """One sentence, who stands behind it and what this member may do."""

    slip: Slip
    amount: str
    may_decide: bool
    may_refuse: bool
    waits_for_correction: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """The page of sentences of a crisis."""

    next_batch: date
    waiting: list[SlipShown]
    accepted: list[SlipShown]
    done: list[SlipShown]


def slip_desk(member: Member, crisis: Crisis, on: date) -> Desk:
    """Give the sentences of a crisis in the order in which they need somebody."""
    slips = [_shown(slip, member) for slip in slips_for(member, crisis)]

    def of(*states: str) -> list[SlipShown]:
        return [one for one in slips if one.slip.state in states]

    done = of(SlipState.OUT, SlipState.REFUSED, SlipState.WITHDRAWN)
    return Desk(batch_after(on), of(SlipState.HANDED), of(SlipState.ACCEPTED), done)


def own_slips(member: Member, on: date) -> dict[str, Any]:
    """Give how the sentences of the member's organisation stand, for whoever knows from inside a case which is which."""
    return {"next_batch": batch_after(on).isoformat(), "crises": crises_named(member), "slips": list(_brief(own_slips_for(member)))}


def _brief(slips: Iterable[Slip]) -> Iterable[dict[str, Any]]:
    for slip in slips:
        yield {
            "reference": slip.reference,
            "crisis": slip.crisis.reference,
            "state": slip.state,
            "batch_on": slip.batch_on.isoformat() if slip.batch_on else "",
            "corrected_on": slip.corrected_on.isoformat() if slip.corrected_on else "",
        }


def _shown(slip: Slip, member: Member) -> SlipShown:
    is_handed = slip.state == SlipState.HANDED
    return SlipShown(
        slip=slip,
        amount=str(AMOUNT_NAMES[slip.amount]),
        may_decide=is_handed and slip.handed_by_id != member.pk,
        may_refuse=slip.state in {SlipState.HANDED, SlipState.ACCEPTED},
        waits_for_correction=slip.state == SlipState.WITHDRAWN and slip.claim_id is not None and slip.corrected_on is None,
    )
