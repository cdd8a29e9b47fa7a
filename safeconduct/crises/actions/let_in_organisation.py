"""Let another organisation take part in answering a crisis."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis, Participation
from safeconduct.kit.refusals import Refused
from safeconduct.people.access import organisation_named
from safeconduct.people.models import Member, Organisation


class NoSuchOrganisation(Refused):
    """Nobody in the coalition is called this."""

    sentence = _(
        "No organisation of the coalition has this name. Nothing was changed. Check the spelling, or ask them how they are written."
    )


@transaction.atomic
def let_in_organisation(*, crisis: Crisis, name: str, by: Member, at: datetime) -> Organisation:
    """Give the organisation of this name a part in the crisis, again if it had left; one that has a part keeps it.

    :raises NoSuchOrganisation: if the coalition has none of this name
    """
    organisation = organisation_named(name)
    if organisation is None:
        raise NoSuchOrganisation
    part, is_new = Participation.objects.get_or_create(crisis=crisis, organisation=organisation, defaults={"since": at.date()})
    if is_new or part.until is not None:
        part.until = None
        part.save(update_fields=["until"])
        record("crises.organisation-let-in", crisis.reference, by=by.reference, at=at, organisation=organisation.reference)
    return organisation
