"""B1: after the lock, after standing idle and after signing out, the browser holds nothing of what was seen, nor anything that opens it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from pytest_django.live_server_helper import LiveServer

from safeconduct.drill.marks import new_word
from safeconduct.people.permissions import Role
from tests.browser.conftest import PATIENCE
from tests.browser.doors import code_of, expect_locked, expect_open, fill_door, make_strong
from tests.chromium import QUIET
from tests.factories.vault import Asked, KeyedMember, make_channel, make_record, make_request, make_steward
from tests.security.browsing import files_with, kept_by, scanner_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "intake"], transaction=True)]
EMPTY = {"local": {}, "session": {}, "databases": [], "caches": [], "workers": 0, "cookie": "", "name": ""}


@pytest.fixture
def profile(chromium: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[tuple[BrowserContext, Path]]:
    """Give a browser with a profile on the disk, as people have."""
    folder = tmp_path / "profile"
    context = chromium.browser_type.launch_persistent_context(
        str(folder), executable_path=_path_of_chromium(), args=QUIET, base_url=live_server.url, headless=True
    )
    context.set_default_timeout(PATIENCE)
    yield context, folder
    context.close()


def _path_of_chromium() -> str:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or ""


class Story:
    """Amina reads a request and a note in which marks are planted."""

    def __init__(self) -> None:
        self.marks = {"text of a request": new_word(), "Russian words": new_word(cyrillic=True), "note of a colleague": new_word()}
        self.jonas: KeyedMember = make_steward()
        self.amina = make_strong("amina", roles=[Role.HOTLINE], voucher=self.jonas)
        channel = make_channel(self.jonas, [self.amina, self.jonas])
        text = f"{self.marks['text of a request']} {self.marks['Russian words']}"
        self.asked: Asked = make_request(channel, text)
        make_record(
            channel.vault,
            {"mailbox": str(self.asked.mailbox.pk), "text": self.marks["note of a colleague"]},
            by=self.jonas,
            type="request.note",
        )

    @property
    def texts(self) -> dict[str, str]:
        """Everything that must not be found in the profile afterwards."""
        return {**self.marks, "passphrase": self.amina.passphrase, "identity": self.amina.identity}

    def enter(self, page: Page) -> None:
        """Sign in and read the request."""
        page.goto("/desk/sign-in/?next=/desk/sealed/")
        fill_door(page, handle="amina", passphrase=self.amina.passphrase, code=code_of(self.amina.factor_secret))
        expect_open(page)
        expect(page.get_by_text(self.marks["text of a request"]).first).to_be_visible(timeout=PATIENCE)
        page.locator(".inbox__row a").first.click()
        expect(page.get_by_text(self.marks["Russian words"]).first).to_be_visible(timeout=PATIENCE)

    def expect_nothing_on(self, page: Page) -> None:
        """Nothing on the page, in its storage, in the history or in its addresses."""
        content = page.content()
        assert [what for what, mark in self.texts.items() if mark in content] == []
        kept = kept_by(page)
        assert {name: kept[name] for name in EMPTY} == EMPTY
        assert str(self.asked.mailbox.pk) not in f"{kept['state']}{kept['title']}{page.url}"


def test_after_the_lock_nothing_is_left_on_the_page_or_in_the_browser(profile: tuple[BrowserContext, Path]):
    context, folder = profile
    story = Story()
    page = context.new_page()
    story.enter(page)
    assert story.marks["text of a request"] in page.content()  # else there would be nothing to lose
    assert kept_by(page)["local"] == {}

    page.get_by_role("button", name="Lock", exact=True).click()
    expect_locked(page)
    story.expect_nothing_on(page)
    for _ in range(3):
        page.go_back()
        page.wait_for_timeout(300)
        assert [what for what, mark in story.texts.items() if mark in page.content()] == []

    context.close()
    assert files_with(folder, scanner_for(story.texts, {"seed": story.amina.seed})) == []


def test_the_look_through_the_profile_finds_what_a_page_leaves_there(profile: tuple[BrowserContext, Path]):
    context, folder = profile
    mark = new_word()
    page = context.new_page()
    page.goto("/desk/sign-in/")
    page.evaluate("(mark) => localStorage.setItem('left', mark)", mark)
    page.wait_for_timeout(200)
    context.close()
    assert files_with(folder, scanner_for({"planted": mark})) != []


def test_after_standing_idle_nothing_is_left(profile: tuple[BrowserContext, Path]):
    context, folder = profile
    story = Story()
    page = context.new_page()
    page.clock.install()
    story.enter(page)
    page.clock.run_for("10:10")
    expect_locked(page)
    story.expect_nothing_on(page)
    context.close()
    assert files_with(folder, scanner_for(story.texts)) == []


def test_after_signing_out_nothing_is_left_and_no_cookie_either(profile: tuple[BrowserContext, Path]):
    context, folder = profile
    story = Story()
    page = context.new_page()
    story.enter(page)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/desk/sign-in/**")
    story.expect_nothing_on(page)
    assert "sessionid" not in {cookie["name"] for cookie in context.cookies()}
    page.go_back()
    page.wait_for_timeout(500)
    assert [what for what, mark in story.texts.items() if mark in page.content()] == []
    context.close()
    assert files_with(folder, scanner_for(story.texts)) == []


def test_a_session_that_ended_elsewhere_shuts_the_page(profile: tuple[BrowserContext, Path]):
    context, _folder = profile
    story = Story()
    page = context.new_page()
    story.enter(page)
    context.clear_cookies()
    # Either this click finds it out, or the page's own look for what is new was faster and has taken the link away.
    with suppress(Error):
        page.locator("[data-way=vaults]").click(timeout=2000)
    expect(page.get_by_text("You are signed out")).to_be_visible(timeout=PATIENCE)
    story.expect_nothing_on(page)
