"""Find the body that a document speaks of, in whatever spelling, or name it."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.name_body import name_body
from safeconduct.advocacy.models import Body, BodyName
from safeconduct.advocacy.rules import kind_from_name
from safeconduct.crises.models import Crisis
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.people.models import Member


@transaction.atomic
def find_or_name_body(
    *, crisis: Crisis, name: str, place: str = "", kind: str = "", language: str = "und", by: Member, at: datetime
) -> Body:
    """Give the body with this name; else the one of this place and kind; else a new one with this name.

    ``place`` is a code of the gazetteer (``LT``, ``RU-CE``), ``kind`` a ``BodyKind`` or empty: then a parliament is known by its
    name, and every other name at a place means its government. ``language`` is that of the name, for a new body.

    :raises NameMissing: if a new body would have no name
    """
    known = BodyName.objects.filter(body__crisis=crisis, match_key=match_key(name)) if name.strip() else BodyName.objects.none()
    if place:
        known = known.filter(body__place=place)
    if kind:
        known = known.filter(body__kind=kind)
    found = known.select_related("body").order_by("body_id", "pk").first()
    if found:
        return found.body
    meant = kind or kind_from_name(name, place=place)
    there = Body.objects.filter(crisis=crisis, place=place, kind=meant).order_by("pk").first() if place else None
    return there or name_body(crisis=crisis, names={language: name}, original=language, kind=meant, place=place, by=by, at=at)
