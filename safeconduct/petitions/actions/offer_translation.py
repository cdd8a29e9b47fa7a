"""Offer a petition's text in one more language."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.kit.refusals import Refused
from safeconduct.petitions.actions.spend_ticket import NothingWritten, check_takes_words, spend_ticket
from safeconduct.petitions.models import Campaign, OfferedTranslation
from safeconduct.petitions.rules.sending import month_of, tidied

LONGEST_TITLE, LONGEST_PART = 300, 8000
LANGUAGES = {code for code, _name in DOCUMENT_LANGUAGES} - {"und"}


class LanguageUnknown(Refused):
    """It is no language that a text can be written in here, or the original's own."""

    sentence = _("Choose the language into which you translate.")
    code = "language-unknown"


@transaction.atomic
def offer_translation(
    *, campaign: Campaign, language: str, made_from: str, title: str, parts: Mapping[str, str], ticket: bytes, at: datetime
) -> None:
    """Keep it until somebody has looked. ``made_from`` is the hash of the version that was translated, ``parts`` by reference.

    :raises NothingWritten: if title or all parts are empty
    :raises LanguageUnknown: for any other language
    :raises TakesNoWords, TooManyWait: see ``check_takes_words``
    """
    kept_title = " ".join(tidied(title, LONGEST_TITLE).split())
    kept = {reference: words for reference, text in parts.items() if (words := tidied(text, LONGEST_PART))}
    if not kept_title or not kept:
        raise NothingWritten
    if language not in LANGUAGES or language == campaign.publication.original:
        raise LanguageUnknown
    check_takes_words(campaign, OfferedTranslation, at=at)
    if spend_ticket(ticket, at=at):
        OfferedTranslation.objects.create(
            campaign=campaign, language=language, made_from=made_from[:64], title=kept_title, parts=kept, month=month_of(at.date())
        )
