"""Propose a verdict on one demand and one body. It says nothing to anybody until another member has confirmed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, TextMissing, require_crisis
from safeconduct.advocacy.models import Body, Deed, Demand, Response, SearchNote, Verdict, VerdictEvidence
from safeconduct.advocacy.rules import DeedType, ResponseType, Said, Showing
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
    if any(one.actor_id != body.pk or one.withdrawn_at for one in (*evidence.responses, *evidence.deeds)):
        raise EvidenceElsewhere
    if any(deed.is_from_casework for deed in evidence.deeds):
        raise EvidenceElsewhere
    flaws = flaws_of(Said(stated), Showing(shown), grounds_of(demand, body, evidence), as_of=as_of)
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


def grounds_of(demand: Demand, body: Body, evidence: Evidence) -> Grounds:
    """Give what a verdict would rest on: all words of the body to the demand, and the deeds in evidence and beside it."""
    words = Response.objects.filter(demand=demand, actor=body, withdrawn_at__isnull=True).values_list("type", flat=True)
    in_evidence = [response.type for response in evidence.responses]
    known = Deed.objects.filter(demand=demand, actor=body, withdrawn_at__isnull=True)
    latest = SearchNote.objects.filter(body=body).order_by("-searched_until").first()
    return Grounds(
        words=tuple(ResponseType(word) for word in (*words, *in_evidence)),
        helped=sum(not deed.is_negative for deed in evidence.deeds),
        harmed=sum(deed.is_negative for deed in evidence.deeds),
        known=sum(not DeedType(type_).is_negative for type_ in known.filter(is_from_casework=False).values_list("type", flat=True)),
        searched_until=latest.searched_until if latest else None,
    )


def _write(verdict: Verdict, evidence: Evidence) -> None:
    VerdictEvidence.objects.bulk_create(
        [
            *(VerdictEvidence(verdict=verdict, response=response) for response in dict.fromkeys(evidence.responses)),
            *(VerdictEvidence(verdict=verdict, deed=deed) for deed in dict.fromkeys(evidence.deeds)),
            *(VerdictEvidence(verdict=verdict, passage=passage) for passage in dict.fromkeys(evidence.passages)),
        ]
    )
