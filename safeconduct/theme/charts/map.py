"""Where governments are that acted or only spoke: real outlines, the world and Europe, cut to where the governments are.

A country is told by the line and pattern of its ground, by the shape of its plate and the letters upon it, and only then by colour.
A map is never mirrored. The outlines come from ``outlines.json``, which ``client/map.mjs`` writes.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from safeconduct.theme.charts.drawing import number

KINDS = ("deed", "both", "harm", "word", "silent")  # the weightiest first: its plate is placed first
NARROWEST = 420  # of what is cut out, in units of the sheet
RIM = 60
SHAPE = (0.5, 1.05)  # least and greatest height to width
SCREEN = 360  # pixels that the narrowest screen gives the drawing
PLATE = (26.0, 18.0)  # pixels there
CROWD = 25  # places
# Where a plate may stand beside its place when there is no room upon it, in plates.
NUDGES = (
    (0, 0),
    (0, -0.6),
    (0, 0.6),
    (0.6, 0),
    (-0.6, 0),
    (1, 0),
    (-1, 0),
    (0.8, -0.8),
    (-0.8, -0.8),
    (0.8, 0.8),
    (-0.8, 0.8),
    (0, -1.1),
    (0, 1.1),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A country: its two letters, what it did (one of ``KINDS``), where it leads, and the same in words."""

    code: str
    kind: str
    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the map says, in the reader's language."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the sheet that is shown, and how many of its units one pixel of a narrow screen is."""

    left: float
    top: float
    width: float
    height: float

    @property
    def unit(self) -> float:
        return self.width / SCREEN


@cache
def outlines(view: str) -> dict[str, Any]:
    """Give the outlines of ``world`` or ``europe``: width, height, shapes and places by code."""
    found: dict[str, Any] = json.loads(files("safeconduct.theme.charts").joinpath("outlines.json").read_text(encoding="utf-8"))[view]
    return found


def is_in(view: str, code: str) -> bool:
    """Tell whether the view has the country, be it only as a point."""
    return code in outlines(view)["places"]


def draw_map(view: str, places: Iterable[Place], words: Words, *, beyond: Iterable[Place] = (), name: str = "map") -> str:
    """Draw the countries that are in the view, over the ground of all others; ``""`` where none is.

    :param beyond: countries that are drawn as far as they reach in, without plates; the drawing is not made wider for them
    """
    sheet = outlines(view)
    framed = [place for place in places if place.code in sheet["places"]]
    if not framed:
        return ""
    frame = _frame(sheet, framed)
    shown = sorted(
        (place for place in (*framed, *beyond) if place.code in sheet["places"]), key=lambda place: (KINDS.index(place.kind), place.code)
    )
    ground = "".join(path for code, path in sheet["shapes"].items() if code not in {place.code for place in shown})
    standing = _placed(sheet, [place for place in shown if place in framed], frame)
    lands = "".join(_land(sheet, place, name, is_named=place.code not in standing) for place in reversed(shown))
    plates = "".join(
        _link(place, _plate(place.kind, *standing[place.code], place.code, frame.unit)) for place in shown if place.code in standing
    )
    box = " ".join(number(value) for value in (frame.left, frame.top, frame.width, frame.height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{number(frame.width)}" height="{number(frame.height)}" '
        f'role="group" aria-labelledby="{name}-title {name}-description"><title id="{name}-title">{escape(words.title)}</title>'
        f'<desc id="{name}-description">{escape(words.description)}</desc>{_patterns(name, frame.unit)}'
        f'<path class="m-ground" d="{ground}"/>{lands}{plates}</svg>'
    )


def swatch(kind: str, *, name: str) -> str:
    """Draw a plate and its ground as they are on the map, for the key beside it."""
    unit = 1.0
    ground = f'<rect class="m-land m-land--{kind}" x="1" y="1" width="44" height="28"{_fill(kind, name)}/>'
    plate = _plate(kind, 23, 15, "", unit)
    return f'<svg viewBox="0 0 46 30" width="46" height="30" aria-hidden="true">{_patterns(name, unit)}{ground}{plate}</svg>'


def _frame(sheet: dict[str, Any], places: Sequence[Place]) -> Frame:
    """Cut out where the places are, with a rim, not too small and not too thin."""
    xs, ys = zip(*(sheet["places"][place.code] for place in places), strict=True)
    wide, tall = sheet["width"], sheet["height"]
    width = min(wide, max(NARROWEST, max(xs) - min(xs) + 2 * RIM))
    height = min(tall, max(max(ys) - min(ys) + 2 * RIM, width * SHAPE[0]), width * SHAPE[1])
    if height < max(ys) - min(ys) + 2 * RIM and height < tall:  # too tall for its width
        height = min(tall, max(ys) - min(ys) + 2 * RIM)
        width = min(wide, max(width, height / SHAPE[1]))
    left = min(max(0, (min(xs) + max(xs) - width) / 2), wide - width)
    top = min(max(0, (min(ys) + max(ys) - height) / 2), tall - height)
    return Frame(left, top, width, height)


def _placed(sheet: dict[str, Any], places: Sequence[Place], frame: Frame) -> dict[str, tuple[float, float]]:
    """Find room for the plates, the weightiest first; where there is none, the country goes without one.

    Where there are many, no plate leaves its own country, for it would stand upon another; then the largest come first.
    """
    is_crowded = len(places) > CROWD
    if is_crowded:
        places = sorted((place for place in places if place.code in sheet["shapes"]), key=lambda place: -len(sheet["shapes"][place.code]))
    wide, tall = (side * frame.unit * 1.06 for side in PLATE)
    taken: list[tuple[float, float]] = []
    found: dict[str, tuple[float, float]] = {}
    for place in places:
        x, y = sheet["places"][place.code]
        for right, down in NUDGES[:1] if is_crowded else NUDGES:
            at = (
                min(max(x + right * wide * 0.7, frame.left + wide / 2), frame.left + frame.width - wide / 2),
                min(max(y + down * tall * 0.8, frame.top + tall / 2), frame.top + frame.height - tall / 2),
            )
            if all(abs(at[0] - other[0]) >= wide or abs(at[1] - other[1]) >= tall for other in taken):
                taken.append(at)
                found[place.code] = at
                break
    return found


def _land(sheet: dict[str, Any], place: Place, name: str, *, is_named: bool) -> str:
    """Draw the ground of a country. Where its plate is a link of its own, this one is for the pointer alone."""
    path = sheet["shapes"].get(place.code, "")
    land = f'<path class="m-land m-land--{place.kind}" d="{path}"{_fill(place.kind, name)}/>'
    if not path or is_named:
        return _link(place, land) if path else ""
    return f'<a href="{escape(place.address)}" tabindex="-1" aria-hidden="true">{land}</a>'


def _link(place: Place, drawn: str) -> str:
    return f'<a href="{escape(place.address)}" aria-label="{escape(place.said)}">{drawn}</a>'


def _fill(kind: str, name: str) -> str:
    pattern = {"both": "hatch", "harm": "hatch", "word": "dots"}.get(kind)
    return f' fill="url(#{name}-{pattern})"' if pattern else ""


def _plate(kind: str, x: float, y: float, letters: str, unit: float) -> str:
    """Draw a plate: square for deeds, with a second frame where there was harm too, round for words, and its letters."""
    wide, tall = PLATE[0] * unit, PLATE[1] * unit
    corner = f' rx="{number(tall / 2)}"' if kind in {"word", "silent"} else ""
    sides = f'x="{number(x - wide / 2)}" y="{number(y - tall / 2)}" width="{number(wide)}" height="{number(tall)}"'
    plate = f'<rect class="m-plate m-plate--{kind}" {sides}{corner}/>'
    at = f'x="{number(x)}" y="{number(y + 4.6 * unit)}" font-size="{number(13 * unit)}"'
    return plate + (f'<text class="m-letters m-letters--{kind}" {at}>{escape(letters)}</text>' if letters else "")


def _patterns(name: str, unit: float) -> str:
    side, dot, thick = number(6 * unit), number(2 * unit), number(2.4 * unit)
    sides = f'width="{side}" height="{side}"'
    ground = f'<rect class="m-paper" {sides}/>'
    return (
        f'<defs><pattern id="{name}-hatch" {sides} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">{ground}'
        f'<line class="m-hatch" x1="0" y1="0" x2="0" y2="{side}" stroke-width="{thick}"/></pattern>'
        f'<pattern id="{name}-dots" {sides} patternUnits="userSpaceOnUse">{ground}'
        f'<circle class="m-dot" cx="{dot}" cy="{dot}" r="{number(unit)}"/></pattern></defs>'
    )
