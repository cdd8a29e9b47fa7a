"""A code that was written down in a hurry is read, or the word that was meant is offered."""

import random

import pytest

from safeconduct.vault.format import codes, lists
from safeconduct.vault.format.codes import Misread

LETTERS = {"en": "abcdefghijklmnopqrstuvwxyz", "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя"}


def slip_in(word: str, letters: str, chance: random.Random) -> str:
    """Write one letter wrong, leave one out, put one in, or change two about."""
    place = chance.randrange(len(word) - 1)
    letter = chance.choice(letters)
    return chance.choice(
        [
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        ]
    )


@pytest.mark.parametrize("language", LETTERS)
def test_of_one_slip_the_word_that_was_meant_is_always_found(language: str):
    """Either the whole is read as the same code, or the word is offered in its place; never is another code read."""
    chance = random.Random(7)
    for _ in range(150):
        secret = chance.randbytes(10)
        words = codes.words_of(secret, language)
        place = chance.randrange(len(words))
        typed = [*words[:place], slip_in(words[place], LETTERS[language], chance), *words[place + 1 :]]
        try:
            read = codes.read_code(" ".join(typed))
        except Misread as misread:
            assert words[place] in misread.suggestions.get(place, []), (words[place], typed[place], misread.suggestions)
            assert misread.positions == ((place,) if not misread.checksum else ())
        else:
            assert read == secret


def test_two_words_that_changed_places_are_offered_back():
    secret = b"\x01changed ab"[:10]
    words = codes.words_of(secret)
    with pytest.raises(Misread) as caught:
        codes.read_code(" ".join([words[1], words[0], *words[2:]]))

    assert caught.value.checksum
    assert caught.value.suggestions[0][0] == words[0]
    assert caught.value.suggestions[1][0] == words[1]


def test_two_unknown_words_are_told_and_few_words_are_offered():
    words = codes.words_of(bytes(range(10)))
    typed = [f"{words[0][:3]}q", *words[1:7], f"x{words[7][1:]}"]
    with pytest.raises(Misread) as caught:
        codes.read_code(" ".join(typed))

    assert caught.value.positions == (0, 7)
    assert set(caught.value.suggestions) == {0, 7}
    assert all(1 <= len(offered) <= 5 for offered in caught.value.suggestions.values())


def test_nothing_is_offered_for_eight_words_of_no_list():
    with pytest.raises(Misread) as caught:
        codes.read_code("qqq www eee rrr ttt yyy uuu zzz")

    assert caught.value.suggestions == {}


def test_an_error_does_not_carry_what_was_typed():
    with pytest.raises(Misread) as caught:
        codes.read_code("canary " * 8)

    assert "canary" not in f"{caught.value} {caught.value!r}"


def test_the_words_of_a_language_without_a_list_are_refused_not_replaced():
    with pytest.raises(lists.NoSuchList):
        codes.words_of(bytes(10), "eo")
