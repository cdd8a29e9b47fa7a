"""Ask whoever began a petition something."""

from datetime import datetime

from django.db import transaction

from safeconduct.petitions.actions.spend_ticket import NothingWritten, check_takes_words, spend_ticket
from safeconduct.petitions.models import Campaign, Question
from safeconduct.petitions.rules.sending import LONGEST_QUESTION, month_of, tidied


@transaction.atomic
def ask_question(*, campaign: Campaign, language: str, text: str, ticket: bytes, at: datetime) -> None:
    """Keep it until somebody has looked; the same page sent twice is one question.

    :raises NothingWritten: if there are no words
    :raises TakesNoWords, TooManyWait: see ``check_takes_words``
    """
    words = tidied(text, LONGEST_QUESTION)
    if not words:
        raise NothingWritten
    check_takes_words(campaign, Question, at=at)
    if spend_ticket(ticket, at=at):
        Question.objects.create(campaign=campaign, language=language, text=words, month=month_of(at.date()))
