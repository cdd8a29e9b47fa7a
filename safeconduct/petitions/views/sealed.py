"""What the sealed desk asks and tells of campaigns; docs/reference/sealed-desk.md says what each address takes and gives.

Names and mail addresses are opened in the browser of a holder of the campaign's vault, and nowhere else.
"""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import Given, given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import campaign_to_open_for, every_own_campaign_for
from safeconduct.petitions.actions.follow_vaults import follow_vaults
from safeconduct.petitions.actions.keep_vault import keep_vault
from safeconduct.petitions.actions.restore_key import restore_key
from safeconduct.petitions.actions.settle_signatures import settle_signatures
from safeconduct.petitions.queries.handing import handovers_to_make
from safeconduct.petitions.queries.keys import campaigns_to_open, to_compare
from safeconduct.petitions.queries.mailing import updates_to_mail
from safeconduct.signing.actions.settle_provisional import Tagged
from safeconduct.vault.access import vault_for
from safeconduct.vault.format.signatures import KEY_LENGTH, TAG_LENGTH

HALF_TAG = 8


@opens_to(Permission.PETITION_KEEP, Permission.VAULT_HOLD)
@talks
@require_safe
def campaigns(request: DeskRequest) -> dict[str, Any]:
    """Give the campaigns of one's organisation, and how it stands with the vault and the key of each."""
    own = list(every_own_campaign_for(request.member))
    return {"campaigns": campaigns_to_open(own), "handovers": handovers_to_make(own, on=today()), "updates": updates_to_mail(own)}


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


@opens_to(Permission.PETITION_KEEP, Permission.VAULT_HOLD)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def provisional(request: DeskRequest, reference: str) -> dict[str, Any]:
    """Give sealed signatures that wait to be compared, some at a time; or take the tags that the browser made of them."""
    campaign = campaign_to_open_for(request.member, reference)
    if request.method == "POST":
        tagged = [_tagged(one) for one in given_by(request).each("signatures")]
        done = settle_signatures(campaign=campaign, tagged=tagged, by=request.member, at=now())
        return {"settled": done.settled, "duplicates": done.duplicates}
    if campaign.vault_id is None:
        raise Http404
    vault_for(request.member, campaign.vault_id)
    return to_compare(campaign, after=after_which(request))


def after_which(request: DeskRequest) -> UUID | None:
    """Give the id of the signature after which the next ones are wanted; ``None`` at the beginning.

    :raises NotUnderstood: if it is none
    """
    after = request.GET.get("after", "")
    return UUID(bytes=Given({"after": after}).hexadecimal("after", length=16)) if after else None


def _tagged(one: Given) -> Tagged:
    lengths = {"tag": TAG_LENGTH, "person": TAG_LENGTH, "domain": HALF_TAG}
    tags = {name: one.hexadecimal(name, length=length) for name, length in lengths.items()}
    home = one.hexadecimal("home", length=HALF_TAG) if one.text("home", may_be_empty=True) else b""
    return Tagged(id=UUID(bytes=one.hexadecimal("id", length=16)), home=home, **tags)


@opens_to(Permission.VAULT_HOLD)
@talks
@require_POST
def follow(request: DeskRequest) -> dict[str, Any]:
    """Seal signatures to the newest key of each vault from now on; a holder's browser asks for it once it began a new one."""
    return {"followed": follow_vaults(at=now())}
