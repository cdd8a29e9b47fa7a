"""Writing into a book: everything or nothing, the same once, and never more taken than there is."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import gettext

from safeconduct.fund.actions.open_book import HasABook, NotACurrency, open_book
from safeconduct.fund.actions.open_fund import CodeTaken, NotAFund, Promise, open_fund
from safeconduct.fund.actions.write_entries import KeyTaken, NotAnEntry, NotEnough, write_entries
from safeconduct.fund.models import Book, Entry, Fund, Line
from safeconduct.fund.queries.balances import balances, fund_sums
from safeconduct.fund.queries.verifying import verify
from safeconduct.fund.rules import entries
from safeconduct.fund.rules.entries import Draft, reversal
from safeconduct.fund.rules.money import Money
from tests.factories.books import DAY, gifts, make_a_day, make_book, make_treasurer, sek
from tests.factories.people import THEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(db: None) -> Book:
    return make_book()


def written(book: Book, *drafts: Draft) -> None:
    write_entries(book=book, drafts=drafts, at=THEN)


def test_an_organisation_has_one_book(book: Book):
    treasurer = make_treasurer()

    assert open_book(currency="SEK", by=treasurer, at=THEN) == book
    with pytest.raises(HasABook):
        open_book(currency="EUR", by=treasurer, at=THEN)
    with pytest.raises(NotACurrency):
        open_book(currency="kr", by=treasurer, at=THEN)


def test_a_fund_is_opened_once_and_its_promise_stands(book: Book):
    appeal, treasurer = Fund.objects.get(code="appeal"), make_treasurer()
    told: dict[str, Any] = {"sponsor": appeal.sponsor, "second": appeal.second, "second_purpose": appeal.second_purpose}

    again = open_fund(book=book, promise=Promise("appeal", "Safe today", is_undeducted=True, **told), by=treasurer, at=THEN)

    assert again == appeal
    with pytest.raises(CodeTaken):
        open_fund(book=book, promise=Promise("appeal", "Safe today", **told), by=treasurer, at=THEN)


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "Big Letters"},
        {"code": ""},
        {"name": " "},
        {"is_undeducted": True},
        {"is_undeducted": True, "sponsor": "appeal"},
        {"sponsor": "appeal"},
        {"second": "general"},
        {"second_purpose": "Something else"},
    ],
)
def test_a_fund_whose_promise_cannot_be_kept_is_not_opened(book: Book, changed: dict):
    told: dict[str, Any] = {
        name: Fund.objects.get(code=value) if name in {"sponsor", "second"} else value for name, value in changed.items()
    }

    with pytest.raises(NotAFund):
        open_fund(book=book, promise=replace(Promise("new", "New"), **told), by=make_treasurer(), at=THEN)

    assert Fund.objects.count() == 3


def test_a_day_is_written_and_every_sum_agrees(book: Book):
    make_a_day(book)
    stands = balances(book)
    appeal = fund_sums(Fund.objects.get(code="appeal"))["SEK"]

    assert stands["bank:bg:SEK"] == 100 * (1_000 + 1_000 - 3 - 450)
    assert stands["clearing:bg:SEK"] == 0
    assert sum(stands.values()) == 0
    assert (appeal.received, appeal.passed_on, appeal.fees, appeal.held) == (100_000, {"shelter": 45_000}, 0, 55_000)
    assert fund_sums(Fund.objects.get(code="general"))["SEK"].held == 99_700
    assert fund_sums(Fund.objects.get(code="later")) == {}


def test_the_same_written_twice_stands_once(book: Book):
    first = write_entries(book=book, drafts=gifts(5), at=THEN)
    again = write_entries(book=book, drafts=[*gifts(5), *gifts(1, begin=5), *gifts(1, begin=5)], at=THEN)

    assert (first.new, first.stood, first.sequence) == (5, 0, 5)
    assert (again.new, again.stood, again.sequence) == (1, 6, 6)
    assert verify(book).entries == 6


def test_a_key_that_stands_for_something_else_stops_everything(book: Book):
    written(book, *gifts(2))

    for other in (
        replace(gifts(1)[0], commitment=b""),
        replace(gifts(1)[0], on=DAY - timedelta(days=1)),
        entries.gift("bg", "appeal", sek(201), on=DAY, key="g0", commitment=bytes(32)),
    ):
        with pytest.raises(KeyTaken):
            written(book, *gifts(1, begin=7), other)

    assert Entry.objects.count() == Line.objects.count() == 2


def test_all_is_written_or_nothing(book: Book):
    with pytest.raises(NotAnEntry) as refused:
        written(book, *gifts(3), entries.gift("bg", "nobody", sek(1), on=DAY, key="x1"))

    assert (refused.value.fault, refused.value.key) == ("fund", "x1")
    assert str(refused.value) == gettext("One of these entries may not stand in the book. Nothing was written.")
    assert not Entry.objects.exists()
    assert verify(book).is_whole


def test_more_than_one_batch_is_one_chain(book: Book, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("safeconduct.fund.actions.write_entries.AT_ONCE", 3)
    monkeypatch.setattr("safeconduct.fund.queries.verifying.AT_ONCE", 2)

    written(book, *gifts(7), entries.payout("bg", "appeal", "food", sek(1_400), on=DAY, key="p1"))

    assert verify(book).entries == 8
    with pytest.raises(NotEnough):
        written(book, *gifts(4, begin=7), entries.payout("bg", "appeal", "food", sek(801), on=DAY, key="p2"))


@pytest.mark.parametrize(
    "draft",
    [
        entries.fee("bg", "appeal", sek(3), on=DAY, key="x"),
        entries.transfer("appeal", "general", sek(3), on=DAY, key="x"),
    ],
)
def test_of_an_undeducted_fund_nothing_is_deducted(book: Book, draft: Draft):
    written(book, *gifts(1))

    with pytest.raises(NotAnEntry) as refused:
        written(book, draft)

    assert refused.value.fault == "undeducted"


def test_what_is_left_goes_where_it_was_said_before(book: Book):
    written(book, *gifts(1), entries.transfer("appeal", "later", sek(200), on=DAY, key="t1"))

    assert fund_sums(Fund.objects.get(code="later"))["SEK"].held == 20_000
    assert fund_sums(Fund.objects.get(code="appeal"))["SEK"].transferred_out == 20_000


def test_no_fund_holds_less_than_nothing_not_even_for_one_entry(book: Book):
    early = entries.payout("bg", "appeal", "food", sek(200), on=DAY, key="p1")

    with pytest.raises(NotEnough):
        written(book, early, *gifts(1))
    written(book, *gifts(1), early)
    with pytest.raises(NotEnough):
        written(book, entries.fee("bg", "general", sek(1), on=DAY, key="f1"))
    with pytest.raises(NotEnough):
        written(book, reversal(gifts(1)[0], on=DAY))


def test_one_currency_does_not_pay_for_another(book: Book):
    with pytest.raises(NotEnough):
        written(book, *gifts(1), entries.payout("iban", "appeal", "food", Money(1, "EUR"), on=DAY, key="p1"))

    written(book, *gifts(1), entries.exchange("appeal", ("bg", sek(200)), ("iban", Money(1_800, "EUR")), on=DAY, key="e1"))
    written(book, entries.payout("iban", "appeal", "food", Money(1_800, "EUR"), on=DAY, key="p1"))

    sums = fund_sums(Fund.objects.get(code="appeal"))
    assert (sums["SEK"].held, sums["EUR"].held) == (0, 0)
    assert (balances(book)["fx:SEK"], balances(book)["fx:EUR"]) == (0, 0)


def test_an_entry_is_undone_by_its_mirror_once_and_by_nothing_else(book: Book):
    made = gifts(1)[0]
    written(book, made)
    more = replace(reversal(made, on=DAY), lines=reversal(gifts(1, fund="general")[0], on=DAY).lines)

    for wrong in (more, reversal(replace(made, key="g9"), on=DAY)):
        with pytest.raises(NotAnEntry) as refused:
            written(book, wrong)
        assert refused.value.fault == "reversal"
    written(book, reversal(made, on=DAY), reversal(made, on=DAY))

    assert Entry.objects.count() == 2
    assert fund_sums(Fund.objects.get(code="appeal"))["SEK"].received == 0
    assert verify(book).is_whole


def test_no_entry_is_of_a_day_to_come(book: Book):
    with pytest.raises(NotAnEntry) as refused:
        written(book, replace(gifts(1)[0], on=DAY + timedelta(days=2)))

    assert refused.value.fault == "day"
