"""What has changed in many vaults since a client last asked: on a bad line nothing is sent twice."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models.functions import Length

from safeconduct.kit.talking import base64_of
from safeconduct.people.models import Member
from safeconduct.vault.access import newest_in, vaults_for

LARGEST_ANSWER = 4 * 1024 * 1024  # bytes of blobs; one record always goes
MOST_RECORDS = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """One vault as it is asked for: which types (all, if there are none), and which version of each record is known."""

    vault: UUID
    types: frozenset[str]
    known: dict[UUID, int]


class Head(NamedTuple):
    """A record without its bytes."""

    pk: UUID
    vault: UUID
    record: UUID
    type: str
    version: int
    size: int


def changed_in(member: Member, wanted: Sequence[Wanted]) -> dict[str, Any]:
    """Give, of each vault that the member holds, the records that are not known in their newest version, and those that are gone.

    ``vaults`` holds ``{id, epoch, records, gone}`` in the order asked for; a vault that the member does not hold is in none of it.
    ``left`` names the vaults of which there is more: they are asked for again, with what has come by then. Three queries, however many.
    """
    epochs = dict(vaults_for(member).filter(pk__in=[one.vault for one in wanted]).values_list("pk", "epoch"))
    held = [one for one in wanted if one.vault in epochs]
    heads = _heads(held)
    chosen, left = _fitting(held, heads)
    answered = [one for one in held if one.vault in chosen]
    ids = [head.pk for heads_of_one in chosen.values() for head in heads_of_one]
    # What was overtaken since it was looked at is missing here, and comes with the next question.
    blobs = {pk: base64_of(blob) for pk, blob in newest_in(epochs).filter(pk__in=ids).values_list("pk", "blob")}
    return {
        "vaults": [
            {
                "id": str(one.vault),
                "epoch": epochs[one.vault],
                "records": [_record(head, blobs[head.pk]) for head in chosen[one.vault] if head.pk in blobs],
                "gone": [str(record) for record in _gone(one, heads[one.vault])],
            }
            for one in answered
        ],
        "left": [str(vault) for vault in left],
    }


def _heads(held: Sequence[Wanted]) -> dict[UUID, list[Head]]:
    """Give the newest records of each vault, of the types asked for."""
    types = frozenset[str]() if any(not one.types for one in held) else frozenset[str]().union(*(one.types for one in held))
    found: dict[UUID, list[Head]] = defaultdict(list)
    by_vault = {one.vault: one for one in held}
    rows = newest_in(by_vault, types).annotate(size=Length("blob"))
    for row in rows.values_list("pk", "vault", "record", "type", "version", "size"):
        head = Head(*row)
        asked = by_vault[head.vault].types
        if not asked or head.type in asked:
            found[head.vault].append(head)
    return found


def _fitting(held: Sequence[Wanted], heads: dict[UUID, list[Head]]) -> tuple[dict[UUID, list[Head]], list[UUID]]:
    """Choose, from the beginning, what goes into one answer; give it by vault, and the vaults of which there is more."""
    chosen: dict[UUID, list[Head]] = {}
    left: list[UUID] = []
    room, count = LARGEST_ANSWER, 0
    for one in held:
        if left:
            left.append(one.vault)
            continue
        chosen[one.vault] = []
        for head in heads[one.vault]:
            if one.known.get(head.record) == head.version:
                continue
            if count and (head.size > room or count >= MOST_RECORDS):
                left.append(one.vault)
                break
            chosen[one.vault].append(head)
            room, count = room - head.size, count + 1
    return chosen, left


def _gone(one: Wanted, heads: Sequence[Head]) -> list[UUID]:
    """Give what is known and is not there any longer."""
    there = {head.record for head in heads}
    return [record for record in one.known if record not in there]


def _record(head: Head, blob: str) -> dict[str, Any]:
    return {"id": str(head.record), "type": head.type, "version": head.version, "blob": blob}
