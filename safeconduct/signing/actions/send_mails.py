"""Send the mails to signers that wait, at the pace that was set. No address is ever written down in clear."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction
from django.db.models import F

from safeconduct.outbox.channels.carrying import Channel, Letter, Outcome
from safeconduct.outbox.channels.mail import MailChannel
from safeconduct.outbox.rules import State as Sending
from safeconduct.outbox.rules.retrying import wait_after
from safeconduct.signing.actions.change_state import change_state
from safeconduct.signing.channels.writing import Mail, spoken, write_mail
from safeconduct.signing.models import Roll, WaitingMail
from safeconduct.signing.queries.links import link_for, return_path, stop_link
from safeconduct.signing.queries.rolls import switches_of
from safeconduct.signing.rules.kinds import MailKind, State
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.letters import keep_letter
from safeconduct.signing.storing.pace import give_back, take_turns
from safeconduct.signing.storing.ram import own_key
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.signatures import open_mail

AT_ONCE = 50  # mails that are claimed together
ASKING = {MailKind.CONFIRM, MailKind.REMIND}  # kept, sealed, once they are sent: for the reminder
BY_RULE = " 5.7."
REST, LONGEST_REST = timedelta(seconds=5), timedelta(minutes=5)
WRITTEN = Outcome(Sending.ACCEPTED, "Written as a file in memory: no mail server is set.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did, counted."""

    sent: int = 0
    later: int = 0  # not taken now; tried again
    failed: int = 0  # refused for good: the signature counts as bounced
    lost: int = 0  # sealed under a key that is gone


@dataclass
class Sender:
    """Sends mails over a connection that is kept while there is something to send. Each thread has its own."""

    way: Channel | None = None
    not_before: dict[UUID, datetime] = field(default_factory=dict)  # of mails that a server did not take yet; gone with this process
    resting_until: datetime | None = None
    troubles: int = 0

    def send(self, *, at: datetime, most: int | None = None, is_stopped: Callable[[], bool] = lambda: False) -> Sent:
        """Send what the pace allows, ``most`` at most. A server that is not there is left alone for a while."""
        self.not_before = {mail: moment for mail, moment in self.not_before.items() if moment > at}
        if (self.resting_until and at < self.resting_until) or not WaitingMail.objects.filter(state="waiting").exists():
            self.close()
            return Sent()
        turns = take_turns(settings.SIGNING_MAILS_A_MINUTE, most or settings.SIGNING_MAILS_A_MINUTE)
        left, done = turns, Counter[str]()
        while left > 0 and not is_stopped():
            mails = _claim(min(left, AT_ONCE), list(self.not_before))
            if not mails:
                break
            left -= self._send_all(mails, at, done)
            if self.resting_until and at < self.resting_until:
                break
        give_back(left)
        return Sent(done["sent"], done["later"], done["failed"], done["lost"])

    def close(self) -> None:
        """End the connection, if there is one."""
        if self.way is not None:
            self.way.close()
            self.way = None

    def _send_all(self, mails: Sequence[WaitingMail], at: datetime, done: Counter[str]) -> int:
        """Send these and keep what became of each; give how many were tried."""
        sent: list[WaitingMail] = []
        for number, mail in enumerate(mails):
            outcome = self._carry(mail, at)
            if outcome is None:
                _let_go(mail, at.date())
                done["lost"] += 1
            elif outcome.ends_run and outcome.state is Sending.DEFERRED:
                self._rest(at)
                _put_back(mails[number:])
                _keep_sent(sent, at.date())
                return number
            elif outcome.state in {Sending.ACCEPTED, Sending.SENDING}:  # what may have been sent is not sent again: there is a reminder
                sent.append(mail)
                done["sent"] += 1
            elif _is_worth_another_try(outcome) and (wait := wait_after(mail.tries)):
                self.not_before[mail.pk] = at + wait
                WaitingMail.objects.filter(pk=mail.pk, state="sending").update(state="waiting")
                done["later"] += 1
            else:
                _give_up(mail)
                done["failed"] += 1
            self.troubles = 0
        _keep_sent(sent, at.date())
        return len(mails)

    def _carry(self, mail: WaitingMail, at: datetime) -> Outcome | None:
        """Open a mail and hand it over; ``None`` where it does not open: its key was in the memory of a machine that was switched off."""
        try:
            opened = open_mail(own_key("mail"), bytes(mail.blob))
        except NotSealed:
            return None
        to, way_back = str(opened["to"]), return_path(mail.signature_id)
        token, code = link_for(mail.signature, to, str(opened.get("token", "")))
        page = str(opened.get("page", ""))
        stop = stop_link(mail.signature_id, spoken(mail.language)) if mail.kind == MailKind.NEWS else ""
        raw = write_mail(Mail(MailKind(mail.kind), mail.language, to, token, code, way_back, page, stop), at=at)
        if not settings.MAIL_HOST:
            keep_letter(f"{mail.pk.hex}-{mail.tries}-{mail.kind}", raw)
            return WRITTEN
        self.way = self.way or MailChannel()
        return self.way.carry(_letter(to, way_back), raw)

    def _rest(self, at: datetime) -> None:
        """Leave a server alone that is not there; the first time only until the next run, since it may just have ended the connection."""
        self.close()
        self.troubles += 1
        self.resting_until = (
            at + min(LONGEST_REST, REST * 2 ** min(self.troubles - 2, 10)) if self.troubles > 1 else at + timedelta(seconds=1)
        )


def send_mails(*, at: datetime, most: int | None = None) -> Sent:
    """Send once what waits, as far as the pace allows."""
    sender = Sender()
    try:
        return sender.send(at=at, most=most)
    finally:
        sender.close()


def _claim(most: int, not_now: list[UUID]) -> list[WaitingMail]:
    """Take mails for this process, so that no other sends them."""
    paused = [roll.pk for roll in Roll.objects.only("reference", "switches") if switches_of(roll).pause_mail]
    with transaction.atomic(using=DATABASE):
        waiting = WaitingMail.objects.filter(state="waiting").exclude(roll__in=paused).exclude(pk__in=not_now[:500])
        if connections[DATABASE].features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        ids = list(waiting.exclude(kind=MailKind.NEWS).values_list("pk", flat=True)[:most])  # who signs just now comes first
        if len(ids) < most:
            ids += waiting.filter(kind=MailKind.NEWS).values_list("pk", flat=True)[: most - len(ids)]
        WaitingMail.objects.filter(pk__in=ids).update(state="sending", tries=F("tries") + 1)
    return list(WaitingMail.objects.filter(pk__in=ids).select_related("signature"))


def _keep_sent(mails: Sequence[WaitingMail], day: date) -> None:
    """Keep those that ask for confirmation, sealed, until it comes; forget the others."""
    claimed = WaitingMail.objects.filter(state="sending")
    first = [mail.pk for mail in mails if mail.kind == MailKind.CONFIRM]
    again = [mail.pk for mail in mails if mail.kind == MailKind.REMIND]
    claimed.filter(pk__in=first).update(state="kept", day=day)
    claimed.filter(pk__in=again).update(state="kept")
    claimed.filter(pk__in=[mail.pk for mail in mails if mail.kind not in ASKING]).delete()


def _put_back(mails: Sequence[WaitingMail]) -> None:
    WaitingMail.objects.filter(pk__in=[mail.pk for mail in mails], state="sending").update(state="waiting", tries=F("tries") - 1)


def _let_go(mail: WaitingMail, day: date) -> None:
    """Delete a mail that cannot be opened: who signs again begins anew. Of several machines another may hold its key, until tomorrow."""
    if connections[DATABASE].vendor == "postgresql" and mail.day >= day:
        WaitingMail.objects.filter(pk=mail.pk).update(state="other")
    else:
        WaitingMail.objects.filter(pk=mail.pk).delete()


def _give_up(mail: WaitingMail) -> None:
    """Take a signature whose address takes no mail for bounced."""
    if mail.kind in ASKING and mail.signature.state == State.PENDING:
        change_state(mail.signature, State.BOUNCED)
    WaitingMail.objects.filter(pk=mail.pk).delete()


def _is_worth_another_try(outcome: Outcome) -> bool:
    """Tell whether a mail may be taken later. A server that refuses us by its rules (5.7.x, RFC 3463) says nothing about the mailbox."""
    return outcome.state is Sending.DEFERRED or BY_RULE in outcome.answer


def _letter(to: str, return_path: str) -> Letter:
    return Letter(
        reference="", from_name="", to_name="", to_address=to, reply_address=return_path, subject="", language="", text="", page="",
        message_id="",
    )  # fmt: skip
