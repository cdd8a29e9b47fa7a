"""Bank files: what is needed to read one, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from safeconduct.fund.access.bank import bank_files_kept_by
from safeconduct.fund.models import Appeal, BankAccount, BankFile, BankLine, Book, Payout
from safeconduct.fund.reading.shape import Caution
from safeconduct.fund.rules.matching import Matcher, Target
from safeconduct.fund.rules.money import written
from safeconduct.fund.words import BANK_FILE_WARNINGS
from safeconduct.people.models import Member
from safeconduct.vault.models import Epoch, Register

MOST_FILES = 200


@dataclass(frozen=True)
class FileRow:
    """A bank file and how it stands: its lines by state, what came in by currency, and what a person must know of it."""

    file: BankFile
    done: int  # lines that are in the books, or wait aside
    staged: int
    waiting: int
    aside: int
    sums: list[str]
    cautions: list[str]


def accounts_by_number(book: Book) -> dict[str, BankAccount]:
    """Give the book's bank accounts by every number under which bank files name them."""
    return {str(number).replace(" ", ""): one for one in BankAccount.objects.filter(book=book) for number in one.known_as}


def matcher_of(book: Book) -> tuple[Matcher, dict[str, Appeal]]:
    """Give what finds the appeal of a payment, and the appeals by reference. Those that are closed are found by all but their account."""
    rows = Appeal.objects.filter(fund__book=book, opened_at__isnull=False).select_related("fund")
    appeals = {one.reference: one for one in rows.prefetch_related("channels__account")}
    return Matcher([_target(one) for one in appeals.values()]), appeals


def donors_recipient(book: Book) -> str:
    """Give to whom what tells of givers is sealed: the newest recipient of the organisation's register of donors; or nothing."""
    register = Register.objects.select_related("vault").filter(purpose="donors", scope=book.organisation.reference).first()
    if register is None:
        return ""
    return Epoch.objects.values_list("recipient", flat=True).get(vault=register.vault_id, number=register.vault.epoch)


def keys_known(book: Book, keys: set[str]) -> set[str]:
    """Give those of the keys that a line of the book has already."""
    return set(BankLine.objects.filter(book=book, key__in=keys).values_list("key", flat=True))


def numbers_sent(book: Book) -> set[str]:
    """Give the end-to-end numbers of payouts that this book's organisation sent."""
    sent = Payout.objects.filter(payee=book.organisation_id).exclude(end_to_end=None).exclude(end_to_end="")
    return {str(one) for one in sent.values_list("end_to_end", flat=True)}


def rows_of_files(member: Member) -> list[FileRow]:
    """Give the bank files of the member's book, the newest first."""
    return [row_of_file(one) for one in bank_files_kept_by(member).order_by("-pk")[:MOST_FILES]]


def row_of_file(file: BankFile) -> FileRow:
    """Give how one stands."""
    states = dict(BankLine.objects.filter(file=file).order_by().values_list("state").annotate(Count("pk")))
    came = BankLine.objects.filter(file=file).filter(Q(kind="deposit")).order_by("currency").values_list("currency").annotate(Sum("minor"))
    staged = states.get("staged", 0)
    return FileRow(
        file=file,
        done=sum(states.values()) - staged,
        staged=staged,
        waiting=states.get("waiting", 0),
        aside=states.get("aside", 0),
        sums=[written(minor, currency) for currency, minor in came],
        cautions=[str(BANK_FILE_WARNINGS[Caution(one)]) for one in file.cautions],
    )


def _target(appeal: Appeal) -> Target:
    channels = [] if appeal.closed_at else list(appeal.channels.all())
    accounts = {one.number for one in channels} | {str(number) for one in channels for number in one.account.known_as}
    return Target(
        appeal=appeal.reference,
        words=(appeal.word, *appeal.aliases),
        references=frozenset({appeal.ocr} - {""}),
        accounts=frozenset(accounts),
    )
