"""The form of a signature, taken before Django where it is plain, and left to Django where anything must be said of it."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from safeconduct.kit.rsgi import WsgiDoor
from safeconduct.public.fast import signing as fast
from safeconduct.public.fast.pages import Pages, Place
from safeconduct.public.fast.routes import Routes
from safeconduct.public.fast.signing import LONGEST, Signing
from safeconduct.signing.models import Roll
from safeconduct.signing.queries import rolls
from safeconduct.signing.receiving.judging import fresh_ticket, gate
from safeconduct.signing.rules.kinds import Channel, State
from safeconduct.signing.storing.rows import Row
from safeconduct.signing.storing.turns import Away, Full
from tests.factories.petitions import make_roll
from tests.kit.rsgi_doubles import Asked, Line
from tests.looping import run as run_loop

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

SIGN = "/en/north/petitions/easier-visa/sign/"
FORM = {"name": "Ada Example", "mail": "ada@signers.example", "country": "SE", "postcode": "123 45", "visibility": "addressee"}
HEADERS = [("X-Frame-Options", "DENY"), ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")]
MOMENT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Keeper:
    """Stands in for the thread that writes."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.rows: list[Row] = []
        self.problem = problem

    def submit_in_loop(self, row: Row) -> asyncio.Future[str]:
        if isinstance(self.problem, Full):
            raise self.problem
        future = asyncio.get_running_loop().create_future()
        if self.problem:
            future.set_exception(self.problem)
        else:
            self.rows.append(row)
            future.set_result("new")
        return future


class Django:
    """Stands in for Django: keeps what it was given."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.bodies.append(environ["wsgi.input"].read())
        start("422 Unprocessable Content", [])
        return [b"said"]


@pytest.fixture
def roll(monkeypatch: pytest.MonkeyPatch) -> Roll:
    monkeypatch.setattr(fast, "now", lambda: MOMENT)
    gate.forget()
    roll = make_roll(slug="easier-visa")
    rolls.current(("north", "easier-visa"))
    return roll


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> Keeper:
    keeper = Keeper()
    monkeypatch.setattr(fast, "keeper_of", lambda _rolled: keeper)
    return keeper


@pytest.fixture
def django() -> Django:
    return Django()


def ticket() -> str:
    rolled = rolls.held(("north", "easier-visa"))
    return fresh_ticket(rolled, at=MOMENT) if rolled else ""


def sent(django: Django, fields: dict[str, Any] | bytes, *, path: str = SIGN, headers: Iterable[tuple[str, str]] = ()) -> Line:
    body = fields if isinstance(fields, bytes) else urlencode(fields, doseq=True).encode()
    given = dict([("content-type", "application/x-www-form-urlencoded; charset=utf-8"), ("content-length", str(len(body))), *headers])
    line, door = Line([body]), WsgiDoor(django, threads=1)
    routes = Routes(door, Pages(django, door, Place("localhost"), str), Signing(door, HEADERS))
    door.open()
    try:
        run_loop(routes(Asked(path, method="POST", headers=given.items()), line))
    finally:
        door.close(patience=5)
    return line


def test_a_plain_signature_is_kept_and_answered_with_the_page_that_says_what_happens_now(roll: Roll, keeper: Keeper, django: Django):
    line = sent(django, {**FORM, "ticket": ticket()})

    assert (line.status, line.header("location")) == (303, "/en/north/petitions/easier-visa/signed/")
    assert (line.header("cache-control"), line.header("x-frame-options")) == ("no-store", "DENY")
    assert [(row.roll, row.country, row.state, row.channel) for row in keeper.rows] == [(roll.id, "SE", State.PENDING, Channel.WEB)]
    assert b"ada@signers.example" not in keeper.rows[0].blob
    assert django.bodies == []


def test_one_that_was_signed_in_a_frame_is_told_apart(roll: Roll, keeper: Keeper, django: Django):
    line = sent(django, {**FORM, "ticket": ticket()}, path="/en/north/petitions/easier-visa/widget/")

    assert line.header("location") == "/en/north/petitions/easier-visa/widget/signed/"
    assert [row.channel for row in keeper.rows] == [Channel.WIDGET]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"mail": "nobody"},
        {"visibility": ""},
        {"visibility": "shouted"},
        {"country": "RU", "visibility": ""},
        {"ticket": "made-up"},
        {"ticket": ""},
        {"country": "XX"},
    ],
)
def test_whatever_must_be_said_something_of_goes_to_django_with_all_that_was_typed(
    roll: Roll, keeper: Keeper, django: Django, wrong: dict[str, str]
):
    fields = {**FORM, "ticket": ticket(), **wrong}

    line = sent(django, fields)

    assert (line.status, line.body) == (422, b"said")
    assert django.bodies == [urlencode(fields).encode()]
    assert keeper.rows == []


@pytest.mark.parametrize(
    "headers",
    [
        [("content-type", "multipart/form-data; boundary=x")],
        [("content-type", "application/json")],
        [("sec-fetch-site", "cross-site")],
        [("origin", "https://elsewhere.example")],
        [("origin", "null")],
    ],
)
def test_what_no_form_of_ours_sends_goes_to_django(roll: Roll, keeper: Keeper, django: Django, headers: list[tuple[str, str]]):
    line = sent(django, {**FORM, "ticket": ticket()}, headers=headers)

    assert line.status == 422
    assert keeper.rows == []


@pytest.mark.parametrize("headers", [[("sec-fetch-site", "same-origin")], [("origin", "http://localhost")], [("sec-fetch-site", "none")]])
def test_what_a_page_of_ours_sends_is_taken(roll: Roll, keeper: Keeper, django: Django, headers: list[tuple[str, str]]):
    assert sent(django, {**FORM, "ticket": ticket()}, headers=headers).status == 303


@pytest.mark.parametrize("body", [b"", b"\xff\xfe=1", b"name=%ff", b"&".join(b"a=1" for _ in range(50)), b"x" * (LONGEST + 1)])
def test_a_body_that_is_no_form_goes_to_django_as_it_is(roll: Roll, keeper: Keeper, django: Django, body: bytes):
    sent(django, body)

    assert django.bodies == [body]
    assert keeper.rows == []


def test_a_petition_that_is_not_known_yet_goes_to_django(keeper: Keeper, django: Django):
    assert sent(django, FORM).status == 422


def test_a_closed_petition_goes_to_django(roll: Roll, keeper: Keeper, django: Django):
    roll.state = "closed"
    roll.save()
    rolls.refresh()

    assert sent(django, {**FORM, "ticket": ticket()}).status == 422
    assert keeper.rows == []


def test_what_touched_the_trap_is_set_aside_and_answered_like_any_other(roll: Roll, keeper: Keeper, django: Django):
    line = sent(django, {**FORM, "ticket": ticket(), "website": "http://spam.example"})

    assert line.status == 303
    assert [row.state for row in keeper.rows] == [State.SET_ASIDE]


@pytest.mark.parametrize("problem", [Full(), Away()])
@pytest.mark.parametrize("way", ["sign", "widget"])
def test_where_it_cannot_be_kept_at_once_everything_typed_comes_back(
    roll: Roll, keeper: Keeper, django: Django, problem: Exception, way: str
):
    keeper.problem = problem

    line = sent(django, {**FORM, "name": 'Ada "<b>"', "ticket": ticket()}, path=f"/en/north/petitions/easier-visa/{way}/")

    assert (line.status, line.header("retry-after")) == (503, "5")
    assert b'value="Ada &quot;&lt;b&gt;&quot;"' in line.body
    assert b'name="mail" value="ada@signers.example"' in line.body
    assert ("frame-ancestors *" in line.header("content-security-policy")) is (way == "widget")


def test_one_bad_row_goes_to_django(roll: Roll, keeper: Keeper, django: Django):
    keeper.problem = ValueError("bad")

    assert sent(django, {**FORM, "ticket": ticket()}).status == 422


def test_pages_and_everything_else_take_their_own_ways(roll: Roll, keeper: Keeper, django: Django):
    assert sent(django, b"", path="/desk/sign-in/").status == 422
    assert sent(django, {**FORM, "ticket": ticket()}, path="/xx/north/petitions/easier-visa/sign/").status == 422
    assert keeper.rows == []
