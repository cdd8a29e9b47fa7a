"""A mail server of the test's own, which answers what the test tells it to."""

import socket
from asyncio import WriteTransport
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django.fixtures import Settings

TAKEN = "250 2.0.0 Ok: queued as 4ABC"


@dataclass
class MailServer:
    """Keeps what it took. ``to_rcpt`` and ``to_data`` are what it answers; ``breaks`` ends the connection instead of answering."""

    taken: list[Envelope] = field(default_factory=list)
    to_rcpt: str = "250 Ok"
    to_data: str = TAKEN
    breaks: bool = False
    connections: int = 0

    def raw(self, number: int) -> bytes:
        """Give the bytes of one mail it took."""
        content = self.taken[number].content
        assert isinstance(content, bytes)
        return content

    async def handle_EHLO(  # noqa: N802 — aiosmtpd calls it so
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any) -> str:  # noqa: N802 — aiosmtpd calls it so
        if self.to_rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_rcpt

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 — aiosmtpd calls it so
        if self.to_data == TAKEN or self.breaks:
            self.taken.append(envelope)
        if self.breaks:
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        return self.to_data


@pytest.fixture
def outside(settings: Settings, _own_mail: None) -> Iterator[MailServer]:
    """Run a mail server on this machine and let the settings lead to it."""
    server = MailServer()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAIL_HOST, settings.MAIL_PORT = "127.0.0.1", port
    settings.MAIL_SECURITY = "none"
    yield server
    controller.stop(no_assert=True)


@pytest.fixture(autouse=True)
def _own_mail(settings: Settings, tmp_path: Path) -> None:
    """Let mail of each test lie in a folder of its own, under a domain of its own."""
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.MAIL_DOMAIN = "letters.example"
    settings.MAIL_HOST = ""
