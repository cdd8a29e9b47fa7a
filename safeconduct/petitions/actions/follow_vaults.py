"""Let the rolls follow their vaults: once a vault has its next key, signatures are sealed to that one."""

from datetime import datetime

from django.db.models import F

from safeconduct.petitions.actions.write_roll import write_roll
from safeconduct.petitions.models import Campaign
from safeconduct.signing.models import Roll


def follow_vaults(*, at: datetime) -> int:
    """Write anew every roll that still seals to an older key than its vault has; give how many. Done again, it changes nothing."""
    now = dict(Campaign.objects.filter(vault__isnull=False).annotate(number=F("vault__epoch")).values_list("roll", "number"))
    behind = [roll for roll, epoch in Roll.objects.filter(pk__in=list(now)).values_list("pk", "epoch") if epoch != now[roll]]
    for campaign in Campaign.objects.filter(roll__in=behind):
        write_roll(campaign, at=at)
    return len(behind)
