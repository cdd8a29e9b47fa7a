"""Take a bank file: read it to its end, seal what tells of givers, and stage its sums. Nothing of it is booked here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import SEEK_SET
from typing import Protocol

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.models import BankFile, BankLine, Book
from safeconduct.fund.queries.bank_files import donors_recipient
from safeconduct.fund.reading.saved_csv import Mapping
from safeconduct.fund.reading.shape import BadFile, Caution, Closed, Deposit, Payment, Statement, Warned
from safeconduct.fund.reading.sniff import read_bank_file
from safeconduct.fund.receiving import NoSuchBankAccount, Staging, YetToCome
from safeconduct.fund.words import bad_file_written, place_written
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

PIECE = 1 << 20


class Seekable(Protocol):
    """An open file or an upload in memory: it is read twice, first for its hash."""

    def read(self, size: int = -1, /) -> bytes:
        """Give at most so many bytes."""
        ...

    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        """Go to a place."""
        ...


class NoRegister(Refused):
    """There is nobody to seal to."""

    code = "no-register"
    sentence = _(
        "There is no register of donors yet. What a bank file says of givers is sealed to it, so make it first, in the sealed desk. "
        "Nothing was taken."
    )


class Unreadable(Refused):
    """The file is refused whole; what the bank may have meant is never guessed."""

    code = "unreadable"

    def __init__(self, bad: BadFile) -> None:
        super().__init__(bad_file_written(bad))


class OtherIsRead(Refused):
    """One file at a time."""

    status, code = 409, "other-is-read"
    sentence = _(
        "Another bank file of this book is being read, or its reading was interrupted. Bring that one in again first, "
        "or put it away in the list. Nothing of this file was taken."
    )


@dataclass(frozen=True)
class Taken:
    """What came of it: the file, and whether the very same was here already."""

    file: BankFile
    was_known: bool


@dataclass
class _Seen:
    """What the whole file says of itself."""

    formats: set[str] = field(default_factory=set)
    cautions: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def take_bank_file(*, book: Book, stream: Seekable, by: Member, at: datetime, mapping: Mapping | None = None) -> Taken:
    """Read a file to its end and stage its sums. The very same file once more changes nothing; one that was interrupted is read anew.

    Each batch of sums is committed by itself, so not to be called inside a transaction.

    :raises NoRegister: if nobody has made the register of donors
    :raises OtherIsRead: if another file of the book has not been read to its end
    :raises Unreadable: if the file is not whole, not in order or does not add up: then nothing of it stays
    :raises NoSuchBankAccount: if it is of an account that the book does not know
    :raises YetToCome: if it says that something was booked on a day that is yet to come
    """
    recipient = donors_recipient(book)
    if not recipient:
        raise NoRegister
    digest = _digest(stream)
    file = _begun(book, digest, by, at)
    if file.state != "reading":
        return Taken(file, was_known=True)
    try:
        seen, staging = _read(file, stream, Staging(file, recipient, settings.FUND_KEY, at.date() + timedelta(days=1)), mapping)
    except BadFile as bad:
        _drop(file)
        record(
            "fund.bank-file-refused", book.reference, by=by.reference, at=day_of(at), fault=bad.fault.value, place=place_written(bad.place)
        )
        raise Unreadable(bad) from None
    except (NoSuchBankAccount, YetToCome) as refusal:
        _drop(file)
        record("fund.bank-file-refused", book.reference, by=by.reference, at=day_of(at), fault=refusal.code, place="")
        raise
    _close(file, seen, staging, by, at)
    return Taken(file, was_known=False)


def _digest(stream: Seekable) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while piece := stream.read(PIECE):
        digest.update(piece)
    stream.seek(0)
    return digest.hexdigest()


@transaction.atomic
def _begun(book: Book, digest: str, by: Member, at: datetime) -> BankFile:
    """Give the file's row. What an interrupted reading had staged is dropped: it is read from its beginning."""
    Book.objects.select_for_update().get(pk=book.pk)
    if BankFile.objects.filter(book=book, state="reading").exclude(sha256=digest).exists():
        raise OtherIsRead
    told = {"taken_by": by, "taken_on": at.date()}
    file, _is_new = BankFile.objects.get_or_create(book=book, sha256=digest, defaults=told)
    if file.state == "put-away":
        file.state = "reading"
        file.save(update_fields=["state"])
    if file.state == "reading":
        BankLine.objects.filter(file=file).delete()
    return file


def _read(file: BankFile, stream: Seekable, staging: Staging, mapping: Mapping | None) -> tuple[_Seen, Staging]:
    seen = _Seen()
    try:
        for found in read_bank_file(stream, mapping):
            match found:
                case Statement():
                    seen.statements.append(found)
                    staging.statement(found)
                case Deposit():
                    staging.deposit(found)
                case Payment():
                    staging.payment(found)
                case Warned():
                    seen.cautions.append(found.caution.value)
                case Closed():
                    staging.end_deposit()
        staging.end()
    except IntegrityError:
        raise OtherIsRead from None  # somebody brings in the same file at this moment
    return seen, staging


@transaction.atomic
def _drop(file: BankFile) -> None:
    BankLine.objects.filter(file=file).delete()
    file.delete()


@transaction.atomic
def _close(file: BankFile, seen: _Seen, staging: Staging, by: Member, at: datetime) -> None:
    days = [day for one in seen.statements for day in (one.since, one.until) if day] + staging.days()
    file.state, file.format = "read", seen.statements[0].format if seen.statements else ""
    file.since, file.until = (min(days), max(days)) if days else (None, None)
    file.lines, file.known = staging.staged, staging.known
    file.cautions = sorted({Caution(one).value for one in seen.cautions})
    file.save()
    record("fund.bank-file-taken", file.reference, by=by.reference, at=day_of(at), book=file.book.reference)
