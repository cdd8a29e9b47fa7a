"""Describe a post: its rank, the language it reads, and how it wants to be reached."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Post
from safeconduct.advocacy.rules.addressing import Channel, Rank
from safeconduct.audit.actions.record import record
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class LanguageUnknown(Refused):
    """The language is not one that documents are written in here."""

    sentence = _("Choose a language from the list.")


@transaction.atomic
def describe_post(*, post: Post, rank: Rank, language: str, channel: Channel, by: Member, at: datetime) -> Post:
    """Set what decides how the post is written to.

    :raises LanguageUnknown: if the language is not one of ``kit.languages``; empty means that nobody knows
    """
    if language and language not in dict(DOCUMENT_LANGUAGES):
        raise LanguageUnknown
    Post.objects.filter(pk=post.pk).update(rank=rank, language=language, channel=channel)
    post.rank, post.language, post.channel = rank, language, channel
    record("advocacy.post-described", post.reference, by=by.reference, at=at, rank=rank, language=language, channel=channel)
    return post
