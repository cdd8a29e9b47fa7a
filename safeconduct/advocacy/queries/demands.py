"""What is demanded: of whom, who held the post that day, in which documents, and who has answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safeconduct.advocacy.access import (
    bodies_for,
    deeds_for,
    demands_for,
    public_deeds,
    public_demand,
    public_demands,
    public_responses,
    responses_for,
)
from safeconduct.advocacy.models import Addressee, Body, Deed, Demand, Response
from safeconduct.advocacy.queries.entries import Entry, earliest_first, entry_of, heaviest_first
from safeconduct.advocacy.queries.lines import BodyLine, Directory, QuoteLine, Reader, TextLine, chosen, quote_line, texts_of, words_of
from safeconduct.advocacy.queries.naming import directory_for
from safeconduct.advocacy.rules import DemandKind
from safeconduct.advocacy.words import DEMAND_KIND_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.evidence.rules.moments import order_key
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True)
class Asked:
    """A body, or a post in it with its holder on the day of the demand."""

    body: BodyLine
    post: str
    holder: str


@dataclass(frozen=True, slots=True)
class DemandLine:
    """A demand as a page shows it."""

    reference: str
    kind: str
    kind_name: str
    text: TextLine
    texts: tuple[TextLine, ...]
    asked: tuple[Asked, ...]
    to_be_pressed: tuple[Asked, ...]
    demander: str
    citation: str  # of what we hold no copy of
    basis: str
    fulfilled_when: str
    words_language: str  # of basis and test, which stand in the original's language
    on: str  # EDTF: when it was put, else the earliest document that carries it
    on_words: str
    due: str
    due_words: str
    quotes: tuple[QuoteLine, ...]
    responses: tuple[Entry, ...]
    deeds: tuple[Entry, ...]
    is_public: bool
    is_withdrawn: bool
    withdrawn_because: str

    @property
    def unanswered(self) -> tuple[Asked, ...]:
        """Those asked of whom the register holds neither a word nor a deed to this demand. That is not yet silence."""
        heard = {entry.actor.reference for entry in (*self.responses, *self.deeds)}
        return tuple(asked for asked in self.asked if asked.body.reference not in heard)


def demands(member: Member, crisis: Crisis, *, language: str) -> tuple[DemandLine, ...]:
    """Give the demands of the crisis as a member sees them."""
    reader = Reader(language, member.organisation_id)
    return demand_lines(demands_for(member, crisis), bodies_for(member, crisis), _answers_for(member, crisis), reader=reader)


def demand(member: Member, crisis: Crisis, reference: str, *, language: str) -> DemandLine | None:
    """Give one demand as a member sees it; ``None`` where there is none for this member."""
    reader = Reader(language, member.organisation_id)
    found = demands_for(member, crisis).filter(reference=reference)
    lines = demand_lines(found, bodies_for(member, crisis), _answers_for(member, crisis), reader=reader)
    return lines[0] if lines else None


def public_demand_lines(crisis: Crisis, *, language: str, on: date | None) -> tuple[DemandLine, ...]:
    """Give the published demands with their published answers, as they may be shown on this day; without answers for no day."""
    rows, reader = list(public_demands(crisis)), Reader(language)
    if on is None:
        return demand_lines(rows, public_directory(crisis, rows, [], reader), [], reader=reader)
    answers: list[Response | Deed] = [
        *public_responses(crisis).filter(demand__isnull=False),
        *public_deeds(crisis, on).filter(demand__isnull=False),
    ]
    return demand_lines(rows, public_directory(crisis, rows, answers, reader), answers, reader=reader)


def public_demand_line(crisis: Crisis, reference: str, *, language: str, on: date) -> DemandLine:
    """Give one published demand.

    :raises Http404: if there is none with this reference
    """
    row, reader = public_demand(crisis, reference), Reader(language)
    answers: list[Response | Deed] = [*public_responses(crisis).filter(demand=row), *public_deeds(crisis, on).filter(demand=row)]
    return demand_lines([row], public_directory(crisis, [row], answers, reader), answers, reader=reader)[0]


def public_directory(crisis: Crisis, rows: Iterable[Demand], answers: Iterable[Response | Deed], reader: Reader) -> Directory:
    """Give the bodies and posts that these demands and answers name."""
    addresses = [address for row in rows for address in row.addressees.all()]
    bodies = {address.body_id for address in addresses}
    return directory_for(crisis, answers, reader, bodies=bodies, posts={address.post_id for address in addresses if address.post_id})


def demand_lines(
    rows: Iterable[Demand], bodies: Iterable[Body] | Directory, answers: Iterable[Response | Deed], *, reader: Reader
) -> tuple[DemandLine, ...]:
    """Give the lines of these demands, with those of the answers that answer them."""
    directory = bodies if isinstance(bodies, Directory) else Directory(bodies, reader)
    by_demand: dict[int, list[Entry]] = {}
    for answer in answers:
        if answer.demand_id:
            by_demand.setdefault(answer.demand_id, []).append(entry_of(answer, directory, reader))
    return tuple(_line(row, directory, by_demand.get(row.pk, []), reader) for row in rows)


def _answers_for(member: Member, crisis: Crisis) -> list[Response | Deed]:
    standing = {"withdrawn_at__isnull": True, "demand__isnull": False}
    return [*responses_for(member, crisis).filter(**standing), *deeds_for(member, crisis).filter(**standing)]


def _line(row: Demand, directory: Directory, answers: list[Entry], reader: Reader) -> DemandLine:
    quotes = tuple(line for found in row.passages.all() if (line := quote_line(found.passage, reader)))
    dated = sorted((quote.published for quote in quotes if quote.published), key=order_key)
    on = row.on or (dated[0] if dated else "")
    asked = [(address.is_relayed, _asked(address, directory, on)) for address in row.addressees.all()]
    texts = texts_of(row.texts.all())
    return DemandLine(
        reference=row.reference,
        kind=row.kind,
        kind_name=str(DEMAND_KIND_NAMES[DemandKind(row.kind)]),
        text=chosen(texts, reader.language),
        texts=texts,
        asked=tuple(line for is_relayed, line in asked if not is_relayed),
        to_be_pressed=tuple(line for is_relayed, line in asked if is_relayed),
        demander=row.demander.name if row.demander else row.demander_name,
        citation=row.citation,
        basis=row.basis,
        fulfilled_when=row.fulfilled_when,
        words_language=next((text.language for text in texts if text.is_original), "und"),
        on=on,
        on_words=words_of(on, reader.language),
        due=row.due,
        due_words=words_of(row.due, reader.language),
        quotes=quotes,
        responses=tuple(sorted((entry for entry in answers if not entry.is_deed), key=heaviest_first)),
        deeds=tuple(sorted((entry for entry in answers if entry.is_deed), key=earliest_first)),
        is_public=row.is_public,
        is_withdrawn=row.withdrawn_at is not None,
        withdrawn_because=row.withdrawn_because,
    )


def _asked(address: Addressee, directory: Directory, on: str) -> Asked:
    return Asked(directory.body(address.body_id), directory.title(address.post_id), directory.holder(address.post_id, on))
