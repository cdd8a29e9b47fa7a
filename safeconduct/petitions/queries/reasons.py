"""Reasons, for whoever wrote one and for whoever reports one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from safeconduct.petitions.models import Reason
from safeconduct.petitions.rules.kinds import WordState
from safeconduct.petitions.words import WORD_STATE_NAMES
from safeconduct.signing.queries.rolls import current
from safeconduct.vault.format.signatures import read_token, reason_owner

if TYPE_CHECKING:
    from safeconduct.petitions.models import Campaign


@dataclass(frozen=True, slots=True)
class OwnReason:
    """A reason as its writer sees it."""

    text: str
    language: str
    name: str
    state: str
    state_name: str


def takes_reasons(campaign: Campaign) -> bool:
    """Tell whether reasons are taken now: the campaign wants them, and nobody has turned them off."""
    rolled = current((campaign.crisis.slug, campaign.slug))
    return campaign.takes_reasons and not (rolled is not None and rolled.switches.hide_reasons)


def own_reason(token: str) -> OwnReason | None:
    """Give the reason that belongs to a signer's link; ``None`` where there is none, or it was taken back. The signature may be gone."""
    row = Reason.objects.filter(owner=reason_owner(read_token(token))).order_by("-pk").first()
    if row is None or row.state == WordState.TAKEN_BACK:
        return None
    return OwnReason(row.text, row.language, row.name, row.state, str(WORD_STATE_NAMES[WordState(row.state)]))


def shown_reason(campaign: Campaign, reference: str) -> Reason:
    """Give a reason that is on the page.

    :raises Http404: if there is none
    """
    row = Reason.objects.filter(campaign=campaign, reference=reference, state=WordState.SHOWN).first()
    if row is None:
        raise Http404
    return row
