"""Verdicts: what stands about a demand and a body, on what evidence, what came before, and what waits for a second person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from safeconduct.advocacy.access import bodies_for, deeds_for, public_verdicts, responses_for, verdict_for, verdicts_for
from safeconduct.advocacy.models import Body, BodyName, Deed, DemandText, Response, SearchNote, Verdict, VerdictEvidence
from safeconduct.advocacy.queries.entries import Entry, entry_of
from safeconduct.advocacy.queries.lines import (
    BodyLine,
    Directory,
    QuoteLine,
    Reader,
    TextLine,
    body_line,
    chosen,
    day_in_words,
    quote_line,
    texts_of,
    words_of,
)
from safeconduct.advocacy.rules import ResponseType, Said, Showing, Timing
from safeconduct.advocacy.rules.verdicts import may_be_stated
from safeconduct.advocacy.words import SAID_NAMES, SHOWING_NAMES, TIMING_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member

Answers = dict[tuple[int | None, int], list[Response | Deed]]  # by demand and body


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One thing that a verdict rests on: a response or a deed of the register, or the exact words of a document."""

    entry: Entry | None
    quote: QuoteLine | None

    @property
    def is_withdrawn(self) -> bool:
        return self.entry is not None and self.entry.is_withdrawn


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """What the addressee says to the verdict."""

    text: TextLine
    on_words: str
    citation: str


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One verdict as a page shows it. ``look_again`` is set where the register holds something later than the verdict knew."""

    reference: str
    demand: str  # reference
    demand_text: TextLine
    due_words: str
    body: BodyLine
    stated: str
    stated_name: str
    shown: str
    shown_name: str
    timing: str
    timing_name: str
    as_of: date
    as_of_words: str
    reasons: TextLine
    rubric: str
    proposed_by: str  # name
    proposed_words: str
    confirmed_by: str  # "" while it waits for a second person
    confirmed_words: str
    set_aside_by: str
    set_aside_because: str
    is_confirmed: bool
    is_set_aside: bool
    evidence: tuple[EvidenceLine, ...]
    replies: tuple[ReplyLine, ...]
    look_again: bool = False
    newer: tuple[str, ...] = ()  # references of what came later

    @property
    def stands(self) -> bool:
        return self.is_confirmed and not self.is_set_aside


@dataclass(frozen=True, slots=True)
class VerdictPage:
    """A verdict, and the others on the same demand and body, the latest first."""

    verdict: VerdictLine
    others: tuple[VerdictLine, ...]
    proposed_by: str  # reference of the member who proposed it


@dataclass(frozen=True, slots=True)
class Basis:
    """What a new verdict on a demand and a body can rest on."""

    responses: tuple[Entry, ...]
    deeds: tuple[Entry, ...]
    searched_until: date | None


def standing_verdicts(member: Member, crisis: Crisis, *, language: str, demand: str = "", body: str = "") -> tuple[VerdictLine, ...]:
    """Give the newest verdict that two people gave for each demand and body; of one demand or one body (references) where given."""
    given = verdicts_for(member, crisis).filter(confirmed_at__isnull=False, set_aside_at__isnull=True)
    answers = _answers(crisis)
    return _compared(_newest(_narrowed(given, demand, body)), Reader(language, member.organisation_id), answers)


def waiting_verdicts(member: Member, crisis: Crisis, *, language: str, demand: str = "", body: str = "") -> tuple[VerdictLine, ...]:
    """Give the verdicts that wait for a second person, the latest first."""
    proposed = verdicts_for(member, crisis).filter(confirmed_at__isnull=True, set_aside_at__isnull=True)
    return _lines(_narrowed(proposed, demand, body), Reader(language, member.organisation_id))


def waiting_for_second(member: Member, crisis: Crisis) -> int:
    """Count the verdicts that this member could confirm: proposed by somebody else."""
    proposed = verdicts_for(member, crisis).filter(confirmed_at__isnull=True, set_aside_at__isnull=True)
    return proposed.exclude(proposed_by=member).count()


def public_standing_verdicts(crisis: Crisis, *, on: date, language: str, demand: str = "", body: str = "") -> tuple[VerdictLine, ...]:
    """Give the verdicts that everybody may read, with no member's name.

    One that rests on words or deeds that are not public, or that says more than the public words do, is not among them: it would
    tell what was said in confidence.
    """
    newest = _newest(_narrowed(public_verdicts(crisis), demand, body))
    answers = _answers(crisis, on=on, of=newest)
    rows = [row for row in newest if _may_be_public(row, answers, on=on)]
    return tuple(replace(line, proposed_by="", confirmed_by="", newer=()) for line in _compared(rows, Reader(language), answers))


def verdict_page(member: Member, crisis: Crisis, reference: str, *, language: str) -> VerdictPage:
    """Give one verdict with its history.

    :raises Http404: if the member may not see one with this reference
    """
    row = verdict_for(member, crisis, reference)
    reader = Reader(language, member.organisation_id)
    same = verdicts_for(member, crisis).filter(demand=row.demand_id, body=row.body_id)
    lines = _lines(same, reader)
    given = _newest(same.filter(confirmed_at__isnull=False, set_aside_at__isnull=True))
    standing = {line.reference: line for line in _compared(given, reader, _answers(crisis))}
    shown = next((line for line in lines if line.reference == reference), None)
    if shown is None:
        raise Http404
    others = tuple(line for line in lines if line is not shown)
    return VerdictPage(standing.get(reference, shown), others, row.proposed_by.reference)


def basis_of(member: Member, crisis: Crisis, *, demand: str, body: str, language: str) -> Basis:
    """Give what the body (reference) said and did, to this demand or to none in particular: out of it evidence is picked."""
    reader = Reader(language, member.organisation_id)
    theirs = {"actor__reference": body, "withdrawn_at__isnull": True}
    directory = Directory(bodies_for(member, crisis).filter(reference=body), reader)
    said = [row for row in responses_for(member, crisis).filter(**theirs) if row.demand is None or row.demand.reference == demand]
    done = [
        row
        for row in deeds_for(member, crisis).filter(**theirs, is_from_casework=False)
        if row.demand is None or row.demand.reference == demand
    ]
    latest = SearchNote.objects.filter(body__crisis=crisis, body__reference=body).order_by("-searched_until").first()
    return Basis(
        tuple(entry_of(row, directory, reader) for row in said),
        tuple(entry_of(row, directory, reader) for row in done),
        latest.searched_until if latest else None,
    )


def evidence_choices(basis: Basis) -> dict[str, list[tuple[str, str]]]:
    """Give what a person picks evidence from, by the name of the field: deeds, and words."""
    return {"deeds": [_choice(entry) for entry in basis.deeds], "responses": [_choice(entry) for entry in basis.responses]}


def _choice(entry: Entry) -> tuple[str, str]:
    said = ", ".join(part for part in (entry.type_name, entry.on_words, entry.grade_name) if part)
    return entry.reference, f"{said}: {entry.text.text}"


def _narrowed(verdicts: QuerySet[Verdict], demand: str, body: str) -> QuerySet[Verdict]:
    if demand:
        verdicts = verdicts.filter(demand__reference=demand)
    return verdicts.filter(body__reference=body) if body else verdicts


def _answers(crisis: Crisis, *, on: date | None = None, of: Iterable[Verdict] | None = None) -> Answers:
    """Give what bodies said and did to demands, by demand and body; with ``on`` only what everybody may read on that day.

    With ``of`` only what the bodies of these verdicts said and did: a page of one body needs no more.
    """
    said = Response.objects.filter(crisis=crisis, demand__isnull=False, withdrawn_at__isnull=True)
    done = Deed.objects.filter(crisis=crisis, demand__isnull=False, withdrawn_at__isnull=True, is_from_casework=False)
    if of is not None:
        bodies = {verdict.body_id for verdict in of}
        said, done = said.filter(actor__in=bodies), done.filter(actor__in=bodies)
    if on is not None:
        said, done = said.filter(published_at__isnull=False), done.filter(published_at__isnull=False)
        done = done.exclude(publish_after__gt=on)
    found: Answers = {}
    rows: list[Response | Deed] = [*said.order_by("pk"), *done.order_by("pk")]
    for row in rows:
        found.setdefault((row.demand_id, row.actor_id), []).append(row)
    return found


def _newest(verdicts: QuerySet[Verdict]) -> list[Verdict]:
    newest: dict[tuple[int, int], Verdict] = {}
    for row in _whole(verdicts):  # the latest comes first
        newest.setdefault((row.demand_id, row.body_id), row)
    return list(newest.values())


def _may_be_public(row: Verdict, answers: Answers, *, on: date) -> bool:
    """Tell whether the verdict rests on what everybody may read that day, and says no more than that does."""
    evidence = [answer for piece in row.evidence.all() if (answer := piece.response or piece.deed)]
    if not all(answer.is_public and _is_due(answer, on) for answer in evidence):
        return False
    heard = [ResponseType(one.type) for one in (*answers.get((row.demand_id, row.body_id), ()), *evidence) if isinstance(one, Response)]
    return row.stated == Said.NOTHING or row.stated in may_be_stated(heard)


def _is_due(answer: Response | Deed, on: date) -> bool:
    return not isinstance(answer, Deed) or answer.publish_after is None or answer.publish_after <= on


def _compared(rows: list[Verdict], reader: Reader, answers: Answers) -> tuple[VerdictLine, ...]:
    """Give the lines, each set beside what the register holds by now."""
    directory = _directory(rows, reader)
    lines = []
    for row in rows:
        line = _line(row, directory, reader)
        since = answers.get((row.demand_id, row.body_id), ())
        later = tuple(answer.reference for answer in since if answer.recorded_at > row.proposed_at)
        is_shaken = any(evidence.is_withdrawn for evidence in line.evidence)
        lines.append(replace(line, look_again=bool(later) or is_shaken, newer=later))
    return tuple(lines)


def _lines(verdicts: QuerySet[Verdict], reader: Reader) -> tuple[VerdictLine, ...]:
    rows = list(_whole(verdicts))
    directory = _directory(rows, reader)
    return tuple(_line(row, directory, reader) for row in rows)


def _directory(rows: Iterable[Verdict], reader: Reader) -> Directory:
    bodies = Body.objects.filter(pk__in={row.body_id for row in rows})
    return Directory(
        bodies.prefetch_related(Prefetch("names", BodyName.objects.order_by("pk")), "posts__titles", "posts__holdings"), reader
    )


def _whole(verdicts: QuerySet[Verdict]) -> QuerySet[Verdict]:
    return verdicts.prefetch_related(
        Prefetch("demand__texts", DemandText.objects.order_by("pk")),
        Prefetch("body__names", BodyName.objects.order_by("pk")),
        "evidence__response__texts",
        "evidence__response__passage__document__source",
        "evidence__deed__texts",
        "evidence__deed__passage__document__source",
    )


def _line(row: Verdict, directory: Directory, reader: Reader) -> VerdictLine:
    language = reader.language
    return VerdictLine(
        reference=row.reference,
        demand=row.demand.reference,
        demand_text=chosen(texts_of(row.demand.texts.all()), language),
        due_words=words_of(row.demand.due, language),
        body=body_line(row.body, language),
        stated=row.stated,
        stated_name=str(SAID_NAMES[Said(row.stated)]),
        shown=row.shown,
        shown_name=str(SHOWING_NAMES[Showing(row.shown)]),
        timing=row.timing,
        timing_name=str(TIMING_NAMES[Timing(row.timing)]),
        as_of=row.as_of,
        as_of_words=day_in_words(row.as_of, language),
        reasons=TextLine(row.language, row.reasons, is_original=True),
        rubric=row.rubric,
        proposed_by=row.proposed_by.name,
        proposed_words=day_in_words(row.proposed_at.date(), language),
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        confirmed_words=day_in_words(row.confirmed_at.date(), language) if row.confirmed_at else "",
        set_aside_by=row.set_aside_by.name if row.set_aside_by else "",
        set_aside_because=row.set_aside_because,
        is_confirmed=row.confirmed_at is not None,
        is_set_aside=row.set_aside_at is not None,
        evidence=tuple(line for line in (_evidence(piece, directory, reader) for piece in row.evidence.all()) if line),
        replies=tuple(
            ReplyLine(TextLine(reply.language, reply.text, is_original=True), day_in_words(reply.on, language), reply.citation)
            for reply in sorted(row.replies.all(), key=lambda reply: (reply.on, reply.pk))
        ),
    )


def _evidence(piece: VerdictEvidence, directory: Directory, reader: Reader) -> EvidenceLine | None:
    answer = piece.response or piece.deed
    if answer is not None:
        if reader.is_public and not answer.is_public:
            return None
        return EvidenceLine(entry_of(answer, directory, reader), None)
    quote = quote_line(piece.passage, reader)
    return EvidenceLine(None, quote) if quote else None
