"""What people said of a petition, as far as somebody has looked and let it stand: reasons, arguments, questions; and its updates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.http import Http404

from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.languages import text_in
from safeconduct.petitions.models import Argument, CampaignUpdate, Question, Reason, UpdateText
from safeconduct.petitions.rules.kinds import Side, WordState

if TYPE_CHECKING:
    from safeconduct.petitions.models import Campaign

REASONS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """Why somebody signed: the month is all that is told of the time."""

    reference: str
    text: str
    language: str
    name: str  # "": somebody
    country: str
    month: str


@dataclass(frozen=True, slots=True)
class ArgumentShown:
    """An argument on one side, with the claim that it rests on where there is one."""

    reference: str
    text: str
    language: str
    claim: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question to whoever began it, with the answer where there is one."""

    reference: str
    text: str
    language: str
    answer: str
    answered: str
    month: str


@dataclass(frozen=True, slots=True)
class UpdateShown:
    """News of a petition in the reader's language, or in the nearest there is."""

    reference: str
    title: str
    text: str
    language: str
    day: str
    moment: datetime
    is_answer: bool


@dataclass(frozen=True, slots=True)
class ReasonsPage:
    """Some of the reasons, and how many pages there are."""

    reasons: tuple[ReasonShown, ...]
    number: int
    pages: int
    total: int


def reasons_page(campaign: Campaign, *, number: int = 1, language: str, most: int = REASONS_A_PAGE) -> ReasonsPage:
    """Give a page of the reasons, the latest month first; within a month in no order that tells who wrote when.

    :raises Http404: if there is no such page
    """
    rows = Reason.objects.filter(campaign=campaign, state=WordState.SHOWN)
    total = rows.count()
    pages = max(1, -(-total // most))
    if not 1 <= number <= pages:
        raise Http404
    here = rows.order_by("-month", "reference")[(number - 1) * most : number * most]
    return ReasonsPage(tuple(_reason(row, language) for row in here), number, pages, total)


def arguments_of(campaign: Campaign) -> dict[str, tuple[ArgumentShown, ...]]:
    """Give the arguments ``for`` and ``against``, the longest standing first."""
    rows = Argument.objects.filter(campaign=campaign, state=WordState.SHOWN).order_by("month", "pk")
    shown = [(row.side, ArgumentShown(row.reference, row.text, row.language, row.claim)) for row in rows]
    return {side.value: tuple(one for of, one in shown if of == side) for side in Side}


def questions_of(campaign: Campaign, *, language: str) -> tuple[QuestionShown, ...]:
    """Give the questions that are shown, those answered last first, then those without an answer."""
    rows = Question.objects.filter(campaign=campaign, state=WordState.SHOWN)
    ordered = sorted(rows, key=lambda row: (row.answered_on or date.min, row.month, row.reference), reverse=True)
    return tuple(
        QuestionShown(row.reference, row.text, row.language, row.answer, _day(row.answered_on, language), _month(row.month, language))
        for row in ordered
    )


def updates_of(campaign: Campaign, *, language: str) -> tuple[UpdateShown, ...]:
    """Give the updates that were not taken back, the newest first."""
    rows = CampaignUpdate.objects.filter(campaign=campaign, taken_back_at__isnull=True).order_by("-published_at", "-pk")
    shown = (_update(row, language) for row in rows.prefetch_related(Prefetch("texts", UpdateText.objects.order_by("pk"))))
    return tuple(one for one in shown if one)


def update_of(campaign: Campaign, reference: str, *, language: str) -> UpdateShown:
    """Give one update.

    :raises Http404: if there is none, or it was taken back
    """
    rows = CampaignUpdate.objects.filter(campaign=campaign, reference=reference, taken_back_at__isnull=True)
    row = rows.prefetch_related("texts").first()
    shown = _update(row, language) if row else None
    if shown is None:
        raise Http404
    return shown


def _reason(row: Reason, language: str) -> ReasonShown:
    return ReasonShown(row.reference, row.text, row.language, row.name, row.country, _month(row.month, language))


def _update(row: CampaignUpdate, language: str) -> UpdateShown | None:
    text = text_in(row.texts.all(), language)
    if text is None:
        return None
    day = _day(row.published_at.date(), language)
    return UpdateShown(row.reference, text.title, text.text, text.language, day, row.published_at, row.is_answer)


def _month(day: date, language: str) -> str:
    return when_words(f"{day:%Y-%m}", language)


def _day(day: date | None, language: str) -> str:
    return when_words(day.isoformat(), language) if day else ""
