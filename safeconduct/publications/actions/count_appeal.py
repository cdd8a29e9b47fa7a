"""Count that somebody says they wrote: country and way, nothing else."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.publications.models import Publication, SpentTicket, Tally
from safeconduct.publications.queries.urgent import stage_of
from safeconduct.publications.rules.urgent import Way, is_country

REMEMBERED = timedelta(days=3)  # longer than any ticket is good for


class NothingIsAsked(Refused):
    """The action has run out or was stopped."""

    sentence = _("This action is over. Nothing more is counted, and nobody should write any more.")


class CountryUnknown(Refused):
    """Two letters that are no country."""

    sentence = _("Choose a country from the list, or none.")


@transaction.atomic
def count_appeal(*, publication: Publication, country: str, way: Way, ticket: bytes, at: datetime) -> bool:
    """Add one to the number of this country and way; tell whether it was added: the same ticket counts once.

    There is no entry in the record, and no moment: who reports from a country where few do would be found by the hour.

    :param ticket: the random bytes of the form that was sent
    :raises NothingIsAsked: if it has run out, was stopped, or never went out
    :raises CountryUnknown: if ``country`` is neither empty nor two letters
    """
    if not stage_of(publication, at).asks:
        raise NothingIsAsked
    if country and not is_country(country):
        raise CountryUnknown
    SpentTicket.objects.filter(on__lt=at.date() - REMEMBERED).delete()
    _ticket, is_new = SpentTicket.objects.get_or_create(hash=hashlib.sha256(ticket).digest(), defaults={"on": at.date()})
    if is_new:
        row, _made = Tally.objects.get_or_create(publication=publication, country=country, channel=Way(way))
        Tally.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return is_new
