"""The work on signatures on the command line: one round of it, keys in memory, and that it goes on when a step fails."""

import time
from datetime import datetime
from typing import Any

import pytest
from click.testing import CliRunner

from safeconduct.cli import tending
from safeconduct.cli.signing import signing
from safeconduct.cli.tending import Tender, Work, tend_once
from safeconduct.signing.models import CountEvent, WaitingMail
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.storing.marks import take_mark
from safeconduct.signing.storing.ram import campaign_key, own_key, ram_folder
from safeconduct.vault.format.signatures import new_key
from tests.factories.mails import a_signature_that_waits, letters
from tests.factories.people import THEN
from tests.factories.petitions import make_roll, make_signature

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"])


def told(*words: str, input: Any = None) -> str:  # noqa: A002 — click's own name for it
    return CliRunner().invoke(signing, words, input=input).output


def test_one_round_counts_and_mails_and_tells_it() -> None:
    make_signature(make_roll(), is_counted=False)
    a_signature_that_waits()

    said = told("once")

    assert "Counted: 1." in said
    assert "Mails sent: 1" in said
    assert not CountEvent.objects.exists()


def test_a_step_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    roll = make_roll()
    make_signature(roll, is_counted=False)

    def fail(**_given: object) -> int:
        raise RuntimeError("ada@signers.example")

    monkeypatch.setattr(tending, "send_asked", fail)

    said = tend_once(THEN)

    assert any("“mail” failed" in line for line in said)
    assert not any("ada@signers.example" in line for line in said)
    assert count_of(roll.pk).total == 1


def test_the_work_of_an_hour_and_of_a_night_is_begun_once() -> None:
    night = datetime(2017, 4, 21, 3, 5, tzinfo=THEN.tzinfo)

    first, second = (Work().night(night) for _time in range(2))

    assert (first, second) == ("Recounted. Differed: 0.", "Recount: not yet.")
    assert take_mark("hour", "one") is True
    assert take_mark("hour", "one") is False


def test_a_key_is_taken_into_memory_and_another_is_not() -> None:
    key = new_key()
    roll = make_roll()

    taken, other = told("key", roll.reference, input=key.hex()), told("key", roll.reference, input=new_key().hex())

    assert "in this machine's memory" in taken
    assert campaign_key(roll.pk) == key
    assert "in this machine's memory" not in other
    assert "This is no key" in told("key", roll.reference, input="nonsense")


def test_keys_go_from_machine_to_machine() -> None:
    key = own_key("mail")
    shared = told("share")
    (ram_folder() / "own-mail").unlink()

    said = told("take", input=shared + "own-../../etc 00\nnonsense\n")

    assert said == "Keys taken: 1.\n"
    assert own_key("mail") == key


def test_mails_are_shown_where_no_mail_server_is_set() -> None:
    a_signature_that_waits(to="ada@signers.example")

    told("once")

    assert "To: ada@signers.example" in told("mails")
    assert len(letters()) == 1


def test_how_it_stands_names_no_signer() -> None:
    a_signature_that_waits(to="ada@signers.example", name="Ada Example")

    said = told("status")

    assert "1 waiting" in said
    assert "ada" not in said.lower()


@pytest.mark.django_db(transaction=True, databases=["default", "intake", "signing"])
def test_it_goes_on_by_itself_until_it_is_stopped() -> None:
    roll = make_roll()
    make_signature(roll, is_counted=False)
    a_signature_that_waits(roll)
    tender = Tender(every=0.05)

    tender.start()
    for _time in range(600):
        if count_of(roll.pk).total == 1 and not WaitingMail.objects.exclude(state="kept").exists():
            break
        time.sleep(0.1)
    tender.stop()

    assert count_of(roll.pk).total == 1
    assert WaitingMail.objects.get().state == "kept"
