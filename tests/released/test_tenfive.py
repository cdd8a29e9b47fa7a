"""The "10 and 5" rule, held to the same answers as the browser's, and over years of made-up work."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.released.rules.batches import batch_after, batch_on_or_before
from safeconduct.released.rules.tenfive import (
    FEW,
    TABLES,
    TOTAL,
    Cell,
    Line,
    Table,
    differs,
    last_day,
    line_of,
    round_cell,
    round_sum,
    too_close,
    troubles,
)

VECTORS = json.loads((Path(__file__).parents[2] / "client/vectors/numbers.json").read_text(encoding="utf-8"))
ON = date(2027, 4, 1)
NAMES = sorted(TABLES)


def cells(figures: list[dict[str, Any]]) -> tuple[Cell, ...]:
    """Read figures as the vectors hold them."""
    return tuple(Cell(one["cell"], one["value"], one["withheld"]) for one in figures)


def line(told: dict[str, Any]) -> Line:
    """Read a line as the vectors hold it."""
    return Line(told["table"], told["quarter"], cells(told["figures"]))


def test_both_languages_have_the_same_tables():
    shapes = {
        name: {"cells": list(one.cells), "isPlace": one.is_place, "isMovement": one.is_movement, "isMoney": one.is_money}
        for name, one in TABLES.items()
    }

    assert shapes == VECTORS["tables"]


@pytest.mark.parametrize("told", VECTORS["rounding"])
def test_both_languages_round_people_alike(told: dict[str, Any]):
    assert round_cell(told["count"], is_place=told["is_place"]) == told["value"]


@pytest.mark.parametrize("told", VECTORS["sums"])
def test_both_languages_round_money_alike(told: dict[str, Any]):
    assert round_sum(told["units"], told["recipients"]) == told["value"]


@pytest.mark.parametrize("told", VECTORS["lines"])
def test_both_languages_make_the_same_lines(told: dict[str, Any]):
    assert line_of(told["table"], told["counts"], told["recipients"]) == cells(told["figures"])


@pytest.mark.parametrize("told", VECTORS["pairs"], ids=lambda told: told["why"])
def test_both_languages_find_the_same_figures_too_close(told: dict[str, Any]):
    shape = Table((), is_place=told["is_place"], is_money=told["is_money"])

    before, after = cells([told["before"], told["after"]])

    assert differs(before, after, shape) == told["differs"]


@pytest.mark.parametrize("told", VECTORS["releases"], ids=lambda told: told["why"])
def test_both_languages_refuse_the_same_releases(told: dict[str, Any]):
    ledger = [line(old) for old in told["ledger"]]

    assert troubles(line(told["line"]), on=date.fromisoformat(told["on"]), ledger=ledger) == told["troubles"]


def test_every_count_up_to_a_thousand_is_at_most_two_away_or_not_said():
    for count in range(1001):
        said = round_cell(count, is_place=False)

        assert (said is None) == (0 < count < FEW)
        assert said is None or (said % 5 == 0 and abs(said - count) <= 2)


@st.composite
def years(draw: st.DrawFn) -> list[tuple[str, str, dict[str, int], dict[str, int]]]:
    """Give some tellings of a few tables: counts that grow and are put right."""
    told = []
    for _turn in range(draw(st.integers(2, 14))):
        table = draw(st.sampled_from(NAMES))
        counts = {cell: draw(st.integers(0, 40)) for cell in TABLES[table].cells if cell != TOTAL}
        if TOTAL in TABLES[table].cells:
            counts[TOTAL] = sum(counts.values()) or draw(st.integers(0, 60))
        had = {cell: draw(st.integers(0, 25)) for cell in TABLES[table].cells}
        told.append((table, draw(st.sampled_from(["2026-Q3", "2026-Q4"])), counts, had))
    return told


@settings(max_examples=300, deadline=None)
@given(years())
def test_of_all_that_goes_out_no_two_differ_by_one_to_nine_and_no_cell_is_below_ten(told: list[Any]):
    ledger: list[Line] = []
    for table, quarter, counts, had in told:
        made = Line(table, quarter, line_of(table, counts, had))
        found = troubles(made, on=ON, ledger=ledger)
        assert set(found) <= {"differs-too-little"}  # what is made by the rule is refused for nothing else
        if not found:
            ledger.append(made)

    for at, later in enumerate(ledger):
        shape = TABLES[later.table]
        assert all(one.value is None or one.value >= FEW or (one.value == 0 and not shape.is_place) for one in later.figures)
        for earlier in [old for old in ledger[:at] if (old.table, old.quarter) == (later.table, later.quarter)]:
            for before, after in zip(earlier.figures, later.figures, strict=True):
                if before.value is not None and after.value is not None:
                    assert before.value == after.value or abs(before.value - after.value) >= FEW
            assert too_close(earlier, later) == []


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([name for name in NAMES if len(TABLES[name].cells) > 1 and TOTAL in TABLES[name].cells]), st.data())
def test_a_total_is_rounded_from_the_true_one_and_never_says_what_is_hidden(table: str, data: st.DataObject):
    shape = TABLES[table]
    counts = {cell: data.draw(st.integers(0, 40)) for cell in shape.cells if cell != TOTAL}
    true = sum(counts.values())
    figures = line_of(table, {**counts, TOTAL: true})
    total = figures[-1].value

    assert total is None or total == round_cell(true, is_place=shape.is_place)
    assert total is None or sum(1 for one in figures[:-1] if one.value is None) != 1


@pytest.mark.parametrize(
    "changed",
    [
        {"value": 7},
        {"value": 12},
        {"value": -10},
        {"value": 40, "withheld": True},
        {"cell": "FR"},
    ],
)
def test_a_number_that_the_rule_would_not_make_is_refused(changed: dict[str, Any]):
    made = {"cell": TOTAL, "value": 40, "withheld": False, **changed}

    assert troubles(Line("requests-by-quarter", "2026-Q3", cells([made])), on=ON, ledger=[]) == ["shows-too-much"]


@pytest.mark.parametrize(
    ("on", "newest", "following"),
    [
        (date(2026, 11, 23), date(2026, 9, 7), date(2026, 12, 7)),
        (date(2026, 12, 6), date(2026, 9, 7), date(2026, 12, 7)),
        (date(2026, 12, 7), date(2026, 12, 7), date(2027, 3, 1)),
        (date(2027, 1, 15), date(2026, 12, 7), date(2027, 3, 1)),
        (date(2027, 3, 1), date(2027, 3, 1), date(2027, 6, 7)),
    ],
)
def test_batch_days_are_the_first_mondays_of_four_months(on: date, newest: date, following: date):
    assert (batch_on_or_before(on), batch_after(on)) == (newest, following)
    assert {newest.weekday(), following.weekday()} == {0}


def test_a_quarter_ends_on_its_last_day_and_nothing_else_is_one():
    assert [last_day(text) for text in ("2026-Q1", "2026-Q4", "2026-Q5", "2026", "0000-Q1")] == [
        date(2026, 3, 31),
        date(2026, 12, 31),
        None,
        None,
        None,
    ]
