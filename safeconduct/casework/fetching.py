"""Asks the two key holders. What is sent is blinded, and who the case is of is not said (docs/handbook/key-holders.md)."""

import json
from collections.abc import Sequence

from django.conf import settings

from safeconduct.outbox.channels.https import NotReached, call

POINT_LENGTH = 32
OK, TOO_MANY = 200, 429


class HolderSilent(Exception):
    """A key holder did not answer, or said something else."""


class HolderRefuses(Exception):
    """A key holder was asked about too many on one day."""


def has_holders() -> bool:
    """Tell whether this server knows two key holders."""
    return bool(settings.KEYHOLDERS)


def answers_of_holders(points: Sequence[bytes], *, organisation: str) -> list[list[bytes]]:
    """Give the answers of each of the two, in the order of the points.

    :raises HolderSilent, HolderRefuses: if one of them does not answer; what the other said is then of no use and is not given
    """
    return [_asked(address, token, points, organisation) for address, token in settings.KEYHOLDERS]


def _asked(address: str, token: str, points: Sequence[bytes], organisation: str) -> list[bytes]:
    body = json.dumps({"organisation": organisation, "points": [point.hex() for point in points]}).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    try:
        answer = call(f"{address.rstrip('/')}/evaluate/", body=body, headers=headers)
        if answer.status == TOO_MANY:
            raise HolderRefuses
        given = [bytes.fromhex(one) for one in json.loads(answer.data)["answers"]] if answer.status == OK else []
    except (NotReached, ValueError, KeyError, TypeError):
        raise HolderSilent from None
    if len(given) != len(points) or any(len(one) != POINT_LENGTH for one in given):
        raise HolderSilent
    return given
