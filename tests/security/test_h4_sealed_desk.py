"""H4, at the sealed desk: whatever stands in a request or in a colleague's record, on no screen does it become more than text."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from safeconduct.intake.models import ChannelText
from safeconduct.people.models import Member, Organisation
from tests.browser.conftest import Visit, visit  # noqa: F401 — a fixture
from tests.browser.hotline import Hotline, Sent, ask_with_files, make_hotline, rows, unlock
from tests.factories.vault import Asked, add_message, make_answer, make_record, make_request

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)

EVIL = (
    "'\"></title></textarea></script><script>window.ran=1</script><img src=//pixel.example.org/x onerror=window.ran=2>"
    "<svg onload=window.ran=3><iframe srcdoc='<script>parent.ran=4</script>'></iframe><a href=javascript:window.ran=5>x</a>"
    "{{ constructor.constructor('window.ran=6')() }}${window.ran=7}<%= ran %>[[x]]\u202e\u2066"
)
RUNS = (
    ":is(script, img, svg, iframe, object, embed, link, style, base, meta, "
    "[onload], [onerror], [onclick], [style], [srcdoc], a:not([href^='#']))"
)


@pytest.fixture
def hotline(transactional_db: None, settings: object, tmp_path: Path) -> Hotline:
    """A hotline in which everything that can be written is evil."""
    settings.INTAKE_FILES = tmp_path / "sealed"  # type: ignore[attr-defined]
    hotline = make_hotline()
    ChannelText.objects.update(name=EVIL[:120], line=EVIL[:300])
    Member.objects.update(name=EVIL[:120])
    Organisation.objects.update(name=EVIL[:200])
    return hotline


def evil_request(hotline: Hotline) -> Asked:
    """A request in which every field is evil, and every kind of record about it."""
    answers = {"danger": EVIL, "needs": [EVIL, "__proto__", "constructor"], "hours": EVIL, EVIL: EVIL, "toString": {"a": [EVIL]}}
    asked = make_request(hotline.channel, EVIL, answers=answers, language="en")
    add_message(asked, EVIL, answers={"danger": "now", "needs": EVIL, "hours": [EVIL]}, language=EVIL)
    out = make_answer(asked, EVIL)
    vault, tomas, box = hotline.channel.vault, hotline.tomas, str(asked.mailbox.pk)
    evil_card = {"danger": EVIL, "needs": [EVIL], "language": EVIL, "state": EVIL, "holder": EVIL, "to": EVIL, "seen": EVIL}
    make_record(vault, evil_card, by=tomas, type="request.card", record=asked.mailbox.pk)
    make_record(vault, {"mailbox": box, "text": EVIL, "question": EVIL, "language": EVIL}, by=tomas, type="request.answer", record=out.pk)
    make_record(vault, {"mailbox": box, "text": EVIL, EVIL: EVIL}, by=tomas, type="request.note")
    make_record(vault, {"mailbox": box, "to": EVIL, "text": EVIL}, by=tomas, type="channel.handover")
    for shift in ("day", "night"):
        make_record(vault, {"mailbox": "", "to": shift, "text": EVIL}, by=tomas, type="channel.handover")
    make_record(vault, {"language": "en", "kind": EVIL, "title": EVIL, "text": EVIL}, by=tomas, type="channel.template")
    for strange in (None, [EVIL], EVIL, {"mailbox": box, "text": {"toString": EVIL}}):
        make_record(vault, strange, by=tomas, type="request.note")
    return asked


def assert_calm(page: Page) -> None:
    """Nothing ran, nothing that could run stands in the page, nothing reaches beyond the window."""
    page.wait_for_timeout(150)
    assert page.evaluate("window.ran") is None
    found = page.locator(f"#sealed {RUNS}")
    assert found.count() == 0, found.first.evaluate("element => element.outerHTML")
    assert page.evaluate("document.querySelectorAll('head > script, head > style, body > script').length") <= 1


def test_nothing_that_people_write_runs_on_any_screen_of_the_inbox(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    evil_request(hotline)
    ask_with_files(hotline.channel, EVIL, Sent(EVIL, EVIL, EVIL.encode()))
    asked: list[str] = []
    page = unlock(visit, hotline.amina)
    page.on("request", lambda request: asked.append(request.url))

    expect(rows(page)).to_have_count(2)
    expect(rows(page).first).to_contain_text("<script>window.ran=1</script>")
    assert_calm(page)
    page.get_by_text("Filters", exact=True).click()
    assert_calm(page)
    page.get_by_role("searchbox").last.fill(EVIL)
    expect(rows(page)).to_have_count(2)
    for at in range(2):
        rows(page).nth(at).get_by_role("link").click()
        expect(page.locator(".talk__one--person").first).to_contain_text("<script>window.ran=1</script>")
        if page.locator(".talk__one--note").count() > 0:
            expect(page.locator(".talk__one--note").first).to_contain_text("<script>window.ran=1</script>")
        for show in page.get_by_role("button", name="Show", exact=True).all():
            show.click()
        page.get_by_label("Template").select_option(index=1)
        page.get_by_label("Your words").fill(EVIL.replace("[[x]]", ""))
        page.get_by_role("button", name="Look at it as the person will").click()
        expect(page.locator(".answer-sheet")).to_contain_text("<script>window.ran=1</script>")
        assert_calm(page)
        page.get_by_role("link", name="All requests").click()
    page.get_by_role("button", name="Templates").click()
    page.locator(".template summary").first.click()
    expect(page.locator(".template .answer-sheet").first).to_contain_text("<script>window.ran=1</script>")
    assert_calm(page)
    assert not [address for address in asked if "pixel" in address]


def test_the_browser_itself_is_told_to_refuse_markup_made_of_text(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    answer = visit(hotline.amina.member).goto("/desk/sealed/")
    assert answer is not None
    rules = {rule.strip() for rule in answer.headers["content-security-policy"].split(";")}
    assert {"require-trusted-types-for 'script'", "trusted-types safeconduct", "default-src 'none'", "connect-src 'self'"} <= rules
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
