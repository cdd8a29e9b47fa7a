"""What an organisation can answer to a version, how far a copy has come, and how an addressee is reached. Pure."""

from enum import StrEnum


class SignOnAnswer(StrEnum):
    """An organisation's answer to one exact version."""

    SIGNED = "signed"
    ABSTAINED = "abstained"
    CHANGE_ASKED = "change-asked"


class RecipientRole(StrEnum):
    """Why a post gets it."""

    TO = "to"
    COPY = "copy"  # named on the letter
    INFORMATION = "information"  # gets one, is not named


class Progress(StrEnum):
    """How far one copy has come. "Accepted" is a mail server's word; whether anybody read it nobody knows."""

    PLANNED = "planned"
    QUEUED = "queued"
    ACCEPTED = "accepted"
    FAILED = "failed"
    BOUNCED = "bounced"
    BY_HAND = "by-hand"  # to be printed and posted, handed over, faxed or typed into a form
    SENT = "sent"  # by hand, with a note of proof
    ANSWERED = "answered"
    CANCELLED = "cancelled"
