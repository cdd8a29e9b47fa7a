"""Take grants away, and mark what could be opened with them."""

from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet

from safeconduct.vault.models import Epoch, Grant


def end_grants(*, grants: QuerySet[Grant]) -> None:
    """Destroy these grants, and mark every epoch that they could open: their own, and by the sealed history all before.

    Part of another action's transaction, which writes the record. Those who still hold a vault whose newest epoch is marked are asked
    to begin another.
    """
    newest: dict[UUID, int] = defaultdict(int)
    for vault, epoch in grants.values_list("vault", "epoch"):
        newest[vault] = max(newest[vault], epoch)
    for vault, epoch in newest.items():
        Epoch.objects.filter(vault=vault, number__lte=epoch).update(seen_by_removed=True)
    grants.delete()
