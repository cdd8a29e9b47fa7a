"""Add a name of a body: in another language, or in another spelling."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.name_body import NameMissing
from safeconduct.advocacy.models import Body, BodyName
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.people.models import Member


@transaction.atomic
def spell_body(*, body: Body, language: str, name: str, by: Member, at: datetime) -> None:
    """Add the name; does nothing when the body has it. ``und``: a spelling to recognise, not to show.

    :raises NameMissing: if the name is empty
    """
    name = name.strip()
    if not name:
        raise NameMissing
    _row, is_new = BodyName.objects.get_or_create(body=body, language=language, name=name, defaults={"match_key": match_key(name)})
    if is_new:
        record("advocacy.body-spelt", body.reference, by=by.reference, at=at, language=language)
        mark_changed(crisis=body.crisis, at=at)
