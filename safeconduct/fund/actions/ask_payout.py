"""Ask that money be paid out, by a number that says nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.access import payers_for
from safeconduct.fund.models import Payout
from safeconduct.fund.rules.payouts import MOST, PURPOSES
from safeconduct.kit.clock import day_of
from safeconduct.kit.currencies import is_currency
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


@dataclass(frozen=True)
class Wanted:
    """What is asked for: a sum in the smallest unit of its currency, what for, by when, and the organisation that is to pay."""

    payee: str
    what: str
    amount_minor: int
    currency: str
    need_by: date


class ClaimTaken(Refused):
    """The claim is another payout's."""

    status, code = 409, "taken"
    sentence = _(
        "Another sum was asked for by this number already. Nothing was changed; look at what was asked for, and ask anew for the rest."
    )


class NotAPurpose(Refused):
    """Not a purpose, not a sum, not a currency."""

    code = "not-a-payout"
    sentence = _("This is not a sum that can be paid: it needs an amount, a currency and what it is for. Nothing was asked for.")


class NoSuchPayer(Refused):
    """Neither one's own organisation nor one that answers a crisis with it."""

    code = "no-such-payer"
    sentence = _("This organisation does not answer a crisis with yours, so it cannot be asked to pay. Nothing was asked for.")


@transaction.atomic
def ask_payout(*, claim: str, wanted: Wanted, by: Member, at: datetime) -> Payout:
    """Ask for a payout; the very same by the same claim once more is one payout, however it stands by now.

    :param claim: 32 small hexadecimal letters, random, a new one for each payout
    :raises ClaimTaken: if the claim stands for something else
    :raises NotAPurpose: if the sum, the currency or the purpose is none
    :raises NoSuchPayer: if that organisation cannot be asked
    """
    if wanted.what not in PURPOSES or not 0 < wanted.amount_minor <= MOST or not is_currency(wanted.currency):
        raise NotAPurpose
    payee = payers_for(by).filter(reference=wanted.payee).first()
    if payee is None:
        raise NoSuchPayer
    asked = {
        "organisation": by.organisation,
        "payee": payee,
        "what": wanted.what,
        "amount_minor": wanted.amount_minor,
        "currency": wanted.currency,
        "need_by": wanted.need_by,
    }
    payout, is_new = Payout.objects.get_or_create(claim=claim, defaults={**asked, "asked_by": by, "asked_on": at.date()})
    if any(getattr(payout, name) != value for name, value in asked.items()):
        raise ClaimTaken
    if is_new:
        record("fund.payout-asked", claim, by=by.reference, at=day_of(at), payee=payee.reference)
    return payout
