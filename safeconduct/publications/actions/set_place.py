"""Set the place that stands before the first words of a release."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication


@transaction.atomic
def set_place(*, publication: Publication, place: str, by: Member, at: datetime) -> Publication:
    """Keep the place among the facts of the draft; empty takes it away. What was frozen before keeps its own.

    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    facts = {name: value for name, value in kept.facts.items() if name != "place"}
    kept.facts = {**facts, **({"place": place.strip()} if place.strip() else {})}
    kept.save(update_fields=["facts"])
    record("publications.place-set", kept.reference, by=by.reference, at=at)
    return kept
