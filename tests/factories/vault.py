"""Members with keys, vaults, channels and requests for help, sealed as browsers seal them. Everybody here is made up.

A member's passphrase is stretched very little, so that tests are quick; where that matters, name ``memory_kib`` and ``passes``.
What touches a channel needs ``@pytest.mark.django_db(databases=["default", "intake"])``.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.hashers import make_password

from safeconduct.intake.models import Channel, ChannelText, Mailbox, Message
from safeconduct.people.models import Member, Organisation, PublicBundle, RootKey, SecondFactor, UnlockSlot
from safeconduct.people.permissions import Role
from safeconduct.vault.format.cards import Vouching, make_card
from safeconduct.vault.format.codes import SourceKeys, new_secret, source_keys, words_of
from safeconduct.vault.format.grants import seal_grant
from safeconduct.vault.format.members import MemberKeys, make_member_keys, vouch_statement
from safeconduct.vault.format.messages import seal_message, write_answer, write_request
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.format.records import digest_of, moment_of, seal_previous_root, seal_statement
from safeconduct.vault.format.roots import ROOT_LENGTH, epoch_statement, recipient_of, vault_identity
from safeconduct.vault.format.signing import sign
from safeconduct.vault.format.staff import FACTOR_LENGTH, seal_factor, seal_keyring
from safeconduct.vault.models import Epoch, Grant, Keyring, Record, Vault
from tests.factories.people import THEN, make_member

TODAY = THEN.date()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
BOX_DAYS = timedelta(days=90)


@dataclass
class KeyedMember:
    """A member and everything that only their browser and their telephone know."""

    member: Member
    keys: MemberKeys
    factor_secret: bytes

    @property
    def reference(self) -> str:
        return self.member.reference

    @property
    def passphrase(self) -> str:
        return self.keys.passphrase

    @property
    def auth(self) -> str:
        """What a sign-in sends in place of the passphrase."""
        return to_text(self.keys.auth)

    @property
    def identity(self) -> str:
        return self.keys.bundle.identity

    @property
    def recipient(self) -> str:
        return self.keys.public.recipient

    @property
    def seed(self) -> bytes:
        return self.keys.bundle.seed

    @property
    def signing_key(self) -> bytes:
        return self.keys.public.signing_key

    @property
    def public_bundle(self) -> PublicBundle:
        return self.member.bundles.latest("sequence")


@dataclass
class KeyedVault:
    """A vault and its roots by epoch."""

    vault: Vault
    roots: dict[int, bytes] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return self.vault.pk

    @property
    def root(self) -> bytes:
        """The root of the newest epoch."""
        return self.roots[self.vault.epoch]

    @property
    def identity(self) -> str:
        return vault_identity(self.root, self.id, self.vault.epoch)

    @property
    def recipient(self) -> str:
        return recipient_of(self.identity)


@dataclass
class KeyedChannel:
    """A channel and its vault."""

    channel: Channel
    vault: KeyedVault


@dataclass
class Asked:
    """A request for help: the box, its messages so far, and what only the person has."""

    channel: KeyedChannel
    mailbox: Mailbox
    messages: list[Message]
    secret: bytes
    words: list[str]
    keys: SourceKeys


def make_keyed_member(
    handle: str = "amina",
    *,
    roles: Iterable[Role] = (Role.HOTLINE,),
    organisation: Organisation | None = None,
    voucher: KeyedMember | None = None,
    authority: str = "member",
    memory_kib: int = 64,
    passes: int = 1,
) -> KeyedMember:
    """Enrol somebody with keys, both slots and a second factor; by default Amina of the hotline. ``voucher`` vouches for the keys."""
    member = make_member(handle, roles=roles, organisation=organisation)
    keys = make_member_keys(member.reference, today=TODAY, memory_kib=memory_kib, passes=passes)
    keyed = KeyedMember(member, keys, secrets.token_bytes(FACTOR_LENGTH))
    for slot in (keys.slot, keys.recovery):
        UnlockSlot.objects.create(
            id=slot.id,
            member=member,
            kind=slot.kind,
            salt=slot.salt,
            memory_kib=slot.memory_kib,
            passes=slot.passes,
            lanes=slot.lanes,
            auth=make_password(to_text(keys.recovery_auth)) if slot.kind == "recovery" else "",
            blob=slot.blob,
        )
    member.password = make_password(keyed.auth)
    member.save(update_fields=["password"])
    SecondFactor.objects.create(member=member, blob=seal_factor(keys.auth, keyed.factor_secret, member=member.reference))
    _keep_public(keyed)
    if voucher:
        vouch(keyed, by=voucher, authority=authority)
    return keyed


def make_steward(handle: str = "jonas", *, organisation: Organisation | None = None, memory_kib: int = 64, passes: int = 1) -> KeyedMember:
    """Enrol the first steward, on whose signing key all trust rests; by default Jonas, who coordinates as well."""
    roles = [Role.COORDINATOR, Role.STEWARD]
    steward = make_keyed_member(handle, roles=roles, organisation=organisation, memory_kib=memory_kib, passes=passes)
    RootKey.objects.create(member=steward.member, signing_key=steward.signing_key)
    return steward


def remember_root(keyed: KeyedMember, steward: KeyedMember) -> None:
    """Let a member's browser have met the root key, as everybody's has who joined by an invitation."""
    known = {"pins": {}, "root_key": to_text(steward.signing_key), "roots": {}}
    blob = seal_keyring(keyed.keys.bundle.seed, known, member=keyed.reference, version=1)
    Keyring.objects.create(member=keyed.member, version=1, blob=blob)


def vouch(keyed: KeyedMember, *, by: KeyedMember, authority: str = "member") -> PublicBundle:
    """Let one member vouch for another's newest keys."""
    bundle = keyed.public_bundle
    statement = vouch_statement(
        statement=keyed.keys.public.statement,
        organisation=keyed.member.organisation.reference,
        authority=authority,
        voucher=by.reference,
    )
    bundle.voucher, bundle.authority, bundle.vouching = by.member, authority, sign(by.seed, statement)
    bundle.save()
    return bundle


def make_vault(kind: str = "case", holders: Sequence[KeyedMember] = (), *, organisation: Organisation | None = None) -> KeyedVault:
    """Open a vault with one epoch, held by these members; the first of them makes it and gives the grants."""
    vault = Vault.objects.create(kind=kind, organisation=organisation or holders[0].member.organisation, week_opened=MONDAY)
    keyed = KeyedVault(vault)
    _add_epoch(keyed, 1, holders)
    return keyed


def make_epoch(keyed: KeyedVault, holders: Sequence[KeyedMember]) -> Epoch:
    """Turn to the next epoch, held by these members; grants of everybody else are gone, as after a removal."""
    kept = [holder.member for holder in holders]
    keyed.vault.grants.exclude(member__in=kept).delete()
    keyed.vault.epochs.update(seen_by_removed=True)
    return _add_epoch(keyed, keyed.vault.epoch + 1, holders)


def make_grant(keyed: KeyedVault, member: KeyedMember, *, by: KeyedMember) -> Grant:
    """Let one more member open the newest epoch."""
    epoch = keyed.vault.epoch
    blob, signature = seal_grant(keyed.root, vault=keyed.id, epoch=epoch, member=member.reference, recipient=member.recipient, seed=by.seed)
    return Grant.objects.create(
        vault=keyed.vault, epoch=epoch, member=member.member, granter=by.member, granted_on=TODAY, blob=blob, signature=signature
    )


def make_record(
    keyed: KeyedVault,
    body: Any,
    *,
    by: KeyedMember,
    type: str = "case.note",  # noqa: A002 — the word of the format
    record: UUID | None = None,
) -> Record:
    """Write a record, or the next version of one."""
    record = record or uuid4()
    before = Record.objects.filter(vault=keyed.vault, record=record, is_newest=True).first()
    version = before.version + 1 if before else 1
    blob = seal_statement(
        keyed.root,
        vault=keyed.id,
        epoch=keyed.vault.epoch,
        type=type,
        record=record,
        version=version,
        author=by.reference,
        at=moment_of(THEN),
        body=body,
        prev=digest_of(bytes(before.blob)) if before else b"",
        seed=by.seed,
    )
    Record.objects.filter(vault=keyed.vault, record=record).update(is_newest=False)
    return Record.objects.create(record=record, vault=keyed.vault, type=type, version=version, blob=blob)


def make_channel(
    steward: KeyedMember, holders: Sequence[KeyedMember], *, slug: str = "north", names: dict[str, str] | None = None, **fields: Any
) -> KeyedChannel:
    """Open a channel; its card is signed by the steward, whose key is the root's or is vouched for as a steward's.

    ``names`` gives the channel's name by language: ``{"sv": "Norr"}``.
    """
    vault = make_vault("channel", holders)
    channel = Channel(vault=vault.id, slug=slug, card=b"", signature=b"", **fields)
    keyed = KeyedChannel(channel, vault)
    sign_card(keyed, by=steward)
    for language, name in (names or {"en": "Help in the north"}).items():
        ChannelText.objects.create(channel=channel, language=language, name=name, line="")
    return keyed


def sign_card(keyed: KeyedChannel, *, by: KeyedMember) -> None:
    """Write the channel's card for the newest epoch of its vault and sign it."""
    channel = keyed.channel
    channel.card, channel.signature = make_card(
        channel=channel.pk,
        slug=channel.slug,
        vault=keyed.vault.id,
        epoch=keyed.vault.vault.epoch,
        recipient=keyed.vault.recipient,
        signer=by.reference,
        seed=by.seed,
        signer_key=by.signing_key,
        vouching=_vouching(by),
    )
    channel.save()


def make_request(
    channel: KeyedChannel,
    text: str = "I am hiding at a friend's. I need a way out.",
    *,
    answers: dict[str, Any] | None = None,
    language: str = "en",
    files: Sequence[tuple[str, str]] = (),
    day: date = TODAY,
    secret: bytes | None = None,
) -> Asked:
    """Ask for help as a browser does: a new box, one sealed message. ``files`` gives id and digest (hex) of sealed files."""
    secret = secret or new_secret()
    keys = source_keys(secret, settings.INSTANCE_ID)
    mailbox = Mailbox.objects.create(
        channel=channel.channel,
        token_hash=keys.token_hash,
        week_opened=day - timedelta(days=day.weekday()),
        expires_on=day + BOX_DAYS,
    )
    asked = Asked(channel, mailbox, [], secret, words_of(secret), keys)
    add_message(asked, text, answers=answers, language=language, files=files, day=day)
    return asked


def add_message(
    asked: Asked,
    text: str,
    *,
    answers: dict[str, Any] | None = None,
    language: str = "en",
    files: Sequence[tuple[str, str]] = (),
    day: date = TODAY,
) -> Message:
    """Write once more, as the person."""
    said = write_request(text=text, answers=answers or {}, at=moment_of(THEN), reply=asked.keys.recipient, language=language, files=files)
    return _keep_message(asked, "in", seal_message(asked.channel.vault.recipient, said), day)


def make_answer(asked: Asked, text: str = "We have read this. Stay where you are.", *, reply_to: str = "", day: date = TODAY) -> Message:
    """Answer the person; ``reply_to`` is the recipient of the channel unless another is named."""
    said = write_answer(text=text, at=moment_of(THEN), reply_to=reply_to or asked.channel.vault.recipient)
    return _keep_message(asked, "out", seal_message(asked.keys.recipient, said), day)


def _keep_public(keyed: KeyedMember) -> None:
    public = keyed.keys.public
    PublicBundle.objects.create(
        member=keyed.member,
        sequence=public.sequence,
        recipient=public.recipient,
        signing_key=public.signing_key,
        created_on=date.fromisoformat(public.created),
        previous=public.previous,
        signature=public.signature,
    )


def _add_epoch(keyed: KeyedVault, number: int, holders: Sequence[KeyedMember]) -> Epoch:
    vault, maker = keyed.vault, holders[0]
    root = secrets.token_bytes(ROOT_LENGTH)
    before = keyed.roots.get(number - 1)
    keyed.roots[number] = root
    vault.epoch = number
    vault.save(update_fields=["epoch"])
    recipient = recipient_of(vault_identity(root, keyed.id, number))
    epoch = Epoch.objects.create(
        vault=vault,
        number=number,
        recipient=recipient,
        signer=maker.member,
        signature=sign(maker.seed, epoch_statement(keyed.id, number, recipient)),
        previous=seal_previous_root(root, before, vault=keyed.id, epoch=number) if before else b"",
    )
    for holder in holders:
        make_grant(keyed, holder, by=maker)
    return epoch


def _vouching(steward: KeyedMember) -> Vouching | None:
    if RootKey.objects.filter(member=steward.member).exists():
        return None
    bundle = steward.public_bundle
    assert bundle.voucher, "Vouch for this steward first."
    return Vouching(steward.keys.public, steward.member.organisation.reference, bundle.voucher.reference, bytes(bundle.vouching))


def _keep_message(asked: Asked, direction: str, blob: bytes, day: date) -> Message:
    message = Message.objects.create(
        mailbox=asked.mailbox,
        direction=direction,
        sequence=asked.mailbox.messages.count() + 1,
        day=day,
        sealed_by="browser",
        blob=blob,
    )
    asked.messages.append(message)
    return message
