"""Where no mail server is set: the mail is written as a file that any mail programme opens. Nothing leaves this machine."""

from safeconduct.outbox.channels.carrying import Letter, Outcome
from safeconduct.outbox.rules import State
from safeconduct.outbox.storing import keep_sent

WRITTEN = "Written as a file on this machine: no mail server is set."


class FolderChannel:
    """Writes into the folder ``sent``."""

    def carry(self, letter: Letter, raw: bytes) -> Outcome:
        """Write the file."""
        keep_sent(letter.reference, raw)
        return Outcome(State.ACCEPTED, WRITTEN)

    def close(self) -> None:
        """Do nothing: a file needs no goodbye."""
