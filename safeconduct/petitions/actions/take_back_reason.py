"""Take back a reason, by way of the link in one's mail: at any time, without asking anybody."""

from datetime import datetime

from django.db import transaction

from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.petitions.models import Reason
from safeconduct.petitions.rules.kinds import WordState
from safeconduct.vault.format.signatures import read_token, reason_owner


@transaction.atomic
def take_back_reason(*, token: str, at: datetime) -> int:
    """Erase the words, name and country of every reason that belongs to this link; give how many. Doing it again does nothing."""
    rows = list(
        Reason.objects.select_for_update(of=("self",)).filter(owner=reason_owner(read_token(token))).select_related("campaign__crisis")
    )
    for row in rows:
        was_shown = row.state == WordState.SHOWN
        row.text = row.name = row.country = row.hidden_because = ""
        row.owner, row.state, row.reports = b"", WordState.TAKEN_BACK, 0
        row.save()
        if was_shown:
            mark_changed(crisis=row.campaign.crisis, at=at)
    return len(rows)
