"""What happened when, as far as anybody knows: a day is a mark, an uncertain time is a span, an open end stays open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from safeconduct.theme.charts.drawing import LINE, Drawing, lines_of, mark
from safeconduct.theme.charts.scale import Scale, scale_over, tick_name, ticks

WIDE, NARROW = 860.0, 360.0
LABELS = 340.0  # room for the words beside the spans, in the wide drawing
SHORTEST = 9.0  # a span that would be shorter is a mark: its words say the rest
RIM = 20.0  # between the first and last day and the edges of the drawing


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: the earliest and the latest day it can have been; ``None`` where nobody knows."""

    label: str
    low: date | None
    high: date | None
    when: str  # the date in words, as it stands beside the label
    kind: str = "claim"  # claim, deed, harm, word, document
    address: str = ""

    @property
    def is_dated(self) -> bool:
        """Tell whether anything at all is known of the time."""
        return self.low is not None or self.high is not None

    @property
    def order(self) -> tuple[date, date]:
        """Sort by the earliest day, then by the latest; the unknown goes last."""
        return (self.low or self.high or date.max, self.high or date.max)


@dataclass(frozen=True, slots=True)
class Words:
    """What the timeline says, in the reader's language."""

    title: str
    description: str
    month_names: Sequence[str] = field(default_factory=tuple)  # twelve, short


def timeline(entries: Sequence[Entry], words: Words, *, name: str = "timeline", direction: str = "ltr", narrow: bool = False) -> str:
    """Draw the entries in order of time: words beside the spans, or above them on a narrow screen."""
    sheet = Drawing(name=name, width=NARROW if narrow else WIDE, direction=direction)
    ordered = sorted(entries, key=lambda entry: entry.order)
    days = [day for entry in ordered for day in (entry.low, entry.high) if day]
    begin = 10.0 if narrow else LABELS + 20
    scale = scale_over(days, start=begin + RIM, end=sheet.width - RIM - 10) if days else None
    top = 34.0 if scale else 6.0
    y = top
    grid_at = len(sheet.parts)
    for entry in ordered:
        y += _stacked(sheet, entry, scale, y) if narrow else _beside(sheet, entry, scale, y)
    sheet.height = y + 4
    if scale:
        _axis(sheet, scale, words.month_names, top, y, at=grid_at)
    return sheet.svg(title=words.title, description=words.description)


def _axis(sheet: Drawing, scale: Scale, month_names: Sequence[str], top: float, bottom: float, *, at: int) -> None:
    grid = Drawing(name=sheet.name, width=sheet.width, direction=sheet.direction)
    for day in ticks(scale):
        x = scale.at(day)
        grid.line(x, top - 8, x, bottom, "c-line")
        grid.text(x, top - 14, tick_name(day, month_names), "c-soft", anchor="middle")
    sheet.parts[at:at] = grid.parts


def _beside(sheet: Drawing, entry: Entry, scale: Scale | None, y: float) -> float:
    labels = lines_of(entry.label, LABELS, most=3)
    height = (len(labels) + 1) * LINE + 16
    used = sheet.lines(0, y + 20, labels, address=entry.address)
    sheet.text(0, y + 19 + used, entry.when, "c-soft")
    if scale and entry.is_dated:
        _span(sheet, entry, scale, y + 16)
    sheet.line(0, y + height - 1, sheet.width, y + height - 1, "c-line")
    return height


def _stacked(sheet: Drawing, entry: Entry, scale: Scale | None, y: float) -> float:
    labels = lines_of(entry.label, sheet.width, most=4)
    sheet.text(0, y + 18, entry.when, "c-soft c-halo")
    used = sheet.lines(0, y + 38, labels, "c-halo", address=entry.address)
    bar = y + 38 + used + 2
    if scale and entry.is_dated:
        _span(sheet, entry, scale, bar)
    sheet.line(0, bar + 18, sheet.width, bar + 18, "c-line")
    return bar + 19 - y


def _span(sheet: Drawing, entry: Entry, scale: Scale, y: float) -> None:
    kind = f"c-span c-span--{entry.kind}"
    if entry.low is None or entry.high is None:
        _open_span(sheet, entry, scale, y, kind)
        return
    low, high = scale.at(entry.low), scale.at(entry.high)
    if high - low < SHORTEST:
        mark(sheet, (low + high) / 2, y, entry.kind)
        return
    sheet.line(low, y, high, y, kind)
    for end in (low, high):
        sheet.line(end, y - 7, end, y + 7, f"{kind} c-span--end")
    # No mark upon it: a point in the middle would look like the day it happened.


def _open_span(sheet: Drawing, entry: Entry, scale: Scale, y: float, kind: str) -> None:
    """Draw from the one day that is known to the edge of the drawing, dotted, with a point that leads on."""
    known = scale.at(entry.low or entry.high or scale.first)
    onwards = entry.low is not None
    edge, back = (scale.end + RIM / 2, -9.0) if onwards else (scale.start - RIM / 2, 9.0)
    sheet.line(known, y, edge, y, f"{kind} c-span--open")
    sheet.line(edge + back, y - 5, edge, y, f"{kind} c-span--end")
    sheet.line(edge + back, y + 5, edge, y, f"{kind} c-span--end")
    mark(sheet, known, y, entry.kind)
