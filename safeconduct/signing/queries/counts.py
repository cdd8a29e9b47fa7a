"""How many have signed, from the tally alone: no signature is counted when somebody asks."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Sum

from safeconduct.signing.models import DayTally, Tally
from safeconduct.signing.rules.kinds import State


@dataclass(frozen=True, slots=True)
class Count:
    """Confirmed signatures. ``provisional`` ones are in no other number: they were taken while duplicates could not be told."""

    total: int = 0
    provisional: int = 0
    by_country: Mapping[str, int] = field(default_factory=dict)  # ISO 3166-1 alpha-2, "" where it was not said; the most first
    by_channel: Mapping[str, int] = field(default_factory=dict)
    by_language: Mapping[str, int] = field(default_factory=dict)


def count_of(roll: UUID) -> Count:
    """Give how many confirmed signatures a roll has, a few seconds old at most."""
    total = provisional = 0
    countries: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    rows = Tally.objects.filter(roll=roll, state=State.CONFIRMED).values_list("country", "channel", "language", "is_provisional", "count")
    for country, channel, language, is_provisional, count in rows:
        if is_provisional:
            provisional += count
            continue
        total += count
        countries[country] += count
        channels[channel] += count
        languages[language] += count
    return Count(total, provisional, _shown(countries), _shown(channels), _shown(languages))


def states_of(roll: UUID) -> dict[str, int]:
    """Give how many signatures left the count, or never came into it, by state; states that nobody is in are left out."""
    rows = Tally.objects.filter(roll=roll).values_list("state").annotate(total=Sum("count"))
    return {state: total for state, total in rows.order_by("state") if total}


def days_of(roll: UUID) -> list[tuple[date, int]]:
    """Give how many were confirmed on each day, the first day first."""
    return list(DayTally.objects.filter(roll=roll).order_by("day").values_list("day", "count"))


def _shown(counted: Counter[str]) -> dict[str, int]:
    return {name: count for name, count in sorted(counted.items(), key=lambda row: (-row[1], row[0])) if count > 0}
