"""Spelling must not hide a page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.evidence.search.folding import LONGEST, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Århus", "Aarhus"),
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Straße", "STRASSE"),
        ("Ковалёв", "Ковалев"),
        ("détenus", "detenus"),
        ("Tromsø", "Tromso"),
        ("Tromsø", "Tromsoe"),
        ("مُعتَقَل", "معتقل"),
        ("أحمد", "احمد"),
        ("مدرسة", "مدرسه"),
    ],
)
def test_ways_of_writing_one_word_meet(one, other):
    assert set(fold(one)) & set(fold(other))


@pytest.mark.parametrize(("one", "other"), [("mænd", "mand"), ("hund", "hand"), ("бар", "пар")])
def test_different_words_stay_apart(one, other):
    assert not set(fold(one)) & set(fold(other))


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_a_folded_word_is_only_letters_and_digits_and_never_long(word):
    for folded in fold(word):
        assert folded == "" or folded.isalnum()
        assert len(folded) <= LONGEST
