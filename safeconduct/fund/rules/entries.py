"""Entries before they are written: what each kind may do. Every leg is balanced by itself, so no entry can be unbalanced."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from safeconduct.fund.rules.accounts import NoSuchAccount, account_named
from safeconduct.fund.rules.money import MOST, Money

KEY = re.compile(r"(?!reversal:)[A-Za-z0-9][A-Za-z0-9:._-]{0,79}")  # a number or a hash; no words, so no names
COMMITMENT = 32  # octets of a SHA-256 with salt, over what is kept apart about a person
REVERSAL = "reversal:"
LONGEST_KEY = 80 + len(REVERSAL)

# Which role may be debited against which, in each kind of entry. A reversal is any of them the other way round.
PAIRS = {
    "opening": {("bank", "transfer-in"), ("bank", "unmatched")},
    "deposit": {("bank", "clearing")},
    "gift": {("clearing", "gifts"), ("clearing", "unmatched"), ("bank", "gifts"), ("bank", "unmatched")},
    "allocation": {("unmatched", "gifts")},
    "refund": {("refunds", "bank"), ("unmatched", "bank")},
    "fee": {("fees", "bank"), ("fees", "clearing")},
    "payout": {("help", "bank")},
    "returned": {("bank", "help")},
    "transfer": {("transfer-out", "transfer-in")},
    "exchange": {("fx", "bank"), ("bank", "fx"), ("exchanged", "fx"), ("fx", "exchanged")},
}
KINDS = (*PAIRS, "reversal")
TURNED = {(credit, debit) for pairs in PAIRS.values() for debit, credit in pairs}


@dataclass(frozen=True, slots=True)
class Leg:
    """One line: so much from the account that is credited to the account that is debited, both by their codes."""

    debit: str
    credit: str
    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be written. ``key`` says what it is of, once and for ever: written twice, it stands once."""

    kind: str
    on: date
    key: str
    lines: tuple[Leg, ...]
    commitment: bytes = b""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was promised of a fund: whether money is passed on undeducted, and the one other fund that what is left may go to."""

    is_undeducted: bool
    second: str = ""


def deposit(channel: str, sum_: Money, *, on: date, key: str) -> Draft:
    """The bank reports a lump sum; the single payments of it are still to come."""
    return Draft("deposit", on, key, (_leg("bank", channel, "clearing", channel, sum_),))


def gift(channel: str, fund: str, sum_: Money, *, on: date, key: str, commitment: bytes = b"") -> Draft:
    """One payment out of a deposit, for a fund; with no fund it waits among the unmatched."""
    to = ("gifts", fund) if fund else ("unmatched", "")
    return Draft("gift", on, key, (_leg("clearing", channel, *to, sum_),), commitment)


def allocation(fund: str, sum_: Money, *, on: date, key: str) -> Draft:
    """What was unmatched turns out to be for this fund."""
    return Draft("allocation", on, key, (_leg("unmatched", "", "gifts", fund, sum_),))


def refund(channel: str, fund: str, sum_: Money, *, on: date, key: str, commitment: bytes = b"") -> Draft:
    """A gift goes back to whom it came from; with no fund, one that was never matched."""
    from_ = ("refunds", fund) if fund else ("unmatched", "")
    return Draft("refund", on, key, (_leg(*from_, "bank", channel, sum_),), commitment)


def fee(channel: str, bearer: str, sum_: Money, *, on: date, key: str, cleared: bool = False) -> Draft:
    """What the bank took, borne by ``bearer``; ``cleared`` where it was taken out of a deposit and not from the account."""
    return Draft("fee", on, key, (_leg("fees", bearer, "clearing" if cleared else "bank", channel, sum_),))


def payout(channel: str, fund: str, purpose: str, sum_: Money, *, on: date, key: str) -> Draft:
    """Help that was paid, for one of the purposes of payouts. The key must not be the claim."""
    return Draft("payout", on, key, (_leg("help", f"{fund}:{purpose}", "bank", channel, sum_),))


def returned(channel: str, fund: str, purpose: str, sum_: Money, *, on: date, key: str) -> Draft:
    """Help that came back."""
    return Draft("returned", on, key, (_leg("bank", channel, "help", f"{fund}:{purpose}", sum_),))


def transfer(from_: str, to: str, sum_: Money, *, on: date, key: str) -> Draft:
    """One fund gives to another."""
    return Draft("transfer", on, key, (_leg("transfer-out", from_, "transfer-in", to, sum_),))


def opening(channel: str, fund: str, sum_: Money, *, on: date, key: str) -> Draft:
    """What a fund held before its book was opened."""
    return Draft("opening", on, key, (_leg("bank", channel, "transfer-in", fund, sum_),))


def exchange(fund: str, sold: tuple[str, Money], bought: tuple[str, Money], *, on: date, key: str) -> Draft:
    """Money of one fund goes from one currency into another: from the first channel into the second, as the bank did it."""
    (from_, out), (to, into) = sold, bought
    lines = (
        _leg("fx", "", "bank", from_, out),
        _leg("exchanged", fund, "fx", "", out),
        _leg("bank", to, "fx", "", into),
        _leg("fx", "", "exchanged", fund, into),
    )
    return Draft("exchange", on, key, lines)


def reversal(of: Draft, *, on: date) -> Draft:
    """Undo an entry by its mirror. Its key is the other's, so that nothing is undone twice."""
    return Draft("reversal", on, REVERSAL + of.key, tuple(Leg(leg.credit, leg.debit, leg.minor, leg.currency) for leg in of.lines))


def fault_of(draft: Draft, funds: Mapping[str, Terms]) -> str:
    """Tell why an entry may not stand, or nothing if it may.

    :param funds: the promises of the book's funds, by code
    :returns: "" or ``kind``, ``key``, ``commitment``, ``empty``, ``amount``, ``account``, ``currency``, ``pair``, ``fund``,
        ``undeducted``, ``exchange``
    """
    if draft.kind not in KINDS:
        return "kind"
    is_reversal = draft.kind == "reversal"
    if is_reversal != draft.key.startswith(REVERSAL) or not KEY.fullmatch(draft.key.removeprefix(REVERSAL)):
        return "key"
    if len(draft.commitment) not in {0, COMMITMENT}:
        return "commitment"
    if not draft.lines:
        return "empty"
    pairs = TURNED if is_reversal else PAIRS[draft.kind]
    fault = next((fault for leg in draft.lines if (fault := _fault_of_leg(leg, pairs, funds))), "")
    crosses = any(code.startswith(("fx:", "exchanged:")) for leg in draft.lines for code in (leg.debit, leg.credit))
    return fault or ("exchange" if crosses and not _comes_back(draft) else "")


def undeducted_holds(leg: Leg, funds: Mapping[str, Terms]) -> bool:
    """Tell whether a leg keeps the promise: of an undeducted fund nothing goes for fees, nor to another than the declared."""
    debit, credit = account_named(leg.debit), account_named(leg.credit)
    terms = funds.get(debit.fund)
    if not debit.fund or terms is None or not terms.is_undeducted:
        return True
    if debit.role == "fees":
        return False
    if debit.role == "transfer-out":
        return credit.role == "transfer-in" and bool(terms.second) and credit.fund == terms.second
    return credit.fund in {"", debit.fund, terms.second}


def changes_of(draft: Draft) -> dict[tuple[str, str], int]:
    """Give what an entry adds to what each fund holds, by fund and currency: all that its accounts are credited, less their debits."""
    found: dict[tuple[str, str], int] = {}
    for leg in draft.lines:
        for code, sign in ((leg.debit, -1), (leg.credit, 1)):
            if fund := account_named(code).fund:
                found[fund, leg.currency] = found.get((fund, leg.currency), 0) + sign * leg.minor
    return found


def _fault_of_leg(leg: Leg, pairs: set[tuple[str, str]], funds: Mapping[str, Terms]) -> str:
    if type(leg.minor) is not int or not 0 < leg.minor <= MOST:
        return "amount"
    try:
        debit, credit = account_named(leg.debit), account_named(leg.credit)
    except NoSuchAccount:
        return "account"
    if not debit.currency == credit.currency == leg.currency:
        return "currency"
    if (debit.role, credit.role) not in pairs or (debit.role == "transfer-out" and debit.fund == credit.fund):
        return "pair"
    if not {debit.fund, credit.fund} - {""} <= set(funds):
        return "fund"
    return "" if undeducted_holds(leg, funds) else "undeducted"


def _comes_back(draft: Draft) -> bool:
    """Tell whether an exchange leaves its fund with another currency for the one that went, and nothing between currencies."""
    left: dict[str, int] = {}
    for leg in draft.lines:
        for code, sign in ((leg.debit, -1), (leg.credit, 1)):
            if code.startswith("fx:"):
                left[code] = left.get(code, 0) + sign * leg.minor
    funds = {account_named(code).fund for leg in draft.lines for code in (leg.debit, leg.credit)} - {""}
    changed = sorted(changes_of(draft).values())
    return len(funds) == 1 and not any(left.values()) and len(changed) == 2 and changed[0] < 0 < changed[1]  # noqa: PLR2004


def _leg(debit: str, debited: str, credit: str, credited: str, sum_: Money) -> Leg:
    return Leg(_code(debit, debited, sum_.currency), _code(credit, credited, sum_.currency), sum_.minor, sum_.currency)


def _code(role: str, of: str, currency: str) -> str:
    return f"{role}:{of}:{currency}" if of else f"{role}:{currency}"
