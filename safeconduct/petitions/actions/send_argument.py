"""Send in an argument for or against a petition."""

from datetime import datetime

from django.db import transaction

from safeconduct.petitions.actions.spend_ticket import NothingWritten, check_takes_words, spend_ticket
from safeconduct.petitions.models import Argument, Campaign
from safeconduct.petitions.rules.kinds import Side
from safeconduct.petitions.rules.sending import LONGEST_ARGUMENT, month_of, tidied


@transaction.atomic
def send_argument(*, campaign: Campaign, side: Side, language: str, text: str, ticket: bytes, at: datetime) -> None:
    """Keep it until somebody has looked; the same page sent twice is one argument.

    :raises NothingWritten: if there are no words
    :raises TakesNoWords, TooManyWait: see ``check_takes_words``
    """
    words = tidied(text, LONGEST_ARGUMENT)
    if not words:
        raise NothingWritten
    check_takes_words(campaign, Argument, at=at)
    if spend_ticket(ticket, at=at):
        Argument.objects.create(campaign=campaign, side=side, language=language, text=words, month=month_of(at.date()))
