"""The demands for everybody: how each stands with all who were asked, and one of them with who did what, deeds first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from safeconduct.advocacy.access import public_demand, public_demands, public_uses
from safeconduct.advocacy.models import Demand
from safeconduct.advocacy.queries.asks import AskLine, public_asks_of
from safeconduct.advocacy.queries.demands import DemandLine, public_demand_line
from safeconduct.advocacy.queries.entries import Entry
from safeconduct.advocacy.queries.governments import UseLine
from safeconduct.advocacy.queries.grid import Line, public_grid
from safeconduct.advocacy.queries.lines import BodyLine, TextLine, chosen, texts_of, words_of
from safeconduct.advocacy.queries.verdicts import VerdictLine, public_standing_verdicts
from safeconduct.crises.models import Crisis

KINDS = ("deed", "harm", "word", "silent", "asked")
MOST_NAMED = 6  # of those who acted, in a list of demands


@dataclass(frozen=True, slots=True)
class DemandStanding:
    """One demand in the list: how many bodies stand how, and who acted."""

    reference: str
    text: TextLine
    due_words: str
    counts: Mapping[str, int]  # bodies by the kind of their cell
    acted: tuple[BodyLine, ...]
    more_acted: int


@dataclass(frozen=True, slots=True)
class Answering:
    """One body under a demand: its deeds, its heaviest word, the verdict, or since when it has been silent."""

    body: BodyLine
    kind: str  # of KINDS
    deeds: tuple[Entry, ...]
    heaviest: Entry | None
    more_words: int
    silence: AskLine | None
    verdict: VerdictLine | None


@dataclass(frozen=True, slots=True)
class DemandPage:
    """Everything the public page of one demand shows."""

    line: DemandLine
    answering: tuple[Answering, ...]
    counts: Mapping[str, int]
    asks: tuple[AskLine, ...]
    uses: tuple[UseLine, ...]


def public_demand_list(crisis: Crisis, *, language: str, on: date) -> tuple[DemandStanding, ...]:
    """Give every public demand with how those who were asked stand, in the order in which they were published."""
    lines = public_grid(crisis, language=language, on=on).lines
    rows = sorted(public_demands(crisis), key=lambda row: (row.published_at, row.pk))
    return tuple(_standing(row, lines, language) for row in rows)


def public_demand_page(crisis: Crisis, reference: str, *, language: str, on: date) -> DemandPage:
    """Give one public demand: who was asked, who did what, and which public instruments carry it.

    :raises Http404: if there is none with this reference
    """
    row = public_demand(crisis, reference)
    line = public_demand_line(crisis, reference, language=language, on=on)
    asks = tuple(ask for ask in public_asks_of(crisis, reference, on=on, language=language) if ask.sent_on <= on)
    verdicts = {one.body.reference: one for one in public_standing_verdicts(crisis, on=on, language=language, demand=reference)}
    answering = _answering(line, asks, verdicts)
    return DemandPage(
        line=line,
        answering=answering,
        counts=Counter(one.kind for one in answering),
        asks=asks,
        uses=tuple(UseLine(use.used_by, use.kind, use.title) for use in public_uses(crisis).filter(demand=row)),
    )


def public_demand_text(crisis: Crisis, reference: str, *, language: str) -> str:
    """Give the words of a public demand.

    :raises Http404: if there is none with this reference
    """
    return chosen(texts_of(public_demand(crisis, reference).texts.all()), language).text


def _standing(row: Demand, lines: Iterable[Line], language: str) -> DemandStanding:
    cells = [(line, line.cells[row.reference]) for line in lines if row.reference in line.cells]
    acted = [line.body for line, cell in cells if cell.kind == "deed"]
    return DemandStanding(
        reference=row.reference,
        text=chosen(texts_of(row.texts.all()), language),
        due_words=words_of(row.due, language),
        counts=Counter(cell.kind for _line, cell in cells),
        acted=tuple(acted[:MOST_NAMED]),
        more_acted=max(0, len(acted) - MOST_NAMED),
    )


def _answering(line: DemandLine, asks: Iterable[AskLine], verdicts: Mapping[str, VerdictLine]) -> tuple[Answering, ...]:
    """Set together what is known of each body, in the order of the kinds, then by name."""
    asked = list(asks)
    known = [entry.actor for entry in (*line.deeds, *line.responses)] + [one.body for one in line.asked] + [ask.body for ask in asked]
    bodies = {body.reference: body for body in known}
    rows = [_one(body, line, asked, verdicts.get(reference)) for reference, body in bodies.items()]
    return tuple(sorted(rows, key=lambda row: (KINDS.index(row.kind), row.body.name.casefold())))


def _one(body: BodyLine, line: DemandLine, asks: Iterable[AskLine], verdict: VerdictLine | None) -> Answering:
    deeds = sorted((entry for entry in line.deeds if entry.actor == body), key=lambda entry: entry.is_negative)
    said = [entry for entry in line.responses if entry.actor == body]  # the heaviest first
    silence = max((ask for ask in asks if ask.is_silent and ask.body.reference == body.reference), key=lambda ask: ask.late, default=None)
    kind = "silent" if silence else "asked"
    if said:
        kind = "word"
    if deeds:
        kind = "harm" if deeds[0].is_negative else "deed"
    return Answering(
        body=body,
        kind=kind,
        deeds=tuple(deeds),
        heaviest=said[0] if said else None,
        more_words=max(0, len(said) - 1),
        silence=silence,
        verdict=verdict,
    )
