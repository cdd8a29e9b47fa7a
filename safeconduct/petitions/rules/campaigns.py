"""What a campaign is begun with and how it closes. Pure."""

import re
import unicodedata
from datetime import date, timedelta

LONGEST_SLUG = 60
KEY_DAYS = 14  # the key outlives the collection so long that late confirmations and doubtful signatures can still be settled
MOST_KEY_DAYS = 90
MOST_SIGNERS = 2_000_000_000  # what a column of numbers takes
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th"}


def slug_of(title: str, taken: set[str]) -> str:
    """Give the campaign's name in its address: plain letters of the title, or "petition", with a number where it is taken."""
    folded = "".join(LETTERS.get(sign, sign) for sign in title.casefold())
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    stem = words if len(words) <= LONGEST_SLUG else words[:LONGEST_SLUG].rsplit("-", 1)[0]
    stem = stem or "petition"
    if stem not in taken:
        return stem
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken)


def default_danger(place: str) -> list[str]:
    """Give the countries whose signers are only counted unless they choose otherwise: the one where the crisis is (RU-CE: RU)."""
    country = place[:2].upper()
    return [country] if len(country) == 2 and country.isalpha() else []  # noqa: PLR2004 — two letters of ISO 3166-1


def key_goes_on(*, closes_on: date | None, chosen: date | None) -> date | None:
    """Give the day on which the key is destroyed: the one that was chosen, else some time after the last day; never before that."""
    if chosen is not None:
        return chosen
    return closes_on + timedelta(days=KEY_DAYS) if closes_on else None


def numbers_reached(numbers: list[int], count: int) -> list[int]:
    """Give which of these numbers a count has reached, the smallest first."""
    return sorted(number for number in set(numbers) if 0 < number <= count)
