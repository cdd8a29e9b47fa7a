"""Bank files: taken whole or not at all, once however often they come, and booked from where it stopped."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest

from safeconduct.fund.access.bank import bank_files_kept_by
from safeconduct.fund.actions.book_file import book_file
from safeconduct.fund.actions.put_away_file import BookedAlready, put_away_file
from safeconduct.fund.actions.take_bank_file import NoRegister, OtherIsRead, Taken, Unreadable, take_bank_file
from safeconduct.fund.models import BankAccount, BankFile, BankLine, Book, Entry
from safeconduct.fund.queries.balances import held_by
from safeconduct.fund.queries.verifying import verify
from safeconduct.fund.receiving import NoSuchBankAccount, YetToCome
from safeconduct.fund.rules.merkle import leaf_of
from safeconduct.fund.rules.money import Money
from safeconduct.people.models import Member
from safeconduct.vault.format.letters import open_letter
from safeconduct.vault.format.roots import ROOT_LENGTH, recipient_of, vault_identity
from safeconduct.vault.models import Epoch, Register, Vault
from tests.factories.books import make_book
from tests.factories.giving import make_appeal, make_bank_account, make_bank_file, make_keeper
from tests.factories.people import THEN, make_vera
from tests.fund.reading.camt_made import ACCOUNT, Made, Part, Whole

pytestmark = pytest.mark.django_db
ROOT = bytes(range(ROOT_LENGTH))
DAY = THEN.date().isoformat()


def make_donors(book: Book, by: Member) -> str:
    """Make the register of donors of a book, and give the identity that opens its letters."""
    vault = Vault.objects.create(kind="register", organisation=book.organisation, week_opened=THEN.date())
    identity = vault_identity(ROOT, vault.pk, 1)
    Epoch.objects.create(vault=vault, number=1, recipient=recipient_of(identity), signer=by, signature=bytes(64))
    Register.objects.create(vault=vault, purpose="donors", scope=book.organisation.reference)
    return identity


@pytest.fixture
def tyra() -> Member:
    return make_keeper("tyra")


@pytest.fixture
def book(tyra: Member) -> Book:
    book = make_book()
    make_bank_account(book, known_as=[ACCOUNT])
    make_appeal(book, by=tyra, word="tjetjenien")
    return book


@pytest.fixture
def identity(book: Book, tyra: Member) -> str:
    return make_donors(book, tyra)


def whole(*parts: Part, **said: Any) -> Whole:
    return Whole(parts, **{"day": DAY, **said})


def a_file(*entries: Whole, **said: Any) -> bytes:
    return Made(entries, **{"kind": "054", "number": str(uuid4().int % 10**8), **said}).bytes()


def taken(book: Book, by: Member, data: bytes) -> Taken:
    return take_bank_file(book=book, stream=BytesIO(data), by=by, at=THEN)


def booked(book: Book, by: Member, data: bytes) -> BankFile:
    file = taken(book, by, data).file
    assert book_file(file=file, by=by, at=THEN)
    file.refresh_from_db()
    return file


def fund_holds(book: Book) -> int:
    return held_by(book.funds.get(code="appeal")).get("SEK", 0)


def test_gifts_are_matched_sealed_and_booked(book: Book, tyra: Member, identity: str):
    file = booked(book, tyra, a_file(whole(Part(20_000), Part(5_000, text="hej", name="Мария"), Part(20_000))))

    states = sorted(BankLine.objects.filter(file=file).values_list("kind", "state", "minor"))
    assert states == [("deposit", "booked", 45_000), ("gift", "booked", 20_000), ("gift", "booked", 20_000), ("gift", "waiting", 5_000)]
    assert (file.state, file.lines, file.known) == ("booked", 4, 0)
    assert fund_holds(book) == 40_000
    line = BankLine.objects.get(file=file, state="waiting")
    letter = open_letter(
        identity, bytes(line.blob or b""), letter=str(line.pk), recipient=recipient_of(identity), signing_key_of=lambda _: None
    )
    assert (letter.payload["name"], letter.payload["message"]) == ("Мария", "hej")
    assert leaf_of(bytes.fromhex(letter.payload["salt"]), Money(5_000, "SEK"), "unmatched", line.on) == bytes(line.commitment)
    assert verify(book).is_whole


def test_the_same_file_twice_changes_nothing(book: Book, tyra: Member, identity: str):
    data = a_file(whole(Part(20_000), Part(5_000)))
    booked(book, tyra, data)
    before = Entry.objects.count()

    assert taken(book, tyra, data).was_known
    assert (Entry.objects.count(), BankLine.objects.count(), BankFile.objects.count()) == (before, 3, 1)


def test_a_lump_sum_and_its_details_are_one_booking(book: Book, tyra: Member, identity: str):
    parts = (Part(20_000, name="A"), Part(5_000, name="B"))
    lump = a_file(whole(*parts, has_details=False), kind="053")
    details = a_file(whole(*parts))
    for data in (lump, details):
        booked(book, tyra, data)

    assert sorted(Entry.objects.values_list("kind", flat=True)) == ["deposit", "gift", "gift"]
    assert fund_holds(book) == 25_000
    assert BankFile.objects.get(format="camt.054").known == 1


def test_details_that_both_files_bring_are_booked_once(book: Book, tyra: Member, identity: str):
    parts = (Part(20_000, name="A"), Part(20_000, name="A"), Part(5_000, name="B"))
    for kind in ("053", "054"):
        booked(book, tyra, a_file(whole(*parts), kind=kind))

    assert fund_holds(book) == 45_000
    assert Entry.objects.filter(kind="gift").count() == 3


def test_equal_gifts_without_a_reference_stay_two(book: Book, tyra: Member, identity: str):
    booked(book, tyra, a_file(whole(Part(20_000), reference=""), whole(Part(20_000), reference="")))

    assert Entry.objects.filter(kind="gift").count() == Entry.objects.filter(kind="deposit").count() == 2


def test_money_that_went_out_waits_aside(book: Book, tyra: Member, identity: str):
    file = booked(book, tyra, a_file(whole(Part(-30_000, text="rent"))))

    assert list(file.of.values_list("kind", "state", "end_to_end", "how")) == [("out", "aside", "", "")]
    assert not Entry.objects.exists()


@pytest.mark.parametrize("change", [{"</Document>": ""}, {"200.00": "200.01"}, {"CRDT": "WHAT"}])
def test_a_file_that_is_not_whole_leaves_nothing(book: Book, tyra: Member, identity: str, change: dict[str, str]):
    data = Made((whole(Part(20_000), Part(5_000)),), kind="053", change=change).bytes()
    with pytest.raises(Unreadable, match="Nothing of this file was booked"):
        taken(book, tyra, data)
    assert not BankFile.objects.exists()
    assert not BankLine.objects.exists()


def test_an_unknown_account_and_a_day_to_come_are_refused(book: Book, tyra: Member, identity: str):
    to_come = a_file(Whole((Part(20_000),), day="2030-01-01"))
    with pytest.raises(YetToCome):
        taken(book, tyra, to_come)
    BankAccount.objects.filter(book=book).update(known_as=["another"])
    with pytest.raises(NoSuchBankAccount, match=ACCOUNT):
        taken(book, tyra, a_file(whole(Part(20_000))))
    assert not BankFile.objects.exists()


def test_without_a_register_nothing_is_taken(book: Book, tyra: Member):
    with pytest.raises(NoRegister):
        taken(book, tyra, a_file(whole(Part(20_000))))


def test_an_interrupted_reading_is_read_anew(book: Book, tyra: Member, identity: str):
    data = a_file(whole(Part(20_000), Part(5_000)))
    file = taken(book, tyra, data).file
    BankFile.objects.filter(pk=file.pk).update(state="reading")

    with pytest.raises(OtherIsRead):
        taken(book, tyra, a_file(whole(Part(1_000))))
    assert not taken(book, tyra, data).was_known
    assert BankLine.objects.count() == 3


def test_what_is_not_booked_can_be_put_away_and_come_again(book: Book, tyra: Member, identity: str):
    data = a_file(whole(Part(20_000)))
    file = taken(book, tyra, data).file

    assert put_away_file(file=file, by=tyra, at=THEN).state == "put-away"
    assert booked(book, tyra, data).pk == file.pk
    with pytest.raises(BookedAlready):
        put_away_file(file=file, by=tyra, at=THEN)


def test_vera_sees_no_bank_file(book: Book, tyra: Member):
    make_bank_file(book, by=tyra)
    assert bank_files_kept_by(tyra).count() == 1
    assert not bank_files_kept_by(make_vera()).exists()
