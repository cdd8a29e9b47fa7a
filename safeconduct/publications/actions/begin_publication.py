"""Begin a publication with the parts that its kind is made of."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Demand
from safeconduct.advocacy.rules import DemandKind
from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.models import Part, Publication, Title
from safeconduct.publications.rules.kinds import PRIVATE_UNLESS_SAID, Kind
from safeconduct.publications.rules.templates import first_parts


class TitleMissing(Refused):
    """It has no title."""

    sentence = _("Give it a title. It can be changed later.")


class NothingToUpdate(Refused):
    """An update goes on from an urgent action."""

    sentence = _("Further information goes on from an urgent action. Open that action and begin there.")


class DemandUnusable(Refused):
    """A chosen demand is withdrawn, or belongs to another crisis."""

    sentence = _("One of the demands was withdrawn, or belongs to another crisis. Choose again.")


@transaction.atomic
def begin_publication(
    *, crisis: Crisis, kind: Kind, original: str, title: str, demands: Sequence[Demand] = (), by: Member, at: datetime
) -> Publication:
    """Begin it in the ``original`` language, led by the member's organisation, with a numbered part for each of the ``demands``.

    :raises TitleMissing: if the title is empty
    :raises NothingToUpdate: if it is an update; see ``begin_update``
    :raises DemandUnusable: if a demand is withdrawn or of another crisis
    """
    if kind is Kind.UPDATE:
        raise NothingToUpdate
    if any(demand.crisis_id != crisis.pk or demand.withdrawn_at is not None for demand in demands):
        raise DemandUnusable
    publication = create_publication(crisis=crisis, kind=kind, original=original, title=title, by=by, at=at)
    by_reference = {demand.reference: demand for demand in demands}
    relayed = [demand.reference for demand in demands if demand.kind == DemandKind.RELAYED]
    direct = [reference for reference in by_reference if reference not in relayed]
    Part.objects.bulk_create(
        Part(publication=publication, position=position, role=role, demand=by_reference.get(reference))
        for position, (role, reference) in enumerate(first_parts(kind, direct, relayed), start=1)
    )
    report_references(publication=publication, at=at)
    return publication


def create_publication(
    *,
    crisis: Crisis,
    kind: Kind,
    original: str,
    title: str,
    sibling_of: Publication | None = None,
    updates: Publication | None = None,
    by: Member,
    at: datetime,
) -> Publication:
    """Make the publication with its title and write it into the record; a letter is for its addressees unless somebody says otherwise.

    :raises TitleMissing: if the title is empty
    """
    kept = " ".join(title.split())
    if not kept:
        raise TitleMissing
    publication = Publication.objects.create(
        crisis=crisis,
        organisation=by.organisation,
        kind=kind,
        original=original,
        sibling_of=sibling_of,
        updates=updates,
        is_for_everybody=kind not in PRIVATE_UNLESS_SAID,
        created_at=at,
        created_by=by,
    )
    Title.objects.create(publication=publication, language=original, text=kept, written_at=at, written_by=by)
    record("publications.publication-begun", publication.reference, by=by.reference, at=at, kind=str(kind), crisis=crisis.reference)
    return publication
