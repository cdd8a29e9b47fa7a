"""What stands on the accounts, summed anew each time: nothing is cached, so nothing can disagree."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from safeconduct.fund.models import Account, Book, Fund, Line
from safeconduct.fund.rules.accounts import account_named
from safeconduct.fund.rules.payouts import PURPOSES


@dataclass(frozen=True)
class FundSums:
    """A fund in one currency, in its smallest unit. Help that came back and gifts that were undone are taken off already."""

    received: int
    refunded: int
    passed_on: dict[str, int]  # by purpose
    fees: int
    transferred_in: int
    transferred_out: int
    exchanged: int
    held: int


def balances(book: Book) -> dict[str, int]:
    """Give each account's debits less its credits, in the smallest unit of its currency, by its code."""
    found = dict.fromkeys(Account.objects.filter(book=book).values_list("code", flat=True), 0)
    for side, sign in (("debit", 1), ("credit", -1)):
        for code, total in Line.objects.filter(entry__book=book).values_list(f"{side}__code").annotate(total=Sum("amount_minor")):
            found[code] += sign * int(total)
    return found


def fund_sums(fund: Fund) -> dict[str, FundSums]:
    """Give what the fund received, passed on and holds, by currency; of a fund without entries there is nothing."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for code, total in _debits_less_credits(fund).items():
        name = account_named(code)
        sums[name.currency][f"help:{name.purpose}" if name.role == "help" else name.role] += total
    return {currency: _told(found) for currency, found in sums.items()}


def held_by(fund: Fund) -> dict[str, int]:
    """Give what the fund holds, by currency: all that its accounts were credited, less their debits."""
    found: dict[str, int] = defaultdict(int)
    for code, total in _debits_less_credits(fund).items():
        found[account_named(code).currency] -= total
    return dict(found)


def _debits_less_credits(fund: Fund) -> dict[str, int]:
    found: dict[str, int] = {}
    for side, sign in (("debit", 1), ("credit", -1)):
        for code, total in Line.objects.filter(**{f"{side}__fund": fund}).values_list(f"{side}__code").annotate(total=Sum("amount_minor")):
            found[code] = found.get(code, 0) + sign * int(total)
    return found


def _told(found: dict[str, int]) -> FundSums:
    return FundSums(
        received=-found["gifts"],
        refunded=found["refunds"],
        passed_on={purpose: found[f"help:{purpose}"] for purpose in PURPOSES if found[f"help:{purpose}"]},
        fees=found["fees"],
        transferred_in=-found["transfer-in"],
        transferred_out=found["transfer-out"],
        exchanged=-found["exchanged"],
        held=-sum(found.values()),
    )
