"""Take every vault away from a member at once. Those who hold them with the member see that a new epoch is due."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.vault.models import Epoch, Grant


@transaction.atomic
def end_grants(*, member: Member, by: str, at: datetime) -> list[UUID]:
    """Destroy every grant of the member; give the vaults that were held, in the order of their ids.

    What was sealed until now the member may have kept open; the epochs are marked, and the others are asked to begin new ones.
    """
    lost = take_away(Grant.objects.filter(member=member))
    for vault in lost:
        record("vault.grant-ended", str(vault), by=by, at=day_of(at), member=member.reference)
    return lost


def take_away(grants: QuerySet[Grant]) -> list[UUID]:
    """Destroy these grants and mark every epoch that they could open: their own, and by the sealed history all before."""
    newest: dict[UUID, int] = defaultdict(int)
    for vault, epoch in grants.values_list("vault", "epoch"):
        newest[vault] = max(newest[vault], epoch)
    for vault, epoch in newest.items():
        Epoch.objects.filter(vault=vault, number__lte=epoch).update(seen_by_removed=True)
    grants.delete()
    return sorted(newest)
