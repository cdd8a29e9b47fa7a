"""What stands out among the days of a campaign: a hint to look, never a judgement. Pure; nobody is named by it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

LEAST = 50  # signatures; below that every share jumps
TIMES = 3  # as much as on the other days
SHARE = 0.2  # of a day that one country must have to stand out
DAY_TIMES = 10  # as many as on the other day in the middle
DOMAIN_SHARE = 0.05  # of all signatures that one mail domain must have which nobody knows as a large one


@dataclass(frozen=True, slots=True)
class Day:
    """How many were signed on a day, by country."""

    on: date
    by_country: Mapping[str, int]

    @property
    def total(self) -> int:
        """Give how many it were."""
        return sum(self.by_country.values())


def days_that_stand_out(days: Sequence[Day]) -> set[date]:
    """Give the days with ten times as many as the day in the middle of all others."""
    found = set()
    for day in days:
        others = sorted(other.total for other in days if other is not day)
        if others and day.total >= max(LEAST, DAY_TIMES * others[len(others) // 2]):
            found.add(day.on)
    return found


def countries_that_stand_out(days: Sequence[Day]) -> dict[date, list[str]]:
    """Give, by day, the countries whose share is three times what it is on all other days, and a fifth at least."""
    whole: Counter[str] = Counter()
    for day in days:
        whole.update(day.by_country)
    found = {day.on: [code for code in day.by_country if _stands_out(code, day, whole)] for day in days}
    return {on: codes for on, codes in found.items() if codes}


def domain_stands_out(count: int, *, of: int, is_known: bool) -> bool:
    """Tell whether so many signatures of one mail domain are odd: of one that nobody knows as a large one."""
    return not is_known and count >= LEAST and count > DOMAIN_SHARE * of


def _stands_out(code: str, day: Day, whole: Mapping[str, int]) -> bool:
    here, others = day.by_country[code], sum(whole.values()) - day.total
    share = here / day.total
    if here < LEAST or share < SHARE or others < LEAST:
        return False
    return share > TIMES * (whole[code] - here) / others
