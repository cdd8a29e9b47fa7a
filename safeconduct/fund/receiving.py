"""Stage the sums of a bank file while it is read: matched and sealed at once, so that no name waits anywhere in the clear."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.fund.models import Appeal, BankAccount, BankFile, BankLine
from safeconduct.fund.queries.bank_files import accounts_by_number, keys_known, matcher_of, numbers_sent
from safeconduct.fund.reading.keys import Occurrences, line_key
from safeconduct.fund.reading.shape import Deposit, Payment, Statement
from safeconduct.fund.rules.matching import Clue, Match
from safeconduct.fund.rules.merkle import SALT, leaf_of
from safeconduct.fund.rules.money import Money
from safeconduct.kit.refusals import Refused
from safeconduct.vault.format.letters import seal_letter

AT_ONCE = 2000
LEAST = 2048  # octets; the bucket that every ordinary letter fills, so that its length does not tell of a name or a message
UNMATCHED = "unmatched"


class NoSuchBankAccount(Refused):
    """The statement is of an account that the book does not know."""

    code = "no-such-bank-account"
    sentence = _(
        "This file is of the account %(account)s in %(currency)s, which is none of this book. If it is yours, add the number to the "
        "account under “Accounts at banks” and bring the file in again. Nothing of it was booked."
    )

    def __init__(self, account: str, currency: str) -> None:
        super().__init__(str(type(self).sentence) % {"account": account, "currency": currency})


class YetToCome(Refused):
    """Something is said to be booked on a day that is yet to come."""

    code = "yet-to-come"
    sentence = _("This file says that money was booked on a day that is yet to come. Ask the bank. Nothing of it was booked.")


class Staging:
    """Takes what a reader gives, in its order, and keeps it as lines in batches of two thousand, each of which is committed."""

    def __init__(self, file: BankFile, recipient: str, secret: str, latest: date) -> None:
        self._file, self._recipient, self._latest = file, recipient, latest
        own = hashlib.blake2b(file.book.reference.encode(), key=secret.encode()[:64], digest_size=32)
        self._secret = own.digest()
        self._accounts = accounts_by_number(file.book)
        self._matcher, self._appeals = matcher_of(file.book)
        self._sent = numbers_sent(file.book)
        self._occurrences, self._deposits = Occurrences(), Counter[str]()
        self._givers: dict[bytes, int] = {}
        self._pending: Deposit | None = None
        self._account: BankAccount | None = None
        self._number, self._batch = "", list[BankLine]()
        self._since: date | None = None
        self._until: date | None = None
        self.staged = self.known = 0

    def statement(self, found: Statement) -> None:
        """Begin the statement of an account.

        :raises NoSuchBankAccount: if it is none of the book
        """
        self.end_deposit()
        number = found.account.replace(" ", "")
        account = self._accounts.get(number)
        if account is None or found.currency not in {"", account.currency}:
            raise NoSuchBankAccount(number, found.currency)
        self._account, self._number = account, number

    def deposit(self, found: Deposit) -> None:
        """Take one entry; its payments follow, if the file has them."""
        self.end_deposit()
        self._pending = found

    def end_deposit(self) -> None:
        """Keep a lump sum of which this file has no payments. Another one may bring them."""
        if self._pending is not None and self._pending.is_booked and self._pending.minor > 0:
            self._stage_deposit(self._pending, "")
        self._pending = None

    def payment(self, found: Payment) -> None:
        """Take one payment. What the bank only announces is passed over."""
        if not found.deposit.is_booked or not found.minor:
            self._pending = None
            return
        is_lump = _says_nothing(found) and found.minor > 0
        account = self._of()
        key = line_key(found, self._occurrences.of(found, account=account.code), account=account.code, secret=self._secret)
        if self._pending is not None and self._pending.minor > 0:
            alone = found.deposit.count in {None, 1} and found.minor == found.deposit.minor and not is_lump
            self._stage_deposit(self._pending, key if alone and not self._pending.bank_reference else "")
        self._pending = None
        if not is_lump:
            self._stage_payment(found, key)

    def end(self) -> None:
        """Keep what is left."""
        self.end_deposit()
        self._flush()

    def days(self) -> list[date]:
        """Give the first and the last day of what was staged or known."""
        return [day for day in (self._since, self._until) if day]

    def _of(self) -> BankAccount:
        if self._account is None:
            raise NoSuchBankAccount("", "")
        return self._account

    def _stage_deposit(self, found: Deposit, of: str) -> None:
        """Keep what the account grew by: by the bank's reference, or by the only payment in it, or by day and sum."""
        account = self._of()
        said = of or f"{account.code}|{found.bank_reference}|{found.on.isoformat()}|{found.minor}"
        self._deposits[said] += 1
        known = f"{said}|{self._deposits[said]}"
        key = "d" + hashlib.blake2b(known.encode(), key=self._secret, digest_size=32, person=b"fund deposit").hexdigest()
        self._add(self._line(found, "deposit", key, found.minor))

    def _stage_payment(self, found: Payment, key: str) -> None:
        line = self._line(found.deposit, "gift" if found.minor > 0 else "out", key, found.minor)
        salt = secrets.token_bytes(SALT)
        match = self._match(found) if found.minor > 0 else Match(None, "nothing")
        appeal = self._appeals.get(match.appeal or "")
        line.appeal, line.how = appeal, match.how if appeal else ""
        line.commitment = _commitment(salt, line, appeal) if found.minor > 0 else b""
        line.giver = self._giver(found)
        line.end_to_end = found.end_to_end if found.minor < 0 and found.end_to_end in self._sent else ""
        line.blob = seal_letter(self._recipient, letter=str(line.pk), payload=_told(found, salt), least=LEAST)
        self._add(line)

    def _line(self, deposit: Deposit, kind: str, key: str, minor: int) -> BankLine:
        if deposit.on > self._latest:
            raise YetToCome
        self._since, self._until = min(self._since or deposit.on, deposit.on), max(self._until or deposit.on, deposit.on)
        told = {"kind": kind, "key": key, "on": deposit.on, "minor": minor, "currency": deposit.currency}
        return BankLine(id=uuid4(), book_id=self._file.book_id, file=self._file, account=self._of(), **told)

    def _match(self, found: Payment) -> Match:
        first, *others = found.references or ("",)
        message = " ".join([found.message, *others])
        return self._matcher.match(Clue(message=message, reference=first, account=self._number, minor=found.minor))

    def _giver(self, found: Payment) -> int:
        known = found.payer_account or found.payer_name
        if not known:
            return 0
        mark = hashlib.blake2b(known.encode(), key=self._secret, digest_size=16).digest()
        return self._givers.setdefault(mark, len(self._givers) + 1)

    def _add(self, line: BankLine) -> None:
        self._batch.append(line)
        if len(self._batch) >= AT_ONCE:
            self._flush()

    @transaction.atomic
    def _flush(self) -> None:
        standing = keys_known(self._file.book, {one.key for one in self._batch})
        fresh = [one for one in self._batch if one.key not in standing]
        for number, line in enumerate(fresh, start=self.staged + 1):
            line.number = number
        BankLine.objects.bulk_create(fresh, batch_size=500)
        self.known += len(self._batch) - len(fresh)
        self.staged += len(fresh)
        BankFile.objects.filter(pk=self._file.pk).update(lines=self.staged, known=self.known)
        self._batch = []


def _says_nothing(found: Payment) -> bool:
    """Tell whether this is a sum of which the file says nothing: the payments of it, if it holds several, come in another file."""
    return not (found.payer_name or found.payer_account or found.message or found.references or found.end_to_end)


def _commitment(salt: bytes, line: BankLine, appeal: Appeal | None) -> bytes:
    return leaf_of(salt, Money(line.minor, line.currency), appeal.fund.code if appeal else UNMATCHED, line.on)


def _told(found: Payment, salt: bytes) -> dict[str, object]:
    return {
        "name": found.payer_name,
        "account": found.payer_account,
        "account_kind": found.account_kind,
        "message": found.message,
        "note": found.note,
        "references": list(found.references),
        "original": found.original,
        "rate": found.rate,
        "salt": salt.hex(),
    }
