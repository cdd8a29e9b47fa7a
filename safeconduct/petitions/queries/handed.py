"""What the desk shows of handovers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.petitions.models import Campaign, Handover
from safeconduct.petitions.queries.handing import card_for
from safeconduct.petitions.queries.standing import released_languages
from safeconduct.petitions.rules.kinds import HandoverState
from safeconduct.petitions.words import CHANNEL_NAMES, HANDOVER_NAMES
from safeconduct.signing.rules.kinds import Channel, State

NAMES = dict(DOCUMENT_LANGUAGES)
STAMPS = {
    HandoverState.PREPARED: "waiting",
    HandoverState.APPROVED: "checked",
    HandoverState.MADE: "checked",
    HandoverState.RECEIVED: "released",
    HandoverState.REFUSED: "recalled",
    HandoverState.CANCELLED: "draft",
}


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One handover in the list."""

    row: Handover
    to: str
    state: str
    code: str  # of its stamp


@dataclass(frozen=True, slots=True)
class CountLine:
    """So many confirmed signatures from one country by one way."""

    country: str
    channel: str
    public: int
    addressee: int
    counted: int

    @property
    def total(self) -> int:
        return self.public + self.addressee + self.counted


@dataclass(frozen=True, slots=True)
class HandoverShown:
    """One handover on its page. ``made`` are the numbers of the package, which may be smaller than those it was prepared with."""

    to: str
    body: str
    holder: str
    language: str
    state: str
    code: str
    confirmed: int
    named: int
    counted: int
    made: dict[str, Any]
    counts: tuple[CountLine, ...]
    texts: tuple[tuple[str, str], ...]
    waits_for_approval: bool
    can_be_made: bool
    is_made: bool
    is_under_way: bool
    is_settled: bool


def handover_lines(campaign: Campaign, *, on: date) -> list[HandoverLine]:
    """Give the handovers of a campaign, the newest first."""
    rows = campaign.handovers.select_related("post").order_by("-pk")
    return [
        HandoverLine(row, card_for(row.post, language="en", on=on).title, str(HANDOVER_NAMES[_state(row)]), STAMPS[_state(row)])
        for row in rows
    ]


def handover_shown(row: Handover, *, on: date) -> HandoverShown:
    """Give one handover as its page shows it."""
    card, state, counts = card_for(row.post, language="en", on=on), _state(row), row.counts
    return HandoverShown(
        to=card.title,
        body=card.body,
        holder=card.holder_name,
        language=NAMES.get(row.language, row.language),
        state=str(HANDOVER_NAMES[state]),
        code=STAMPS[state],
        confirmed=counts.get("confirmed", 0),
        named=counts.get("public", 0) + counts.get("addressee", 0),
        counted=counts.get("counted", 0),
        made=counts.get("made", {}),
        counts=tuple(_lines(counts.get("rows", []))),
        texts=tuple((NAMES.get(code, code), hashed) for code, hashed in sorted(row.texts.items())),
        waits_for_approval=state is HandoverState.PREPARED,
        can_be_made=state in {HandoverState.APPROVED, HandoverState.MADE},
        is_made=state is HandoverState.MADE,
        is_under_way=state in {HandoverState.PREPARED, HandoverState.APPROVED, HandoverState.MADE},
        is_settled=state in {HandoverState.RECEIVED, HandoverState.REFUSED},
    )


def post_choices(campaign: Campaign, *, on: date) -> list[tuple[str, str]]:
    """Give the addressees to choose from."""
    chosen = campaign.addressees.select_related("post").order_by("position")
    cards = [(one.post.reference, card_for(one.post, language="en", on=on)) for one in chosen]
    return [(reference, ", ".join(part for part in (card.holder_name, card.title, card.body) if part)) for reference, card in cards]


def language_choices(campaign: Campaign) -> list[tuple[str, str]]:
    """Give the languages in which the text is released, the original first."""
    return [(code, NAMES.get(code, code)) for code in released_languages(campaign)]


def _state(row: Handover) -> HandoverState:
    return HandoverState(row.state)


def _lines(rows: list[list[Any]]) -> list[CountLine]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for state, country, channel, visibility, number in rows:
        if state == State.CONFIRMED:
            kinds = found.setdefault((country, channel), {})
            kinds[visibility] = kinds.get(visibility, 0) + number
    lines = [
        CountLine(country, str(CHANNEL_NAMES[Channel(channel)]), *(kinds.get(one, 0) for one in ("public", "addressee", "counted")))
        for (country, channel), kinds in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.total, line.country, line.channel))
