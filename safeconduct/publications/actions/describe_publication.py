"""Say who reads a publication, and the facts that its kind adds."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication


class IsOut(Refused):
    """Who reads it was settled when it was released."""

    sentence = _("It is released, and who reads it was settled then. Recall it, or begin another one.")


@transaction.atomic
def describe_publication(
    *, publication: Publication, facts: Mapping[str, str] | None = None, is_for_everybody: bool | None = None, by: Member, at: datetime
) -> None:
    """Set these facts beside those that are there, an empty one being taken away; and whether everybody may read the public part.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises IsOut: if it is released and somebody else is to read it now: what was released was not checked for them
    """
    publication = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if is_for_everybody is not None and is_for_everybody != publication.is_for_everybody:
        if publication.released_at is not None:
            raise IsOut
        publication.is_for_everybody = is_for_everybody
    merged = {**publication.facts, **{name: value.strip() for name, value in (facts or {}).items()}}
    publication.facts = {name: value for name, value in merged.items() if value}
    publication.save(update_fields=["facts", "is_for_everybody"])
    record(
        "publications.publication-described",
        publication.reference,
        by=by.reference,
        at=at,
        is_for_everybody=publication.is_for_everybody,
        facts=sorted(facts or {}),
    )
