"""Hand in one sentence that may be said of what people told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.released.models import ROOTS, Slip
from safeconduct.released.rules.slips import AMOUNTS, is_area, is_over, is_period, slip_troubles


class SlipShowsTooMuch(Refused):
    """A day, an age, a small place, an address or somebody's own words."""

    code = "shows-too-much"
    sentence = _(
        "This sentence shows too much or too little: no day, age, small place, address or quotation, and from 20 to 400 letters. "
        "Nothing was handed in."
    )


class SlipNotUnderstood(Refused):
    """An amount, a period, an area or a kind of origin that has no name."""

    code = "not-understood"
    sentence = _("Choose how many people stand behind it, a quarter or month that is over, and a country or one of its large parts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is handed in, and nothing of where it came from."""

    text: str
    language: str
    root_kind: str  # reading.shapes.OriginKind
    amount: str
    period: str
    area: str


@transaction.atomic
def hand_in_slip(*, sending: UUID, crisis: Crisis, said: Said, by: Member, at: datetime) -> Slip:
    """Keep the sentence for the evidence desk. The same sending again is the same slip.

    :raises SlipNotUnderstood: if amount, period, area or kind of origin have no name, or the period is not over
    :raises SlipShowsTooMuch: if the sentence holds what it must not
    """
    known = Slip.objects.filter(sending=sending, handed_by=by).first()
    if known is not None:
        return known
    if (
        said.amount not in AMOUNTS
        or said.root_kind not in set(ROOTS)
        or not is_period(said.period)
        or not is_area(said.area)
        or not is_over(said.period, at.date())
    ):
        raise SlipNotUnderstood
    text = said.text.strip()
    if slip_troubles(text):
        raise SlipShowsTooMuch
    slip = Slip.objects.create(
        sending=sending,
        crisis=crisis,
        organisation=by.organisation,
        text=text,
        language=said.language,
        root_kind=said.root_kind,
        amount=said.amount,
        period=said.period,
        area=said.area,
        handed_by=by,
        handed_on=at.date(),
    )
    record("released.slip-handed", slip.reference, by=by.reference, at=day_of(at), crisis=crisis.slug)
    return slip
