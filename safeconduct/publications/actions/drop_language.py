"""Take a language out of a draft again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import PartText, Publication


class IsOriginal(Refused):
    """The original stays."""

    sentence = _("This is the language that the others are translated from. It stays.")


class HasRecipients(Refused):
    """Somebody is to get it in this language."""

    sentence = _("Somebody is addressed in this language. Choose another language for them first.")


@transaction.atomic
def drop_language(*, publication: Publication, language: str, by: Member, at: datetime) -> None:
    """Delete its title and all its texts from the draft; versions that were offered keep theirs.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises IsOriginal: if it is the original language
    :raises HasRecipients: if the publication goes to somebody in this language
    """
    publication = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if language == publication.original:
        raise IsOriginal
    if publication.recipients.filter(language=language).exists():
        raise HasRecipients
    PartText.objects.filter(part__publication=publication, language=language).delete()
    publication.titles.filter(language=language).delete()
    record("publications.language-dropped", publication.reference, by=by.reference, at=at, language=language)
    report_references(publication=publication, at=at)
