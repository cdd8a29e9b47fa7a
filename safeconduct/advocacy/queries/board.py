"""The board: what each body said and what it did, deeds first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from safeconduct.advocacy.access import (
    bodies_for,
    deeds_for,
    demands_for,
    public_asked_bodies,
    public_deeds,
    public_responses,
    public_searches,
    responses_for,
    searches_for,
)
from safeconduct.advocacy.models import Deed, Response, SearchNote
from safeconduct.advocacy.queries.casework import CaseworkLine, public_casework_lines
from safeconduct.advocacy.queries.demands import DemandLine, demand_lines
from safeconduct.advocacy.queries.entries import Entry, earliest_first, entry_of, group_entry, heaviest_first
from safeconduct.advocacy.queries.lines import BodyLine, Directory, Reader, day_in_words
from safeconduct.advocacy.queries.naming import directory_for
from safeconduct.advocacy.rules import DeedType, Headline, ResponseType, board_key, headline
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True)
class Row:
    """One body on the board. Counts are of entries; "none found" is said only with the day of a recorded search."""

    body: BodyLine
    headline: Headline
    deeds: tuple[Entry, ...]
    negative_deeds: tuple[Entry, ...]
    responses: tuple[Entry, ...]  # the heaviest first
    searched_words: str = ""  # the day of the latest search, in words

    @property
    def words(self) -> int:
        return self.headline.words

    @property
    def shown(self) -> str:
        """The code of what is shown, see ``rules.Shown``."""
        return self.headline.shown

    @property
    def heaviest(self) -> Entry | None:
        return self.responses[0] if self.responses else None


@dataclass(frozen=True, slots=True)
class Board:
    """All bodies, in the order of ``rules.board_key``."""

    rows: tuple[Row, ...]

    @property
    def words(self) -> int:
        return sum(len(row.responses) for row in self.rows)

    @property
    def deeds(self) -> int:
        return sum(len(row.deeds) for row in self.rows)

    @property
    def negative_deeds(self) -> int:
        return sum(len(row.negative_deeds) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Government:
    """One body with its words and deeds, what is demanded of it, and the other bodies of the same place."""

    row: Row
    demands: tuple[DemandLine, ...]
    neighbours: tuple[Row, ...]


def board_for(member: Member, crisis: Crisis, *, language: str, also: str = "") -> Board:
    """Give the board as a member of the coalition sees it, with what is not published yet; withdrawn entries are left out.

    Bodies that came with a file of posts stand on it once they are asked or answer; ``also`` is the code of one that stands on it anyway.
    """
    reader = Reader(language, member.organisation_id)
    return _board(
        Directory(bodies_for(member, crisis, also=also), reader),
        responses_for(member, crisis).filter(withdrawn_at__isnull=True),
        deeds_for(member, crisis).filter(withdrawn_at__isnull=True),
        searches_for(member, crisis),
        reader=reader,
    )


def public_board(crisis: Crisis, *, language: str, on: date) -> Board:
    """Give the board as everybody sees it on this day: bodies that answered in public, or of whom something is demanded in public."""
    asked = public_asked_bodies(crisis)
    responses, deeds = list(public_responses(crisis)), list(public_deeds(crisis, on))
    groups = public_casework_lines(crisis, on=on, language=language)
    known = asked | {answer.actor_id for answer in (*responses, *deeds)} | {group.body for group in groups}
    return _board(
        directory_for(crisis, [*responses, *deeds], Reader(language), bodies=known),
        responses,
        deeds,
        public_searches(crisis).filter(body__in=known),
        reader=Reader(language),
        groups=groups,
    )


def government_for(member: Member, crisis: Crisis, code: str, *, language: str) -> Government:
    """Give one body of the desk's board, by its code.

    :raises Http404: if the member may not see one
    """
    row, neighbours = _picked(board_for(member, crisis, language=language, also=code), code)
    about = demands_for(member, crisis).filter(addressees__body__code=code).distinct()
    reader = Reader(language, member.organisation_id)
    return Government(row, demand_lines(about, bodies_for(member, crisis), [], reader=reader), neighbours)


def _picked(board: Board, code: str) -> tuple[Row, tuple[Row, ...]]:
    row = next((row for row in board.rows if row.body.code == code), None)
    if row is None:
        raise Http404
    near = (other for other in board.rows if other is not row and row.body.place and other.body.place == row.body.place)
    return row, tuple(near)


def _board(
    directory: Directory,
    responses: Iterable[Response],
    deeds: Iterable[Deed],
    searches: Iterable[SearchNote],
    *,
    reader: Reader,
    groups: Iterable[CaseworkLine] = (),
) -> Board:
    said: dict[int, list[Entry]] = {key: [] for key in directory.keys}
    done: dict[int, list[Entry]] = {key: [] for key in directory.keys}
    for response in responses:
        said[response.actor_id].append(entry_of(response, directory, reader))
    for deed in deeds:
        done[deed.actor_id].append(entry_of(deed, directory, reader))
    for group in groups:
        done[group.body].append(group_entry(group, directory))
    latest: dict[int, date] = {}
    for search in searches:  # the one that reaches furthest comes first
        latest.setdefault(search.body_id, search.searched_until)
    rows = [row_of(directory.body(key), said[key], done[key], latest.get(key), reader.language) for key in directory.keys]
    return Board(tuple(sorted(rows, key=lambda row: board_key(row.headline, row.body.name))))


def row_of(body: BodyLine, said: Iterable[Entry], done: Iterable[Entry], searched_until: date | None, language: str) -> Row:
    """Give the row of a body out of all that it said and did; ``searched_until`` is the day of the furthest recorded search."""
    said = list(said)
    dated = sorted(done, key=earliest_first)
    return Row(
        body=body,
        headline=headline(
            [ResponseType(entry.type) for entry in said],
            [DeedType(entry.type) for entry in done],
            searched_until=searched_until,
            first_deed=_first(dated),
        ),
        deeds=tuple(entry for entry in dated if not entry.is_negative),
        negative_deeds=tuple(entry for entry in dated if entry.is_negative),
        responses=tuple(sorted(said, key=heaviest_first)),
        searched_words=day_in_words(searched_until, language),
    )


def _first(deeds: list[Entry]) -> str:
    """Give when the body first helped, or, where it never did, when it first harmed."""
    helped = [entry for entry in deeds if not entry.is_negative]
    return next((entry.on for entry in helped or deeds), "")
