"""What the door asks before anybody is in."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import base64_of, given_by, talks
from safeconduct.people.access import invitation_with, root_key
from safeconduct.vault.actions.accept_invitation import NoInvitation
from safeconduct.vault.actions.check_member import check_kit
from safeconduct.vault.actions.renew_keys import renew_keys
from safeconduct.vault.queries.keys import measures_for, recovery_of
from safeconduct.vault.reading.keys import auth_from, factor_from, slot_from


class KitUnknown(Refused):
    """Name and kit do not fit, or the keys are withheld; which of them is not told."""

    code = "kit"
    sentence = _("Name and recovery words do not fit together. Nothing was changed. Check both, word by word.")


@opens_to_everyone
@require_POST
@talks
def salt(request: HttpRequest) -> dict[str, Any]:
    """Give how a passphrase is stretched, for every name alike."""
    found = measures_for(given_by(request).text("handle", most=60))
    return {"salt": base64_of(found.salt), "memory_kib": found.memory_kib, "passes": found.passes, "lanes": found.lanes}


@opens_to_everyone
@require_POST
@talks
def recovery(request: HttpRequest) -> dict[str, Any]:
    """Give whoever has the kit the slot that it opens."""
    given = given_by(request)
    found = check_kit(handle=given.text("handle", most=60), auth=auth_from(given))
    if found is None:
        raise KitUnknown
    member, slot = found
    return {"member": member.reference, "slot": recovery_of(slot)}


@opens_to_everyone
@require_POST
@talks
def renew(request: HttpRequest) -> dict[str, Any]:
    """Let whoever has the kit set a new passphrase and a new second factor."""
    given = given_by(request)
    new = given.inner("new")
    auth, slot, factor = auth_from(new), slot_from(new.inner("slot")), factor_from(new.inner("factor"))
    found = check_kit(handle=given.text("handle", most=60), auth=auth_from(given))
    if found is None:
        raise KitUnknown
    renew_keys(member=found[0], auth=auth, slot=slot, factor=factor, at=now())
    return {"done": True}


@opens_to_everyone
@require_POST
@talks
def look(request: HttpRequest) -> dict[str, Any]:
    """Give what an invitation says, to whoever holds its token."""
    invitation = invitation_with(given_by(request).text("token", most=100), on=today())
    if invitation is None:
        raise NoInvitation
    return {
        "member": invitation.member_reference,
        "organisation": {"reference": invitation.organisation.reference, "name": invitation.organisation.name},
        "roles": invitation.roles,
        "root_key": base64_of(root_key()),
    }
