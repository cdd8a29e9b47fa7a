"""What is handed to a channel, and what it tells about it."""

from dataclasses import dataclass
from typing import Protocol

from safeconduct.outbox.rules import State


@dataclass(frozen=True, slots=True)
class Enclosed:
    """An attached file."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One message ready to be written as a mail."""

    reference: str
    from_name: str  # the organisation
    to_name: str
    to_address: str
    reply_address: str  # reply-to and envelope sender
    subject: str
    language: str
    text: str
    page: str
    message_id: str
    answers: str = ""  # Message-ID of an earlier mail to the same address about the same thing
    files: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it. ``state`` is accepted, deferred or failed; ``sending`` where nobody can know whether the server took it."""

    state: State
    answer: str
    ends_run: bool = False  # the server is not there, or does not let us in: the others need not be tried now


class Channel(Protocol):
    """A way out."""

    def carry(self, letter: Letter, raw: bytes) -> Outcome:
        """Hand the mail over, once."""

    def close(self) -> None:
        """End the connection, if there is one."""
