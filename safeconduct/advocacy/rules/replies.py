"""When a reply is due, how late it is, since when there is silence, and whom to ask next. Pure; working days of the receiving country.

Silence is never entered: it follows from the day a reply was due and from there being none. An acknowledgement says only that a
letter arrived: it ends the silence, and the answer is overdue all the same. An act without a word ends both.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from safeconduct.advocacy.rules.addressing import Rank
from safeconduct.advocacy.rules.register import BodyKind, ResponseType
from safeconduct.advocacy.rules.verdicts import Via
from safeconduct.advocacy.rules.working_days import add_working_days, working_days_after

# Working days within which a reply may be looked for: people are in danger while a letter lies. Twenty, for what asks nobody by
# name, is what laws on access to documents commonly give an office.
WITHIN = {Via.LETTER: 10, Via.MEETING: 10, Via.PETITION: 20, Via.RELEASE: 20, Via.URGENT_ACTION: 5, Via.OTHER: 20}
LONG_OVERDUE = 20  # working days after a reply was due


class Reply(StrEnum):
    """How an ask stands on a day."""

    ANSWERED = "answered"
    ANSWERED_LATE = "answered-late"
    ACTED = "acted"  # without a word
    WAITING = "waiting"
    NO_DATE = "no-date"  # nobody said by when
    OVERDUE = "overdue"
    LONG_OVERDUE = "long-overdue"

    @property
    def is_overdue(self) -> bool:
        """Tell whether somebody should ask again."""
        return self in {Reply.OVERDUE, Reply.LONG_OVERDUE}


class Step(StrEnum):
    """Whom to turn to, one after the other, while no answer comes."""

    FIRST = "first"  # the office itself
    REMINDER = "reminder"  # the same office again
    COMMITTEE = "committee"  # of parliament
    SPOKESPERSON = "spokesperson"  # of the opposition
    EMBASSY = "embassy"


# After how many working days of waiting each is worth a letter.
AFTER = {Step.FIRST: 0, Step.REMINDER: 1, Step.COMMITTEE: 10, Step.SPOKESPERSON: 20, Step.EMBASSY: 30}


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that came back: words, or (``type`` is ``None``) a deed that helps; ``on`` is the earliest day it can have been."""

    on: date
    type: ResponseType | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an ask stands. ``late`` counts working days after the day a reply was due, for what is overdue and for what came late."""

    reply: Reply
    due: date | None = None
    late: int = 0
    silent_since: date | None = None  # the first day after the due one; None where anything at all was heard
    acknowledged_on: date | None = None  # it arrived, and no more was said
    answered_on: date | None = None

    @property
    def is_silent(self) -> bool:
        return self.silent_since is not None


def reply_due(sent_on: date, via: Via, country: str) -> date:
    """Give the day by which a reply may be looked for; ``country`` is where it is to be written."""
    return add_working_days(sent_on, WITHIN[via], country)


def standing(due: date | None, heard: Iterable[Heard], *, on: date, country: str) -> Standing:
    """Tell how an ask stands at the end of the day ``on``; ``heard`` holds what came back since it was sent."""
    came = sorted((one for one in heard if one.on <= on), key=lambda one: one.on)
    received = next((one.on for one in came if one.type is ResponseType.ACKNOWLEDGEMENT), None)
    answer = next((one for one in came if one.type is not ResponseType.ACKNOWLEDGEMENT), None)
    if answer is not None:
        late = working_days_after(due, answer.on, country) if due else 0
        is_late = due is not None and answer.on > due
        words = Reply.ANSWERED_LATE if is_late else Reply.ANSWERED
        return Standing(Reply.ACTED if answer.type is None else words, due, late, None, received, answer.on)
    if due is None:
        return Standing(Reply.NO_DATE, acknowledged_on=received)
    if on <= due:
        return Standing(Reply.WAITING, due, acknowledged_on=received)
    late = working_days_after(due, on, country)
    silent_since = None if received else due + timedelta(days=1)
    return Standing(Reply.LONG_OVERDUE if late > LONG_OVERDUE else Reply.OVERDUE, due, late, silent_since, received)


def step_of(kind: BodyKind, rank: Rank | None, *, is_repeated: bool) -> Step:
    """Give the step that an ask is, from whom it went to and whether the same post had been asked the same before."""
    if rank is Rank.AMBASSADOR:
        return Step.EMBASSY
    if rank is Rank.PARLIAMENTARIAN:
        return Step.SPOKESPERSON
    if kind is BodyKind.PARLIAMENT:
        return Step.COMMITTEE
    return Step.REMINDER if is_repeated else Step.FIRST


def next_step(taken: Collection[Step], *, late: int) -> Step | None:
    """Suggest the next step after so many working days without an answer; ``None`` while it is early, or where all were taken.

    A suggestion and no more: a person decides, and no chaser goes out unseen.
    """
    open_steps = (step for step in Step if step not in taken and step is not Step.FIRST)
    following = next(open_steps, None)
    return following if following and late >= AFTER[following] else None
