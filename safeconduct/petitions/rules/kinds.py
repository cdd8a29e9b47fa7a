"""The stages and ends of a campaign, and the states of what people write to it. Pure."""

from enum import StrEnum


class StageKind(StrEnum):
    """Where a campaign is, in this order; each is dated when it is reached."""

    START = "start"
    COLLECTION = "collection"
    SUBMISSION = "submission"
    DIALOGUE = "dialogue"
    DECISION = "decision"


class End(StrEnum):
    """How it ended, said honestly."""

    FULFILLED = "fulfilled"
    PARTLY = "partly"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    NOT_TAKEN = "not-taken"  # the addressee did not take the signatures
    ELSEWHERE = "elsewhere"  # it goes on in another place
    WITHDRAWN = "withdrawn"  # by its owner
    NOT_HANDED_OVER = "not-handed-over"


class WordState(StrEnum):
    """What became of words that somebody sent in: reasons, arguments, questions, translations."""

    HELD = "held"  # nobody has looked yet
    SHOWN = "shown"
    HIDDEN = "hidden"
    TAKEN_BACK = "taken-back"  # by whoever wrote them
    ACCEPTED = "accepted"  # a translation that became part of the text


class Side(StrEnum):
    """On which side an argument stands."""

    FOR = "for"
    AGAINST = "against"


class HandoverState(StrEnum):
    """How far a handover is: one prepares, another approves, a holder makes it in the sealed desk, the addressee takes or refuses it."""

    PREPARED = "prepared"
    APPROVED = "approved"
    MADE = "made"
    RECEIVED = "received"
    REFUSED = "refused"
    CANCELLED = "cancelled"
