"""Say what a document is: who published it, when and how that is known."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.evidence.models import Document
from safeconduct.evidence.proposing import renew_proposals
from safeconduct.evidence.reading.shapes import DateBasis
from safeconduct.evidence.rules.moments import normalise
from safeconduct.evidence.search.entries import index_document
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NotADate(Refused):
    """The date cannot be read."""

    sentence = _("This date cannot be read. Write 2017-05-19, or 2017-05 for a month, 2017 for a year, 2017-04~ for about April 2017.")


class ReasonMissing(Refused):
    """A date set by a person needs its reason."""

    sentence = _("Say how you know the date, so that others can check it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a person says the document is. ``published`` is EDTF, empty when nobody knows."""

    title: str
    kind: str
    source: str = ""
    source_kind: str = "other"
    author: str = ""
    published: str = ""
    published_reason: str = ""


@transaction.atomic
def describe_document(*, document: Document, description: Description, by: Member, at: datetime) -> None:
    """Store the description. A date that the person changed has the basis *human* from then on, and its doubts are answered.

    :raises NotADate: if the date is no EDTF date
    :raises ReasonMissing: if the date was changed without a reason
    """
    try:
        published = normalise(description.published)
    except ValueError:
        raise NotADate from None
    if published != document.published or (document.published_doubts and description.published_reason.strip()):
        if published and not description.published_reason.strip():
            raise ReasonMissing
        document.published = published
        document.published_basis = DateBasis.HUMAN if published else DateBasis.UNKNOWN
        document.published_reason = description.published_reason.strip()
        document.published_doubts = []
    if description.source.strip():
        document.source = name_source(crisis=document.crisis, name=description.source, kind=description.source_kind, by=by, at=at)
    document.title, document.kind, document.author = description.title.strip(), description.kind, description.author.strip()
    document.save()
    record(
        "evidence.document-described",
        document.reference,
        by=by.reference,
        at=at,
        published=document.published,
        basis=document.published_basis,
    )
    renew_proposals(document)
    index_document(document)
