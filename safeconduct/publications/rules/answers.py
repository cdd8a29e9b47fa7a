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


# The kind of words that an outcome can only be. Of the others a person chooses.
SURE_TYPES: dict[AnswerOutcome, ResponseType] = {
    AnswerOutcome.ACKNOWLEDGED: ResponseType.ACKNOWLEDGEMENT,
    AnswerOutcome.REFUSED: ResponseType.REFUSAL,
    AnswerOutcome.PROMISED: ResponseType.PROMISE,
}
