"""The door, its cookies, and what every answer says to the browser."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.audit.models import Entry
from safeconduct.people import throttle
from safeconduct.people.models import Member
from tests.factories.crises import make_crisis
from tests.factories.people import PASSPHRASE, make_ines

pytestmark = pytest.mark.django_db

DOOR = "/desk/sign-in/"


@pytest.fixture(autouse=True)
def _no_failures_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, handle: str = "ines", passphrase: str = PASSPHRASE, following: str = "") -> str:
    answer = client.post(DOOR, {"handle": handle, "passphrase": passphrase, "next": following})
    return answer.headers.get("Location", "")


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
    make_ines()

    location = sign_in(client, following=elsewhere)

    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert not {"\r", "\n"} & set(location)


def test_a_cookie_from_before_the_door_is_worth_nothing_after_it(client: Client):
    make_ines()
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody-elses-choice"
    sign_in(client)

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "somebody-elses-choice"
    assert Client(headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}=somebody-elses-choice"}).get("/desk/").status_code == 302


def test_a_cookie_that_was_altered_is_worth_nothing(client: Client):
    make_ines()
    sign_in(client)
    name = settings.SESSION_COOKIE_NAME
    client.cookies[name] = client.cookies[name].value[:-2] + "xx"

    assert client.get("/desk/").status_code == 302


def test_a_copied_cookie_is_worth_nothing_once_its_owner_signed_out(client: Client):
    make_ines()
    sign_in(client)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert thief.get("/desk/").status_code == 200

    client.post("/desk/sign-out/")

    assert thief.get("/desk/").status_code == 302
    assert Entry.objects.filter(kind="people.member-signed-out").count() == 1


def test_who_is_not_signed_in_signs_nobody_out(client: Client):
    make_ines()
    other = Client()
    sign_in(other)

    client.post("/desk/sign-out/")

    assert other.get("/desk/").status_code == 200


@pytest.mark.parametrize("is_behind_tls", [True, False])
def test_cookies_are_for_this_browser_session_and_this_site_alone(client: Client, settings: Settings, *, is_behind_tls: bool):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = is_behind_tls
    make_ines()
    client.get(DOOR)
    sign_in(client)

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", is_behind_tls)
        assert (cookie["max-age"], cookie["domain"], cookie["expires"]) == ("", "", "")


@pytest.mark.parametrize("address", ["/en/", "/en/north/", "/en/nowhere/", DOOR, "/desk/", "/desk/nowhere/", "/nothing/"])
def test_every_answer_forbids_scripts_frames_and_guesses(client: Client, address: str):
    make_crisis(is_public=True)
    sign_in(client, "jonas")
    answer = client.get(address)
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    if address.startswith("/desk/") and address != DOOR:
        assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["/static/", "/static/../secret_key", "/static/%2e%2e/secret_key", "/captures/", "/media/", "/var/", "/secret_key/"]
)
def test_no_file_of_the_server_is_given_out(client: Client, address: str):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("written", ["INES", " ines ", "Ines", "ines\t"])
def test_spelling_a_name_otherwise_does_not_get_round_the_pause(client: Client, written: str):
    make_ines()
    for _ in range(throttle.ATTEMPTS):
        sign_in(client, written, "a wrong passphrase")

    assert sign_in(client) == ""


def test_many_made_up_names_do_not_make_a_pause_forgotten(client: Client):
    make_ines()
    for _ in range(throttle.ATTEMPTS):
        sign_in(client, "ines", "a wrong passphrase")
    for number in range(1000):
        throttle.note_failure(f"nobody-{number}")

    assert throttle.is_paused("ines")


def test_a_count_that_runs_out_at_that_moment_breaks_nothing(client: Client, monkeypatch: pytest.MonkeyPatch):
    make_ines()
    monkeypatch.setattr(cache, "add", lambda *_args: False)  # somebody counts already; and then the count is gone

    assert client.post(DOOR, {"handle": "ines", "passphrase": "a wrong passphrase"}).status_code == 422


def test_signing_in_takes_a_whole_passphrase_however_long(client: Client):
    make_ines()

    assert sign_in(client, passphrase=PASSPHRASE + "x" * 100_000) == ""
    assert Member.objects.get(handle="ines").check_password(PASSPHRASE)
