"""The colours, read from the one file that names them."""

import re
from pathlib import Path

import pytest

STYLES = Path("safeconduct/theme/styles")
SOURCE = (STYLES / "_tokens.scss").read_text(encoding="utf-8")

# What the design says, light and dark.
DESIGN = {
    "paper": ("#FBF9F4", "#10191C"),
    "surface": ("#FFFFFF", "#172327"),
    "ink": ("#16262B", "#E9EFEA"),
    "accent": ("#0B5563", "#6CC5CF"),
    "deed": ("#1E6B3A", "#7FCB97"),
    "word": ("#7A5A12", "#E0BE6A"),
    "harm": ("#9B1C2E", "#F08A98"),
    "quiet": ("#5B6B70", "#9AAAAD"),
}
Colour = tuple[float, float, float]


def table(mode: str) -> dict[str, str]:
    """Read one map of the token file."""
    body = re.search(rf"^\${mode}: \((.*?)^\);", SOURCE, re.DOTALL | re.MULTILINE)
    assert body
    return dict(re.findall(r'"([a-z]+)": (#[0-9A-F]{6})', body[1]))


def rgb(hexadecimal: str) -> Colour:
    return (int(hexadecimal[1:3], 16), int(hexadecimal[3:5], 16), int(hexadecimal[5:7], 16))


def colours(mode: str) -> dict[str, Colour]:
    """Give every colour of a mode: those of the table, and those mixed from them as the file says."""
    given = {name: rgb(value) for name, value in table(mode).items()}
    mixed = re.findall(r'--([a-z-]+): #\{mixed\(\$table, "([a-z]+)", "([a-z]+)", ([\d.]+)%\)\}', SOURCE)
    for name, over, under, share in mixed:
        part = float(share) / 100
        one, two = given[over], given[under]
        given[name] = (one[0] * part + two[0] * (1 - part), one[1] * part + two[1] * (1 - part), one[2] * part + two[2] * (1 - part))
    given["on-fill"] = given["paper"]
    return given


def luminance(colour: Colour) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, two: Colour) -> float:
    """Contrast ratio, WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


MODES = ("light", "dark")
GROUNDS = ("paper", "surface", "sunken")
WASHES = ("accent-wash", "deed-wash", "word-wash", "harm-wash", "hover")


def test_black_on_white_has_the_contrast_everybody_knows() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("name", list(DESIGN))
def test_the_colours_are_those_of_the_design(name: str) -> None:
    assert (table("light")[name], table("dark")[name]) == DESIGN[name]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("text", ["ink", "ink-soft"])
@pytest.mark.parametrize("ground", [*GROUNDS, *WASHES])
def test_text_stands_out_seven_to_one(mode: str, text: str, ground: str) -> None:
    here = colours(mode)

    assert contrast(here[text], here[ground]) >= 7


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("text", ["accent", "deed", "word", "harm", "quiet", "visited", "accent-deep", "harm-deep"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_coloured_words_stand_out_enough(mode: str, text: str, ground: str) -> None:
    here = colours(mode)

    assert contrast(here[text], here[ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("meaning", ["accent", "deed", "word", "harm"])
def test_a_meaning_can_be_read_on_its_own_wash_and_written_upon(mode: str, meaning: str) -> None:
    here = colours(mode)

    assert contrast(here[meaning], here[f"{meaning}-wash"]) >= 4.5
    assert contrast(here["on-fill"], here[meaning]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_the_edge_of_a_field_can_be_seen(mode: str) -> None:
    here = colours(mode)

    assert contrast(here["line-strong"], here["paper"]) >= 3
    assert contrast(here["accent"], here["paper"]) >= 3  # what has the focus
