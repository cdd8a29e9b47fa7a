"""Whether a campaign may be signed today. Pure."""

from dataclasses import dataclass
from datetime import date

OPEN, PAUSED, CLOSED = "open", "paused", "closed"


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a campaign decides whether it may be signed."""

    opens_on: date | None = None
    closes_on: date | None = None  # last day
    is_closed: bool = False  # early, by a person
    has_ended: bool = False
    is_readable: bool = False  # its text is released, and no embargo holds it
    is_recalled: bool = False
    has_key: bool = True  # not yet destroyed


def roll_state(standing: Standing, *, on: date) -> str:
    """Give ``open``, ``paused`` (its text was recalled, or is not to be read yet) or ``closed``, which nothing but a person reopens."""
    over = standing.closes_on is not None and standing.closes_on < on
    if standing.opens_on is None or standing.is_closed or standing.has_ended or over or not standing.has_key:
        return CLOSED
    if standing.is_recalled or not standing.is_readable or standing.opens_on > on:
        return PAUSED
    return OPEN
