"""Keep a press desk: whom journalists reach, in which languages, at which hours."""

from collections.abc import Sequence
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.crises.models import Crisis
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import PressContact
from safeconduct.publications.rules.press import is_zone


class ContactUnreachable(Refused):
    """No way leads to the desk."""

    sentence = _("Write a telephone number or a mail address: a contact that cannot be reached is none.")


class ContactNameless(Refused):
    """Nobody knows for whom to ask."""

    sentence = _("Write for whom to ask: a work name, or simply the press desk.")


class ZoneUnreadable(Refused):
    """There is no such time zone."""

    sentence = _("This time zone is not known. Write it like Europe/Copenhagen.")


class NoLanguage(Refused):
    """No language, or no day of the week."""

    sentence = _("Choose at least one language and one day of the week.")


@transaction.atomic
def keep_press_contact(
    *,
    crisis: Crisis,
    name: str,
    languages: Sequence[str],
    opens: time,
    closes: time,
    zone: str,
    days: str,
    telephone: str = "",
    mail: str = "",
    by: Member,
    at: datetime,
) -> PressContact:
    """Add a desk of the member's organisation; it stands on the press page of the crisis and on releases at once.

    ``days`` holds ISO weekdays as digits; a desk that closes at or before it opens is open over midnight.

    :raises ContactNameless: if nobody is named
    :raises ContactUnreachable: if there is neither telephone nor mail
    :raises ZoneUnreadable: if the zone is not known
    :raises NoLanguage: if no language or no day was chosen
    """
    if not name.strip():
        raise ContactNameless
    if not telephone.strip() and not mail.strip():
        raise ContactUnreachable
    if not is_zone(zone):
        raise ZoneUnreadable
    if not languages or not set(days) & set("1234567"):
        raise NoLanguage
    contact = PressContact.objects.create(
        crisis=crisis,
        organisation=by.organisation,
        name=name.strip(),
        telephone=telephone.strip(),
        mail=mail.strip(),
        languages=list(languages),
        opens=opens,
        closes=closes,
        zone=zone,
        days="".join(sorted(set(days) & set("1234567"))),
    )
    mark_changed(crisis=crisis, at=at)
    record("publications.contact-kept", contact.reference, by=by.reference, at=at, crisis=crisis.reference)
    return contact
