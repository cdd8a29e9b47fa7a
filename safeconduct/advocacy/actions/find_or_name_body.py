"""Find the body that a document speaks of, in whatever spelling, or name it."""

from datetime import datetime

from django.db import transaction
from django.utils import translation

from safeconduct.advocacy.actions.name_body import name_body
from safeconduct.advocacy.models import Body, BodyName
from safeconduct.advocacy.rules import BodyKind, kind_from_name
from safeconduct.crises.models import Crisis
from safeconduct.evidence.queries.sentences import place_word
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.kit.languages import PUBLIC_LANGUAGES
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
    if there:
        return there
    names = {language: name, **(_names_of(place) if meant == BodyKind.GOVERNMENT else {})}
    return name_body(crisis=crisis, names=names, original=language, kind=meant, place=place, by=by, at=at)


def _names_of(place: str) -> dict[str, str]:
    """Give a government the name of its country, in every language of the public pages that the gazetteer knows it in."""
    names = {}
    for code, _name in PUBLIC_LANGUAGES:
        with translation.override(code):
            names[code] = place_word(place, code)
    return {code: name for code, name in names.items() if name != place}
