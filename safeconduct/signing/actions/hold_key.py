"""Take the key of a campaign into this machine's memory, if it is the campaign's."""

import hmac
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.signing.models import Roll
from safeconduct.signing.storing.ram import hold_campaign_key
from safeconduct.vault.format.signatures import KEY_LENGTH, tag_of


class AnotherKey(Refused):
    """With another key nobody who signed twice would be found."""

    code = "another-key"
    sentence = _("This is not the key with which this campaign began. Nothing was changed; duplicates are found with the first key alone.")


class KeyDestroyed(Refused):
    """The campaign is over, and its key with it."""

    code = "key-destroyed"
    sentence = _("The key of this campaign was destroyed when it closed. Nobody can compare addresses any more, and nothing was changed.")


class NoRoll(Refused):
    """Signatures could be sealed to nobody yet."""

    code = "no-vault"
    sentence = _("This campaign has no vault yet. Make it first; nothing was changed.")


def hold_key(*, roll: UUID, key: bytes) -> bool:
    """Keep the key (32 bytes) in memory; the first one ever given becomes the campaign's. Tell whether it was the first.

    :raises NoRoll: if nothing of the campaign is known here
    :raises KeyDestroyed: if the campaign's key is gone for good
    :raises AnotherKey: if it is not the key with which the campaign began
    """
    check = tag_of(key, "check", "") if len(key) == KEY_LENGTH else b""
    with transaction.atomic(using="signing"):
        kept = Roll.objects.select_for_update().filter(pk=roll).first()
        if kept is None:
            raise NoRoll
        if kept.key_destroyed_on:
            raise KeyDestroyed
        known = bytes(kept.key_check)
        if not check or (known and not hmac.compare_digest(known, check)):
            raise AnotherKey
        if not known:
            kept.key_check = check
            kept.revision += 1
            kept.save(update_fields=["key_check", "revision"])
    hold_campaign_key(roll, key)
    return not known
