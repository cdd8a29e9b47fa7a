"""One government for everybody: what two people found, what it did, what it was asked, what it promised, what it said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404

from safeconduct.advocacy.access import (
    public_asked_bodies,
    public_bodies_named,
    public_commitments,
    public_deeds,
    public_demands,
    public_responses,
    public_searches,
    public_uses,
)
from safeconduct.advocacy.models import Body, Commitment, Deed, Response
from safeconduct.advocacy.queries.asks import AskLine, public_asks_to
from safeconduct.advocacy.queries.board import Row, row_of
from safeconduct.advocacy.queries.casework import public_casework_lines
from safeconduct.advocacy.queries.demands import DemandLine, demand_lines, public_directory
from safeconduct.advocacy.queries.drawing import band_names
from safeconduct.advocacy.queries.entries import Entry, entry_of, group_entry
from safeconduct.advocacy.queries.grid import BAND_OF
from safeconduct.advocacy.queries.lines import BodyLine, Directory, Reader, TextLine, words_of
from safeconduct.advocacy.queries.naming import directory_for
from safeconduct.advocacy.queries.verdicts import VerdictLine, public_standing_verdicts
from safeconduct.advocacy.rules import ResponseType
from safeconduct.crises.models import Crisis

WORDS_PER_PAGE = 50
MOST_ANSWERS = 8  # to one demand, listed beside it


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A promise as it was said and as it can be dated."""

    reference: str
    response: str  # reference of the words it was made in
    text: TextLine
    quantity: str  # as said
    due_said: str
    due_words: str  # as a person dated it
    condition: str
    kept_by: tuple[str, ...]  # references of public deeds


@dataclass(frozen=True, slots=True)
class UseLine:
    """A public instrument that carries a demand."""

    reference: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Demanded:
    """A demand as it concerns one body: the demand, and what the body did and said to it."""

    line: DemandLine
    more: int  # answers that are not listed


@dataclass(frozen=True, slots=True)
class Band:
    """Words of about the same weight: how many, and on which page the first of them stands."""

    key: str
    label: str
    count: int
    page: int
    first: str  # reference


@dataclass(frozen=True, slots=True)
class GovernmentPage:
    """Everything the public page of one body shows; of its words one page."""

    row: Row
    words: tuple[Entry, ...]
    bands: tuple[Band, ...]
    page: int
    pages: int
    verdicts: tuple[VerdictLine, ...]
    asks: tuple[AskLine, ...]
    uses: dict[str, UseLine]  # by the reference of the instrument
    commitments: tuple[CommitmentLine, ...]
    demands: tuple[Demanded, ...]
    neighbours: tuple[BodyLine, ...]

    @property
    def numbers(self) -> range:
        """The numbers of its pages."""
        return range(1, self.pages + 1)

    @property
    def silences(self) -> tuple[AskLine, ...]:
        """The asks to which nothing at all came back."""
        return tuple(ask for ask in self.asks if ask.is_silent)


def public_government(crisis: Crisis, code: str, *, language: str, on: date, page: int = 1) -> GovernmentPage:
    """Give one body of the public board, by its code.

    :raises Http404: if nothing about a body of this code is public, or it has no such page
    """
    reader = Reader(language)
    body = _body(crisis, code)
    answers = _answers(crisis, body, on)
    groups = [group for group in public_casework_lines(crisis, on=on, language=language) if group.body == body.pk]
    if not (answers or groups or body.pk in public_asked_bodies(crisis)):
        raise Http404
    directory = directory_for(crisis, answers, reader, bodies=[body.pk])
    entries = [entry_of(answer, directory, reader) for answer in answers] + [group_entry(group, directory) for group in groups]
    searched = public_searches(crisis).filter(body=body).values_list("searched_until", flat=True).first()
    row = row_of(
        directory.body(body.pk),
        [entry for entry in entries if not entry.is_deed],
        [entry for entry in entries if entry.is_deed],
        searched,
        language,
    )
    pages = max(1, -(-len(row.responses) // WORDS_PER_PAGE))
    if not 1 <= page <= pages:
        raise Http404
    return GovernmentPage(
        row=row,
        words=row.responses[(page - 1) * WORDS_PER_PAGE : page * WORDS_PER_PAGE],
        bands=_bands(row.responses),
        page=page,
        pages=pages,
        verdicts=public_standing_verdicts(crisis, on=on, language=language, body=body.reference),
        asks=public_asks_to(crisis, body.reference, on=on, language=language),
        uses={use.used_by: UseLine(use.used_by, use.kind, use.title) for use in public_uses(crisis)},
        commitments=_commitments(crisis, body, entries, language),
        demands=_demanded(crisis, body, answers, reader),
        neighbours=_neighbours(crisis, body, language=language, on=on),
    )


def public_government_name(crisis: Crisis, code: str, *, language: str, on: date) -> str:
    """Give the name of one body of the public board, by its code.

    :raises Http404: if nothing about a body of this code is public
    """
    body = _body(crisis, code)
    if not (_is_known(crisis, body, on) or any(group.body == body.pk for group in public_casework_lines(crisis, on=on, language=language))):
        raise Http404
    return Directory(public_bodies_named(crisis, [body.pk]), Reader(language), posts=()).body(body.pk).name


def public_answer(crisis: Crisis, code: str, reference: str, *, language: str, on: date) -> Entry:
    """Give one public response or deed of the body with this code.

    :raises Http404: if there is none
    """
    reader = Reader(language)
    wanted = {"reference": reference, "actor__code": code}
    is_deed = reference.startswith("DD-")
    answer = public_deeds(crisis, on).filter(**wanted).first() if is_deed else public_responses(crisis).filter(**wanted).first()
    if answer is None:
        raise Http404
    return entry_of(answer, directory_for(crisis, [answer], reader), reader)


def _bands(responses: tuple[Entry, ...]) -> tuple[Band, ...]:
    found: dict[str, list[int]] = {}
    for place, entry in enumerate(responses):
        found.setdefault(BAND_OF[ResponseType(entry.type)], []).append(place)
    labels = band_names()
    firsts = {key: places[0] for key, places in found.items()}
    return tuple(
        Band(key, labels[key], len(places), firsts[key] // WORDS_PER_PAGE + 1, responses[firsts[key]].reference)
        for key, places in found.items()
    )


def _body(crisis: Crisis, code: str) -> Body:
    body = Body.objects.filter(crisis=crisis, crisis__published_at__isnull=False, code=code).first()
    if body is None:
        raise Http404
    return body


def _is_known(crisis: Crisis, body: Body, on: date) -> bool:
    return (
        public_responses(crisis).filter(actor=body).exists()
        or public_deeds(crisis, on).filter(actor=body).exists()
        or body.pk in public_asked_bodies(crisis)
    )


def _answers(crisis: Crisis, body: Body, on: date) -> list[Response | Deed]:
    return [*public_deeds(crisis, on).filter(actor=body), *public_responses(crisis).filter(actor=body)]


def _commitments(crisis: Crisis, body: Body, entries: Iterable[Entry], language: str) -> tuple[CommitmentLine, ...]:
    public = {entry.reference for entry in entries}
    rows = public_commitments(crisis).filter(response__actor=body).prefetch_related("deeds")
    return tuple(_commitment(row, public, language) for row in rows)


def _commitment(row: Commitment, public: set[str], language: str) -> CommitmentLine:
    return CommitmentLine(
        reference=row.reference,
        response=row.response.reference,
        text=TextLine(row.language, row.text, is_original=True),
        quantity=row.quantity_verbatim,
        due_said=row.due_verbatim,
        due_words=words_of(row.due, language),
        condition=row.condition,
        kept_by=tuple(deed.reference for deed in row.deeds.all() if deed.reference in public and not deed.is_negative),
    )


def _demanded(crisis: Crisis, body: Body, answers: list[Response | Deed], reader: Reader) -> tuple[Demanded, ...]:
    answered = {answer.demand_id for answer in answers if answer.demand_id}
    rows = list(public_demands(crisis).filter(addressees__body=body).distinct()) + list(
        public_demands(crisis).filter(pk__in=answered).exclude(addressees__body=body)
    )
    lines = demand_lines(rows, public_directory(crisis, rows, answers, reader), answers, reader=reader)
    return tuple(
        Demanded(replace(line, responses=line.responses[:MOST_ANSWERS]), max(0, len(line.responses) - MOST_ANSWERS)) for line in lines
    )


def _neighbours(crisis: Crisis, body: Body, *, language: str, on: date) -> tuple[BodyLine, ...]:
    """Give the other bodies of the same place of whom something is public."""
    if not body.place:
        return ()
    near = set(Body.objects.filter(crisis=crisis, place=body.place).exclude(pk=body.pk).values_list("pk", flat=True))
    known = set(public_responses(crisis).prefetch_related(None).order_by().filter(actor__in=near).values_list("actor", flat=True))
    known |= set(public_deeds(crisis, on).prefetch_related(None).order_by().filter(actor__in=near).values_list("actor", flat=True))
    known |= near & public_asked_bodies(crisis)
    directory = Directory(public_bodies_named(crisis, known), Reader(language), posts=())
    return tuple(directory.body(key) for key in directory.keys)
