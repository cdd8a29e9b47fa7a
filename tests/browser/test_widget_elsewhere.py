"""The petition on somebody else's page: the element makes a frame of the right height, in which one signs and of which nothing is read."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from safeconduct.kit.clock import today
from safeconduct.signing.models import Signature
from safeconduct.signing.rules.kinds import Channel
from tests.browser.conftest import PATIENCE
from tests.factories.crises import make_crisis
from tests.factories.people import make_tomas
from tests.factories.petitions import make_campaign

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"], transaction=True)

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A partner's page</title><h1>Please sign</h1>
<safeconduct-petition src="{petition}"><a href="{petition}">An easier visa</a></safeconduct-petition>
<script src="{server}/widget.js" defer></script></html>"""
Elsewhere = Callable[[str], str]
BEFORE = 900  # pixels: the height that the frame has until its page tells another


@pytest.fixture
def elsewhere(live_server: LiveServer) -> Iterator[Elsewhere]:
    """Serve a partner's page with a petition, from another origin on this machine; give a function that tells its address."""
    petitions: list[str] = []

    class Partner(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.format(petition=petitions[0], server=live_server.url).encode())

        def log_message(self, *_anything: object) -> None:
            """Say nothing."""

    def at(petition: str) -> str:
        petitions.append(petition)
        return f"http://127.0.0.1:{server.server_port}/visa"

    with ThreadingHTTPServer(("127.0.0.1", 0), Partner) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield at
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("width", [390, 1280])
def test_one_signs_on_a_partners_page_and_neither_page_reads_the_other(
    chromium: Browser, live_server: LiveServer, elsewhere: Elsewhere, width: int
):
    crisis = make_crisis(is_public=True)
    make_campaign(crisis, make_tomas(), approved_by=crisis.opened_by, opens_on=today())
    petition = f"{live_server.url}/en/north/petitions/easier-visa/"

    address = elsewhere(petition)
    with chromium.new_context(viewport={"width": width, "height": 900}) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(address)
        element = page.locator("safeconduct-petition iframe")
        expect(element).not_to_have_attribute("height", str(BEFORE))
        assert element.get_attribute("title") == "An easier visa"
        assert page.evaluate("document.querySelector('iframe').contentDocument") is None

        frame = page.frame_locator("safeconduct-petition iframe")
        frame.get_by_label("Your name", exact=True).fill("Ada Example")
        frame.get_by_label("Your e-mail address").fill("ada@signers.example")
        frame.get_by_label("Country you live in").select_option("SE")
        frame.locator("input[name=visibility][value=addressee]").check(force=True)
        frame.get_by_role("button", name="Sign", exact=True).click()

        expect(frame.get_by_role("heading", name="Thank you. Now look into your mailbox")).to_be_visible()
        assert page.url == address
        assert not context.cookies()
    assert Signature.objects.get().channel == Channel.WIDGET


def test_without_scripts_the_link_stays(chromium: Browser, live_server: LiveServer, elsewhere: Elsewhere):
    petition = f"{live_server.url}/en/north/petitions/easier-visa/"
    address = elsewhere(petition)
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)

        expect(page.get_by_role("link", name="An easier visa")).to_have_attribute("href", petition)
