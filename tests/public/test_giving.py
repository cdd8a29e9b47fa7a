"""The public page of an appeal: what it says before any number, what it draws, what it never needs."""

import json
import re

import pytest
import zxingcpp
from django.test import Client
from PIL import Image, ImageDraw

from safeconduct.fund.actions.publish_steps import publish_steps
from safeconduct.fund.actions.write_entries import write_entries
from safeconduct.fund.models import Appeal, Book
from safeconduct.fund.queries.giving import money_in
from safeconduct.fund.rules import entries
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from tests.factories.books import DAY, gifts, make_book, sek
from tests.factories.crises import make_crisis
from tests.factories.giving import IBAN, make_appeal, make_bank_account, make_channel, make_keeper
from tests.factories.people import THEN

pytestmark = pytest.mark.django_db
LARGEST = 100_000  # bytes


@pytest.fixture
def appeal() -> Appeal:
    tyra, signe = make_keeper("tyra"), make_keeper("signe")
    book = make_book()
    account = make_bank_account(book)
    channels = [
        make_channel(account, by=tyra, confirmed_by=signe),
        make_channel(account, by=tyra, confirmed_by=signe, kind="swish", number="1239912346"),
        make_channel(account, by=tyra, confirmed_by=signe, kind="iban", number=IBAN, currency="EUR"),
        make_channel(account, by=tyra, kind="plusgiro", number="9012345"),  # nobody has verified it
    ]
    crisis = make_crisis(is_public=True)
    return make_appeal(book, by=tyra, channels=channels, crisis=crisis, danger=["RU"], ocr="100842", aliases=["фонарь"])


def drawn(page: str) -> list[str]:
    """Read every code on a page as a telephone does."""
    said = []
    for size, path in re.findall(r'class="qr"[^>]*viewBox="0 0 (\d+) \d+"[^>]*><path[^>]*/><path fill="#000" d="([^"]+)"', page):
        scale = 6
        image = Image.new("L", (int(size) * scale, int(size) * scale), 255)
        pen = ImageDraw.Draw(image)
        for x, y, wide in re.findall(r"M(\d+) (\d+)h(\d+)v1h", path):
            left, top = int(x) * scale, int(y) * scale
            pen.rectangle((left, top, left + int(wide) * scale - 1, top + scale - 1), fill=0)
        said += [one.text for one in zxingcpp.read_barcodes(image)]
    return said


def test_the_warning_stands_before_any_number(client: Client, appeal: Appeal):
    page = client.get("/en/give/safe-today/").content.decode()

    assert page.index("put you in danger") < page.index("Russia") < page.index("991-2346")
    assert "Nothing is deducted" in page
    assert "What is left pays for what comes after a journey." in page
    assert "What comes above it pays for tomorrow." in page


def test_only_what_two_people_verified_is_shown(client: Client, appeal: Appeal):
    page = client.get("/en/give/safe-today/").content.decode()

    assert "901234-5" not in page
    appeal.channels.filter(kind="swish").update(ended_on=DAY, ended_by=appeal.made_by)
    assert "app.swish" not in client.get("/en/give/safe-today/").content.decode()


def test_the_codes_say_what_stands_beside_them(client: Client, appeal: Appeal):
    codes = drawn(client.get("/en/give/safe-today/").content.decode())

    assert "C1239912346;;lantern;2" in codes
    assert any(json.loads(code)["acc"] == "991-2346" and json.loads(code)["iref"] == "100842" for code in codes if code.startswith("{"))
    assert any(IBAN in code and code.startswith("BCD\n002") for code in codes)


@pytest.mark.parametrize("language", [code for code, _name in PUBLIC_LANGUAGES])
def test_it_is_small_and_needs_no_script_in_any_language(client: Client, appeal: Appeal, language: str):
    answer = client.get(f"/{language}/give/safe-today/")

    assert answer.status_code == 200
    assert answer["Content-Language"] == language
    assert len(answer.content) < LARGEST
    assert b"<script" not in answer.content
    assert not answer.cookies


def test_sums_are_those_of_whole_steps(client: Client, appeal: Appeal):
    book = Book.objects.get()
    write_entries(book=book, drafts=[entries.deposit("bg", sek(1400), on=DAY, key="d"), *gifts(6)], at=THEN)
    assert client.get("/give/safe-today/count.json").json()["confirmed"] == 0
    publish_steps(at=THEN)
    write_entries(book=book, drafts=gifts(1, begin=6), at=THEN)
    publish_steps(at=THEN)

    told = client.get("/give/safe-today/count.json").json()

    assert (told["confirmed"], told["preliminary"], told["goal"]) == (120_000, 0, 10_000_000)
    assert "1,200" in client.get("/en/give/safe-today/").content.decode()
    assert b"<svg" in client.get("/give/safe-today/ar/count.svg").content


def test_a_frame_shows_sums_and_no_number_to_pay_to(client: Client, appeal: Appeal):
    answer = client.get("/en/give/safe-today/embed/")

    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert b"991-2346" not in answer.content
    assert b"A safe night today" in answer.content


def test_it_goes_on_taking_gifts_and_says_so(client: Client, appeal: Appeal):
    assert "Gifts are still taken" in client.get("/en/give/safe-today/").content.decode()  # its deadline was in 2017
    Appeal.objects.update(closed_at=THEN, closed_by=appeal.made_by)

    page = client.get("/en/give/safe-today/").content.decode()

    assert "This appeal is closed" in page
    assert "991-2346" in page


def test_the_page_of_the_crisis_leads_to_it(client: Client, appeal: Appeal):
    assert f"/en/give/{appeal.slug}/" in client.get(f"/en/{appeal.crisis.slug}/").content.decode()


def test_what_was_not_opened_is_not_there(client: Client, appeal: Appeal):
    Appeal.objects.update(opened_at=None, opened_by=None)

    for address in ("/en/give/safe-today/", "/en/give/safe-today/embed/", "/give/safe-today/count.json", "/give/safe-today/en/count.svg"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("minor", "language", "written"),
    [
        (10_000_000, "sv", "100\u00a0000\u00a0kr"),
        (10_000_000, "en", "100,000\u00a0SEK"),
        (125_050, "de", "1.250,50\u00a0SEK"),
        (-5, "en", "-0.05\u00a0SEK"),
    ],
)
def test_sums_are_written_as_the_language_does(minor: int, language: str, written: str):
    assert money_in(minor, "SEK", language) == written
