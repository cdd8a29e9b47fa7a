"""C8, at the members' door: whatever breaks in the worker or on the way, nothing is sent that should not be, and it is said."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import PATIENCE
from tests.browser.doors import code_of, expect_said, fill_door, make_strong
from tests.factories.vault import KeyedMember, make_steward
from tests.security.browsing import Wire, scanner_for, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "intake"], transaction=True)]

# What breaks in the worker, before anything of ours runs there.
BROKEN = {
    "it cannot be loaded": None,
    "it throws at once": "throw new Error('broken');",
    "no subtle": "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });",
    "subtle refuses": "SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('broken'));",
    "WebAssembly fails": "WebAssembly.compile = WebAssembly.instantiate = () => Promise.reject(new Error('broken'));",
    "text is not encoded": "TextEncoder.prototype.encode = () => { throw new Error('broken'); };",
}


def break_worker(page: Page, code: str | None) -> None:
    """Let the worker's script come with this before it, or not at all."""

    def serve(route: Route) -> None:
        if code is None:
            route.abort()
        else:
            answer = route.fetch()
            route.fulfill(response=answer, body=f"{code}\n{answer.text()}")

    page.unroute_all()
    page.route("**/built/worker.js", serve)


def try_to_enter(page: Page, who: KeyedMember) -> None:
    page.goto("/desk/sign-in/")
    fill_door(page, handle=who.member.handle, passphrase=who.passphrase, code=code_of(who.factor_secret))


def test_a_broken_worker_sends_nothing_and_says_that_it_failed(chromium: Browser, live_server: LiveServer):
    amina = make_strong("amina", voucher=make_steward())
    context = chromium.new_context(base_url=live_server.url)
    context.set_default_timeout(PATIENCE)
    page, wire = context.new_page(), Wire()
    wire.listen(page)
    for what, code in BROKEN.items():
        break_worker(page, code)
        try_to_enter(page, amina)
        expect(page.get_by_role("alert").first, what).to_contain_text("nothing was sent", ignore_case=True, timeout=PATIENCE)
    assert len(wire.posts_to("/desk/sign-in/salt/")) == len(BROKEN)
    assert wire.posts_to("/desk/sign-in/") == []
    assert told(wire.hits(scanner_for({"passphrase": amina.passphrase}))) == []

    page.unroute_all()
    try_to_enter(page, amina)
    page.wait_for_url("**/desk/")
    context.close()


def test_a_line_that_breaks_is_said_and_what_was_typed_stays(chromium: Browser, live_server: LiveServer):
    amina = make_strong("amina", voucher=make_steward())
    context = chromium.new_context(base_url=live_server.url)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/desk/sign-in/")
    page.route("**/desk/sign-in/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    fill_door(page, handle="amina", passphrase=amina.passphrase, code=code_of(amina.factor_secret))
    expect_said(page, "The server did not answer")
    assert page.locator("[data-field=handle]").input_value() == "amina"
    assert page.locator("[data-field=passphrase]").input_value() == amina.passphrase
    page.unroute_all()
    page.locator("[data-field=code]").fill(code_of(amina.factor_secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")
    context.close()
