"""I2: a code is read as people type it: capitals, first letters, another keyboard, digits; and a slip is helped, not guessed."""

import pytest
from django.test import Client

from safeconduct.vault.format.codes import digits_of, new_secret, words_of
from safeconduct.vault.format.keyboards import LATIN, RUSSIAN
from tests.ask.conftest import hotline, intake, person, seed  # noqa: F401 — fixtures
from tests.ask.stage import Hotline
from tests.ask.walking import answered, asked, come_back, filled, read_page, words_on

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
AS_LATIN = str.maketrans(RUSSIAN, LATIN)
ANSWER = "Take the evening train."


@pytest.mark.parametrize("how", ["as given", "capitals", "four letters", "numbered", "commas", "a line each", "much space"])
def test_english_words_as_people_type_them(person: Client, hotline: Hotline, how: str):  # noqa: F811
    words = asked(person)
    answered(hotline, ANSWER)
    typed = {
        "as given": " ".join(words),
        "capitals": " ".join(words).upper(),
        "four letters": " ".join(word[:4] for word in words),
        "numbered": " ".join(f"{number}. {word}" for number, word in enumerate(words, 1)),
        "commas": ", ".join(words),
        "a line each": "\r\n".join(words),
        "much space": "   " + "    ".join(words) + "  ",
    }[how]

    assert ANSWER in read_page(come_back(person, typed))


def test_russian_words_typed_on_a_latin_keyboard(person: Client, hotline: Hotline):  # noqa: F811
    words = words_on(person.post("/ru/north/", filled(person, language="ru")))
    answered(hotline, ANSWER)

    assert ANSWER in read_page(come_back(person, " ".join(words).translate(AS_LATIN)))
    assert ANSWER in read_page(come_back(person, " ".join(words).replace("ё", "е").replace("й", "и").upper()))


def test_the_digits_do_the_same(person: Client, hotline: Hotline):  # noqa: F811
    page = person.post("/en/north/", filled(person))
    digits = read_page(page).split('id="digits" dir="ltr">')[1].split("<")[0]
    answered(hotline, ANSWER)

    assert ANSWER in read_page(come_back(person, digits))
    assert ANSWER in read_page(come_back(person, digits.replace(" ", "")))
    assert "digits; a code has 27" in read_page(come_back(person, digits[:-1]))


@pytest.mark.usefixtures("hotline")
def test_a_slip_is_shown_with_what_may_have_been_meant(person: Client):  # noqa: F811
    words = words_of(bytes(range(10)), "en")
    slipped = [*words[:4], words[4][:-1] + ("x" if len(words[4]) > 4 else "xx"), *words[5:]]
    letter_wrong = [words[0][0] + "q" + words[0][2:], *words[1:]]

    assert come_back(person, slipped).status_code == 200, "behind the fourth letter a slip is none"
    page = read_page(come_back(person, letter_wrong))
    assert "Word 1" in page
    assert f">{words[0]}</strong>" in page
    assert " ".join(letter_wrong) in page


@pytest.mark.usefixtures("hotline")
def test_nothing_is_suggested_with_which_the_whole_would_be_no_code(person: Client):  # noqa: F811
    words = words_of(new_secret(), "en")

    page = read_page(come_back(person, ["qqqqqq", *words[1:]]))

    assert "Word 1" in page
    assert "perhaps" not in page.split('id="slip"')[1].split("</div>")[0]


@pytest.mark.usefixtures("hotline")
def test_words_that_are_no_code_cost_no_stretching(person: Client, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    monkeypatch.setattr("safeconduct.ask.views.coming_back.source_keys", lambda *_given: pytest.fail("a code was stretched"))

    for typed in ("", "one two", " ".join(["zoo"] * 8), digits_of(new_secret())[:-1]):
        assert come_back(person, typed).status_code == 422
