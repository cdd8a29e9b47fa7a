"""What every step of a payout does first and last: whether it may be taken now, and the state it leads to."""

from django.utils.translation import gettext_lazy as _

from safeconduct.fund.models import Payout
from safeconduct.fund.rules.payouts import LEADS_TO
from safeconduct.kit.refusals import Refused


class NotNow(Refused):
    """It has gone on already."""

    status, code = 409, "not-now"
    sentence = _("Somebody was faster: this payout has gone on already. Nothing was changed; look at where it stands now.")


class SamePerson(Refused):
    """It takes two others."""

    code = "same-person"
    sentence = _("You asked for this money yourself. Nothing was changed; two others have to approve it.")


def take_payout(payout: Payout, state: str) -> bool:
    """Bring a locked payout into a state, unsaved; tell whether it was not there already, as after a lost answer.

    :raises NotNow: if the step does not follow from where it stands
    """
    if payout.state == state:
        return False
    if state not in LEADS_TO[payout.state]:
        raise NotNow
    payout.state = state
    return True
