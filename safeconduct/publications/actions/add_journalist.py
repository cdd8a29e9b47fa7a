"""Put a journalist on the organisation's press list."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import Journalist


class JournalistIncomplete(Refused):
    """A name, an outlet and an address are needed."""

    sentence = _("Write the name, the outlet and one work address.")


class JournalistListed(Refused):
    """The address is on the list."""

    sentence = _("Somebody with this address is on your list already.")


@transaction.atomic
def add_journalist(
    *, name: str, outlet: str, mail: str, language: str, agreed_on: date | None = None, by: Member, at: datetime
) -> Journalist:
    """Keep a work address that its owner gave for this. Only the member's organisation sees it. Who left comes back to the same row.

    :param agreed_on: the day on which they agreed to the terms of embargoes, if they did
    :raises JournalistIncomplete: if name, outlet or a usable address is missing
    :raises JournalistListed: if the address is on the list
    """
    name, outlet, mail = name.strip(), outlet.strip(), mail.strip().lower()
    if not name or not outlet or not _is_address(mail):
        raise JournalistIncomplete
    known = Journalist.objects.filter(organisation=by.organisation, mail=mail).first()
    if known is not None and known.left_on is None:
        raise JournalistListed
    journalist = known or Journalist(organisation=by.organisation, mail=mail)
    journalist.name, journalist.outlet, journalist.language = name, outlet, language
    journalist.agreed_on, journalist.left_on = agreed_on, None
    journalist.added_at, journalist.added_by = at, by
    journalist.save()
    record("publications.journalist-added", journalist.reference, by=by.reference, at=at)
    return journalist


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
