"""How the work on signatures stands, in lines for whoever runs the machine."""

from uuid import UUID

from django.conf import settings

from safeconduct.signing.models import CountEvent, Roll
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.queries.waiting import mails_by_state, minutes_to_wait
from safeconduct.signing.storing.ram import campaign_key


def standing() -> list[str]:
    """Tell each campaign's count and key, what is to be counted, and the mails that wait."""
    lines = []
    for roll in Roll.objects.order_by("reference"):
        count = count_of(roll.pk)
        key = f"destroyed on {roll.key_destroyed_on}" if roll.key_destroyed_on else "in memory" if campaign_key(roll.pk) else "absent"
        lines.append(f"{roll.reference}: {roll.state}, {count.total} counted, {count.provisional} provisional, key {key}")
    mails = ", ".join(f"{number} {state}" for state, number in mails_by_state().items()) or "none"
    lines.append(f"To be counted: {CountEvent.objects.count()}. Mails: {mails}.")
    lines.append(f"A mail takes about {minutes_to_wait()} min at {settings.SIGNING_MAILS_A_MINUTE} a minute.")
    return lines


def roll_named(reference: str) -> UUID | None:
    """Give the id of a roll by its campaign's reference."""
    return Roll.objects.filter(reference=reference).values_list("pk", flat=True).first()
