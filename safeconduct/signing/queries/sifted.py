"""Which signatures a sift finds in one roll, counted in every way that helps to see a flood; nothing of it leads to a person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from safeconduct.signing.models import Signature
from safeconduct.signing.rules.kinds import State
from safeconduct.signing.rules.sifting import IN_QUESTION, Sift

TOLD = ("state", "country", "language", "channel", "visibility")
ONE_OF = {"countries": "country", "languages": "language", "channels": "channel", "visibilities": "visibility"}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How many there are, and how they fall apart; the most first, days in their order."""

    total: int = 0
    by_state: Mapping[str, int] = field(default_factory=dict)
    by_country: Mapping[str, int] = field(default_factory=dict)
    by_language: Mapping[str, int] = field(default_factory=dict)
    by_channel: Mapping[str, int] = field(default_factory=dict)
    by_visibility: Mapping[str, int] = field(default_factory=dict)
    by_day: Mapping[date, int] = field(default_factory=dict)


def sifted(roll: UUID, sift: Sift) -> QuerySet[Signature]:
    """Give the signatures of this roll, and of no other, that a sift finds."""
    found = Signature.objects.filter(roll=roll, state__in=set(sift.states) & set(IN_QUESTION) if sift.states else IN_QUESTION)
    for name, column in ONE_OF.items():
        if wanted := getattr(sift, name):
            found = found.filter(**{f"{column}__in": wanted})
    if sift.since:
        found = found.filter(signed_on__gte=sift.since)
    if sift.until:
        found = found.filter(signed_on__lte=sift.until)
    if sift.domains:
        found = found.filter(domain__in=[bytes.fromhex(tag) for tag in sift.domains])
    return found.filter(batch__startswith=sift.batch) if sift.batch else found


def went_with(roll: UUID, reference: str) -> int:
    """Give how many signatures of this roll are out of the count by this invalidation."""
    return Signature.objects.filter(roll=roll, state=State.INVALID, batch__contains=f"{reference}.").count()


def came_with(roll: UUID, batch: str) -> int:
    """Give how many signatures of this roll came with an import, whatever became of them."""
    return Signature.objects.filter(roll=roll, batch__startswith=batch).count()


def breakdown(roll: UUID, sift: Sift) -> Breakdown:
    """Count what a sift finds; the whole roll is walked through once."""
    found = Counters()
    for *values, day, count in sifted(roll, sift).order_by().values_list(*TOLD, "signed_on").annotate(count=Count("id")):
        found.take(dict(zip(TOLD, values, strict=True)), day, count)
    return Breakdown(
        found.days.total(),
        **{f"by_{name}": dict(counter.most_common()) for name, counter in found.of.items()},
        by_day=dict(sorted(found.days.items())),
    )


class Counters:
    """One counter for everything that is told, and one for the days."""

    def __init__(self) -> None:
        self.of: dict[str, Counter[str]] = {name: Counter() for name in TOLD}
        self.days: Counter[date] = Counter()

    def take(self, values: Mapping[str, str], day: date, count: int) -> None:
        """Count so many that have all of this in common."""
        for name, value in values.items():
            self.of[name][value] += count
        self.days[day] += count


@dataclass(frozen=True, slots=True)
class DayOf:
    """What came on one day: how many were signed, by what has become of them, and how many of each country."""

    day: date
    by_state: Mapping[str, int]
    by_country: Mapping[str, int]

    @property
    def total(self) -> int:
        """Give how many were signed on that day, whatever became of them."""
        return sum(self.by_state.values())


def days_signed(roll: UUID, *, since: date) -> list[DayOf]:
    """Give what came on each day since then, the latest first; unconfirmed ones of more than two weeks ago are gone."""
    states: dict[date, Counter[str]] = {}
    countries: dict[date, Counter[str]] = {}
    rows = Signature.objects.filter(roll=roll, signed_on__gte=since).order_by().values_list("signed_on", "state", "country")
    for day, state, country, count in rows.annotate(count=Count("id")):
        states.setdefault(day, Counter())[state] += count
        countries.setdefault(day, Counter())[country] += count
    return [DayOf(day, states[day], dict(countries[day].most_common())) for day in sorted(states, reverse=True)]


@dataclass(frozen=True, slots=True)
class DomainOf:
    """One mail domain by its keyed tag: how many are in question, and how many of those are set aside."""

    tag: bytes
    total: int
    set_aside: int


def domains_signed(roll: UUID, *, most: int) -> list[DomainOf]:
    """Give the mail domains that most signatures in question have, by their keyed tags; those without one are left out."""
    rows = Signature.objects.filter(roll=roll, state__in=IN_QUESTION).exclude(domain=b"").order_by().values_list("domain", "state")
    found: dict[bytes, Counter[str]] = {}
    for tag, state, count in rows.annotate(count=Count("id")):
        found.setdefault(bytes(tag), Counter())[state] += count
    ordered = sorted(found.items(), key=lambda row: (-row[1].total(), row[0]))[:most]
    return [DomainOf(tag, states.total(), states[State.SET_ASIDE]) for tag, states in ordered]
