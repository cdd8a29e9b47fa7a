"""Sealed records, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import given_by, talks, uuid4_from
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.vault.access import vault_for
from safeconduct.vault.actions.destroy_record import destroy_record
from safeconduct.vault.actions.keep_record import keep_record
from safeconduct.vault.queries.records import history_of_record, page_of_records


@opens_to(Permission.VAULT_HOLD)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def records(request: DeskRequest, vault: UUID) -> dict[str, Any]:
    """Give a page of the newest versions, or keep a version."""
    if request.method != "POST":
        types = [word for word in request.GET.get("type", "").split(",") if word]
        after = request.GET.get("after")
        return page_of_records(vault_for(request.member, vault), types=types, after=uuid4_from(after) if after else None)
    sent = given_by(request)
    version = sent.whole("version", least=1)
    keep_record(vault=vault, record=sent.uuid("id"), kind=sent.text("type"), version=version, blob=sent.octets("blob"), by=request.member)
    return {"version": version}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_safe
def history(request: DeskRequest, vault: UUID, record: UUID) -> dict[str, Any]:
    """Give every version of one record."""
    versions = history_of_record(vault_for(request.member, vault), record)
    if not versions:
        raise Http404
    return {"versions": versions}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def destroy(request: DeskRequest, vault: UUID, record: UUID) -> dict[str, Any]:
    """Destroy every version of one record."""
    destroy_record(vault=vault, id_=record, by=request.member, at=now())
    return {"done": True}
