"""Book what a bank file brought, so many sums at a time; stopped at any moment, it goes on where it was."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.actions.cover_counts import cover_counts
from safeconduct.fund.actions.write_entries import write_entries
from safeconduct.fund.models import BankFile, BankLine
from safeconduct.fund.rules import entries
from safeconduct.fund.rules.entries import Draft
from safeconduct.fund.rules.money import Money
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

AT_ONCE = 1000


class NotRead(Refused):
    """It was not read to its end, or was put away."""

    status, code = 409, "not-read"
    sentence = _("This file was not read to its end. Bring the same file in again; nothing of it is booked before all of it was read.")


def book_file(*, file: BankFile, by: Member, at: datetime, most: int = 0) -> bool:
    """Book the staged sums of a file, in their order, a thousand in a transaction; tell whether all of them are booked.

    :param most: stop after about so many; nought: go on to the end
    :raises NotRead: if it was not read to its end, or was put away
    """
    done = 0
    while not most or done < most:
        booked = _some(file, by, at)
        if not booked:
            return True
        done += booked
    return not BankLine.objects.filter(file=file, state="staged").exists() and not _some(file, by, at)


@transaction.atomic
def _some(file: BankFile, by: Member, at: datetime) -> int:
    """Book the next thousand, and give how many there were; where none is left, the file is booked."""
    row = BankFile.objects.select_for_update(of=("self",)).select_related("book").get(pk=file.pk)
    if row.state == "booked":
        return 0
    if row.state != "read":
        raise NotRead
    staged = BankLine.objects.filter(file=row, state="staged").select_related("account", "appeal__fund").order_by("number")
    lines = list(staged[:AT_ONCE])
    write_entries(book=row.book, drafts=[draft for line in lines if (draft := draft_of(line))], at=at)
    for state, of in _by_state(lines).items():
        BankLine.objects.filter(pk__in=of).update(state=state)
    if not lines:
        row.state, row.booked_on = "booked", at.date()
        row.save(update_fields=["state", "booked_on"])
        if row.until:
            cover_counts(book=row.book, until=row.until, at=at)
        record("fund.bank-file-booked", row.reference, by=by.reference, at=day_of(at), book=row.book.reference)
    return len(lines)


def draft_of(line: BankLine) -> Draft | None:
    """Give the entry of a line; nothing for money that went out, which a person names first."""
    sum_ = Money(abs(line.minor), line.currency)
    if line.kind == "deposit":
        return entries.deposit(line.account.code, sum_, on=line.on, key=line.key)
    if line.kind == "out":
        return None
    fund = line.appeal.fund.code if line.appeal else ""
    return entries.gift(line.account.code, fund, sum_, on=line.on, key=line.key, commitment=bytes(line.commitment))


def _by_state(lines: list[BankLine]) -> dict[str, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for line in lines:
        state = "aside" if line.kind == "out" else "booked" if line.kind == "deposit" or line.appeal_id else "waiting"
        found.setdefault(state, []).append(line.pk)
    return found
