"""What the desk shows of campaigns: the list, the head of every page, and what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.petitions.access import campaigns_for
from safeconduct.petitions.queries.readiness import facts_of
from safeconduct.petitions.queries.standing import standing_of
from safeconduct.petitions.rules.kinds import HandoverState, StageKind
from safeconduct.petitions.rules.phases import Phase, phase_of
from safeconduct.petitions.rules.stages import BY_HAND, ORDER
from safeconduct.petitions.rules.steps import Course, Progress, Step, next_step, steps_of
from safeconduct.petitions.words import STAGE_NAMES
from safeconduct.publications.models import PartText, Title
from safeconduct.publications.rules.drift import Kept, drift_of
from safeconduct.signing.models import Roll
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.queries.rolls import switches_of

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from safeconduct.crises.models import Crisis
    from safeconduct.people.models import Member
    from safeconduct.petitions.models import Campaign, CampaignUpdate, Stage, Threshold

NAMES = dict(DOCUMENT_LANGUAGES)
DRAFT, PAUSED = "draft", "paused"

STATE_WORDS: dict[str, tuple[Promise, str]] = {
    DRAFT: (_("Being prepared"), "draft"),
    Phase.SOON: (_("Opens later"), "waiting"),
    Phase.OPEN: (_("Open for signing"), "released"),
    PAUSED: (_("Paused"), "waiting"),
    Phase.CLOSED: (_("Closed"), "checked"),
    Phase.ENDED: (_("Ended"), "checked"),
    Phase.RECALLED: (_("Text recalled"), "recalled"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head of every page of a campaign."""

    title: str
    language: str
    state: str
    code: str  # of its stamp
    phase: str
    organisation: str
    languages: tuple[str, ...]  # named in themselves, the original first


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """One campaign in the list."""

    campaign: Campaign
    heading: Heading
    total: int | None  # None before it was opened
    closes_on: date | None
    is_own: bool
    next_step: Step | None


@dataclass(frozen=True, slots=True)
class Way:
    """Where a campaign is, and what comes next."""

    course: Course
    steps: tuple[tuple[Step, Progress], ...]
    next_step: Step | None


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage as the desk shows it."""

    kind: str
    name: str
    row: Stage | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """One update in the list."""

    row: CampaignUpdate
    title: str
    language: str
    languages: tuple[str, ...]


def heading_of(campaign: Campaign, *, at: datetime) -> Heading:
    """Give the head of its pages."""
    titles = {title.language: title.text for title in campaign.publication.titles.all()}
    original = campaign.publication.original
    language = original if original in titles else next(iter(titles), "en")
    phase = desk_phase(campaign, at=at)
    word, code = STATE_WORDS[phase]
    return Heading(
        title=titles.get(language, campaign.reference),
        language=language,
        state=str(word),
        code=code,
        phase=phase,
        organisation=campaign.organisation.name,
        languages=tuple(NAMES.get(one, one) for one in sorted(titles, key=lambda one: (one != original, one))),
    )


def desk_phase(campaign: Campaign, *, at: datetime) -> str:
    """Give where it is for those who keep it: as everybody sees it, or being prepared, or paused by a switch."""
    if campaign.opens_on is None and campaign.publication.recalled_at is None:
        return DRAFT
    roll = Roll.objects.filter(pk=campaign.roll).first()
    phase = phase_of(standing_of(campaign, at=at, key_destroyed=bool(roll and roll.key_destroyed_on)), on=at.date())
    if phase is Phase.OPEN and roll is not None and switches_of(roll).pause:
        return PAUSED
    return phase


def campaign_lines(member: Member, crisis: Crisis, *, at: datetime) -> list[CampaignLine]:
    """Give the campaigns that the member may know of, the newest first."""
    lines = []
    for campaign in campaigns_for(member, crisis).prefetch_related("publication__titles"):
        is_own = campaign.organisation_id == member.organisation_id
        lines.append(
            CampaignLine(
                campaign=campaign,
                heading=heading_of(campaign, at=at),
                total=count_of(campaign.roll).total if campaign.opens_on else None,
                closes_on=campaign.closes_on,
                is_own=is_own,
                next_step=course_of(campaign, at=at).next_step if is_own else None,
            )
        )
    return lines


def course_of(campaign: Campaign, *, at: datetime) -> Way:
    """Give where it is, and what comes next."""
    facts, texts = facts_of(campaign, at=at), campaign.publication
    phase = phase_of(standing_of(campaign, at=at, key_destroyed=facts.key_is_gone), on=at.date())
    handed = campaign.handovers.filter(state__in=[HandoverState.RECEIVED, HandoverState.REFUSED]).exists()
    stages = set(campaign.stages.values_list("kind", flat=True))
    course = Course(
        is_released=facts.is_released and facts.is_for_everybody,
        is_recalled=facts.is_recalled,
        languages=texts.titles.count(),
        drifted=drifted_of(campaign),
        addressees=facts.addressees,
        has_vault=facts.has_vault,
        has_key=facts.has_key,
        key_is_gone=facts.key_is_gone,
        is_opened=campaign.opens_on is not None,
        is_over=phase in {Phase.CLOSED, Phase.ENDED, Phase.RECALLED},
        is_handed_over=handed or "submission" in stages,
        is_answered=bool(stages & {"dialogue", "decision"}),
        has_ended=bool(campaign.end),
    )
    steps = steps_of(course)
    return Way(course, steps, next_step(steps))


def drifted_of(campaign: Campaign) -> int:
    """Give how many translated texts of the draft were made from an original that has changed since."""
    text = campaign.publication
    kept: dict[int, dict[str, Kept]] = {}
    for part in PartText.objects.filter(part__publication=text):
        kept.setdefault(part.part_id, {})[part.language] = Kept(part.text, part.made_from)
    for title in Title.objects.filter(publication=text):
        kept.setdefault(0, {})[title.language] = Kept(title.text, title.made_from)
    written = [texts for texts in kept.values() if texts.get(text.original, Kept("")).text]
    return sum(len(drift_of(texts, original=text.original, languages=texts).drifted) for texts in written)


def thresholds_of(campaign: Campaign) -> list[Threshold]:
    """Give the thresholds, the smallest number first."""
    return list(campaign.thresholds.order_by("number"))


def stages_of(campaign: Campaign) -> list[StageLine]:
    """Give every stage in order, with what was recorded of it where it was reached."""
    there = {StageKind(row.kind): row for row in campaign.stages.select_related("recorded_by")}
    return [StageLine(kind.value, str(STAGE_NAMES[kind]), there.get(kind), kind in BY_HAND) for kind in ORDER]


def updates_of(campaign: Campaign) -> list[UpdateLine]:
    """Give the updates, the newest first."""
    rows = campaign.updates.select_related("published_by").prefetch_related("texts").order_by("-published_at", "-pk")
    lines = []
    for row in rows:
        texts = {text.language: text for text in row.texts.all()}
        text = texts.get(campaign.publication.original) or next(iter(texts.values()))
        lines.append(UpdateLine(row, text.title, text.language, tuple(NAMES.get(code, code) for code in sorted(texts))))
    return lines


def update_texts(update: CampaignUpdate) -> dict[str, tuple[str, str]]:
    """Give title and text of an update, by language."""
    return {text.language: (text.title, text.text) for text in update.texts.all()}
