"""Mail leaves over TLS to a server whose certificate holds, with the account's password, and to no other."""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django.fixtures import Settings

from safeconduct.kit import clock
from safeconduct.outbox.actions.send_waiting import Sent, send_waiting
from safeconduct.outbox.models import Message
from tests.factories.outbox import make_message
from tests.factories.people import make_tomas

# The test's server warns that it asks for a password without STARTTLS; where TLS began with the connection that is as it should be.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")]
Start = Callable[[str], None]
PASSWORD = "long and secret"


class Taking:
    """Takes everything, and keeps whether it came over TLS and by whom."""

    def __init__(self) -> None:
        self.taken: list[tuple[bool, bool]] = []

    async def handle_DATA(self, server: SMTP, session: Session, _envelope: Envelope) -> str:  # noqa: N802 — aiosmtpd calls it so
        assert server.transport is not None
        self.taken.append((server.transport.get_extra_info("ssl_object") is not None, bool(session.authenticated)))
        return "250 2.0.0 Ok"


def may_enter(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: LoginPassword) -> AuthResult:
    """Let in whoever has the password."""
    return AuthResult(success=given.password == PASSWORD.encode(), handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for this machine that nobody vouches for."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = clock.now()
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def taking() -> Taking:
    return Taking()


@pytest.fixture
def start(certificate: Path, taking: Taking, settings: Settings, _own_mail: None) -> Iterator[Start]:
    """Give what starts a server that speaks TLS from the beginning (``tls``) or when asked (``starttls``)."""
    running: list[Controller] = []

    def begin(security: str) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        more = {"ssl_context": context} if security == "tls" else {"tls_context": context, "require_starttls": True}
        controller = Controller(
            taking,
            hostname="127.0.0.1",
            port=port,
            authenticator=may_enter,
            auth_required=True,
            auth_require_tls=security != "tls",
            auth_exclude_mechanism=["LOGIN"],
            **more,
        )
        controller.start()
        running.append(controller)
        settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_SECURITY = "127.0.0.1", port, security
        settings.MAIL_USER, settings.MAIL_PASSWORD = "letters", PASSWORD

    yield begin
    for controller in running:
        controller.stop(no_assert=True)


@pytest.fixture
def vouched(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine know the certificate."""
    original, known = ssl.create_default_context, ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(ssl, "create_default_context", lambda *given, **named: original(*given, **named) if named else known)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_goes_over_tls_with_the_password(start: Start, taking: Taking, vouched: None, at: datetime, security: str):
    start(security)
    make_message(make_tomas())

    assert send_waiting(at=at) == Sent(accepted=1)
    assert taking.taken == [(True, True)]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_gets_nothing(start: Start, taking: Taking, at: datetime, security: str):
    start(security)
    make_message(make_tomas())

    assert send_waiting(at=at) == Sent(deferred=1)
    assert Message.objects.get().answer == "The mail server's certificate is not valid for its name. Nothing was sent."
    assert taking.taken == []


def test_a_wrong_password_fails_no_message_and_ends_the_run(start: Start, taking: Taking, vouched: None, settings: Settings, at: datetime):
    start("starttls")
    settings.MAIL_PASSWORD = "wrong"
    tomas = make_tomas()
    make_message(tomas)
    make_message(tomas)

    assert send_waiting(at=at) == Sent(deferred=1)
    answer = Message.objects.order_by("pk")[0].answer
    assert "535" in answer
    assert "wrong" not in answer
    assert taking.taken == []
