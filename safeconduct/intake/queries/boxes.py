"""What stands in boxes whose ids somebody knows, as a client takes it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models.functions import Length

from safeconduct.intake.access import boxes_known, messages_in_boxes
from safeconduct.intake.queries.messages import LARGEST_ANSWER
from safeconduct.kit.talking import base64_of
from safeconduct.people.models import Member


def talk_of_boxes(member: Member, boxes: Sequence[UUID], *, known: Sequence[UUID]) -> dict[str, Any]:
    """Give the messages of these boxes; those whose ids are ``known`` come without their blob.

    ``left`` names the boxes to ask for again, where not everything went into one answer.
    """
    messages = messages_in_boxes(boxes_known(member, boxes))
    sizes = dict(messages.exclude(pk__in=known).annotate(size=Length("blob")).order_by("mailbox", "sequence").values_list("pk", "size"))
    chosen: list[UUID] = []
    room = LARGEST_ANSWER
    for id_, size in sizes.items():
        room -= size
        if room < 0 and chosen:
            break
        chosen.append(id_)
    blobs = dict(messages.filter(pk__in=chosen).values_list("pk", "blob"))
    rows = list(messages.values_list("pk", "mailbox", "direction", "sequence", "day", "sealed_by"))
    missing = set(sizes) - set(blobs)
    return {
        "messages": [
            {
                "id": str(id_),
                "mailbox": str(mailbox),
                "direction": direction,
                "sequence": sequence,
                "day": day.isoformat(),
                "sealed_by": sealed_by,
                "blob": base64_of(blobs[id_]) if id_ in blobs else "",
            }
            for id_, mailbox, direction, sequence, day, sealed_by in rows
            if id_ not in missing
        ],
        "left": sorted({str(mailbox) for id_, mailbox, *_rest in rows if id_ in missing}),
    }
