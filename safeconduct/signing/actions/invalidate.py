"""Take signatures out of the count together, a piece at a time, and put them back; let those in that were set aside."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from safeconduct.signing.models import CountEvent, PublicName, Signature, WaitingMail
from safeconduct.signing.queries.sifted import sifted
from safeconduct.signing.rules.kinds import COUNTED_STATES, State
from safeconduct.signing.rules.sifting import Sift, with_mark, without_mark
from safeconduct.signing.storing.alone import DATABASE

PIECE = 1000  # rows at a time, so that nobody who signs meanwhile waits longer than a moment
HIDDEN = date.max  # a public name that is shown from this day on is shown on none
FIELDS = ("id", "roll_id", "state", "country", "language", "channel", "is_provisional", "batch")
NOWHERE = UUID(int=0)


def invalidate(roll: UUID, sift: Sift, *, reference: str, after: UUID | None, most: int = PIECE) -> tuple[int, UUID | None]:
    """Take at most ``most`` signatures that the sift finds behind ``after`` out of the count.

    Gives how many, and the id after which to go on; ``None`` once there are no more. Each keeps with which invalidation (``reference``)
    it went and from which state. Public names are hidden, mails that wait are held.
    """
    with transaction.atomic(using=DATABASE):
        rows = list(sifted(roll, sift).filter(id__gt=after or NOWHERE).select_for_update().order_by("id").only(*FIELDS)[:most])
        for row in rows:
            row.batch = with_mark(row.batch, reference, State(row.state))
        for batch, ids in _by_batch(rows).items():
            Signature.objects.filter(pk__in=ids).update(state=State.INVALID, batch=batch)
        ids = [row.pk for row in rows]
        PublicName.objects.filter(signature__in=ids).update(shown_from=HIDDEN)
        WaitingMail.objects.filter(signature__in=ids, state="waiting").update(state="held")
        _count([(row, State(row.state), State.INVALID) for row in rows])
    return len(rows), (rows[-1].pk if len(rows) == most else None)


def put_back(roll: UUID, *, reference: str, on: date, most: int = PIECE) -> int:
    """Put at most ``most`` signatures that went with this invalidation back into the state that each had; give how many it were.

    Who took their signature back or erased it meanwhile stays out.
    """
    with transaction.atomic(using=DATABASE):
        found = Signature.objects.filter(roll=roll, state=State.INVALID, batch__contains=f"{reference}.")
        rows = list(found.select_for_update().order_by("id").only(*FIELDS)[:most])
        steps: list[tuple[Signature, State, State]] = []
        groups: dict[tuple[str, State], list[UUID]] = {}
        for row in rows:
            read = without_mark(row.batch, reference)
            if read is not None:
                groups.setdefault(read, []).append(row.pk)
                steps.append((row, State.INVALID, read[1]))
        for (batch, state), ids in groups.items():
            Signature.objects.filter(pk__in=ids).update(state=state, batch=batch)
            _show_again(ids, state, on)
        _count(steps)
    return len(steps)


def let_in(roll: UUID, sift: Sift, *, most: int = PIECE) -> int:
    """Let at most ``most`` signatures in that were set aside and that the sift finds: their confirmation goes out. Gives how many."""
    with transaction.atomic(using=DATABASE):
        found = sifted(roll, sift).filter(state=State.SET_ASIDE)
        rows = list(found.select_for_update().order_by("id").only(*FIELDS)[:most])
        ids = [row.pk for row in rows]
        Signature.objects.filter(pk__in=ids).update(state=State.PENDING)
        WaitingMail.objects.filter(signature__in=ids, state="held").update(state="waiting")
        _count([(row, State.SET_ASIDE, State.PENDING) for row in rows])
    return len(rows)


def remove_batch(roll: UUID, batch: str, *, most: int = PIECE) -> int:
    """Delete at most ``most`` signatures that came with an import, whatever became of them; the count follows. Gives how many."""
    with transaction.atomic(using=DATABASE):
        found = Signature.objects.filter(roll=roll, batch__startswith=batch)
        rows = list(found.select_for_update().order_by("id").only(*FIELDS)[:most])
        _count([(row, State(row.state), None) for row in rows])
        Signature.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _by_batch(rows: Iterable[Signature]) -> dict[str, list[UUID]]:
    groups: dict[str, list[UUID]] = {}
    for row in rows:
        groups.setdefault(row.batch, []).append(row.pk)
    return groups


def _show_again(ids: list[UUID], state: State, on: date) -> None:
    if state is State.CONFIRMED:
        PublicName.objects.filter(signature__in=ids).update(shown_from=on)
    if state is State.PENDING:
        WaitingMail.objects.filter(signature__in=ids, state="held").update(state="waiting")


def _count(steps: Iterable[tuple[Signature, State, State | None]]) -> None:
    """Write the steps of the count, those of one kind as one."""
    moved: Counter[tuple[UUID, str, str, str, str, bool]] = Counter()
    for row, was, to in steps:
        for state, delta in ((was, -1), (to, 1)):
            if state is not None and state in COUNTED_STATES:
                moved[row.roll_id, state, row.country, row.language, row.channel, row.is_provisional] += delta
    names = ("roll_id", "state", "country", "language", "channel", "is_provisional")
    CountEvent.objects.bulk_create(CountEvent(**dict(zip(names, key, strict=True)), delta=delta) for key, delta in moved.items() if delta)
