"""The public board at its full width: every body by kind of answer and by demand, light enough for hundreds of them.

Counts are made of bare rows; whole entries are read for the page that is shown, and of each body only the first deeds and the
heaviest word. Seen from a day of the past it holds what had surely happened by then, as it is known today; a deed whose date leaves
that open is shown as such beside the others of its body, and counts for nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from safeconduct.advocacy.access import (
    public_asks,
    public_bodies_named,
    public_deeds,
    public_demands,
    public_responses,
    public_searches,
)
from safeconduct.advocacy.models import Addressee, Demand
from safeconduct.advocacy.queries.asks import AskLine, public_silences
from safeconduct.advocacy.queries.casework import CaseworkLine, public_casework_lines
from safeconduct.advocacy.queries.entries import Entry, entry_of, group_entry
from safeconduct.advocacy.queries.lines import BodyLine, Directory, Reader, TextLine, chosen, day_in_words, texts_of
from safeconduct.advocacy.queries.naming import directory_for
from safeconduct.advocacy.rules import DeedType, Headline, ResponseType, board_key, headline
from safeconduct.advocacy.rules.as_of import By, happened_by, searched_by
from safeconduct.crises.models import Crisis
from safeconduct.evidence.rules.moments import bounds, order_key

PER_PAGE = 60
MOST_DEEDS = 3  # of one body on the board; its own page has all
MOST_DEMANDS = 10  # columns; the page of demands has all
BANDS: dict[str, frozenset[ResponseType]] = {
    "promised": frozenset({ResponseType.PROMISE, ResponseType.INSTRUCTION}),
    "resolved": frozenset({ResponseType.RESOLUTION}),
    "raised": frozenset({ResponseType.RAISED_IN_FORUM, ResponseType.RAISED_BILATERALLY}),
    "spoke": frozenset(
        {ResponseType.TALKS, ResponseType.WILL_RAISE, ResponseType.CONCERN, ResponseType.EXPECTATION, ResponseType.ACKNOWLEDGEMENT}
    ),
    "refused": frozenset({ResponseType.REFUSAL, ResponseType.DENIAL}),
}
WEIGHTS = {kind.value: kind.weight for kind in ResponseType}
BAND_OF = {kind: band for band, kinds in BANDS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one body and one demand: ``deed``, ``harm``, ``word``, ``silent`` or only ``asked``; how many entries."""

    kind: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One body on the board."""

    body: BodyLine
    headline: Headline
    bands: Mapping[str, int]  # "deed", "harm" and the keys of BANDS
    cells: Mapping[str, Cell]  # by the demand's reference
    searched_words: str
    silent_since_words: str = ""  # of the longest silence

    @property
    def words(self) -> int:
        return self.headline.words

    @property
    def kind(self) -> str:
        """What stands for the body as a whole: ``deed``, ``both``, ``harm``, ``word`` or ``silent``."""
        if self.headline.deeds:
            return "both" if self.headline.negative_deeds else "deed"
        return "harm" if self.headline.negative_deeds else "word" if self.headline.words else "silent"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the page that is shown, with its first deeds and its heaviest word."""

    line: Line
    deeds: tuple[Entry, ...]
    negative_deeds: tuple[Entry, ...]
    heaviest: Entry | None
    perhaps: tuple[Entry, ...] = ()  # deeds whose dates leave open whether they had happened by the day

    @property
    def more_deeds(self) -> int:
        """How many deeds are on the body's own page alone."""
        head = self.line.headline
        return head.deeds + head.negative_deeds - len(self.deeds) - len(self.negative_deeds)

    @property
    def more_words(self) -> int:
        return self.line.words - (1 if self.heaviest else 0)


@dataclass(frozen=True, slots=True)
class Column:
    """A demand as the head of a column."""

    reference: str
    number: int
    text: TextLine


@dataclass(frozen=True, slots=True)
class Grid:
    """All bodies in the order of ``rules.board_key``, and those of one page in full."""

    lines: tuple[Line, ...]
    shown: tuple[ShownLine, ...]
    columns: tuple[Column, ...]
    more_demands: int
    page: int
    pages: int
    months: tuple[date, ...]  # last days of the months in which something happened, the latest first
    left_out: int = 0  # seen from a day of the past: entries whose dates do not tell whether they were before
    counts: Mapping[str, int] = field(default_factory=dict)  # of all entries: "deed", "harm", "word"


@dataclass(frozen=True, slots=True)
class _Bare:
    """A response or a deed without its words."""

    key: int
    actor: int
    type: str
    on: str
    demand: int | None


@dataclass(slots=True)
class _Body:
    """What one body said and did."""

    said: list[_Bare] = field(default_factory=list)
    done: list[_Bare] = field(default_factory=list)
    perhaps: list[_Bare] = field(default_factory=list)  # deeds whose dates leave open whether they had happened by the day
    groups: list[CaseworkLine] = field(default_factory=list)
    silences: list[AskLine] = field(default_factory=list)
    asked: set[int] = field(default_factory=set)  # keys of demands


def public_grid(crisis: Crisis, *, language: str, on: date, page: int = 1, is_past: bool = False) -> Grid:
    """Give the board as everybody may read it on this day, or, with ``is_past``, as it stood at the end of a day of the past."""
    said, done, unsure = _bare(crisis, on, is_past=is_past)
    demands = {row.pk: row for row in public_demands(crisis) if not is_past or _was_made(row, on)}
    bodies = _gathered(crisis, said, done, demands, on=on, language=language)
    for row in unsure:
        if row.actor in bodies and row.type in set(DeedType):
            bodies[row.actor].perhaps.append(row)
    searches: dict[int, list[date]] = {}
    for search in public_searches(crisis).filter(body__in=bodies):
        searches.setdefault(search.body_id, []).append(search.searched_until)
    directory = Directory(public_bodies_named(crisis, bodies), Reader(language), posts=())
    latest = {key: searched_by(days, on) if is_past else max(days) for key, days in searches.items()}
    keyed = sorted(
        ((_line(directory.body(key), body, demands, latest.get(key), language), key) for key, body in bodies.items()),
        key=lambda pair: board_key(pair[0].headline, pair[0].body.name),
    )
    pages = max(1, -(-len(keyed) // PER_PAGE))
    wanted = keyed[(page - 1) * PER_PAGE : page * PER_PAGE]
    columns = _columns(demands.values(), bodies.values(), language)
    return Grid(
        lines=tuple(line for line, _key in keyed),
        shown=_in_full(crisis, wanted, bodies, language=language, on=on),
        columns=columns,
        more_demands=len(demands) - len(columns),
        page=page,
        pages=pages,
        months=_months(said, done),
        left_out=len(unsure),
        counts=_counts(line for line, _key in keyed),
    )


def _bare(crisis: Crisis, on: date, *, is_past: bool) -> tuple[list[_Bare], list[_Bare], list[_Bare]]:
    """Give words, deeds, and what cannot be told to have been before the day."""
    fields = ("pk", "actor_id", "type", "on", "demand_id")
    said = [_Bare(*row) for row in public_responses(crisis).prefetch_related(None).order_by().values_list(*fields)]
    done = [_Bare(*row) for row in public_deeds(crisis, on).prefetch_related(None).order_by().values_list(*fields)]
    if not is_past:
        return said, done, []
    by = {time: happened_by(time, on) for time in {row.on for row in (*said, *done)}}
    unsure = [row for row in (*said, *done) if by[row.on] in {By.PERHAPS, By.UNDATED}]
    return [row for row in said if by[row.on] is By.YES], [row for row in done if by[row.on] is By.YES], unsure


def _was_made(demand: Demand, on: date) -> bool:
    days = [demand.on] if demand.on else [row.passage.document.published for row in demand.passages.all()]
    return any(happened_by(day, on) in {By.YES, By.PERHAPS} for day in days)


def _gathered(
    crisis: Crisis, said: Iterable[_Bare], done: Iterable[_Bare], demands: Mapping[int, Demand], *, on: date, language: str
) -> dict[int, _Body]:
    bodies: dict[int, _Body] = {}
    for row in said:
        bodies.setdefault(row.actor, _Body()).said.append(row)
    for row in done:
        bodies.setdefault(row.actor, _Body()).done.append(row)
    for group in public_casework_lines(crisis, on=on, language=language):
        bodies.setdefault(group.body, _Body()).groups.append(group)
    addressed = Addressee.objects.filter(demand__in=demands, is_relayed=False).values_list("demand_id", "body_id")
    asked = public_asks(crisis).filter(sent_on__lte=on, demand__in=demands).order_by().values_list("demand_id", "body_id")
    for demand, body in {*addressed, *asked}:
        bodies.setdefault(body, _Body()).asked.add(demand)
    keys = {line.reference: key for key, line in _named(crisis, bodies, language).items()}
    for silence in public_silences(crisis, on=on, language=language):
        if silence.body.reference in keys:
            bodies[keys[silence.body.reference]].silences.append(silence)
    return bodies


def _named(crisis: Crisis, keys: Iterable[int], language: str) -> dict[int, BodyLine]:
    rows = list(public_bodies_named(crisis, keys))
    directory = Directory(rows, Reader(language), posts=())
    return {row.pk: directory.body(row.pk) for row in rows}


def _line(body: BodyLine, found: _Body, demands: Mapping[int, Demand], searched_until: date | None, language: str) -> Line:
    types = [*(DeedType(row.type) for row in found.done), *(DeedType(group.type) for group in found.groups)]
    head = headline([ResponseType(row.type) for row in found.said], types, searched_until=searched_until, first_deed=_first(found))
    bands = Counter(BAND_OF[ResponseType(row.type)] for row in found.said)
    silence = next(iter(found.silences), None)  # the longest comes first
    return Line(
        body=body,
        headline=head,
        bands={**bands, "deed": head.deeds, "harm": head.negative_deeds},
        cells={demands[key].reference: _cell(found, key, demands[key].reference) for key in _concerned(found) if key in demands},
        searched_words=day_in_words(searched_until, language),
        silent_since_words=silence.silent_since_words if silence else "",
    )


def _first(found: _Body) -> str:
    done = [(DeedType(row.type).is_negative, row.on) for row in found.done] + [(one.is_negative, one.quarter) for one in found.groups]
    helped = [on for is_negative, on in done if not is_negative]
    return min(helped or [on for _, on in done], key=order_key, default="")


def _concerned(found: _Body) -> set[int]:
    answered = {row.demand for row in (*found.said, *found.done) if row.demand}
    return found.asked | answered


def _cell(found: _Body, demand: int, reference: str) -> Cell:
    done = [DeedType(row.type).is_negative for row in found.done if row.demand == demand]
    said = sum(row.demand == demand for row in found.said)
    for kind, count in (("deed", done.count(False)), ("harm", done.count(True)), ("word", said)):
        if count:
            return Cell(kind, count)
    return Cell("silent" if any(silence.demand == reference for silence in found.silences) else "asked")


def _columns(demands: Iterable[Demand], bodies: Iterable[_Body], language: str) -> tuple[Column, ...]:
    """Give the demands that concern most bodies, in the order in which they were published."""
    rows = sorted(demands, key=lambda row: (row.published_at, row.pk))
    concerned = Counter(key for body in bodies for key in _concerned(body))
    kept = {row.pk for row in sorted(rows, key=lambda row: -concerned[row.pk])[:MOST_DEMANDS]}
    chosen_rows = [row for row in rows if row.pk in kept]
    return tuple(Column(row.reference, number, chosen(texts_of(row.texts.all()), language)) for number, row in enumerate(chosen_rows, 1))


def _in_full(
    crisis: Crisis, wanted: Iterable[tuple[Line, int]], bodies: Mapping[int, _Body], *, language: str, on: date
) -> tuple[ShownLine, ...]:
    pairs = list(wanted)
    heaviest = {key: _heaviest(bodies[key].said) for _line, key in pairs}
    earliest = {key: _earliest(bodies[key].done) for _line, key in pairs}
    responses = list(public_responses(crisis).filter(pk__in=[row.key for row in heaviest.values() if row]))
    perhaps = {key: _earliest(bodies[key].perhaps) for _line, key in pairs}
    rows = [row for found in (*earliest.values(), *perhaps.values()) for row in found]
    deeds = list(public_deeds(crisis, on).filter(pk__in=[row.key for row in rows]))
    directory = directory_for(crisis, [*responses, *deeds], Reader(language), bodies=[key for _line, key in pairs])
    said = {row.pk: entry_of(row, directory, Reader(language)) for row in responses}
    done = {row.pk: entry_of(row, directory, Reader(language)) for row in deeds}
    return tuple(
        _full(
            line,
            [*(done[row.key] for row in earliest[key]), *(group_entry(group, directory) for group in bodies[key].groups[:MOST_DEEDS])],
            [replace(done[row.key], is_perhaps=True) for row in perhaps[key]],
            said[found.key] if (found := heaviest[key]) else None,
        )
        for line, key in pairs
    )


def _full(line: Line, deeds: list[Entry], perhaps: list[Entry], heaviest: Entry | None) -> ShownLine:
    helped, harmed = (tuple(entry for entry in deeds if entry.is_negative is is_negative) for is_negative in (False, True))
    return ShownLine(line, helped, harmed, heaviest, tuple(perhaps))


def _heaviest(said: list[_Bare]) -> _Bare | None:
    most = max((WEIGHTS[row.type] for row in said), default=0)
    return min((row for row in said if WEIGHTS[row.type] == most), key=lambda row: (order_key(row.on), row.key), default=None)


def _earliest(done: list[_Bare]) -> list[_Bare]:
    """Give the first deeds: those that help before those that harm, and of both at least one where there are both."""
    ordered = sorted(done, key=lambda row: (DeedType(row.type).is_negative, order_key(row.on), row.key))
    harm = next((row for row in ordered if DeedType(row.type).is_negative), None)
    kept = ordered[:MOST_DEEDS]
    return kept if harm is None or harm in kept else [*kept[:-1], harm]


def _months(said: Iterable[_Bare], done: Iterable[_Bare]) -> tuple[date, ...]:
    latest = (bounds(on)[1] for on in {row.on for row in (*said, *done)} if on)
    return tuple(sorted({date(day.year, day.month, 1) for day in latest if day}, reverse=True))


def _counts(lines: Iterable[Line]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for line in lines:
        counted.update(deed=line.headline.deeds, harm=line.headline.negative_deeds, word=line.headline.words)
    return counted
