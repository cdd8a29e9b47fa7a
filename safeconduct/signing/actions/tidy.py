"""Delete what nobody confirmed, and put right what a process left behind that ended in the middle of its work."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from safeconduct.signing.models import Signature, WaitingMail
from safeconduct.signing.rules.kinds import DAYS_TO_CONFIRM, State
from safeconduct.signing.storing.ram import own_key
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.signatures import open_mail

AT_ONCE = 500
MOST_OTHERS = 5000  # mails of another key that are tried in one run


@dataclass(frozen=True, slots=True)
class Tidied:
    """What went, counted."""

    unconfirmed: int = 0  # signatures, with their mails
    emptied: int = 0  # bounced ones, of which nothing is kept any more
    mails: int = 0  # that nobody can open any more


def tidy(*, on: date) -> Tidied:
    """Delete signatures that nobody confirmed in two weeks, counted from the day on which their mail went out.

    What still waits for a mail to go out is not deleted: its signer was never asked. Of those that bounced nothing but the number stays.
    """
    return Tidied(_delete_unconfirmed(on), _empty_bounced(on), _sort_others(on))


def stuck_mails() -> frozenset[UUID]:
    """Give the mails that are said to be on their way at this moment."""
    return frozenset(WaitingMail.objects.filter(state="sending").values_list("pk", flat=True))


def free_stuck(mails: Collection[UUID]) -> int:
    """Let mails wait again that are still on their way an hour later: the process that had taken them is gone."""
    return sum(
        WaitingMail.objects.filter(pk__in=some, state="sending").update(state="waiting") for some in _pieces(sorted(mails))
    )  # perhaps they were sent: a link that comes twice does no harm


def _delete_unconfirmed(on: date) -> int:
    last = on - timedelta(days=DAYS_TO_CONFIRM)
    about = WaitingMail.objects.filter(signature=OuterRef("pk"))
    due = Signature.objects.filter(
        ~Exists(about.filter(day__gt=last)),
        ~Exists(about.filter(state__in=["waiting", "sending"])),
        state=State.PENDING,
        signed_on__lte=last,
    )
    done = 0
    while some := list(due.values_list("pk", flat=True)[:AT_ONCE]):
        deleted = Signature.objects.filter(pk__in=some, state=State.PENDING).delete()[1].get("signing.Signature", 0)
        done += deleted
        if not deleted:
            break  # confirmed at this very moment
    return done


def _empty_bounced(on: date) -> int:
    last = on - timedelta(days=DAYS_TO_CONFIRM)
    due = Signature.objects.filter(state=State.BOUNCED, confirmed_on__isnull=True, signed_on__lte=last).exclude(blob=b"")
    return due.update(blob=b"", own=b"", way=b"", person=b"", home=b"", code=None)


def _sort_others(on: date) -> int:
    """Take up mails that another process could not open, where this one can; delete them a day later."""
    here = []
    for mail, blob in WaitingMail.objects.filter(state="other").values_list("pk", "blob")[:MOST_OTHERS]:
        try:
            open_mail(own_key("mail"), bytes(blob))
        except NotSealed:
            continue
        here.append(mail)
    for some in _pieces(here):
        WaitingMail.objects.filter(pk__in=some, state="other").update(state="waiting")
    return WaitingMail.objects.filter(state="other", day__lt=on).delete()[0]


def _pieces(ids: Collection[UUID]) -> list[list[UUID]]:
    known = list(ids)
    return [known[place : place + AT_ONCE] for place in range(0, len(known), AT_ONCE)]
