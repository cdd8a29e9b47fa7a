"""Where a petition is for whoever would sign it. Pure."""

from datetime import date
from enum import StrEnum

from safeconduct.petitions.rules.rolls import Standing


class Phase(StrEnum):
    """What a reader can do with it: sign it, wait for it, or read what became of it."""

    SOON = "soon"  # it opens on a later day
    OPEN = "open"
    CLOSED = "closed"  # nobody can sign any more; what becomes of it is not known yet
    ENDED = "ended"
    RECALLED = "recalled"  # its text was taken back


def phase_of(standing: Standing, *, on: date) -> Phase:
    """Give the phase on a day. What was recalled is nothing else; what has ended is not merely closed."""
    if standing.is_recalled:
        return Phase.RECALLED
    if standing.has_ended:
        return Phase.ENDED
    if standing.is_closed or not standing.has_key or (standing.closes_on is not None and standing.closes_on < on):
        return Phase.CLOSED
    if standing.opens_on is None or standing.opens_on > on:
        return Phase.SOON
    return Phase.OPEN
