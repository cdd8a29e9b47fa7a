"""Keep one more version of a sealed record."""

import re
from uuid import UUID

from django.db import transaction

from safeconduct.kit.talking import NotUnderstood, Overtaken, TooLarge, base64_of
from safeconduct.people.models import Member
from safeconduct.vault.access import newest_records, vault_to_change
from safeconduct.vault.format.records import OVERHEAD, PREVIOUS_ROOT
from safeconduct.vault.models import Record
from safeconduct.vault.receiving import check_record

LARGEST_RECORD = 1024 * 1024 + OVERHEAD
LONGEST_TYPE = 40
TYPE = re.compile(r"[a-z]+(\.[a-z-]+)+")


@transaction.atomic
def keep_record(*, vault: UUID, record: UUID, kind: str, version: int, blob: bytes, by: Member) -> None:
    """Keep the next version of a record; the very same version once more is kept once.

    Writes no entry into the record of what happened: who wrote what and when is signed within, where nobody else reads it.

    :raises Http404: if who writes it does not hold the vault
    :raises Overtaken: if there is a newer version already, or none of those before
    :raises NotUnderstood: if the type is none, or another than it was
    :raises TooLarge: if it is larger than a record may be
    :raises NotSealedWell: if it is not sealed under the newest epoch
    """
    held = vault_to_change(by, vault)
    if len(kind) > LONGEST_TYPE or not TYPE.fullmatch(kind) or kind == PREVIOUS_ROOT:
        raise NotUnderstood
    if len(blob) > LARGEST_RECORD:
        raise TooLarge
    newest = newest_records(held).filter(record=record).first()
    if newest and (newest.version, newest.type, bytes(newest.blob)) == (version, kind, blob):
        return
    if version != (newest.version if newest else 0) + 1:
        raise Overtaken({"version": newest.version, "blob": base64_of(newest.blob)} if newest else {"version": 0, "blob": None})
    if newest and newest.type != kind:
        raise NotUnderstood
    check_record(blob, epoch=held.epoch)
    newest_records(held).filter(record=record).update(is_newest=False)
    Record.objects.create(vault=held, record=record, type=kind, version=version, blob=blob)
