"""H2, at the hotline's inbox: hostile files are looked at, and nothing runs, loads or leaves."""

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, visit  # noqa: F401 — a fixture
from tests.browser.hotline import Hotline, Sent, ask_with_files, make_hotline, open_request, unlock

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)

ABROAD = "https://pixel.example.org"
ALARM = "window.ran = 1"
HTML = (
    f"<!doctype html><img src='{ABROAD}/a.png'><link rel=stylesheet href='{ABROAD}/b.css'><script>{ALARM}</script><body onload='{ALARM}'>"
)
SVG = (
    f"<svg xmlns='http://www.w3.org/2000/svg' onload='{ALARM}'><script>{ALARM}</script>"
    f"<image href='{ABROAD}/c.png'/><foreignObject><iframe src='{ABROAD}/d'/></foreignObject></svg>"
)
PDF = f"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\); {ALARM})>>/URI({ABROAD}/e)>>endobj\n%%EOF"
GIF_THAT_IS_A_SCRIPT = b"GIF89a=1;/*" + b"\0" * 20 + f"*/;{ALARM};".encode()
REFERENCES = f"Read this: {ABROAD}/f \njavascript:{ALARM}\n![x]({ABROAD}/g.png)"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(width: int, height: int, *, lines: int, comment: str = "") -> bytes:
    """A red picture that claims a size and holds so many lines, with a comment as cameras write them."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xc8\x1e\x1e" * width) * lines)
    text = chunk(b"tEXt", b"Comment\0" + comment.encode("latin-1"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + text + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def photograph() -> bytes:
    """A picture that carries a page in its comment."""
    return picture(64, 48, lines=48, comment=HTML)


SAMPLES = {
    "letter.jpg": Sent("letter.jpg", "image/jpeg", HTML.encode()),
    "drawing.png": Sent("drawing.png", "image/svg+xml", SVG.encode()),
    "report.txt": Sent("report.txt", "text/plain", PDF.encode()),
    "funny.gif": Sent("funny.gif", "image/gif", GIF_THAT_IS_A_SCRIPT),
    "huge.png": Sent("huge.png", "image/png", picture(40_000, 40_000, lines=1)),
    "torn.jpg": Sent("torn.jpg", "image/jpeg", bytes.fromhex("ffd8ffc00011080100020003010101010000") + HTML.encode()),
    "office.docx": Sent("<img src=x onerror=alert(1)>.docx", "text/html", b"PK\x03\x04" + b"\0" * 64),
}


@pytest.fixture
def hotline(transactional_db: None, settings: object, tmp_path: Path) -> Hotline:
    """Amina and Tomas, and a folder for sealed files."""
    settings.INTAKE_FILES = tmp_path / "sealed"  # type: ignore[attr-defined]
    return make_hotline()


def asked_addresses(page: Page) -> list[str]:
    """Note every address that this page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_hostile_files_are_not_shown_and_nothing_leaves(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    ask_with_files(hotline.channel, "Here are my papers.", *SAMPLES.values())
    page = unlock(visit, hotline.amina)
    open_request(page, "Here are my papers.")
    asked = asked_addresses(page)
    files = page.locator(".files > li")
    expect(files).to_have_count(len(SAMPLES))
    assert [address for address in asked if "/files/" in address] == []  # nothing is fetched before somebody asks

    for at, name in enumerate(SAMPLES):
        files.nth(at).get_by_role("button", name="Show").click()
        expect(files.nth(at).locator(".files__place")).to_contain_text("cannot be drawn" if name == "torn.jpg" else "Not shown.")
    page.wait_for_timeout(300)

    assert page.evaluate("window.ran") is None
    assert page.locator("#sealed :is(img, iframe, object, embed, svg, script, style, link, video, audio)").count() == 0
    assert page.locator("canvas").count() == 0
    assert {address.split("/", 3)[2] for address in asked} == {page.url.split("/", 3)[2]}
    assert len([address for address in asked if "/files/" in address]) == len(SAMPLES)
    assert "onerror" not in page.content()  # a file's own name is not even said


def test_a_picture_is_drawn_from_its_pixels_and_text_stays_text(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    ask_with_files(hotline.channel, "My door.", Sent("door.png", "text/html", photograph()), Sent("note", "text/html", REFERENCES.encode()))
    page = unlock(visit, hotline.amina)
    open_request(page, "My door.")
    asked = asked_addresses(page)
    picture, note = page.locator(".files > li").nth(0), page.locator(".files > li").nth(1)

    picture.get_by_role("button", name="Show").click()
    canvas = picture.locator("canvas")
    expect(canvas).to_be_visible()
    red, green, _blue, whole = canvas.evaluate("canvas => [...canvas.getContext('2d').getImageData(20, 20, 1, 1).data]")
    assert (red > 150, green < 90, whole) == (True, True, 255)
    note.get_by_role("button", name="Show").click()
    expect(note.locator("pre")).to_have_text(REFERENCES)
    expect(note.locator("a")).to_have_count(0)
    page.wait_for_timeout(300)

    assert page.evaluate("window.ran") is None
    assert page.locator("#sealed :is(img, iframe, object, embed, script)").count() == 0
    assert all("/desk/" in address for address in asked)


def test_a_download_is_asked_for_twice_and_carries_a_neutral_name(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    data = photograph()
    ask_with_files(hotline.channel, "My door.", Sent("Flat of Anna K., Pushkin street 8.jpg", "image/jpeg", data))
    page = unlock(visit, hotline.amina)
    open_request(page, "My door.")
    page.get_by_role("button", name="Download", exact=True).click()
    expect(page.locator(".files__place")).to_contain_text("Open it without a network")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as").click()

    assert saved.value.suggested_filename.endswith("-1.png")
    assert "Anna" not in saved.value.suggested_filename + page.content()
    assert Path(saved.value.path()).read_bytes() == data


def test_a_file_that_was_changed_on_the_server_is_not_opened(visit: Visit, hotline: Hotline, settings: object) -> None:  # noqa: F811
    first, second = (
        ask_with_files(hotline.channel, words, Sent("a.txt", "text/plain", words.encode()))[0]
        for words in ("First words.", "Second words.")
    )
    folder = Path(settings.INTAKE_FILES)  # type: ignore[attr-defined]
    (folder / str(first)).write_bytes((folder / str(second)).read_bytes())
    page = unlock(visit, hotline.amina)
    open_request(page, "First words.")
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_role("alert")).to_contain_text("This is not the file that the person sent")
    expect(page.locator(".files__text")).to_have_count(0)
