"""Signing in and out, over HTTP."""

import pytest
from django.db import connection
from django.test import Client

from tests.factories.people import PASSPHRASE, make_ines

pytestmark = pytest.mark.django_db

DOOR = "/desk/sign-in/"


def _sign_in(client: Client, passphrase: str = PASSPHRASE, **more: str) -> str:
    answer = client.post(DOOR, {"handle": "ines", "passphrase": passphrase, **more})
    return answer.headers.get("Location", "")


def test_ines_signs_in_and_comes_to_her_desk(client: Client):
    make_ines()

    assert _sign_in(client) == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_she_comes_back_to_the_page_she_wanted(client: Client):
    make_ines()

    assert _sign_in(client, next="/desk/search/") == "/desk/search/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", "https:example.org"])
def test_she_is_never_sent_to_somebody_elses_server(client: Client, elsewhere: str):
    make_ines()

    assert _sign_in(client, next=elsewhere) == "/desk/"


def test_a_wrong_passphrase_opens_nothing(client: Client):
    make_ines()

    assert _sign_in(client, passphrase="something else entirely") == ""
    assert client.get("/desk/").status_code == 302


def test_the_answer_does_not_tell_whether_the_name_exists(client: Client):
    make_ines()

    wrong = client.post(DOOR, {"handle": "ines", "passphrase": "something else"})
    nobody = client.post(DOOR, {"handle": "nobody", "passphrase": "something else"})

    assert wrong.status_code == nobody.status_code
    assert b"ines" not in nobody.content.replace(b"nobody", b"")
    assert [line for line in wrong.content.splitlines() if b"error" in line] == [
        line for line in nobody.content.splitlines() if b"error" in line
    ]


def test_signing_out_takes_a_post(client: Client):
    make_ines()
    _sign_in(client)

    client.get("/desk/sign-out/")
    assert client.get("/desk/").status_code == 200

    client.post("/desk/sign-out/")
    assert client.get("/desk/").status_code == 302


def test_no_session_is_kept_on_the_server(client: Client):
    make_ines()
    _sign_in(client)

    assert not [table for table in connection.introspection.table_names() if "session" in table]
