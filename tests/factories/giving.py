"""Channels, appeals and sums of bank files of the tests. Every number here is invented."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from safeconduct.crises.models import Crisis
from safeconduct.fund.models import Appeal, AppealText, BankAccount, BankFile, BankLine, Book, Channel, Payee
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.books import DAY, make_book
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_member

IBAN = "SE4550000000058398257466"  # the example of the IBAN registry
GIRO = "9912346"


def make_keeper(handle: str = "tyra", **fields: Any) -> Member:
    """Enrol somebody who keeps the books."""
    return make_member(handle, roles=[Role.TREASURER], **fields)


def make_bank_account(book: Book | None = None, **fields: Any) -> BankAccount:
    """Keep an account at a bank."""
    said = {"code": "bg", "currency": "SEK", "known_as": [IBAN, GIRO]}
    return BankAccount.objects.create(**{**said, "book": book or make_book(), **fields})


def make_channel(account: BankAccount, *, by: Member, confirmed_by: Member | None = None, **fields: Any) -> Channel:
    """Keep a bankgiro, verified where a second person is given."""
    said: dict[str, Any] = {"kind": "bankgiro", "number": GIRO, "currency": "SEK", "holder": "Lantern Line", "asked_by": by}
    if confirmed_by:
        said |= {"confirmed_by": confirmed_by, "confirmed_on": THEN.date()}
    return Channel.objects.create(**{**said, "book": account.book, "account": account, "asked_on": THEN.date(), **fields})


def make_appeal(book: Book, *, by: Member, channels: Sequence[Channel] = (), crisis: Crisis | None = None, **fields: Any) -> Appeal:
    """Keep an open appeal for the book's fund ``appeal``: 100,000 kronor until tomorrow, by the word ``lantern``."""
    said = {"slug": "safe-today", "goal_minor": 10_000_000, "currency": "SEK", "word": "lantern", "closes_at": THEN + timedelta(days=1)}
    opened = {"opened_by": by, "opened_at": THEN, "made_by": by, "made_on": THEN.date()}
    fund = book.funds.get(code="appeal")
    appeal = Appeal.objects.create(**{**said, **opened, "fund": fund, "crisis": crisis or make_crisis(), **fields})
    appeal.channels.set(channels)
    words = {
        "title": "A safe night today",
        "text": "Every gift is passed on.",
        "above_goal": "What comes above it pays for tomorrow.",
    }
    AppealText.objects.create(appeal=appeal, language="en", **words)
    return appeal


def make_bank_file(book: Book, *, by: Member, **fields: Any) -> BankFile:
    """Keep that a bank file was booked."""
    said = {"sha256": uuid4().hex * 2, "format": "camt.054", "state": "booked", "since": DAY, "until": DAY, "booked_on": DAY}
    return BankFile.objects.create(**{**said, "book": book, "taken_by": by, "taken_on": DAY, **fields})


def make_bank_line(file: BankFile, account: BankAccount, *, minor: int = 20_000, **fields: Any) -> BankLine:
    """Keep a sum of a file that waits for an appeal to be found."""
    said = {"number": file.of.count() + 1, "key": uuid4().hex * 2, "kind": "gift", "state": "waiting", "currency": "SEK", "on": DAY}
    return BankLine.objects.create(**{**said, "book": file.book, "file": file, "account": account, "minor": minor, **fields})


def make_payee(book: Book, *, by: Member, confirmed_by: Member, **fields: Any) -> Payee:
    """Keep a verified payee that was screened."""
    said = {"name": "Amber House", "kind": "bankgiro", "number": "9900044", "currency": "SEK", "screened_on": DAY, "screening": "clear"}
    people = {"asked_by": by, "confirmed_by": confirmed_by, "screened_by": confirmed_by}
    return Payee.objects.create(**{**said, **people, "book": book, "asked_on": DAY, "confirmed_on": DAY, **fields})
