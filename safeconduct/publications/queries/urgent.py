"""Urgent actions: whether they run, what is on record of them, and how many wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from safeconduct.publications.models import Consent, HarmCheck, Outcome, Publication
from safeconduct.publications.rules.agreeing import RecipientRole
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.urgent import Counted, Lack, Stage, Standing, by_country, by_way, issue_words, lacking, stage_on
from safeconduct.publications.rules.wording import confessions_in

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many letters were reported: in all, by country (``""``: not named) and by way."""

    total: int
    countries: tuple[tuple[str, int], ...]
    ways: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A place in the draft that may repeat a confession."""

    language: str
    words: str


@dataclass(frozen=True, slots=True)
class UrgentDesk:
    """Everything the desk's page of an urgent action shows."""

    number: str
    index: str
    expires_on: date | None
    stage: Stage
    lacks: tuple[Lack, ...]
    consents: Sequence[Consent]
    checks: Sequence[HarmCheck]
    outcomes: Sequence[Outcome]
    tallied: Tallied
    confessions: tuple[Repeated, ...]
    has_consent: bool
    must_recall: bool


def action_of(publication: Publication) -> Publication:
    """Give the urgent action that an update goes on from; of anything else itself."""
    if publication.kind == Kind.UPDATE and publication.updates is not None:
        return publication.updates
    return publication


def has_consent(publication: Publication) -> bool:
    """Tell whether consent is in force; an update rests on that of its action."""
    return action_of(publication).consents.filter(withdrawn_on__isnull=True).exists()


def has_harm_check(publication: Publication) -> bool:
    """Tell whether somebody weighed the harm; an update rests on that of its action."""
    return action_of(publication).harm_checks.exists()


def is_stopped(publication: Publication) -> bool:
    """Tell whether nobody may be asked any more: it or its action was recalled, or consent is gone."""
    action = action_of(publication)
    return publication.recalled_at is not None or action.recalled_at is not None or not has_consent(publication)


def stage_of(publication: Publication, at: datetime) -> Stage:
    """Tell how a released action stands at that moment. One that was never released asks nobody."""
    if publication.released_at is None:
        return Stage.EXPIRED
    return stage_on(publication.expires_on, at.date(), is_stopped=is_stopped(publication))


def lacks_before_release(publication: Publication, on: date) -> tuple[Lack, ...]:
    """Give what an urgent action may not be released without on that day; an update only needs an action that it goes on from."""
    if publication.kind == Kind.UPDATE:
        return () if publication.updates_id else (Lack.ACTION,)
    if publication.kind != Kind.URGENT_ACTION:
        return ()
    standing = Standing(
        has_consent=has_consent(publication),
        has_harm_check=has_harm_check(publication),
        is_numbered=bool(publication.facts.get("number")),
        has_addressee=publication.recipients.filter(role=RecipientRole.TO).exists(),
        expires_on=publication.expires_on,
    )
    return lacking(standing, on)


def number_of(publication: Publication) -> str:
    """Give the number as it is printed, "UA 3/17" or "FU 1 on UA 3/17"; ``""`` where it has none."""
    facts = publication.facts
    return issue_words(facts["number"], facts["year"], int(facts.get("issue", "1"))) if facts.get("number") else ""


def tallied(publication: Publication) -> Tallied:
    """Give how many letters were reported; countries with few are told together."""
    counted = [Counted(row.country, row.channel, row.count) for row in publication.tallies.filter(count__gt=0)]
    return Tallied(sum(one.count for one in counted), by_country(counted), by_way(counted))


def urgent_desk(publication: Publication, at: datetime) -> UrgentDesk:
    """Give the desk's page of an urgent action that the member's organisation leads."""
    action = action_of(publication)
    consents = list(action.consents.select_related("recorded_by").order_by("-recorded_at", "-pk"))
    has_now = any(consent.withdrawn_on is None for consent in consents)
    return UrgentDesk(
        number=number_of(publication),
        index=publication.facts.get("index", ""),
        expires_on=publication.expires_on,
        stage=stage_of(publication, at),
        lacks=lacks_before_release(publication, at.date()),
        consents=consents,
        checks=list(action.harm_checks.select_related("checked_by").order_by("-checked_at", "-pk")),
        outcomes=list(action.outcomes.select_related("recorded_by").order_by("-on", "-pk")),
        tallied=tallied(action),
        confessions=_confessions(publication),
        has_consent=has_now,
        must_recall=not has_now and action.released_at is not None and action.recalled_at is None,
    )


def _confessions(publication: Publication) -> tuple[Repeated, ...]:
    texts = [(text.language, text.text) for part in publication.parts.prefetch_related("texts") for text in part.texts.all()]
    texts += [(title.language, title.text) for title in publication.titles.all()]
    return tuple(dict.fromkeys(Repeated(language, words) for language, text in texts for words in confessions_in(text)))
