"""What comes back finds its message, is told for what it is, and does no harm."""

from datetime import date, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.outbox.actions.send_waiting import send_waiting
from safeconduct.outbox.models import Incoming, Message
from safeconduct.outbox.reading.mail import MOST_PARTS, read_mail
from safeconduct.outbox.reading.markup import text_of
from safeconduct.outbox.reading.reports import report_of
from safeconduct.outbox.receiving import MailEmpty, MailTooLarge, take_in
from safeconduct.outbox.rules import IncomingKind, State
from tests.factories.outbox import answer_to, bounce_of, make_message, reply_address
from tests.factories.people import make_tomas


@pytest.fixture
def sent(db: None, at: datetime) -> Message:
    message = make_message(make_tomas())
    send_waiting(at=at)
    message.refresh_from_db()
    return message


def test_an_answer_finds_its_message(sent: Message, at: datetime):
    incoming = take_in(answer_to(sent), at=at.replace(day=27))

    assert (incoming.message, incoming.kind) == (sent, IncomingKind.ANSWER)
    assert incoming.text == "We have read your letter."
    assert (incoming.sender, incoming.is_expected_sender) == ("office@foreign.northland.example", True)
    assert incoming.on == date(2017, 4, 26)
    sent.refresh_from_db()
    assert sent.state == State.ACCEPTED


def test_the_same_mail_twice_is_one(sent: Message, at: datetime):
    assert take_in(answer_to(sent), at=at) == take_in(answer_to(sent), at=at)
    assert Incoming.objects.count() == 1


@pytest.mark.parametrize(
    ("sender", "is_expected"),
    [
        ("a@foreign.northland.example", True),
        ("a@mail.foreign.northland.example", True),
        ("a@northland.example", True),
        ("a@northland.example.evil.invalid", False),
        ("a@notnorthland.example", False),
        ("a@example", False),
        ("", False),
    ],
)
def test_who_is_expected_is_told_by_the_domain(sent: Message, at: datetime, sender: str, is_expected: bool):
    assert take_in(answer_to(sent, sender=sender), at=at).is_expected_sender is is_expected


def test_the_envelope_tells_when_the_headers_do_not(sent: Message, at: datetime):
    raw = b"From: a@b.example\nTo: undisclosed-recipients:;\n\nHello\n"

    assert take_in(raw, at=at, recipients=[reply_address(sent).upper()]).message == sent


def test_an_answer_to_the_sender_alone_is_found_by_what_it_answers(sent: Message, at: datetime):
    raw = f"From: a@b.example\nTo: letters@letters.example\nReferences: <x@y>\n <{sent.message_id}>\n\nHello\n".encode()

    assert take_in(raw, at=at).message == sent


def test_a_mail_to_nothing_we_know_is_kept_unread(sent: Message, at: datetime):
    raw = b"From: somebody@b.example\nTo: letter+2222222222222222222222@letters.example\nSubject: Help\n\nMy name is\n"

    incoming = take_in(raw, at=at)

    assert (incoming.kind, incoming.message) == (IncomingKind.UNKNOWN, None)
    assert (incoming.sender, incoming.subject, incoming.text) == ("", "", "")
    assert bytes(incoming.raw) == raw


def test_a_bounce_changes_its_message_and_says_why(sent: Message, at: datetime):
    incoming = take_in(bounce_of(sent), at=at)

    sent.refresh_from_db()
    assert (incoming.kind, sent.state) == (IncomingKind.BOUNCE, State.BOUNCED)
    assert sent.answer.startswith("There is no such mailbox.")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_report_that_it_is_late_or_there_is_no_bounce(sent: Message, at: datetime, action: str):
    incoming = take_in(bounce_of(sent, action=action, status="4.4.1"), at=at)

    sent.refresh_from_db()
    assert (incoming.kind, sent.state) == (IncomingKind.AUTOMATIC, State.ACCEPTED)


def test_a_bounce_is_found_by_what_came_back(sent: Message, at: datetime):
    raw = bounce_of(sent).replace(reply_address(sent).encode(), b"letters@letters.example")

    assert take_in(raw, at=at).message == sent


def test_a_bounce_of_what_never_left_changes_nothing(db: None, at: datetime):
    waiting = make_message(make_tomas())

    take_in(bounce_of(waiting), at=at)

    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


@pytest.mark.parametrize(
    "more",
    [
        "Auto-Submitted: auto-replied\n",
        "Auto-Submitted: auto-generated; owner-email=x\n",
        "Precedence: auto_reply\n",
        "X-Autoreply: yes\n",
        "Return-Path: <>\n",
    ],
)
def test_a_machine_is_no_person(sent: Message, at: datetime, more: str):
    assert take_in(answer_to(sent, more=more), at=at).kind == IncomingKind.AUTOMATIC


def test_a_person_may_say_that_they_are_one(sent: Message, at: datetime):
    assert take_in(answer_to(sent, more="Auto-Submitted: no\n"), at=at).kind == IncomingKind.ANSWER


def test_too_much_and_nothing_are_refused(sent: Message, at: datetime, settings):
    settings.LARGEST_CAPTURE = 100

    with pytest.raises(MailTooLarge):
        take_in(answer_to(sent), at=at)
    with pytest.raises(MailEmpty):
        take_in(b" \n", at=at)


@pytest.mark.parametrize("day", ["Wed, 26 Apr 2099 10:00:00 +0200", "Mon, 1 Jan 1900 00:00:00 +0000", "yesterday", "=?utf-8?q?=00?="])
def test_a_date_nobody_can_believe_is_no_date(sent: Message, at: datetime, day: str):
    assert take_in(answer_to(sent).replace(b"Wed, 26 Apr 2017 10:00:00 +0200", day.encode()), at=at).on is None


def test_attachments_have_names_that_mean_nothing_to_a_system():
    mail = EmailMessage()
    mail.set_content("See the scan.")
    for name in ("../../etc/passwd", "CON:\\x.pdf", "a\u202egpj.exe", ".htaccess", "X: y", ""):
        mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=name or None)

    names = [one.name for one in read_mail(mail.as_bytes()).attached]

    assert names == ["passwd", "x.pdf", "agpj.exe", "htaccess", "X_ y", "attachment-7"]


def test_of_html_only_the_words_are_left():
    page = (
        "<style>p{}</style><p onclick=x>Dear <b>all</b>,</p><script>alert(1)</script><img src=http://t.invalid/p><div>Yes &lt;b&gt;</div>"
    )

    assert text_of(page) == "Dear all,\n\nYes <b>"


def test_words_within_a_mail_that_is_enclosed_are_not_taken_for_the_answer(sent: Message, at: datetime):
    inner = f"To: {reply_address(sent)}\nSubject: inner\n\nnot this\n"
    outer = 'From: a@b.example\nTo: letters@letters.example\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\nthis\n--b\n'
    raw = f"{outer}Content-Type: message/rfc822\n\n{inner}\n--b--\n"

    mail = read_mail(raw.encode())

    assert (mail.text, mail.tokens) == ("this", ())


HOSTILE = {
    "nested": b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
    "enclosed": b"Content-Type: message/rfc822\n\n" * 3000 + b"x",
    "parts": b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 20_000 + b"--b--\n",
    "charset": b'Content-Type: text/plain; charset="no\\x00such"\n\nwords',
    "transfer": b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n****",
    "address": b'From: "\xff\xfe <<<>>>@@,,;;:\nTo: =?x?y?z?=\nDate: 99999999999999999999\n\nx',
    "headers": b"To: a@b.example\n" * 50_000 + b"\nx",
    "long": b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nx",
    "surrogate": "Subject: \udcff\udcfe\n\nx".encode("utf-8", "surrogateescape"),
    "report": b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\x00\xff\n--b--",
    "no end": b'Content-Type: multipart/mixed; boundary="b"\n\n--b',
    "nothing": b"\x00" * 100,
    "declaration": b"Content-Type: text/html\n\n<![if <!DOCTYPE <!-- <p>words",
    "filename": b"Content-Type: application/pdf; name*0*=u''%; name*1*=%ff; name*x=y\nContent-Disposition: attachment; filename*=xx'%\n\nx",
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_mail_written_to_do_harm_is_taken_in_like_any_other(sent: Message, at: datetime, name: str):
    incoming = take_in(HOSTILE[name], at=at, recipients=[reply_address(sent)])

    assert incoming.message == sent
    assert "\x00" not in incoming.text + incoming.subject + incoming.sender
    incoming.refresh_from_db()
    assert bytes(incoming.raw) == HOSTILE[name]


def test_no_more_parts_are_read_than_anybody_writes():
    assert len(read_mail(HOSTILE["parts"]).text.split()) < MOST_PARTS


@settings(max_examples=200, deadline=None)
@given(raw=st.binary(max_size=2000))
def test_any_bytes_can_be_read(raw: bytes):
    mail, report = read_mail(raw), report_of(raw)

    assert "\n" not in mail.sender + mail.subject
    assert report.kind in IncomingKind


PIECES = st.sampled_from(
    [
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n",
        b"Content-Type: text/html; charset=utf-7\n",
        b"Content-Disposition: attachment; filename*=utf-8''%ff\n",
        b"Content-Transfer-Encoding: base64\n",
        b"--b\n",
        b"--b--\n",
        b"\n",
        b"Action: failed\nStatus: 5.1.1\n",
        b"From: =?utf-8?b?//8=?= <a@b.example>\n",
        b"Date: Tue, 31 Feb 2017 25:61 +9999\n",
        b"\xff\xfe",
        b"<p>x",
    ]
)


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(PIECES, max_size=30))
def test_any_heap_of_pieces_of_mail_can_be_read(pieces: list[bytes]):
    raw = b"".join(pieces)

    assert isinstance(read_mail(raw).text, str)
    assert report_of(raw).kind in IncomingKind
