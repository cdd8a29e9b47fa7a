"""End a round: its key goes first, then its cards and answers. What stays is that there was one, and its runs."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.placement.access import round_led_by
from safeconduct.placement.models import Card, Round
from safeconduct.vault.actions.destroy_expired_vault import destroy_expired_vault
from safeconduct.vault.actions.destroy_vault import destroy_bytes


def end_round(*, round_: UUID, by: Member, at: datetime) -> None:
    """Destroy the round's vault, cards and answers. Cards that nobody answered are gone too: their cases go into the next round.

    :raises Http404: if the member does not lead the round
    """
    with transaction.atomic():
        found = round_led_by(by, round_, locked=True)
        vault = found.vault_id
        Round.objects.filter(pk=found.pk).update(vault=None, state="ended")
        files = destroy_expired_vault(vault=vault, by=by.reference, at=at) if vault else []
        Card.objects.filter(round=found).delete()
        record("placement.round-ended", found.reference, by=by.reference, at=day_of(at))
    destroy_bytes(files)
