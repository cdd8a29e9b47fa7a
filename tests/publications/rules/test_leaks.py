"""What would give somebody away is found in each language, and what is public already is let be."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.publications.rules.leaks import FactKind, Known, LeakKind, annex_only, facts_in, find_leaks, finds_names_in, plain

VECTORS = json.loads((Path(__file__).parents[3] / "client" / "vectors" / "leaks.json").read_text(encoding="utf-8"))
KNOWN = Known(("A newspaper reported in April that more than a hundred men were taken.", "Minister of Foreign Affairs"), "en")


@pytest.mark.parametrize("case", VECTORS["facts"], ids=range(len(VECTORS["facts"])))
def test_facts_are_found_as_the_vectors_say(case: dict):
    found = [[fact.kind.value, fact.words, sorted(fact.keys)] for fact in facts_in(case["text"], case["language"])]

    assert found == case["facts"]


@pytest.mark.parametrize("case", VECTORS["annexes"], ids=range(len(VECTORS["annexes"])))
def test_an_annex_is_compared_as_the_vectors_say(case: dict):
    known = Known(tuple(case["known"]), case["language"])

    found = annex_only(case["annex"], {"PT-1": case["public"]}, known, case["language"])

    assert [[leak.language, leak.words] for leak in found] == case["found"]


def test_what_only_the_addressee_reads_must_not_stand_in_the_public_part():
    public = {"PT-1": {"en": "We are in touch with Ruslan and his brother."}}
    addressee = {"PT-2": {"en": "One of them, Ruslan, was freed in May."}}

    assert [leak.kind for leak in find_leaks(public, addressee, KNOWN)] == [LeakKind.ADDRESSEE_ONLY]


def test_it_is_found_even_inside_the_words_of_a_reference():
    public = {"PT-1": {"en": "They held [Ruslan among others](CL-7Q4MZK)."}}
    addressee = {"PT-2": {"en": "One of them, Ruslan, was freed in May."}}

    assert [leak.words for leak in find_leaks(public, addressee, KNOWN)] == ["Ruslan"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We met a man in Gudermes.", LeakKind.UNKNOWN_NAME),
        ("They came on 3 May 2017.", LeakKind.EXACT_DAY),
        ("We know of two brothers.", LeakKind.SMALL_NUMBER),
        ("We know of 4 gay men.", LeakKind.SMALL_NUMBER),
    ],
)
def test_each_kind_of_telling_fact_is_found(text: str, kind: LeakKind):
    assert [leak.kind for leak in find_leaks({"PT-1": {"en": text}}, {}, KNOWN)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "A newspaper wrote of it.",  # nothing telling
        "The Minister of Foreign Affairs can act.",  # an office that it is addressed to
        "Russian authorities, Chechen police, and Denmark.",  # as coarse as the crisis
        "In April and on a Monday.",  # no day
        "More than 100 men were taken.",  # a large number
        "[Two brothers](CL-7Q4MZK) were taken.",  # a reference: the claim is public
        "We ask for five things.",  # no people
    ],
)
def test_what_is_public_or_coarse_is_let_be(text: str):
    assert find_leaks({"PT-1": {"en": text}}, {}, KNOWN) == []


def test_where_there_are_no_capitals_a_person_must_look():
    assert not finds_names_in("ar")
    assert [fact.kind for fact in facts_in("التقينا أحمد في غروزني", "ar")] == []


def test_a_name_is_found_in_another_case_of_it():
    annex, public = "Мы говорили с Русланом Тестовым.", {"PT-1": {"ru": "Дело Руслана Тестова известно."}}

    assert annex_only(annex, public, Known((), "ru"), "ru")


def test_marks_are_taken_off_and_the_words_of_references_stay():
    assert plain("**Two** [men](CL-7Q4MZK) and _more_") == "Two men and more"


@given(st.text(max_size=200), st.sampled_from(["en", "de", "ru", "ar", "da"]))
def test_any_text_can_be_looked_through(text: str, language: str):
    for fact in facts_in(text, language):
        assert fact.words in text
        assert fact.keys


@given(
    st.sampled_from(["Ruslan", "Zaurbek", "Malika", "Tver", "Argun"]),
    st.sampled_from(["We know {} well.", "It was near {}, they say.", "Of {}’s family we hear."]),
)
def test_whatever_name_only_the_annex_says_is_found_in_the_public_part(name: str, frame: str):
    found = annex_only(f"The man is called {name} by all.", {"PT-1": {"en": frame.format(name)}}, KNOWN, "en")

    assert found
    assert all(name in leak.words for leak in found)


def test_kinds_of_facts_are_three():
    assert set(FactKind) == {"name", "day", "number"}
