"""Say what an attribution ends in: an interview set, a record, an insider, an inference."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Attribution, Origin, RestsOn
from safeconduct.evidence.reading.shapes import OriginKind
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class OriginUnnamed(Refused):
    """An origin without words cannot be told from another."""

    sentence = _("Say in a few words what it is: “interviews with people who fled”, “unnamed insiders”.")


class OriginOfOtherCrisis(Refused):
    """The origin belongs to another crisis."""

    sentence = _("This origin belongs to another crisis. Describe a new one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A new origin as a person describes it."""

    kind: OriginKind
    label: str
    holder: str = ""  # by name; empty: who says it
    period: str = ""  # EDTF
    overlap_group: str = ""
    note: str = ""


@transaction.atomic
def set_origin(*, attribution: Attribution, origin: Origin | Beginning, by: Member, at: datetime, keeps_others: bool = False) -> Origin:
    """Let the attribution end in this origin, in place of what it ended in before unless ``keeps_others``.

    Whom it cites stays. A new origin that is described like a known one is that one.

    :raises OriginUnnamed: if a new origin has no label
    :raises OriginOfOtherCrisis: if the origin belongs to another crisis
    """
    claim = attribution.claim
    if isinstance(origin, Beginning):
        origin = _described(attribution, origin, by, at)
    if origin.crisis_id != claim.crisis_id:
        raise OriginOfOtherCrisis
    if not keeps_others:
        attribution.rests.filter(on_origin__isnull=False).exclude(on_origin=origin).delete()
    RestsOn.objects.get_or_create(attribution=attribution, on_origin=origin)
    recount_standing(claim=claim)
    record("evidence.origin-set", claim.reference, by=by.reference, at=at, attribution=attribution.reference, origin=origin.reference)
    if claim.is_public:
        mark_changed(crisis=claim.crisis, at=at)
    return origin


def _described(attribution: Attribution, beginning: Beginning, by: Member, at: datetime) -> Origin:
    label = " ".join(beginning.label.split())
    if not label:
        raise OriginUnnamed
    crisis = attribution.claim.crisis
    holder = name_source(crisis=crisis, name=beginning.holder, by=by, at=at) if beginning.holder.strip() else attribution.speaker
    origin, _new = Origin.objects.get_or_create(
        crisis=crisis,
        kind=beginning.kind,
        holder=holder,
        label=label,
        defaults={"period": beginning.period, "overlap_group": beginning.overlap_group, "note": beginning.note},
    )
    return origin
