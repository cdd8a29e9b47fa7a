"""The "10 and 5" rule: what may be said about how many.

client/casework/tenfive.js is the same, and client/vectors/numbers.json holds both to it.

Fewer than ten is never said, everything else is rounded to five, one dimension at a time and by quarter, and nothing goes out that
differs by one to nine from what went out before.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

TOTAL = "total"
WAIT = timedelta(days=60)  # after the end of a quarter before movements are said
FEW = 10
STEP = 5
RECIPIENTS = 10  # of money, before a sum is said
HUNDRED = 100  # whole units of a currency to which sums are rounded
HIGHEST = 10**12

QUARTER = re.compile(r"(\d{4})-Q([1-4])")
ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True, slots=True)
class Table:
    """One table that may be said. ``is_place``: zero is hidden too, a first arrival would show; ``is_movement``: two months later."""

    cells: tuple[str, ...]
    is_place: bool = False
    is_movement: bool = False
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One number as it is said; ``None`` is fewer than ten, or withheld so that another cannot be worked out."""

    cell: str
    value: int | None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One table of one quarter."""

    table: str
    quarter: str  # 2026-Q4
    figures: tuple[Cell, ...]


_SUPPORTS = ("money", "medical", "legal", "travel", "food", "phone", "papers", "other")
_REGIONS = ("european-union", "rest-of-europe", "americas", "elsewhere")
_PURPOSES = ("food", "shelter", "medical", "legal", "travel", "papers", "other")

# The only tables there are; a cross table has no name and cannot be said.
TABLES: dict[str, Table] = {
    "requests-by-quarter": Table(cells=(TOTAL,)),
    "supported-by-quarter": Table(cells=(TOTAL,)),
    "support-by-quarter": Table(cells=(*_SUPPORTS, TOTAL)),
    "arrivals-by-region-quarter": Table(cells=(*_REGIONS, TOTAL), is_place=True, is_movement=True),
    "ways-by-class-quarter": Table(cells=("visa", "admission", "asylum-on-arrival", TOTAL), is_place=True, is_movement=True),
    "spend-by-purpose-quarter": Table(cells=_PURPOSES, is_money=True),
}


def round_cell(count: int, *, is_place: bool) -> int | None:
    """Round one count of people; ``None`` for what is not said."""
    if count == 0:
        return None if is_place else 0
    return None if count < FEW else (2 * count + STEP) // (2 * STEP) * STEP


def round_sum(units: int, recipients: int) -> int | None:
    """Round a sum of money, in whole units; ``None`` where fewer than ten people had a part in it."""
    return None if recipients < RECIPIENTS else (units + HUNDRED // 2) // HUNDRED * HUNDRED


def line_of(table: str, counts: Mapping[str, int], recipients: Mapping[str, int] | None = None) -> tuple[Cell, ...]:
    """Make the line of a table out of true counts; what is not named is 0. The total is rounded from the true total, never added up.

    :raises KeyError: for a table or a cell that has no name
    """
    shape = TABLES[table]
    if strange := counts.keys() - set(shape.cells):
        raise KeyError(*strange)
    had = recipients or {}
    figures = tuple(
        Cell(
            cell,
            round_sum(counts.get(cell, 0), had.get(cell, 0))
            if shape.is_money
            else round_cell(counts.get(cell, 0), is_place=shape.is_place),
        )
        for cell in shape.cells
    )
    return _hidden(figures)


def _hidden(figures: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Where one cell alone is hidden beside a total, hide the smallest other one that has people in it; else the total itself."""
    if not _is_telling(figures):
        return figures
    shown = [(one.value, at, one.cell) for at, one in enumerate(figures) if one.cell != TOTAL and one.value]
    second = min(shown)[2] if shown else TOTAL
    return tuple(Cell(one.cell, None, withheld=True) if one.cell == second else one for one in figures)


def _is_telling(figures: Sequence[Cell]) -> bool:
    """Tell whether a line says its one hidden cell by its total."""
    total = next((one for one in figures if one.cell == TOTAL), None)
    hidden = [one for one in figures if one.cell != TOTAL and one.value is None]
    return total is not None and total.value is not None and len(hidden) == 1


def troubles(line: Line, *, on: date, ledger: Sequence[Line]) -> list[str]:
    """Say in words what speaks against letting a line out on a day; empty where nothing does. ``ledger``: everything that ever went out."""
    shape = TABLES.get(line.table)
    if shape is None:
        return ["not-a-table"]
    end = last_day(line.quarter)
    if end is None:
        return ["not-a-quarter"]
    found = []
    if on <= end or (shape.is_movement and on < end + WAIT):
        found.append("too-early")
    if any(too_close(old, line) for old in ledger):
        found.append("differs-too-little")
    if not _is_well_rounded(line, shape):
        found.append("shows-too-much")
    return found


def _is_well_rounded(line: Line, shape: Table) -> bool:
    return (
        tuple(one.cell for one in line.figures) == shape.cells
        and all(_fits(one, shape) for one in line.figures)
        and not _is_telling(line.figures)
    )


def _fits(figure: Cell, shape: Table) -> bool:
    value = figure.value
    if value is None:
        return True
    if figure.withheld or value > HIGHEST:
        return False
    if value == 0:
        return not shape.is_place
    return value > 0 and value % HUNDRED == 0 if shape.is_money else value >= FEW and value % STEP == 0


def too_close(old: Line, line: Line) -> list[str]:
    """List the cells in which a line comes too close to one that went out; empty for another table or quarter, with other people."""
    if (old.table, old.quarter) != (line.table, line.quarter):
        return []
    shape = TABLES[line.table]
    before = {one.cell: one for one in old.figures}
    return [one.cell for one in line.figures if one.cell in before and differs(before[one.cell], one, shape)]


def differs(before: Cell, after: Cell, shape: Table) -> bool:
    """Tell whether two figures of one cell differ by so little that the difference is somebody. Sums of money may not differ at all."""
    if before.value == after.value:
        return False
    # What was held back to protect another cell would say that cell now.
    if before.withheld or shape.is_money:
        return not after.withheld
    if after.withheld:
        return False
    least, most = sorted(_bounds(one, shape) for one in (before, after))
    return most[0] - least[1] < FEW


def _bounds(figure: Cell, shape: Table) -> tuple[int, int]:
    if figure.value is None:
        return (0 if shape.is_place else 1), FEW - 1
    return figure.value, figure.value


def last_day(quarter: str) -> date | None:
    """Give the last day of a quarter, or ``None`` for what is no quarter."""
    found = QUARTER.fullmatch(quarter)
    if found is None or int(found[1]) == 0:
        return None
    return date(int(found[1]), *ENDS[int(found[2]) - 1])
