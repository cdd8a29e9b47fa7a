"""Let a telephone join with its link, and ring it once, so that whoever holds it hears that it works."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.actions.queue_push import queue_push
from safeconduct.outbox.channels.push import is_endpoint
from safeconduct.vault.format.push import link_hash, public_key
from safeconduct.watch.access import home, telephone_with
from safeconduct.watch.models import Telephone

BY = "watch"


class LinkOver(Refused):
    """The link was used, is older than a day, or never was one: which, is not told."""

    code = "link-over"
    sentence = _("This link is no longer good. Ask whoever keeps the team for another one.")


class NotAService(Refused):
    """What came is no address of a push service."""

    code = "not-a-service"
    sentence = _("This browser gave no address at which it can be rung. Try another browser.")


def look_at_link(*, token: str, at: datetime) -> str:
    """Give the key that the telephone's browser has to be told, if the link is still good.

    :raises LinkOver: if it is not
    """
    with transaction.atomic(using=home()):
        if _open(token, at).endpoint:
            raise LinkOver
    return public_key(settings.WEB_PUSH_KEY)


def join_telephone(*, token: str, endpoint: str, at: datetime) -> None:
    """Keep where the telephone is rung, and ring it. The same telephone sent twice, because the line broke, is heard twice.

    :raises LinkOver: if the link was used for another telephone, or is over
    :raises NotAService: if nobody would be rung there
    """
    if not is_endpoint(endpoint):
        raise NotAService
    with transaction.atomic(using=home()):
        telephone = _open(token, at)
        if telephone.endpoint == endpoint:
            return
        if telephone.endpoint:
            raise LinkOver
        Telephone.objects.filter(team=telephone.team_id, endpoint=endpoint).delete()  # it joins anew, under another name
        telephone.endpoint, telephone.link_until = endpoint, None
        telephone.save(update_fields=["endpoint", "link_until"])
        with transaction.atomic():
            record("watch.telephone-joined", telephone.team.reference, by=BY, at=day_of(at))
            queue_push(endpoint=endpoint, at=at)


def _open(token: str, at: datetime) -> Telephone:
    if not settings.WEB_PUSH_KEY:
        raise LinkOver
    try:
        telephone = telephone_with(link_hash(token))
    except Http404:
        raise LinkOver from None
    if telephone.link_until is not None and telephone.link_until <= at:
        raise LinkOver
    return telephone
