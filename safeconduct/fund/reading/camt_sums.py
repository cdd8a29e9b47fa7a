"""The balances and totals of one camt statement, and whether its entries agree with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from safeconduct.fund.reading import camt_fields as fields
from safeconduct.fund.reading.fields import currency_of, minor_of
from safeconduct.fund.reading.shape import BadFile, Closed, Deposit, Fault, Place

NUMBER = re.compile(r"[0-9]{1,15}")


@dataclass
class Tally:
    """How many entries went by, and their sums in each direction."""

    entries: int = 0
    came_in: int = 0
    went_out: int = 0
    credits: int = 0
    debits: int = 0

    def add(self, minor: int) -> None:
        """Count one."""
        self.entries += 1
        if minor >= 0:
            self.credits += 1
            self.came_in += minor
        else:
            self.debits += 1
            self.went_out -= minor


@dataclass
class Sums:
    """What a statement says of itself, and what went by so far."""

    currency: str = ""
    opening: int | None = None
    closing: int | None = None
    head: fields.Flat = field(default_factory=dict)
    booked: Tally = field(default_factory=Tally)
    every: Tally = field(default_factory=Tally)
    payments: int = 0

    @classmethod
    def of(cls, element: fields.Element, head: fields.Flat, *, kind: str, place: Place) -> Sums:
        """Read balances and totals from a statement's head.

        :raises BadFile: for a statement of account (053) without its two balances
        """
        sums = cls(currency=fields.first(head, "Acct/Ccy"), head=head)
        if sums.currency:
            currency_of(sums.currency, place)
        if kind == "054":
            return sums
        balances = [sums.balance(child, place) for child in element if fields.local(child) == "Bal"]
        between = [minor for code, minor in balances if code == "ITBD"]
        sums.opening = _one(balances, "OPBD", "PRCD")
        sums.closing = _one(balances, "CLBD")
        if sums.opening is None and (len(between) > 1 or sums.closing is not None):
            sums.opening = next(iter(between), None)
        if sums.closing is None and between:
            sums.closing = between[-1]
        if kind == "053" and (sums.opening is None or sums.closing is None):
            raise BadFile(Fault.MISSING, place, expected="Bal")
        if kind == "052" and _one(balances, "CLBD") is None:
            sums.closing = None  # an interim balance of the day may hold what this report does not list
        return sums

    def balance(self, element: fields.Element, place: Place) -> tuple[str, int]:
        """Read one balance: (its code, minor units)."""
        found = fields.flat(element)
        minor, currency = fields.signed(found, place)
        self.currency = self.currency or currency
        if currency != self.currency:
            raise BadFile(Fault.MIXED_CURRENCIES, place, found=currency, expected=self.currency)
        return fields.first(found, "Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry"), minor

    def add(self, deposit: Deposit, *, payments: int) -> None:
        """Count an entry and its payments."""
        self.currency = self.currency or deposit.currency
        self.every.add(deposit.minor)
        if deposit.is_booked:
            self.booked.add(deposit.minor)
            self.payments += payments

    def close(self, place: Place) -> Closed:
        """Compare everything.

        :raises BadFile: where opening and entries do not make closing, or a count or sum is another one
        """
        total = self.booked.came_in - self.booked.went_out
        if self.opening is not None and self.closing is not None and self.opening + total != self.closing:
            raise BadFile(Fault.BALANCE_DIFFERS, place, found=str(self.opening + total), expected=str(self.closing))
        self._totals(place)
        return Closed(closing=self.closing, deposits=self.booked.entries, payments=self.payments, total=total)

    def _totals(self, place: Place) -> None:
        # Banks do not agree on whether what is only announced counts: either is accepted, nothing else.
        tallies = (self.booked, self.every)
        self._total("TtlNtries", [(one.entries, one.came_in + one.went_out) for one in tallies], place)
        self._total("TtlCdtNtries", [(one.credits, one.came_in) for one in tallies], place)
        self._total("TtlDbtNtries", [(one.debits, one.went_out) for one in tallies], place)

    def _total(self, name: str, found: list[tuple[int, int]], place: Place) -> None:
        count, text = (fields.first(self.head, f"TxsSummry/{name}/{part}") for part in ("NbOfNtries", "Sum"))
        if count and not (NUMBER.fullmatch(count) and int(count) in {number for number, _ in found}):
            raise BadFile(Fault.COUNT_DIFFERS, place, found=str(found[-1][0]), expected=count if NUMBER.fullmatch(count) else "")
        if text and (said := minor_of(text, self.currency, place)) not in {total for _, total in found}:
            raise BadFile(Fault.SUM_DIFFERS, place, found=str(found[-1][1]), expected=str(said))


def _one(balances: list[tuple[str, int]], *codes: str) -> int | None:
    return next((minor for code in codes for known, minor in balances if known == code), None)
