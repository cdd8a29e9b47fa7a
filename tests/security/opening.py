"""Opens everything that can be opened: somebody's keys are tried on every sealed thing in both databases and in both folders.

It asks nobody who may read what. It knows the tables as a thief of the whole server does, and follows every key that it finds: a grant
gives a root, a root opens records, the root before it and answers to its labels and gives an identity, an identity opens files, messages,
cards and shares of strongboxes, and any two shares are tried on what lies in their box.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from pathlib import Path
from uuid import UUID

from django.conf import settings

from safeconduct.casework.models import Referral
from safeconduct.intake.models import Channel, IntakeFile, Message
from safeconduct.people.models import UnlockSlot
from safeconduct.placement.models import Card
from safeconduct.vault.format.ages import open_with
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.grants import open_grant
from safeconduct.vault.format.labels import label_identity
from safeconduct.vault.format.octets import from_text
from safeconduct.vault.format.records import header_of, open_previous_root, open_record
from safeconduct.vault.format.roots import vault_identity
from safeconduct.vault.format.staff import derive, kit_keys, open_keyring, open_slot
from safeconduct.vault.format.strongboxes import open_share, open_strongbox
from safeconduct.vault.models import Epoch, Grant, Keyring, Record, SealedFile, Strongbox, StrongboxAsking, StrongboxShare
from tests.factories.vault import KeyedMember

Root = tuple[UUID, int]


@dataclass
class Secrets:
    """What somebody has: age identities, roots of epochs, passphrases, signing seeds, shares of strongboxes."""

    identities: set[str] = field(default_factory=set)
    roots: dict[Root, bytes] = field(default_factory=dict)
    passphrases: set[str] = field(default_factory=set)
    kits: set[bytes] = field(default_factory=set)
    seeds: set[bytes] = field(default_factory=set)
    shares: dict[UUID, set[bytes]] = field(default_factory=dict)


def secrets_of(keyed: KeyedMember) -> Secrets:
    """Give everything that a member's browser and paper hold."""
    return Secrets({keyed.identity}, {}, {keyed.passphrase}, {keyed.keys.kit}, {keyed.seed})


def everything_opened(by: Secrets) -> set[str]:
    """Give the names of all sealed things that open, and leave in ``by`` every key that was found on the way."""
    before: tuple[set[str], int, int] = (set(), 0, 0)
    while True:
        opened = {name for name, attempt in _attempts(by) if _opens(attempt)}
        after = (opened, len(by.identities) + sum(map(len, by.shares.values())), len(by.roots))
        if after == before:
            return opened
        before = after


def _opens(attempt: Callable[[], object]) -> bool:
    with suppress(NotSealed):
        attempt()
        return True
    return False


def _attempts(by: Secrets) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give each sealed thing with each way to open it. An attempt that succeeds may add to the keys."""
    yield from _slots(by)
    for identity in sorted(by.identities):
        for grant in Grant.objects.select_related("member"):
            yield f"grant {grant.pk}", partial(_try_grant, by, identity, grant)
        yield from _shares(by, identity)
        for referral in Referral.objects.all():
            for name, letter in (("referral", referral.blob), ("answer", referral.answer)):
                yield f"{name} {referral.pk}", partial(open_with, identity, bytes(letter))
        for card in Card.objects.all():
            yield f"card {card.pk}", partial(open_with, identity, bytes(card.blob))
        for message in Message.objects.all():
            yield f"message {message.pk}", partial(open_with, identity, bytes(message.blob))
        for folder in (settings.SEALED_ROOT, settings.INTAKE_FILES):
            for path in sorted(Path(folder).iterdir()) if Path(folder).exists() else []:
                yield f"file {path.name}", partial(open_with, identity, path.read_bytes())
    for (vault, number), root in sorted(by.roots.items()):
        by.identities.add(vault_identity(root, vault, number))
        yield from _under(by, root)
        yield from _labels(root, vault, number)


def _under(by: Secrets, root: bytes) -> Iterator[tuple[str, Callable[[], object]]]:
    """Try one root on all records and all histories, of whichever vault they say they are."""
    for epoch in Epoch.objects.exclude(previous=b""):
        yield f"history {epoch.vault_id} {epoch.number}", partial(_try_history, by, root, epoch)
    for record in Record.objects.all():
        blob, number = bytes(record.blob), header_of(bytes(record.blob)).epoch
        context = {"vault": record.vault_id, "epoch": number, "type": record.type, "record": record.record, "version": record.version}
        yield f"record {record.pk}", partial(open_record, root, blob, **context)  # type: ignore[arg-type]


def _labels(root: bytes, vault: UUID, number: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Try what a root gives for each letter that was answered."""
    for card in Card.objects.exclude(answer=b""):
        yield f"answer {card.pk}", partial(open_with, label_identity(root, vault, number, str(card.pk)), bytes(card.answer))
    for referral in Referral.objects.exclude(answer=b""):
        yield f"answer {referral.pk}", partial(open_with, label_identity(root, vault, number, str(referral.pk)), bytes(referral.answer))


def _slots(by: Secrets) -> Iterator[tuple[str, Callable[[], object]]]:
    for slot in UnlockSlot.objects.select_related("member"):
        for passphrase in by.passphrases:
            if slot.kind == "passphrase":
                yield f"slot {slot.pk}", partial(_try_passphrase, by, passphrase, slot)
        for kit in by.kits:
            yield f"slot {slot.pk}", partial(_try_slot, by, kit_keys(kit).kek, slot)
    for keyring in Keyring.objects.select_related("member"):
        for seed in by.seeds:
            yield f"keyring {keyring.member.reference}", partial(_try_keyring, by, seed, keyring)


def _shares(by: Secrets, identity: str) -> Iterator[tuple[str, Callable[[], object]]]:
    for share in StrongboxShare.objects.select_related("member", "strongbox__sealed_by"):
        between = {"by": share.strongbox.sealed_by.reference, "member": share.member.reference}
        yield f"share {share.pk}", partial(_try_share, by, identity, share, between)
    for asking in StrongboxAsking.objects.filter(given_by__isnull=False).select_related("asked_by", "given_by"):
        between = {"by": asking.given_by.reference, "member": asking.asked_by.reference}  # type: ignore[union-attr]
        yield f"given {asking.pk}", partial(_try_share, by, identity, asking, between)
    for box in Strongbox.objects.all():
        for one, other in combinations(sorted(by.shares.get(box.pk, set())), 2):
            yield f"strongbox {box.pk}", partial(open_strongbox, bytes(box.blob), one, other, box=box.pk)


def _try_share(by: Secrets, identity: str, kept: StrongboxShare | StrongboxAsking, between: dict[str, str]) -> None:
    share = open_share(identity, bytes(kept.blob), box=kept.strongbox_id, **between)
    by.shares.setdefault(kept.strongbox_id, set()).add(share)


def _try_passphrase(by: Secrets, passphrase: str, slot: UnlockSlot) -> None:
    keys = derive(passphrase, bytes(slot.salt), memory_kib=slot.memory_kib, passes=slot.passes, lanes=slot.lanes)
    _try_slot(by, keys.kek, slot)


def _try_slot(by: Secrets, kek: bytes, slot: UnlockSlot) -> None:
    bundle = open_slot(kek, bytes(slot.blob), member=slot.member.reference, slot=slot.pk, kind=slot.kind)
    by.identities.add(bundle.identity)
    by.seeds.add(bundle.seed)


def _try_keyring(by: Secrets, seed: bytes, keyring: Keyring) -> None:
    remembered = open_keyring(seed, bytes(keyring.blob), member=keyring.member.reference, version=keyring.version)
    for vault, roots in remembered["roots"].items():
        by.roots |= {(UUID(vault), int(epoch)): from_text(root) for epoch, root in roots.items()}


def _try_grant(by: Secrets, identity: str, grant: Grant) -> None:
    context = {"vault": grant.vault_id, "epoch": grant.epoch, "member": grant.member.reference}
    by.roots[grant.vault_id, grant.epoch] = open_grant(identity, bytes(grant.blob), **context)  # type: ignore[arg-type]


def _try_history(by: Secrets, root: bytes, epoch: Epoch) -> None:
    before = open_previous_root(root, bytes(epoch.previous), vault=epoch.vault_id, epoch=epoch.number)
    by.roots[epoch.vault_id, epoch.number - 1] = before


def everything_of(vault: UUID, *, until: int) -> set[str]:
    """Name everything that a holder of the vault's epochs up to ``until`` should open, by the tables alone and without any key.

    What came in by a channel is taken for sealed by then.
    """
    names = {f"record {record.pk}" for record in Record.objects.filter(vault=vault) if header_of(bytes(record.blob)).epoch <= until}
    with_history = Epoch.objects.filter(vault=vault, number__lte=until).exclude(previous=b"")
    names |= {f"history {vault} {number}" for number in with_history.values_list("number", flat=True)}
    names |= {f"file {pk}" for pk in SealedFile.objects.filter(vault=vault, epoch__lte=until).values_list("pk", flat=True)}
    for channel in Channel.objects.filter(vault=vault):
        incoming = Message.objects.filter(mailbox__channel=channel, direction="in")
        names |= {f"message {pk}" for pk in incoming.values_list("pk", flat=True)}
        names |= {f"file {pk}" for pk in IntakeFile.objects.filter(channel=channel).values_list("pk", flat=True)}
    return names


def everything_of_themselves(keyed: KeyedMember) -> set[str]:
    """Name what is sealed to a member personally: slots, keyring, grants, shares."""
    member = keyed.member
    names = {f"slot {pk}" for pk in UnlockSlot.objects.filter(member=member).values_list("pk", flat=True)}
    names |= {f"keyring {member.reference}" for _one in Keyring.objects.filter(member=member)}
    names |= {f"share {pk}" for pk in StrongboxShare.objects.filter(member=member).values_list("pk", flat=True)}
    names |= {f"given {pk}" for pk in StrongboxAsking.objects.filter(asked_by=member, given_by__isnull=False).values_list("pk", flat=True)}
    return names | {f"grant {pk}" for pk in Grant.objects.filter(member=member).values_list("pk", flat=True)}
