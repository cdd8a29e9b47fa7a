"""The board as a drawing: deeds for people, deeds against them, and words by how heavy they are."""

from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.advocacy.queries.board import Board, Row
from safeconduct.advocacy.queries.entries import Entry
from safeconduct.advocacy.rules import ResponseType, Shown
from safeconduct.theme.charts import board as charts

BANDS: dict[str, frozenset[ResponseType]] = {
    "promised": frozenset({ResponseType.PROMISE, ResponseType.INSTRUCTION}),
    "resolved": frozenset({ResponseType.RESOLUTION}),
    "raised": frozenset({ResponseType.RAISED_IN_FORUM, ResponseType.RAISED_BILATERALLY}),
    "spoke": frozenset(
        {ResponseType.TALKS, ResponseType.WILL_RAISE, ResponseType.CONCERN, ResponseType.EXPECTATION, ResponseType.ACKNOWLEDGEMENT}
    ),
    "refused": frozenset({ResponseType.REFUSAL, ResponseType.DENIAL}),
}


def board_drawing(
    board: Board, *, direction: str = "ltr", narrow: bool = False, name: str = "board", address: Callable[[Row], str] = lambda _row: ""
) -> str:
    """Draw the board as SVG in the language that is active; ``address`` gives where a row leads."""
    columns = [
        charts.Column("deed", _("Deeds for people"), "deed"),
        charts.Column("harm", _("Deeds against people"), "harm"),
        charts.Column("promised", _("Promised or instructed"), "word"),
        charts.Column("resolved", _("Passed a resolution"), "word"),
        charts.Column("raised", _("Raised it"), "word"),
        charts.Column("spoke", _("Spoke of it"), "word"),
        charts.Column("refused", _("Denied or refused"), "word"),
    ]
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
    match row.headline.shown:
        case Shown.NONE_FOUND if row.words:
            return _("Words; no public evidence of a deed found by %(day)s") % {"day": row.searched_words}
        case Shown.NONE_FOUND:
            return _("No public evidence found by %(day)s") % {"day": row.searched_words}
        case Shown.NOT_SEARCHED if row.words:
            return _("Words; no deed is recorded here, and no search for one")
        case Shown.NOT_SEARCHED:
            return _("Nothing is recorded here, and no search for it")
        case _:
            return ""


def _counts(row: Row) -> dict[str, int]:
    counted = Counter(_band(entry) for entry in row.responses)
    return {**counted, "deed": len(row.deeds), "harm": len(row.negative_deeds)}


def _band(entry: Entry) -> str:
    return next(band for band, types in BANDS.items() if ResponseType(entry.type) in types)
