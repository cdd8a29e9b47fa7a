"""Confirm a signature: its mailbox has answered, and it counts."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.signing.actions.change_state import change_state
from safeconduct.signing.models import PublicName, Signature
from safeconduct.signing.queries.own import behind_code, behind_link, kept_for, waiting_token
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.vault.format.signatures import read_token

WAITING = {State.PENDING, State.BOUNCED}  # whose mail came back and who follows the link all the same does have the mailbox


class LinkUnknown(Refused):
    """The link, or the code, leads to no signature."""

    sentence = _("This link leads nowhere. Signatures that nobody confirms are deleted after two weeks; you can sign again.")


class CodeUnknown(Refused):
    """No signature waits for this code: one sentence for whatever is the reason."""

    sentence = _("This code does not fit. Look at the newest mail from us, or follow the link in it. Nothing was changed.")


def confirm_signature(token: str, *, on: date) -> Signature:
    """Count the signature that the token leads to. Doing it again changes nothing, and so does doing it once it was taken back.

    A public name is written now, from the signer's own copy, and shown from the next day; of who is only counted nothing is kept.

    :raises LinkUnknown: if it leads nowhere
    """
    signature = behind_link(token)
    if signature is None:
        raise LinkUnknown
    _confirm(signature, read_token(token), on)
    return signature


def confirm_by_code(code: str, *, on: date) -> Signature:
    """Count the signature that waits for this code; it does nothing else.

    A code opens nothing. The link does, and it waits in memory for a reminder: so a name can be shown in public all the same, unless the
    machine was off meanwhile. Then it is shown once its signer follows the link.

    :raises CodeUnknown: if none waits for it
    """
    signature = behind_code(code)
    if signature is None:
        raise CodeUnknown
    _confirm(signature, waiting_token(signature), on)
    return signature


def _confirm(signature: Signature, token: str, on: date) -> None:
    if signature.state not in WAITING:
        return
    is_kept = signature.visibility != Visibility.COUNTED
    changes: dict[str, Any] = {"confirmed_on": on, "code": None} | ({} if is_kept else {"own": b""})
    if not is_kept and not signature.is_provisional:  # else it must first be compared, and goes then (settle_provisional)
        changes["blob"] = b""
    with transaction.atomic(using=DATABASE):
        if change_state(signature, State.CONFIRMED, **changes):
            show_name(signature, token, on=on)


def show_name(signature: Signature, token: str, *, on: date) -> bool:
    """Write the name for the public page, from tomorrow on, where the signer wants that and the copy opens; tell whether it stands."""
    kept = kept_for(signature, token) if signature.visibility == Visibility.PUBLIC and token else {}
    if not kept.get("name"):
        return False
    PublicName.objects.update_or_create(
        signature=signature,
        defaults={
            "roll_id": signature.roll_id,
            "name": str(kept["name"])[:120],
            "country": str(kept.get("country", ""))[:2],
            "shown_from": on + timedelta(days=1),
        },
    )
    return True
