"""Address a publication to a post."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Post
from safeconduct.audit.actions.record import record
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication, Recipient
from safeconduct.publications.rules.agreeing import RecipientRole


class AlreadyAddressed(Refused):
    """It goes there already."""

    sentence = _("This goes to that post already. Nothing was added.")


class PostOfAnother(Refused):
    """The post belongs to another crisis."""

    sentence = _("This post belongs to another crisis. Nothing was added.")


class LanguageUnknown(Refused):
    """Nobody writes in that language here."""

    sentence = _("Choose the language in which the post gets it. Nothing was added.")


@transaction.atomic
def address_publication(
    *, publication: Publication, post: Post, role: RecipientRole, language: str, channel: str = "", by: Member, at: datetime
) -> Recipient:
    """Add the post as addressee, copy or for information, in this language; ``channel`` is empty for the post's own.

    Whom it goes to is part of what organisations sign: a version that was offered before is not what the draft says any more.

    :raises AlreadyAddressed: if it is addressed to the post already
    :raises PostOfAnother: if the post belongs to another crisis
    :raises LanguageUnknown: if the language is none of documents
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if post.body.crisis_id != kept.crisis_id:
        raise PostOfAnother
    if language == "und" or language not in dict(DOCUMENT_LANGUAGES):
        raise LanguageUnknown
    if kept.recipients.filter(post=post).exists():
        raise AlreadyAddressed
    recipient = Recipient.objects.create(publication=kept, post=post, role=RecipientRole(role), language=language, channel=channel)
    record("publications.publication-addressed", kept.reference, by=by.reference, at=at, post=post.reference, role=recipient.role)
    return recipient
