"""Give a post a form of address of its own in one language."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.describe_post import LanguageUnknown
from safeconduct.advocacy.models import FormOfAddress, Post
from safeconduct.audit.actions.record import record
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True)
class Own:
    """A form of address of the post's own in one language; where a part is empty, the rules of salutations decide it."""

    language: str
    salutation: str = ""
    closing: str = ""
    envelope: str = ""


@transaction.atomic
def address_post(*, post: Post, own: Own, by: Member, at: datetime) -> None:
    """Set, or with nothing in it take away, the post's own form of address in one language.

    :raises LanguageUnknown: if the language is not one of ``kit.languages``
    """
    if own.language not in dict(DOCUMENT_LANGUAGES):
        raise LanguageUnknown
    words = {name: getattr(own, name).strip() for name in ("salutation", "closing", "envelope")}
    if any(words.values()):
        FormOfAddress.objects.update_or_create(post=post, language=own.language, defaults=words)
    else:
        FormOfAddress.objects.filter(post=post, language=own.language).delete()
    record("advocacy.post-addressed", post.reference, by=by.reference, at=at, language=own.language, is_own=any(words.values()))
