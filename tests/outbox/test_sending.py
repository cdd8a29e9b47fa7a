"""Messages leave once, and what the server said is kept."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from safeconduct.outbox.actions import send_waiting as sending
from safeconduct.outbox.actions.cancel_messages import cancel_messages
from safeconduct.outbox.actions.queue_message import AddressUnusable, File, FilesTooLarge, MessageEmpty, ZoneUnknown
from safeconduct.outbox.actions.retry_message import TakenBack, retry_message
from safeconduct.outbox.actions.send_waiting import FOR_ONE_DOMAIN, Sent, send_waiting
from safeconduct.outbox.actions.settle_message import settle_message
from safeconduct.outbox.channels import mail
from safeconduct.outbox.channels.carrying import Letter, Outcome
from safeconduct.outbox.models import Message
from safeconduct.outbox.rules import State
from safeconduct.outbox.rules.retrying import WAITS
from safeconduct.people.models import Member
from tests.factories.outbox import OFFICE, make_message
from tests.factories.people import make_tomas
from tests.outbox.conftest import MailServer


@pytest.fixture
def tomas(db: None) -> Member:
    return make_tomas()


def test_a_message_reaches_the_mail_server_with_an_address_of_its_own(tomas: Member, outside: MailServer, at: datetime):
    message = make_message(tomas, page="<p>Dear Minister,</p>", attachments=[File("letter.pdf", "application/pdf", b"%PDF-1.7 test")])

    assert send_waiting(at=at) == Sent(accepted=1)

    envelope = outside.taken[0]
    came = message_from_bytes(outside.raw(0), policy=default)
    assert envelope.mail_from == f"letter+{message.reply_token}@letters.example"
    assert envelope.rcpt_tos == [OFFICE]
    assert came["Reply-To"] == envelope.mail_from
    assert came["From"] == "The Lantern Line <letters@letters.example>"
    assert came["Message-ID"] == f"<{message.message_id}>"
    plain, page = came.get_body(("plain",)), came.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().splitlines() == message.text.splitlines()
    assert page.get_content().strip() == "<p>Dear Minister,</p>"
    assert [one.get_content() for one in came.iter_attachments()] == [b"%PDF-1.7 test"]
    message.refresh_from_db()
    assert (message.state, message.settled_at) == (State.ACCEPTED, at)
    assert "queued as 4ABC" in message.answer


def test_each_recipient_gets_a_mail_of_their_own(tomas: Member, outside: MailServer, at: datetime):
    make_message(tomas, to_address="one@a.example")
    make_message(tomas, to_address="two@b.example")

    send_waiting(at=at)

    assert [envelope.rcpt_tos for envelope in outside.taken] == [["one@a.example"], ["two@b.example"]]
    assert b"two@b.example" not in outside.raw(0)
    assert outside.connections == 1


def test_what_was_sent_is_not_sent_again(tomas: Member, outside: MailServer, at: datetime):
    make_message(tomas)
    send_waiting(at=at)

    assert send_waiting(at=at + timedelta(days=3)) == Sent()
    assert len(outside.taken) == 1


def test_a_server_that_says_later_is_asked_later(tomas: Member, outside: MailServer, at: datetime):
    message = make_message(tomas)
    outside.to_rcpt = "451 4.7.1 Greylisted, come back"

    assert send_waiting(at=at) == Sent(deferred=1)
    assert send_waiting(at=at + timedelta(minutes=4)) == Sent()
    outside.to_rcpt = "250 Ok"
    assert send_waiting(at=at + timedelta(minutes=5)) == Sent(accepted=1)
    message.refresh_from_db()
    assert message.attempts == 2


def test_after_the_last_wait_it_has_failed(tomas: Member, outside: MailServer, at: datetime):
    message = make_message(tomas)
    outside.to_rcpt = "452 4.2.2 Mailbox full"

    for _time in range(len(WAITS)):
        assert send_waiting(at=at).deferred == 1
        at += timedelta(days=3)
    assert send_waiting(at=at) == Sent(failed=1)

    message.refresh_from_db()
    assert message.state == State.FAILED
    assert message.answer.startswith("The mailbox is full.")


@pytest.mark.parametrize("where", ["to_rcpt", "to_data"])
def test_a_refusal_for_good_fails_in_words(tomas: Member, outside: MailServer, at: datetime, where: str):
    message = make_message(tomas)
    setattr(outside, where, "550 5.1.1 Who is that")

    assert send_waiting(at=at) == Sent(failed=1)
    message.refresh_from_db()
    assert message.answer == "There is no such mailbox. 550 5.1.1 Who is that"
    assert not outside.taken


def test_one_refusal_does_not_hold_up_the_next(tomas: Member, outside: MailServer, at: datetime):
    make_message(tomas, to_address="one@a.example")
    make_message(tomas, to_address="two@b.example")
    outside.to_rcpt = "550 5.1.1 Who is that"

    assert send_waiting(at=at) == Sent(failed=2)


def test_a_server_that_is_away_costs_one_try_of_one_message(tomas: Member, outside: MailServer, settings: Settings, at: datetime):
    first, second = make_message(tomas), make_message(tomas)
    settings.MAIL_PORT = 1  # nothing listens there

    assert send_waiting(at=at) == Sent(deferred=1)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.answer) == (State.DEFERRED, "The mail server could not be reached.")
    assert (second.state, second.attempts) == (State.WAITING, 0)


def test_when_the_line_breaks_after_the_words_nothing_sends_them_again(tomas: Member, outside: MailServer, at: datetime):
    message = make_message(tomas)
    outside.breaks = True

    assert send_waiting(at=at) == Sent(uncertain=1)
    outside.breaks = False
    assert send_waiting(at=at + timedelta(days=9)) == Sent()

    message.refresh_from_db()
    assert (message.state, message.answer) == (State.SENDING, mail.UNCERTAIN)
    assert len(outside.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_after_a_crash_between_claim_and_answer_nothing_sends_it_again(outside: MailServer, at: datetime, monkeypatch: pytest.MonkeyPatch):
    message = make_message(make_tomas())

    class PowerCut(BaseException):
        pass

    def taken_and_cut(way: mail.MailChannel, letter: Letter, raw: bytes) -> None:
        original(way, letter, raw)
        raise PowerCut

    original = mail.MailChannel.carry
    with monkeypatch.context() as patch:
        patch.setattr(mail.MailChannel, "carry", taken_and_cut)
        with pytest.raises(PowerCut):
            send_waiting(at=at)

    assert Message.objects.get(pk=message.pk).state == State.SENDING
    assert send_waiting(at=at + timedelta(days=9)) == Sent()
    assert len(outside.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_it_is_claimed_for_all_to_see_before_the_server_hears_of_it(outside: MailServer, at: datetime, monkeypatch: pytest.MonkeyPatch):
    message = make_message(make_tomas())
    seen = []
    original = mail.MailChannel.carry

    def look_and_carry(way: mail.MailChannel, letter: Letter, raw: bytes) -> Outcome:
        seen.append((Message.objects.get(pk=message.pk).state, cancel_messages(about=message.about, by=message.queued_by, at=at)))
        return original(way, letter, raw)

    monkeypatch.setattr(mail.MailChannel, "carry", look_and_carry)
    send_waiting(at=at)

    assert seen == [(State.SENDING, 0)]


def test_what_is_cancelled_never_leaves(tomas: Member, outside: MailServer, at: datetime):
    message = make_message(tomas)
    other = make_message(tomas, about="PU-OTHER1")

    assert cancel_messages(about=message.about, by=tomas, at=at) == 1
    assert send_waiting(at=at) == Sent(accepted=1)
    assert other.message_id.encode() in outside.raw(0)
    message.refresh_from_db()
    assert (message.state, message.settled_at) == (State.CANCELLED, at)


@pytest.mark.parametrize("state", [State.FAILED, State.BOUNCED, State.SENDING])
def test_what_was_recalled_never_goes_again_whatever_became_of_it(tomas: Member, at: datetime, state: State):
    message = make_message(tomas)
    Message.objects.filter(pk=message.pk).update(state=state, answer="No.")

    assert cancel_messages(about=message.about, by=tomas, at=at) == 0
    with pytest.raises(TakenBack):
        if state is State.SENDING:
            settle_message(message=message, was_sent=False, by=tomas, at=at)
        else:
            retry_message(message=message, by=tomas, at=at)
    recall = make_message(tomas, kind="recall")
    send_waiting(at=at)
    recall.refresh_from_db()
    assert recall.state == State.ACCEPTED


def test_what_is_recalled_while_the_server_says_later_is_not_tried_again(
    tomas: Member, outside: MailServer, at: datetime, monkeypatch: pytest.MonkeyPatch
):
    message = make_message(tomas)
    outside.to_rcpt = "451 4.7.1 Later"
    original = mail.MailChannel.carry

    def recall_and_carry(way: mail.MailChannel, letter: Letter, raw: bytes) -> Outcome:
        cancel_messages(about=message.about, by=tomas, at=at)
        return original(way, letter, raw)

    monkeypatch.setattr(mail.MailChannel, "carry", recall_and_carry)

    assert send_waiting(at=at) == Sent(failed=1)


def test_one_kind_can_be_cancelled_alone(tomas: Member, at: datetime):
    letter, recall = make_message(tomas), make_message(tomas, kind="recall")

    cancel_messages(about=letter.about, kinds=["letter"], by=tomas, at=at)

    letter.refresh_from_db()
    recall.refresh_from_db()
    assert (letter.state, recall.state) == (State.CANCELLED, State.WAITING)


def test_a_message_waits_for_its_hour(tomas: Member, outside: MailServer, at: datetime):
    make_message(tomas, not_before=at + timedelta(hours=1))

    assert send_waiting(at=at) == Sent()
    assert send_waiting(at=at + timedelta(hours=1)) == Sent(accepted=1)


def test_a_message_waits_for_the_office_to_open(tomas: Member, outside: MailServer):
    make_message(tomas, zone="America/Vancouver")
    make_message(tomas, to_address="embassy@b.example", zone="Europe/Stockholm")
    thursday_nine_in_london = datetime(2017, 4, 20, 8, 0, tzinfo=UTC)

    assert send_waiting(at=thursday_nine_in_london) == Sent(accepted=1)
    assert outside.taken[0].rcpt_tos == ["embassy@b.example"]
    assert send_waiting(at=thursday_nine_in_london + timedelta(hours=8)) == Sent(accepted=1)


def test_offices_that_are_shut_do_not_hold_up_others(tomas: Member, outside: MailServer):
    for number in range(3):
        make_message(tomas, to_address=f"a{number}@shut.example", zone="America/Vancouver")
    make_message(tomas, to_address="open@b.example", zone="Europe/Stockholm")

    assert send_waiting(at=datetime(2017, 4, 20, 8, 0, tzinfo=UTC), limit=1) == Sent(accepted=1)
    assert outside.taken[0].rcpt_tos == ["open@b.example"]


def test_a_run_sends_few_to_one_domain_and_no_more_than_its_limit(tomas: Member, outside: MailServer, at: datetime):
    for number in range(FOR_ONE_DOMAIN + 2):
        make_message(tomas, to_address=f"member{number}@parliament.example")
    make_message(tomas, to_address="one@b.example")

    assert send_waiting(at=at).accepted == FOR_ONE_DOMAIN + 1
    assert send_waiting(at=at, limit=1).accepted == 1


def test_a_correction_answers_the_letter_it_corrects(tomas: Member, outside: MailServer, at: datetime):
    letter = make_message(tomas)
    send_waiting(at=at)
    make_message(tomas, kind="correction")
    send_waiting(at=at)

    assert message_from_bytes(outside.raw(1))["In-Reply-To"] == f"<{letter.message_id}>"


def test_without_a_mail_server_it_becomes_a_file_that_says_so(tomas: Member, settings: Settings, at: datetime):
    message = make_message(tomas)

    assert send_waiting(at=at) == Sent(accepted=1)
    file = Path(settings.MAIL_FOLDER) / "sent" / f"{message.reference}.eml"
    assert message_from_bytes(file.read_bytes())["Message-ID"] == f"<{message.message_id}>"
    assert file.stat().st_mode & 0o077 == 0
    message.refresh_from_db()
    assert "no mail server is set" in message.answer


def test_a_server_elsewhere_is_never_spoken_to_without_encryption(tomas: Member, settings: Settings, at: datetime):
    message = make_message(tomas)
    settings.MAIL_HOST, settings.MAIL_SECURITY = "mail.example", "none"

    assert send_waiting(at=at) == Sent(deferred=1)
    message.refresh_from_db()
    assert message.answer == "Only a mail server on this machine is spoken to without encryption."


def test_a_server_that_offers_no_encryption_gets_nothing(tomas: Member, outside: MailServer, settings: Settings, at: datetime):
    message = make_message(tomas)
    settings.MAIL_SECURITY = "starttls"

    assert send_waiting(at=at) == Sent(deferred=1)
    message.refresh_from_db()
    assert message.answer == "The mail server offers no encryption or no sign-in. Nothing was sent."
    assert not outside.taken


def test_words_that_cannot_be_written_fail_alone(tomas: Member, outside: MailServer, at: datetime, monkeypatch: pytest.MonkeyPatch):
    make_message(tomas)

    def unwritable(*_given: object, **_named: object) -> bytes:
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "half a letter")

    monkeypatch.setattr(sending, "compose", unwritable)

    assert send_waiting(at=at) == Sent(failed=1)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"to_address": "nobody"}, AddressUnusable),
        ({"to_address": "a@b.example, c@d.example"}, AddressUnusable),
        ({"to_address": "a@b.example\r\nBcc: c@d.example"}, AddressUnusable),
        ({"subject": " \n "}, MessageEmpty),
        ({"text": ""}, MessageEmpty),
        ({"zone": "Europe/Nowhere"}, ZoneUnknown),
        ({"zone": "../../etc/passwd"}, ZoneUnknown),
        ({"attachments": [File("a", "text/plain", b"x" * 21 * 1024 * 1024)]}, FilesTooLarge),
    ],
)
def test_what_cannot_be_sent_is_refused_at_once(tomas: Member, fields: dict[str, Any], refusal: type[Exception]):
    with pytest.raises(refusal):
        make_message(tomas, **fields)

    assert not Message.objects.exists()
