"""What is told of a count, and how a count of somebody else's is believed. Pure.

A count goes out as JSON in the one way there is to write it (vault.format.octets), signed with the key of this installation (Ed25519), so
that whoever shows it knows whose it is. Numbers of countries go in steps of five: nobody who watches the file sees where one person signed.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from safeconduct.vault.format.errors import NotCanonical, NotSealed
from safeconduct.vault.format.octets import canonical, from_text, to_text
from safeconduct.vault.format.signing import KEY_LENGTH, SIGNATURE_LENGTH, public_key, sign, verify

STEP = 5
STALE_AFTER = timedelta(hours=1)
MOST = 2**31 - 1  # what a column of numbers takes
AHEAD = timedelta(minutes=10)  # that another machine's clock may be fast
IN_ADDRESS = re.compile(r"/p/(PE-[0-9A-Z]{4,12})/count\.json$")
LABEL = b"safeconduct/v1/count\0"


class NotACount(Exception):
    """What a partner sent is no count that can be believed; the message says why, for a member."""


@dataclass(frozen=True, slots=True)
class CountRead:
    """What a partner's file said."""

    total: int
    as_of: datetime


def by_country(counts: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """Give the numbers of countries in steps of five, the largest first, and how many are left over: small cells, and no country."""
    shown = {code: number - number % STEP for code, number in counts.items() if code and number >= STEP}
    ordered = dict(sorted(shown.items(), key=lambda one: (-one[1], one[0])))
    return ordered, max(sum(counts.values()) - sum(shown.values()), 0)


def is_stale(read_at: datetime | None, at: datetime) -> bool:
    """Tell whether a number was last read too long ago to be shown as it is."""
    return read_at is None or at - read_at > STALE_AFTER


def minute_words(moment: datetime) -> str:
    """Write a moment as it stands in a count: to the minute, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def signed_bytes(fields: Mapping[str, Any], seed: bytes) -> bytes:
    """Write and sign a count: ``key`` and ``signature`` are added, both in base64."""
    told = {**fields, "key": to_text(public_key(seed))}
    return canonical({**told, "signature": to_text(sign(seed, LABEL + canonical(told)))})


def read_count(data: bytes, *, key: bytes, at: datetime, reference: str = "") -> CountRead:
    """Read a partner's count: signed by the key that was written down for it, of the campaign named, and not from the future.

    :raises NotACount: if it is anything else; a number that is not told is not nought
    """
    told = _object(data)
    _check_signature(told, key)
    if reference and told.get("campaign") != reference:
        raise NotACount("It counts another campaign.")
    as_of = _moment(told.get("as_of"))
    if as_of > at + AHEAD:
        raise NotACount("It says that it was counted in the future.")
    total = told.get("total")
    if not isinstance(total, int) or isinstance(total, bool) or not 0 <= total <= MOST:
        raise NotACount("It tells no number at the moment.")
    return CountRead(total, as_of)


def reference_in(address: str) -> str:
    """Give the reference that stands in the address of a count of an installation like this one; empty where there is none."""
    found = IN_ADDRESS.search(address)
    return found[1] if found else ""


def _object(data: bytes) -> dict[str, Any]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise NotACount("It is not JSON.") from None
    if not isinstance(told, dict):
        raise NotACount("It is not a count.")
    return told


def _check_signature(told: Mapping[str, Any], key: bytes) -> None:
    unsigned = {name: value for name, value in told.items() if name != "signature"}
    try:
        signature = from_text(told.get("signature"), SIGNATURE_LENGTH)
        message = LABEL + canonical(unsigned)
    except (NotSealed, NotCanonical):
        raise NotACount("Its signature cannot be read.") from None
    if len(key) != KEY_LENGTH or not verify(key, message, signature):
        raise NotACount("It is not signed with the key that was written down for this partner.")


def _moment(text: Any) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    except (TypeError, ValueError):
        raise NotACount("It does not say when it was counted.") from None
