"""C8: whatever breaks in the browser of a person who asks, nothing of what they wrote leaves it as it is, and it stays on the page."""

import base64
from urllib.parse import quote

import pytest
from playwright.sync_api import FilePayload, Page, Request, Route, expect

from safeconduct.intake.models import IntakeFile, Message
from safeconduct.vault.format.signing import new_seed
from tests.ask.stage import Hotline, card_for
from tests.browser import asking
from tests.browser.asking import Ask, listen, said_in, send, words_on

ask, hotline, intake = asking.ask, asking.hotline, asking.intake  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "intake"])]

CANARY = "Кенар-5417 zebrafinch"
FILE: FilePayload = {"name": "zebrafinch-Кенар.txt", "mimeType": "text/plain", "buffer": f"{CANARY} in a file".encode()}
# What breaks, from before our scripts run.
BROKEN = {
    "no subtle": "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })",
    "subtle refuses": """for (const name of ['digest', 'importKey', 'deriveBits'])
        SubtleCrypto.prototype[name] = () => Promise.reject(new Error('broken'))""",
    "no randomness": "Crypto.prototype.getRandomValues = () => { throw new Error('broken'); }",
    "no crypto": "Object.defineProperty(globalThis, 'crypto', { value: undefined })",
    "WebAssembly fails": "WebAssembly.compile = WebAssembly.instantiate = () => Promise.reject(new Error('broken'))",
    "no fetch": "delete globalThis.fetch",
    "fetch throws": "globalThis.fetch = () => { throw new Error('broken'); }",
    "no text encoder": "delete globalThis.TextEncoder",
    "text is not encoded": "TextEncoder.prototype.encode = () => { throw new Error('broken'); }",
    "no streams": "delete globalThis.TransformStream; ReadableStream.prototype.getReader = () => { throw new Error('broken'); }",
    "files cannot be read": "Blob.prototype.stream = () => { throw new DOMException('gone', 'NotReadableError'); }",
    "JSON fails": "JSON.stringify = () => { throw new Error('broken'); }",
    "timers throw": "globalThis.setTimeout = () => { throw new Error('broken'); }",
    "no sentences": """new MutationObserver(() => document.getElementById('ask-words')?.remove())
        .observe(document, { childList: true, subtree: true })""",
    "sentences are no JSON": """const parse = JSON.parse;
        JSON.parse = (text) => { if (text.includes('sealed_here')) throw new Error('broken'); return parse(text); }""",
    "no BigInt": "delete globalThis.BigInt",
    "no alphabet": "delete globalThis.btoa; delete globalThis.atob",
}
# What may go on without: the message then arrives, and sealed.
SPARED = {
    "no WebAssembly": "delete globalThis.WebAssembly",
    "timers never ring": "globalThis.setTimeout = () => 0",
    "no canvas": "HTMLCanvasElement.prototype.getContext = () => null",
    "no observers": "globalThis.AbortController.prototype.abort = () => { throw new Error('broken'); }",
}


def write(page: Page) -> None:
    """Fill in every field with a canary."""
    page.locator("#id_text").fill(CANARY)
    page.locator("#id_hours").fill(f"{CANARY} after eight")
    page.locator("#id_files").set_input_files([FILE])


def expect_nothing_clear(requests: list[Request]) -> None:
    """Look for the canary in everything that left the browser, as it is and as it would be written on the way."""
    went = said_in(requests)
    for part in (CANARY, *CANARY.split()):
        raw = part.encode()
        shapes = [
            raw,
            quote(part).encode(),
            base64.b64encode(raw)[:-4],
            raw.hex().encode(),
            part.encode("unicode_escape"),
            part.encode("utf-16-le"),
        ]
        assert not [shape for shape in shapes if shape in went], part
    # The driver does not show the body of a form with files: whatever is posted must be one of the addresses that take only what is sealed.
    assert not [one.url for one in requests if one.method != "GET" and "/sealed/" not in one.url]


def expect_kept(page: Page) -> None:
    """See that all that was written is still there, and that the person is told so."""
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator("#id_text")).to_have_value(CANARY)
    expect(page.locator("#id_hours")).to_have_value(f"{CANARY} after eight")
    assert page.locator("#id_files").evaluate("(field) => field.files.length") == 1
    assert page.url.endswith("/en/north/")
    assert not Message.objects.exists()


@pytest.mark.parametrize("broken", BROKEN)
def test_what_breaks_sends_nothing_and_keeps_everything(ask: Ask, hotline: Hotline, broken: str):
    page = ask(quiet=False)
    page.clock.install()
    page.add_init_script(BROKEN[broken])
    page.goto("/en/north/")
    requests = listen(page)
    write(page)
    send(page)
    pass_time(page)

    expect_kept(page)
    expect_nothing_clear(requests)


@pytest.mark.parametrize("without", SPARED)
def test_what_can_be_done_without_changes_nothing(ask: Ask, hotline: Hotline, without: str):
    page = ask(quiet=False)
    page.add_init_script(SPARED[without])
    page.goto("/en/north/")
    requests = listen(page)
    write(page)
    send(page)
    words_on(page)

    assert asking.opened(hotline)["text"] == CANARY
    expect_nothing_clear(requests)


@pytest.mark.parametrize("address", ["**/card.json", "**/sealed/files/", "**/parts/0/", "**/finish/", "**/sealed/boxes/"])
@pytest.mark.parametrize("how", ["cut", "500", "a page"])
def test_a_line_that_breaks_anywhere_sends_nothing_clear(ask: Ask, hotline: Hotline, address: str, how: str):
    def fail(route: Route) -> None:
        if how == "cut":
            route.abort()
        else:
            route.fulfill(status=500 if how == "500" else 200, content_type="text/html", body="<p>Please sign in to this network</p>")

    page = ask(quiet=False)
    page.clock.install()
    page.route(address, fail)
    page.goto("/en/north/")
    requests = listen(page)
    write(page)
    send(page)
    pass_time(page)

    expect_kept(page)
    expect_nothing_clear(requests)


def test_a_card_of_somebody_else_takes_nothing(ask: Ask, hotline: Hotline):
    other, _ = card_for(hotline.channel.pk, hotline.channel.vault, "north", hotline.identity, new_seed())
    forged = card_for(hotline.channel.pk, hotline.channel.vault, "north", hotline.identity, new_seed())[1]
    page = ask(quiet=False)

    def exchange(route: Route) -> None:
        said = route.fetch().json()
        route.fulfill(json={**said, "card": base64.b64encode(other).decode(), "signature": base64.b64encode(forged).decode()})

    page.route("**/card.json", exchange)
    page.goto("/en/north/")
    requests = listen(page)
    write(page)
    send(page)

    expect(page.get_by_role("alert")).to_contain_text("We cannot be sure")
    expect_kept(page)
    assert not [one for one in requests if one.method == "POST"]
    assert not IntakeFile.objects.exists()


def test_no_other_way_of_sending_the_form_takes_its_fields_along(ask: Ask, hotline: Hotline):
    for way in ("form.submit()", "form.method = 'get'; form.submit()", "form.requestSubmit()"):
        page = ask(quiet=False)
        page.add_init_script("delete globalThis.fetch")
        page.goto("/en/north/")
        requests = listen(page)
        write(page)
        page.evaluate(f"() => {{ const form = document.querySelector('form#ask'); {way} }}")
        page.wait_for_timeout(300)
        expect_nothing_clear(requests)


def test_the_canary_would_be_found(ask: Ask, hotline: Hotline):
    for files, shown in (([], "AssertionError: Кенар"), ([FILE], "/en/north/")):
        page = ask(scripts=False, quiet=False)
        page.goto("/en/north/")
        requests = listen(page)
        write(page)
        page.locator("#id_files").set_input_files(files)
        send(page)
        words_on(page)
        with pytest.raises(AssertionError) as found:
            expect_nothing_clear(requests)
        assert shown in f"{found.typename}: {found.value}"


def pass_time(page: Page) -> None:
    """Let minutes pass for the page, until it says something."""
    for _ in range(90):
        if page.get_by_role("alert").count():
            return
        page.clock.run_for(1000)
