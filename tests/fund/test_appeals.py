"""Appeals: who makes and opens them, what is counted by hand, and what of the sums is let out."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from safeconduct.crises.models import Crisis
from safeconduct.fund.access.appeals import appeal_kept_by, appeals_kept_by, channels_to_choose, funds_without_appeal, public_appeal
from safeconduct.fund.actions.close_appeal import NeverOpened, close_appeal
from safeconduct.fund.actions.confirm_count import CountIsOver, OtherSum, SaidByYou, confirm_count
from safeconduct.fund.actions.cover_counts import cover_counts
from safeconduct.fund.actions.make_appeal import (
    NotAWord,
    NotTerms,
    NotTheFunds,
    NotVerified,
    NumberResembles,
    Terms,
    Text,
    WordTooClose,
    make_appeal,
)
from safeconduct.fund.actions.open_appeal import MadeByYou, NoChannel, open_appeal
from safeconduct.fund.actions.publish_steps import publish_steps
from safeconduct.fund.actions.say_count import CannotBe, NotItsTime, Said, say_count
from safeconduct.fund.actions.write_appeal_text import OpenAlready, write_appeal_text
from safeconduct.fund.actions.write_entries import write_entries
from safeconduct.fund.models import Appeal, Book, Count, Step
from safeconduct.fund.queries.appeal_sums import public_sums, waiting_of
from safeconduct.fund.rules import entries
from safeconduct.fund.rules.counts import Counted
from safeconduct.fund.rules.identifiers import ocr
from safeconduct.people.models import Member
from tests.factories.books import DAY, gifts, make_book, sek
from tests.factories.crises import make_crisis
from tests.factories.giving import make_appeal as keep_appeal
from tests.factories.giving import make_bank_account, make_bank_file, make_bank_line, make_channel, make_keeper
from tests.factories.people import THEN, make_ines, make_vera

pytestmark = pytest.mark.django_db
NOON = THEN + timedelta(hours=3)
TEXT = Text("sv", "En trygg natt", "Varje gåva går vidare.", "Det som kommer utöver betalar morgondagen.")


@pytest.fixture
def tyra() -> Member:
    return make_keeper("tyra")


@pytest.fixture
def signe() -> Member:
    return make_keeper("signe")


@pytest.fixture
def book(tyra: Member) -> Book:
    return make_book()


def terms(**changed: Any) -> Terms:
    said: dict[str, Any] = {"slug": "safe-today", "goal_minor": 10_000_000, "currency": "SEK", "closes_at": NOON, "word": "lantern"}
    return Terms(**{**said, **changed})


def crisis() -> Crisis:
    return Crisis.objects.first() or make_crisis()


def made(book: Book, by: Member, **changed: Any) -> Appeal:
    return make_appeal(fund=book.funds.get(code="appeal"), crisis=crisis(), terms=terms(**changed), text=TEXT, by=by, at=THEN)


def counted(appeal: Appeal, by: Member, minor: int = 640_000, gifts_: int = 12, hours: int = 1) -> Count:
    said = Said(THEN + timedelta(hours=hours), Counted(gifts_, minor, 100_000))
    return say_count(appeal=appeal, said=said, by=by, at=THEN + timedelta(hours=hours))


def test_one_makes_it_and_another_opens_it(book: Book, tyra: Member, signe: Member):
    channel = make_channel(make_bank_account(book), by=tyra, confirmed_by=signe)

    appeal = made(book, tyra, channels=[channel], aliases=["фонарь"])

    assert ocr(appeal.ocr) == appeal.ocr
    with pytest.raises(MadeByYou):
        open_appeal(appeal=appeal, by=tyra, at=THEN)
    assert open_appeal(appeal=appeal, by=signe, at=THEN).opened_by == signe
    with pytest.raises(OpenAlready):
        write_appeal_text(appeal=appeal, text=TEXT, by=tyra, at=THEN)
    assert close_appeal(appeal=appeal, by=tyra, at=NOON).closed_at == NOON


def test_whoever_wrote_last_does_not_open_it(book: Book, tyra: Member, signe: Member):
    appeal = made(book, tyra, channels=[make_channel(make_bank_account(book), by=tyra, confirmed_by=signe)])
    write_appeal_text(appeal=appeal, text=TEXT, by=signe, at=THEN)

    with pytest.raises(MadeByYou):
        open_appeal(appeal=appeal, by=signe, at=THEN)


def test_what_will_not_do_is_refused(book: Book, tyra: Member, signe: Member):
    unverified = make_channel(make_bank_account(book), by=tyra)
    for changed, refusal in (
        ({"channels": [unverified]}, NotVerified),
        ({"word": "abc"}, NotAWord),
        ({"goal_minor": 0}, NotTerms),
        ({"closes_at": THEN}, NotTerms),
    ):
        with pytest.raises(refusal):
            made(book, tyra, **changed)
    with pytest.raises(NotTheFunds):
        made(book, make_vera())
    appeal = made(book, tyra)
    with pytest.raises(NoChannel):
        open_appeal(appeal=appeal, by=signe, at=THEN)
    with pytest.raises(NeverOpened):
        close_appeal(appeal=appeal, by=signe, at=THEN)


def test_a_text_with_a_number_one_slip_from_ours_is_refused(book: Book, tyra: Member, signe: Member):
    channel = make_channel(make_bank_account(book), by=tyra, confirmed_by=signe)
    appeal = made(book, tyra, channels=[channel])

    with pytest.raises(NumberResembles):
        write_appeal_text(appeal=appeal, text=Text("en", "A safe night", "Give to bankgiro 991-2347.", "-"), by=tyra, at=THEN)
    write_appeal_text(appeal=appeal, text=Text("en", "A safe night", "Give to bankgiro 991-2346.", "-"), by=tyra, at=THEN)


def test_a_word_that_givers_would_mix_up_is_refused(book: Book, tyra: Member):
    keep_appeal(book, by=tyra, aliases=["tjetjenien"])
    fund = book.funds.get(code="later")

    for word in ("lanterns", "tjeckien"):
        with pytest.raises(WordTooClose):
            make_appeal(fund=fund, crisis=crisis(), terms=terms(slug="other", word=word), text=TEXT, by=tyra, at=THEN)


def test_who_keeps_no_book_or_another_one_finds_nothing(book: Book, tyra: Member):
    appeal = keep_appeal(book, by=tyra)
    for other in (make_vera(), make_ines()):
        assert not appeals_kept_by(other).exists()
        assert not funds_without_appeal(other).exists()
        assert not channels_to_choose(other).exists()
        with pytest.raises(Http404):
            appeal_kept_by(other, appeal.reference)
    assert appeal_kept_by(tyra, appeal.reference) == appeal


def test_what_was_not_opened_nobody_sees(book: Book, tyra: Member):
    made(book, tyra)

    with pytest.raises(Http404):
        public_appeal("safe-today")


def test_five_gifts_are_let_out_and_four_are_not(book: Book, tyra: Member):
    appeal = keep_appeal(book, by=tyra)
    write_entries(book=book, drafts=[entries.deposit("bg", sek(1000), on=DAY, key="d"), *gifts(4)], at=THEN)
    assert publish_steps(at=THEN) == 0
    write_entries(book=book, drafts=gifts(1, begin=4), at=THEN)

    assert publish_steps(at=THEN) == 1
    assert publish_steps(at=THEN) == 0
    assert public_sums(appeal).confirmed == 100_000
    assert waiting_of(appeal) == []


def test_five_gifts_of_one_giver_are_one_giver(book: Book, tyra: Member):
    appeal, account = keep_appeal(book, by=tyra), make_bank_account(book)
    file = make_bank_file(book, by=tyra)
    lines = [make_bank_line(file, account, giver=1 if number < 5 else number, state="booked", appeal=appeal) for number in range(8)]
    write_entries(
        book=book,
        drafts=[
            entries.deposit("bg", sek(1600), on=DAY, key="d"),
            *(entries.gift("bg", "appeal", sek(200), on=DAY, key=one.key) for one in lines),
        ],
        at=THEN,
    )

    assert publish_steps(at=THEN) == 0  # four givers


def test_a_refund_is_a_change_that_waits_like_a_gift(book: Book, tyra: Member):
    appeal = keep_appeal(book, by=tyra)
    write_entries(book=book, drafts=[entries.deposit("bg", sek(1000), on=DAY, key="d"), *gifts(5)], at=THEN)
    publish_steps(at=THEN)
    write_entries(book=book, drafts=[entries.refund("bg", "appeal", sek(200), on=DAY, key="r1")], at=THEN)

    assert publish_steps(at=THEN) == 0
    assert public_sums(appeal).confirmed == 100_000
    assert [one.change.minor for one in waiting_of(appeal)] == [-20_000]


def test_two_people_count_and_a_rounded_sum_is_published(book: Book, tyra: Member, signe: Member):
    appeal = keep_appeal(book, by=tyra)
    count = counted(appeal, tyra)
    with pytest.raises(SaidByYou):
        confirm_count(count=count, minor=640_000, by=tyra, at=NOON)
    with pytest.raises(OtherSum):
        confirm_count(count=count, minor=640_001, by=signe, at=NOON)
    assert public_sums(appeal).together == 0

    confirm_count(count=count, minor=640_000, by=signe, at=NOON)

    sums = public_sums(appeal)
    assert (sums.confirmed, sums.preliminary, sums.share) == (0, 600_000, 6)
    assert Step.objects.get().is_preliminary
    with pytest.raises(CountIsOver):
        confirm_count(count=count, minor=640_000, by=signe, at=NOON)


def test_the_database_too_wants_two_people(book: Book, tyra: Member):
    count = counted(keep_appeal(book, by=tyra), tyra)

    with pytest.raises(IntegrityError), transaction.atomic():
        Count.objects.filter(pk=count.pk).update(confirmed_by=tyra, confirmed_at=NOON)


def test_a_count_that_cannot_be_or_is_of_tomorrow_is_refused(book: Book, tyra: Member, signe: Member):
    appeal = keep_appeal(book, by=tyra)
    with pytest.raises(CannotBe):
        say_count(appeal=appeal, said=Said(THEN, Counted(2, 640_000, 100_000)), by=tyra, at=THEN)
    with pytest.raises(NotItsTime):
        say_count(appeal=appeal, said=Said(NOON, Counted(12, 640_000, 100_000)), by=tyra, at=THEN)
    confirm_count(count=counted(appeal, tyra, hours=2), minor=640_000, by=signe, at=NOON)
    with pytest.raises(NotItsTime):
        counted(appeal, tyra, hours=1)


def test_a_bank_file_takes_the_place_of_what_was_counted(book: Book, tyra: Member, signe: Member):
    appeal = keep_appeal(book, by=tyra)
    confirm_count(count=counted(appeal, tyra), minor=640_000, by=signe, at=NOON)
    count = Count.objects.get()
    write_entries(book=book, drafts=[entries.deposit("bg", sek(6200), on=DAY, key="d"), *gifts(31)], at=NOON)

    assert publish_steps(at=NOON) == 0  # they are of the time that was counted: they wait
    assert cover_counts(book=book, until=DAY - timedelta(days=1), at=NOON) == 0
    assert cover_counts(book=book, until=DAY, at=NOON) == 1
    assert cover_counts(book=book, until=DAY, at=NOON) == 0

    sums = public_sums(appeal)
    assert (sums.confirmed, sums.preliminary) == (600_000, 0)
    assert [(one.change.key, one.change.minor) for one in waiting_of(appeal)] == [(count.reference, 20_000)]
    write_entries(book=book, drafts=[entries.deposit("bg", sek(800), on=DAY, key="d2"), *gifts(4, begin=31)], at=NOON)
    assert publish_steps(at=NOON) == 1  # the remainder is one of five
    assert public_sums(appeal).confirmed == 700_000


def test_an_appeal_of_another_book_is_not_covered(book: Book, tyra: Member, signe: Member):
    appeal = keep_appeal(book, by=tyra)
    confirm_count(count=counted(appeal, tyra), minor=640_000, by=signe, at=NOON)
    vera = make_vera()
    other = Book.objects.create(organisation=vera.organisation, currency="SEK")

    assert cover_counts(book=other, until=DAY, at=NOON) == 0
    assert public_sums(appeal).preliminary == 600_000
