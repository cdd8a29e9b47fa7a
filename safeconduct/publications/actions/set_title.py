"""Set the title in one language; the first title in a language adds the language."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.begin_publication import TitleMissing
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication, Title
from safeconduct.publications.rules.content import text_hash


@transaction.atomic
def set_title(*, publication: Publication, language: str, text: str, by: Member, at: datetime) -> Title:
    """Set the title; a translation remembers the original that it was made from.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises TitleMissing: if the text is empty
    """
    publication = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    kept = " ".join(text.split())
    if not kept:
        raise TitleMissing
    original = publication.titles.filter(language=publication.original).first()
    made_from = text_hash(original.text) if original and language != publication.original else ""
    title, is_new = Title.objects.update_or_create(
        publication=publication,
        language=language,
        defaults={"text": kept, "made_from": made_from, "written_at": at, "written_by": by},
    )
    kind = "publications.language-added" if is_new else "publications.title-set"
    record(kind, publication.reference, by=by.reference, at=at, language=language)
    report_references(publication=publication, at=at)
    return title
