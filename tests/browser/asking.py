"""A browser before the intake's pages: an invented hotline, a person who asks, and everything that leaves the browser."""

import io
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import close_old_connections
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from safeconduct.intake.models import IntakeFile, Mailbox, Message
from safeconduct.vault.format.files import FileMeta, open_file
from safeconduct.vault.format.messages import open_message, seal_message, write_answer
from safeconduct.vault.format.roots import recipient_of
from tests.ask.stage import Hotline, lay_root_key, make_hotline
from tests.ask.surroundings import as_intake

PATIENCE = 20_000  # milliseconds; these tests share their machine with many others
STORY = "Выдуманная история: меня ищут, я у друга. Мне нужна комната на неделю."
CANARY = "канарейка-7Q4"
PLACE = b"GPSLatitude 43.318 GPSLongitude 45.692 TEL-CANARY"  # what stands in no picture once it was drawn anew
KEPT = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""
Ask = Callable[..., Page]


@pytest.fixture
def hotline(transactional_db: None, settings: Settings, tmp_path: Path) -> Hotline:
    """Give an open channel of the intake, whose settings hold from here on."""
    as_intake(settings, tmp_path)
    return make_hotline(lay_root_key(tmp_path / "root-key.txt"))


@pytest.fixture
def intake(hotline: Hotline) -> Iterator[LiveServer]:
    """Serve the intake's pages."""
    server = LiveServer("localhost")
    yield server
    server.stop()
    close_old_connections()


@pytest.fixture
def ask(chromium: Browser, intake: LiveServer) -> Iterator[Ask]:
    """Give a function that opens a browser of a person; whatever it complains of, asks of others or keeps fails the test."""
    contexts: list[BrowserContext] = []
    scripted: dict[BrowserContext, bool] = {}
    problems: list[str] = []

    def open_it(
        *, browser: Browser = chromium, scripts: bool = True, width: int = 390, height: int = 844, quiet: bool = True, **more: Any
    ) -> Page:
        context = browser.new_context(base_url=intake.url, java_script_enabled=scripts, viewport={"width": width, "height": height}, **more)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        scripted[context] = scripts
        page = context.new_page()
        if quiet:
            page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
            page.on("console", lambda said: problems.append(f"{page.url}: {said.text}") if said.type in {"error", "warning"} else None)
            page.on("request", lambda one: problems.append(f"{page.url} asked {one.url}") if not one.url.startswith(intake.url) else None)
        return page

    yield open_it
    for context in contexts:
        for page in context.pages:
            if page.url.startswith(intake.url) and scripted[context]:
                assert page.evaluate(KEPT) == [0, 0, 0, 0], "a page kept something in the browser"
                assert context.cookies() == []
        context.close()
    assert problems == []


def listen(page: Page) -> list[Request]:
    """Note every request from here on."""
    requests: list[Request] = []
    page.context.on("request", lambda one: requests.append(one))  # noqa: PLW0108 — the driver marks what it is given
    return requests


def said_in(requests: list[Request]) -> bytes:
    """Give everything that left the browser: addresses, headers, bodies."""
    parts = [f"{one.url} {one.headers}".encode() + (one.post_data_buffer or b"") for one in requests]
    return b"\n".join(parts)


def write_story(page: Page, text: str = STORY, *, files: list[Any] | None = None) -> None:
    """Fill in the form."""
    page.locator("#id_text").fill(text)
    page.locator("#id_danger_1").check()
    page.locator("#id_needs_0").check()
    page.locator("#id_hours").fill(f"{CANARY}, вечером")
    if files:
        page.locator("#id_files").set_input_files(files)


def send(page: Page) -> None:
    """Press the form's button."""
    page.locator("form#ask button[type=submit]").click()


def words_on(page: Page) -> list[str]:
    """Read the eight words."""
    expect(page.locator("ol#code li")).to_have_count(8)
    return page.locator("ol#code li").all_inner_texts()


def opened(hotline: Hotline, number: int = -1) -> dict[str, Any]:
    """Open what came in, as the people who answer do."""
    message = list(Message.objects.filter(direction="in").order_by("sequence"))[number]
    return open_message(hotline.identity, bytes(message.blob))


def file_of(hotline: Hotline, settings: Settings, id_: str) -> tuple[FileMeta, bytes]:
    """Open a file that came in."""
    assert IntakeFile.objects.get(id=id_).message_id is not None
    meta, content = open_file(hotline.identity, io.BytesIO((Path(settings.INTAKE_FILES) / id_).read_bytes()))
    return meta, content.read()


def answer(hotline: Hotline, text: str, *, at: str = "2026-11-23T09:00Z") -> None:
    """Answer the one box there is."""
    said = write_answer(text=text, at=at, reply_to=recipient_of(hotline.identity))
    blob = seal_message(str(opened(hotline, 0)["reply"]), said)
    box = Mailbox.objects.get()
    number = Message.objects.filter(mailbox=box).count() + 1
    Message.objects.create(mailbox=box, direction="out", sequence=number, day=box.week_opened, sealed_by="browser", blob=blob)


def photograph(page: Page, name: str = "IMG_Ахмед_дом.jpg") -> dict[str, Any]:
    """Make a photograph that carries a place, as telephones do: a drawing with Exif data spliced in."""
    drawn = page.evaluate("""async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 48 });
      const pen = canvas.getContext("2d"); pen.fillStyle = "rgb(200, 40, 90)"; pen.fillRect(0, 0, 64, 48);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg"));
      return [...new Uint8Array(await blob.arrayBuffer())];
    }""")
    exif = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00" + PLACE
    jpeg = bytes(drawn)
    content = jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def type_back(page: Page, words: list[str]) -> None:
    """Type the words back, first with one of them wrong."""
    field = page.locator("main textarea")
    field.fill(" ".join([*words[:7], "нетакого"]))
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    field.fill(" ".join(words).upper())
    page.locator("main button[type=submit]").click()
    expect(page.locator("ol#code")).to_have_count(0)
    expect(page.locator("main textarea")).to_have_count(0)


def come_back(page: Page, typed: str, *, language: str = "ru") -> None:
    """Open the box."""
    page.goto(f"/{language}/back/")
    open_with(page, typed)
    expect(page.locator("#answers")).to_be_visible()


def open_with(page: Page, typed: str) -> None:
    """Type the words and press the button."""
    page.locator("form#back textarea").fill(typed)
    page.locator("form#back button[type=submit]").click()


def close_box(page: Page) -> None:
    """Destroy the whole box."""
    page.locator("details").last.locator("summary").click()
    page.locator("details button.govuk-button--warning").click()
    page.locator("details .row button.govuk-button--warning").click()
    expect(page.locator("#answers")).to_have_count(0)
