"""The vault and the key of a campaign, made as the browsers of its holders would make them."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import uuid4

from safeconduct.kit.talking import base64_of
from safeconduct.people.models import Member
from safeconduct.petitions.actions.keep_vault import KEY_RECORD, keep_vault
from safeconduct.petitions.actions.restore_key import restore_key
from safeconduct.petitions.models import Campaign
from safeconduct.vault.actions.create_vault import create_vault
from safeconduct.vault.actions.keep_record import keep_record
from safeconduct.vault.format.grants import seal_grant
from safeconduct.vault.format.members import MemberKeys
from safeconduct.vault.format.records import moment_of, seal_statement
from safeconduct.vault.format.roots import ROOT_LENGTH, epoch_statement, recipient_of, vault_identity
from safeconduct.vault.format.signatures import new_key
from safeconduct.vault.format.signing import sign
from safeconduct.vault.receiving import Given


class Holder(Protocol):
    """A member and what only their browser knows."""

    @property
    def member(self) -> Member: ...
    @property
    def keys(self) -> MemberKeys: ...


def seal_campaign(campaign: Campaign, holders: Sequence[Holder], *, at: datetime) -> tuple[bytes, str]:
    """Make the campaign's vault and key as the first of its holders, and hand the key to the server's memory.

    Gives the key, and the identity (``AGE-SECRET-KEY-1…``) to which signatures are sealed from now on.
    """
    maker, vault, root, key_record = holders[0], uuid4(), secrets.token_bytes(ROOT_LENGTH), uuid4()
    seed, identity, key = maker.keys.bundle.seed, vault_identity(root, vault, 1), new_key()
    recipient = recipient_of(identity)
    grants = []
    for holder in holders:
        to = {"member": holder.member.reference, "recipient": holder.keys.public.recipient}
        grants.append(Given(holder.member.reference, *seal_grant(root, vault=vault, epoch=1, seed=seed, **to)))
    signature = sign(seed, epoch_statement(vault, 1, recipient))
    create_vault(id_=vault, kind="campaign", recipient=recipient, signature=signature, grants=grants, by=maker.member, at=at)
    blob = seal_statement(
        root,
        vault=vault,
        epoch=1,
        type=KEY_RECORD,
        record=key_record,
        version=1,
        author=maker.member.reference,
        at=moment_of(at),
        body={"campaign": campaign.reference, "key": base64_of(key)},
        prev=b"",
        seed=seed,
    )
    keep_record(vault=vault, record=key_record, kind=KEY_RECORD, version=1, blob=blob, by=maker.member)
    keep_vault(campaign=campaign, vault=vault, key_record=key_record, by=maker.member, at=at)
    restore_key(campaign=campaign, key=key, by=maker.member, at=at)
    return key, identity
