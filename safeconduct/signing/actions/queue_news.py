"""Let news of a campaign wait for the mailboxes of those who agreed to be told. Addresses are sealed before they are written down."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from safeconduct.signing.models import Roll, Signature, WaitingMail
from safeconduct.signing.queries.rolls import address_rules
from safeconduct.signing.rules.addresses import canonical, sendable, split_mail
from safeconduct.signing.rules.kinds import MailKind, State
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.ram import campaign_key, own_key
from safeconduct.vault.format.signatures import seal_mail, tag_of


def queue_news(*, roll: UUID, addresses: Mapping[UUID, str], page: str, on: date) -> int:
    """Queue one mail for each of these signatures that counts and whose signer did not stop the news; give how many.

    While the campaign's key is in memory, an address that is not the signature's is passed over: nobody writes to others by this way.
    ``page`` is where the mail leads once the way to the signer's own page is gone with the key.
    """
    mail_key, rules, key = own_key("mail"), address_rules(), campaign_key(roll)
    is_known = Roll.objects.filter(pk=roll, key_destroyed_on__isnull=True).exists()
    waiting = []
    for signature in Signature.objects.filter(roll=roll, pk__in=list(addresses), state=State.CONFIRMED, stopped__isnull=True):
        mail = addresses[signature.pk]
        if not split_mail(mail)[1]:
            continue
        if is_known and key and not signature.is_provisional and bytes(signature.tag) != tag_of(key, "address", canonical(mail, rules)):
            continue
        blob = seal_mail(mail_key, {"to": sendable(mail), "page": page})
        waiting.append(WaitingMail(roll_id=roll, signature=signature, kind=MailKind.NEWS, language=signature.language, day=on, blob=blob))
    with transaction.atomic(using=DATABASE):
        WaitingMail.objects.bulk_create(waiting, batch_size=500)
    return len(waiting)
