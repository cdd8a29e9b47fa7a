"""Sealed records, page by page, in the order of their ids: nothing tells in which order they were written."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models.functions import Length

from safeconduct.kit.talking import base64_of
from safeconduct.vault.access import newest_records, versions_of
from safeconduct.vault.models import Record, Vault

MOST_ON_A_PAGE = 500
LARGEST_PAGE = 4 * 1024 * 1024  # bytes of blobs; one record always goes


def page_of_records(vault: Vault, *, types: Iterable[str], after: UUID | None) -> dict[str, Any]:
    """Give the newest version of the records that follow ``after``, the cursor for the next page, and whether there is one."""
    rows = newest_records(vault, types)
    if after is not None:
        rows = rows.filter(record__gt=after)
    sizes = list(rows.annotate(size=Length("blob")).values_list("pk", "size")[: MOST_ON_A_PAGE + 1])
    fitting = _fitting(sizes)
    records = list(newest_records(vault).filter(pk__in=fitting))
    return {
        "records": [{"id": str(record.record), **_version(record)} for record in records],
        "cursor": str(records[-1].record) if records else str(after or ""),
        "more": len(fitting) < len(sizes),
    }


def history_of_record(vault: Vault, record: UUID) -> list[dict[str, Any]]:
    """Give every version of one record, the first first; none where there is no such record."""
    return [_version(version) for version in versions_of(vault, record)]


def _version(record: Record) -> dict[str, Any]:
    return {"type": record.type, "version": record.version, "blob": base64_of(record.blob)}


def _fitting(sizes: list[tuple[UUID, int]]) -> list[UUID]:
    """Choose from the beginning what goes into one answer."""
    chosen: list[UUID] = []
    room = LARGEST_PAGE
    for id_, size in sizes[:MOST_ON_A_PAGE]:
        room -= size
        if room < 0 and chosen:
            break
        chosen.append(id_)
    return chosen
