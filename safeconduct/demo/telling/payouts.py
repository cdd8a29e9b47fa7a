"""Money that the invented cases ask for: what waits for approval, and one sum that two have approved. Nothing is paid to anybody."""

from collections.abc import Mapping
from datetime import date

from safeconduct.demo.telling.cases import Told
from safeconduct.demo.telling.publications import Desk
from safeconduct.fund.actions.approve_payout import approve_payout
from safeconduct.fund.actions.ask_payout import Wanted, ask_payout
from safeconduct.fund.models import Payout

PURPOSES = {"money": "other", "phone": "other"}  # of a support, where the fund's word is another


def tell_payouts(desk: Desk, told: Mapping[str, Told]) -> None:
    """Ask for what the cases were promised; the relief fund's lead and treasurer approve one of the hotline's."""
    asked = [_ask(one, item.body, desk) for one in told.values() for item in one.written if item.body.get("payout")]
    Payout.objects.filter(pk__in=[payout.pk for payout in asked]).update(is_demonstration=True)
    zoya, runa = (desk.cast.keyed[name].member for name in ("zoya", "runa"))
    by_others = [payout for payout in asked if payout.asked_by_id != zoya.pk]
    for approver in (zoya, runa):
        approve_payout(claim=by_others[0].claim, by=approver, at=desk.at)


def _ask(told: Told, support: Mapping[str, object], desk: Desk) -> Payout:
    what = str(support["what"])
    wanted = Wanted(
        payee=desk.cast.organisations["relief"].reference,
        what=PURPOSES.get(what, what),
        amount_minor=int(str(support["amount"])),
        currency=str(support["currency"]),
        need_by=date.fromisoformat(str(support["until"])),
    )
    return ask_payout(claim=str(support["payout"]), wanted=wanted, by=told.by.member, at=desk.at)
