"""Mails to signers: what they say, when they go, and that no address lies anywhere."""

import re
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.db import connections

from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.outbox.channels.carrying import Outcome
from safeconduct.outbox.rules import State as Sending
from safeconduct.signing.actions.ask_for_link import send_asked
from safeconduct.signing.actions.confirm_signature import confirm_signature
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.actions.remind import remind
from safeconduct.signing.actions.send_mails import Sender, Sent, send_mails
from safeconduct.signing.actions.take_signature import take_signature
from safeconduct.signing.actions.tidy import tidy
from safeconduct.signing.channels.writing import Mail, write_mail
from safeconduct.signing.models import Signature, WaitingMail
from safeconduct.signing.queries import waiting
from safeconduct.signing.queries.counts import states_of
from safeconduct.signing.queries.waiting import minutes_to_wait
from safeconduct.signing.rules.entry import Entry
from safeconduct.signing.rules.kinds import MailKind, State
from safeconduct.signing.storing.asked import note_asked
from safeconduct.signing.storing.ram import hold_campaign_key
from safeconduct.vault.format.signatures import code_of, new_key, new_token, seal_mail
from tests.factories.mails import a_signature_that_waits, letters, rolled, state_of
from tests.factories.people import THEN
from tests.factories.petitions import TODAY, make_roll, make_signature

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

CANARY = "canary.7q4mzk@signers.example"
FIFTH = TODAY + timedelta(days=5)


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    settings.SIGNING_MAILS_A_MINUTE = 60_000
    settings.MAIL_HOST = ""


class Server:
    """A mail server that answers as it is told."""

    def __init__(self, *answers: Outcome) -> None:
        self.answers, self.taken = list(answers), list[Any]()

    def carry(self, letter: Any, raw: bytes) -> Outcome:
        self.taken.append((letter, raw))
        return self.answers.pop(0) if self.answers else Outcome(Sending.ACCEPTED, "250 2.0.0 Ok")

    def close(self) -> None: ...


def a_sender(settings: Any, *answers: Outcome) -> tuple[Sender, Server]:
    settings.MAIL_HOST = "mail.example"
    server = Server(*answers)
    return Sender(way=server), server


@pytest.mark.parametrize("language", [code for code, _name in PUBLIC_LANGUAGES])
@pytest.mark.parametrize("kind", list(MailKind))
def test_no_mail_names_a_cause_or_loads_anything(kind: MailKind, language: str) -> None:
    token = new_token()

    mail = message_from_bytes(
        write_mail(Mail(kind, language, "ada@signers.example", token, code_of(token), "bounce+x@desk.example"), at=THEN), policy=default
    )

    words = mail.get_content()
    assert f"/{language}/signature/{token}/" in words
    assert mail.get_content_type() == "text/plain"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert not re.search(
        r"petition|visa|gay|chechen|refug|safe ?conduct|петиц|asyl|kampan", f"{mail['Subject']} {mail['From']} {said(words)}", re.IGNORECASE
    )
    assert words.count("http") == words.count("http://127.0.0.1:8000") <= 2
    assert mail["Date"].datetime.minute == mail["Date"].datetime.second == 0


def said(words: str) -> str:
    """Give what a mail says, without link and code: any four letters may stand in those by chance."""
    return "\n".join(line for line in words.splitlines() if "http" not in line and not re.fullmatch(r"[0-9A-Z -]+", line.strip()))


def test_a_mail_goes_to_its_address_and_comes_back_to_nobody_who_can_be_named() -> None:
    signed = a_signature_that_waits()

    sent = send_mails(at=THEN)

    (mail,) = letters()
    assert sent == Sent(sent=1)
    assert mail["To"] == "<ada@signers.example>" or mail["To"].addresses[0].addr_spec == "ada@signers.example"
    assert code_of(signed.token)[:5] in mail.get_content()
    assert re.fullmatch(r"bounce\+[a-z2-7]{39}@localhost\.invalid", mail["Reply-To"].addresses[0].addr_spec)
    assert signed.signature.pk.hex not in mail["Reply-To"]
    assert WaitingMail.objects.get().state == "kept"


@pytest.mark.django_db(transaction=True, databases=["default", "signing"])
def test_an_address_lies_nowhere_on_the_disk_at_any_moment() -> None:
    key = new_key()
    roll = make_roll(key=key)
    hold_campaign_key(roll.pk, key)

    for step in (
        lambda: take_signature(
            Entry(name="Ada Canary", mail=CANARY, country="SE", visibility="addressee", language="en"), rolled(roll.reference), on=TODAY
        ),
        lambda: note_asked(CANARY, "en"),
        lambda: send_mails(at=THEN),
        lambda: send_asked(on=TODAY),
        lambda: remind(on=FIFTH),
        lambda: send_mails(at=THEN + timedelta(days=5)),
        lambda: confirm_signature(token_in(letters()[0]), on=FIFTH),
    ):
        step()
        assert found_on_disk(CANARY) == []
        assert found_on_disk("Ada Canary") == []

    assert Signature.objects.get().state == State.CONFIRMED
    assert CANARY in str(letters()[0])


def found_on_disk(words: str) -> list[Path]:
    """Look through all that this installation keeps, the database's log included. What lies in memory is no part of it."""
    if connections["signing"].vendor == "postgresql":
        return [Path(table) for table in tables_with(words)]
    files = [path for path in Path(project.VAR).rglob("*") if path.is_file()]
    assert any(path.name.startswith("test-signing.sqlite3") for path in files)
    return [path for path in files if words.encode() in path.read_bytes()]


def tables_with(words: str) -> list[str]:
    found = []
    with connections["signing"].cursor() as cursor:
        for table in connections["signing"].introspection.table_names():
            cursor.execute(f"SELECT t::text FROM {table} AS t")
            kept = [row[0] for row in cursor.fetchall()]
            found += [table] if any(words in row or words.encode().hex() in row for row in kept) else []
    return found


def token_in(mail: EmailMessage) -> str:
    found = re.search(r"/signature/([0-9A-Z]{32})/", mail.get_content())
    assert found
    return found[1]


def test_mail_that_is_paused_waits() -> None:
    a_signature_that_waits(make_roll(switches={"pause_mail": True}))

    assert send_mails(at=THEN) == Sent()
    assert WaitingMail.objects.get().state == "waiting"


def test_the_pace_is_kept(settings: Any) -> None:
    settings.SIGNING_MAILS_A_MINUTE = 60
    for number in range(20):
        a_signature_that_waits(to=f"ada{number}@signers.example")

    sent = send_mails(at=THEN).sent

    assert 1 <= sent <= 5
    assert WaitingMail.objects.filter(state="waiting").count() == 20 - sent


def test_how_long_it_takes_is_told_from_what_waits(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_known", [])
    settings.SIGNING_MAILS_A_MINUTE = 2
    for number in range(6):
        a_signature_that_waits(to=f"ada{number}@signers.example")

    assert minutes_to_wait() == 4


def test_who_is_refused_for_good_counts_as_bounced(settings: Any) -> None:
    signed = a_signature_that_waits()
    sender, _server = a_sender(settings, Outcome(Sending.FAILED, "550 5.1.1 There is no such mailbox."))

    sent = sender.send(at=THEN)
    count_up(at=THEN)

    assert sent == Sent(failed=1)
    assert state_of(signed) == State.BOUNCED
    assert states_of(signed.signature.roll_id) == {"bounced": 1}
    assert not WaitingMail.objects.exists()


@pytest.mark.parametrize(
    "answer", [Outcome(Sending.DEFERRED, "450 4.2.0 Greylisted"), Outcome(Sending.FAILED, "The server refused 550 5.7.1")]
)
def test_what_says_nothing_of_the_mailbox_is_tried_again_later(settings: Any, answer: Outcome) -> None:
    signed = a_signature_that_waits()
    sender, server = a_sender(settings, answer)

    first, at_once = sender.send(at=THEN), sender.send(at=THEN)
    sender.way = server
    later = sender.send(at=THEN + timedelta(minutes=6))

    assert (first, at_once, later) == (Sent(later=1), Sent(), Sent(sent=1))
    assert state_of(signed) == State.PENDING


def test_a_server_that_is_away_is_left_alone_and_nothing_is_lost(settings: Any) -> None:
    for number in range(3):
        a_signature_that_waits(to=f"ada{number}@signers.example")
    sender, _server = a_sender(settings, Outcome(Sending.DEFERRED, "no line", ends_run=True))

    sent = sender.send(at=THEN)

    assert sent == Sent()
    assert list(WaitingMail.objects.values_list("state", "tries")) == [("waiting", 0)] * 3


def test_what_may_have_been_sent_is_not_sent_again(settings: Any) -> None:
    a_signature_that_waits()
    sender, server = a_sender(settings, Outcome(Sending.SENDING, "nobody knows", ends_run=True))

    sender.send(at=THEN)
    sender.send(at=THEN + timedelta(hours=1))

    assert len(server.taken) == 1


def test_a_mail_whose_key_is_gone_is_let_go() -> None:
    signed = a_signature_that_waits()
    WaitingMail.objects.update(
        blob=seal_mail(new_key(), {"to": "ada@signers.example", "token": signed.token, "code": ""}), day=date(2017, 1, 1)
    )

    assert send_mails(at=THEN) == Sent(lost=1)
    assert not WaitingMail.objects.exists()
    assert not letters()


def test_one_reminder_goes_out_after_three_days_and_no_second() -> None:
    signed = a_signature_that_waits()
    send_mails(at=THEN)

    early = remind(on=TODAY + timedelta(days=2))
    due = remind(on=TODAY + timedelta(days=3))
    send_mails(at=THEN + timedelta(days=3))
    again = [remind(on=TODAY + timedelta(days=days)) for days in (4, 9, 13)]

    assert (early, due, again) == (0, 1, [0, 0, 0])
    assert sorted(mail["Subject"] for mail in letters()) == ["Please confirm", "Please confirm (a reminder)"]
    assert Signature.objects.get().mails == 2
    assert state_of(signed) == State.PENDING


def test_nobody_is_reminded_of_what_is_confirmed() -> None:
    signed = a_signature_that_waits()
    send_mails(at=THEN)

    confirm_signature(signed.token, on=TODAY)

    assert not WaitingMail.objects.exists()
    assert remind(on=FIFTH) == 0


def test_what_nobody_confirms_is_deleted_after_two_weeks_with_its_mail() -> None:
    a_signature_that_waits()
    kept = make_signature(make_roll())
    send_mails(at=THEN)

    early, due = tidy(on=TODAY + timedelta(days=13)), tidy(on=TODAY + timedelta(days=14))

    assert (early.unconfirmed, due.unconfirmed) == (0, 1)
    assert list(Signature.objects.values_list("pk", flat=True)) == [kept.signature.pk]
    assert not WaitingMail.objects.exists()


def test_who_was_never_asked_is_not_deleted() -> None:
    a_signature_that_waits()

    assert tidy(on=TODAY + timedelta(days=30)).unconfirmed == 0


def test_of_what_bounced_only_a_number_stays() -> None:
    signed = make_signature(make_roll(), state=State.BOUNCED)

    assert tidy(on=TODAY + timedelta(days=14)).emptied == 1
    signed.signature.refresh_from_db()
    assert (bytes(signed.signature.blob), bytes(signed.signature.own)) == (b"", b"")
