"""Propose a verdict on one demand and one body. It says nothing to anybody until another member has confirmed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, TextMissing, require_crisis
from safeconduct.advocacy.models import Body, Deed, Demand, Response, SearchNote, Verdict, VerdictEvidence
from safeconduct.advocacy.rules import ResponseType, Said, Showing
from safeconduct.advocacy.rules.as_of import By, happened_by
from safeconduct.advocacy.rules.verdicts import RUBRIC, Grounds, flaws_of, last_of, timing_of
from safeconduct.advocacy.words import FLAW_SENTENCES
from safeconduct.audit.actions.record import record
from safeconduct.evidence.models import Passage
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class CannotBeSaid(Refused):
    """The evidence does not carry it; the sentence tells what is missing."""


class EvidenceElsewhere(Refused):
    """Something in evidence is another body's, was withdrawn, or may never be shown by itself."""

    sentence = _(
        "Something you chose as evidence cannot carry this verdict: it is another body's, it was withdrawn, "
        "or it is known from helping people only. Leave it out."
    )


class EvidenceLater(Refused):
    """Something in evidence happened after the day of the verdict."""

    sentence = _("Something you chose as evidence happened after the day of the verdict. Give it as of a later day, or leave that out.")


class JudgedTheFuture(Refused):
    """The day has not come yet."""

    sentence = _("A verdict cannot be given as of a day that has not come. Look at the date again.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a verdict rests on."""

    responses: Sequence[Response] = ()
    deeds: Sequence[Deed] = ()
    passages: Sequence[Passage] = ()


@transaction.atomic
def propose_verdict(
    *,
    demand: Demand,
    body: Body,
    stated: Said,
    shown: Showing,
    as_of: date,
    reasons: str,
    language: str,
    evidence: Evidence,
    by: Member,
    at: datetime,
) -> Verdict:
    """Add the verdict with its evidence; how it stands against the demand's date is worked out, not chosen.

    :raises CannotBeSaid: if words in the register or deeds in evidence do not carry it
    :raises EvidenceElsewhere: if evidence is another body's, withdrawn, or known from casework
    :raises EvidenceLater: if evidence surely happened after ``as_of``
    :raises AlreadyWithdrawn: if the demand was withdrawn
    :raises TextMissing: if no reasons are given
    :raises JudgedTheFuture: if ``as_of`` lies after ``at``
    """
    require_crisis(demand.crisis, [body, *evidence.passages])
    if demand.withdrawn_at:
        raise AlreadyWithdrawn
    if as_of > at.date():
        raise JudgedTheFuture
    if not reasons.strip():
        raise TextMissing
    _require_evidence(body, evidence, as_of)
    flaws = flaws_of(Said(stated), Showing(shown), grounds_of(demand, body, evidence, as_of=as_of), as_of=as_of)
    if flaws:
        raise CannotBeSaid(FLAW_SENTENCES[flaws[0]])
    is_done = shown == Showing.DONE
    helped = [deed.on for deed in evidence.deeds if not deed.is_negative]
    verdict = Verdict.objects.create(
        demand=demand,
        body=body,
        stated=Said(stated),
        shown=Showing(shown),
        timing=timing_of(demand.due, as_of, is_done=is_done, done_on=last_of(helped)),
        as_of=as_of,
        language=language,
        reasons=reasons.strip(),
        rubric=RUBRIC,
        proposed_at=at,
        proposed_by=by,
    )
    _write(verdict, evidence)
    record("advocacy.verdict-proposed", verdict.reference, by=by.reference, at=at, demand=demand.reference, body=body.reference)
    return verdict


def grounds_of(demand: Demand, body: Body, evidence: Evidence, *, as_of: date) -> Grounds:
    """Give what a verdict as of that day would rest on: the body's words to the demand until then, and deeds in evidence and beside it."""
    said = Response.objects.filter(demand=demand, actor=body, withdrawn_at__isnull=True)
    done = Deed.objects.filter(demand=demand, actor=body, withdrawn_at__isnull=True, is_from_casework=False)
    latest = SearchNote.objects.filter(body=body).order_by("-searched_until").first()
    words = [*(response for response in said if not _is_later(response, as_of)), *evidence.responses]
    return Grounds(
        words=tuple(ResponseType(response.type) for response in words),
        helped=sum(not deed.is_negative for deed in evidence.deeds),
        harmed=sum(deed.is_negative for deed in evidence.deeds),
        known=sum(not deed.is_negative and not _is_later(deed, as_of) for deed in done),
        searched_until=latest.searched_until if latest else None,
    )


def _require_evidence(body: Body, evidence: Evidence, as_of: date) -> None:
    answers: list[Response | Deed] = [*evidence.responses, *evidence.deeds]
    if any(answer.actor_id != body.pk or answer.withdrawn_at for answer in answers):
        raise EvidenceElsewhere
    if any(deed.is_from_casework for deed in evidence.deeds):
        raise EvidenceElsewhere
    if any(_is_later(answer, as_of) for answer in answers):
        raise EvidenceLater


def _is_later(answer: Response | Deed, as_of: date) -> bool:
    return happened_by(answer.on, as_of) is By.NO


def _write(verdict: Verdict, evidence: Evidence) -> None:
    VerdictEvidence.objects.bulk_create(
        [
            *(VerdictEvidence(verdict=verdict, response=response) for response in dict.fromkeys(evidence.responses)),
            *(VerdictEvidence(verdict=verdict, deed=deed) for deed in dict.fromkeys(evidence.deeds)),
            *(VerdictEvidence(verdict=verdict, passage=passage) for passage in dict.fromkeys(evidence.passages)),
        ]
    )
