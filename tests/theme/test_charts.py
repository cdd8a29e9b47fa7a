"""The drawings: well-formed, escaped, the same every time, truthful about what nobody knows."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.theme.charts.bars import Bar, bars
from safeconduct.theme.charts.bars import Words as BarWords
from safeconduct.theme.charts.board import Column, Row, board
from safeconduct.theme.charts.board import Words as BoardWords
from safeconduct.theme.charts.chains import Edge, Node, chains
from safeconduct.theme.charts.chains import Words as ChainWords
from safeconduct.theme.charts.drawing import lines_of
from safeconduct.theme.charts.layering import backward_edges, heights, layout
from safeconduct.theme.charts.rise import Rise, rise
from safeconduct.theme.charts.rise import Words as RiseWords
from safeconduct.theme.charts.scale import scale_over, tick_name, ticks
from safeconduct.theme.charts.timeline import Entry, timeline
from safeconduct.theme.charts.timeline import Words as TimelineWords
from tests.theme.examples import EDGES, ENTRIES, NODES, drawings

SVG = "{http://www.w3.org/2000/svg}"
NAMES = list(drawings())
SAY = TimelineWords("Title", "Description")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_well_formed_and_described(name: str, direction: str) -> None:
    root = ElementTree.fromstring(drawings(direction)[name])

    assert root.findtext(f"{SVG}title") == "Title & <title>"
    assert root.findtext(f"{SVG}desc") == "What it shows"
    assert root.get("direction") == ("rtl" if direction == "rtl" else None)
    assert [one.get("id") for one in root.iter() if one.get("id")][:2] == str(root.get("aria-labelledby")).split()


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_the_same_every_time(name: str) -> None:
    assert drawings()[name] == drawings()[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_brings_no_colour_and_no_style_of_its_own(name: str) -> None:
    assert not re.findall(r'style=|fill="(?!url)|stroke=|#[0-9a-f]{6}|<script|href="http', drawings()[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_stays_within_its_sheet(name: str) -> None:
    root = ElementTree.fromstring(drawings()[name])
    width = float(str(root.get("viewBox")).split()[2])

    places = [float(value) for one in root.iter() for key in ("x", "x1", "x2", "cx") if (value := one.get(key)) is not None]

    assert places
    assert all(-1 <= place <= width + 1 for place in places)


def test_text_from_outside_is_escaped_everywhere() -> None:
    bad = '<script>"&'
    every = [
        timeline([Entry(bad, None, None, bad, "claim", bad)], TimelineWords(bad, bad)),
        chains([Node("a", bad, bad, address=bad), Node("b", bad)], [Edge("a", "b", bad)], ChainWords(bad, bad)),
        board([Row(bad, {"k": 1}, address=bad), Row(bad, silence=bad)], [Column("k", bad, "deed")], BoardWords(bad, bad)),
        bars([Bar(bad, 1, 1, 1, bad)], BarWords(bad, bad)),
    ]

    for svg in every:
        ElementTree.fromstring(svg)
        assert "<script>" not in svg


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_to_draw_is_drawn_as_nothing(narrow: bool) -> None:
    for svg in (
        timeline([], SAY, narrow=narrow),
        chains([], [], ChainWords("t", "d"), narrow=narrow),
        board([], [], BoardWords("t", "d"), narrow=narrow),
        bars([], BarWords("t", "d")),
    ):
        ElementTree.fromstring(svg)


# Timeline


def shapes(entry: Entry) -> list[str]:
    root = ElementTree.fromstring(timeline([entry, *ENTRIES[1:2]], SAY))
    return [str(one.get("class")) for one in root.iter()]


def test_a_known_day_is_a_mark_and_no_span() -> None:
    kinds = shapes(Entry("It happened", date(2017, 5, 17), date(2017, 5, 17), "17 May 2017", "deed"))

    assert "c-mark c-mark--deed" in kinds
    assert not any(kind.startswith("c-span") for kind in kinds)


def test_an_uncertain_time_is_a_span_with_two_ends() -> None:
    kinds = shapes(Entry("It happened", date(2017, 2, 1), date(2017, 5, 17), "spring 2017"))

    assert kinds.count("c-span c-span--claim c-span--end") == 2
    assert not any("open" in kind for kind in kinds)


@pytest.mark.parametrize(("low", "high"), [(date(2017, 2, 1), None), (None, date(2017, 5, 17))])
def test_an_end_that_nobody_knows_stays_open(low: date | None, high: date | None) -> None:
    assert any("c-span--open" in kind for kind in shapes(Entry("It happened", low, high, "some time")))


def test_a_time_that_nobody_knows_has_no_place_on_the_line() -> None:
    kinds = shapes(Entry("It happened", None, None, "unknown"))

    assert not any("c-span" in kind or kind == "c-mark c-mark--claim" for kind in kinds)


def test_entries_stand_in_order_of_their_earliest_day() -> None:
    svg = timeline(list(reversed(ENTRIES)), SAY)

    places = [svg.index(entry.when) for entry in ENTRIES if entry.low]

    assert places == sorted(places)


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9990, 1, 1)), st.integers(0, 3_000_000))
def test_any_stretch_of_time_can_be_named(first: date, days: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date(9990, 1, 1).toordinal()))
    scale = scale_over([first, last], start=0, end=500)

    assert 0 <= scale.at(first) <= scale.at(last) <= 500
    assert len(ticks(scale)) <= 500 / 50


def test_a_month_is_named_in_words_where_there_are_words() -> None:
    months = ("jan", "feb", "mar", *[""] * 9)

    assert tick_name(date(2017, 3, 1), months) == "mar 2017"
    assert tick_name(date(2017, 3, 1), ()) == "2017-03"
    assert tick_name(date(2017, 1, 1), months) == "2017"


# Chains


def test_origins_stand_below_whoever_rests_on_them() -> None:
    plan = layout([node.key for node in NODES], [(edge.start, edge.end) for edge in EDGES])

    level = {place: number for number, layer in enumerate(plan.layers) for place in layer}

    assert level["letter"] < level["daily"] < level["insiders"]
    assert level["insiders"] == level["interviews"] == len(plan.layers) - 1


def test_two_that_cite_each_other_are_drawn_as_a_circle() -> None:
    svg = chains(NODES, EDGES, ChainWords("t", "d"))

    assert backward_edges(["a", "b"], [("a", "b"), ("b", "a")]) == {("b", "a")}
    assert svg.count("c-edge--back") == 1


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]), max_size=30))
def test_without_its_backward_edges_a_graph_has_no_circle(pairs: list[tuple[int, int]]) -> None:
    keys = [str(number) for number in range(8)]
    edges = [(str(start), str(end)) for start, end in pairs]
    backward = backward_edges(keys, edges)
    forward = [edge for edge in edges if edge not in backward]

    height = heights(keys, forward)

    assert all(height[start] > height[end] for start, end in forward)


def test_a_chain_longer_than_the_stack_is_laid_out() -> None:
    keys = [str(number) for number in range(3000)]

    assert len(layout(keys, list(pairwise(keys))).layers) == 3000


def test_a_citation_of_nothing_we_know_is_left_out() -> None:
    svg = chains([Node("a", "A report")], [Edge("a", "gone"), Edge("a", "a")], ChainWords("t", "d"))

    assert "c-edge" not in svg


def test_each_kind_of_node_has_its_own_plate() -> None:
    svg = drawings()["chains"]

    assert all(f"c-plate--{kind}" in svg for kind in ("report", "speaker", "origin", "unread"))
    assert svg.count("c-inner") == 2  # the double frame of an origin


# Words and deeds


def test_deeds_come_first_and_words_last() -> None:
    svg = drawings()["board"]

    assert svg.index(">Gave visas") < svg.index(">Refused or") < svg.index(">Voiced")


def test_a_harmful_deed_is_hatched_not_only_red() -> None:
    assert 'fill="url(#board-hatch)"' in drawings()["board"]
    assert 'id="board-hatch"' in drawings()["board"]


def test_silence_is_said_in_words() -> None:
    assert "No public evidence found by 3 June 2017" in drawings()["board"]


def test_more_marks_than_there_is_room_for_become_a_number() -> None:
    assert "× 6" in drawings()["board"]


def test_bars_share_one_measure() -> None:
    root = ElementTree.fromstring(bars([Bar("A", 1, 0, 0, "one"), Bar("B", 2, 0, 2, "four")], BarWords("t", "d")))

    widths = [float(str(one.get("width"))) for one in root.iter(f"{SVG}rect")]

    assert widths == [89, 178, 178]


# Words


def test_a_long_label_ends_in_an_ellipsis_on_its_last_line() -> None:
    lines = lines_of("word " * 60, 120, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert all(len(line) <= 20 for line in lines_of("x" * 70, 150, most=9))


def test_a_report_without_any_citation_does_not_stand_among_the_origins() -> None:
    plan = layout(["a", "b", "alone"], [("a", "b")])

    assert plan.layers == [["a", "alone"], ["b"]]


def heights_of(days: list[Rise]) -> list[float]:
    root = ElementTree.fromstring(rise(days, RiseWords("Title", "Description", "each day")))
    return [float(str(one.get("height"))) for one in root.iter(f"{SVG}rect")]


def test_a_day_with_twice_as_many_stands_twice_as_high_and_a_day_without_any_has_no_bar() -> None:
    one, two = heights_of([Rise("1 May", 20), Rise("2 May", 0), Rise("3 May", 40)])

    assert two == 2 * one


def test_many_days_are_drawn_by_weeks_and_none_is_lost() -> None:
    days = [Rise(f"day {day}", 1) for day in range(140)]

    assert heights_of(days) == heights_of([Rise("week", 7)] * 20)


def test_a_rise_of_no_days_is_an_empty_measure() -> None:
    assert heights_of([]) == []
