"""One key for the spellings of one name."""

from __future__ import annotations

import pytest

from safeconduct.evidence.reading.propose import match_key


@pytest.mark.parametrize(
    "spellings",
    [
        ("Novaya Gazeta", "Novaja Gazeta", "Nowaja Gaseta", "Новая газета"),
        ("Kadyrov", "Kadyrow", "Кадыров", "Kadirov"),
        ("Sergey Lavrov", "Sergej Lawrow", "Сергей Лавров"),
        ("Zakharova", "Sacharowa", "Захарова"),
        ("The Guardian", "Guardian"),
    ],
)
def test_spellings_of_one_name_meet(spellings: tuple[str, ...]) -> None:
    assert len({match_key(s) for s in spellings}) == 1


def test_different_names_stay_apart() -> None:
    assert match_key("Amnesty International") != match_key("Human Rights Watch")


def test_a_script_that_is_not_transliterated_is_its_own_key() -> None:
    assert match_key("საქართველო") != ""
    assert match_key("საქართველო") != match_key("ერევანი")
