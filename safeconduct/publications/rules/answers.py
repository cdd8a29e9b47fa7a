"""What an answer to a letter comes to, as a person judges it. Pure.

After the five outcomes that WriteToThem asks its writers for: the one that matters is that being acknowledged is not being answered.
"""

from enum import StrEnum

from safeconduct.advocacy.rules import ResponseType


class AnswerOutcome(StrEnum):
    """What it comes to."""

    ANSWERED = "answered"
    ELSEWHERE = "elsewhere"  # answered, but something else than was asked
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    PROMISED = "promised"

    @property
    def is_answer(self) -> bool:
        """Tell whether the letter is answered now; one that was only acknowledged still waits."""
        return self in {AnswerOutcome.ANSWERED, AnswerOutcome.REFUSED, AnswerOutcome.PROMISED}


def agree(outcome: AnswerOutcome, type_: ResponseType) -> bool:
    """Tell whether a judgement and an entry of the register say the same: only what acknowledges is an acknowledgement."""
    return (outcome is AnswerOutcome.ACKNOWLEDGED) == (type_ is ResponseType.ACKNOWLEDGEMENT)
