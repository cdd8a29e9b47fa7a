"""What the sealed desk asks and tells of campaigns; docs/reference/sealed-desk.md says what each address takes and gives.

Names and mail addresses are opened in the browser of a holder of the campaign's vault, and nowhere else.
"""

from typing import Any

from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import campaign_to_open_for, every_own_campaign_for
from safeconduct.petitions.actions.follow_vaults import follow_vaults
from safeconduct.petitions.actions.keep_vault import keep_vault
from safeconduct.petitions.actions.restore_key import restore_key
from safeconduct.petitions.queries.keys import campaigns_to_open
from safeconduct.vault.format.signatures import KEY_LENGTH


@opens_to(Permission.PETITION_KEEP, Permission.VAULT_HOLD)
@talks
@require_safe
def campaigns(request: DeskRequest) -> dict[str, Any]:
    """Give the campaigns of one's organisation, and how it stands with the vault and the key of each."""
    return {"campaigns": campaigns_to_open(every_own_campaign_for(request.member))}


@opens_to(Permission.PETITION_KEEP, Permission.VAULT_HOLD)
@talks
@require_POST
def vault(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Note in which vault signatures are sealed from now on."""
    sent = given_by(request)
    keep_vault(
        campaign=campaign_to_open_for(request.member, reference),
        vault=sent.uuid("vault"),
        key_record=sent.uuid("record"),
        by=request.member,
        at=now(),
    )
    return {"done": True}


@opens_to(Permission.PETITION_KEEP, Permission.VAULT_HOLD)
@talks
@require_POST
def key(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Take the key of a campaign into memory, where alone the server has it."""
    campaign = campaign_to_open_for(request.member, reference)
    restore_key(campaign=campaign, key=given_by(request).octets("key", length=KEY_LENGTH), by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def follow(request: DeskRequest) -> dict[str, Any]:
    """Seal signatures to the newest key of each vault from now on; a holder's browser asks for it once it began a new one."""
    return {"followed": follow_vaults(at=now())}
