"""Take a sign of life by the link, in the process of the intake. Whoever sends it learns nothing: not even whether there is such a link."""

import hmac
from datetime import datetime, timedelta

from django.db import transaction

from safeconduct.vault.format.alive import token_hash, word_hash
from safeconduct.watch.access import home
from safeconduct.watch.actions.raise_danger import raise_danger
from safeconduct.watch.models import CheckIn
from safeconduct.watch.rules.moments import next_due, to_step
from safeconduct.watch.rules.words import MISSED, MOST_TRIES


def confirm_by_link(*, token: str, said: str, at: datetime) -> None:
    """Let the timer begin anew for the right word; for the word of danger do the same and raise an alarm; for any other count a try.

    After ten words that were neither, the link takes no word for well until a colleague has heard from the person, and the sign of life
    counts as missed at once: two words cannot be guessed through. The word of danger is heard always.
    ``token`` is as ``vault.format.alive.read_token`` gives it.
    """
    with transaction.atomic(using=home()):
        check_in = CheckIn.objects.select_for_update().filter(token_hash=token_hash(token)).first()
        heard = word_hash(token, said)
        if check_in is None or check_in.is_drill:
            return
        is_well, is_danger = hmac.compare_digest(heard, bytes(check_in.word)), hmac.compare_digest(heard, bytes(check_in.duress))
        if not is_danger and (not is_well or check_in.tries >= MOST_TRIES):
            _count(check_in, at)
            return
        due = next_due(at=at, every_minutes=check_in.every_minutes)
        if is_danger:
            raise_danger(check_in, at=at)
            CheckIn.objects.filter(pk=check_in.pk).update(due_at=due, tries=0)
        else:
            check_in.alarms.filter(kind=MISSED).delete()
            calm = {} if check_in.alarms.exists() else {"level": 0, "level_at": None}
            CheckIn.objects.filter(pk=check_in.pk).update(due_at=due, tries=0, **calm)


def _count(check_in: CheckIn, at: datetime) -> None:
    """Count a word that was none; with the tenth the sign of life is missed from now on."""
    tries = min(check_in.tries + 1, MOST_TRIES)
    late = {"due_at": to_step(at - timedelta(minutes=check_in.grace_minutes))} if tries == MOST_TRIES > check_in.tries else {}
    CheckIn.objects.filter(pk=check_in.pk).update(tries=tries, **late)
