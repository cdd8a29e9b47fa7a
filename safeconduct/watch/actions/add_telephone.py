"""Make the link with which a telephone of a team joins."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.vault.format.push import link_hash, new_link
from safeconduct.watch.access import home, team_to_keep
from safeconduct.watch.models import Telephone

LINK_LASTS = timedelta(hours=24)
MOST = 10  # telephones of a team


class NoTelephones(Refused):
    """Web push is off."""

    code = "no-telephones"
    sentence = _("This installation rings no telephones. Whoever runs the server can switch it on. Nothing was changed.")


class TooManyTelephones(Refused):
    """More than anybody looks after."""

    code = "too-many"
    sentence = _("This team has ten telephones. Take one away first. Nothing was changed.")


class TelephoneTaken(Refused):
    """It has joined already, or is another team's."""

    code, status = "taken", 409
    sentence = _("This telephone is there already. Nothing was changed.")


def add_telephone(*, id_: UUID, team: UUID, name: str, by: Member, at: datetime) -> str:
    """Give the link's token, which only the caller ever has: its hash is kept, for a day. Asked again with the same id, it is another one.

    :raises Http404: if the organisation of whoever asks has no such team
    :raises NoTelephones: where none is rung
    :raises TelephoneTaken: if this id has joined, or is another team's
    :raises TooManyTelephones: if there are ten
    """
    if not settings.WEB_PUSH_KEY:
        raise NoTelephones
    token = new_link()
    with transaction.atomic(using=home()):
        kept = team_to_keep(by, team)
        known = Telephone.objects.filter(pk=id_).first()
        if known is not None and (known.team_id != kept.pk or known.endpoint):
            raise TelephoneTaken
        if known is None and kept.telephones.count() >= MOST:
            raise TooManyTelephones
        values = {"team": kept, "name": name, "token_hash": link_hash(token), "link_until": at + LINK_LASTS}
        Telephone.objects.update_or_create(pk=id_, defaults=values)
        record("watch.telephone-added", kept.reference, by=by.reference, at=day_of(at))
    return token
