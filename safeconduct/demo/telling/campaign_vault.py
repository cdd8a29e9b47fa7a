"""The vault and the key of a campaign, made as the browsers of its holders would make them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from safeconduct.demo.telling.sealing import Holder, seal_vault, write_record
from safeconduct.kit.talking import base64_of
from safeconduct.petitions.actions.keep_vault import KEY_RECORD, keep_vault
from safeconduct.petitions.actions.restore_key import restore_key
from safeconduct.petitions.models import Campaign
from safeconduct.vault.format.signatures import new_key


def seal_campaign(campaign: Campaign, holders: Sequence[Holder], *, at: datetime) -> tuple[bytes, str]:
    """Make the campaign's vault and key as the first of its holders, and hand the key to the server's memory.

    Gives the key, and the identity (``AGE-SECRET-KEY-1…``) to which signatures are sealed from now on.
    """
    maker, key_record, key = holders[0], uuid4(), new_key()
    sealed = seal_vault("campaign", holders, at=at)
    body = {"campaign": campaign.reference, "key": base64_of(key)}
    write_record(sealed, kind=KEY_RECORD, record=key_record, body=body, by=maker, at=at)
    keep_vault(campaign=campaign, vault=sealed.vault.pk, key_record=key_record, by=maker.member, at=at)
    restore_key(campaign=campaign, key=key, by=maker.member, at=at)
    return key, sealed.identity
