"""Tell what kind of mail came back: a person's answer, a mail that could not be delivered (RFC 3464), or a machine's (RFC 3834). Pure."""

from contextlib import suppress
from dataclasses import dataclass
from email.message import Message

from safeconduct.outbox.reading.mail import MESSAGE_ID, TROUBLE, header, headers, parsed
from safeconduct.outbox.rules import IncomingKind, on_one_line
from safeconduct.outbox.rules.statuses import in_words

BULK = frozenset({"auto_reply", "auto-reply", "bulk", "junk"})
FAILED = "failed"
UNDELIVERED = "It could not be delivered."


@dataclass(frozen=True, slots=True)
class Report:
    """The kind; of a bounce also why, in words, and the Message-IDs of what came back."""

    kind: IncomingKind
    because: str = ""
    about: tuple[str, ...] = ()


def report_of(raw: bytes) -> Report:
    """Give what kind of mail it is. Whether it belongs to a message of ours is not asked here: an ``ANSWER`` may still be unknown."""
    message = parsed(raw)
    if message is None:
        return Report(IncomingKind.UNKNOWN)
    with suppress(*TROUBLE):
        if message.get_content_type() == "multipart/report":
            return _report(message)
        if header(message, "x-failed-recipients"):  # Exim, which writes no report
            return Report(IncomingKind.BOUNCE, UNDELIVERED, _returned(message))
        if _is_automatic(message):
            return Report(IncomingKind.AUTOMATIC)
    return Report(IncomingKind.ANSWER)


def _report(message: Message) -> Report:
    """Read a multipart/report: a delivery status is a bounce if any recipient's action is "failed"; delays and receipts are automatic."""
    for group in _groups(message):
        if header(group, "action").lower() == FAILED:
            said = header(group, "diagnostic-code").partition(";")[2] or header(group, "diagnostic-code")
            words = in_words(on_one_line(said), status=header(group, "status")) or UNDELIVERED
            return Report(IncomingKind.BOUNCE, words, _returned(message))
    return Report(IncomingKind.AUTOMATIC)


def _groups(message: Message) -> list[Message]:
    """Give the groups of fields of the delivery status, one for each recipient."""
    parts = message.get_payload()
    for part in parts if isinstance(parts, list) else []:
        if isinstance(part, Message) and part.get_content_type() == "message/delivery-status":
            inner = part.get_payload()
            return [one for one in inner if isinstance(one, Message)][:100] if isinstance(inner, list) else []
    return []


def _returned(message: Message) -> tuple[str, ...]:
    """Give the Message-IDs of the mail, or of its headers, that came back with the report."""
    found: list[str] = []
    parts = message.get_payload()
    for part in parts if isinstance(parts, list) else []:
        if not isinstance(part, Message):
            continue
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
            found += [one for mail in inner if isinstance(mail, Message) for one in MESSAGE_ID.findall(header(mail, "message-id"))]
        elif part.get_content_type() == "text/rfc822-headers" and isinstance(inner, str):
            lines = [line for line in inner[:20_000].splitlines() if line.lower().startswith("message-id:")]
            found += [one for line in lines for one in MESSAGE_ID.findall(line)]
    return tuple(dict.fromkeys(found))


def _is_automatic(message: Message) -> bool:
    submitted = header(message, "auto-submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if any(header(message, name) for name in ("x-autoreply", "x-autorespond")):
        return True
    if any(value.lower() in BULK for value in headers(message, "precedence")):
        return True
    # A mail without a way back was written by a machine, whatever it calls itself (RFC 3834, 2; RFC 5321, 4.5.5).
    return header(message, "return-path").replace(" ", "") == "<>"
