"""Describe a source, one question at a time, so that a reader can judge it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.evidence.actions.mark_source_changed import mark_source_changed
from safeconduct.evidence.models import Source
from safeconduct.evidence.models.sources import SourceKind
from safeconduct.evidence.search.entries import index_source
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

QUESTIONS = ("mission", "funding", "independence", "methodology", "coverage", "known_bias", "field_knowledge")


class NothingDescribed(Refused):
    """Every answer is empty."""

    sentence = _("Answer at least one question about the source; leave empty what nobody knows yet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a person knows of a source; ``answers`` is keyed by ``QUESTIONS``."""

    kind: str = SourceKind.OTHER
    country: str = ""
    office: str = ""
    address: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    review_due: date | None = None


@transaction.atomic
def describe_source(*, source: Source, description: Description, by: Member, at: datetime) -> None:
    """Store the answers, who gave them and when, and when somebody should look again.

    :raises NothingDescribed: if no question is answered
    """
    answers = {question: description.answers.get(question, "").strip() for question in QUESTIONS}
    if not any(answers.values()):
        raise NothingDescribed
    changed = sorted(question for question, answer in answers.items() if answer != getattr(source, question))
    for question, answer in answers.items():
        setattr(source, question, answer)
    source.kind, source.country = description.kind, description.country
    source.office, source.address = description.office, description.address
    source.described_on, source.described_by = at.date(), by
    source.review_due = description.review_due
    source.save()
    index_source(source)
    mark_source_changed(source=source, at=at)
    record("evidence.source-described", source.reference, by=by.reference, at=at, answers=changed)
