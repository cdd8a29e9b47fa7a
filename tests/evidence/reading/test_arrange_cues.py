"""The phrases of the data files, and how they are found."""

import pytest

from safeconduct.evidence.reading.arrange.cues import Cues, cues, table


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("subscri*", "a subscription is cheap"),
        ("^menu$", "menu"),
        ("^menu$", "• menu"),
        ("# comments", "12 comments"),
        ("^read also :", "read also: the harbour"),
        ("^photo*[:©]", "(photo: j. lens)"),
        ("^©", "© 2019 the gazette"),
        ("l*auteur", "à propos de l'auteur"),
    ],
)
def test_a_phrase_is_found_as_a_linguist_wrote_it(phrase: str, text: str) -> None:
    assert Cues({"any": (phrase,)}).find(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("^menu$", "the menu"), ("^menu$", "menu of the day"), ("share", "shareholders"), ("^by ", "stand by me"), ("# comments", "comments")],
)
def test_a_phrase_is_not_found_where_its_limits_forbid(phrase: str, text: str) -> None:
    assert not Cues({"any": (phrase,)}).find(text)


def test_the_languages_of_the_phrases_found_are_told() -> None:
    both = Cues({"en": ("log in",), "da": ("log ind",)})

    assert both.languages("log ind her") == {"da"}


def test_every_language_of_the_work_has_phrases_of_every_kind() -> None:
    expected = {"en", "da", "sv", "nb", "de", "fr", "nl", "ru"}

    for section, lists in table("arrange_furniture").items():
        assert set(lists) == expected, section
        assert all(phrase == phrase.lower() for listed in lists.values() for phrase in listed)


def test_all_sections_of_the_data_compile() -> None:
    data = table("arrange_documents")
    sections = [name for name in data if name not in {"kinds", "publisher"}] + [f"kinds.{kind}" for kind in data["kinds"]]

    assert all(isinstance(cues("arrange_documents", section), Cues) for section in sections)


def test_the_calendar_has_twelve_months_and_seven_weekdays_in_every_language() -> None:
    calendar = table("calendar")

    assert {len(months) for months in calendar["months"].values()} == {12}
    assert {len(days) for days in calendar["weekdays"].values()} == {7}
    assert set(calendar["months"]) == {"en", "da", "sv", "nb", "de", "fr", "nl", "ru", "ar"} == set(calendar["weekdays"])
