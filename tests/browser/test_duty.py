"""A duty telephone: its keeper makes a link, it joins and is rung with one sentence, in a browser that keeps nothing else of ours."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from safeconduct.outbox.models import Alert
from safeconduct.people.models import RoleGrant
from safeconduct.people.permissions import Role
from safeconduct.watch.models import Telephone
from tests.browser.caseworkers import Caseworkers, make_caseworkers
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.hotline import unlock
from tests.chromium import QUIET
from tests.factories.watching import make_team
from tests.security.browsing import kept_by

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "intake"], transaction=True)]
ENDPOINT = "https://push.example/send/an-invented-telephone"
# No push service is reached from a test: the browser's own word for one is replaced. Everything after it is real.
SUBSCRIBED = f"""
  const made = {{ endpoint: "{ENDPOINT}", unsubscribe: async () => ((window.left = true), true) }};
  PushManager.prototype.subscribe = async (options) => ((window.asked = options), (window.made = made));
  PushManager.prototype.getSubscription = async () => (window.left ? null : (window.made ?? null));
"""


@pytest.fixture
def them(transactional_db: None, settings: Settings) -> Caseworkers:
    settings.WEB_PUSH_KEY = "an invented secret of an installation"
    them = make_caseworkers()
    RoleGrant.objects.filter(member=them.malika.member).update(role=Role.CASE_LEAD)
    make_team(them.malika.member)
    return them


@pytest.fixture
def telephone(chromium: Any, live_server: LiveServer, tmp_path: Path) -> Iterator[BrowserContext]:
    """Give a browser with a profile of its own, as a telephone has; private windows are not rung."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    context = chromium.browser_type.launch_persistent_context(
        str(tmp_path / "telephone"), executable_path=path, args=QUIET, base_url=live_server.url, headless=True, locale="sv-SE",
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    context.grant_permissions(["notifications"], origin=live_server.url)
    context.add_init_script(SUBSCRIBED)
    yield context
    context.close()


def link_of(visit: Visit, them: Caseworkers) -> str:
    page = unlock(visit, them.malika)
    page.get_by_role("navigation", name="Sealed desk").get_by_role("link", name="Alarms").click()
    page.get_by_role("button", name="Teams, addresses and drills").click()
    page.get_by_role("button", name="Add a telephone").click()
    page.get_by_label("Name of the telephone").fill("Night telephone")
    page.get_by_role("button", name="Make its link").click()
    return page.locator("[data-link]").inner_text()


def rung(page: Page, origin: str) -> list[dict[str, Any]]:
    """Ring as a push service does, with words that must not matter, and give what the worker shows then.

    A browser without a screen keeps no notices, so what shows one is replaced by what writes it down.
    """
    [worker] = page.context.service_workers
    worker.evaluate("""() => {
      self.shown = [];
      ServiceWorkerRegistration.prototype.showNotification = async (title, options) => void self.shown.push({ title, ...options });
    }""")
    cdp = page.context.new_cdp_session(page)
    found: list[str] = []
    cdp.on("ServiceWorker.workerRegistrationUpdated", lambda said: found.extend(one["registrationId"] for one in said["registrations"]))
    cdp.send("ServiceWorker.enable")
    _until(page, lambda: found)
    cdp.send("ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": found[-1], "data": "a name"})
    _until(page, lambda: worker.evaluate("self.shown"))
    return list(worker.evaluate("self.shown"))


def _until(page: Page, is_there: Callable[[], Any]) -> None:
    for _ in range(100):
        if is_there():
            return
        page.wait_for_timeout(100)


def test_a_telephone_joins_by_its_link_and_shows_one_sentence(
    visit: Visit, them: Caseworkers, telephone: BrowserContext, live_server: LiveServer
):
    link = link_of(visit, them)
    assert link.startswith(f"{live_server.url}/duty/#")
    page = telephone.new_page()
    asked: list[str] = []
    problems: list[str] = []
    telephone.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: problems.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("En telefon för jouren")
    page.get_by_role("button", name="Låt den här telefonen ringa").click()
    expect(page.get_by_role("status")).to_contain_text("ringer från och med nu")

    assert Telephone.objects.get().endpoint == ENDPOINT
    assert Alert.objects.get().endpoint == ENDPOINT
    assert page.evaluate("window.asked.userVisibleOnly") is True
    assert page.evaluate("window.asked.applicationServerKey.byteLength") == 65
    assert page.evaluate("location.hash") == ""
    kept = kept_by(page)
    assert {name: kept[name] for name in ("local", "session", "databases", "caches", "cookie")} == {
        "local": {}, "session": {}, "databases": [], "caches": [], "cookie": "",
    }  # fmt: skip
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))") == [
        f"{live_server.url}/duty/"
    ]
    [notice] = rung(page, live_server.url)
    assert {name: notice[name] for name in ("title", "lang", "dir", "tag")} == {
        "title": "Något väntar vid skrivbordet.", "lang": "sv", "dir": "ltr", "tag": "desk",
    }  # fmt: skip
    assert not {"body", "data", "icon", "image", "actions"} & set(notice)
    assert [one for one in asked if not one.startswith(live_server.url)] == []
    assert problems == []


def test_a_telephone_that_leaves_has_nothing_of_ours_any_more(
    visit: Visit, them: Caseworkers, telephone: BrowserContext, live_server: LiveServer
):
    page = telephone.new_page()
    page.goto(link_of(visit, them))
    page.get_by_role("button", name="Låt den här telefonen ringa").click()
    page.get_by_role("button", name="Låt den här telefonen sluta ringa").click()
    expect(page.get_by_role("status")).to_contain_text("ringer inte längre")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_without_a_good_link_a_telephone_is_asked_for_nothing(them: Caseworkers, telephone: BrowserContext):
    page = telephone.new_page()
    page.goto("/duty/")
    expect(page.get_by_role("status")).to_contain_text("Öppna länken")
    expect(page.get_by_role("button")).to_have_count(0)
    page.goto("/duty/#never-made")
    page.reload()
    page.get_by_role("button", name="Låt den här telefonen ringa").click()
    expect(page.get_by_role("status")).to_contain_text("gäller inte längre")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
