"""Signing in and out, over HTTP, by what a browser derives from the passphrase and by one-time codes."""

import base64
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.core.cache import cache
from django.db import connection
from django.test import Client

from safeconduct.kit.clock import now
from safeconduct.people import middleware
from safeconduct.people.models import Member, Organisation
from safeconduct.vault.actions import check_member
from safeconduct.vault.format.octets import to_text
from tests.factories.doors import DOOR, WRONG_CODE, code_of, post, sign_in
from tests.factories.people import make_ines
from tests.factories.vault import KeyedMember, make_keyed_member

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

WRONG_AUTH = to_text(b"x" * 32)


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def amina() -> KeyedMember:
    return make_keyed_member("amina")


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_amina_signs_in_and_comes_to_her_desk(client: Client, amina: KeyedMember):
    answer = sign_in(client, amina)

    assert answer.json()["next"] == "/desk/"
    assert is_in(client)


def test_she_comes_back_to_the_page_she_wanted(client: Client, amina: KeyedMember):
    assert sign_in(client, amina, next="/desk/search/").json()["next"] == "/desk/search/"


def test_capitals_and_spaces_in_her_name_do_not_matter(client: Client, amina: KeyedMember):
    assert sign_in(client, amina, handle=" Amina").status_code == 200


def test_the_form_token_that_she_is_given_is_good_for_what_comes_next(amina: KeyedMember):
    client = Client(enforce_csrf_checks=True)
    page = client.get(DOOR).content.decode()
    token = page.partition('data-csrf="')[2].partition('"')[0]
    body = {"handle": "amina", "auth": amina.auth, "code": code_of(amina), "next": ""}
    fresh = client.post(DOOR, body, content_type="application/json", headers={"X-CSRFToken": token}).json()["csrf"]

    answer = client.post(
        "/desk/vault/keyring/",
        {"version": 1, "blob": to_text(bytes(12 + 256 + 16))},
        content_type="application/json",
        headers={"X-CSRFToken": fresh},
    )

    assert answer.json() == {"version": 1}


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", "https:example.org"])
def test_she_is_never_sent_to_somebody_elses_server(client: Client, amina: KeyedMember, elsewhere: str):
    assert sign_in(client, amina, next=elsewhere).json()["next"] == "/desk/"


def failures(keyed: KeyedMember) -> dict[str, dict[str, str]]:
    right = {"handle": keyed.member.handle, "auth": keyed.auth, "code": code_of(keyed), "next": ""}
    return {
        "nobody": {**right, "handle": "nobody"},
        "without keys": {**right, "handle": "ines"},
        "wrong passphrase": {**right, "auth": WRONG_AUTH},
        "wrong code": {**right, "code": WRONG_CODE},
        "no code": {**right, "code": ""},
        "long code": {**right, "code": "0" * 20},
        "the kit instead": {**right, "auth": to_text(keyed.keys.recovery_auth)},
    }


def test_every_failure_has_the_same_answer_and_opens_nothing(client: Client, amina: KeyedMember):
    make_ines()
    answers = {}
    for what, body in failures(amina).items():
        answer = post(client, DOOR, body)
        answers[what] = (answer.status_code, answer.content, sorted(answer.headers))
        assert not is_in(client), what

    assert len(set(map(repr, answers.values()))) == 1
    assert answers["nobody"][0] == 422


def test_every_failure_costs_as_much_work(client: Client, amina: KeyedMember, monkeypatch: pytest.MonkeyPatch):
    make_ines()
    check_member._of_nobody()
    worked: list[str] = []
    hasher: Any = hashers.get_hasher()
    verify = type(hasher).verify

    def note(self: Any, password: str, encoded: str) -> bool:
        worked.append("once")
        return bool(verify(self, password, encoded))

    monkeypatch.setattr(type(hasher), "verify", note)
    for what, body in failures(amina).items():
        worked.clear()
        post(client, DOOR, body)

        assert worked == ["once"], what


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("auth", None),
        ("auth", "short"),
        ("auth", "x" * 44),
        ("auth", 5),
        ("handle", None),
        ("handle", ["amina"]),
        ("code", 5),
        ("handle", "a\x00"),
    ],
)
def test_what_is_not_understood_is_not_tried(client: Client, amina: KeyedMember, field: str, value: object):
    body = {"handle": "amina", "auth": amina.auth, "code": code_of(amina), "next": "", field: value}

    answer = post(client, DOOR, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "not-understood")


def test_a_plain_form_with_a_passphrase_is_not_taken(client: Client, amina: KeyedMember):
    answer = client.post(DOOR, {"handle": "amina", "passphrase": amina.passphrase, "code": code_of(amina)})

    assert answer.status_code == 400
    assert not is_in(client)


def test_the_page_has_no_field_that_a_browser_would_send(client: Client):
    page = client.get(DOOR).content.decode()

    assert 'method="post"' not in page
    assert "<input" not in page
    assert "<noscript>" in page


def test_a_code_works_once(client: Client, amina: KeyedMember):
    code = code_of(amina)
    assert sign_in(client, amina, code=code).status_code == 200

    again = Client()

    assert sign_in(again, amina, code=code).status_code == 422
    assert not is_in(again)


def test_a_code_of_before_the_one_that_was_used_is_worth_nothing(client: Client, amina: KeyedMember, monkeypatch: pytest.MonkeyPatch):
    moment = now()
    monkeypatch.setattr("safeconduct.desk.views.door.now", lambda: moment)
    assert sign_in(client, amina, code=code_of(amina, moment)).status_code == 200

    assert sign_in(Client(), amina, code=code_of(amina, moment, later=-1)).status_code == 422
    assert sign_in(Client(), amina, code=code_of(amina, moment, later=1)).status_code == 200


@pytest.mark.parametrize(("later", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_telephone_may_be_half_a_minute_off(
    client: Client, amina: KeyedMember, monkeypatch: pytest.MonkeyPatch, later: int, is_good: bool
):
    moment = now()
    monkeypatch.setattr("safeconduct.desk.views.door.now", lambda: moment)

    assert (sign_in(client, amina, code=code_of(amina, moment, later=later)).status_code == 200) == is_good


def test_the_database_does_not_hold_what_the_codes_follow_from(amina: KeyedMember):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_secondfactor")
        kept = repr(cursor.fetchall())

    assert repr(amina.factor_secret)[2:-1] not in kept
    assert base64.b32encode(amina.factor_secret).decode() not in kept


def test_one_session_at_a_time(client: Client, amina: KeyedMember):
    sign_in(client, amina)
    elsewhere = Client()

    assert sign_in(elsewhere, amina, code=code_of(amina, later=1)).status_code == 200

    assert is_in(elsewhere)
    assert not is_in(client)


def _at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(middleware, "now", lambda: moment)


@pytest.mark.parametrize(("minutes", "is_still_in"), [(58, True), (61, False)])
def test_a_session_that_is_left_alone_ends_after_an_hour(
    client: Client, amina: KeyedMember, monkeypatch: pytest.MonkeyPatch, minutes: int, is_still_in: bool
):
    sign_in(client, amina)

    _at(monkeypatch, now() + timedelta(minutes=minutes))

    assert is_in(client) == is_still_in


@pytest.mark.parametrize(("hours", "is_still_in"), [(7.9, True), (8.1, False)])
def test_a_session_ends_after_eight_hours_however_busy(
    client: Client, amina: KeyedMember, monkeypatch: pytest.MonkeyPatch, hours: float, is_still_in: bool
):
    sign_in(client, amina)
    began, minute = now(), 0
    while minute < hours * 60 - 30:
        minute += 30
        _at(monkeypatch, began + timedelta(minutes=minute))
        client.get("/desk/")

    _at(monkeypatch, began + timedelta(hours=hours))

    assert is_in(client) == is_still_in


def test_a_session_that_does_not_say_when_it_began_is_worth_nothing(client: Client):
    client.force_login(make_ines())
    session = client.session
    del session[middleware.BEGAN]
    session.save()
    client.cookies["desk"] = session.session_key or ""

    assert not is_in(client)


@pytest.mark.parametrize("loss", ["inactive", "organisation left", "removed keys"])
def test_who_has_lost_the_right_is_answered_as_nobody(client: Client, amina: KeyedMember, loss: str, at: datetime):
    if loss == "inactive":
        Member.objects.update(is_active=False)
    elif loss == "organisation left":
        Organisation.objects.update(left_on=at.date())
    else:
        amina.member.second_factor.delete()

    assert sign_in(client, amina).content == post(client, DOOR, failures(amina)["nobody"]).content


def test_signing_out_takes_a_post(client: Client, amina: KeyedMember):
    sign_in(client, amina)

    client.get("/desk/sign-out/")
    assert is_in(client)

    client.post("/desk/sign-out/")
    assert not is_in(client)


def test_no_session_is_kept_on_the_server(client: Client, amina: KeyedMember):
    sign_in(client, amina)

    assert not [table for table in connection.introspection.table_names() if "session" in table]


def test_the_salt_of_a_name_is_always_the_same_and_tells_nothing(client: Client, amina: KeyedMember):
    def salt(handle: str) -> Any:
        return post(client, "/desk/sign-in/salt/", {"handle": handle}).json()

    known, unknown = salt("amina"), salt("nobody")

    assert known["salt"] == to_text(amina.keys.slot.salt)
    assert unknown == salt("nobody") == salt(" Nobody")
    assert unknown["salt"] not in {known["salt"], salt("somebody")["salt"]}
    assert sorted(known) == sorted(unknown)
    assert len(base64.b64decode(unknown["salt"])) == 16
    assert (unknown["memory_kib"], unknown["passes"], unknown["lanes"]) == (131_072, 3, 1)


def test_a_known_name_and_an_unknown_one_cost_the_database_as_much(client: Client, amina: KeyedMember):
    def asked(handle: str) -> int:
        before = len(connection.queries_log)
        with connection.execute_wrapper(count):
            counted.clear()
            post(client, "/desk/sign-in/salt/", {"handle": handle})
        assert before == len(connection.queries_log)
        return len(counted)

    counted: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        counted.append(sql)
        return execute(sql, params, many, context)

    assert asked("amina") == asked("nobody") > 0
