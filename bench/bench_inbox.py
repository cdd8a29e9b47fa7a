"""How long until a member of the hotline sees who needs help, with 500 requests in the channel?

    python -m bench.bench_inbox [--requests 500] [--save]

Starts the server on a database of its own with invented requests, signs a member in by the door in Chromium, and measures in the page:
from the passphrase to the first rows, the first time (grants are opened) and with the keyring that was kept; then moving about.
"""

from __future__ import annotations

import argparse
import os
import secrets
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import Page, sync_playwright

from bench.report import Table, report
from bench.servers import safeconduct

if TYPE_CHECKING:
    from tests.browser.hotline import Hotline

ROUNDS = 3
PATIENCE = 120_000  # milliseconds
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# Notes when each of these first stands on the page, counted from the press of the button.
WATCH = """() => {
  window.seen = {};
  const marks = {open: ".sealed__head", rows: ".inbox__row", words: ".talk__one"};
  const look = () => {
    for (const [name, place] of Object.entries(marks)) if (!(name in seen) && document.querySelector(place)) seen[name] = performance.now();
  };
  window.watcher?.disconnect();
  window.watcher = new MutationObserver(look);
  watcher.observe(document.body, {childList: true, subtree: true});
  document.addEventListener("click", () => { window.pressed = performance.now(); window.seen = {}; }, {capture: true, once: true});
}"""
SEARCH = """input => {
  const began = performance.now();
  input.value = "брат";
  input.dispatchEvent(new Event("input"));
  return performance.now() - began;
}"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--requests", type=int, default=500)
    options.add_argument("--save", action="store_true", help="keep the table in bench/results.md")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-inbox-") as name:
        folder = Path(name)
        hotline = _fill(folder / "var", chosen.requests)
        with safeconduct(folder, demonstration=False) as address:
            times = _measure(address, hotline)
    report(_table(chosen.requests, times), save=chosen.save)


def _fill(var: Path, number: int) -> Hotline:
    os.environ |= {
        "SAFECONDUCT_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "safeconduct.config.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    import django

    django.setup()
    from django.db import transaction

    from safeconduct.cli.serve import setup
    from tests.browser.hotline import ask_many, make_hotline
    from tests.factories.vault import make_answer, make_record

    setup.main([], standalone_mode=False)
    with transaction.atomic(), transaction.atomic(using="intake"):
        hotline = make_hotline()
        for at, asked in enumerate(ask_many(hotline.channel, number)):
            if at % 5 == 0:  # every fifth is taken, every tenth answered
                card = {"danger": "", "needs": [], "language": "", "state": "taken", "holder": hotline.tomas.reference, "to": "", "seen": 1}
                make_record(hotline.channel.vault, card, by=hotline.tomas, type="request.card", record=asked.mailbox.pk)
            if at % 10 == 0:
                body = {"mailbox": str(asked.mailbox.pk), "text": "We are here.", "question": False, "language": "en"}
                make_record(hotline.channel.vault, body, by=hotline.tomas, type="request.answer", record=make_answer(asked).pk)
    return hotline


def _measure(address: str, hotline: Hotline) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        _sign_in(page, hotline)
        for _ in range(ROUNDS):
            _forget_keyrings()
            _keep(times, "first time", _unlock(page, hotline))
            _keep(times, "keyring kept", _unlock(page, hotline))
            _keep(times, "moving", _move(page))
        browser.close()
    return times


def _forget_keyrings() -> None:
    from safeconduct.vault.models import Keyring

    Keyring.objects.all().delete()


def _sign_in(page: Page, hotline: Hotline) -> None:
    from safeconduct.kit.clock import now
    from safeconduct.vault.rules.one_time import code_at, step_at

    page.goto("/desk/sign-in/?next=/desk/sealed/")
    page.locator("[data-field=handle]").fill(hotline.amina.member.handle)
    page.locator("[data-field=passphrase]").fill(hotline.amina.passphrase)
    page.locator("[data-field=code]").fill(code_at(hotline.amina.factor_secret, step_at(now())))
    page.get_by_role("button", name="Sign in").click()
    page.locator(".inbox__row").first.wait_for()


def _unlock(page: Page, hotline: Hotline) -> dict[str, float]:
    page.goto(f"/desk/sealed/?{secrets.token_hex(4)}")
    page.locator("[data-field=passphrase]").fill(hotline.amina.passphrase)
    page.evaluate(WATCH)
    page.get_by_role("button", name="Unlock").click()
    page.locator(".inbox__row").first.wait_for()
    painted = page.evaluate(PAINTED)
    seen: dict[str, float] = page.evaluate("({...seen, pressed})")
    return {
        "keys and vaults": seen["open"] - seen["pressed"],
        "requests read, opened, listed": seen["rows"] - seen["open"],
        "passphrase to first useful screen": min(painted, seen["rows"] + 100) - seen["pressed"],
    }


def _move(page: Page) -> dict[str, float]:
    page.evaluate(WATCH)
    page.locator(".inbox__words").first.click()
    page.locator(".talk__one").first.wait_for()
    opened: dict[str, float] = page.evaluate("({...seen, pressed})")
    page.evaluate(WATCH)
    page.locator(".govuk-back-link").click()
    page.locator(".inbox__row").first.wait_for()
    back: dict[str, float] = page.evaluate("({...seen, pressed})")
    page.evaluate(WATCH)
    search = page.locator("[data-search]")
    typed = search.evaluate(SEARCH)
    return {"open a request": opened["words"] - opened["pressed"], "back to the list": back["rows"] - back["pressed"], "search": typed}


def _keep(times: dict[str, list[float]], what: str, found: dict[str, float]) -> None:
    for name, milliseconds in found.items():
        times.setdefault(f"{what}: {name}", []).append(milliseconds)


def _table(number: int, times: dict[str, list[float]]) -> Table:
    rows: list[list[str]] = [[name, f"{median(found):,.0f}", f"{min(found):,.0f}", f"{max(found):,.0f}"] for name, found in times.items()]
    notes = [
        f"{number} requests in one channel, in four languages; every fifth taken, every tenth answered. {ROUNDS} rounds.",
        "Keys and vaults: Argon2id at 128 MiB and 3 passes, which is meant to take long; then the grants are opened, or the keyring.",
        "The study before this measured, without server, page and list: 300 ms to open 500 sealed messages, 8 ms to open 500 records.",
    ]
    return Table(f"Inbox with {number} requests, in the browser (ms)", ["what", "median", "least", "most"], rows, notes)


if __name__ == "__main__":
    main()
