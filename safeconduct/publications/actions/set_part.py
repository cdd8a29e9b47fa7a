"""Set what a part is for, who reads it, and of a quote who says it and that they agreed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Demand
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.add_part import DemandMissing, RoleUnknown
from safeconduct.publications.actions.begin_publication import DemandUnusable
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Part
from safeconduct.publications.rules.kinds import PARTS, Kind, Role, Secrecy


class ApprovalUnproven(Refused):
    """Nobody can check an agreement of which nothing is said."""

    sentence = _("Say how the person agreed to these words: by mail to the press desk, for example.")


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What is set. ``approved_on`` is the day on which the person quoted agreed to the words as they stand; ``approval_note`` says how."""

    role: Role
    secrecy: Secrecy = Secrecy.PUBLIC
    demand: Demand | None = None
    speaker: str = ""
    approved_on: date | None = None
    approval_note: str = ""


@transaction.atomic
def set_part(*, part: Part, facts: PartFacts, by: Member, at: datetime) -> None:
    """Set all of it. Another speaker has agreed to nothing yet.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises RoleUnknown: if publications of this kind have no such part
    :raises DemandMissing: if a demand part is to have no demand
    :raises DemandUnusable: if the demand is withdrawn or of another crisis
    :raises ApprovalUnproven: if the agreement comes without a word how it was given
    """
    publication = take_in_hand(publication=part.publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if facts.role not in PARTS[Kind(publication.kind)]:
        raise RoleUnknown
    demand = facts.demand if facts.role is Role.DEMAND else None
    if facts.role is Role.DEMAND and demand is None:
        raise DemandMissing
    if demand and demand != part.demand and (demand.crisis_id != publication.crisis_id or demand.withdrawn_at is not None):
        raise DemandUnusable
    speaker = facts.speaker.strip() if facts.role is Role.QUOTE else ""
    is_other = bool(part.speaker) and speaker != part.speaker
    approved_on = facts.approved_on if speaker and not (is_other and facts.approved_on == part.speaker_approved_on) else None
    note = facts.approval_note.strip() if approved_on else ""
    if approved_on and not note:
        raise ApprovalUnproven
    part.role, part.secrecy, part.demand, part.speaker = facts.role, facts.secrecy, demand, speaker
    part.speaker_approved_on, part.speaker_approval_note = approved_on, note
    part.save(update_fields=["role", "secrecy", "demand", "speaker", "speaker_approved_on", "speaker_approval_note"])
    record("publications.part-set", publication.reference, by=by.reference, at=at, part=part.reference, secrecy=str(facts.secrecy))
    report_references(publication=publication, at=at)
