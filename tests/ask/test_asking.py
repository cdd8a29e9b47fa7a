"""Somebody asks for help, without a script."""

import io
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.ask.rules import ASK_LANGUAGES
from safeconduct.intake.models import Channel, IntakeFile, Mailbox, Message
from safeconduct.kit.clock import today, week_of
from safeconduct.vault.format.codes import digits_of, read_code
from safeconduct.vault.format.files import open_file
from safeconduct.vault.format.lists import list_of
from safeconduct.vault.format.messages import open_message
from safeconduct.vault.format.signing import new_seed
from tests.ask.stage import Hotline, card_for, make_hotline
from tests.ask.walking import STORY, filled, read_page, ticket_on, words_on

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def test_a_message_arrives_sealed_and_the_person_gets_eight_words(person: Client, hotline: Hotline):
    answer = person.post("/en/north/", filled(person, danger="now", needs=["place", "talk"], hours="after eight"))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert len(words_on(answer)) == 8
    message = Message.objects.get()
    assert (message.direction, message.sealed_by, message.sequence) == ("in", "server", 1)
    said = open_message(hotline.identity, bytes(message.blob))
    assert said["text"] == STORY
    assert said["answers"] == {"danger": "now", "needs": ["place", "talk"], "hours": "after eight"}
    assert said["language"] == "en"


def test_a_box_tells_no_day_of_its_own(person: Client, hotline: Hotline):
    person.post("/en/north/", filled(person))
    box = Mailbox.objects.get()

    assert box.week_opened == week_of(today())
    assert timedelta(days=80) <= box.expires_on - today() <= timedelta(days=100)


def test_a_text_is_all_that_is_needed_and_what_was_typed_is_kept(person: Client, hotline: Hotline):
    answer = person.post("/en/north/", filled(person, text=" ", danger="soon", needs=["legal"], hours="at noon"))

    page = read_page(answer)
    assert answer.status_code == 422
    assert 'value="at noon"' in page
    assert len(re.findall(r"<input[^>]* checked", page)) == 2
    assert not Message.objects.exists()


def test_sent_twice_it_is_one_message_and_one_code(person: Client, hotline: Hotline):
    form = filled(person)

    first, second = (words_on(person.post("/en/north/", form)) for _ in range(2))

    assert first == second != []
    assert Message.objects.count() == Mailbox.objects.count() == 1


def test_sent_again_when_the_code_can_be_shown_no_more_it_is_said_and_a_new_page_offered(
    person: Client, hotline: Hotline, settings: Settings
):
    form = filled(person)
    person.post("/en/north/", form)
    for kept in settings.RAM.glob("[0-9a-f]*"):
        kept.unlink()

    again = person.post("/en/north/", form)

    assert "This message has arrived already" in read_page(again)
    assert STORY in read_page(again)
    assert ticket_on(again) != form["ticket"]
    assert Message.objects.count() == 1


def test_files_are_sealed_with_their_names(person: Client, hotline: Hotline, settings: Settings):
    picture = SimpleUploadedFile("kitchen.jpg", b"light and shade" * 100, "image/jpeg")

    person.post("/en/north/", filled(person, files=[picture]))

    said = open_message(hotline.identity, bytes(Message.objects.get().blob))
    file = IntakeFile.objects.get()
    assert said["files"] == [{"id": str(file.id), "sha256": bytes(file.digest).hex()}]
    kept = settings.INTAKE_FILES / str(file.id)
    assert kept.stat().st_size == file.length
    assert kept.stat().st_mode & 0o077 == 0
    meta, content = open_file(hotline.identity, io.BytesIO(kept.read_bytes()))
    assert (meta.name, meta.type, content.read()) == ("kitchen.jpg", "image/jpeg", b"light and shade" * 100)


def test_a_file_stays_when_the_form_comes_back(person: Client, hotline: Hotline):
    answer = person.post("/en/north/", filled(person, text="", files=[SimpleUploadedFile("a.txt", b"1")]))
    kept = str(IntakeFile.objects.get().id)
    assert f'value="{kept}"' in read_page(answer)

    person.post("/en/north/", filled(person, kept=kept))

    assert IntakeFile.objects.get().message == Message.objects.get()


def test_nobody_takes_over_the_file_of_another_message(person: Client, hotline: Hotline):
    person.post("/en/north/", filled(person, files=[SimpleUploadedFile("a.txt", b"1")]))
    first = Message.objects.get()

    person.post("/en/north/", filled(person, kept=f"{IntakeFile.objects.get().id} {uuid4()} nonsense"))

    assert Message.objects.count() == 2
    assert IntakeFile.objects.get().message == first


def test_too_many_and_too_large_files_are_let_go_and_named_as_such(person: Client, hotline: Hotline, settings: Settings):
    settings.LARGEST_SEALED_FILE = 1000
    files = [SimpleUploadedFile(f"{number}.txt", b"1") for number in range(5)]

    large = person.post(
        "/en/north/", filled(person, files=[SimpleUploadedFile("large.txt", b"2" * 1001), SimpleUploadedFile("small.txt", b"1")])
    )
    many = person.post("/en/north/", filled(person, files=[*files, SimpleUploadedFile("sixth.txt", b"3")]))

    assert "A file was larger" in read_page(large)
    assert "At most 5 files" in read_page(many)
    assert not Message.objects.exists()
    assert IntakeFile.objects.count() == 6 == len(list(settings.INTAKE_FILES.iterdir()))


def test_words_have_room_where_files_have_none(person: Client, hotline: Hotline, settings: Settings):
    settings.INTAKE_ROOM = 2**60

    with_file = person.post("/en/north/", filled(person, files=[SimpleUploadedFile("a.txt", b"1")]))
    person.post("/en/north/", filled(person))

    assert "No more files can be taken just now" in read_page(with_file)
    assert Message.objects.count() == 1


@pytest.mark.parametrize(("language", "list_name"), [("en", "en"), ("ar", "en"), ("sv", "en"), ("fr", "fr"), ("ru", "ru"), ("ce", "ru")])
def test_words_are_of_the_pages_language_where_there_is_a_list(person: Client, hotline: Hotline, language: str, list_name: str):
    answer = person.post(f"/{language}/north/", filled(person, language=language))

    assert set(words_on(answer)) <= set(list_of(list_name))
    assert digits_of(read_code(" ".join(words_on(answer)))) in read_page(answer)


@pytest.mark.parametrize("language", [code for code, _name in ASK_LANGUAGES])
def test_every_language_has_its_pages(person: Client, hotline: Hotline, language: str):
    for path in ("", "north/", "back/", "code/skip/"):
        answer = person.get(f"/{language}/{path}")

        assert answer.status_code == 200
        assert f'lang="{"ru" if language == "ce" else language}"' in read_page(answer)


def test_chechen_pages_are_russian_and_say_so(person: Client, hotline: Hotline):
    assert "Вы можете писать по-чеченски" in read_page(person.get("/ce/"))
    assert '<option value="ce" selected>' in read_page(person.get("/ce/north/"))
    assert "Вы можете писать по-чеченски" not in read_page(person.get("/ru/"))


def test_nothing_is_sealed_to_a_card_that_the_root_key_does_not_stand_behind(person: Client, seed: bytes):
    make_hotline(seed, signed_by=new_seed())

    page, sent = person.get("/en/north/"), person.post("/en/north/", {"text": STORY, "language": "en", "end": "1"})

    assert page.status_code == sent.status_code == 503
    assert "No message can be sent just now" in read_page(sent)
    assert person.get("/en/north/card.json").json()["code"] == "not-verified"
    assert not Message.objects.exists()


def test_a_card_of_another_channel_is_refused(person: Client, seed: bytes, hotline: Hotline):
    other = card_for(uuid4(), hotline.channel.vault, "north", hotline.identity, seed)
    Channel.objects.update(card=other[0], signature=other[1])

    assert person.get("/en/north/").status_code == 503


def test_without_a_root_key_nothing_is_taken(person: Client, hotline: Hotline, settings: Settings):
    settings.ROOT_KEY_FILE.unlink()

    assert person.get("/en/north/").status_code == 503


def test_a_closed_channel_says_so_and_keeps_the_text(person: Client, hotline: Hotline):
    form = filled(person)
    Channel.objects.update(state="closed")

    answer = person.post("/en/north/", form)

    assert answer.status_code == 409
    assert STORY in read_page(answer)
    assert "Nobody answers here just now" in read_page(person.get("/en/"))
    assert not Message.objects.exists()


def test_what_another_site_sends_is_refused_unread(person: Client, hotline: Hotline):
    form = filled(person)

    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}):
        assert person.post("/en/north/", form, headers=headers).status_code == 403
    assert not Message.objects.exists()
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}):
        assert person.post("/en/north/", form, headers=headers).status_code == 200


def test_typing_the_words_back(person: Client, hotline: Hotline):
    form = filled(person)
    words = words_on(person.post("/en/north/", form))

    def typed(text: str) -> str:
        return read_page(person.post("/en/code/", {"ticket": form["ticket"], "words": text}))

    assert "The words are right" in typed(" ".join(words))
    assert "There are 7 words" in typed(" ".join(words[:7]))
    assert "Word 3" in typed(" ".join([*words[:2], "qqqqqq", *words[3:]]))
    assert "of another box" in typed(" ".join(words_on(person.post("/en/north/", filled(person)))))
    assert "Type the eight words" in typed("")
    assert words_on(person.post("/en/code/", {"ticket": form["ticket"], "show": "1"})) == words


def test_the_words_are_not_shown_to_whoever_lacks_the_ticket(person: Client, hotline: Hotline):
    person.post("/en/north/", filled(person))

    assert words_on(person.post("/en/code/", {"ticket": filled(person)["ticket"], "show": "1"})) == []


def test_a_page_that_is_left_asks_the_browser_to_forget(person: Client, hotline: Hotline):
    answer = person.get("/en/code/skip/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "You have not checked the words" in read_page(answer)


def test_the_form_may_be_kept_by_going_back_and_nothing_else(person: Client, hotline: Hotline):
    assert person.get("/en/north/")["Cache-Control"] == "no-cache, private"
    assert person.get("/en/back/")["Cache-Control"] == "no-store"
    assert person.get("/xx/")["Cache-Control"] == "no-store"
    assert person.get("/en/north/card.json")["Cache-Control"] == "no-store"


def test_every_page_has_one_neutral_title_the_way_out_and_nothing_from_elsewhere(person: Client, hotline: Hotline):
    for path in ("/", "/en/", "/en/north/", "/en/back/", "/en/code/skip/", "/en/none/", "/nowhere"):
        answer = person.get(path)
        page = read_page(answer)

        assert "<title>Messages</title>" in page, path
        assert 'href="https://www.wikipedia.org/" data-exit rel="nofollow noreferrer"' in page, path
        assert not answer.cookies
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_expiry_is_drawn(person: Client, hotline: Hotline):
    for _ in range(12):
        person.post("/en/north/", filled(person))

    assert len(set(Mailbox.objects.values_list("expires_on", flat=True))) > 2
    assert all(isinstance(day, date) for day in Mailbox.objects.values_list("expires_on", flat=True))
