"""Appeals at the desk, over HTTP: an appeal in one form, opened by a colleague, counted by two, closed; and nothing for anybody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from safeconduct.fund.models import Appeal, Book, Channel, Count
from safeconduct.kit.clock import now
from safeconduct.people.models import Member
from tests.factories.books import make_book
from tests.factories.crises import make_crisis
from tests.factories.giving import make_appeal, make_bank_account, make_channel, make_keeper
from tests.factories.people import make_ines, make_vera

pytestmark = pytest.mark.django_db


@pytest.fixture
def tyra() -> Member:
    return make_keeper("tyra")


@pytest.fixture
def signe() -> Member:
    return make_keeper("signe")


@pytest.fixture
def book(tyra: Member) -> Book:
    return make_book()


@pytest.fixture
def channel(book: Book, tyra: Member, signe: Member) -> Channel:
    return make_channel(make_bank_account(book), by=tyra, confirmed_by=signe)


def typed(book: Book, channel: Channel, **changed: Any) -> dict[str, Any]:
    """Give what somebody types into the form."""
    said = {
        "fund": book.funds.get(code="appeal").reference,
        "crisis": "north",
        "slug": "safe-today",
        "currency": "sek",
        "goal": "100 000",
        "closes_at": (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "word": "lantern",
        "aliases": "фонарь, lykta",
        "channels": [channel.reference],
        "danger": ["RU"],
        "language": "en",
        "title": "A safe night today",
        "text": "Every gift is passed on.",
        "above_goal": "It pays for tomorrow.",
    }
    return {**said, **changed}


def at_desk(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def test_an_appeal_from_the_form_to_its_close(book: Book, channel: Channel, tyra: Member, signe: Member):
    make_crisis(is_public=True)
    one, other, nobody = at_desk(tyra), at_desk(signe), Client()
    answer = one.post("/desk/fund/appeals/new/", typed(book, channel))
    appeal = Appeal.objects.get()
    page = f"/desk/fund/appeals/{appeal.reference}/"
    assert answer["Location"] == page
    assert (appeal.goal_minor, appeal.currency, appeal.aliases, appeal.danger) == (10_000_000, "SEK", ["фонарь", "lykta"], ["RU"])
    assert one.post(f"{page}text/", typed(book, channel, language="sv", title="En trygg natt")).status_code == 302
    assert nobody.get("/en/give/safe-today/").status_code == 404

    one.post(f"{page}open/")
    assert nobody.get("/en/give/safe-today/").status_code == 404
    other.post(f"{page}open/")
    assert "En trygg natt" in nobody.get("/sv/give/safe-today/").content.decode()

    until = now().strftime("%Y-%m-%dT%H:%M")
    assert one.post(f"{page}count/", {"until": until, "gifts": "12", "sum": "6 400", "largest": "1000"}).status_code == 302
    count = Count.objects.get()
    confirm = f"{page}counts/{count.reference}/"
    assert "6,400" not in other.get(page).content.decode()  # it is counted, not copied
    assert "6,400" not in other.get(confirm).content.decode()
    assert other.post(confirm, {"sum": "6300"}).status_code == 422
    assert other.post(confirm, {"sum": "6400"}).status_code == 302
    assert nobody.get("/give/safe-today/count.json").json()["preliminary"] == 600_000

    one.post(f"{page}close/")
    assert "This appeal is closed" in nobody.get("/en/give/safe-today/").content.decode()
    assert one.get(page).status_code == 200
    assert one.get("/desk/fund/appeals/").status_code == 200


def test_a_form_that_will_not_do_keeps_what_was_typed(book: Book, channel: Channel, tyra: Member):
    make_crisis()
    for changed, said in (
        ({"goal": "1.000"}, "between thousands"),
        ({"word": "abc"}, "at least four letters"),
        ({"closes_at": "2017-04-20T09:00"}, "still to come"),
    ):
        answer = at_desk(tyra).post("/desk/fund/appeals/new/", typed(book, channel, **changed))

        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert "A safe night today" in answer.content.decode()
    assert not Appeal.objects.exists()


def test_nobody_else_sees_or_does_anything(book: Book, channel: Channel, tyra: Member):
    appeal = make_appeal(book, by=tyra, channels=[channel])
    page = f"/desk/fund/appeals/{appeal.reference}/"
    vera, ines = at_desk(make_vera()), at_desk(make_ines())

    for place in ("", "text/", "count/", "counts/CN-000000/"):
        assert vera.get(page + place).status_code == 404
        assert vera.post(page + place).status_code in {404, 405}
        assert ines.get(page + place).status_code == 403
    for place in ("open/", "close/"):
        assert vera.post(page + place).status_code == 404
        assert ines.post(page + place).status_code == 403
        assert vera.get(page + place).status_code == 405
    assert appeal.reference not in vera.get("/desk/fund/appeals/").content.decode()
    assert vera.post("/desk/fund/appeals/new/", typed(book, channel)).status_code == 422
    appeal.refresh_from_db()
    assert appeal.closed_at is None
