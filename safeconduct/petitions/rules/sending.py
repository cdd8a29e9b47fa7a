"""How much people may send in before somebody has looked. Pure."""

from datetime import date

LONGEST_REASON, LONGEST_QUESTION, LONGEST_ARGUMENT = 600, 600, 1000
MOST_HELD = 500  # of one kind for one campaign: more than anybody reads in a day
REPORTS_THAT_HOLD = 3  # so many readers take a reason off the page until somebody has looked again


def month_of(day: date) -> date:
    """Give the first of the month: all that is kept of the time."""
    return day.replace(day=1)


def tidied(text: str, longest: int) -> str:
    """Give what somebody sent without spaces around it, without signs that databases or pages cannot hold, and not longer than this."""
    kept = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if sign == "\n" or sign.isprintable() or sign in "\u200c\u200d")
    lines = [line.rstrip() for line in kept.split("\n")]
    return "\n".join(lines).strip()[:longest].strip()
