"""A campaign of the Lantern Line, and everybody who has to do with it.

Tomas keeps it and holds its vault; Jonas coordinates and cannot keep it; Ines researches. Mira keeps campaigns at the Harbour, which
answers the same crisis. Vera holds every role and has no part in anything.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from safeconduct.advocacy.models import Post
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.petitions.models import Campaign
from safeconduct.signing.models import Roll
from safeconduct.signing.storing.ram import hold_campaign_key
from safeconduct.vault.format.signatures import new_key, tag_of
from tests.factories.advocacy import make_body, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines, make_jonas, make_member, make_organisation, make_vera
from tests.factories.petitions import make_campaign
from tests.factories.vault import KeyedMember, KeyedVault, make_keyed_member, make_record, make_vault


@dataclass
class Stage:
    """Everybody, and the campaign."""

    crisis: Crisis
    campaign: Campaign
    post: Post
    keyed: KeyedMember
    vault: KeyedVault
    key: bytes
    jonas: Member
    ines: Member
    mira: Member
    vera: Member

    @property
    def tomas(self) -> Member:
        return self.keyed.member

    @property
    def everybody(self) -> dict[str, Member]:
        """Give everybody by name."""
        return {name: getattr(self, name) for name in ("tomas", "jonas", "ines", "mira", "vera")}

    @property
    def roll(self) -> Roll:
        return Roll.objects.get(pk=self.campaign.roll)


def set_stage(*, is_released: bool = True, is_open: bool = False, has_key: bool = True, **fields: Any) -> Stage:
    """Begin the campaign, with its text released, its vault made and its key in memory unless somebody says otherwise."""
    harbour = make_organisation("The Harbour")
    jonas, keyed = make_jonas(), make_keyed_member("tomas", roles=[Role.CAMPAIGNER])
    crisis = make_crisis(by=jonas, organisations=[harbour], is_public=True)
    post = make_post(make_body(crisis))
    campaign = make_campaign(
        crisis, keyed.member, approved_by=jonas if is_released else None, posts=[post], is_open=is_open, closes_on=None, **fields
    )
    vault, key = make_vault("campaign", [keyed]), new_key()
    campaign.vault, campaign.key_record = vault.vault, kept_key(vault, keyed)
    campaign.save(update_fields=["vault", "key_record"])
    check = tag_of(key, "check", "")
    Roll.objects.filter(pk=campaign.roll).update(vault=vault.id, recipient=vault.recipient, key_check=check)
    if has_key:
        hold_campaign_key(campaign.roll, key)
    return Stage(
        crisis=crisis,
        campaign=campaign,
        post=post,
        keyed=keyed,
        vault=vault,
        key=key,
        jonas=jonas,
        ines=make_ines(),
        mira=make_member("mira", roles=[Role.CAMPAIGNER], organisation=harbour),
        vera=make_vera(),
    )


def kept_key(vault: KeyedVault, by: KeyedMember) -> UUID:
    """Keep a sealed copy of the key in the vault, and give its record."""
    return UUID(str(make_record(vault, {"key": "sealed"}, by=by, type="campaign.key").record))


def signed_in(member: Member) -> Client:
    """Sign the member in without the door."""
    client = Client()
    client.force_login(member)
    return client
