"""Sealed files in parts, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404
from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.arriving import Arriving, part_of, sent_whole
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.vault.access import file_for
from safeconduct.vault.actions.begin_file import begin_file
from safeconduct.vault.actions.destroy_sealed_file import destroy_sealed_file
from safeconduct.vault.actions.finish_file import finish_file
from safeconduct.vault.storing import PART_SIZE, sealed_file

LARGEST_LENGTH = 2**53 - 1  # that every language of ours reads as the same number
DIGEST_LENGTH = 32


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def begin(request: DeskRequest, vault: UUID) -> dict[str, Any]:
    """Make room for a file, or tell what is here of it already."""
    sent = given_by(request)
    file = begin_file(
        vault=vault,
        id_=sent.uuid("id"),
        epoch=sent.whole("epoch", least=1),
        length=sent.whole("length", least=1, most=LARGEST_LENGTH),
        by=request.member,
        on=today(),
    )
    is_done = bool(file.digest)
    have = [] if is_done else sealed_file(file.pk, file.length).have()
    return {"id": str(file.pk), "part_size": PART_SIZE, "have": have, "done": is_done}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def part(request: DeskRequest, file: UUID, number: int) -> dict[str, Any]:
    """Keep one part."""
    arriving = _on_its_way(request, file)
    arriving.keep(number, part_of(request, most=PART_SIZE))
    return {"have": arriving.have()}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def finish(request: DeskRequest, file: UUID) -> dict[str, Any]:
    """Take the file for whole, if it is what was sent."""
    finish_file(file=file_for(request.member, file), digest=given_by(request).hexadecimal("sha256", length=DIGEST_LENGTH))
    return {"done": True}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_safe
def download(request: DeskRequest, file: UUID) -> FileResponse:
    """Give the sealed bytes of a file that is whole."""
    found = file_for(request.member, file)
    if not found.digest:
        raise Http404
    return sent_whole(sealed_file(found.pk, found.length).path)


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def destroy(request: DeskRequest, file: UUID) -> dict[str, Any]:
    """Destroy the file."""
    destroy_sealed_file(file=file_for(request.member, file), by=request.member, at=now())
    return {"done": True}


def _on_its_way(request: DeskRequest, file: UUID) -> Arriving:
    found = file_for(request.member, file)
    if found.digest:
        raise Http404  # it is whole, and nothing more belongs to it
    return sealed_file(found.pk, found.length)
