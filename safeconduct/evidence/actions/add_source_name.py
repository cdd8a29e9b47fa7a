"""Add a spelling of a source's name."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.evidence.models import Source, SourceName
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.evidence.search.entries import index_source
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class SpellingMissing(Refused):
    """There is no name."""

    sentence = _("Write the name as it stands in the document.")


class NamesAnother(Refused):
    """Another source of the crisis goes by this name."""


@transaction.atomic
def add_source_name(*, source: Source, name: str, by: Member, at: datetime) -> SourceName:
    """Add the spelling, so that the source is found under it in every later document.

    :raises SpellingMissing: if it is empty
    :raises NamesAnother: if another source of this crisis goes by it; merge the two if they are one
    """
    name = " ".join(name.split())
    if not name:
        raise SpellingMissing
    key = match_key(name)
    other = (
        SourceName.objects.filter(source__crisis=source.crisis_id, match_key=key)
        .exclude(source=source)
        .select_related("source")
        .order_by("pk")
        .first()
    )
    if other is not None:
        sentence = _("“{name}” already names {other} ({reference}). If the two are one source, merge them.")
        raise NamesAnother(sentence.format(name=name, other=other.source.name, reference=other.source.reference))
    spelling, is_new = SourceName.objects.get_or_create(source=source, name=name, defaults={"match_key": key})
    if is_new:
        record("evidence.source-name-added", source.reference, by=by.reference, at=at, name=name)
        index_source(source)
    return spelling
