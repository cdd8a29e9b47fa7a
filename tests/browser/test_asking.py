"""Somebody asks for help in a real browser, leaves, and comes back with eight words. Everything about it is invented."""

import time

import pytest
from playwright.sync_api import Route, expect
from pytest_django.fixtures import Settings

from safeconduct.intake.models import IntakeFile, Mailbox, Message
from safeconduct.vault.format.codes import words_of
from tests.ask.stage import Hotline
from tests.browser import asking
from tests.browser.asking import (
    CANARY,
    PLACE,
    STORY,
    Ask,
    answer,
    close_box,
    come_back,
    file_of,
    listen,
    open_with,
    opened,
    photograph,
    said_in,
    send,
    type_back,
    words_on,
    write_story,
)

ask, hotline, intake = asking.ask, asking.hotline, asking.intake  # fixtures
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "intake"])


def test_the_whole_story_in_russian(ask: Ask, hotline: Hotline, settings: Settings):
    page = ask()
    page.goto("/ru/north/")
    requests = listen(page)
    write_story(page, files=[photograph(page)])
    send(page)
    words = words_on(page)

    said = opened(hotline)
    assert said["text"] == STORY
    assert said["answers"] == {"danger": "soon", "needs": ["place"], "hours": f"{CANARY}, вечером"}
    assert said["language"] == "ru"
    assert Message.objects.get().sealed_by == "browser"
    meta, content = file_of(hotline, settings, said["files"][0]["id"])
    assert (meta.name, meta.type) == ("picture-1.jpg", "image/jpeg")
    assert content[:3] == b"\xff\xd8\xff"
    assert PLACE not in content

    type_back(page, words)
    answer(hotline, "Мы прочитали. Комната есть.\n\nНапишите, когда вы будете одни.")
    back = ask()
    requests += listen(back)
    come_back(back, " ".join(word.upper() for word in words))
    expect(back.locator(".answer-sheet")).to_contain_text("Комната есть.")
    expect(back.locator("body")).not_to_contain_text(STORY)

    back.locator("form#add textarea").fill("Завтра после восьми.")
    back.locator("form#add button[type=submit]").click()
    expect(back.locator("[data-said][role=status]")).to_be_visible()
    assert opened(hotline)["text"] == "Завтра после восьми."

    close_box(back)
    assert not Mailbox.objects.exists()
    assert not IntakeFile.objects.exists()
    went = said_in(requests)
    for clear in (STORY, CANARY, "IMG_", "Завтра", "Комната", *words):
        assert clear.encode() not in went
    assert PLACE not in went


def test_a_mistyped_word_is_named_and_the_right_one_offered(ask: Ask, hotline: Hotline):
    page = ask()
    page.goto("/ru/north/")
    write_story(page)
    send(page)
    words = words_on(page)
    answer(hotline, "Комната есть.")

    page.goto("/ru/back/")
    typed = [*words[:2], f"ъ{words[2]}", *words[3:]]
    open_with(page, " ".join(typed))
    slip = page.get_by_role("alert")
    expect(slip).to_contain_text(typed[2])
    slip.get_by_role("button", name=words[2], exact=True).click()
    expect(page.locator("form#back textarea")).to_have_value(" ".join(words))
    page.locator("form#back button[type=submit]").click()
    expect(page.locator(".answer-sheet")).to_contain_text("Комната есть.")


def test_answers_are_read_and_destroyed_and_the_box_stays(ask: Ask, hotline: Hotline):
    page = ask()
    page.goto("/en/north/")
    write_story(page)
    send(page)
    words = words_on(page)
    answer(hotline, "We have a room.")
    come_back(page, " ".join(word[:4] for word in words), language="en")

    page.locator("#answers button").click()
    page.locator("#answers button.govuk-button--warning").click()
    expect(page.locator("#answers [role=status]")).to_be_visible()
    assert list(Message.objects.values_list("direction", flat=True)) == ["in"]
    assert Mailbox.objects.count() == 1


def test_words_that_open_nothing_are_met_like_a_box_without_answers(ask: Ask, hotline: Hotline):
    page = ask()
    come_back(page, " ".join(words_of(bytes(range(10)))), language="en")

    expect(page.locator("#answers .lead")).to_have_text("There is no answer here yet.")
    page.locator("form#add textarea").fill("I lost my first words.")
    page.locator("form#add button[type=submit]").click()
    expect(page.locator("[data-said][role=status]")).to_be_visible()
    assert opened(hotline)["text"] == "I lost my first words."


def test_what_was_typed_stays_when_the_line_is_down_and_is_sent_once_when_it_is_back(ask: Ask, hotline: Hotline):
    page = ask(quiet=False)
    page.clock.install()
    page.goto("/en/north/")
    write_story(page, files=[{"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 700_000}])
    parts: list[str] = []
    page.on("request", lambda one: parts.append(one.url) if "/parts/" in one.url else None)
    page.route("**/parts/1/", lambda route: route.abort())
    send(page)
    for _ in range(70):
        page.clock.run_for(1000)
        if page.get_by_role("alert").count():
            break
    expect(page.get_by_role("alert")).to_contain_text("Nothing was sent. Your words are still here.")
    expect(page.locator("#id_text")).to_have_value(STORY)
    assert not Message.objects.exists()

    page.unroute("**/parts/1/")
    parts.clear()
    send(page)
    words_on(page)
    assert not any(url.endswith("/parts/0/") for url in parts), "what had arrived was sent again"
    assert opened(hotline)["text"] == STORY
    assert Message.objects.count() == 1


def test_a_message_whose_answer_was_lost_is_not_there_twice(ask: Ask, hotline: Hotline):
    page = ask(quiet=False)
    page.clock.install()
    page.goto("/en/north/")
    write_story(page)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/sealed/boxes/", lose_the_answer)
    send(page)
    for _ in range(300):  # the page's clock runs ahead; what it asks the server takes its own time
        page.clock.run_for(1000)
        time.sleep(0.1)
        if page.get_by_role("alert").count():
            break
    expect(page.get_by_role("alert")).to_contain_text("We do not know whether it arrived.")
    page.unroute("**/sealed/boxes/")
    page.locator("#id_text").fill(f"{STORY} И ещё.")
    send(page)
    words_on(page)

    assert Mailbox.objects.count() == 1
    assert [opened(hotline, at)["text"] for at in range(Message.objects.count())] == [STORY, f"{STORY} И ещё."]


def test_leaving_blanks_the_page_and_takes_its_place(ask: Ask, hotline: Hotline):
    for leave in ("link", "shift"):
        page = ask(quiet=False)
        page.route("https://www.wikipedia.org/", lambda route: route.fulfill(body="<h1>elsewhere</h1>", content_type="text/html"))
        page.goto("/en/")
        page.goto("/en/north/")
        write_story(page)
        if leave == "link":
            page.locator("a[data-exit]").click()
        else:
            for _ in range(3):
                page.keyboard.press("Shift")
        expect(page.locator("h1")).to_have_text("elsewhere")
        page.go_back()
        assert page.url.endswith("/en/"), "the form is no longer in the history"


def test_no_field_has_a_name_once_the_script_runs(ask: Ask, hotline: Hotline):
    page = ask()
    page.goto("/en/north/")
    assert page.locator("form#ask [name]:not([name^=choice-])").count() == 0
    assert page.evaluate("[...new FormData(document.querySelector('form#ask')).keys()]") == []
    page.locator("#id_danger_0").check()
    page.locator("#id_danger_2").check()
    expect(page.locator("#id_danger_0")).not_to_be_checked()

    page.goto("/en/back/")
    assert page.evaluate("[...new FormData(document.querySelector('form#back')).keys()]") == []


def test_somebody_may_send_a_picture_as_it_is(ask: Ask, hotline: Hotline, settings: Settings):
    page = ask()
    page.goto("/en/north/")
    picture = photograph(page)
    write_story(page, files=[picture])
    page.get_by_label("Take place, time and telephone out of pictures").uncheck()
    send(page)
    words_on(page)
    meta, content = file_of(hotline, settings, opened(hotline)["files"][0]["id"])
    assert (meta.name, content) == (picture["name"], picture["buffer"])


def test_a_picture_that_cannot_be_cleaned_stops_everything(ask: Ask, hotline: Hotline):
    page = ask(quiet=False)
    page.goto("/en/north/")
    write_story(page, files=[{"name": "holiday.jpg", "mimeType": "image/jpeg", "buffer": b"no picture" + PLACE}])
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("“holiday.jpg” could not be drawn anew.")
    expect(page.locator("#id_text")).to_have_value(STORY)

    page.evaluate(
        "HTMLCanvasElement.prototype.toBlob = CanvasRenderingContext2D.prototype.getImageData = () => ({ data: new Uint8Array(1024) })"
    )
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("This browser does not let us draw pictures anew.")
    assert not IntakeFile.objects.exists()
    assert not Message.objects.exists()


def test_the_words_are_gone_when_somebody_goes_back_to_the_page(ask: Ask, hotline: Hotline):
    page = ask()
    page.goto("/en/north/")
    write_story(page)
    send(page)
    words = words_on(page)
    page.goto("/en/")
    page.go_back()
    expect(page.locator("form#ask")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(words[0])
    expect(page.locator("#id_text")).to_have_value("")


def test_an_open_box_shuts_itself_after_a_quarter_of_an_hour(ask: Ask, hotline: Hotline):
    page = ask()
    page.clock.install()
    come_back(page, " ".join(words_of(bytes(range(10)))), language="en")
    page.clock.fast_forward("14:00")
    expect(page.locator("form#add")).to_be_visible()
    page.clock.fast_forward("02:00")
    expect(page.locator("h1")).to_have_text("Your visit has ended")
    expect(page.locator("form#add")).to_have_count(0)


def test_every_view_fits_every_screen_and_direction(ask: Ask, hotline: Hotline):
    for language in ("ar", "de"):
        page = ask(width=320)
        page.goto(f"/{language}/north/")
        write_story(page)
        send(page)
        words = words_on(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        come_back(page, " ".join(words), language=language)
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        close_box(page)
