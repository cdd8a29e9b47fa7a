"""Confirm a verdict that somebody else proposed. From then on it stands, until a newer one does."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.propose_verdict import CannotBeSaid, Evidence, EvidenceElsewhere, grounds_of
from safeconduct.advocacy.models import Deed, Response, Verdict
from safeconduct.advocacy.rules import Said, Showing
from safeconduct.advocacy.rules.verdicts import flaws_of
from safeconduct.advocacy.words import FLAW_SENTENCES
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class TakesTwo(Refused):
    """The same person proposed it."""

    sentence = _("You proposed this verdict yourself. It takes a second person, who looks at the evidence anew.")


class DecidedAlready(Refused):
    """It was confirmed or set aside before."""

    sentence = _("This verdict was decided before. Open the page again; if you see it otherwise, propose a new one.")


@transaction.atomic
def confirm_verdict(*, verdict: Verdict, by: Member, at: datetime) -> None:
    """Let the verdict stand. Its evidence is looked at once more: the register may have changed since it was proposed.

    :raises TakesTwo: if the same member proposed it
    :raises DecidedAlready: if it was confirmed or set aside
    :raises EvidenceElsewhere: if some of its evidence was withdrawn since
    :raises CannotBeSaid: if the register does not carry it any more
    """
    kept = Verdict.objects.select_for_update().select_related("demand__crisis", "body").get(pk=verdict.pk)
    if kept.confirmed_at or kept.set_aside_at:
        raise DecidedAlready
    if kept.proposed_by_id == by.pk:
        raise TakesTwo
    evidence = Evidence(
        responses=[row.response for row in kept.evidence.select_related("response") if row.response],
        deeds=[row.deed for row in kept.evidence.select_related("deed") if row.deed],
    )
    answers: list[Response | Deed] = [*evidence.responses, *evidence.deeds]
    if any(answer.withdrawn_at for answer in answers):
        raise EvidenceElsewhere
    grounds = grounds_of(kept.demand, kept.body, evidence, as_of=kept.as_of)
    flaws = flaws_of(Said(kept.stated), Showing(kept.shown), grounds, as_of=kept.as_of)
    if flaws:
        raise CannotBeSaid(FLAW_SENTENCES[flaws[0]])
    kept.confirmed_at, kept.confirmed_by = at, by
    kept.save(update_fields=["confirmed_at", "confirmed_by"])
    record("advocacy.verdict-confirmed", kept.reference, by=by.reference, at=at, stated=kept.stated, shown=kept.shown, timing=kept.timing)
    if kept.demand.is_public:
        mark_changed(crisis=kept.demand.crisis, at=at)
    verdict.refresh_from_db()
