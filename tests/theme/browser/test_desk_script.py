"""What the desk's script adds to pages that work without it."""

from collections.abc import Callable

from django.template.loader import render_to_string
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.theme.browser.conftest import HOME, Open

ITEM = """
<section data-item id="{id}" data-shows="s-{id}"{state}><p>{id}{said}</p>
<form method="post" action="/decide/" data-partial data-replace="{id} count" data-failed="This did not arrive.">
<button name="decision" value="{id}" data-key="a">Accept</button></form></section>"""


def item(name: str, *, decided: bool = False) -> str:
    return ITEM.format(id=name, state=" data-decided" if decided else "", said=" is accepted" if decided else "")


def desk(main: str) -> str:
    """Write a page of the desk around some markup, with the script and the list of keys."""
    help_ = render_to_string("ui/keys_help.html") + render_to_string("ui/upload_words.html")
    script = '<script type="module" src="/static/built/desk.js"></script>'
    return f'<!doctype html><html lang="en"><title>Desk</title><body><main id="main">{main}</main>{help_}{script}</body></html>'


UPLOAD = """
<form action="/bring/" method="post" enctype="multipart/form-data" data-upload-form>
<input type="file" name="files" multiple><button>Bring in</button><p data-upload-status></p></form>"""

KEEP = """
<form data-keep="note" action="/sent/" method="post">
<textarea name="note"></textarea><input type="password" name="secret"><button>Send</button></form>"""

REVIEW = desk(
    '<p id="count">3</p><p><span id="s-one">First.</span> <span id="s-two">Second.</span></p><input id="words" name="words">'
    + item("one")
    + item("two", decided=True)
    + item("three")
)


def answering(html: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")


def ready(page: Page) -> Page:
    page.wait_for_selector("body.govuk-frontend-supported")
    return page


def test_j_and_k_walk_the_items_and_mark_their_sentences(open_page: Open) -> None:
    page = ready(open_page(REVIEW))

    page.keyboard.press("j")
    expect(page.locator("#one")).to_be_focused()
    expect(page.locator("#s-one")).to_have_class("is-current")

    page.keyboard.press("j")
    expect(page.locator("#two")).to_be_focused()
    expect(page.locator("#s-one")).not_to_have_class("is-current")

    page.keyboard.press("k")
    expect(page.locator("#one")).to_be_focused()


def test_letters_typed_into_a_field_press_nothing(open_page: Open) -> None:
    page = ready(open_page(REVIEW))

    page.locator("#words").press_sequentially("jack")

    expect(page.locator("#words")).to_have_value("jack")
    expect(page.locator("#words")).to_be_focused()


def test_a_question_mark_lists_the_keys_of_this_page(open_page: Open) -> None:
    page = ready(open_page(REVIEW))

    page.keyboard.press("?")

    expect(page.locator("#keys-help")).to_be_visible()
    expect(page.locator("#keys-help dt")).to_have_text(["j", "k", "a", "?"])
    expect(page.locator("#keys-help dd").nth(2)).to_have_text("Accept")


def test_a_decision_is_put_in_place_and_the_work_goes_on_at_the_next_open_one(open_page: Open) -> None:
    sent: list[str] = []

    def decide(route: Route) -> None:
        sent.append(str(route.request.post_data))
        answering(desk('<p id="count">2</p>' + item("one", decided=True)))(route)

    page = ready(open_page(REVIEW, {"decide/": decide}))
    page.keyboard.press("j")
    page.keyboard.press("a")

    expect(page.locator("#one p")).to_have_text("one is accepted")
    expect(page.locator("#count")).to_have_text("2")
    expect(page.locator("#three")).to_be_focused()
    assert len(sent) == 1
    assert 'name="decision"' in sent[0]


def test_a_lost_connection_keeps_the_page_and_says_so(open_page: Open) -> None:
    page = ready(open_page(REVIEW, {"decide/": lambda route: route.abort()}))

    page.locator("#one button").click()

    expect(page.locator("#one .notice--harm")).to_have_text("This did not arrive.")
    expect(page.locator("#one p").first).to_be_visible()


def test_an_answer_without_the_part_is_no_success(open_page: Open) -> None:
    page = ready(open_page(REVIEW, {"decide/": answering(desk("<p>Something else.</p>"))}))

    page.locator("#one button").click()

    expect(page.locator("#one .notice--harm")).to_be_visible()


def test_what_was_typed_survives_a_reload_until_it_is_sent(open_page: Open) -> None:
    page = ready(open_page(desk(KEEP), {"sent/": answering(desk("<p>Thank you.</p>"))}))
    page.locator("textarea").fill("half a thought")
    page.locator("[name=secret]").fill("never kept")

    page.reload()
    expect(page.locator("textarea")).to_have_value("half a thought")
    expect(page.locator("[name=secret]")).to_have_value("")

    page.locator("button").first.click()
    expect(page.locator("main")).to_have_text("Thank you.")
    page.goto(HOME)
    ready(page)
    expect(page.locator("textarea")).to_have_value("")


def test_a_form_that_does_not_ask_keeps_nothing(open_page: Open) -> None:
    page = ready(open_page(desk('<form><textarea name="note"></textarea></form>')))
    page.locator("textarea").fill("sealed")

    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_a_link_opens_its_part_in_place_and_goes_to_the_first_field(open_page: Open) -> None:
    card = '<section id="card"><a href="/change/" data-open="card">Change</a></section>'
    form = '<section id="card"><input type="hidden" name="x"><input name="place"></section>'
    page = ready(open_page(desk(card), {"change/": answering(desk(form))}))

    page.locator("a").click()

    expect(page.locator("[name=place]")).to_be_focused()
    assert page.url == HOME


def test_an_upload_is_told_in_words_and_ends_where_the_server_says(open_page: Open) -> None:
    page = ready(open_page(desk(UPLOAD), {"bring/": answering(desk("<h1>What was brought in</h1>"))}))
    page.locator("[type=file]").set_input_files(FilePayload(name="page.html", mimeType="text/html", buffer=b"<p>Text</p>"))

    page.locator("button").first.click()

    expect(page.locator("h1, [data-upload-status]").first).to_contain_text("brought in")


def test_an_upload_that_breaks_off_can_be_sent_again(open_page: Open) -> None:
    page = ready(open_page(desk(UPLOAD), {"bring/": lambda route: route.abort()}))

    page.locator("button").first.click()

    expect(page.locator("[data-upload-status]")).to_contain_text("send them again")
    expect(page.locator("button").first).to_be_enabled()
