"""Name a post in a body; it may have no holder."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import TextMissing, written
from safeconduct.advocacy.models import Body, Post, PostTitle
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class PostNamedAlready(Refused):
    """The body has a post of this title."""

    sentence = _("This body already has a post of this title. Record the new holder there.")


class TitleMissing(TextMissing):
    """The post has no title."""

    sentence = _("The post has no title. Write what the office is called, not who holds it.")


@transaction.atomic
def name_post(*, body: Body, titles: Mapping[str, str], original: str, by: Member, at: datetime) -> Post:
    """Add a post with its titles by language.

    :raises TitleMissing: if there is no title in the original language
    :raises PostNamedAlready: if the body has a post with one of the titles
    """
    try:
        kept = written(titles, original)
    except TextMissing as missing:
        raise TitleMissing from missing
    folded = {(language, title.casefold()) for language, title in kept.items()}
    if folded & {(row.language, row.title.casefold()) for row in PostTitle.objects.filter(post__body=body)}:
        raise PostNamedAlready
    post = Post.objects.create(body=body, created_at=at, created_by=by)
    PostTitle.objects.bulk_create(
        PostTitle(post=post, language=language, title=title, is_original=language == original) for language, title in kept.items()
    )
    record("advocacy.post-named", post.reference, by=by.reference, at=at, body=body.reference)
    return post
