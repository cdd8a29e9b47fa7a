"""Comment on a draft."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import Comment, Part, Publication


class NothingSaid(Refused):
    """The comment is empty."""

    sentence = _("The comment is empty. Write what you want to say.")


class NotAmongThem(Refused):
    """The member's organisation neither leads nor was invited."""

    sentence = _("Only the organisation that leads and those invited to sign talk about this draft. Nothing was changed.")
    status = 403


@transaction.atomic
def comment(*, publication: Publication, text: str, part: Part | None = None, language: str = "", by: Member, at: datetime) -> Comment:
    """Say something about the draft, or about one part of it, in one language of it where one is meant.

    :raises NotAmongThem: if the member's organisation neither leads it nor was invited to sign
    :raises NothingSaid: if there are no words
    """
    require_among(publication, by)
    if not text.strip():
        raise NothingSaid
    if part is not None and part.publication_id != publication.pk:
        raise NotAmongThem
    row = Comment.objects.create(publication=publication, part=part, language=language, text=text.strip(), written_at=at, written_by=by)
    record("publications.comment-written", publication.reference, by=by.reference, at=at, comment=row.reference)
    return row


def require_among(publication: Publication, by: Member) -> None:
    """Refuse a member of an organisation that may not read the draft."""
    if by.organisation_id != publication.organisation_id and not publication.invited.filter(organisation=by.organisation_id).exists():
        raise NotAmongThem
