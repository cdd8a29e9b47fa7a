"""Keep a member's sealed keys in the place of those before."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from safeconduct.kit.talking import NotUnderstood, base64_of
from safeconduct.people.models import Member, SecondFactor, UnlockSlot
from safeconduct.vault.format.staff import seal_factor
from safeconduct.vault.reading.keys import NewSlot


@transaction.atomic
def keep_slot(*, member: Member, kind: str, slot: NewSlot, auth: bytes) -> None:
    """Replace the member's slot of this kind and what signs in with it; the caller has made sure who asks, and writes the record.

    :raises NotUnderstood: if another slot has this id
    """
    UnlockSlot.objects.filter(member=member.pk, kind=kind).delete()
    if UnlockSlot.objects.filter(pk=slot.id).exists():
        raise NotUnderstood
    UnlockSlot.objects.create(
        id=slot.id,
        member=member,
        kind=kind,
        salt=slot.salt,
        memory_kib=slot.memory_kib,
        passes=slot.passes,
        lanes=slot.lanes,
        auth=make_password(base64_of(auth)) if kind == "recovery" else "",
        blob=slot.blob,
    )
    if kind == "passphrase":
        member.password = make_password(base64_of(auth))
        member.save(update_fields=["password"])


def keep_factor(*, member: Member, secret: bytes, auth: bytes) -> None:
    """Keep a new secret of the member's one-time codes, sealed under what they sign in with; none of its codes was used yet."""
    SecondFactor.objects.update_or_create(member=member, defaults={"blob": seal_factor(auth, secret, member=member.reference), "used": ""})


def reseal_factor(*, member: Member, secret: bytes, auth: bytes) -> None:
    """Seal the same secret under something else; what was used stays used."""
    SecondFactor.objects.filter(member=member.pk).update(blob=seal_factor(auth, secret, member=member.reference))
