"""Campaigns, rolls and signatures of the tests. Signers are invented; their addresses lie below .example.

What touches a signature needs ``@pytest.mark.django_db(databases=["default", "signing"])``.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from safeconduct.advocacy.models import Post
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.petitions.models import Addressee, Campaign
from safeconduct.publications.rules.kinds import Kind, Role
from safeconduct.signing.models import CountEvent, PublicName, Roll, Signature, Tally
from safeconduct.signing.rules.kinds import Channel, State, Visibility
from safeconduct.vault.format.signatures import (
    code_of,
    new_key,
    new_token,
    seal_own,
    seal_signature,
    seal_way,
    tag_of,
    token_hash,
)
from tests.factories.people import THEN
from tests.factories.publications import make_part, make_publication, make_version
from tests.factories.vault import KeyedMember, KeyedVault, make_vault

TODAY = THEN.date()
NEXT_DAY = date(2017, 4, 21)
# A recipient whose identity nobody kept: for tests that open nothing.
RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"


@dataclass
class Signed:
    """A signature, and what only the signer's mail holds."""

    signature: Signature
    token: str
    mail: str

    @property
    def code(self) -> str:
        return code_of(self.token)


def make_roll(*, key: bytes | None = None, **fields: Any) -> Roll:
    """Open a roll without a campaign; ``key`` is only needed where tags are compared."""
    given = {
        "reference": f"PE-{secrets.token_hex(3).upper()}",
        "crisis": "north",
        "slug": f"easier-{secrets.token_hex(3)}",
        "state": "open",
        "vault": uuid4(),
        "recipient": RECIPIENT,
        "languages": ["en", "sv"],
        "danger": ["RU"],
        "goal": 10_000,
        "key_check": tag_of(key, "check", "") if key else b"",
        **fields,
    }
    return Roll.objects.create(**given)


def make_campaign(
    crisis: Crisis,
    by: Member,
    *,
    approved_by: Member | None = None,
    slug: str = "easier-visa",
    title: str = "An easier visa for those who flee",
    posts: Sequence[Post] = (),
    is_open: bool = True,
    roll: dict[str, Any] | None = None,
    holders: Sequence[KeyedMember] = (),
    **fields: Any,
) -> Campaign:
    """Begin a campaign with its text, and its roll; with ``approved_by`` the text is released, and where ``is_open`` it may be signed.

    With ``holders`` it has a vault that they hold, and signatures are sealed to it.
    """
    publication = make_publication(crisis, by, kind=Kind.PETITION_TEXT, title=title)
    make_part(publication, "People flee and find no lawful way in.", role=Role.LEAD)
    if approved_by:
        make_version(publication, by, approved_by=approved_by, released_by=approved_by)
    vault: KeyedVault | None = make_vault("campaign", holders) if holders else None
    given: dict[str, Any] = {"goal": 10_000, "created_at": THEN, "opens_on": TODAY if is_open else None, "danger": ["RU"], **fields}
    campaign = Campaign.objects.create(
        crisis=crisis,
        organisation=by.organisation,
        publication=publication,
        slug=slug,
        roll=uuid4(),
        vault=vault.vault if vault else None,
        created_by=by,
        **given,
    )
    for position, post in enumerate(posts, start=1):
        Addressee.objects.create(campaign=campaign, post=post, position=position)
    sealing: dict[str, Any] = {"vault": vault.id, "recipient": vault.recipient} if vault else {}
    make_roll(
        id=campaign.roll,
        reference=campaign.reference,
        crisis=crisis.slug,
        slug=slug,
        state="open" if is_open else "closed",
        goal=campaign.goal,
        danger=campaign.danger,
        **sealing,
        **(roll or {}),
    )
    return campaign


def make_signature(
    roll: Roll,
    *,
    name: str = "Ada Example",
    mail: str = "",
    visibility: Visibility = Visibility.PUBLIC,
    state: State = State.CONFIRMED,
    country: str = "SE",
    language: str = "en",
    channel: Channel = Channel.WEB,
    key: bytes | None = None,
    on: date = TODAY,
    consents: Sequence[str] = (),
    is_counted: bool = True,
    **fields: Any,
) -> Signed:
    """Make one signature as it lies there; a confirmed one is counted at once, and its public name shown from the next day."""
    address = mail or f"ada.{secrets.token_hex(4)}@signers.example"
    token, is_over = new_token(), state is State.CONFIRMED and visibility is Visibility.COUNTED
    sealed = {"name": name, "mail": address, "country": country, "visibility": visibility, "postcode": "", "consents": list(consents)}
    given: dict[str, Any] = {
        "tag": tag_of(key or new_key(), "address", address),
        "person": tag_of(key or new_key(), "person", name),
        "token": token_hash(token),
        "blob": b"" if is_over else seal_signature(roll.recipient, sealed),
        "own": b"" if is_over else seal_own(token, {"name": name, "country": country}),
        "way": seal_way(key, address, token) if key else b"",
        "signed_on": on,
        "confirmed_on": on if state is State.CONFIRMED else None,
        **fields,
    }
    signature = Signature.objects.create(
        roll=roll, state=state, visibility=visibility, country=country, language=language, channel=channel, **given
    )
    if state is State.CONFIRMED and visibility is Visibility.PUBLIC:
        PublicName.objects.create(signature=signature, roll=roll, name=name, country=country, shown_from=NEXT_DAY)
    if state is State.CONFIRMED and is_counted:
        make_tally(roll, 1, country=country, language=language, channel=channel)
    elif state is State.CONFIRMED:
        CountEvent.objects.create(roll=roll, state=state, country=country, language=language, channel=channel, delta=1)
    return Signed(signature, token, address)


def make_tally(
    roll: Roll, count: int, *, state: State = State.CONFIRMED, country: str = "SE", language: str = "en", channel: str = Channel.WEB
) -> Tally:
    """Count so many signatures more."""
    tally, _is_new = Tally.objects.get_or_create(roll=roll, state=state, country=country, language=language, channel=channel)
    tally.count += count
    tally.save(update_fields=["count"])
    return tally


def roll_of(campaign: Campaign) -> Roll:
    """Give the roll of a campaign."""
    return Roll.objects.get(pk=campaign.roll)
