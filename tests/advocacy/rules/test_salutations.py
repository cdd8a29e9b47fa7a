"""How letters begin and end, in every language that has rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.advocacy.rules.addressing import Gender, Rank
from safeconduct.advocacy.rules.salutations import Reader, form_for, languages

NAMED = {"name": "Anna Exempel", "given_name": "Anna", "family_name": "Exempel"}
PATRONYMIC = {"name": "Анна Ивановна Примерова", "given_name": "Анна", "family_name": "Примерова", "patronymic": "Ивановна"}


@pytest.mark.parametrize(
    ("language", "reader", "salutation"),
    [
        ("en", Reader(Rank.MINISTER, **NAMED), "Dear Minister,"),
        ("en", Reader(Rank.OFFICIAL), "Dear Sir or Madam,"),
        ("en", Reader(Rank.OFFICIAL, **NAMED), "Dear Anna Exempel,"),
        ("en", Reader(Rank.PARLIAMENTARIAN, gender="female", **NAMED), "Dear Ms Exempel,"),
        ("en", Reader(Rank.PARLIAMENTARIAN, gender="female", honorific="Dr.", **NAMED), "Dear Dr Exempel,"),
        ("en-GB", Reader(Rank.AMBASSADOR), "Your Excellency,"),
        ("da", Reader(Rank.MINISTER, title="Udenrigsminister", **NAMED), "Kære udenrigsminister Anna Exempel"),
        ("da", Reader(Rank.MINISTER), "Kære minister"),
        ("da", Reader(Rank.OFFICIAL), "Til rette vedkommende"),
        ("sv", Reader(Rank.MINISTER, title="utrikesminister", **NAMED), "Bästa utrikesminister Anna Exempel"),
        ("sv", Reader(Rank.OFFICIAL), "Till den det berör"),
        ("de", Reader(Rank.MINISTER, gender="female", place="DE"), "Sehr geehrte Frau Bundesministerin,"),
        ("de", Reader(Rank.MINISTER, gender="male", place="NO"), "Sehr geehrter Herr Minister,"),
        ("de", Reader(Rank.MINISTER, **NAMED), "Guten Tag Anna Exempel,"),
        ("de", Reader(Rank.OFFICIAL, gender="male", honorific="Mr", **NAMED), "Sehr geehrter Herr Exempel,"),
        ("de", Reader(Rank.OFFICIAL), "Sehr geehrte Damen und Herren,"),
        ("fr", Reader(Rank.MINISTER, gender="male"), "Monsieur le Ministre,"),
        ("fr", Reader(Rank.MINISTER), "Madame, Monsieur,"),
        ("ru", Reader(Rank.MINISTER, gender="female", **PATRONYMIC), "Уважаемая Анна Ивановна!"),
        ("ru", Reader(Rank.MINISTER, gender="female", **NAMED), "Уважаемая госпожа министр!"),
        ("ru", Reader(Rank.OFFICIAL, gender="male", **NAMED), "Уважаемый господин Exempel!"),
        ("ru", Reader(Rank.OFFICIAL, **NAMED), "Уважаемые дамы и господа!"),
        ("ar", Reader(Rank.MINISTER, gender="male"), "معالي الوزير،"),
        ("ar", Reader(Rank.MINISTER), "تحية طيبة وبعد،"),
    ],
)
def test_a_letter_begins_as_the_language_wants_it(language: str, reader: Reader, salutation: str) -> None:
    assert form_for(language, reader).salutation == salutation


def test_who_is_named_is_greeted_sincerely_and_nobody_in_particular_faithfully() -> None:
    assert form_for("en", Reader(Rank.OFFICIAL, **NAMED)).closing == "Yours sincerely,"
    assert form_for("en", Reader()).closing == "Yours faithfully,"


def test_a_french_letter_takes_up_the_salutation_in_its_closing() -> None:
    assert "Madame la Ministre" in form_for("fr", Reader(Rank.MINISTER, gender="female")).closing


def test_only_german_goes_on_small() -> None:
    assert [language for language in languages() if form_for(language, Reader()).continues_lower] == ["de"]


def test_a_language_without_rules_is_given_english_and_says_so() -> None:
    form = form_for("lt", Reader(Rank.MINISTER))

    assert (form.language, form.salutation, form.has_rules) == ("en", "Dear Minister,", False)


@settings(deadline=None)
@given(
    language=st.sampled_from(languages()),
    rank=st.sampled_from(list(Rank)),
    gender=st.sampled_from(["", *Gender]),
    place=st.sampled_from(["", "DE", "AT", "GB", "RU-CE"]),
    facts=st.fixed_dictionaries(
        {},
        optional={
            name: st.sampled_from(["", "Xyzzy"]) for name in ("title", "name", "given_name", "family_name", "patronymic", "honorific")
        },
    ),
)
def test_every_reader_has_a_salutation_without_a_gap(language: str, rank: Rank, gender: str, place: str, facts: dict[str, str]) -> None:
    form = form_for(language, Reader(rank, gender=gender, place=place, **facts))

    assert form.salutation.strip()
    assert form.closing.strip()
    for text in (form.salutation, form.closing, form.envelope):
        assert "{" not in text
        assert "  " not in text


FEMININE = ("Frau", "Madame la", "Уважаемая", "госпожа", "السيدة", "Ms ")
MASCULINE = ("Herr ", "Herrn", "Monsieur le", "Уважаемый", "господин", "السيد ", "Mr ")


@settings(deadline=None)
@given(language=st.sampled_from(languages()), rank=st.sampled_from(list(Rank)), place=st.sampled_from(["", "DE", "AT"]))
def test_gender_is_never_guessed(language: str, rank: Rank, place: str) -> None:
    form = form_for(language, Reader(rank, place=place, **NAMED))

    assert not any(word in form.salutation + form.envelope for word in FEMININE + MASCULINE)
