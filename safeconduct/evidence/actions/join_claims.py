"""Join a claim into another that says the same."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.fold_citations import fold_citations
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Claim, ClaimText, Denial, Relation
from safeconduct.evidence.search.entries import index_claim
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

_FIGURE = ("qualifier", "low", "high", "quantity_verbatim")
_BOUNDS = ("qualifier", "low", "high", "low_exclusive", "high_exclusive", "is_negative", "modality")


class JoinedToItself(Refused):
    """Both are one claim."""

    sentence = _("This is the same claim already. Choose another one.")


class JoinAcrossCrises(Refused):
    """The two belong to different crises."""

    sentence = _("The two claims belong to different crises and cannot be joined.")


class JoinOfWithdrawn(Refused):
    """One of them was taken back."""

    sentence = _("One of the two claims is withdrawn. A withdrawn claim is kept as it is and joined to none.")


class JoinOfOpposites(Refused):
    """One says what the other denies."""

    sentence = _("One of the two claims says that it happened, the other that it did not. Relate them as a contradiction.")


@transaction.atomic
def join_claims(*, survivor: Claim, other: Claim, by: Member, at: datetime) -> Claim:
    """Move what is said for and against the other claim to the survivor, and count its origins anew.

    The other's sentences stay with it; where both give the same number they also become the survivor's in languages it lacks.
    The other's address leads to the survivor. A number in other words stays with who said it, so that drift shows.

    :raises JoinedToItself: if both are one
    :raises JoinAcrossCrises: if they belong to different crises
    :raises JoinOfWithdrawn: if one of them is withdrawn
    :raises JoinOfOpposites: if one denies what the other says
    """
    _refuse(survivor, other)
    _keep_figures(other)
    other.attributions.update(claim=survivor)
    _move_denials(survivor, other)
    _move_relations(survivor, other)
    if all(getattr(survivor, name) == getattr(other, name) for name in _BOUNDS):
        _share_texts(survivor, other)
    was_public = other.is_public
    Claim.objects.filter(joined_into=other).update(joined_into=survivor)
    other.joined_into = survivor
    other.save(update_fields=["joined_into"])
    fold_citations(claim=survivor)
    recount_standing(claim=other)
    recount_standing(claim=survivor)
    record("evidence.claim-joined", survivor.reference, by=by.reference, at=at, other=other.reference)
    record("evidence.claim-joined-into", other.reference, by=by.reference, at=at, into=survivor.reference)
    index_claim(other)
    index_claim(survivor)
    if was_public or survivor.is_public:
        mark_changed(crisis=survivor.crisis, at=at)
    return survivor


def _refuse(survivor: Claim, other: Claim) -> None:
    if survivor.pk == other.pk:
        raise JoinedToItself
    if survivor.crisis_id != other.crisis_id:
        raise JoinAcrossCrises
    if survivor.withdrawn_at is not None or other.withdrawn_at is not None:
        raise JoinOfWithdrawn
    if survivor.is_negative != other.is_negative:
        raise JoinOfOpposites


def _keep_figures(claim: Claim) -> None:
    """Write the claim's number on those who said it, before they come to stand under another claim's number."""
    if not claim.quantity_verbatim:
        return
    said_here = claim.attributions.filter(quantity_verbatim="", passage__isnull=False)
    said_here.update(**{name: getattr(claim, name) for name in _FIGURE})


def _move_denials(survivor: Claim, other: Claim) -> None:
    known = set(survivor.denials.values_list("speaker_id", "passage_id", "citation"))
    for denial in other.denials.all():
        if (denial.speaker_id, denial.passage_id, denial.citation) not in known:
            Denial.objects.filter(pk=denial.pk).update(claim=survivor)


def _move_relations(survivor: Claim, other: Claim) -> None:
    Relation.objects.filter(claim__in=[survivor, other], other__in=[survivor, other]).delete()
    known = set(survivor.relations.values_list("other_id", flat=True)) | set(survivor.relations_to.values_list("claim_id", flat=True))
    other.relations.filter(other__in=known).delete()
    other.relations_to.filter(claim__in=known).delete()
    other.relations.update(claim=survivor)
    other.relations_to.update(other=survivor)


def _share_texts(survivor: Claim, other: Claim) -> None:
    known = set(survivor.texts.values_list("language", flat=True))
    ClaimText.objects.bulk_create(
        ClaimText(
            claim=survivor,
            language=text.language,
            text=text.text,
            written_at=text.written_at,
            written_by_id=text.written_by_id,
        )
        for text in other.texts.all()
        if text.language not in known
    )
