"""Mail a signer's own link again, to the address alone to which it belongs."""

from datetime import date

from django.db import transaction
from django.db.models import F

from safeconduct.signing.models import Roll, Signature, WaitingMail
from safeconduct.signing.queries.links import keys_of, way_to
from safeconduct.signing.queries.rolls import address_rules
from safeconduct.signing.rules.addresses import canonical, split_mail
from safeconduct.signing.rules.kinds import MOST_MAILS, MailKind, State
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.asked import take_asked
from safeconduct.signing.storing.ram import own_key
from safeconduct.vault.format.signatures import code_of, seal_mail, tag_of

SENT_TO = {State.PENDING, State.CONFIRMED, State.BOUNCED, State.INVALID}


def send_asked(*, on: date) -> int:
    """Deal with every address that was left on the page since; give how many links go out."""
    return sum(ask_for_link(address, language=language, on=on) for address, language in take_asked())


def ask_for_link(address: str, *, language: str, on: date) -> int:
    """Let the links of all signatures go out that this address left on campaigns whose key is in memory; give how many, for tests alone.

    Whoever asked is answered the same whatever this gives. Once a campaign is closed its key is gone, and no address leads anywhere.
    """
    local, domain = split_mail(address.strip())
    if not domain:
        return 0
    to, compared = f"{local}@{domain}", canonical(address.strip(), address_rules())
    return sum(_send_for(roll, compared, to, language, on) for roll in Roll.objects.filter(key_destroyed_on__isnull=True))


def _send_for(roll: Roll, compared: str, to: str, language: str, on: date) -> int:
    tags = [tag_of(key, "address", compared) for key in keys_of(roll.pk)]
    return sum(_send(one, compared, to, language, on) for one in Signature.objects.filter(roll=roll, tag__in=tags, state__in=SENT_TO))


def _send(signature: Signature, compared: str, to: str, language: str, on: date) -> int:
    token = way_to(signature, compared)
    if not token:
        return 0
    with transaction.atomic(using=DATABASE):
        waiting = WaitingMail.objects.filter(signature=signature, state__in=["waiting", "sending"], kind=MailKind.LINK)
        if waiting.exists() or not Signature.objects.filter(pk=signature.pk, mails__lt=MOST_MAILS).update(mails=F("mails") + 1):
            return 0
        WaitingMail.objects.create(
            roll_id=signature.roll_id,
            signature=signature,
            kind=MailKind.LINK,
            language=language,
            day=on,
            blob=seal_mail(own_key("mail"), {"to": to, "token": token, "code": code_of(token)}),
        )
    return 1
