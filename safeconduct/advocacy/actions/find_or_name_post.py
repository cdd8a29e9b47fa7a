"""Find the post that a document speaks of, or name it."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.name_post import name_post
from safeconduct.advocacy.models import Body, Post, PostTitle
from safeconduct.people.models import Member


@transaction.atomic
def find_or_name_post(*, body: Body, title: str, language: str, by: Member, at: datetime) -> Post:
    """Give the body's post of this title in any language, or a new one with it.

    :raises TitleMissing: if a new post would have no title
    """
    folded = " ".join(title.split()).casefold()
    for row in PostTitle.objects.filter(post__body=body).select_related("post").order_by("post_id", "pk"):
        if row.title.casefold() == folded:
            return row.post
    return name_post(body=body, titles={language: " ".join(title.split())}, original=language, by=by, at=at)
