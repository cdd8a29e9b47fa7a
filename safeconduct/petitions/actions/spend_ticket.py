"""Take in what anybody sends: once for each page that was sent, and only as much as people can read. Nothing of the sender is kept."""

import hashlib
from datetime import datetime, timedelta

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.standing import standing_of
from safeconduct.petitions.rules.kinds import WordState
from safeconduct.petitions.rules.phases import Phase, phase_of
from safeconduct.petitions.rules.sending import MOST_HELD
from safeconduct.publications.models import SpentTicket

REMEMBERED = timedelta(days=3)  # longer than any ticket is good for


class NothingWritten(Refused):
    """There are no words."""

    sentence = _("Write something first.")
    code = "nothing-written"


class TakesNoWords(Refused):
    """The campaign has ended, or was recalled."""

    sentence = _("This petition is over. Nothing more is taken in for it.")
    code = "takes-no-words"


class TooManyWait(Refused):
    """More wait to be looked at than anybody can read."""

    sentence = _("Very much was sent in and waits to be read. Keep your text and send it again tomorrow; nothing was kept of it now.")
    code = "too-many-wait"


def check_takes_words(campaign: Campaign, kind: type[Model], *, at: datetime) -> None:
    """Refuse where nothing more of this kind can be taken in.

    :raises TakesNoWords: if the campaign has ended or was recalled
    :raises TooManyWait: if too much waits
    """
    if phase_of(standing_of(campaign, at=at), on=at.date()) in {Phase.ENDED, Phase.RECALLED}:
        raise TakesNoWords
    waiting = kind._default_manager.filter(campaign=campaign, state=WordState.HELD).count()  # noqa: SLF001 — the public name of it is no better typed
    if waiting >= MOST_HELD:
        raise TooManyWait


def spend_ticket(ticket: bytes, *, at: datetime) -> bool:
    """Tell whether this ticket was not used before; from now on it was."""
    SpentTicket.objects.filter(on__lt=at.date() - REMEMBERED).delete()
    _row, is_new = SpentTicket.objects.get_or_create(hash=hashlib.sha256(ticket).digest(), defaults={"on": at.date()})
    return is_new
