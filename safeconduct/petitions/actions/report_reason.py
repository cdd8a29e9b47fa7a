"""Report a reason: enough readers take it off the page until somebody has looked again."""

from datetime import datetime

from django.db import transaction

from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.petitions.actions.spend_ticket import spend_ticket
from safeconduct.petitions.models import Reason
from safeconduct.petitions.rules.kinds import WordState
from safeconduct.petitions.rules.sending import REPORTS_THAT_HOLD


@transaction.atomic
def report_reason(*, reason: Reason, ticket: bytes, at: datetime) -> None:
    """Count the report, once for each page that was sent. Of who reported nothing is kept."""
    kept = Reason.objects.select_for_update(of=("self",)).select_related("campaign__crisis").get(pk=reason.pk)
    if kept.state != WordState.SHOWN or not spend_ticket(ticket, at=at):
        return
    kept.reports += 1
    if kept.reports >= REPORTS_THAT_HOLD:
        kept.state = WordState.HELD
        mark_changed(crisis=kept.campaign.crisis, at=at)
    kept.save(update_fields=["reports", "state"])
