"""Signatures that another site sends: only with a key, confirmed like all others, and no answer tells who signed before."""

import json
from typing import Any

import pytest
from django.test import Client

from safeconduct.petitions.actions.end_signing_key import end_signing_key
from safeconduct.petitions.models import Campaign, SigningKey
from safeconduct.signing.actions.take_signature import NotNow
from safeconduct.signing.models import Signature
from safeconduct.signing.queries.rolls import forget
from tests.api.stage import ADA, key_for, open_campaign, send, stop_clock
from tests.factories.people import THEN, make_ines
from tests.factories.petitions import make_campaign, roll_of
from tests.public.clocks import Clock

pytestmark = pytest.mark.django_db(databases=["default", "signing"])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return stop_clock(monkeypatch)


@pytest.fixture
def campaign(clock: Clock) -> Campaign:
    return open_campaign()


@pytest.fixture
def token(campaign: Campaign) -> str:
    return key_for(campaign)


def test_a_signature_waits_for_its_mailbox(client: Client, campaign: Campaign, token: str):
    answer = send(client, campaign, token)

    kept = Signature.objects.get()
    assert answer.status_code == 202
    assert (kept.state, kept.channel, kept.country, kept.visibility) == ("pending", "api", "SE", "addressee")
    assert b"ada@" not in answer.content


def test_the_answer_is_the_same_whoever_signed_before(client: Client, campaign: Campaign, token: str):
    first, again = send(client, campaign, token), send(client, campaign, token)

    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert dict(first.items()) == dict(again.items())


def test_a_request_that_is_sent_again_is_one_signature(client: Client, campaign: Campaign, token: str):
    for _again in range(3):
        assert send(client, campaign, token, repeat="order-0001").status_code == 202

    assert Signature.objects.count() == 1
    assert send(client, campaign, token, repeat="short").status_code == 400


def test_without_a_key_in_force_nothing_is_taken(client: Client, campaign: Campaign, token: str):
    other = make_campaign(campaign.crisis, campaign.created_by, approved_by=make_ines(), slug="another")
    for given in ("", "wrong", key_for(other)):
        answer = send(client, campaign, given)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"

    end_signing_key(key=SigningKey.objects.get(campaign=campaign), by=campaign.created_by, at=THEN)

    assert send(client, campaign, token).status_code == 401
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    "changed, field, code",
    [
        ({"name": ""}, "name", "missing"),
        ({"name": 7}, "name", "not-text"),
        ({"name": "a\x00b"}, "name", "not-text"),
        ({"name": "see www.example.org"}, "name", "link"),
        ({"mail": "nobody"}, "mail", "not-an-address"),
        ({"country": "XQ"}, "country", "unknown"),
        ({"visibility": "loud"}, "visibility", "unknown"),
        ({"visibility": ""}, "visibility", "missing"),
        ({"consents": "updates"}, "consents", "not-a-list"),
        ({"consents": ["everything"]}, "consents", "unknown"),
        ({"ip": "192.0.2.1"}, "body", "unknown-field"),
    ],
)
def test_what_cannot_be_taken_is_said_field_by_field(client: Client, token: str, changed: dict[str, Any], field: str, code: str):
    campaign = Campaign.objects.get()

    answer = send(client, campaign, token, {**ADA, **changed})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["fields"] == {field: code}
    assert not Signature.objects.exists()


@pytest.mark.parametrize("body", [b"[]", b"7", b"null", b"{", b"\xff\xfe", b"[" * 5000, b'"text"'])
def test_what_is_no_object_is_refused(client: Client, campaign: Campaign, token: str, body: bytes):
    answer = client.post(
        f"/api/v1/campaigns/{campaign.reference}/signatures",
        data=body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )

    assert answer.status_code == 400
    assert answer.json()["code"] == "not-json"


def test_other_kinds_and_sizes_are_refused(client: Client, campaign: Campaign, token: str):
    path, key = f"/api/v1/campaigns/{campaign.reference}/signatures", {"Authorization": f"Bearer {token}"}

    assert client.post(path, data=ADA, headers=key).status_code == 415
    assert client.post(path, data=json.dumps({"name": "a" * 20_000}), content_type="application/json", headers=key).status_code == 413


def test_a_campaign_that_is_paused_or_closed_takes_nothing(client: Client, campaign: Campaign, token: str):
    roll = roll_of(campaign)
    for change in ({"switches": {"pause": True}}, {"state": "closed", "switches": {}}):
        for name, value in change.items():
            setattr(roll, name, value)
        roll.save()
        forget()

        assert send(client, campaign, token).status_code == 409
    assert not Signature.objects.exists()


def test_a_flood_with_one_key_is_slowed_and_the_others_are_not(
    client: Client, campaign: Campaign, token: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("safeconduct.api.throttle.TURNS", 2.0)
    others = key_for(campaign)

    answers = [send(client, campaign, token).status_code for _again in range(3)]

    assert answers == [202, 202, 429]
    assert send(client, campaign, others).status_code == 202


def test_whoever_lives_in_danger_is_only_counted_unless_they_choose(client: Client, campaign: Campaign, token: str):
    fields = {name: value for name, value in ADA.items() if name != "visibility"}

    assert send(client, campaign, token, {**fields, "country": "RU"}).status_code == 202
    assert Signature.objects.get().visibility == "counted"
    assert send(client, campaign, token, {**fields, "country": "SE", "mail": "b@signers.example"}).status_code == 422


def test_what_cannot_be_kept_just_now_is_to_be_sent_again(client: Client, campaign: Campaign, token: str, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise NotNow

    monkeypatch.setattr("safeconduct.api.views.signatures.take_signature", refuse)

    answer = send(client, campaign, token)

    assert (answer.status_code, answer.json()["code"]) == (503, "not-now")
    assert answer["Retry-After"] == "10"
