"""B1, what the server says to the browser: forget everything at the end, keep no page with keys, run scripts of ours only (3.9)."""

import pytest
from django.conf import settings
from django.test import Client

from safeconduct.kit.policies import STATIC
from tests.factories.people import make_ines, make_jonas

pytestmark = pytest.mark.django_db

SEALED = ("/desk/sign-in/", "/desk/join/", "/desk/sealed/")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_ines())
    return client


@pytest.mark.parametrize("address", SEALED)
def test_a_page_that_handles_keys_has_the_strict_policy(desk: Client, address: str):
    policy = set(desk.get(address)["Content-Security-Policy"].split("; "))

    assert policy == {
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "img-src 'self' blob:",
        "frame-src blob:",
        "require-trusted-types-for 'script'",
        "trusted-types safeconduct",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    }


@pytest.mark.parametrize("address", SEALED)
def test_a_page_that_handles_keys_is_kept_by_no_browser_and_names_nobody(desk: Client, address: str):
    answer = desk.get(address)
    inside = answer.content.decode().partition('id="sealed"')[2].partition("</div>")[0]

    assert answer["Cache-Control"] == "no-store"
    assert f'<script type="module" src="{settings.STATIC_URL}built/sealed.js"></script>' in answer.content.decode()
    assert answer.content.decode().count("<script") == 1
    assert "Ines" not in inside
    assert f'data-worker="{settings.STATIC_URL}built/worker.js"' in inside


@pytest.mark.parametrize("address", ["/desk/sign-out/", "/desk/members/{}/alarm/"])
def test_the_browser_is_told_to_forget_everything_at_the_end(client: Client, address: str):
    jonas = make_jonas()
    client.force_login(jonas)

    answer = client.post(address.format(jonas.reference))

    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("address", ["/desk/vault/me/", "/desk/vault/directory/"])
def test_what_scripts_are_told_is_kept_nowhere(desk: Client, address: str):
    assert desk.get(address)["Cache-Control"] == "no-store"


def test_a_worker_runs_under_a_policy_of_its_own(client: Client):
    answer = client.get("/static/built/worker.js")
    answer.close()

    assert answer["Content-Security-Policy"] == STATIC
    assert "default-src 'none'" in STATIC
    assert "connect-src 'self'" in STATIC
    assert "unsafe-inline" not in STATIC


def test_every_file_of_ours_comes_with_it(client: Client):
    answer = client.get("/static/built/mark.svg")
    answer.close()

    assert (answer.status_code, answer["Content-Security-Policy"]) == (200, STATIC)
