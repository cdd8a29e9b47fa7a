"""Who answered how: one row a government, one column a kind of answer or a demand, a sign in each cell that leads to its evidence.

Narrow enough for a telephone, so that one drawing serves every screen: the heads are turned, or are numbers with a list beside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from safeconduct.theme.charts.drawing import Drawing, lines_of, mark, number

WIDTH = 400.0
LABELS = 126.0
CELL = 27.0
ROW = 30.0
TURNED = 124.0  # room above for heads in words
SMALL = 7.0  # width of a small letter
MOST = 99  # a larger count is written 99+


@dataclass(frozen=True, slots=True)
class Column:
    """A head: words that are turned, or with ``is_number`` a number that leads somewhere."""

    key: str
    head: str
    address: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """``kind`` is deed, harm, word, silent or asked; ``said`` says the same in words for who cannot see it."""

    kind: str
    said: str
    count: int = 1
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One government with its cells by the columns' keys."""

    label: str
    address: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """What the grid says, in the reader's language."""

    title: str
    description: str


def grid(rows: Sequence[Row], columns: Sequence[Column], words: Words, *, name: str = "grid", direction: str = "ltr") -> str:
    """Draw the grid."""
    sheet = Drawing(name=name, width=WIDTH, direction=direction)
    y = _heads(sheet, columns)
    for index, row in enumerate(rows):
        y += _row(sheet, row, columns, y, is_shaded=index % 2 == 0)
    sheet.height = y + 2
    return sheet.svg(title=words.title, description=words.description)


def sign(sheet: Drawing, x: float, y: float, kind: str, count: int = 1) -> None:
    """Draw the sign of a cell: the marks of all drawings, an empty ring for silence, a dot for what was only asked; and how many."""
    if kind == "silent":
        sheet.circle(x, y, 7, "c-mark c-mark--silent")
        sheet.line(x - 3.5, y, x + 3.5, y, "c-mark c-mark--silent")
    elif kind == "asked":
        sheet.circle(x, y, 2, "c-mark c-mark--asked")
    else:
        mark(sheet, x, y, kind, size=9 if count > 1 else 6)
    if count > 1:
        sheet.text(x, y + 4, f"{MOST}+" if count > MOST else str(count), f"c-count c-count--{kind}", anchor="middle")


def _heads(sheet: Drawing, columns: Sequence[Column]) -> float:
    if all(column.is_number for column in columns):
        for index, column in enumerate(columns):
            sheet.lines(_middle(index), 18, [column.head], "c-soft", anchor="middle", address=column.address)
        return 26.0
    turn = 55 if sheet.is_rtl else -55
    for index, column in enumerate(columns):
        x, y = number(sheet.x(_middle(index) + 2)), number(TURNED - 6)
        label = lines_of(column.head, 180, most=1, letter=SMALL)[0]
        sheet.parts.append(f'<text class="c-soft" transform="translate({x} {y}) rotate({turn})">{escape(label)}</text>')
    return TURNED


def _middle(index: int) -> float:
    return LABELS + (index + 0.5) * CELL


def _row(sheet: Drawing, row: Row, columns: Sequence[Column], y: float, *, is_shaded: bool) -> float:
    labels = lines_of(row.label, LABELS - 6, most=2, letter=SMALL)
    height = ROW + (len(labels) - 1) * 16
    if is_shaded:
        sheet.rect(0, y, LABELS + len(columns) * CELL, height, "c-cell--row")
    _label(sheet, labels, row.address, y)
    for index, column in enumerate(columns):
        cell = row.cells.get(column.key)
        if cell:
            _cell(sheet, cell, _middle(index), y + height / 2, height)
    return height


def _label(sheet: Drawing, labels: list[str], address: str, y: float) -> None:
    if address:
        sheet.has_links = True
        sheet.parts.append(f'<a href="{escape(address)}">')
    for line, label in enumerate(labels):
        sheet.text(4, y + 20 + line * 16, label, "c-small")
    if address:
        sheet.parts.append("</a>")


def _cell(sheet: Drawing, cell: Cell, x: float, y: float, height: float) -> None:
    if cell.address:
        sheet.has_links = True
        sheet.parts.append(f'<a href="{escape(cell.address)}" aria-label="{escape(cell.said)}">')
        sheet.rect(x - CELL / 2, y - height / 2, CELL, height, "c-hit")
    sign(sheet, x, y, cell.kind, cell.count)
    if cell.address:
        sheet.parts.append("</a>")
