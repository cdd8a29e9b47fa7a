"""The three parts of a verdict: what the body says, what evidence shows, and how it stands against the date. Pure.

A statement alone never shows anything: what is shown rests on deeds. What is said is never warmer than the words in the register.
How it stands against the date is worked out and not chosen.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safeconduct.advocacy.rules.register import ResponseType
from safeconduct.evidence.rules.moments import bounds, order_key

RUBRIC = "1"  # raise it whenever the same evidence would give another verdict; each verdict keeps the one it was given by


class Via(StrEnum):
    """How somebody was asked."""

    LETTER = "letter"
    MEETING = "meeting"
    PETITION = "petition"
    RELEASE = "release"
    URGENT_ACTION = "urgent-action"
    OTHER = "other"


class Said(StrEnum):
    """What the body says about the demand."""

    NOTHING = "nothing"
    REFUSES = "refuses"
    SYMPATHISES = "sympathises"
    PROMISES = "promises"


class Showing(StrEnum):
    """What evidence shows of it."""

    NONE_FOUND = "none-found"  # by the day of the verdict
    PARTIAL = "partial"
    DONE = "done"
    REVERSED = "reversed"


class Timing(StrEnum):
    """How it stands against the date that was set or promised."""

    NO_DATE = "no-date"
    RUNNING = "running"
    IN_TIME = "in-time"  # done, and nothing shows that it was late
    LATE = "late"  # done, and surely after the date
    EXPIRED = "expired"  # the date is over, and it is not done


class Flaw(StrEnum):
    """Why a verdict cannot be given."""

    NOTHING_THOUGH_WORDS = "nothing-though-words"
    WARMER_THAN_WORDS = "warmer-than-words"
    WORDS_ARE_NO_DEED = "words-are-no-deed"
    HARM_IS_NO_HELP = "harm-is-no-help"
    REVERSED_NEEDS_BOTH = "reversed-needs-both"
    DEED_IS_KNOWN = "deed-is-known"
    NOT_SEARCHED = "not-searched"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict rests on, and what the register knows beside it."""

    words: tuple[ResponseType, ...] = ()  # all that the body said to the demand, as far as the register knows
    helped: int = 0  # deeds in evidence that help
    harmed: int = 0  # deeds in evidence that harm
    known: int = 0  # deeds of the body for this demand that help, in evidence or not
    searched_until: date | None = None  # a person searched, and wrote it down


_SAYS = {
    **dict.fromkeys((ResponseType.DENIAL, ResponseType.REFUSAL), Said.REFUSES),
    **dict.fromkeys((ResponseType.PROMISE, ResponseType.INSTRUCTION), Said.PROMISES),
    ResponseType.ACKNOWLEDGEMENT: Said.NOTHING,
}
# Words out of which an act can be held against whoever said them. Concern commits nobody.
COMMITTING = frozenset({ResponseType.WILL_RAISE, ResponseType.RESOLUTION, ResponseType.PROMISE, ResponseType.INSTRUCTION})
_FINISHED = frozenset({Timing.IN_TIME, Timing.LATE})


def said_by(word: ResponseType | None) -> Said:
    """Give what these words, or their absence, say about a demand. An acknowledgement says nothing, a polite line only sympathises."""
    return Said.NOTHING if word is None else _SAYS.get(word, Said.SYMPATHISES)


def commits(word: str) -> bool:
    """Tell whether an act can be held against whoever said words of this type."""
    return word in COMMITTING


def may_be_stated(words: Iterable[ResponseType]) -> frozenset[Said]:
    """Give what a verdict may say of these words: what at least one of them says, and "nothing" only where none says anything."""
    said = {said_by(word) for word in words} - {Said.NOTHING}
    return frozenset(said or {Said.NOTHING})


def timing_of(due: str, as_of: date, *, is_done: bool, done_on: str = "") -> Timing:
    """Tell how it stands against the date (EDTF; ``""`` for none) on the day ``as_of``.

    A vague date is over when its last day is. ``done_on`` (EDTF) is when the last of it was done; late is only what surely was.
    """
    latest = bounds(due)[1] if due else None
    if latest is None:
        return Timing.NO_DATE
    if not is_done:
        return Timing.RUNNING if as_of <= latest else Timing.EXPIRED
    finished = bounds(done_on)[0] if done_on else None
    return Timing.LATE if finished and finished > latest else Timing.IN_TIME


def last_of(days: Collection[str]) -> str:
    """Give the latest of these times (EDTF): when the last of it was done; ``""`` where one of them is not stated."""
    return max(days, key=order_key) if days and all(days) else ""


def flaws_of(stated: Said, shown: Showing, grounds: Grounds, *, as_of: date) -> tuple[Flaw, ...]:
    """Give every reason why this cannot be said on these grounds; none where it can."""
    return tuple(flaw for flaw, is_so in _checks(stated, shown, grounds, as_of) if is_so)


def is_possible(shown: Showing, timing: Timing) -> bool:
    """Tell whether the two can stand together: only what is done can be in time or late, and what is done no longer waits."""
    if timing is Timing.NO_DATE:
        return True
    return (timing in _FINISHED) is (shown is Showing.DONE)


def _checks(stated: Said, shown: Showing, grounds: Grounds, as_of: date) -> Iterable[tuple[Flaw, bool]]:
    allowed, has_deeds = may_be_stated(grounds.words), bool(grounds.helped or grounds.harmed)
    yield Flaw.NOTHING_THOUGH_WORDS, stated is Said.NOTHING and stated not in allowed
    yield Flaw.WARMER_THAN_WORDS, stated is not Said.NOTHING and stated not in allowed
    yield Flaw.WORDS_ARE_NO_DEED, shown is not Showing.NONE_FOUND and not has_deeds
    yield Flaw.HARM_IS_NO_HELP, shown in {Showing.PARTIAL, Showing.DONE} and has_deeds and not grounds.helped
    yield Flaw.REVERSED_NEEDS_BOTH, shown is Showing.REVERSED and has_deeds and not (grounds.helped and grounds.harmed)
    yield Flaw.DEED_IS_KNOWN, shown is Showing.NONE_FOUND and bool(grounds.known or grounds.helped)
    is_searched = grounds.searched_until is not None and grounds.searched_until >= as_of
    yield Flaw.NOT_SEARCHED, shown is Showing.NONE_FOUND and not is_searched
