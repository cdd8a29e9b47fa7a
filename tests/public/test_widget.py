"""Petitions on other pages: one frame that may stand anywhere, codes to copy, oEmbed, and previews that hold no number."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.petitions.models import Campaign
from safeconduct.public.views import widget as widget_module
from safeconduct.signing.models import Signature
from tests.api.stage import open_campaign, stop_clock
from tests.factories.people import THEN
from tests.factories.petitions import make_tally, roll_of

pytestmark = pytest.mark.django_db(databases=["default", "signing"])
PAGE = "/en/north/petitions/easier-visa/"
ADA = {"name": "Ada Example", "mail": "ada@signers.example", "country": "SE", "visibility": "addressee", "language": "en"}


@pytest.fixture
def campaign(monkeypatch: pytest.MonkeyPatch) -> Campaign:
    stop_clock(monkeypatch)
    return open_campaign()


def ticket_in(page: str) -> str:
    found = re.search(r'name="ticket" value="([^"]*)"', page)
    return found[1] if found else ""


def test_only_the_frame_may_stand_on_other_pages_and_it_sends_to_us_alone(client: Client, campaign: Campaign):
    for path in (f"{PAGE}widget/", f"{PAGE}widget/signed/"):
        answer = client.get(path)

        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors *" in policy
        assert "form-action 'self'" in policy
        assert "unsafe" not in policy
        assert "X-Frame-Options" not in answer
        assert not answer.cookies
    for path in (PAGE, f"{PAGE}sign/", f"{PAGE}signed/", f"{PAGE}embed/"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], path
        assert answer["X-Frame-Options"] == "DENY", path


def test_somebody_signs_in_the_frame_without_a_cookie(campaign: Campaign):
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(f"{PAGE}widget/").content.decode()
    assert f'action="{PAGE}widget/"' in page

    answer = strict.post(f"{PAGE}widget/", {**ADA, "ticket": ticket_in(page)})

    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}widget/signed/")
    kept = Signature.objects.get()
    assert (kept.channel, kept.state) == ("widget", "pending")


def test_what_was_typed_stays_in_the_frame(client: Client, campaign: Campaign):
    page = client.get(f"{PAGE}widget/").content.decode()

    answer = client.post(f"{PAGE}widget/", {**ADA, "mail": "nobody", "ticket": ticket_in(page)})

    assert answer.status_code == 422
    assert "Ada Example" in answer.content.decode()
    assert f'action="{PAGE}widget/"' in answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert not Signature.objects.exists()


def test_whoever_lives_in_danger_is_asked_in_the_frame_too(client: Client, campaign: Campaign):
    page = client.get(f"{PAGE}widget/").content.decode()

    answer = client.post(f"{PAGE}widget/", {**ADA, "country": "RU", "visibility": "", "ticket": ticket_in(page)})

    assert "One question before you sign" in answer.content.decode()
    assert f'action="{PAGE}widget/"' in answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]


def test_a_recalled_petition_is_gone_from_the_frame(client: Client, campaign: Campaign):
    text = campaign.publication
    text.recalled_at, text.recalled_by = THEN, campaign.created_by
    text.save()

    page = client.get(f"{PAGE}widget/").content.decode()

    assert "This petition was recalled" in page
    assert "<form" not in page


def test_the_codes_to_copy_name_this_installation(client: Client, campaign: Campaign):
    codes = client.get(f"{PAGE}embed/").context["codes"]

    assert 'src="http://127.0.0.1:8000/en/north/petitions/easier-visa/widget/"' in codes["frame"]
    assert 'src="http://127.0.0.1:8000/widget.js"' in codes["element"]
    assert f"/p/{campaign.reference}/en/count.svg" in codes["link"]
    assert "<script" not in codes["link"]


def test_the_script_keeps_its_name_and_may_be_loaded_by_every_page(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(widget_module, "_script", lambda: b"customElements")

    answer = client.get("/widget.js")

    assert answer.content == b"customElements"
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "max-age=86400" in answer["Cache-Control"]
    assert client.get("/widget.js", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_oembed_describes_the_frame(client: Client, campaign: Campaign, settings: Settings):
    settings.PUBLIC_ADDRESS = "https://desk.example"

    answer = client.get("/oembed", {"url": f"https://desk.example{PAGE}", "format": "json", "maxwidth": "300"})

    told = answer.json()
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 300)
    assert told["html"].startswith('<iframe src="https://desk.example/en/north/petitions/easier-visa/widget/"')
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "url",
    ["", "https://other.example/en/north/petitions/easier-visa/", "http://127.0.0.1:8000/en/north/", "http://127.0.0.1:8000/desk/",
     "http://127.0.0.1:8000/en/north/petitions/another/", "http://127.0.0.1:8000/xx/north/petitions/easier-visa/", "http://[", "a" * 3000],
)  # fmt: skip
def test_oembed_knows_no_other_address(client: Client, campaign: Campaign, url: str):
    assert client.get("/oembed", {"url": url}).status_code == 404


def test_oembed_speaks_json_only(client: Client, campaign: Campaign):
    assert client.get("/oembed", {"url": f"http://127.0.0.1:8000{PAGE}", "format": "xml"}).status_code == 501


def test_previews_speak_the_pages_language_and_hold_no_number(client: Client, campaign: Campaign):
    make_tally(roll_of(campaign), 4321)
    head = client.get(PAGE).content.decode().partition("</head>")[0]

    assert 'property="og:title" content="An easier visa for those who flee"' in head
    assert 'property="og:url" content="http://127.0.0.1:8000/en/north/petitions/easier-visa/"' in head
    assert "application/json+oembed" in head
    assert "preview.png" in head
    assert "4321" not in head
    assert "4,321" not in head
