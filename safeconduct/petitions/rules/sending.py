"""How much people may send in before somebody has looked. Pure."""

from datetime import date

LONGEST_REASON, LONGEST_QUESTION, LONGEST_ARGUMENT = 600, 600, 1000
MOST_HELD = 500  # of one kind for one campaign: more than anybody reads in a day
JOINING = frozenset("\u200c\u200d")  # words in Persian and in India need them
REPORTS_THAT_HOLD = 3  # so many readers take a reason off the page until somebody has looked again


def month_of(day: date) -> date:
    """Give the first of the month: all that is kept of the time."""
    return day.replace(day=1)


def tidied(text: str, longest: int) -> str:
    """Give what somebody sent without spaces around it, without signs that no page can show, and not longer than this."""
    lines = ["".join(sign for sign in line if sign.isprintable() or sign in JOINING).rstrip() for line in text.splitlines()]
    return "\n".join(lines).strip()[:longest].strip()
