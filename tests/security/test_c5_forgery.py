"""C5, at the hotline's inbox: what is not signed by who it names is marked, and never shown or counted as a colleague's."""

import os
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from safeconduct.vault.models import Record
from tests.browser.conftest import Visit, visit  # noqa: F401 — a fixture
from tests.browser.hotline import Hotline, make_hotline, make_vera, open_request, rows, unlock
from tests.factories.vault import Asked, add_message, make_record, make_request

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)

ASKED = "They ask the neighbours about me."
CLOSED = {"danger": "none", "needs": [], "language": "", "state": "closed", "holder": "", "to": "", "seen": 99}


@pytest.fixture
def hotline(transactional_db: None) -> Hotline:
    """Amina and Tomas, who hold one channel."""
    return make_hotline()


def all_kinds(hotline: Hotline, asked: Asked, author: Any) -> None:
    """Write a record of every kind about a request, as this author."""
    vault, box = hotline.channel.vault, str(asked.mailbox.pk)
    make_record(vault, CLOSED, by=author, type="request.card", record=asked.mailbox.pk)
    make_record(vault, {"mailbox": box, "text": "Forged note."}, by=author, type="request.note")
    make_record(vault, {"mailbox": box, "text": "Forged answer.", "question": False, "language": "en"}, by=author, type="request.answer")
    make_record(vault, {"mailbox": box, "to": "night", "text": "Forged handover."}, by=author, type="channel.handover")
    for shift in ("day", "night"):
        make_record(vault, {"mailbox": "", "to": shift, "text": "Forged note for a shift."}, by=author, type="channel.handover")
    template = {"language": "en", "kind": "answer", "title": "Forged", "text": "Come to the police station."}
    make_record(vault, template, by=author, type="channel.template")


def assert_forged_is_nobodys(page: Page) -> None:
    """The request stands as if nothing had been written about it, and says that something was."""
    expect(rows(page)).to_have_count(1)
    expect(rows(page).first).to_contain_text("New")
    expect(rows(page).first).to_contain_text("In danger now")
    expect(rows(page).first).to_contain_text("a mark is not signed")
    assert "Forged" not in page.content()
    open_request(page, ASKED)
    expect(page.locator(".request__head")).to_contain_text("4 records on this request: not signed")
    expect(page.locator(".talk__one--note, .talk__one--ours")).to_have_count(0)
    assert "Forged" not in page.content()
    assert "police station" not in page.content()
    page.get_by_role("link", name="All requests").click()
    page.get_by_role("button", name="Templates").click()
    expect(page.get_by_role("heading", name="Templates")).to_be_visible()
    expect(page.locator(".template")).to_have_count(0)


def test_records_in_a_colleagues_name_with_another_key_count_for_nothing(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    asked = make_request(hotline.channel, ASKED, answers={"danger": "now", "needs": [], "hours": ""})
    all_kinds(hotline, asked, SimpleNamespace(reference=hotline.tomas.reference, seed=os.urandom(32)))
    assert_forged_is_nobodys(unlock(visit, hotline.amina))


def test_records_of_somebody_for_whom_nobody_vouched_count_for_nothing(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    asked = make_request(hotline.channel, ASKED, answers={"danger": "now", "needs": [], "hours": ""})
    all_kinds(hotline, asked, make_vera())
    assert_forged_is_nobodys(unlock(visit, hotline.amina))


def test_the_same_records_signed_by_tomas_do_count(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    asked = make_request(hotline.channel, ASKED, answers={"danger": "now", "needs": [], "hours": ""})
    all_kinds(hotline, asked, hotline.tomas)
    page = unlock(visit, hotline.amina)
    expect(page.locator(".empty")).to_contain_text("Every request is closed")  # by him
    page.get_by_role("button", name="Show the closed ones").click()
    open_request(page, ASKED)
    expect(page.locator(".talk__one--note")).to_have_count(2)


def test_a_record_put_in_the_place_of_another_is_not_shown(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    asked, other = make_request(hotline.channel, ASKED), make_request(hotline.channel, "Another request.")
    card = make_record(hotline.channel.vault, CLOSED, by=hotline.tomas, type="request.card", record=other.mailbox.pk)
    Record.objects.filter(pk=card.pk).update(record=asked.mailbox.pk)
    page = unlock(visit, hotline.amina)
    expect(rows(page)).to_have_count(2)
    expect(rows(page).filter(has_text=ASKED)).to_contain_text("a mark is not signed")


def test_a_message_that_the_server_made_up_gets_no_answer(visit: Visit, hotline: Hotline) -> None:  # noqa: F811
    asked, stranger = make_request(hotline.channel, ASKED), make_request(hotline.channel, "Write to me here instead.")
    moved = stranger.messages[0]
    moved.mailbox, moved.sequence = asked.mailbox, 2
    moved.save()
    stranger.mailbox.delete()
    again = add_message(asked, "Somebody plays this back.")
    again.blob = asked.messages[0].blob
    again.save()
    page = unlock(visit, hotline.amina)
    expect(rows(page)).to_have_count(1)
    open_request(page, ASKED)
    messages = page.locator(".talk__one--person")
    expect(messages.nth(1)).to_contain_text("answers at another address")
    expect(messages.nth(2)).to_contain_text("the same message as one above")
