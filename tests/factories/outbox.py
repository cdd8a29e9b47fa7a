"""Messages of the tests, and mails that come back to them."""

from datetime import datetime
from typing import Any

from safeconduct.outbox.actions.queue_message import queue_message
from safeconduct.outbox.models import Message
from safeconduct.people.models import Member
from tests.factories.people import THEN

OFFICE = "minister@foreign.northland.example"


def make_message(by: Member, *, at: datetime = THEN, **fields: Any) -> Message:
    """Put a message of the member's organisation into the outbox."""
    given: dict[str, Any] = {
        "kind": "letter",
        "about": "PU-TEST01",
        "to_name": "Foreign minister",
        "to_address": OFFICE,
        "language": "en",
        "subject": "A way out for those who fled",
        "text": "Dear Minister,\n\nwe ask you to act.\n",
        **fields,
    }
    return queue_message(organisation=by.organisation, by=by, at=at, **given)


def reply_address(message: Message) -> str:
    """Give the address that answers to the message come to."""
    return f"letter+{message.reply_token}@letters.example"


def answer_to(
    message: Message,
    *,
    sender: str = "Office of the Minister <office@foreign.northland.example>",
    body: str = "We have read your letter.",
    more: str = "",
) -> bytes:
    """Give the bytes of a mail that answers the message; ``more`` adds whole header lines."""
    headers = f"From: {sender}\nTo: {reply_address(message)}\nSubject: Re: {message.subject}\nDate: Wed, 26 Apr 2017 10:00:00 +0200\n{more}"
    return f"{headers}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n".encode()


def bounce_of(message: Message, *, status: str = "5.1.1", action: str = "failed") -> bytes:
    """Give the bytes of a delivery report (RFC 3464) about the message."""
    return (
        f"Return-Path: <>\nFrom: MAILER-DAEMON@relay.example\nTo: {reply_address(message)}\nSubject: Undelivered Mail\n"
        "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nYour message could not be delivered.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\n"
        f"Final-Recipient: rfc822; {message.to_address}\nAction: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n\n"
        f"--b\nContent-Type: message/rfc822\n\nMessage-ID: <{message.message_id}>\nSubject: x\n\ntext\n--b--\n"
    ).encode()
