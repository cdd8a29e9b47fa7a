"""What goes on by itself: check-ins, counting, mails, reminders, deletion, the nightly count, batch days, campaigns, imports, bulk actions.

Each process of the server does it in threads of its own; locks see to it that a thing is done once. No error is told but by its kind.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from django.db import InterfaceError, close_old_connections, connections

from safeconduct.cli.outbox import MISHAPS
from safeconduct.kit.clock import now
from safeconduct.outbox.actions.send_alerts import send_alerts
from safeconduct.signing.actions.ask_for_link import send_asked
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.actions.drain_spool import drain_spool
from safeconduct.signing.actions.recount import recount_all
from safeconduct.signing.actions.remind import remind
from safeconduct.signing.actions.send_mails import Sender
from safeconduct.signing.actions.tidy import free_stuck, stuck_mails, tidy
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.signing.storing.marks import alone_here, take_mark
from safeconduct.watch.actions.beat import SERVER, beat
from safeconduct.watch.actions.ring_due import ring_due

if TYPE_CHECKING:
    from safeconduct.petitions.actions.go_on_begun import Begun

EVERY = 1.0  # seconds
STOPPING = 3.0  # seconds that each thread is waited for; what it was doing is done again by the next
LONGEST_TURN = 10.0  # seconds for which one process goes on with imports or bulk actions before it looks whether there is anything else
NIGHT = 3  # o'clock, UTC
STEPS_EVERY = 5  # minutes

logger = logging.getLogger("safeconduct.signing")
Step = Callable[[datetime], str]


@dataclass
class Work:
    """All that is to be done, and what must be remembered between two rounds of it."""

    sender: Sender = field(default_factory=Sender)
    stop: threading.Event = field(default_factory=threading.Event)
    stuck: frozenset[UUID] = frozenset()
    _begun: "Begun | None" = None

    def count(self, at: datetime) -> str:
        """Take up what is to be counted."""
        taken = 0
        while more := count_up(at=at):
            taken += more
            if self.stop.is_set():
                break
        return f"Counted: {taken}."

    def mail(self, at: datetime) -> str:
        """Send what waits, at its pace."""
        links = send_asked(on=at.date())
        sent = self.sender.send(at=at, is_stopped=self.stop.is_set)
        return (
            f"Mails sent: {sent.sent}, later: {sent.later}, refused for good: {sent.failed}, lost: {sent.lost}. Links asked for: {links}."
        )

    def collected(self, _at: datetime) -> str:
        """Bring what was only collected into the database, as soon as nobody asks for that any more."""
        return f"Collected before, now in the database: {drain_spool()}."

    def campaigns(self, at: datetime) -> str:
        """Let rolls follow their campaigns, six times a minute: what was recalled must not be signed for long."""
        from safeconduct.petitions.actions.keep_campaigns import keep_campaigns

        with alone_here("campaigns") as is_ours:
            if not is_ours or not take_mark("campaigns", f"{at:%Y-%m-%dT%H:%M}:{at.second // 10}"):
                return "Campaigns: not yet."
            keep_campaigns(at=at)
        return "Campaigns: kept."

    def elsewhere(self, at: datetime) -> str:
        """Tell webhooks, read partners' counts."""
        from safeconduct.petitions.actions.tend_elsewhere import tend_elsewhere

        with alone_here("elsewhere") as is_ours:
            return f"Calls to other sites: {tend_elsewhere(at=at) if is_ours else 0}."

    @property
    def begun(self) -> "Begun":
        """What members began, and where this process is at with it."""
        from safeconduct.petitions.actions.go_on_begun import Begun

        self._begun = self._begun or Begun()
        return self._begun

    def imports(self, at: datetime) -> str:
        """Bring in, or remove again, the lists that somebody began to bring in."""
        return f"Pieces of imports: {self._go_on('imports', at)}."

    def invalidations(self, at: datetime) -> str:
        """Take out of the count, or put back, what somebody began to."""
        return f"Pieces of invalidations: {self._go_on('invalidations', at)}."

    def _go_on(self, kind: Literal["imports", "invalidations"], at: datetime) -> int:
        """Do piece after piece, one process of this machine at a time, and rest after each as long as it took: people are signing."""
        from safeconduct.petitions.actions.go_on_begun import go_on_begun

        count, until = 0, time.monotonic() + LONGEST_TURN
        with alone_here(kind) as is_ours:
            if not is_ours:
                self.begun.let_go()
            while is_ours and not self.stop.is_set() and (started := time.monotonic()) < until:
                if not (done := go_on_begun(kind=kind, begun=self.begun, at=at)):
                    break
                count += done
                self.stop.wait(time.monotonic() - started)
        return count

    def watch(self, at: datetime) -> str:
        """Ring what is due, every five seconds; nobody need be there. Of several machines each looks; the row's lock lets one ring."""
        with alone_here("watch") as is_ours:
            if not is_ours or not take_mark("watch", f"{at:%Y-%m-%dT%H:%M}:{at.second // 5}"):
                return "Check-ins: not yet."
            rung = ring_due(at=at)
            beat(name=SERVER, at=at)
        return f"Rungs of alarms: {rung}."

    def alerts(self, at: datetime) -> str:
        """Send what duty addresses are to be told: before and beside all other mail."""
        return f"Alerts sent: {send_alerts(at=at, is_stopped=self.stop.is_set)}."

    def hour(self, at: datetime) -> str:
        """Remind, delete, put right, each hour."""
        if not take_mark("hour", at.strftime("%Y-%m-%dT%H")):
            return "Reminders and deletion: not yet."
        reminded, tidied = remind(on=at.date()), tidy(on=at.date())
        still = stuck_mails()
        free_stuck(self.stuck & still)
        self.stuck = still
        return f"Reminders: {reminded}. Deleted unconfirmed: {tidied.unconfirmed}; emptied: {tidied.emptied}; mails let go: {tidied.mails}."

    def night(self, at: datetime) -> str:
        """Compare the count with the signatures, each night."""
        if at.hour < NIGHT or not take_mark("night", at.date().isoformat()):
            return "Recount: not yet."
        differing = recount_all()
        for one in differing:
            logger.warning("a count was repaired: %d kinds, %d signatures", one.kinds, one.signatures)
        return f"Recounted. Differed: {len(differing)}."

    def numbers(self, at: datetime) -> str:
        """Let out each night what waited for a batch day that has come; twice, or on other nights, nothing goes out."""
        if at.hour < NIGHT or not take_mark("numbers", at.date().isoformat()):
            return "Numbers: not yet."
        from safeconduct.released.actions.publish_batch import publish_batch

        batch = publish_batch(on=at.date(), at=at)
        return f"Tables out: {batch.releases}, claims: {batch.claims}, corrections: {batch.corrections}."

    def steps(self, at: datetime) -> str:
        """Let out what may be said of sums that were given, every five minutes."""
        if not take_mark("steps", f"{at:%Y-%m-%dT%H}:{at.minute // STEPS_EVERY}"):
            return "Steps of appeals: not yet."
        from safeconduct.fund.actions.publish_steps import publish_steps

        return f"Steps of appeals: {publish_steps(at=at)}."


def tend_once(at: datetime, work: Work | None = None) -> list[str]:
    """Do every step once and give what each did, in words. A step that fails is logged and does not stop the others."""
    work = work or Work()
    try:
        first = (work.watch, work.alerts)
        before = (work.imports, work.invalidations, work.collected, work.count, work.mail, work.campaigns, work.elsewhere)
        return [_done(step, at) for step in (*first, *before, work.hour, work.night, work.numbers, work.steps)]
    finally:
        work.sender.close()


class Tender:
    """Threads that do it again and again: counting waits for no mail server, mail for no other site."""

    def __init__(self, *, every: float = EVERY) -> None:
        self._every, self._work = every, Work()
        rounds: tuple[tuple[Step, ...], ...] = (
            (self._work.watch,),
            (self._work.alerts,),
            (self._work.count,),
            (self._work.mail,),
            (self._work.collected, self._work.campaigns, self._work.hour, self._work.night, self._work.numbers, self._work.steps),
            (self._work.elsewhere,),
            (self._work.imports,),
            (self._work.invalidations,),
        )
        self._threads = [
            threading.Thread(target=self._run, args=(steps,), name=f"tending-{steps[0].__name__}", daemon=True) for steps in rounds
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after what is being done, or leave it as it is: whoever comes next does it again."""
        self._work.stop.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(STOPPING)

    def _run(self, steps: tuple[Step, ...]) -> None:
        while not self._work.stop.wait(self._every):
            for step in steps:
                _done(step, now())
            close_old_connections()
        if self._work.mail in steps:
            self._work.sender.close()
        connections.close_all()


def _done(step: Step, at: datetime) -> str:
    try:
        return step(at)
    # Drivers that are asked directly have failures of their own.
    except (*MISHAPS, InterfaceError, connections[DATABASE].Database.Error):  # type: ignore[attr-defined]
        logger.exception("a step of the work on signatures failed")
        return f"The step “{step.__name__}” failed; where, stands in the log. The others went on."
