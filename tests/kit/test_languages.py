"""Which text is shown to whom."""

from dataclasses import dataclass

import pytest

from safeconduct.kit.languages import PUBLIC_LANGUAGES, direction_of, text_in


@dataclass
class Text:
    """A text in one language."""

    language: str
    is_original: bool = False


RUSSIAN, SWEDISH, ENGLISH = Text("ru", is_original=True), Text("sv"), Text("en")


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ([RUSSIAN, SWEDISH, ENGLISH], SWEDISH),
        ([RUSSIAN, ENGLISH], ENGLISH),
        ([Text("da"), RUSSIAN], RUSSIAN),
        ([Text("da")], Text("da")),
        ([], None),
    ],
)
def test_a_swedish_reader_gets_swedish_else_english_else_the_original(texts: list[Text], shown: Text | None):
    assert text_in(texts, "sv") == shown


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa-AF", "rtl"), ("ru", "ltr"), ("en-GB", "ltr")])
def test_arabic_and_persian_are_written_from_the_right(language: str, direction: str):
    assert direction_of(language) == direction


def test_the_public_pages_speak_seven_languages():
    assert [code for code, _ in PUBLIC_LANGUAGES] == ["en", "sv", "da", "de", "fr", "ru", "ar"]
