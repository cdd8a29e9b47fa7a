"""Webhooks: told at least once, signed, tried again later and later, parked at last, and never about a signer."""

import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from safeconduct.outbox.channels.https import NotReached, call, may_be_called
from safeconduct.people.models import Member
from safeconduct.petitions.actions.add_webhook import NothingToTell, add_webhook
from safeconduct.petitions.actions.note_milestones import note_milestones
from safeconduct.petitions.actions.publish_update import publish_update
from safeconduct.petitions.actions.reach_stage import reach_stage
from safeconduct.petitions.actions.retry_delivery import NothingParked, retry_delivery
from safeconduct.petitions.actions.send_deliveries import send_deliveries
from safeconduct.petitions.actions.tell_last_days import tell_last_days
from safeconduct.petitions.models import Campaign, Delivery, Threshold, Webhook
from safeconduct.petitions.rules.hooks import EVENTS
from safeconduct.petitions.rules.kinds import StageKind
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_jonas, make_tomas
from tests.factories.petitions import make_campaign

pytestmark = pytest.mark.django_db(databases=["default", "signing"])


class Listener:
    """A program that is told."""

    def __init__(self) -> None:
        self.status, self.heard = 204, list[tuple[dict[str, str], bytes]]()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append((dict(self.headers), body))
                self.send_response(listener.status)
                self.send_header("Content-Length", "0")
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_args: Any) -> None:
                """Keep the tests quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def listener(settings: Settings) -> Iterator[Listener]:
    settings.CALLS_THIS_MACHINE = True
    listener = Listener()
    yield listener
    listener.server.shutdown()
    listener.server.server_close()


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def campaign(tomas: Member) -> Campaign:
    jonas = make_jonas()
    return make_campaign(make_crisis(by=jonas, is_public=True), tomas, approved_by=jonas)


@pytest.fixture
def hook(campaign: Campaign, tomas: Member, listener: Listener) -> Webhook:
    return add_webhook(campaign=campaign, address=listener.address, events=EVENTS, by=tomas, at=THEN)


def reach(campaign: Campaign, number: int) -> None:
    Threshold.objects.create(campaign=campaign, number=number)
    note_milestones(campaign, number, at=THEN)


def test_a_milestone_is_told_with_a_signature_that_can_be_checked(campaign: Campaign, hook: Webhook, listener: Listener):
    reach(campaign, 1000)

    assert send_deliveries(at=THEN) == 1

    headers, body = listener.heard[0]
    second = headers["Safeconduct-Timestamp"]
    expected = hmac.digest(hook.secret.encode(), f"{second}.".encode() + body, "sha256").hex()
    assert headers["Safeconduct-Signature"] == f"v1={expected}"
    assert int(second) == int(THEN.timestamp())
    told = json.loads(body)
    assert (told["event"], told["campaign"], told["number"]) == ("campaign.milestone", campaign.reference, 1000)
    assert told["page"].endswith("/en/north/petitions/easier-visa/")
    assert Delivery.objects.get().state == "delivered"
    assert send_deliveries(at=THEN + timedelta(days=1)) == 0


def test_what_happens_is_told_and_only_what_was_asked_for(campaign: Campaign, tomas: Member, listener: Listener):
    add_webhook(campaign=campaign, address=listener.address, events=["campaign.stage", "campaign.answer"], by=tomas, at=THEN)

    reach(campaign, 10)
    reach_stage(campaign=campaign, kind=StageKind.SUBMISSION, on=THEN.date(), words={}, by=tomas, at=THEN)
    publish_update(campaign=campaign, texts={"en": ("News", "Words.")}, is_answer=False, by=tomas, at=THEN)
    publish_update(campaign=campaign, texts={"en": ("Answer", "Words.")}, is_answer=True, by=tomas, at=THEN)

    assert sorted(Delivery.objects.values_list("event", flat=True)) == ["campaign.answer", "campaign.stage"]


def test_what_nobody_takes_is_tried_later_and_later_and_parked_at_last(
    campaign: Campaign, tomas: Member, hook: Webhook, listener: Listener
):
    listener.status = 503
    reach(campaign, 10)
    at, waits = THEN, []
    while (delivery := Delivery.objects.get()).state == "waiting":
        at = max(at, delivery.next_try_at)
        assert send_deliveries(at=at) == 1
        waits.append(Delivery.objects.get().next_try_at - at)

    assert len(listener.heard) == 10
    assert waits[:-1] == sorted(waits[:-1])
    assert delivery.state == "parked"
    assert "503" in delivery.problem
    assert {body for _headers, body in listener.heard} == {listener.heard[0][1]}  # the same words, so that a program can tell
    listener.status = 200
    assert retry_delivery(webhook=hook, by=tomas, at=at) == 1
    send_deliveries(at=at)
    assert Delivery.objects.get().state == "delivered"
    with pytest.raises(NothingParked):
        retry_delivery(webhook=hook, by=tomas, at=at)


def test_a_redirect_is_not_followed(campaign: Campaign, hook: Webhook, listener: Listener):
    listener.status = 302
    reach(campaign, 10)

    send_deliveries(at=THEN)

    assert len(listener.heard) == 1
    assert Delivery.objects.get().state == "waiting"


def test_the_last_day_is_told_once(campaign: Campaign, hook: Webhook):
    Campaign.objects.update(closes_on=THEN.date())

    assert tell_last_days(at=THEN) == 0
    assert tell_last_days(at=THEN + timedelta(days=1)) == 1
    assert tell_last_days(at=THEN + timedelta(days=2)) == 0


def test_something_must_be_told(campaign: Campaign, tomas: Member):
    with pytest.raises(NothingToTell):
        add_webhook(campaign=campaign, address="https://amber.example/", events=["signer.signed"], by=tomas, at=THEN)


@pytest.mark.parametrize(
    "address", ["https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1:8443/", "https://169.254.169.254/"]
)
def test_nothing_inside_is_ever_called(address: str):
    with pytest.raises(NotReached, match="private network"):
        call(address, body=b"{}")


@pytest.mark.parametrize(
    "address",
    [
        "http://amber.example/",
        "https://amber.example:22/",
        "https://a b.example/",
        "https://u@amber.example/",
        "file:///etc/passwd",
        "https://",
        "https://[::1",
        "https://ä.example/",
    ],
)
def test_only_plain_https_addresses_may_be_called(address: str):
    assert not may_be_called(address)


def test_this_machine_may_be_called_in_a_demonstration_and_nowhere_else(settings: Settings):
    assert not may_be_called("http://127.0.0.1:9/")
    settings.CALLS_THIS_MACHINE = True

    assert may_be_called("http://127.0.0.1:9/")
    assert not may_be_called("http://10.0.0.1/")
    with pytest.raises(NotReached):
        call("https://10.0.0.1/")
