"""An organisation that is cut off leaves the crises it answered, too."""

from datetime import datetime

from django.db import transaction

from safeconduct.crises.actions.end_participations import end_participations
from safeconduct.people.models import Member, Organisation
from safeconduct.vault.actions.cut_off_organisation import cut_off_organisation


@transaction.atomic
def cut_off(*, organisation: Organisation, by: Member, at: datetime) -> int:
    """Do both in one act; give how many members were removed.

    :raises NotTheirOwn: if it is the own organisation
    """
    removed = cut_off_organisation(organisation=organisation, by=by, at=at)
    end_participations(organisation=organisation, by=by, at=at)
    return removed
