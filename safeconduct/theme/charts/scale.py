"""Days along a line, and where to write their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MONTHS_TO_TRY = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000)
LEAST_BETWEEN_TICKS = 84


@dataclass(frozen=True, slots=True)
class Scale:
    """Places days between two ends."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        """Give the place of a day; days beyond an end stand at that end."""
        whole = max(1, (self.last - self.first).days)
        share = min(1.0, max(0.0, (day - self.first).days / whole))
        return self.start + share * (self.end - self.start)


def month_start(day: date, add: int = 0) -> date:
    """Give the first day of the month, so many months on."""
    months = day.year * 12 + day.month - 1 + add
    return date(months // 12, months % 12 + 1, 1)


def scale_over(days: Sequence[date], *, start: float, end: float) -> Scale:
    """Span whole months around the days, at least two."""
    first = month_start(min(days))
    last = month_start(max(days), 1)
    if (last - first).days < 45:  # noqa: PLR2004 - one month alone has no room for names
        last = month_start(last, 1)
    return Scale(first, last, start, end)


def ticks(scale: Scale) -> list[date]:
    """Give the first days of months to be named, as many as have room."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    room = max(1, int((scale.end - scale.start) / LEAST_BETWEEN_TICKS))
    step = next((step for step in MONTHS_TO_TRY if months / step <= room), MONTHS_TO_TRY[-1])
    first = scale.first.year * 12 + scale.first.month - 1
    aligned = -(-first // step) * step
    return [date(month // 12, month % 12 + 1, 1) for month in range(aligned, first + months + 1, step) if month // 12 <= date.max.year]


def tick_name(day: date, month_names: Sequence[str]) -> str:
    """Name a month, in words where they are given: ``Mar 2017``, otherwise ``2017-03``; January is the year alone."""
    if day.month == 1:
        return str(day.year)
    return f"{month_names[day.month - 1]} {day.year}" if month_names else f"{day.year}-{day.month:02}"
