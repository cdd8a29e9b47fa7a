"""Decide about words that somebody sent in: show them, or hide them and say why. The sender is nobody, so nobody is told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Argument, OfferedTranslation, Question, Reason
from safeconduct.petitions.rules.kinds import WordState

Word = Argument | Reason | Question | OfferedTranslation
OVER = frozenset({WordState.TAKEN_BACK, WordState.ACCEPTED})
LONGEST = 300


class IsOver(Refused):
    """Its writer took it back, or it became part of the text."""

    sentence = _("Whoever wrote this took it back, or it is part of the text already. Nothing was changed.")
    code = "word-is-over"


class CannotBeShown(Refused):
    """A translation is taken into the text, and not shown as it is."""

    sentence = _("An offered translation is not shown as it is. Take its parts into the text, or set it aside.")
    code = "cannot-be-shown"


class NoReasonGiven(Refused):
    """Nobody would know later why it was hidden."""

    sentence = _("Say why it is hidden, in a line for your colleagues.")
    code = "no-reason-given"


class AnswerMissing(Refused):
    """There are no words."""

    sentence = _("Write the answer first.")
    code = "answer-missing"


@transaction.atomic
def show_word(*, word: Word, by: Member, at: datetime) -> None:
    """Put it on the page. What readers reported begins anew.

    :raises IsOver: if it was taken back
    :raises CannotBeShown: for an offered translation
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    kept = _taken(word, by)
    if isinstance(kept, OfferedTranslation):
        raise CannotBeShown
    if isinstance(kept, Reason):
        kept.reports = 0
    if not isinstance(kept, Question):
        kept.hidden_because = ""
    decide_word(kept=kept, state=WordState.SHOWN, kind="petitions.word-shown", by=by, at=at)


@transaction.atomic
def hide_word(*, word: Word, because: str, by: Member, at: datetime) -> None:
    """Keep it off the page, or take it off, with a reason for colleagues.

    :raises NoReasonGiven: if there is none
    :raises IsOver: if it was taken back or became part of the text
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    why = " ".join(because.split())[:LONGEST]
    if not why:
        raise NoReasonGiven
    kept = _taken(word, by)
    if isinstance(kept, Argument | Reason):
        kept.hidden_because = why
    decide_word(kept=kept, state=WordState.HIDDEN, kind="petitions.word-hidden", by=by, at=at)


@transaction.atomic
def answer_question(*, question: Question, text: str, by: Member, at: datetime) -> None:
    """Answer a question; from then on both stand on the page. Answering again puts the answer right.

    :raises AnswerMissing: if there are no words
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise AnswerMissing
    kept = _taken(question, by)
    if not isinstance(kept, Question):
        raise AnswerMissing
    kept.answer, kept.answered_on = words, kept.answered_on or at.date()
    decide_word(kept=kept, state=WordState.SHOWN, kind="petitions.question-answered", by=by, at=at)


def _taken(word: Word, by: Member) -> Word:
    """Lock the word, for a member of the organisation that owns its campaign.

    :raises IsOver: if nothing is to be decided about it any more
    """
    take_campaign(campaign=word.campaign, by=by, permission=Permission.PETITION_MODERATE, may_have_ended=True)
    kept: Word = type(word).objects.select_for_update(of=("self",)).select_related("campaign__crisis").get(pk=word.pk)
    if kept.state in OVER:
        raise IsOver
    return kept


def decide_word(*, kept: Word, state: WordState, kind: str, by: Member, at: datetime) -> None:
    """Set what became of a word that is locked already, record it, and have the pages made anew.

    The reason stays with the word: it may repeat what must not be repeated, and the record keeps everything.
    """
    kept.state, kept.decided_by = state, by
    kept.save()
    record(kind, kept.reference, by=by.reference, at=at, campaign=kept.campaign.reference)
    mark_changed(crisis=kept.campaign.crisis, at=at)
