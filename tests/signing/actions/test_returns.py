"""Mails that come back, links that are asked for, news that are ended, counts that are put right."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from safeconduct.outbox.models import Incoming
from safeconduct.outbox.receiving import TakenElsewhere, take_in
from safeconduct.signing.actions import send_mails as sending
from safeconduct.signing.actions.ask_for_link import ask_for_link
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.actions.queue_news import queue_news
from safeconduct.signing.actions.recount import recount_all
from safeconduct.signing.actions.send_mails import send_mails
from safeconduct.signing.models import CountEvent, Stopped, Tally, WaitingMail
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.queries.links import return_path
from safeconduct.signing.rules.kinds import Channel, MailKind, State, Visibility
from safeconduct.signing.storing.ram import hold_campaign_key, own_key
from safeconduct.vault.format.signatures import new_key, new_token, seal_mail
from tests.factories.mails import a_signature_that_waits, letters, state_of
from tests.factories.people import THEN
from tests.factories.petitions import TODAY, Signed, make_roll, make_signature

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

CANARY = "canary.7q4mzk@signers.example"
FIFTH = TODAY + timedelta(days=5)


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    settings.SIGNING_MAILS_A_MINUTE = 60_000
    settings.MAIL_HOST = ""


def a_report(signed: Signed, *, action: str = "failed") -> bytes:
    return (
        f"From: MAILER-DAEMON@mail.example\r\nTo: {return_path(signed.signature.pk)}\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        f"--x\r\nContent-Type: text/plain\r\n\r\n{CANARY} is unknown here.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; {CANARY}\r\nAction: {action}\r\nStatus: 5.1.1\r\n\r\n--x--\r\n"
    ).encode()


def test_a_mail_that_comes_back_takes_its_signature_out_of_the_count_and_is_not_kept() -> None:
    signed = a_signature_that_waits(to=CANARY, state=State.CONFIRMED, is_counted=False)
    count_up(at=THEN)

    with pytest.raises(TakenElsewhere):
        take_in(a_report(signed), at=THEN)
    count_up(at=THEN)

    assert state_of(signed) == State.BOUNCED
    assert count_of(signed.signature.roll_id).total == 0
    assert not Incoming.objects.exists()


def test_a_mailbox_closed_years_later_takes_back_no_signature() -> None:
    signed = make_signature(make_roll())

    with pytest.raises(TakenElsewhere):
        take_in(a_report(signed), at=THEN + timedelta(days=700))

    assert state_of(signed) == State.CONFIRMED


def test_an_imported_signature_leaves_the_count_whenever_its_mail_comes_back() -> None:
    signed = make_signature(make_roll(), channel=Channel.IMPORT)

    with pytest.raises(TakenElsewhere):
        take_in(a_report(signed), at=THEN + timedelta(days=700))

    assert state_of(signed) == State.BOUNCED


@pytest.mark.parametrize("address", ["signatures@localhost.invalid", "bounce+aaaa@localhost.invalid"])
def test_what_somebody_answers_is_not_kept_either(address: str) -> None:
    raw = f"From: {CANARY}\r\nTo: {address}\r\nSubject: Hello\r\n\r\nWho are you?\r\n".encode()

    if address.startswith("signatures"):
        with pytest.raises(TakenElsewhere):
            take_in(raw, at=THEN)
        assert not Incoming.objects.exists()
    else:
        with pytest.raises(TakenElsewhere):
            take_in(
                raw.replace(b"bounce+aaaa@", return_path(make_signature(make_roll()).signature.pk).partition("@")[0].encode() + b"@"),
                at=THEN,
            )


def test_a_delay_changes_nothing() -> None:
    signed = a_signature_that_waits()

    with pytest.raises(TakenElsewhere):
        take_in(a_report(signed, action="delayed"), at=THEN)

    assert state_of(signed) == State.PENDING


def test_who_asks_gets_their_own_link_again_and_five_mails_at_most() -> None:
    key = new_key()
    roll = make_roll(key=key)
    hold_campaign_key(roll.pk, key)
    signed = make_signature(roll, mail="ada@signers.example", key=key)
    make_signature(roll, mail="bo@signers.example", key=key)

    went = [ask_for_link("Ada@Signers.example", language="sv", on=TODAY) for _time in range(9) if send_mails(at=THEN) is not None]

    assert sum(went) == 4  # with the first one that is five
    assert {mail["To"].addresses[0].addr_spec for mail in letters()} == {"Ada@signers.example"}
    assert all(signed.token in mail.get_content() for mail in letters())


def test_nobody_else_gets_anybodys_link() -> None:
    key = new_key()
    roll = make_roll(key=key)
    hold_campaign_key(roll.pk, key)
    make_signature(roll, mail="ada@signers.example", key=key)

    for asked in ("bo@signers.example", "", "nonsense", "@", "ada@"):
        assert ask_for_link(asked, language="en", on=TODAY) == 0


def test_once_the_key_is_destroyed_no_address_leads_anywhere() -> None:
    key = new_key()
    roll = make_roll(key=key, key_destroyed_on=TODAY)
    make_signature(roll, mail="ada@signers.example", key=key)

    assert ask_for_link("ada@signers.example", language="en", on=TODAY) == 0


def test_a_mail_about_a_signature_that_was_there_leads_to_that_one() -> None:
    key = new_key()
    roll = make_roll(key=key)
    hold_campaign_key(roll.pk, key)
    signed = a_signature_that_waits(roll, kind=MailKind.ALREADY, state=State.CONFIRMED, key=key)
    other = seal_mail(own_key("mail"), {"to": "ada@signers.example", "token": new_token(), "code": ""})
    WaitingMail.objects.update(blob=other)

    send_mails(at=THEN)

    assert signed.token in letters()[0].get_content()
    assert not WaitingMail.objects.exists()


def test_a_recount_repairs_and_tells_by_how_many_without_counting_twice_what_waits() -> None:
    roll = make_roll()
    for country in ("SE", "SE", "DE"):
        make_signature(roll, country=country, is_counted=False)
    count_up(at=THEN)
    make_signature(roll, country="SE", visibility=Visibility.COUNTED, is_counted=False)
    Tally.objects.filter(country="SE").update(count=7)

    (found,) = recount_all()
    count_up(at=THEN)

    assert (found.reference, found.kinds, found.signatures) == (roll.reference, 1, 5)
    assert count_of(roll.pk).by_country == {"SE": 3, "DE": 1}
    assert recount_all() == []
    assert not CountEvent.objects.exists()


def test_what_was_claimed_is_claimed_once() -> None:
    a_signature_that_waits()

    assert (len(sending._claim(5, [])), len(sending._claim(5, []))) == (1, 0)


def test_news_can_be_ended_by_one_press_and_by_nothing_less(client: Client) -> None:
    """RFC 8058: scanners open the address, and mail programs post to it."""
    roll = make_roll()
    signed = make_signature(roll)
    page = "http://127.0.0.1:8000/en/north/petitions/easier-visa/"
    queue_news(roll=roll.pk, addresses={signed.signature.pk: signed.mail}, page=page, on=TODAY)
    send_mails(at=THEN)
    (mail,) = letters()
    way = str(mail["List-Unsubscribe"]).strip("<>").removeprefix("http://127.0.0.1:8000")

    opened = client.get(way)
    before = queue_news(roll=roll.pk, addresses={signed.signature.pk: signed.mail}, page=page, on=TODAY)
    pressed = [client.post(way, {"List-Unsubscribe": "One-Click"}) for _time in range(2)]
    after = queue_news(roll=roll.pk, addresses={signed.signature.pk: signed.mail}, page=page, on=TODAY)

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert way in mail.get_content().replace("=\n", "")
    assert "No more news?" in opened.content.decode()
    assert [answer.status_code for answer in pressed] == [200, 200]
    assert (before, after) == (1, 0)
    assert not WaitingMail.objects.filter(state="waiting").exists()


def test_a_made_up_address_ends_nobodys_news(client: Client) -> None:
    make_signature(make_roll())

    assert "leads nowhere" in client.post(f"/en/stop/{'a' * 39}/").content.decode()
    assert not Stopped.objects.exists()
