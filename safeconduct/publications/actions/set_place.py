"""Set the place that stands before the first words of a release."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.publications.models import Publication


@transaction.atomic
def set_place(*, publication: Publication, place: str, by: Member, at: datetime) -> Publication:
    """Keep the place among the facts of the draft; empty takes it away. What was frozen before keeps its own."""
    facts = {name: value for name, value in publication.facts.items() if name != "place"}
    publication.facts = {**facts, **({"place": place.strip()} if place.strip() else {})}
    publication.save(update_fields=["facts"])
    record("publications.place-set", publication.reference, by=by.reference, at=at)
    return publication
