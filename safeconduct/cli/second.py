"""The second watcher: it asks a server whether its timers are looked at, and when the server is silent or its alerts do not leave, tells
those on duty itself. Only a server that answered both questions as it should is heard.

It has no database. What the last mirror said lies in memory: references, times, duty addresses, and nothing about anybody.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from safeconduct.outbox.channels import channel
from safeconduct.outbox.channels.carrying import Letter
from safeconduct.outbox.channels.composing import compose
from safeconduct.outbox.channels.https import NotReached, call
from safeconduct.outbox.rules import State, is_address

SILENCE = timedelta(minutes=5)
AGAIN = timedelta(minutes=30)  # the silence itself is said again so often while it lasts
MOST = 10_000
OK = 200
SILENT, STUCK = "silence", "stuck"  # what is told beside references
HEARD, LATE, NO_MIRROR, UNSENT, UNREACHED = "heard", "late", "no mirror", "unsent", "unreached"

SAYS = {
    LATE: "The server answers, but it has not looked at its timers lately",
    NO_MIRROR: "The server answers, but did not give its timers as it should; are the two tokens the same",
    UNSENT: "The server is heard, but its alerts do not leave",
    UNREACHED: "The server is silent",
}

Asks = Callable[[str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A timer as the mirror has it."""

    reference: str
    missed_at: datetime
    language: str
    addresses: tuple[str, ...]


@dataclass
class Second:
    """What is known of the server, and what was said already."""

    asks: Asks
    began: datetime
    silence: timedelta = SILENCE
    heard_at: datetime | None = None
    timers: list[Mirrored] = field(default_factory=list)
    told: dict[tuple[str, str], datetime] = field(default_factory=dict)
    is_silent: bool = False

    def look(self, *, at: datetime) -> str:
        """Ask once, tell whom there is to tell, and give what was found in words."""
        state = self._asked()
        if state == HEARD:
            self.heard_at = at
            was, self.is_silent = self.is_silent, False
            self.told.clear()
            return "The server is heard again." if was else f"The server is heard. Timers of the next day: {len(self.timers)}."
        since = at - (self.heard_at or self.began)
        if since < self.silence:
            return f"{SAYS[state]}. Not well for {int(since.total_seconds())} seconds."
        self.is_silent = True
        sent, failed = self._tell(at, STUCK if state == UNSENT else SILENT)
        return f"{SAYS[state]}. Alerts sent: {sent}, not taken: {failed}."

    def _asked(self) -> str:
        """Ask both questions and give how the server stands. The mirror is asked while timers are late too: it has newer ones."""
        try:
            is_late = self.asks("heartbeat.json").get("watch") != "ok"
        except NotReached:
            return UNREACHED
        try:
            is_stuck = self._mirror()
        except (NotReached, KeyError, TypeError, ValueError):
            return LATE if is_late else NO_MIRROR  # the last mirror stays, and nobody takes this for being heard
        if is_late:
            return LATE
        return UNSENT if is_stuck else HEARD

    def _mirror(self) -> bool:
        """Keep the newest mirror; give whether alerts wait at the server that no mail server has taken.

        :raises NotReached: where it cannot be had
        :raises KeyError, TypeError, ValueError: where it is something else
        """
        said = self.asks("watch/mirror/")
        timers = [_read(one) for one in said["check_ins"][:MOST]]
        if not isinstance(said["stuck"], bool):
            raise TypeError
        self.timers = timers
        return said["stuck"]

    def _tell(self, at: datetime, what: str) -> tuple[int, int]:
        """Say what is wrong to everybody on duty, and each timer that is missed by now to its team; what was taken is not said again."""
        wanted: dict[tuple[str, str], str] = {(one, what): "en" for one in getattr(settings, "WATCH_ADDRESSES", [])}
        for timer in self.timers:
            for address in timer.addresses:
                wanted.setdefault((address, what), timer.language)
                if timer.missed_at <= at:
                    wanted[address, timer.reference] = timer.language
        due = {
            key: language for key, language in wanted.items() if key not in self.told or (key[1] == what and at - self.told[key] >= AGAIN)
        }
        sent = 0
        with channel() as way:
            for (address, reference), language in due.items():
                letter = _letter(address, reference, language)
                outcome = way.carry(letter, compose(letter, sender=letter.reply_address, at=at))
                if outcome.state == State.ACCEPTED:
                    self.told[address, reference] = at
                    sent += 1
                if outcome.ends_run:
                    break
        return sent, len(due) - sent


def asking(server: str) -> Asks:
    """Give how one server is asked: its heartbeat by GET, its mirror by POST with the bearer token."""

    def ask(path: str) -> Mapping[str, Any]:
        is_mirror = path.startswith("watch/")
        headers = {"Authorization": f"Bearer {settings.WATCH_TOKEN}"} if is_mirror else {}
        answer = call(f"{server.rstrip('/')}/{path}", body=b"{}" if is_mirror else None, headers=headers)
        try:
            said = json.loads(answer.data) if answer.status == OK else None
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise NotReached("The server answered something else.")
        return said

    return ask


def _read(one: Mapping[str, Any]) -> Mirrored:
    due = datetime.strptime(one["due_at"], "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    addresses = tuple(str(address) for address in one["addresses"] if is_address(str(address)))
    return Mirrored(str(one["reference"])[:16], due + timedelta(minutes=int(one["grace"])), str(one["language"])[:8], addresses)


def _letter(address: str, reference: str, language: str) -> Letter:
    with translation.override(language):
        subject = gettext("A notice from the desk")
        if reference == STUCK:
            text = gettext("Alerts of the desk do not leave it. Look at the desk yourselves, and call whoever runs the server.")
        elif reference != SILENT:
            text = gettext("Something waits at the desk: %(reference)s.") % {"reference": reference}
        else:
            text = gettext("The desk is not to be heard. Timers may have stopped; watch them yourselves and call whoever runs the server.")
    return Letter(
        reference=f"{reference}-{secrets.token_hex(4)}",
        from_name="",
        to_name="",
        to_address=address,
        reply_address=f"desk@{settings.MAIL_DOMAIN}",
        subject=subject,
        language=language,
        text=f"{text}\n",
        page="",
        message_id=f"{secrets.token_hex(16)}@{settings.MAIL_DOMAIN}",
    )
