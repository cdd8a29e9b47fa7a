"""The numbers of a campaign for those who keep it: counts from the tally, so that nobody's signature is read for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from safeconduct.kit.countries import country_names
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.words import CHANNEL_NAMES, STATE_NAMES
from safeconduct.signing.models import Signature
from safeconduct.signing.queries.counts import Count, count_of, days_of, states_of
from safeconduct.signing.rules.kinds import State

NAMES = dict(DOCUMENT_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Overview:
    """How many signed, and what became of the others."""

    total: int
    provisional: int
    goal: int
    pending: int
    states: tuple[tuple[str, int], ...]  # of those that do not count, named

    @property
    def share(self) -> int:
        """Give how much of the goal is reached, in hundredths; 100 at most."""
        return min(100, self.total * 100 // self.goal) if self.goal else 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """The same told apart: by country, way and language, and the days."""

    overview: Overview
    countries: tuple[tuple[str, int], ...]
    channels: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    days: tuple[tuple[date, int], ...]  # every day from the first to the last, days without any too


def overview_of(campaign: Campaign) -> Overview:
    """Give how many signed."""
    return _overview(campaign, count_of(campaign.roll))


def numbers_of(campaign: Campaign, *, language: str) -> Numbers:
    """Give the numbers told apart, named in the language."""
    count, countries = count_of(campaign.roll), country_names(language)
    return Numbers(
        overview=_overview(campaign, count),
        countries=_named(count.by_country, countries),
        channels=_named(count.by_channel, {channel.value: str(name) for channel, name in CHANNEL_NAMES.items()}),
        languages=_named(count.by_language, NAMES),
        days=tuple(every_day(days_of(campaign.roll))),
    )


def every_day(days: Iterable[tuple[date, int]]) -> Iterable[tuple[date, int]]:
    """Give each day from the first to the last, with nought where nobody was confirmed."""
    known = dict(days)
    if not known:
        return
    day, last = min(known), max(known)
    while day <= last:
        yield day, known.get(day, 0)
        day += timedelta(days=1)


def _overview(campaign: Campaign, count: Count) -> Overview:
    states = states_of(campaign.roll)
    others = [state for state in State if state not in {State.CONFIRMED, State.PENDING} and states.get(state)]
    return Overview(
        total=count.total,
        provisional=count.provisional,
        goal=campaign.goal,
        pending=Signature.objects.filter(roll=campaign.roll, state=State.PENDING).count(),
        states=tuple((str(STATE_NAMES[state]), states[state]) for state in others),
    )


def _named(counted: Mapping[str, int], names: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    return tuple((names.get(code, code) or str(_("Not said")), number) for code, number in counted.items())
