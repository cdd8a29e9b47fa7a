"""Name a body that can be asked and can answer."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import TextMissing, written
from safeconduct.advocacy.models import Body, BodyName
from safeconduct.advocacy.rules import BodyKind, code_for
from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.kit.references import new_reference
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NamedAlready(Refused):
    """A body of this kind has this name."""

    sentence = _("A body of this kind already has this name. Use that one, so that its words and deeds stay together.")


class NameMissing(TextMissing):
    """The body has no name."""

    sentence = _("The body has no name. Write the name by which people know it.")


@transaction.atomic
def name_body(*, crisis: Crisis, names: Mapping[str, str], original: str, kind: str, place: str = "", by: Member, at: datetime) -> Body:
    """Add a body with its names by language; its address within the crisis is made from place and kind.

    :raises NameMissing: if there is no name in the original language
    :raises NamedAlready: if a body of this kind and place has one of the names
    """
    try:
        kept = written(names, original)
    except TextMissing as missing:
        raise NameMissing from missing
    keys = {match_key(name) for name in kept.values()}
    if BodyName.objects.filter(body__crisis=crisis, body__kind=kind, body__place=place, match_key__in=keys).exists():
        raise NamedAlready
    reference = new_reference("BO")
    taken = Body.objects.filter(crisis=crisis).values_list("code", flat=True)
    code = code_for(kind=BodyKind(kind), place=place, taken=taken) or reference
    body = Body.objects.create(reference=reference, crisis=crisis, kind=kind, place=place, code=code, created_at=at, created_by=by)
    BodyName.objects.bulk_create(
        BodyName(body=body, language=language, name=name, match_key=match_key(name), is_original=language == original)
        for language, name in kept.items()
    )
    record("advocacy.body-named", body.reference, by=by.reference, at=at, code=code)
    return body
