"""Appeals as those who keep the books see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from safeconduct.crises.access import crises_for
from safeconduct.fund.access.appeals import appeals_kept_by, channels_to_choose, funds_without_appeal
from safeconduct.fund.models import Appeal, Channel, Count
from safeconduct.fund.queries.appeal_sums import public_sums
from safeconduct.fund.queries.giving import Giving, Sums, Way, giving_of, state_of_appeal, sums_in, text_of, way_of
from safeconduct.fund.rules.channels import Channel as Number
from safeconduct.fund.rules.money import written
from safeconduct.fund.words import APPEAL_STATES, CHANNEL_NAMES
from safeconduct.kit.languages import text_in
from safeconduct.people.models import Member

MOST_COUNTS = 50


@dataclass(frozen=True)
class Row:
    """An appeal in the desk's list."""

    appeal: Appeal
    title: str
    language: str
    state: str
    state_word: str
    sums: Sums


@dataclass(frozen=True)
class CountRow:
    """A count and how it stands: ``said`` (waits for a second person), ``out``, ``few`` (confirmed, too little to publish), ``over``."""

    count: Count
    sum: str
    largest: str
    state: str
    is_mine: bool


@dataclass(frozen=True)
class Choices:
    """What an appeal can be made of."""

    funds: list[tuple[str, str]]
    crises: list[tuple[str, str]]
    channels: list[tuple[str, str]]


def rows_for(member: Member, *, language: str, at: datetime) -> list[Row]:
    """Give the appeals of the member's book, the newest first."""
    return [row_of(appeal, language=language, at=at) for appeal in appeals_kept_by(member).order_by("-pk")]


def row_of(appeal: Appeal, *, language: str, at: datetime) -> Row:
    """Give one appeal as a row: its title, its state and the public numbers."""
    text, sums = text_of(appeal, language), public_sums(appeal)
    state = state_of_appeal(appeal, sums, at)
    return Row(appeal, text.title, text.language, state, str(APPEAL_STATES[state]), sums_in(sums, language))


def choices_for(member: Member, *, language: str) -> Choices:
    """Give what the member can make an appeal of: funds without one, crises, verified channels."""
    crises = [(crisis, text_in(crisis.texts.all(), language)) for crisis in crises_for(member)]
    return Choices(
        funds=[(fund.reference, fund.name) for fund in funds_without_appeal(member).order_by("name")],
        crises=[(crisis.slug, text.title if text else crisis.slug) for crisis, text in crises],
        channels=[(one.reference, channel_line(one)) for one in channels_to_choose(member).order_by("kind", "number")],
    )


def channel_line(channel: Channel) -> str:
    """Write a channel in one line, such as ``Bankgiro 991-2346 (SEK), Lantern Line``."""
    number = Number(channel.kind, channel.number, channel.currency).written
    return f"{CHANNEL_NAMES[channel.kind]} {number} ({channel.currency}), {channel.holder}"


def counts_of(appeal: Appeal, member: Member) -> list[CountRow]:
    """Give the counts of an appeal, the newest first."""
    rows = Count.objects.filter(appeal=appeal).select_related("said_by", "confirmed_by").order_by("-until", "-pk")[:MOST_COUNTS]
    return [
        CountRow(
            count=row,
            sum=written(row.minor, appeal.currency),
            largest=written(row.largest_minor, appeal.currency),
            state=_state_of_count(row),
            is_mine=row.said_by_id == member.pk,
        )
        for row in rows
    ]


def preview_of(appeal: Appeal, *, language: str, at: datetime) -> Giving | None:
    """Give what the public sees now; ``None`` where it sees nothing yet."""
    return giving_of(appeal.slug, language, at=at) if appeal.opened_at and appeal.crisis.published_at else None


def ways_of(appeal: Appeal) -> list[tuple[Way, Channel]]:
    """Give the channels of an appeal, those that were ended since among them."""
    return [(way_of(appeal, channel), channel) for channel in appeal.channels.select_related("account").order_by("kind", "number")]


def _state_of_count(row: Count) -> str:
    if row.replaced_on:
        return "over"
    if row.confirmed_at is None:
        return "said"
    return "out" if row.published_minor else "few"
