"""The door, its cookies, and what every answer says to the browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.audit.models import Entry
from tests.factories.crises import make_crisis
from tests.factories.doors import DOOR, post
from tests.factories.doors import sign_in as sign_in_by_the_door
from tests.factories.vault import KeyedMember, make_keyed_member

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

SEALED_PAGES = (DOOR, "/desk/join/", "/desk/sealed/")


@pytest.fixture(autouse=True)
def _no_failures_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def make_keyed_ines() -> KeyedMember:
    return make_keyed_member("ines")


def sign_in(client: Client, keyed: KeyedMember, *, following: str = "") -> str:
    return str(sign_in_by_the_door(client, keyed, next=following).json().get("next", ""))


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example", "///evil.example", "////evil.example/", "/\\evil.example", "\\\\evil.example", "https:evil.example", "http:///evil.example",
        "https://testserver@evil.example/", "https://testserver.evil.example/", "javascript:alert(1)//testserver", " https://evil.example",
        "\thttps://evil.example", "/\t/evil.example", "data:text/html,x", "https://evil.example\\@testserver/", "ht\ntps://evil.example",
        "/%0d%0aSet-Cookie:a=b", "/desk/\r\nX-A: b",
    ],
)  # fmt: skip
def test_the_door_leads_to_no_other_server(client: Client, elsewhere: str):
    location = sign_in(client, make_keyed_ines(), following=elsewhere)

    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert not {"\r", "\n"} & set(location)


def test_a_cookie_from_before_the_door_is_worth_nothing_after_it(client: Client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody-elses-choice"
    sign_in(client, make_keyed_ines())

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "somebody-elses-choice"
    assert Client(headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}=somebody-elses-choice"}).get("/desk/").status_code == 302


def test_a_cookie_that_was_altered_is_worth_nothing(client: Client):
    sign_in(client, make_keyed_ines())
    name = settings.SESSION_COOKIE_NAME
    client.cookies[name] = client.cookies[name].value[:-2] + "xx"

    assert client.get("/desk/").status_code == 302


def test_a_copied_cookie_is_worth_nothing_once_its_owner_signed_out(client: Client):
    sign_in(client, make_keyed_ines())
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert thief.get("/desk/").status_code == 200

    client.post("/desk/sign-out/")

    assert thief.get("/desk/").status_code == 302
    assert Entry.objects.filter(kind="people.member-signed-out").count() == 1


def test_who_is_not_signed_in_signs_nobody_out(client: Client):
    other = Client()
    sign_in(other, make_keyed_ines())

    client.post("/desk/sign-out/")

    assert other.get("/desk/").status_code == 200


@pytest.mark.parametrize("is_behind_tls", [True, False])
def test_cookies_are_for_this_browser_session_and_this_site_alone(client: Client, settings: Settings, *, is_behind_tls: bool):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = is_behind_tls
    client.get(DOOR)
    sign_in(client, make_keyed_ines())

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", is_behind_tls)
        assert (cookie["max-age"], cookie["domain"], cookie["expires"]) == ("", "", "")


def policy_of(answer: Any) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize(
    "address", ["/en/", "/en/north/", "/en/nowhere/", *SEALED_PAGES, "/desk/", "/desk/nowhere/", "/desk/members/", "/nothing/"]
)
def test_every_answer_forbids_scripts_frames_and_guesses(client: Client, address: str):
    crisis = make_crisis(is_public=True)
    client.force_login(crisis.opened_by)
    answer = client.get(address)
    policy = policy_of(answer)

    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert "'unsafe-eval'" not in answer["Content-Security-Policy"]
    assert "http" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    if address.startswith("/desk/"):
        assert answer["Cache-Control"] in {"no-store", "private, no-cache"}


@pytest.mark.parametrize("address", ["/en/", "/en/north/", "/desk/", "/desk/members/", "/nothing/"])
def test_a_page_without_keys_runs_no_worker_and_compiles_nothing(client: Client, address: str):
    crisis = make_crisis(is_public=True)
    client.force_login(crisis.opened_by)
    policy = policy_of(client.get(address))

    assert policy["script-src"] == "'self'"
    assert policy["worker-src"] == "'none'"


@pytest.mark.parametrize(
    "address", ["/static/", "/static/../secret_key", "/static/%2e%2e/secret_key", "/captures/", "/media/", "/var/", "/secret_key/"]
)
def test_no_file_of_the_server_is_given_out(client: Client, address: str):
    assert client.get(address).status_code == 404


def test_signing_in_takes_no_more_than_a_door_needs(client: Client):
    ines = make_keyed_ines()

    for field, value in (("handle", "i" * 100_000), ("auth", ines.auth * 10_000), ("code", "0" * 100_000), ("next", "/" * 100_000)):
        answer = post(client, DOOR, {"handle": "ines", "auth": ines.auth, "code": "", "next": "", field: value})

        assert answer.status_code == 400, field
