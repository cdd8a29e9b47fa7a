"""What is to be done next in a campaign, from its first line to its end. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """One step, in the order in which they are taken."""

    TEXT = "text"
    LANGUAGES = "languages"
    ADDRESSEES = "addressees"
    KEYS = "keys"
    OPEN = "open"
    COLLECT = "collect"
    CLOSE = "close"
    HAND_OVER = "hand-over"
    ANSWER = "answer"


class Progress(StrEnum):
    """How far a step is."""

    DONE = "done"
    NEXT = "next"  # somebody can do it now
    RUNS = "runs"  # by itself
    LATER = "later"
    TROUBLE = "trouble"  # it was done, and does not hold any more


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of a campaign."""

    is_released: bool = False
    is_recalled: bool = False
    languages: int = 1
    drifted: int = 0
    addressees: int = 0
    has_vault: bool = False
    has_key: bool = False
    key_is_gone: bool = False
    is_opened: bool = False
    is_over: bool = False  # nobody can sign any more
    is_handed_over: bool = False
    is_answered: bool = False  # an answer or a decision is recorded
    has_ended: bool = False

    @property
    def may_open(self) -> bool:
        """Tell whether nothing of what is done here is missing."""
        return self.is_released and not self.is_recalled and self.addressees > 0 and self.has_vault and self.has_key


def steps_of(course: Course) -> tuple[tuple[Step, Progress], ...]:
    """Give every step with how far it is."""
    return (
        (Step.TEXT, _text(course)),
        (Step.LANGUAGES, _languages(course)),
        (Step.ADDRESSEES, Progress.DONE if course.addressees else Progress.NEXT),
        (Step.KEYS, _keys(course)),
        (Step.OPEN, _when(course.is_opened, course.may_open)),
        (Step.COLLECT, _collect(course)),
        (Step.CLOSE, _when(course.is_over and course.is_opened, course.is_opened, now=Progress.LATER)),
        (Step.HAND_OVER, _when(course.is_handed_over or course.has_ended, course.is_opened and course.is_over)),
        (Step.ANSWER, _when(course.has_ended, course.is_handed_over, now=Progress.NEXT if course.is_answered else Progress.RUNS)),
    )


def next_step(steps: Sequence[tuple[Step, Progress]]) -> Step | None:
    """Give what to do first: trouble before everything, then the first thing that can be done; else what runs by itself."""
    for wanted in (Progress.TROUBLE, Progress.NEXT, Progress.RUNS):
        for step, progress in steps:
            if progress is wanted:
                return step
    return None


def _text(course: Course) -> Progress:
    if course.is_recalled:
        return Progress.TROUBLE
    return Progress.DONE if course.is_released else Progress.NEXT


def _languages(course: Course) -> Progress:
    if course.drifted:
        return Progress.TROUBLE if course.is_opened else Progress.NEXT
    return Progress.DONE if course.languages > 1 or course.is_opened else Progress.LATER


def _keys(course: Course) -> Progress:
    if course.key_is_gone or (course.has_vault and course.has_key):
        return Progress.DONE
    if course.has_vault:
        return Progress.TROUBLE
    return Progress.NEXT


def _collect(course: Course) -> Progress:
    if not course.is_opened:
        return Progress.LATER
    return Progress.DONE if course.is_over else Progress.RUNS


def _when(is_done: bool, may_begin: bool, *, now: Progress = Progress.NEXT) -> Progress:  # noqa: FBT001 — two facts in their order
    if is_done:
        return Progress.DONE
    return now if may_begin else Progress.LATER
