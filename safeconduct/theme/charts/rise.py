"""How many on each day: one bar a day, or a week where there are many."""

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.theme.charts.drawing import Drawing

HEIGHT, HEAD, FOOT = 160.0, 24.0, 26.0
MOST_BARS = 90
WEEK = 7
GAP = 1.5


@dataclass(frozen=True, slots=True)
class Rise:
    """One day: how it is written, and how many."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing says, in the reader's language."""

    title: str
    description: str
    per_day: str  # "confirmed each day"


def rise(days: Sequence[Rise], words: Words, *, width: float = 720, name: str = "rise", direction: str = "ltr") -> str:
    """Draw the days from the first to the last on one measure; the most and the first and last day are written."""
    sheet = Drawing(name=name, width=width, direction=direction)
    bars = list(days) if len(days) <= MOST_BARS else _by_week(days)
    most = max((bar.count for bar in bars), default=0)
    step = width / max(1, len(bars))
    ground = HEAD + HEIGHT
    for place, bar in enumerate(bars):
        height = HEIGHT * bar.count / most if most else 0
        if bar.count:
            sheet.rect(place * step, ground - max(1.0, height), max(1.0, min(step - GAP, 40)), max(1.0, height), "c-mark c-mark--deed")
    sheet.line(0, ground, width, ground, "c-axis")
    sheet.text(0, 16, f"{most} – {words.per_day}", "c-soft")
    if bars:
        sheet.text(0, ground + 19, bars[0].label, "c-soft")
    if len(bars) > 1:
        sheet.text(width, ground + 19, bars[-1].label, "c-soft", anchor="end")
    sheet.height = ground + FOOT
    return sheet.svg(title=words.title, description=words.description)


def _by_week(days: Sequence[Rise]) -> list[Rise]:
    pieces = [days[at : at + WEEK] for at in range(0, len(days), WEEK)]
    return [Rise(piece[0].label, sum(day.count for day in piece)) for piece in pieces]
