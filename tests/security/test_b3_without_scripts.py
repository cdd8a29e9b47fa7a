"""B3: asking for help with scripts off, from right to left, without WebAssembly, and where nothing is compiled."""

import shutil

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.fixtures import Settings

from safeconduct.intake.models import IntakeFile, Mailbox, Message
from tests.ask.stage import Hotline
from tests.browser import asking
from tests.browser.asking import PLACE, STORY, Ask, answer, come_back, file_of, opened, send, words_on, write_story
from tests.chromium import QUIET

ask, hotline, intake = asking.ask, asking.hotline, asking.intake  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "intake"])]
PICTURE = {"name": "IMG_Ахмед.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe1" + PLACE + bytes(90_000)}


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_the_whole_story_without_scripts(ask: Ask, hotline: Hotline, settings: Settings, language: str):
    page = ask(scripts=False)
    page.goto(f"/{language}/north/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    write_story(page, files=[PICTURE])
    send(page)
    words = words_on(page)
    said = opened(hotline)
    meta, content = file_of(hotline, settings, said["files"][0]["id"])
    assert (said["text"], said["language"], meta.name, content) == (STORY, language, PICTURE["name"], PICTURE["buffer"])
    page.locator("main textarea").fill(" ".join(words).upper())
    page.locator("main button[type=submit]").first.click()
    expect(page.locator("ol#code")).to_have_count(0)
    answer(hotline, "Комната есть.")

    page.goto(f"/{language}/back/")
    page.locator("#id_words").fill(" ".join(word[:4].upper() for word in words))
    page.locator("form#back button[type=submit]").click()
    expect(page.locator(".answer-sheet")).to_contain_text("Комната есть.")
    expect(page.locator("body")).not_to_contain_text(STORY)
    page.locator("form.form textarea").fill("Завтра после восьми.")
    page.locator("form.form button[type=submit]").click()
    expect(page.locator(".notice--deed")).to_be_visible()
    assert opened(hotline)["text"] == "Завтра после восьми."

    page.locator("details").last.locator("summary").click()
    page.locator("details .govuk-button--warning").click()
    expect(page.locator("details")).to_have_count(0)
    assert not Mailbox.objects.exists()
    assert not IntakeFile.objects.exists()


def test_without_scripts_the_same_form_is_sealed_by_the_server_and_opens_with_scripts(ask: Ask, hotline: Hotline):
    plain = ask(scripts=False)
    plain.goto("/ru/north/")
    write_story(plain)
    send(plain)
    words = words_on(plain)
    assert Message.objects.get().sealed_by == "server"
    assert opened(hotline)["text"] == STORY
    answer(hotline, "Комната есть.")

    page = ask()
    come_back(page, " ".join(words))
    expect(page.locator(".answer-sheet")).to_contain_text("Комната есть.")

    plain.goto("/ru/back/")
    plain.locator("#id_words").fill(" ".join(words))
    plain.locator("form#back button[type=submit]").click()
    expect(plain.locator(".answer-sheet")).to_contain_text("Комната есть.")
    expect(plain.locator("body")).not_to_contain_text(STORY)


def test_without_webassembly_it_is_said_beforehand_and_works(ask: Ask, hotline: Hotline):
    page = ask()
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto("/en/north/")
    expect(page.locator("#slow")).to_contain_text("half a minute longer")
    write_story(page)
    send(page)
    words = words_on(page)
    assert opened(hotline)["text"] == STORY

    answer(hotline, "We have a room.")
    come_back(page, " ".join(words), language="en")
    expect(page.locator(".answer-sheet")).to_contain_text("We have a room.")


def test_on_a_telephone_of_before_2022_it_seals_too(ask: Ask, hotline: Hotline):
    page = ask()
    page.add_init_script("for (const kind of [Array, String, Uint8Array.__proto__]) delete kind.prototype.at; delete Object.hasOwn;")
    page.goto("/en/north/")
    write_story(page)
    send(page)
    words_on(page)
    assert opened(hotline)["text"] == STORY


def test_a_browser_that_compiles_nothing_still_seals(ask: Ask, chromium: Browser, hotline: Hotline):
    browser = chromium.browser_type.launch(executable_path=shutil.which("chromium"), args=[*QUIET, "--js-flags=--jitless"])
    page = ask(browser=browser)
    page.set_default_timeout(120_000)
    page.goto("/en/north/")
    expect(page.locator("#slow")).to_contain_text("half a minute longer")
    write_story(page)
    send(page)
    page.locator("ol#code").wait_for()
    words = words_on(page)
    assert opened(hotline)["text"] == STORY
    assert len(set(words)) > 1
    browser.close()
