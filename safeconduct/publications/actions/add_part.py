"""Add a part to a draft."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Demand
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.begin_publication import DemandUnusable
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Part, Publication
from safeconduct.publications.rules.kinds import PARTS, Kind, Role, Secrecy


class RoleUnknown(Refused):
    """Publications of this kind have no such part."""

    sentence = _("A publication of this kind has no such part.")


class DemandMissing(Refused):
    """A demand part makes a demand of the register."""

    sentence = _("Choose the demand that this part makes, so that answers to it can be counted. Or write it down there first.")


@transaction.atomic
def add_part(
    *,
    publication: Publication,
    role: Role,
    demand: Demand | None = None,
    secrecy: Secrecy = Secrecy.PUBLIC,
    after: Part | None = None,
    by: Member,
    at: datetime,
) -> Part:
    """Add an empty part at the end, or after the given one. Only a demand part has a demand, and it must have one.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises RoleUnknown: if publications of this kind have no such part
    :raises DemandMissing: if a demand part is to have none
    :raises DemandUnusable: if the demand is withdrawn or of another crisis
    """
    publication = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if role not in PARTS[Kind(publication.kind)]:
        raise RoleUnknown
    if role is Role.DEMAND and demand is None:
        raise DemandMissing
    used = demand if role is Role.DEMAND else None
    if used and (used.crisis_id != publication.crisis_id or used.withdrawn_at is not None):
        raise DemandUnusable
    last = publication.parts.aggregate(last=Max("position"))["last"] or 0
    position = last + 1
    if after is not None:
        position = after.position + 1
        publication.parts.filter(position__gte=position).update(position=F("position") + 1)
    part = Part.objects.create(publication=publication, position=position, role=role, secrecy=secrecy, demand=used)
    record("publications.part-added", publication.reference, by=by.reference, at=at, part=part.reference, role=str(role))
    report_references(publication=publication, at=at)
    return part
