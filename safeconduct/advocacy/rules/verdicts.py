"""The three parts of a verdict: what the body says, what evidence shows, and how it stands against the date. Pure."""

from enum import StrEnum


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
    LATE = "late"
    EXPIRED = "expired"
