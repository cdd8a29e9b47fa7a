"""The hotline's inbox in a real browser: find the most urgent, answer, hand over; two people at once; a bad line."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from safeconduct.intake.models import Message
from safeconduct.kit.clock import today
from safeconduct.vault.format.messages import open_message
from safeconduct.vault.models import Record
from tests.browser.conftest import Visit
from tests.browser.hotline import Hotline, ask_many, make_hotline, make_vera, open_request, rows, unlock
from tests.browser.test_accessibility import barriers
from tests.factories.vault import Asked, add_message, make_answer, make_channel, make_record, make_request

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)

ASKED = "They ask the neighbours about me. I can read here after ten in the evening."
ANSWER = "We believe you. Stay where you are until ten; then read here again."


@pytest.fixture
def hotline(transactional_db: None) -> Hotline:
    """Amina and Tomas, who hold one channel."""
    return make_hotline()


def answers_to(asked: Asked) -> list[str]:
    """Open, as the person, whatever lies in the box for them."""
    out = Message.objects.filter(mailbox=asked.mailbox, direction="out").order_by("sequence")
    return [str(open_message(asked.keys.identity, bytes(one.blob))["text"]) for one in out]


def write_answer(page: Page, text: str = ANSWER) -> None:
    page.get_by_label("Your words").fill(text)
    page.get_by_role("button", name="Look at it as the person will").click()
    expect(page.locator(".request__answer .answer-sheet")).to_have_text(text)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send", exact=True).click()


def state(page: Page) -> Locator:
    return page.locator(".request__head .stamps")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_three_most_urgent_of_forty_are_seen_at_once(visit: Visit, hotline: Hotline, width: int) -> None:
    ask_many(hotline.channel, 40)
    page = unlock(visit, hotline.amina, width=width)

    expect(rows(page)).to_have_count(40)
    expect(page.locator(".inbox__counts")).to_contain_text("Waiting: 40, in danger now: 3, yours: 0.")
    for at, number in enumerate((27, 17, 7)):  # the longest waiting of them first
        row = rows(page).nth(at)
        expect(row).to_contain_text("In danger now")
        expect(row).to_contain_text(f"({number})")
        expect(row).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("scrollY") == 0
    expect(page.locator(".inbox__row [lang=ar]").first).to_have_attribute("dir", "auto")
    rows(page).first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Request ")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_amina_answers_by_keyboard_and_only_the_person_can_read_it(visit: Visit, hotline: Hotline) -> None:
    asked = make_request(hotline.channel, ASKED, answers={"danger": "now", "needs": ["place"], "hours": "after ten"})
    make_request(hotline.channel, "Something that can wait.", answers={"danger": "no", "needs": [], "hours": ""})
    page = unlock(visit, hotline.amina)

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator(".talk__one--person")).to_contain_text(ASKED)
    expect(page.locator(".talk__said")).to_contain_text("after ten")
    page.keyboard.press("x")
    expect(state(page)).to_contain_text("Taken by you")
    page.keyboard.press("a")
    page.keyboard.type(ANSWER)
    expect(page.locator(".request__answer .answer-sheet")).to_have_count(0)
    page.get_by_role("button", name="Look at it as the person will").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".request__answer .answer-sheet")).to_have_text(ANSWER)
    assert answers_to(asked) == []
    page.keyboard.press("y")
    expect(page.get_by_text("Sent. The person reads it")).to_be_visible()
    expect(page.locator(".talk__one--ours")).to_contain_text(ANSWER)
    expect(page.locator(".talk__one--ours")).to_contain_text("Amina")
    expect(state(page)).to_contain_text("Answered")
    page.keyboard.press("b")
    expect(page.locator(".inbox__counts")).to_contain_text("Waiting: 1, in danger now: 0, yours: 1.")

    assert answers_to(asked) == [ANSWER]
    kept = b"".join(bytes(blob) for blob in Record.objects.values_list("blob", flat=True))
    assert ANSWER.encode() not in kept
    assert set(Record.objects.values_list("type", flat=True)) == {"request.card", "request.answer"}


def test_whoever_is_slower_loses_nothing_and_sends_nothing(visit: Visit, hotline: Hotline) -> None:
    asked = make_request(hotline.channel, ASKED)
    page = unlock(visit, hotline.amina)
    open_request(page, "They ask the neighbours")
    write_answer(page)
    taken = {"danger": "now", "needs": [], "language": "en", "state": "taken", "holder": hotline.tomas.reference, "to": "", "seen": 1}
    make_record(hotline.channel.vault, taken, by=hotline.tomas, type="request.card", record=asked.mailbox.pk)

    send(page)
    conflict = page.locator(".request__conflict")
    expect(conflict).to_contain_text("Tomas was faster")
    expect(conflict.get_by_role("row", name="State")).to_contain_text("Taken by TomasTaken by you")
    expect(page.locator(".request__answer .answer-sheet")).to_have_text(ANSWER)
    expect(state(page)).to_contain_text("Taken by Tomas")
    assert answers_to(asked) == []

    conflict.get_by_role("button", name="Do mine all the same").click()
    expect(page.locator(".talk__one--ours")).to_contain_text(ANSWER)
    assert answers_to(asked) == [ANSWER]


def test_what_happened_while_she_wrote_is_said_before_anything_is_sent(visit: Visit, hotline: Hotline) -> None:
    asked = make_request(hotline.channel, ASKED)
    page = unlock(visit, hotline.amina)
    open_request(page, "They ask the neighbours")
    write_answer(page)
    add_message(asked, "I have left the house.")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".talk__one--person")).to_have_count(2)
    send(page)
    expect(page.get_by_role("alert").filter(has_text="since you began to write")).to_be_visible()
    assert answers_to(asked) == []
    page.get_by_role("button", name="Send it all the same").click()
    expect(page.locator(".talk__one--ours")).to_contain_text(ANSWER)
    assert answers_to(asked) == [ANSWER]


def test_marks_notes_and_words_typed_survive_a_walk_through_other_screens(visit: Visit, hotline: Hotline) -> None:
    make_request(hotline.channel, ASKED)
    page = unlock(visit, hotline.amina)
    open_request(page, "They ask the neighbours")
    page.get_by_label("In danger soon").check()
    page.get_by_label("A lawyer").check()
    page.get_by_role("button", name="Keep these marks").click()
    expect(state(page)).to_contain_text("In danger soon")
    page.get_by_label("Note for colleagues").fill("Voice checked by telephone.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".talk__one--note")).to_contain_text("Voice checked by telephone.")

    page.get_by_label("Your words").fill("Half a sentence")
    page.get_by_label("Note for colleagues").fill("Half a note")
    page.get_by_role("link", name="All requests").click()
    expect(rows(page).first).to_contain_text("In danger soon")
    expect(rows(page).first).to_contain_text("A lawyer")
    page.get_by_role("link", name="Requests", exact=True).click()
    open_request(page, "They ask the neighbours")
    expect(page.get_by_label("Your words")).to_have_value("Half a sentence")
    expect(page.get_by_label("Note for colleagues")).to_have_value("Half a note")
    assert page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])") == "[{},{}]"

    page.get_by_role("button", name="Lock", exact=True).click()
    expect(page.get_by_role("heading", name="Locked")).to_be_visible()
    for words in ("neighbours", "Half a", "Voice checked"):
        assert words not in page.content()


def test_a_request_goes_to_the_night_shift_with_a_note_and_filters_find_it(visit: Visit, hotline: Hotline) -> None:
    make_request(hotline.channel, ASKED, answers={"danger": "soon", "needs": ["legal"], "hours": ""})
    make_request(hotline.channel, "Мне нужен врач. Я у сестры.", language="ru", answers={"danger": "no", "needs": ["medical"], "hours": ""})
    page = unlock(visit, hotline.amina)
    open_request(page, "They ask the neighbours")
    page.get_by_text("Hand over", exact=True).first.click()
    page.get_by_label("Hand over to").select_option("night")
    page.get_by_label("What they should know").fill("Expects us after ten.")
    page.get_by_role("button", name="Hand over").click()
    expect(state(page)).to_contain_text("Handed to the night shift")
    expect(page.locator(".talk__one--note")).to_contain_text("Expects us after ten.")
    page.get_by_role("link", name="All requests").click()

    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Shift").select_option("night")
    expect(rows(page)).to_have_count(2)  # whoever names no hours belongs to both
    page.get_by_label("State").select_option("handed")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Language").select_option("ru")
    expect(rows(page)).to_contain_text(["Мне нужен врач"])
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("searchbox").last.fill("ВРАЧ сестр")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("searchbox").last.fill("nobody wrote this")
    expect(page.locator(".empty")).to_contain_text("Nothing fits these filters")

    page.get_by_role("button", name="Leave a note for the next shift").click()
    page.get_by_label("Note for the next shift").fill("Quiet so far; the doctor answers until eight.")
    page.get_by_label("For", exact=True).select_option("day")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("The note is kept.")).to_be_visible()


def test_an_answer_on_a_bad_line_arrives_once(visit: Visit, hotline: Hotline) -> None:
    asked = make_request(hotline.channel, ASKED)
    page = unlock(visit, hotline.amina)
    open_request(page, "They ask the neighbours")
    write_answer(page)
    lost = {"yes": True}

    def lose_the_first_answer(route: Route) -> None:
        if lost.pop("yes", False):
            route.fetch()
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/answers/", lose_the_first_answer)
    send(page)
    expect(page.get_by_text("It is not known whether this arrived.")).to_be_visible()
    expect(page.locator(".request__answer .answer-sheet")).to_have_text(ANSWER)
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator(".talk__one--ours")).to_contain_text(ANSWER)
    assert answers_to(asked) == [ANSWER]


def test_a_closed_request_opens_when_the_person_writes_again_and_what_they_sent_can_be_destroyed(visit: Visit, hotline: Hotline) -> None:
    asked = make_request(hotline.channel, ASKED)
    page = unlock(visit, hotline.amina)
    open_request(page, "They ask the neighbours")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(state(page)).to_contain_text("Closed")
    page.get_by_role("link", name="All requests").click()
    expect(page.locator(".empty")).to_contain_text("Nobody waits")
    add_message(asked, "Now they are at the door.", answers={"danger": "now", "needs": [], "hours": ""}, day=today())
    page.keyboard.press("r")
    page.get_by_role("button", name="Show", exact=True).or_(rows(page)).first.click()
    expect(rows(page)).to_contain_text(["Now they are at the door."])
    expect(rows(page).first).to_contain_text("In danger now")
    open_request(page, "Now they are at the door.")
    page.get_by_text("Destroy", exact=True).first.click()
    page.get_by_role("button", name="Destroy what they sent").click()
    page.get_by_label("These, and all that we wrote").check()
    page.get_by_role("button", name="Destroy now").click()
    expect(page.get_by_text("No request for help yet")).to_be_visible()
    assert not Message.objects.exists()
    assert not Record.objects.exists()


def test_what_is_new_is_offered_and_moves_nothing_by_itself(visit: Visit, hotline: Hotline) -> None:
    make_request(hotline.channel, ASKED)
    page = unlock(visit, hotline.amina)
    expect(rows(page)).to_have_count(1)
    make_request(hotline.channel, "Please hurry.", answers={"danger": "now", "needs": [], "hours": ""})
    page.keyboard.press("r")
    expect(page.locator(".inbox__news")).to_contain_text("1 request changed since you looked, 1 of them in danger now.")
    expect(rows(page)).to_have_count(1)
    page.keyboard.press("s")
    expect(rows(page)).to_have_count(2)
    expect(rows(page).first).to_contain_text("Please hurry.")


def test_several_channels_stand_in_one_list_and_one_that_is_not_hers_does_not(visit: Visit, hotline: Hotline) -> None:
    south = make_channel(hotline.jonas, [hotline.amina, hotline.tomas], slug="south", names={"en": "Help in the south"})
    others = make_channel(hotline.jonas, [hotline.tomas, hotline.jonas], slug="west", names={"en": "Help in the west"})
    make_request(hotline.channel, ASKED)
    make_request(south, "From the south.")
    make_request(others, "From the west.")
    page = unlock(visit, hotline.amina)
    expect(rows(page)).to_have_count(2)
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Channel").select_option(label="Help in the south")
    expect(rows(page)).to_contain_text(["From the south."])
    assert "west" not in page.content()


def test_what_cannot_be_opened_is_said_and_hides_nothing_else(visit: Visit, hotline: Hotline) -> None:
    asked, broken = make_request(hotline.channel, ASKED), make_request(hotline.channel, "Never seen.")
    sealed_elsewhere = bytes(make_answer(asked).blob)
    Message.objects.filter(mailbox=broken.mailbox).update(blob=sealed_elsewhere)
    Message.objects.filter(mailbox=asked.mailbox, direction="out").delete()
    page = unlock(visit, hotline.amina)
    expect(rows(page)).to_have_count(2)
    row = rows(page).filter(has_text="Could not be opened")
    expect(row).to_have_count(1)
    row.get_by_role("link").click()
    expect(page.locator(".talk__one--unopened")).to_contain_text("not sealed to this channel's key")
    expect(page.get_by_text("there is no address to answer to")).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_count(0)


def test_templates_are_taken_changed_and_answered_with(visit: Visit, hotline: Hotline) -> None:
    asked = make_request(hotline.channel, "Меня ищут.", language="ru")
    page = unlock(visit, hotline.amina)
    page.keyboard.press("t")
    page.get_by_role("button", name="Take those in Russian").click()
    expect(page.locator(".template")).to_have_count(8)
    page.locator(".template").filter(has_text="Вам пишет человек").locator("summary").click()
    page.locator(".template[open]").get_by_role("button", name="Change").click()
    page.get_by_label("Text", exact=True).fill("Вам пишет Амина.")
    page.get_by_role("button", name="Keep the template").click()
    expect(page.get_by_text("The template is kept.")).to_be_visible()
    page.keyboard.press("b")

    open_request(page, "Меня ищут")
    page.get_by_label("Template").select_option(label="Вам пишет человек")
    expect(page.get_by_label("Your words")).to_have_value("Вам пишет Амина.")
    page.get_by_label("Template").select_option(label="Когда мы ответим")
    page.get_by_role("button", name="Look at it as the person will").click()
    expect(page.get_by_text("There is still a place to be filled in: [часы].")).to_be_visible()
    write_answer(page, "Вам пишет Амина.")
    send(page)
    expect(page.locator(".talk__one--ours")).to_contain_text("Вам пишет Амина.")
    assert answers_to(asked) == ["Вам пишет Амина."]


def test_vera_who_holds_nothing_is_told_so_and_sees_nothing(visit: Visit, hotline: Hotline) -> None:
    make_request(hotline.channel, ASKED)
    page = unlock(visit, make_vera())
    expect(page.locator(".empty")).to_contain_text("You hold no channel")
    assert "neighbours" not in page.content()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_no_screen_of_the_inbox_keeps_anybody_out(visit: Visit, hotline: Hotline, width: int, dark: bool) -> None:
    first = ask_many(hotline.channel, 4)[0]
    make_record(hotline.channel.vault, {"mailbox": str(first.mailbox.pk), "text": "A note."}, by=hotline.tomas, type="request.note")
    page = unlock(visit, hotline.amina, width=width, dark=dark)
    seen: dict[str, list[str]] = {}

    def look(name: str) -> None:
        seen[name] = [
            *barriers(page),
            *(["wider than the page"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []),
        ]

    look("list")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("button", name="Leave a note for the next shift").click()
    look("filters and note")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Templates").click()
    page.get_by_role("button", name="Take those in Arabic").click()
    expect(page.locator(".template")).to_have_count(8)
    page.locator(".template summary").first.click()
    page.get_by_role("button", name="Write a template").click()
    look("templates")
    page.get_by_role("link", name="All requests").click()
    open_request(page, "(1)")
    for more in ("Hand over", "Destroy"):
        page.get_by_text(more, exact=True).first.click()
    page.get_by_role("button", name="Destroy what they sent").click()
    look("request")
    write_answer(page)
    look("preview")
    assert {name: found for name, found in seen.items() if found} == {}
