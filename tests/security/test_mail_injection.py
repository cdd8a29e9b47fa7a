"""Nobody's words can begin a header of a mail of ours, reach another recipient, or end the mail early."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import compat32, default

from hypothesis import example, given, settings
from hypothesis import strategies as st

from safeconduct.outbox.channels.carrying import Enclosed, Letter
from safeconduct.outbox.channels.composing import compose
from safeconduct.outbox.rules import on_one_line

AT = datetime(2017, 5, 20, 9, 0, tzinfo=UTC)
SENDER = "letters@letters.example"
OURS = ["Date", "Message-ID", "From", "To", "Reply-To", "Subject", "Content-Language", "MIME-Version", "Content-Type"]
WORDS = st.text(max_size=300).filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text))
ATTACKS = [
    "x\r\nBcc: evil@x.example",
    "x\nBcc: evil@x.example",
    "x\r\n\r\nbody",
    "\x0bBcc: a",
    "x\u2028Bcc: a",
    '"x" <evil@x.example>, y',
    "=?utf-8?q?=0ABcc:_a?=",
]


def letter(**fields: object) -> Letter:
    given_fields: dict[str, object] = {
        "reference": "MS-TEST01",
        "from_name": "The Lantern Line",
        "to_name": "Minister",
        "to_address": "minister@foreign.northland.example",
        "reply_address": "letter+2222222222222222222222@letters.example",
        "subject": "A way out",
        "language": "en",
        "text": "Dear Minister,",
        "page": "<p>Dear Minister,</p>",
        "message_id": "x@letters.example",
        **fields,
    }
    return Letter(**given_fields)  # type: ignore[arg-type]  # the test names the fields


def plain_words(came: EmailMessage) -> str:
    body = came.get_body(("plain",))
    assert body is not None
    words: str = body.get_content()
    return words


@settings(max_examples=150, deadline=None)
@given(name=WORDS, organisation=WORDS, subject=WORDS, language=st.text(max_size=8))
@example(name=ATTACKS[0], organisation=ATTACKS[1], subject=ATTACKS[2], language="e\r\nX:")
@example(name=ATTACKS[3], organisation=ATTACKS[4], subject=ATTACKS[5], language="")
@example(name=ATTACKS[5], organisation=ATTACKS[6], subject=ATTACKS[6], language="=?")
@example(name="Ä" * 300, organisation="ж" * 300, subject="a" * 300, language="ar")
def test_there_are_never_other_headers_than_ours(name: str, organisation: str, subject: str, language: str):
    raw = compose(letter(to_name=name, from_name=organisation, subject=subject, language=language), sender=SENDER, at=AT)
    head, _blank, _body = raw.partition(b"\r\n\r\n")
    came = message_from_bytes(raw, policy=default)

    assert [key for key in message_from_bytes(raw, policy=compat32) if key not in OURS] == []
    assert all(len(line) <= 78 or b" " not in line.strip() for line in head.split(b"\r\n"))
    assert head.isascii()
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert [one.addr_spec for one in came["To"].addresses] == ["minister@foreign.northland.example"]
    assert [one.addr_spec for one in came["From"].addresses] == [SENDER]
    assert came["Subject"].split() == on_one_line(subject).split()
    assert plain_words(came).strip() == "Dear Minister,"


@settings(max_examples=150, deadline=None)
@given(text=WORDS, page=WORDS, name=WORDS, media_type=st.one_of(WORDS, st.just("application/pdf")))
@example(text=".\r\nMAIL FROM:<evil@x.example>", page="\r\n.\r\n", name='x"\r\nX: y.pdf', media_type="text/html\r\nX: y")
@example(text="a" * 5000, page="b" * 5000, name="ж" * 200 + ".pdf", media_type="a/b; c=d")
def test_the_body_holds_what_it_was_given_and_its_lines_are_short(text: str, page: str, name: str, media_type: str):
    raw = compose(letter(text=text, page=page, files=(Enclosed(name, media_type, b"\x00bytes\r\n.\r\n"),)), sender=SENDER, at=AT)
    came = message_from_bytes(raw, policy=default)

    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert plain_words(came).split() == text.split()
    assert [one.get_payload(decode=True) for one in came.iter_attachments()] == [b"\x00bytes\r\n.\r\n"]
    assert "text/html" not in [one.get_content_type() for one in came.iter_attachments()] or media_type == "text/html"


def test_nothing_in_a_mail_is_fetched_or_told_by_who_reads_it():
    raw = compose(letter(), sender=SENDER, at=AT).lower()

    for word in (b"<img", b"http", b"disposition-notification", b"return-receipt", b"x-mailer", b"received:"):
        assert word not in raw
