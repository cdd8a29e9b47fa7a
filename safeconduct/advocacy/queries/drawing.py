"""The board as a drawing: deeds for people, deeds against them, and words by how heavy they are."""

from collections import Counter
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.advocacy.queries.board import Board, Row
from safeconduct.advocacy.queries.grid import BAND_OF, Grid, Line
from safeconduct.advocacy.rules import Headline, ResponseType, Shown
from safeconduct.theme.charts import board as charts
from safeconduct.theme.charts import grid as grids
from safeconduct.theme.charts import map as maps

Address = Callable[[str, str], str]  # where a body (code) and a place on its page (anchor; "" for its top) are
FEWEST_IN_EUROPE = 2  # below that the world alone is drawn


def board_drawing(
    board: Board, *, direction: str = "ltr", narrow: bool = False, name: str = "board", address: Callable[[Row], str] = lambda _row: ""
) -> str:
    """Draw the board as SVG in the language that is active; ``address`` gives where a row leads."""
    columns = [charts.Column(key, label, kind) for key, label, kind in _kinds()]
    rows = [charts.Row(label=row.body.name, counts=_counts(row), silence=silence_of(row), address=address(row)) for row in board.rows]
    said = ngettext("%(count)s entry of words", "%(count)s entries of words", board.words) % {"count": board.words}
    done = ngettext("%(count)s entry of deeds", "%(count)s entries of deeds", board.deeds) % {"count": board.deeds}
    words = charts.Words(
        title=_("Words and deeds"),
        description=_("%(done)s, %(said)s. Each mark is one entry, not a number of people.") % {"done": done, "said": said},
    )
    return charts.board(rows, columns, words, name=name, direction=direction, narrow=narrow)


def silence_of(row: Row) -> str:
    """Say what is known where no deed is shown: that none was found by a day, or that nobody has looked; ``""`` otherwise."""
    return silence_words(row.headline, row.searched_words)


def silence_words(head: Headline, searched_words: str) -> str:
    """Say the same of a headline and the day of the latest search, in words."""
    match head.shown:
        case Shown.NONE_FOUND if head.words:
            return _("Words; no public evidence of a deed found by %(day)s") % {"day": searched_words}
        case Shown.NONE_FOUND:
            return _("No public evidence found by %(day)s") % {"day": searched_words}
        case Shown.NOT_SEARCHED if head.words:
            return _("Words; no deed is recorded here, and no search for one")
        case Shown.NOT_SEARCHED:
            return _("Nothing is recorded here, and no search for it")
        case _:
            return ""


def _counts(row: Row) -> dict[str, int]:
    counted = Counter(BAND_OF[ResponseType(entry.type)] for entry in row.responses)
    return {**counted, "deed": len(row.deeds), "harm": len(row.negative_deeds)}


def kinds_drawing(grid: Grid, *, direction: str, address: Address, name: str = "kinds") -> str:
    """Draw the lines of the page by kind of answer; each sign leads to what it stands for."""
    kinds = _kinds()
    rows = [
        grids.Row(
            label=one.line.body.name,
            address=address(one.line.body.code, ""),
            cells={
                key: grids.Cell(kind, f"{one.line.body.name}: {label}: {count}", count, address(one.line.body.code, key))
                for key, label, kind in kinds
                if (count := one.line.bands.get(key, 0))
            },
        )
        for one in grid.shown
    ]
    columns = [grids.Column(key, label) for key, label, _kind in kinds]
    words = grids.Words(_("Who answered how"), counts_sentence(grid))
    return grids.grid(rows, columns, words, name=name, direction=direction)


def demands_drawing(grid: Grid, *, direction: str, address: Address, demand_address: Callable[[str], str], name: str = "by-demand") -> str:
    """Draw the lines of the page by demand; ``""`` where nobody of them is concerned by any."""
    names = cell_names()
    concerned = [one.line for one in grid.shown if any(column.reference in one.line.cells for column in grid.columns)]
    if not concerned:
        return ""
    rows = [
        grids.Row(
            label=line.body.name,
            address=address(line.body.code, ""),
            cells={
                column.reference: grids.Cell(
                    cell.kind,
                    f"{line.body.name}, {column.number}: {names[cell.kind]}" + (f": {cell.count}" if cell.count else ""),
                    max(1, cell.count),
                    address(line.body.code, column.reference),
                )
                for column in grid.columns
                if (cell := line.cells.get(column.reference))
            },
        )
        for line in concerned
    ]
    columns = [
        grids.Column(column.reference, str(column.number), demand_address(column.reference), is_number=True) for column in grid.columns
    ]
    words = grids.Words(_("Who answered which demand"), _("Each column is a demand; the list beside it says which."))
    return grids.grid(rows, columns, words, name=name, direction=direction)


def map_drawings(lines: Iterable[Line], *, address: Address) -> tuple[tuple[str, str], ...]:
    """Draw the maps that are worth drawing: Europe where there are several, and the world where somebody is elsewhere."""
    places = map_places(lines, address=address)
    edges = [place for place in places if place.code in _WIDE]
    near = [place for place in places if maps.is_in("europe", place.code) and place not in edges]
    if len(near) < FEWEST_IN_EUROPE:
        near = []
    far = [place for place in places if place not in near]
    description = _("Each country leads to what its government did and said.")
    drawn = (("europe", _("Europe"), near, edges), ("world", _("The world"), far, near))
    return tuple(
        (view, svg)
        for view, title, shown, beyond in drawn
        if (
            svg := maps.draw_map(
                view, shown, maps.Words(f"{_('Words and deeds')}: {title}", description), beyond=beyond, name=f"map-{view}"
            )
        )
    )


# Countries that Europe's sheet holds only an edge of.
_WIDE = frozenset({"RU", "KZ", "DZ", "MA", "TN", "LY", "EG", "SA", "IR", "IQ", "JO", "GL", "SY", "IL", "PS", "LB", "AZ"})


def map_places(lines: Iterable[Line], *, address: Address) -> list[maps.Place]:
    """Give one place a country: its government, or, where that is not on the board, the first other body there."""
    chosen: dict[str, Line] = {}
    for line in lines:
        known = chosen.get(line.body.place)
        if known is None or (line.body.is_government and not known.body.is_government):
            chosen[line.body.place] = line
    return [
        maps.Place(place, line.kind, f"{line.body.name}: {line_names()[line.kind]}", address(line.body.code, ""))
        for place, line in chosen.items()
        if maps.is_in("world", place)
    ]


def off_the_map(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Give the bodies that no map can show: institutions between states, and authorities of regions."""
    return tuple(line for line in lines if not maps.is_in("world", line.body.place))


def key_of_map() -> tuple[tuple[str, str], ...]:
    """Give each ground and plate of the map, drawn, with what it means."""
    return tuple((maps.swatch(kind, name=f"key-{kind}"), label) for kind, label in line_names().items())


def counts_sentence(grid: Grid) -> str:
    """Say how many entries there are, in the language that is active."""
    deeds, words = grid.counts["deed"] + grid.counts["harm"], grid.counts["word"]
    done = ngettext("%(count)s entry of deeds", "%(count)s entries of deeds", deeds) % {"count": deeds}
    said = ngettext("%(count)s entry of words", "%(count)s entries of words", words) % {"count": words}
    return _("%(done)s, %(said)s. Each mark is one entry, not a number of people.") % {"done": done, "said": said}


def line_names() -> dict[str, str]:
    """Say what stands for a body as a whole."""
    return {
        "deed": _("Deeds for people"),
        "both": _("Deeds for people and against them"),
        "harm": _("Deeds against people"),
        "word": _("Words only"),
        "silent": _("Asked; nothing is recorded"),
    }


def cell_names() -> dict[str, str]:
    """Say what stands in a cell of a body and a demand."""
    return {
        "deed": _("Deeds for people"),
        "harm": _("Deeds against people"),
        "word": _("Words"),
        "silent": _("A reply was due, and none came"),
        "asked": _("Asked"),
    }


def band_names() -> dict[str, str]:
    """Say the columns that words are put into, by their keys."""
    return {key: label for key, label, kind in _kinds() if kind == "word"}


def _kinds() -> tuple[tuple[str, str, str], ...]:
    return (
        ("deed", _("Deeds for people"), "deed"),
        ("harm", _("Deeds against people"), "harm"),
        ("promised", _("Promised or instructed"), "word"),
        ("resolved", _("Passed a resolution"), "word"),
        ("raised", _("Raised it"), "word"),
        ("spoke", _("Spoke of it"), "word"),
        ("refused", _("Denied or refused"), "word"),
    )
