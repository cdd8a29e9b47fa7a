"""Random histories of a book: every sum agrees, nothing is unbalanced, and of an undeducted fund nothing is ever deducted."""

from collections import defaultdict
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.fund.actions.write_entries import NotAnEntry, write_entries
from safeconduct.fund.models import Book, Fund
from safeconduct.fund.queries.balances import balances, fund_sums
from safeconduct.fund.queries.verifying import verify
from safeconduct.fund.rules import entries
from safeconduct.fund.rules.entries import Draft, reversal
from safeconduct.fund.rules.money import Money
from tests.factories.books import DAY, make_book
from tests.factories.people import THEN

pytestmark = pytest.mark.django_db
FUNDS = ("general", "appeal", "later")
# What each act adds to the first fund named in it; a second one gets what a transfer takes.
SIGN = {"gift": 1, "refund": -1, "fee": -1, "payout": -1, "returned": 1, "transfer": -1, "undo": 0}
ACTS = st.tuples(
    st.sampled_from(sorted(SIGN)), st.sampled_from(FUNDS), st.sampled_from(FUNDS), st.integers(1, 50), st.sampled_from(["SEK", "EUR"])
)


@pytest.fixture
def book(db: None) -> Book:
    return make_book()


def draft_of(act: str, fund: str, other: str, sum_: Money, key: str) -> Draft:
    when: dict[str, Any] = {"on": DAY, "key": key}
    made = {
        "gift": lambda: entries.gift("bg", fund, sum_, **when),
        "refund": lambda: entries.refund("bg", fund, sum_, **when),
        "fee": lambda: entries.fee("bg", fund, sum_, **when),
        "payout": lambda: entries.payout("bg", fund, "food", sum_, **when),
        "returned": lambda: entries.returned("bg", fund, "food", sum_, **when),
        "transfer": lambda: entries.transfer(fund, other, sum_, **when),
    }
    return made[act]()


def is_allowed(act: str, fund: str, other: str) -> bool:
    """Tell by hand what may be: no fee of the appeal and of what comes later; the appeal gives to the later one alone, that to nobody."""
    if act == "fee":
        return fund == "general"
    if act == "transfer":
        return fund != other and (fund == "general" or (fund, other) == ("appeal", "later"))
    return True


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=st.lists(ACTS, max_size=30))
def test_every_sum_agrees_after_any_history(book: Book, history: list[tuple[str, str, str, int, str]]):
    with transaction.atomic():
        held: dict[tuple[str, str], int] = defaultdict(int)
        stood = 0
        for number, (act, fund, other, minor, currency) in enumerate(history):
            if act == "undo":
                continue
            draft = draft_of(act, fund, other, Money(minor, currency), f"k{number}")
            may = is_allowed(act, fund, other) and held[fund, currency] + SIGN[act] * minor >= 0
            assert is_written(book, draft) == may
            if may:
                stood += 1
                held[fund, currency] += SIGN[act] * minor
                held[other, currency] += minor if act == "transfer" else 0
        assert_agrees(book, held, stood)
        transaction.set_rollback(True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=st.lists(ACTS, min_size=1, max_size=15), undone=st.lists(st.integers(0, 14), max_size=8))
def test_what_is_undone_leaves_the_sums_of_what_is_not(book: Book, history: list[tuple[str, str, str, int, str]], undone: list[int]):
    with transaction.atomic():
        stands: list[Draft] = []
        for number, (act, fund, _other, minor, currency) in enumerate(history):
            if act in {"gift", "payout"}:
                draft = draft_of(act, fund, fund, Money(minor, currency), f"k{number}")
                stands += [draft] if is_written(book, draft) else []
        entries_then, gone = len(stands), set()
        for place in undone:
            if place < len(stands) and place not in gone and is_written(book, reversal(stands[place], on=DAY)):
                gone.add(place)
        held: dict[tuple[str, str], int] = defaultdict(int)
        for draft in (draft for place, draft in enumerate(stands) if place not in gone):
            for place_, minor in entries.changes_of(draft).items():
                held[place_] += minor
        assert_agrees(book, held, entries_then + len(gone))
        transaction.set_rollback(True)


def is_written(book: Book, draft: Draft) -> bool:
    try:
        write_entries(book=book, drafts=[draft], at=THEN)
    except NotAnEntry:
        return False
    return True


def assert_agrees(book: Book, held: dict[tuple[str, str], int], stood: int) -> None:
    verdict = verify(book)
    assert (verdict.why, verdict.entries) == ("", stood)
    stands = balances(book)
    for currency in ("SEK", "EUR"):
        assert sum(minor for code, minor in stands.items() if code.endswith(currency)) == 0
    for fund in Fund.objects.filter(book=book):
        for currency, sums in fund_sums(fund).items():
            moved = sums.transferred_in - sums.transferred_out + sums.exchanged
            assert sums.held == held[fund.code, currency] >= 0
            assert sums.received - sums.refunded - sum(sums.passed_on.values()) - sums.fees + moved == sums.held
            assert not fund.is_undeducted or sums.fees == 0
