"""How many deeds to how many words: one bar a government, on one common measure."""

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.theme.charts.drawing import LINE, Drawing, lines_of

WIDTH = 360.0
THICK = 16.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One government: deeds that helped, deeds that harmed, words; and the same in a sentence."""

    label: str
    deeds: int
    harms: int
    words: int
    said: str  # "1 deed, 1 harmful deed, 4 statements"


@dataclass(frozen=True, slots=True)
class Words:
    """What the bars say, in the reader's language."""

    title: str
    description: str


def bars(items: Sequence[Bar], words: Words, *, name: str = "bars", direction: str = "ltr") -> str:
    """Draw the bars: solid for deeds, hatched for harmful ones, an empty frame for words, the sentence below each."""
    sheet = Drawing(name=name, width=WIDTH, direction=direction)
    most = max((item.deeds + item.harms + item.words for item in items), default=0)
    unit = (sheet.width - 4) / max(1, most)
    y = 0.0
    for item in items:
        used = sheet.lines(0, y + 16, lines_of(item.label, sheet.width, most=2), "c-strong")
        top = y + used + 4
        _bar(sheet, item, unit, top)
        sheet.text(0, top + THICK + 16, item.said, "c-soft")
        y = top + THICK + 16 + LINE
    sheet.height = y
    return sheet.svg(title=words.title, description=words.description)


def _bar(sheet: Drawing, item: Bar, unit: float, y: float) -> None:
    x = 2.0
    for count, kind, fill in (
        (item.deeds, "c-mark c-mark--deed", ""),
        (item.harms, "c-mark--harm c-mark--hatched", sheet.hatched),
        (item.words, "c-mark c-mark--word", ""),
    ):
        if count:
            sheet.rect(x, y, count * unit, THICK, kind, fill=fill)
            x += count * unit
    if x == 2.0:  # noqa: PLR2004 - nothing was drawn
        sheet.line(2, y + THICK / 2, 30, y + THICK / 2, "c-span c-span--open c-span--document")
