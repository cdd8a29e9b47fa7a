"""Say what a post is called in one more language, or say it better."""

from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.describe_post import LanguageUnknown
from safeconduct.advocacy.actions.name_post import TitleMissing
from safeconduct.advocacy.models import Post, PostTitle
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.people.models import Member


@transaction.atomic
def title_post(*, post: Post, language: str, title: str, by: Member, at: datetime) -> None:
    """Set the title in this language.

    :raises LanguageUnknown: if the language is not one of ``kit.languages``
    :raises TitleMissing: if there is no title
    """
    if language not in dict(DOCUMENT_LANGUAGES):
        raise LanguageUnknown
    tidy = " ".join(title.split())
    if not tidy:
        raise TitleMissing
    PostTitle.objects.update_or_create(post=post, language=language, defaults={"title": tidy})
    record("advocacy.post-titled", post.reference, by=by.reference, at=at, language=language)
    mark_changed(crisis=post.body.crisis, at=at)
