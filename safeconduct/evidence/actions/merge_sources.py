"""Make one of two sources that are one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.evidence.actions.fold_citations import fold_citations
from safeconduct.evidence.actions.mark_source_changed import mark_source_changed
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Source, SourceName
from safeconduct.evidence.queries.chains import claims_resting_on
from safeconduct.evidence.queries.sources import MERGED
from safeconduct.evidence.search.engines import engine
from safeconduct.evidence.search.entries import index_source
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class SameSource(Refused):
    """A source cannot be merged into itself."""

    sentence = _("These are the same source already. Choose another.")


class OtherCrisis(Refused):
    """The two belong to different crises."""

    sentence = _("The two sources belong to different crises. Only sources of one crisis can be merged.")


@transaction.atomic
def merge_sources(*, survivor: Source, other: Source, by: Member, at: datetime) -> Source:
    """Give everything that the other source said, published and holds to the survivor; its names become spellings.

    Answers that only the other's description had are kept. The other's address leads to the survivor from now on.

    :raises SameSource: if both are one already
    :raises OtherCrisis: if they belong to different crises
    """
    if survivor.pk == other.pk:
        raise SameSource
    if survivor.crisis_id != other.crisis_id:
        raise OtherCrisis
    _keep_answers(survivor, other)
    known = set(survivor.names.values_list("name", flat=True))
    SourceName.objects.filter(source=other, name__in=known).delete()
    # Whatever points at a source, in this app or in one above it, points at the survivor from now on.
    for relation in Source._meta.related_objects:  # noqa: SLF001 — Django's documented way to ask a model
        rows = relation.related_model._base_manager.filter(**{relation.field.name: other})  # noqa: SLF001
        rows.update(**{relation.field.name: survivor})
    gone = other.reference
    other.delete()
    record(MERGED, gone, by=by.reference, at=at, into=survivor.reference)
    record("evidence.source-took-in", survivor.reference, by=by.reference, at=at, other=gone)
    engine().remove("source", [gone])
    index_source(survivor)
    for claim in claims_resting_on(survivor):
        fold_citations(claim=claim)
        recount_standing(claim=claim)
    mark_source_changed(source=survivor, at=at)
    return survivor


def _keep_answers(survivor: Source, other: Source) -> None:
    kept = ("country", "office", "address", "mission", "funding", "independence", "methodology", "coverage")
    for name in (*kept, "known_bias", "field_knowledge"):
        if not getattr(survivor, name):
            setattr(survivor, name, getattr(other, name))
    if survivor.described_on is None and other.described_on is not None:
        survivor.described_on, survivor.described_by = other.described_on, other.described_by
        survivor.review_due = other.review_due
    survivor.save()
