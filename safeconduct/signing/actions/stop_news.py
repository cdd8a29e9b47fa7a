"""End the news of a campaign for a signer: one press, without signing in, at any time."""

from django.db import transaction

from safeconduct.signing.models import Stopped, WaitingMail
from safeconduct.signing.queries.links import behind_stop
from safeconduct.signing.rules.kinds import MailKind
from safeconduct.signing.storing.alone import DATABASE


def stop_news(text: str) -> bool:
    """Note that this signer wants no more of it, and let go what waits to be sent; tell whether the address leads to anybody.

    Doing it again changes nothing.
    """
    signature = behind_stop(text)
    if signature is None:
        return False
    with transaction.atomic(using=DATABASE):
        Stopped.objects.get_or_create(signature=signature)
        WaitingMail.objects.filter(signature=signature, kind=MailKind.NEWS, state="waiting").delete()
    return True
