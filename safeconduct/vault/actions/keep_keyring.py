"""Keep what a member's client remembers between visits."""

from django.db import transaction

from safeconduct.kit.talking import Overtaken, base64_of
from safeconduct.people.models import Member
from safeconduct.vault.actions.change_passphrase import Withheld
from safeconduct.vault.models import Keyring


@transaction.atomic
def keep_keyring(*, member: Member, version: int, blob: bytes) -> None:
    """Replace the keyring by its next version, so that two browsers do not undo each other.

    :raises Overtaken: unless ``version`` is the newest plus one (1 for the first); with the newest
    :raises Withheld: if the member's keys are withheld: whoever is at the browser does not have them
    """
    if member.withheld_on is not None:
        raise Withheld
    now = Keyring.objects.select_for_update().filter(member=member.pk).first()
    if version != (now.version if now else 0) + 1:
        raise Overtaken({"version": now.version if now else 0, "blob": base64_of(now.blob) if now else ""})
    Keyring.objects.update_or_create(member=member, defaults={"version": version, "blob": blob})
