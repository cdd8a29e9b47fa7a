"""Words and deeds: one row a government, deeds first, harmful deeds hatched, words after them, silence said in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from safeconduct.theme.charts.drawing import LETTER, LINE, Drawing, lines_of, mark

WIDE, NARROW = 860.0, 360.0
LABELS = 190.0
MARK = 19.0  # from one mark to the next
MOST_MARKS = 4  # more are written as a number beside one mark
BOLD = LETTER * 1.14  # width of a bold letter


@dataclass(frozen=True, slots=True)
class Column:
    """One weight of answering: its key, its name, and the kind of mark: ``deed``, ``harm`` or ``word``."""

    key: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """One government or institution, how often it answered in each column, or the sentence that it did not."""

    label: str
    counts: Mapping[str, int] = field(default_factory=dict)
    silence: str = ""  # "no public evidence found by 3 June 2017"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What the board says, in the reader's language."""

    title: str
    description: str


KIND_ORDER = {"deed": 0, "harm": 1, "word": 2}


def board(
    rows: Sequence[Row], columns: Sequence[Column], words: Words, *, name: str = "board", direction: str = "ltr", narrow: bool = False
) -> str:
    """Draw the board. Columns are put in order: deeds, harmful deeds, words; within a kind they stay as given."""
    ordered = sorted(columns, key=lambda column: KIND_ORDER.get(column.kind, 3))
    sheet = Drawing(name=name, width=NARROW if narrow else WIDE, direction=direction)
    y = 0.0 if narrow else _heads(sheet, ordered)
    for index, row in enumerate(rows):
        y += _stacked(sheet, row, ordered, y) if narrow else _across(sheet, row, ordered, y, is_shaded=index % 2 == 0)
    sheet.height = y + 2
    return sheet.svg(title=words.title, description=words.description)


def _column_width(sheet: Drawing, columns: Sequence[Column]) -> float:
    return (sheet.width - LABELS) / max(1, len(columns))


def _heads(sheet: Drawing, columns: Sequence[Column]) -> float:
    width = _column_width(sheet, columns)
    broken = [lines_of(column.label, width - 10, most=4, letter=7.0) for column in columns]
    tallest = max((len(lines) for lines in broken), default=0)
    for index, lines in enumerate(broken):
        for line, text in enumerate(lines):
            y = 16 + (tallest - len(lines) + line) * 17
            sheet.text(LABELS + index * width + 8, y, text, "c-soft")
    return tallest * 17 + 10.0


def _across(sheet: Drawing, row: Row, columns: Sequence[Column], y: float, *, is_shaded: bool) -> float:
    labels = lines_of(row.label, LABELS - 16, most=3, letter=BOLD)
    height = 20 + len(labels) * LINE
    if is_shaded:
        sheet.rect(0, y, sheet.width, height, "c-cell--row")
    sheet.lines(8, y + 24, labels, "c-strong", address=row.address)
    width = _column_width(sheet, columns)
    if not any(row.counts.values()):
        sheet.text(LABELS + 10, y + height / 2 + 5, row.silence, "c-soft")
        return height
    for index, column in enumerate(columns):
        x = LABELS + index * width
        sheet.line(x, y, x, y + height, "c-cell")
        _marks(sheet, x + 16, y + height / 2, column.kind, row.counts.get(column.key, 0))
    return height


def _stacked(sheet: Drawing, row: Row, columns: Sequence[Column], y: float) -> float:
    used = sheet.lines(0, y + 24, lines_of(row.label, sheet.width, most=3, letter=BOLD), "c-strong", address=row.address)
    at = y + 24 + used
    answered = [(column, row.counts[column.key]) for column in columns if row.counts.get(column.key)]
    for column, count in answered:
        _marks(sheet, 10, at - 5, column.kind, count)
        sheet.text(14 + MARK * MOST_MARKS, at, column.label, "c-soft")
        at += 24
    if not answered and row.silence:
        for line in lines_of(row.silence, sheet.width, most=3, letter=7.0):
            sheet.text(0, at, line, "c-soft")
            at += 18
    sheet.line(0, at - 4, sheet.width, at - 4, "c-line")
    return at - y


def _marks(sheet: Drawing, x: float, y: float, kind: str, count: int) -> None:
    if count > MOST_MARKS:
        mark(sheet, x, y, kind)
        sheet.text(x + 14, y + 5, f"× {count}")
        return
    for index in range(count):
        mark(sheet, x + index * MARK, y, kind)
