"""A mail server in the memory of the test: what would have been mailed lies here, and nowhere on a disk."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

PATIENCE = 60  # seconds


@dataclass
class Mailbox:
    """Every mail that arrived: to whom, its subject, its text."""

    port: int = 0
    mails: list[tuple[str, str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 — aiosmtpd calls it so
        """Take a mail."""
        del server, session
        mail = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]
        text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        with self.lock:
            self.mails.append((str(envelope.rcpt_tos[0]), str(mail["Subject"]), text))
        return "250 OK"

    def mail_to(self, address: str, *, number: int = 1) -> tuple[str, str]:
        """Wait for the mail of this number to an address; give subject and text."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with self.lock:
                found = [(subject, text) for to, subject, text in self.mails if to == address]
            if len(found) >= number:
                return found[number - 1]
            time.sleep(0.1)
        raise AssertionError("The mail did not come.")

    def link_to(self, address: str) -> str:
        """Give the path of the link in the first mail to an address."""
        _subject, text = self.mail_to(address)
        return re.search(r"https?://[^/\s]+(/\w\w/signature/\S+/)", text)[1]  # type: ignore[index]


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Run one on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box = Mailbox(int(probe.getsockname()[1]))
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
