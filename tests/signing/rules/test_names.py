"""One person who signs twice is one person, however they spell themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.signing.rules.names import name_key, person_key, postcode_key

SAME = [("Ada Example", "ada  EXAMPLE"), ("Ádá Example", "Ada Example"), ("Straße", "STRASSE"), ("Ａda", "Ada"), ("Йлка", "Илка")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one: str, other: str):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Ada Example", "Bo Example"), ("Ada Example", "Ada B Example"), ("Ада", "Ada")])
def test_different_names(one: str, other: str):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("typed", ["123 45", "12345", "123-45", " 12345 ", "１２３４５".translate(str.maketrans("１２３４５", "12345"))])
def test_spellings_of_one_postcode(typed: str):
    assert postcode_key(typed) == "12345"


def test_a_name_that_ends_in_a_postcode_is_not_another_name_with_it():
    assert person_key("Ada 1", "2") != person_key("Ada", "12")


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str):
    assert name_key(name_key(name)) == name_key(name)
