"""Hand a mail to a mail server over SMTP."""

import ipaddress
import smtplib
import ssl

from django.conf import settings

from safeconduct.outbox.channels.carrying import Letter, Outcome
from safeconduct.outbox.rules import State, wire_address
from safeconduct.outbox.rules.statuses import in_words

PATIENCE = 60  # seconds for each answer of the server
TAKEN, TOO_LARGE, PERMANENT = 250, 552, 500
UNCERTAIN = "The connection ended before the server said whether it took the message."


class MailChannel:
    """One connection, opened when the first mail is to go and used for all of a run. It is encrypted, or goes to this machine alone."""

    def __init__(self) -> None:
        self.server: smtplib.SMTP | None = None

    def carry(self, letter: Letter, raw: bytes) -> Outcome:
        """Hand the mail over. What fails before the words are sent is tried again; what fails after that, nobody can know about."""
        try:
            server = self._connected()
            refusal = _introduce(server, letter, len(raw))
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            return Outcome(State.DEFERRED, _said(problem), ends_run=True)
        if refusal is not None:
            self._reset()
            return refusal
        try:
            code, answer = server.data(raw)
        except smtplib.SMTPDataError as problem:  # the server did not want to hear it
            self._reset()
            return _judged(problem.smtp_code, problem.smtp_error)
        except (OSError, smtplib.SMTPException):
            self._drop()
            return Outcome(State.SENDING, UNCERTAIN, ends_run=True)
        if code < TAKEN:  # no answer that means anything
            self._drop()
            return Outcome(State.SENDING, UNCERTAIN, ends_run=True)
        return _judged(code, answer)

    def close(self) -> None:
        """Say goodbye."""
        if self.server is not None:
            try:
                self.server.quit()
            except (OSError, smtplib.SMTPException):
                self._drop()
            self.server = None

    def _connected(self) -> smtplib.SMTP:
        if self.server is None:
            server = self.server = _connect()
            if settings.MAIL_USER:
                server.login(settings.MAIL_USER, settings.MAIL_PASSWORD)
        return self.server

    def _reset(self) -> None:
        """Let the server forget the mail it refused, so that the next one begins anew."""
        try:
            if self.server is not None:
                self.server.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        if self.server is not None:
            self.server.close()
            self.server = None


def _connect() -> smtplib.SMTP:
    """Open the connection; the server hears the mail domain as our name, not that of this machine."""
    host, port, us = settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_DOMAIN
    if settings.MAIL_SECURITY == "tls":
        return smtplib.SMTP_SSL(host, port, local_hostname=us, timeout=PATIENCE, context=ssl.create_default_context())
    if settings.MAIL_SECURITY == "none" and not _is_this_machine(host):
        raise smtplib.SMTPException("Only a mail server on this machine is spoken to without encryption.")
    server = smtplib.SMTP(host, port, local_hostname=us, timeout=PATIENCE)
    if settings.MAIL_SECURITY != "none":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _introduce(server: smtplib.SMTP, letter: Letter, size: int) -> Outcome | None:
    """Say from whom and to whom; give the outcome where the server wants none of it."""
    server.ehlo_or_helo_if_needed()
    options = [f"SIZE={size}"] if server.has_extn("size") else []
    code, answer = server.mail(letter.reply_address, options)
    if code != TAKEN:
        # Whoever refuses us as a sender refuses all our mail: that is put right in the settings, and the messages wait for it.
        if code == TOO_LARGE:
            return _judged(code, answer)
        return Outcome(State.DEFERRED, in_words(_text(answer)), ends_run=True)
    code, answer = server.rcpt(wire_address(letter.to_address))
    return None if code in {TAKEN, 251} else _judged(code, answer)


def _judged(code: int, answer: bytes | str) -> Outcome:
    words = in_words(f"{code} {_text(answer)}")
    if code == TAKEN:
        return Outcome(State.ACCEPTED, words)
    return Outcome(State.FAILED if code >= PERMANENT else State.DEFERRED, words, ends_run=code == 421)  # noqa: PLR2004 — "closing"


def _said(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        return in_words(f"{problem.smtp_code} {_text(problem.smtp_error)}")
    if isinstance(problem, ssl.SSLCertVerificationError):
        return "The mail server's certificate is not valid for its name. Nothing was sent."
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return "The mail server offers no encryption or no sign-in. Nothing was sent."
    if isinstance(problem, smtplib.SMTPServerDisconnected):
        return "The mail server ended the connection before it had heard anything."
    if isinstance(problem, smtplib.SMTPException):
        return in_words(str(problem))
    return "The mail server could not be reached."


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
