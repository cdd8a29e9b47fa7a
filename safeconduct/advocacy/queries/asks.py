"""Who was asked what, when, by which instrument; what came back; where there is silence, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from safeconduct.advocacy.access import asks_for, public_asks, public_deeds, public_responses
from safeconduct.advocacy.models import Ask, BodyName, Deed, DemandText, PostTitle, Response
from safeconduct.advocacy.queries.lines import BodyLine, TextLine, body_line, chosen, day_in_words, post_title, texts_of
from safeconduct.advocacy.rules import BodyKind, ResponseType, Via
from safeconduct.advocacy.rules.addressing import Rank
from safeconduct.advocacy.rules.replies import Heard, Standing, Step, next_step, standing, step_of
from safeconduct.advocacy.words import REPLY_NAMES, RESPONSE_NAMES, STEP_NAMES, VIA_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.evidence.rules.moments import bounds
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True)
class Back:
    """What came back to an ask."""

    reference: str
    name: str  # "Voiced concern"; "" for a deed
    on: str  # EDTF
    is_public: bool


@dataclass(frozen=True, slots=True)
class AskLine:
    """One ask as a page shows it. ``standing`` is ``None`` where a page may tell nothing of what came back."""

    reference: str
    demand: str  # reference
    demand_text: TextLine
    body: BodyLine
    post: str  # reference; "" where the body itself was asked
    title: str
    holder: str
    via: str
    via_name: str
    instrument: str  # reference of the publication
    sent_on: date
    sent_words: str
    due_words: str
    standing: Standing | None
    back: tuple[Back, ...]
    is_public: bool
    is_withdrawn: bool
    next_step: str = ""  # whom to turn to next, as a suggestion
    next_step_name: str = ""
    silent_since_words: str = ""
    acknowledged_words: str = ""
    answered_words: str = ""

    @property
    def reply(self) -> str:
        """The code of how it stands, see ``rules.replies.Reply``; ``""`` where that is not told."""
        return self.standing.reply if self.standing else ""

    @property
    def reply_name(self) -> str:
        return str(REPLY_NAMES[self.standing.reply]) if self.standing else ""

    @property
    def is_overdue(self) -> bool:
        return self.standing is not None and self.standing.reply.is_overdue

    @property
    def is_silent(self) -> bool:
        return self.standing is not None and self.standing.is_silent

    @property
    def late(self) -> int:
        """Working days of the receiving country after the day a reply was due."""
        return self.standing.late if self.standing else 0


@dataclass(frozen=True, slots=True)
class Receiver:
    """A post, or a body, with everything that it has not answered; what waits longest first."""

    body: BodyLine
    title: str
    holder: str
    asks: tuple[AskLine, ...]

    @property
    def late(self) -> int:
        """Working days of the one that has waited longest."""
        return max(ask.late for ask in self.asks)

    @property
    def post(self) -> str:
        """The reference of the post; ``""`` where the body itself was asked."""
        return self.asks[0].post

    @property
    def letters(self) -> tuple[str, ...]:
        """The publications (references) to this post that were not answered: what a reminder can remind of."""
        return tuple(dict.fromkeys(ask.instrument for ask in self.asks if ask.instrument and ask.post))


def asks_of(member: Member, crisis: Crisis, demand: str, *, on: date, language: str) -> tuple[AskLine, ...]:
    """Give every ask of a demand (reference), the latest first, withdrawn ones too."""
    return _lines(asks_for(member, crisis).filter(demand__reference=demand), crisis, on=on, language=language)


def ask_line(member: Member, crisis: Crisis, reference: str, *, on: date, language: str) -> AskLine | None:
    """Give one ask; ``None`` where there is none for this member."""
    return next(iter(_lines(asks_for(member, crisis).filter(reference=reference), crisis, on=on, language=language)), None)


def overdue_asks(member: Member, crisis: Crisis, *, on: date, language: str = "en") -> tuple[Receiver, ...]:
    """Give what is overdue on this day, by receiver, who is late longest first. Of several askings of the same only the last counts."""
    lines = _lines(_waiting(member, crisis), crisis, on=on, language=language)
    latest: dict[tuple[str, str, str], AskLine] = {}
    for line in lines:  # the latest comes first
        latest.setdefault((line.demand, line.body.reference, line.post), line)
    receivers: dict[tuple[str, str], list[AskLine]] = {}
    for line in latest.values():
        if line.is_overdue:
            receivers.setdefault((line.body.reference, line.post), []).append(line)
    grouped = [
        Receiver(asks[0].body, asks[0].title, asks[0].holder, tuple(sorted(asks, key=lambda ask: (-ask.late, ask.reference))))
        for asks in receivers.values()
    ]
    return tuple(sorted(grouped, key=lambda receiver: (-receiver.late, receiver.body.name.casefold(), receiver.title)))


def public_asks_of(crisis: Crisis, demand: str, *, on: date, language: str) -> tuple[AskLine, ...]:
    """Give the asks of a public demand that everybody may know of.

    Silence is told only where the register holds nothing at all, published or not: an answer given in confidence is neither shown
    nor called silence. Then ``standing`` is ``None``.
    """
    return _public(public_asks(crisis).filter(demand__reference=demand), crisis, on=on, language=language)


def public_asks_to(crisis: Crisis, body: str, *, on: date, language: str) -> tuple[AskLine, ...]:
    """Give the public asks to a body (reference), of public demands, as ``public_asks_of`` does."""
    return _public(public_asks(crisis).filter(body__reference=body), crisis, on=on, language=language)


def public_silences(crisis: Crisis, *, on: date, language: str) -> tuple[AskLine, ...]:
    """Give the public asks to which nothing at all came back by the day a reply was due, the longest silence first."""
    return _longest_silences(_public(public_asks(crisis), crisis, on=on, language=language))


def silences(member: Member, crisis: Crisis, *, on: date, language: str) -> tuple[AskLine, ...]:
    """Give every ask of the desk to which nothing at all came back, the longest silence first."""
    return _longest_silences(_lines(_waiting(member, crisis), crisis, on=on, language=language))


def _waiting(member: Member, crisis: Crisis) -> QuerySet[Ask]:
    """Give the asks that somebody may still answer: neither they nor what they demand was withdrawn."""
    return asks_for(member, crisis).filter(withdrawn_at__isnull=True, demand__withdrawn_at__isnull=True)


def _longest_silences(lines: Iterable[AskLine]) -> tuple[AskLine, ...]:
    """Give, of several askings of the same, the one that has met silence for longest."""
    longest: dict[tuple[str, str, str], AskLine] = {}
    for line in sorted((line for line in lines if line.is_silent), key=lambda line: (-line.late, line.reference)):
        longest.setdefault((line.demand, line.body.reference, line.post), line)
    return tuple(longest.values())


def _lines(asks: QuerySet[Ask], crisis: Crisis, *, on: date, language: str) -> tuple[AskLine, ...]:
    rows = list(_whole(asks))
    heard, taken = _Heard(*_known(crisis, rows)), _steps(crisis, rows)
    return tuple(_line(row, heard.of(row), taken, on=on, language=language) for row in rows)


def _public(asks: QuerySet[Ask], crisis: Crisis, *, on: date, language: str) -> tuple[AskLine, ...]:
    rows = list(_whole(asks))
    of_responses, of_deeds = _known(crisis, rows)
    responses, deeds = list(of_responses), list(of_deeds)
    # Only which of them are public is asked once more: whole entries of thousands would take seconds to read.
    said = set(public_responses(crisis).prefetch_related(None).order_by().values_list("pk", flat=True))
    done = set(public_deeds(crisis, on).prefetch_related(None).order_by().values_list("pk", flat=True))
    known = _Heard(responses, deeds)
    shown = _Heard((row for row in responses if row.pk in said), (row for row in deeds if row.pk in done))
    return tuple(_line(row, shown.of(row), {}, on=on, language=language, is_told=len(shown.of(row)) == len(known.of(row))) for row in rows)


def _known(crisis: Crisis, asks: Iterable[Ask]) -> tuple[QuerySet[Response], QuerySet[Deed]]:
    """Give all that the register knows of what came back, published or not, known from casework or not."""
    rows = list(asks)
    narrowed = {"demand__in": {ask.demand_id for ask in rows}, "actor__in": {ask.body_id for ask in rows}}
    standing_still = {"crisis": crisis, "withdrawn_at__isnull": True, **narrowed}
    fields = ("reference", "type", "on", "actor_id", "demand_id", "recorded_at", "published_at", "withdrawn_at")
    return (
        Response.objects.filter(**standing_still).only(*fields, "ask_id").order_by("pk"),
        Deed.objects.filter(**standing_still).only(*fields).order_by("pk"),
    )


class _Heard:
    """What came back, by demand and body, read once for a page."""

    def __init__(self, responses: Iterable[Response], deeds: Iterable[Deed]) -> None:
        self._by: dict[tuple[int | None, int], list[Response | Deed]] = {}
        answers: list[Response | Deed] = [*responses, *(deed for deed in deeds if not deed.is_negative)]
        for answer in answers:
            self._by.setdefault((answer.demand_id, answer.actor_id), []).append(answer)

    def of(self, ask: Ask) -> list[Response | Deed]:
        """Give what answers this ask: what says so, and what the body said or did to the demand on that day or later."""
        return [answer for answer in self._by.get((ask.demand_id, ask.body_id), ()) if _answers(answer, ask)]


def _answers(answer: Response | Deed, ask: Ask) -> bool:
    if isinstance(answer, Response) and answer.ask_id == ask.pk:
        return True
    latest = bounds(answer.on)[1] if answer.on else None
    return (latest or answer.recorded_at.date()) >= ask.sent_on


def _day(answer: Response | Deed, ask: Ask) -> date:
    """Give the earliest day on which it can have come: nobody is called late for a date that was not stated."""
    earliest = bounds(answer.on)[0] if answer.on else None
    return max(earliest or ask.sent_on, ask.sent_on)


def _steps(crisis: Crisis, asks: Iterable[Ask]) -> dict[tuple[int, str], set[Step]]:
    """Give, by demand and country, which steps of the ladder were taken."""
    taken: dict[tuple[int, str], set[Step]] = {}
    seen: set[tuple[int, int, int | None]] = set()
    rows = Ask.objects.filter(demand__crisis=crisis, demand__in={ask.demand_id for ask in asks}, withdrawn_at__isnull=True)
    for row in rows.select_related("body", "post").order_by("sent_on", "pk"):
        key = row.demand_id, row.body_id, row.post_id
        rank = Rank(row.post.rank) if row.post else None
        step = step_of(BodyKind(row.body.kind), rank, is_repeated=key in seen)
        seen.add(key)
        taken.setdefault((row.demand_id, row.body.place[:2]), set()).add(step)
    return taken


def _line(
    row: Ask,
    answers: list[Response | Deed],
    taken: dict[tuple[int, str], set[Step]],
    *,
    on: date,
    language: str,
    is_told: bool = True,
) -> AskLine:
    came = [Heard(_day(answer, row), ResponseType(answer.type) if isinstance(answer, Response) else None) for answer in answers]
    how = standing(row.reply_due, came, on=on, country=row.body.place) if is_told else None
    step = None
    if how and how.reply.is_overdue and taken:
        step = next_step(taken.get((row.demand_id, row.body.place[:2]), set()), late=how.late)
    return AskLine(
        reference=row.reference,
        demand=row.demand.reference,
        demand_text=chosen(texts_of(row.demand.texts.all()), language),
        body=body_line(row.body, language),
        post=row.post.reference if row.post else "",
        title=post_title(row.post, language) if row.post else "",
        holder=row.holder,
        via=row.via,
        via_name=str(VIA_NAMES[Via(row.via)]),
        instrument=row.instrument,
        sent_on=row.sent_on,
        sent_words=day_in_words(row.sent_on, language),
        due_words=day_in_words(row.reply_due, language),
        standing=how,
        back=tuple(_back(answer) for answer in answers),
        is_public=row.is_public,
        is_withdrawn=row.withdrawn_at is not None,
        next_step=step or "",
        next_step_name=str(STEP_NAMES[step]) if step else "",
        silent_since_words=day_in_words(how.silent_since, language) if how else "",
        acknowledged_words=day_in_words(how.acknowledged_on, language) if how else "",
        answered_words=day_in_words(how.answered_on, language) if how else "",
    )


def _back(answer: Response | Deed) -> Back:
    name = str(RESPONSE_NAMES[ResponseType(answer.type)]) if isinstance(answer, Response) else ""
    return Back(answer.reference, name, answer.on, answer.is_public)


def _whole(asks: QuerySet[Ask]) -> QuerySet[Ask]:
    return asks.prefetch_related(
        Prefetch("demand__texts", DemandText.objects.order_by("pk")),
        Prefetch("body__names", BodyName.objects.order_by("pk")),
        Prefetch("post__titles", PostTitle.objects.order_by("pk")),
    )
