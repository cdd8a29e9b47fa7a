"""Record what the addressee itself says to a verdict; it is shown beside it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import NoSource, written
from safeconduct.advocacy.models import Verdict, VerdictReply
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NotGivenYet(Refused):
    """There is nothing to reply to."""

    sentence = _("Only a verdict that two people gave can be replied to. This one was not confirmed, or it was set aside.")


@transaction.atomic
def record_verdict_reply(*, verdict: Verdict, text: str, language: str, on: date, citation: str, by: Member, at: datetime) -> VerdictReply:
    """Add the reply, in the addressee's own words; ``citation`` names the letter or mail it came in.

    :raises NotGivenYet: if the verdict does not stand
    :raises TextMissing: if it has no words
    :raises NoSource: if nothing says where it came in
    """
    if not verdict.confirmed_at or verdict.set_aside_at:
        raise NotGivenYet
    if not citation.strip():
        raise NoSource
    words = written({language: text}, language)[language]
    reply = VerdictReply.objects.create(
        verdict=verdict, language=language, text=words, on=on, citation=citation.strip(), recorded_at=at, recorded_by=by
    )
    record("advocacy.verdict-replied", verdict.reference, by=by.reference, at=at, on=on.isoformat())
    if verdict.demand.is_public:
        mark_changed(crisis=verdict.demand.crisis, at=at)
    return reply
