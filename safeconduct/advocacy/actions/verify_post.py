"""Say that somebody looked, and that office, holder and addresses are as they stand here."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.models import Post
from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member


@transaction.atomic
def verify_post(*, post: Post, by: Member, at: datetime) -> Post:
    """Stamp the post with today's day and the member's name."""
    post.verified_on, post.verified_by = at.date(), by
    post.save(update_fields=["verified_on", "verified_by"])
    record("advocacy.post-verified", post.reference, by=by.reference, at=at)
    return post
