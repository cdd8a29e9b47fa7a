"""A member's public keys: what is signed about them, who vouches for them, and how a new member's are made."""

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from safeconduct.vault.format.codes import words_of
from safeconduct.vault.format.lists import SECRET_LENGTH
from safeconduct.vault.format.octets import pae, to_text, u32be
from safeconduct.vault.format.roots import ROOT_LENGTH, identity_of, recipient_of
from safeconduct.vault.format.signing import new_seed, sign, verify
from safeconduct.vault.format.staff import (
    LANES,
    MEMORY_KIB,
    PASSES,
    SALT_LENGTH,
    UserBundle,
    derive,
    kit_keys,
    new_kit,
    new_passphrase,
    seal_slot,
)

AUTHORITIES = ("member", "steward")


@dataclass(frozen=True)
class PublicKeys:
    """A member's public bundle. ``created`` is a day; ``previous`` the digest of the statement before, or empty."""

    member: str
    sequence: int
    recipient: str
    signing_key: bytes
    created: str
    previous: bytes
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """What the member signs about their own keys."""
        return bundle_statement(
            member=self.member,
            sequence=self.sequence,
            recipient=self.recipient,
            signing_key=self.signing_key,
            created=self.created,
            previous=self.previous,
        )

    @property
    def digest(self) -> bytes:
        """What a voucher signs, and what the member's next bundle names."""
        return hashlib.sha256(self.statement).digest()

    def is_signed(self) -> bool:
        """Tell whether the bundle carries its own signature."""
        return verify(self.signing_key, self.statement, self.signature)


@dataclass(frozen=True, repr=False)
class Slot:
    """An unlock slot as it is posted; a recovery slot has no salt and no measures."""

    id: UUID
    kind: str
    blob: bytes
    salt: bytes = b""
    memory_kib: int = 0
    passes: int = 0
    lanes: int = 0

    def post(self) -> dict[str, Any]:
        """Give it as the addresses of the desk take it."""
        short = {"id": str(self.id), "kind": self.kind, "blob": to_text(self.blob)}
        if self.kind == "recovery":
            return short
        measures = {"memory_kib": self.memory_kib, "passes": self.passes, "lanes": self.lanes}
        return {**short, "salt": to_text(self.salt), **measures}


@dataclass(frozen=True, repr=False)
class MemberKeys:
    """Everything a new member has: what is kept secret, and what is posted."""

    member: str
    passphrase: str
    kit: bytes
    bundle: UserBundle
    auth: bytes
    slot: Slot
    recovery_auth: bytes
    recovery: Slot
    public: PublicKeys = field(repr=False)

    @property
    def kit_words(self) -> list[str]:
        """The sixteen words of the recovery kit."""
        return kit_words(self.kit)

    def post(self) -> dict[str, Any]:
        """Give what a join posts of the keys."""
        public = self.public
        return {
            "auth": to_text(self.auth),
            "slot": self.slot.post(),
            "recovery": {"auth": to_text(self.recovery_auth), "slot": self.recovery.post()},
            "bundle": {
                "sequence": public.sequence,
                "recipient": public.recipient,
                "signing_key": to_text(public.signing_key),
                "created": public.created,
                "previous": to_text(public.previous),
                "signature": to_text(public.signature),
            },
        }


def bundle_statement(*, member: str, sequence: int, recipient: str, signing_key: bytes, created: str, previous: bytes) -> bytes:
    """Give what a member signs about their own keys; ``previous`` is the digest of the statement before, or empty."""
    return pae("safeconduct/v1/bundle", member, u32be(sequence), recipient, signing_key, created, previous)


def vouch_statement(*, statement: bytes, organisation: str, authority: str, voucher: str) -> bytes:
    """Give what a voucher signs about somebody's bundle statement; ``authority`` is ``member`` or ``steward``."""
    return pae("safeconduct/v1/vouch", hashlib.sha256(statement).digest(), organisation, authority, voucher)


def kit_words(kit: bytes, language: str = "en") -> list[str]:
    """Give the sixteen words of a recovery kit."""
    return words_of(kit[:SECRET_LENGTH], language) + words_of(kit[SECRET_LENGTH:], language)


def make_public_keys(bundle: UserBundle, *, sequence: int = 1, previous: bytes = b"") -> PublicKeys:
    """Give the public half of a member's keys, signed by themselves."""
    unsigned = PublicKeys(bundle.member, sequence, recipient_of(bundle.identity), bundle.signing_key, bundle.created, previous)
    return replace(unsigned, signature=sign(bundle.seed, unsigned.statement))


def make_member_keys(
    member: str, passphrase: str = "", *, today: date, memory_kib: int = MEMORY_KIB, passes: int = PASSES, language: str = "en"
) -> MemberKeys:
    """Make everything a member joins with; without a passphrase one is made up.

    ``memory_kib`` and ``passes`` are those of the passphrase; below 131,072 and 3 only a test will ever open it.
    """
    chosen = passphrase or new_passphrase(language)
    bundle = UserBundle(member, identity_of(secrets.token_bytes(ROOT_LENGTH)), new_seed(), today.isoformat())
    salt, kit = secrets.token_bytes(SALT_LENGTH), new_kit()
    master, recovery = derive(chosen, salt, memory_kib=memory_kib, passes=passes), kit_keys(kit)
    slot, spare = uuid4(), uuid4()
    return MemberKeys(
        member=member,
        passphrase=chosen,
        kit=kit,
        bundle=bundle,
        auth=master.auth,
        slot=Slot(slot, "passphrase", seal_slot(master.kek, bundle, slot=slot, kind="passphrase"), salt, memory_kib, passes, LANES),
        recovery_auth=recovery.auth,
        recovery=Slot(spare, "recovery", seal_slot(recovery.kek, bundle, slot=spare, kind="recovery")),
        public=make_public_keys(bundle),
    )
