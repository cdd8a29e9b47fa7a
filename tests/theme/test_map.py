"""The map and the grid: whole, linked, told without colour, and light."""

import re
from xml.etree import ElementTree

import pytest

from safeconduct.theme.charts.grid import Cell, Column, Row, grid
from safeconduct.theme.charts.grid import Words as GridWords
from safeconduct.theme.charts.map import KINDS, Place, Words, draw_map, is_in, outlines, swatch

SVG = "{http://www.w3.org/2000/svg}"
SAY = Words("Title & <title>", "What it shows")
BALTIC = ("EE", "LV", "LT")


def place(code: str, kind: str = "deed") -> Place:
    return Place(code, kind, f"{code} & more", f"/{code}/")


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    plates = [one for one in ElementTree.fromstring(svg).iter(f"{SVG}rect") if "m-plate" in str(one.get("class"))]
    return [tuple(float(str(one.get(side))) for side in ("x", "y", "width", "height")) for one in plates]  # type: ignore[misc]  # four


@pytest.mark.parametrize("view", ["world", "europe"])
def test_every_outline_is_a_path_in_whole_numbers(view: str) -> None:
    shapes = outlines(view)["shapes"]

    assert {"LT", "DK", "FR", "RU", "UA"} <= set(shapes)
    assert all(re.fullmatch(r"(?:M\d+ \d+l-?\d+(?:[ -]\d+)+z)+", path) for path in shapes.values())


def test_both_views_together_are_light_enough_to_send() -> None:
    assert sum(len(path) for view in ("world", "europe") for path in outlines(view)["shapes"].values()) < 40_000


def test_crimea_is_drawn_with_ukraine() -> None:
    """Resolution 68/262 of the General Assembly; the outlines as they come say otherwise."""
    sheet = outlines("europe")
    numbers = [float(one) for one in re.findall(r"-?\d+", sheet["shapes"]["UA"].split("M")[1])]
    x, y, lowest = numbers[0], numbers[1], numbers[1]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=False):
        x, y = x + dx, y + dy
        lowest = max(lowest, y)

    assert lowest > sheet["places"]["MD"][1] + 30


def test_a_map_is_well_formed_described_and_every_country_leads_somewhere() -> None:
    root = ElementTree.fromstring(draw_map("europe", [place("LT"), place("DK", "word")], SAY, name="m"))

    assert root.findtext(f"{SVG}title") == "Title & <title>"
    named = [one for one in root.iter(f"{SVG}a") if one.get("aria-label")]
    assert {(one.get("href"), one.get("aria-label")) for one in named} == {("/LT/", "LT & more"), ("/DK/", "DK & more")}
    assert {one.get("tabindex") for one in root.iter(f"{SVG}a") if not one.get("aria-label")} == {"-1"}


def test_without_a_country_there_is_no_map() -> None:
    assert draw_map("europe", [place("US")], SAY) == ""
    assert not is_in("europe", "US")
    assert is_in("world", "SG")  # too small for an outline there, but it has a place


def test_small_neighbours_have_a_plate_each_that_can_be_touched() -> None:
    found = boxes(draw_map("europe", [place(code) for code in BALTIC], SAY))

    assert len(found) == 3
    for index, (x, y, wide, tall) in enumerate(found):
        assert all(abs(x - left) >= wide or abs(y - top) >= tall for left, top, _w, _t in found[index + 1 :])


def test_each_kind_is_told_by_line_pattern_and_shape() -> None:
    drawn = {kind: swatch(kind, name=kind) for kind in KINDS}

    assert {kind for kind, svg in drawn.items() if f"url(#{kind}-hatch)" in svg} == {"both", "harm"}
    assert {kind for kind, svg in drawn.items() if f"url(#{kind}-dots)" in svg} == {"word"}
    assert {kind for kind, svg in drawn.items() if re.search(r'class="m-plate[^>]* rx="', svg)} == {"word", "silent"}


def test_the_same_places_give_the_same_map() -> None:
    assert draw_map("world", [place("US"), place("LT")], SAY) == draw_map("world", [place("LT"), place("US")], SAY)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_cell_of_the_grid_says_in_words_what_it_shows(direction: str) -> None:
    rows = [
        Row(
            "Northland & more",
            "/NL/",
            {"a": Cell("deed", "Northland: <deeds>: 120", 120, "/NL/#deed"), "b": Cell("silent", "No answer", 1, "/NL/#b")},
        )
    ]
    svg = grid(rows, [Column("a", "Deeds"), Column("b", "Words")], GridWords("T", "D"), direction=direction)

    root = ElementTree.fromstring(svg)
    links = {one.get("href"): one.get("aria-label") for one in root.iter(f"{SVG}a")}
    assert links == {"/NL/": None, "/NL/#deed": "Northland: <deeds>: 120", "/NL/#b": "No answer"}
    assert "99+" in svg


def test_heads_that_are_numbers_lead_to_what_they_stand_for() -> None:
    svg = grid([Row("Northland")], [Column("DE-1", "1", "/demands/DE-1/", is_number=True)], GridWords("T", "D"))

    assert '<a href="/demands/DE-1/">' in svg
    assert "rotate" not in svg
