"""Compare the count with the signatures themselves, and repair it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Count

from safeconduct.signing.actions.count_up import Kind, add
from safeconduct.signing.models import DayTally, Roll, Signature
from safeconduct.signing.rules.kinds import COUNTED_STATES, State
from safeconduct.signing.storing.alone import DATABASE, alone

# One statement, so that all three are seen as they were at one moment: what should be counted, less what waits to be, less what is.
DIFFERENCE = """
SELECT state, country, language, channel, is_provisional, SUM(number) FROM (
  SELECT state, country, language, channel, is_provisional, COUNT(*) AS number FROM signing_signature WHERE roll_id = {roll}
  GROUP BY state, country, language, channel, is_provisional
  UNION ALL
  SELECT state, country, language, channel, is_provisional, -SUM(delta) FROM signing_countevent WHERE roll_id = {roll}
  GROUP BY state, country, language, channel, is_provisional
  UNION ALL
  SELECT state, country, language, channel, is_provisional, -count FROM signing_tally WHERE roll_id = {roll}
) AS parts GROUP BY state, country, language, channel, is_provisional HAVING SUM(number) <> 0
"""


@dataclass(frozen=True, slots=True)
class Recounted:
    """What differed: how many kinds of signatures, and by how many in all; no signature is named."""

    reference: str
    kinds: int
    signatures: int


def recount_all() -> list[Recounted]:
    """Recount every roll and give those that differed; nothing while another process does it."""
    with alone("recount") as is_ours:
        found = [recount(roll) for roll in Roll.objects.order_by("reference")] if is_ours else []
    return [one for one in found if one.kinds]


def recount(roll: Roll) -> Recounted:
    """Repair the count of a roll and give what differed.

    What is found at one moment is added, whatever comes in meanwhile: signing and counting move both sides alike. Only two recounts at
    once would repair twice, see ``recount_all``.
    """
    differing = _difference(roll.pk)
    with transaction.atomic(using=DATABASE):
        add(differing)
        _set_days(roll)
    return Recounted(roll.reference, len(differing), sum(abs(number) for number in differing.values()))


def _difference(roll: UUID) -> Counter[Kind]:
    connection = connections[DATABASE]
    given = roll if connection.features.has_native_uuid_field else roll.hex
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCE.format(roll="%s"), [given] * 3)
        rows = cursor.fetchall()
    differing: Counter[Kind] = Counter()
    for state, country, language, channel, is_provisional, number in rows:
        if state in COUNTED_STATES:
            differing[roll, state, country, language, channel, bool(is_provisional)] += int(number)
    return differing


def _set_days(roll: Roll) -> None:
    """Set how many were confirmed on each day to those that still count."""
    days: dict[date, int] = dict(
        Signature.objects.filter(roll=roll, state=State.CONFIRMED, confirmed_on__isnull=False)
        .values_list("confirmed_on")
        .annotate(number=Count("pk"))
    )
    DayTally.objects.filter(roll=roll).exclude(day__in=days).delete()
    known = dict(DayTally.objects.filter(roll=roll).values_list("day", "count"))
    for day, number in days.items():
        if known.get(day) != number:
            DayTally.objects.update_or_create(roll=roll, day=day, defaults={"count": number})
