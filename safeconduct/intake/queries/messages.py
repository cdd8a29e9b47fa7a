"""What came in by a channel and what was answered, as a client takes it: first everything without blobs, then blobs by id."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Length

from safeconduct.intake.access import mailboxes_in, messages_in
from safeconduct.intake.models import Channel, IntakeFile
from safeconduct.kit.talking import base64_of

LARGEST_ANSWER = 4 * 1024 * 1024  # bytes of blobs; one always goes
TAG_LENGTH = 16


def list_of_messages(channel: Channel, *, known_tag: str = "") -> dict[str, Any]:
    """Give all messages of a channel without their blobs, and a tag; only the tag where it is the one that is known already.

    Three queries, however many messages.
    """
    files = _files(channel)
    messages = [
        {
            "id": str(id_),
            "mailbox": str(mailbox),
            "direction": direction,
            "sequence": sequence,
            "day": day.isoformat(),
            "sealed_by": sealed_by,
            "length": length,
            "files": files[id_],
        }
        for id_, mailbox, direction, sequence, day, sealed_by, length in messages_in(channel)
        .annotate(length=Length("blob"))
        .values_list("pk", "mailbox", "direction", "sequence", "day", "sealed_by", "length")
    ]
    boxes = {str(id_): day.isoformat() for id_, day in mailboxes_in(channel).order_by("pk").values_list("pk", "expires_on")}
    tag = hashlib.sha256(json.dumps([boxes, messages]).encode()).hexdigest()[:TAG_LENGTH]
    return {"tag": tag, "same": True} if tag == known_tag else {"tag": tag, "boxes": boxes, "messages": messages}


def blobs_of_messages(channel: Channel, ids: Sequence[UUID]) -> dict[str, Any]:
    """Give the blobs of these messages of the channel, as many as go into one answer, and the ids to ask for again."""
    asked = messages_in(channel).filter(pk__in=ids)
    sizes = dict(asked.annotate(size=Length("blob")).order_by().values_list("pk", "size"))
    there = [id_ for id_ in dict.fromkeys(ids) if id_ in sizes]
    chosen: list[UUID] = []
    room = LARGEST_ANSWER
    for id_ in there:
        room -= sizes[id_]
        if room < 0 and chosen:
            break
        chosen.append(id_)
    blobs = dict(messages_in(channel).filter(pk__in=chosen).values_list("pk", "blob"))
    return {
        "messages": [{"id": str(id_), "blob": base64_of(blobs[id_])} for id_ in chosen if id_ in blobs],
        "left": [str(id_) for id_ in there[len(chosen) :]],
    }


def _files(channel: Channel) -> dict[UUID | None, list[dict[str, Any]]]:
    found: dict[UUID | None, list[dict[str, Any]]] = defaultdict(list)
    rows = IntakeFile.objects.filter(channel=channel, message__isnull=False).exclude(digest=b"").order_by("pk")
    for id_, message, length in rows.values_list("pk", F("message_id"), "length"):
        found[message].append({"id": str(id_), "length": length})
    return found
