"""Begin to wait for signs of life."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.watch.access import home, team_for
from safeconduct.watch.models import CheckIn
from safeconduct.watch.rules.moments import LEAST_EVERY, MOST_AHEAD, MOST_EVERY, MOST_GRACE, to_step


class NotATime(Refused):
    """A time that nobody could be waited for at."""

    code = "not-a-time"
    sentence = _(
        "The first sign of life must be due in the time to come and before the last day, which lies within 400 days. Nothing was begun."
    )


class WordsAlike(Refused):
    """The word of danger must be told from the other one."""

    code = "words-alike"
    sentence = _("The two words are the same. Choose another word for danger. Nothing was begun.")


class TimerTaken(Refused):
    """Another timer has this id or this link."""

    code, status = "taken", 409
    sentence = _("This check-in is there already, with other times. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Times:
    """When a sign of life is due, how often after that, and how long it may be late, in minutes."""

    due_at: datetime
    every_minutes: int
    grace_minutes: int

    def check(self, *, at: datetime) -> None:
        """Look whether somebody could be waited for like this.

        :raises NotATime: if not
        """
        is_sane = LEAST_EVERY <= self.every_minutes <= MOST_EVERY and 0 <= self.grace_minutes <= MOST_GRACE
        if not is_sane or to_step(self.due_at) <= at:
            raise NotATime


@dataclass(frozen=True, slots=True)
class Words:
    """What the link and the two words leave on the server, 32 bytes each."""

    token_hash: bytes
    word: bytes
    duress: bytes


def begin_check_in(*, id_: UUID, team: UUID, times: Times, words: Words, ends_on: date, by: Member, at: datetime) -> CheckIn:
    """Start the timer; sent twice, it is one. Nothing of it goes into the record: a record of signs of life would be one.

    :raises Http404: if whoever asks does not belong to the team
    :raises NotATime: if it is due in the past, or after its last day, or that lies further than 400 days ahead
    :raises WordsAlike: if the words are the same
    :raises TimerTaken: if its id or its link is another's
    """
    times.check(at=at)
    if words.word == words.duress:
        raise WordsAlike
    with transaction.atomic(using=home()):
        found = team_for(by, team)
        before = CheckIn.objects.filter(pk=id_).first()
        if before is not None:
            if bytes(before.token_hash) != words.token_hash or before.team_id != found.pk:
                raise TimerTaken
            return before
        if not times.due_at.date() <= ends_on <= (at + MOST_AHEAD).date():
            raise NotATime
        if CheckIn.objects.filter(token_hash=words.token_hash).exists():
            raise TimerTaken
        return CheckIn.objects.create(
            pk=id_,
            team=found,
            due_at=to_step(times.due_at),
            every_minutes=times.every_minutes,
            grace_minutes=times.grace_minutes,
            ends_on=ends_on,
            token_hash=words.token_hash,
            word=words.word,
            duress=words.duress,
        )
