"""Let another site send signatures over the interface."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, SigningKey
from safeconduct.petitions.rules.hooks import key_hash

TOKEN_BYTES = 32
MOST_KEYS = 50


class HolderUnnamed(Refused):
    """Nobody knows who has it."""

    sentence = _("Write who gets this key, so that it can be ended when they no longer need it.")


class TooManyKeys(Refused):
    """There is an end to it."""

    sentence = _("There are fifty keys already. End one first.")


@dataclass(frozen=True, slots=True)
class Given:
    """A key with its token, which is shown now and never again: only its hash is kept."""

    key: SigningKey
    token: str


@transaction.atomic
def give_signing_key(*, campaign: Campaign, name: str, by: Member, at: datetime) -> Given:
    """Make a key. Signatures that come with it are confirmed by mail like all others.

    :raises HolderUnnamed: without a name
    :raises TooManyKeys: beyond fifty
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by)
    if not name.strip():
        raise HolderUnnamed
    if kept.signing_keys.filter(ended_on__isnull=True).count() >= MOST_KEYS:
        raise TooManyKeys
    token = secrets.token_urlsafe(TOKEN_BYTES)
    key = SigningKey.objects.create(campaign=kept, name=name.strip(), token_hash=key_hash(token), given_on=at.date(), given_by=by)
    record("petitions.signing-key-given", key.reference, by=by.reference, at=at, campaign=kept.reference)
    return Given(key, token)
