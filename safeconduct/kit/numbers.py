"""Numbers that come from outside, kept within what every database and every conversion takes."""

HIGHEST = 10**15  # nothing that is counted here comes near it; databases hold a thousand times more
_DIGITS = 15


def number_in(text: str) -> int | None:
    """Give the whole number that a text is; ``None`` where it is none, or has more than fifteen digits."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None
