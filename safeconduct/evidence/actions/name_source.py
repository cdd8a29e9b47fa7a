"""Name a source, in whatever script it was written."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Source, SourceName
from safeconduct.evidence.models.sources import SourceKind
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NameMissing(Refused):
    """A source without a name cannot be told from another."""

    sentence = _("Give the source a name.")


@transaction.atomic
def name_source(
    *, crisis: Crisis, name: str, by: Member, at: datetime, kind: str = SourceKind.OTHER, office: str = "", country: str = ""
) -> Source:
    """Give the crisis's source of this name, under any spelling that its match key covers; make it where there is none.

    :raises NameMissing: if the name is empty
    """
    name = " ".join(name.split())
    if not name:
        raise NameMissing
    key = match_key(name)
    known = SourceName.objects.filter(source__crisis=crisis, match_key=key).select_related("source").order_by("pk").first()
    if known is not None:
        SourceName.objects.get_or_create(source=known.source, name=name, defaults={"match_key": key})
        return known.source
    source = Source.objects.create(crisis=crisis, name=name, kind=kind, office=office, country=country, created_at=at, created_by=by)
    SourceName.objects.create(source=source, name=name, match_key=key)
    record("evidence.source-named", source.reference, by=by.reference, at=at)
    return source
