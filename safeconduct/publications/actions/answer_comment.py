"""Answer a comment."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.publications.actions.comment import NothingSaid, require_among
from safeconduct.publications.models import Comment


@transaction.atomic
def answer_comment(*, comment: Comment, text: str, by: Member, at: datetime) -> Comment:
    """Write an answer below the comment; an answer to an answer stands below the same comment.

    :raises NotAmongThem: if the member's organisation neither leads nor was invited to sign
    :raises NothingSaid: if there are no words
    """
    require_among(comment.publication, by)
    if not text.strip():
        raise NothingSaid
    first = comment.answers or comment
    row = Comment.objects.create(
        publication=first.publication,
        part=first.part,
        language=first.language,
        text=text.strip(),
        answers=first,
        written_at=at,
        written_by=by,
    )
    record("publications.comment-answered", row.publication.reference, by=by.reference, at=at, comment=first.reference)
    return row
