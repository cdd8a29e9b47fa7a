"""What the owner of a campaign sees of its signatures in order to notice a flood: days, countries, mail domains; never a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.petitions.access import own_campaign_for
from safeconduct.petitions.models import Campaign, ImportRun, Invalidation
from safeconduct.petitions.rules.mail_domains import large_domains, throwaway_domains
from safeconduct.petitions.rules.unusual import Day, countries_that_stand_out, days_that_stand_out, domain_stands_out
from safeconduct.petitions.words import CHANNEL_NAMES, STATE_NAMES, VISIBILITY_NAMES
from safeconduct.signing.models import Roll
from safeconduct.signing.queries.domains import keys_here, named_domains
from safeconduct.signing.queries.sifted import Breakdown, DomainOf, breakdown, days_signed, domains_signed
from safeconduct.signing.rules.kinds import Channel, State, Visibility
from safeconduct.signing.rules.sifting import read_sift

DAYS, MOST_DOMAINS, MOST_COUNTRIES = 30, 12, 3
TOLD = (State.CONFIRMED, State.PENDING, State.SET_ASIDE, State.INVALID)


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the trend. ``countries`` are those with the largest shares: code, share in per cent, whether it stands out."""

    day: date
    total: int
    counts: tuple[int, ...]  # by TOLD
    countries: tuple[tuple[str, int, bool], ...]
    is_unusual: bool


@dataclass(frozen=True, slots=True)
class DomainLine:
    """One mail domain: its name where it is one of the known ones, else the beginning of its tag."""

    tag: str  # hexadecimal letters
    name: str
    total: int
    set_aside: int
    is_throwaway: bool
    is_unusual: bool


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything of the trend page."""

    days: tuple[DayLine, ...] = ()
    domains: tuple[DomainLine, ...] = ()
    has_key: bool = False
    set_aside: int = 0
    unusual: int = field(default=0)


def trends_of(campaign: Campaign, *, on: date) -> Trends:
    """Give the trends of the last thirty days."""
    found = days_signed(campaign.roll, since=on - timedelta(days=DAYS))
    days = [Day(one.day, one.by_country) for one in found]
    odd_days, odd_countries = days_that_stand_out(days), countries_that_stand_out(days)
    lines = []
    for one in found:
        largest = list(one.by_country.items())[:MOST_COUNTRIES]
        odd = odd_countries.get(one.day, [])
        counts = tuple(one.by_state.get(state, 0) for state in TOLD)
        shares = tuple((code, round(100 * count / one.total), code in odd) for code, count in largest)
        lines.append(DayLine(one.day, one.total, counts, shares, one.day in odd_days))
    signed = domains_signed(campaign.roll, most=MOST_DOMAINS)
    domains = _domains(campaign, signed)
    unusual = sum(line.is_unusual or any(odd for _code, _share, odd in line.countries) for line in lines)
    return Trends(
        days=tuple(lines),
        domains=domains,
        has_key=bool(keys_here(campaign.roll)),
        set_aside=breakdown_of(campaign, {"states": [State.SET_ASIDE.value]}).total,
        unusual=unusual + sum(line.is_unusual or line.is_throwaway for line in domains),
    )


def breakdown_of(campaign: Campaign, filters: dict[str, object]) -> Breakdown:
    """Give how what a bulk action would take falls apart, in the campaign's own roll alone."""
    return breakdown(campaign.roll, read_sift(filters))


def parts_of(found: Breakdown) -> list[tuple[str, list[tuple[str, int]]]]:
    """Give a breakdown as tables: what it is told apart by, and how many of each."""
    named: tuple[tuple[str, Mapping[str, str], Mapping[str, int]], ...] = (
        ("state", {state.value: str(name) for state, name in STATE_NAMES.items()}, found.by_state),
        ("country", {}, found.by_country),
        ("language", {}, found.by_language),
        ("channel", {channel.value: str(CHANNEL_NAMES[channel]) for channel in Channel}, found.by_channel),
        ("visibility", {one.value: str(VISIBILITY_NAMES[one]) for one in Visibility}, found.by_visibility),
        ("day", {}, {day.isoformat(): count for day, count in found.by_day.items()}),
    )
    return [(code, [(names.get(value, value) or "–", count) for value, count in counts.items()]) for code, names, counts in named]


def common_to(filters: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give in words what signatures were chosen by; mail domains stand there as tags and are only counted."""
    sift = read_sift(filters)
    named = {
        _("Signed"): "–".join(day.isoformat() if day else "…" for day in (sift.since, sift.until)) if sift.since or sift.until else "",
        _("Country"): ", ".join(code or _("not said") for code in sift.countries),
        _("Language"): ", ".join(sift.languages),
        _("Came by"): ", ".join(str(CHANNEL_NAMES[Channel(code)]) for code in sift.channels),
        _("Visibility"): ", ".join(str(VISIBILITY_NAMES[Visibility(code)]) for code in sift.visibilities),
        _("Where they stand"): ", ".join(str(STATE_NAMES[State(code)]) for code in sift.states),
        _("Mail domain"): _("as it was typed or chosen; it is not kept") if sift.domains else "",
        _("Brought in with"): sift.batch,
    }
    return [(name, value) for name, value in named.items() if value]


def invalidation_for(member: Member, crisis: Crisis, reference: str, invalidation: str) -> Invalidation:
    """Give an invalidation of a campaign that the member's organisation owns.

    :raises Http404: if there is none for this member
    """
    campaign = own_campaign_for(member, crisis, reference)
    found = Invalidation.objects.filter(campaign=campaign, reference=invalidation).select_related("campaign", "begun_by").first()
    if found is None:
        raise Http404
    return found


def invalidations_of(campaign: Campaign) -> list[Invalidation]:
    """Give the invalidations that were begun, the newest first."""
    return list(campaign.invalidations.exclude(state="looked-at").select_related("begun_by").order_by("-begun_on", "-pk"))


def imports_of(campaign: Campaign) -> list[str]:
    """Give the references of the campaign's imports, the newest first."""
    return list(ImportRun.objects.filter(campaign=campaign).order_by("-begun_on", "-pk").values_list("reference", flat=True))


def languages_signed(campaign: Campaign) -> list[str]:
    """Give the languages in which it can be signed."""
    roll = Roll.objects.filter(pk=campaign.roll).only("languages").first()
    return list(roll.languages) if roll else []


def _domains(campaign: Campaign, signed: list[DomainOf]) -> tuple[DomainLine, ...]:
    total = sum(one.total for one in signed)
    throwaway = named_domains(campaign.roll, throwaway_domains())
    known = named_domains(campaign.roll, large_domains()) | throwaway
    return tuple(
        DomainLine(
            tag=one.tag.hex(),
            name=known.get(one.tag, ""),
            total=one.total,
            set_aside=one.set_aside,
            is_throwaway=one.tag in throwaway,
            is_unusual=domain_stands_out(one.total, of=total, is_known=one.tag in known),
        )
        for one in signed
    )
