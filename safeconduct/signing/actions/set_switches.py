"""Turn the switches of a campaign in the database, for every machine that takes its signatures."""

from uuid import UUID

from django.db import transaction

from safeconduct.signing.models import Roll
from safeconduct.signing.rules.switches import Switches, read_switches, to_json
from safeconduct.signing.storing.alone import DATABASE


def set_switches(*, roll: UUID, switches: Switches) -> tuple[str, ...] | None:
    """Keep the switches with the roll and raise its revision. Gives the names of those that changed; ``None`` if there is no such roll."""
    with transaction.atomic(using=DATABASE):
        kept = Roll.objects.select_for_update().filter(pk=roll).first()
        if kept is None:
            return None
        before, after = to_json(read_switches(kept.switches)), to_json(switches)
        changed = tuple(name for name in sorted({*before, *after}) if before.get(name) != after.get(name))
        if changed:
            kept.switches = after
            kept.revision += 1
            kept.save(update_fields=["switches", "revision"])
        return changed
