"""Settle a comment: what it asked for was done, or decided against."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.publications.actions.comment import NotAmongThem, require_among
from safeconduct.publications.models import Comment


@transaction.atomic
def settle_comment(*, comment: Comment, by: Member, at: datetime) -> None:
    """Settle it, with its answers; does nothing where it is. By the leading organisation, or by whoever wrote it.

    :raises NotAmongThem: if it is somebody else
    """
    require_among(comment.publication, by)
    kept = Comment.objects.select_for_update().get(pk=comment.answers_id or comment.pk)
    if by.organisation_id != kept.publication.organisation_id and by.pk != kept.written_by_id:
        raise NotAmongThem
    if kept.settled_at is not None:
        return
    kept.settled_at, kept.settled_by = at, by
    kept.save(update_fields=["settled_at", "settled_by"])
    record("publications.comment-settled", kept.publication.reference, by=by.reference, at=at, comment=kept.reference)
    comment.refresh_from_db()
