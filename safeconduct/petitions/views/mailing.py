"""What the sealed desk asks and tells while it mails an update; docs/reference/sealed-desk.md says what each address takes and gives."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.views.decorators.http import require_http_methods

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import base64_of, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import update_to_mail_for
from safeconduct.petitions.actions.mail_update import mail_update
from safeconduct.petitions.queries.mailing import sealed_after
from safeconduct.petitions.views.sealed import after_which
from safeconduct.vault.access import vault_for

ID_LENGTH, LONGEST_MAIL = 16, 254


@opens_to(Permission.PETITION_KEEP, Permission.VAULT_HOLD)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: DeskRequest, reference: str, update: str) -> dict[str, Any]:
    """Give sealed signatures, some at a time; or take the addresses of those among them who wanted to be told."""
    row = update_to_mail_for(request.member, reference, update)
    if request.method == "POST":
        sent = given_by(request)
        addresses = {UUID(bytes=one.hexadecimal("id", length=ID_LENGTH)): one.text("mail", most=LONGEST_MAIL) for one in sent.each("mails")}
        last = UUID(bytes=sent.hexadecimal("last", length=ID_LENGTH))
        kept = mail_update(update=row, addresses=addresses, last=last, by=request.member, at=now())
        return {"mailed": kept.mailed}
    if row.campaign.vault_id is None:
        raise Http404
    vault_for(request.member, row.campaign.vault_id)
    some = sealed_after(row.campaign.roll, after_which(request))
    return {"signatures": [{"id": pk.hex, "blob": base64_of(blob)} for pk, blob in some]}
