"""Make an appeal: what for, how much, until when, through which channels. Nobody sees it before a second person opens it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.fund.models import Appeal, AppealText, Channel, Fund
from safeconduct.fund.rules.channels import Channel as Number
from safeconduct.fund.rules.channels import near_in_text
from safeconduct.fund.rules.identifiers import BadNumber, make_ocr
from safeconduct.fund.rules.matching import plain_word, too_close
from safeconduct.fund.rules.money import MOST
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

LEAST_WORD = 4  # letters: shorter ones stand in messages by chance
MOST_ALIASES = 20
FIRST_OCR = 1000  # so that the number is long enough to be looked for in a message


@dataclass(frozen=True)
class Text:
    """An appeal in one language."""

    language: str
    title: str
    text: str
    above_goal: str


@dataclass(frozen=True)
class Terms:
    """What is asked for. The goal is in the smallest unit of the currency; ``danger`` holds countries by two letters."""

    slug: str
    goal_minor: int
    currency: str
    closes_at: datetime
    word: str
    aliases: Sequence[str] = ()
    danger: Sequence[str] = ()
    channels: Sequence[Channel] = field(default_factory=tuple)


class NotTheFunds(Refused):
    """The fund has an appeal already, or is another book's."""

    status, code = 409, "fund"
    sentence = _("This fund has an appeal already. One fund, one appeal: open another fund for another thing. Nothing was made.")


class SlugTaken(Refused):
    """Another appeal has this address."""

    status, code = 409, "slug"
    sentence = _("Another appeal has this address. Choose other words for it. Nothing was made.")


class WordTooClose(Refused):
    """A giver could mean another appeal; ``other`` is its word."""

    code = "word"
    sentence = _("This word, or one of its other spellings, is so close to “%(other)s” that givers would mix them up. Choose another.")

    def __init__(self, other: str) -> None:
        super().__init__(self.sentence % {"other": other})
        self.other = other


class NotAWord(Refused):
    """It cannot be told apart in a message."""

    code = "not-a-word"
    sentence = _("A word needs at least four letters or digits, and at most twenty spellings beside it. Choose another.")


class NotVerified(Refused):
    """A number that two people have not verified, or of another book, is never shown to givers."""

    code = "channel"
    sentence = _("An appeal takes only channels of your own book, in its currency, that two people have verified and nobody has ended.")


class NumberResembles(Refused):
    """A text holds a number that is one slip away from a verified channel; ``number`` as it stands there."""

    code = "number"
    sentence = _(
        "The text holds %(number)s, which is one slip away from a number that was verified. Leave numbers out of the text: "
        "the page shows the verified ones by itself. Nothing was kept."
    )

    def __init__(self, number: str) -> None:
        super().__init__(self.sentence % {"number": number})
        self.number = number


class NotTerms(Refused):
    """The goal or the deadline will not do."""

    code = "terms"
    sentence = _("An appeal needs a goal above nought and a deadline that is still to come. Nothing was made.")


@transaction.atomic
def make_appeal(*, fund: Fund, crisis: Crisis, terms: Terms, text: Text, by: Member, at: datetime) -> Appeal:
    """Make it, with its text in one language; its OCR reference is made of its own number.

    :raises NotTheFunds: if the fund has one, or is not of the member's organisation
    :raises SlugTaken: if the address is taken
    :raises NotAWord, WordTooClose: if givers could not write the word, or could mean another
    :raises NotVerified: if a channel may not be shown
    :raises NumberResembles: if the text holds a number that a verified one could be mistaken for
    :raises NotTerms: if goal or deadline will not do
    """
    if fund.book.organisation_id != by.organisation_id or Appeal.objects.filter(fund=fund).exists():
        raise NotTheFunds
    if Appeal.objects.filter(slug=terms.slug).exists():
        raise SlugTaken
    if not 0 < terms.goal_minor <= MOST or terms.closes_at <= at:
        raise NotTerms
    check_words(terms.word, terms.aliases)
    check_channels(terms.channels, fund=fund, currency=terms.currency)
    check_text(text)
    told = {"slug": terms.slug, "goal_minor": terms.goal_minor, "currency": terms.currency, "closes_at": terms.closes_at}
    words = {"word": terms.word.strip(), "aliases": list(terms.aliases), "danger": sorted(set(terms.danger))}
    appeal = Appeal.objects.create(fund=fund, crisis=crisis, made_by=by, made_on=at.date(), **told, **words)
    appeal.ocr = _ocr_of(appeal)
    appeal.save(update_fields=["ocr"])
    appeal.channels.set(terms.channels)
    AppealText.objects.create(
        appeal=appeal, language=text.language, title=text.title.strip(), text=text.text.strip(), above_goal=text.above_goal.strip()
    )
    record("fund.appeal-made", appeal.reference, by=by.reference, at=day_of(at), fund=fund.reference, crisis=crisis.slug)
    return appeal


def check_words(word: str, aliases: Sequence[str], *, of: Appeal | None = None) -> None:
    """See that the word of an appeal cannot be taken for that of another one, closed ones among them: gifts for those still come.

    :raises NotAWord, WordTooClose: if it will not do
    """
    own = [word, *aliases]
    if len(own) > 1 + MOST_ALIASES or any(len(plain_word(one)) < LEAST_WORD for one in own):
        raise NotAWord
    others = (Appeal.objects.exclude(pk=of.pk) if of else Appeal.objects.all()).values_list("word", "aliases")
    theirs = [one for its_word, its_aliases in others for one in (its_word, *its_aliases)]
    if other := next((close for one in own if (close := too_close(one, theirs))), None):
        raise WordTooClose(other)


def check_channels(channels: Sequence[Channel], *, fund: Fund, currency: str) -> None:
    """See that every channel may be shown to givers.

    :raises NotVerified: if one may not
    """
    good = (
        one.book_id == fund.book_id and one.currency == currency and one.confirmed_on is not None and one.ended_on is None
        for one in channels
    )
    if not all(good):
        raise NotVerified


def check_text(text: Text) -> None:
    """See that no number in a text could be taken for a verified one, of whichever book.

    :raises NumberResembles: if one could
    """
    verified = Channel.objects.filter(confirmed_on__isnull=False, ended_on__isnull=True)
    numbers = [Number(*row) for row in verified.values_list("kind", "number", "currency")]
    for part in (text.title, text.text, text.above_goal):
        if near := near_in_text(part, numbers):
            raise NumberResembles(near[0][0])


def _ocr_of(appeal: Appeal) -> str:
    """Make the reference that a bank checks; nothing where the number is too long for one."""
    try:
        return make_ocr(str(FIRST_OCR + appeal.pk))
    except BadNumber:
        return ""
