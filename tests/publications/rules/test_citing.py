"""What a text may say of its claims: numbers, cautions, and who says it, in the languages of the letters."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from safeconduct.evidence.rules.standing import Standing
from safeconduct.publications.rules.citing import Claimed, Demanded, Known, Trouble, compare, counted, title_troubles, troubles_of

CLAIM, DEMAND = "CL-7Q4MZK", "DE-7Q4MZK"
HUNDRED = Quantity(Qualifier.MORE_THAN, "more than a hundred", low=100, low_exclusive=True, unit="men")
STRONG = Claimed(CLAIM, Standing.CORROBORATED, {"en": "More than a hundred men were abducted."}, HUNDRED)
WEAK = replace(STRONG, standing=Standing.SINGLE_SOURCE)


def known(claim: Claimed = STRONG) -> Known:
    return Known({claim.reference: claim}, {DEMAND: Demanded(DEMAND, {"en": "Issue twenty visas."})})


def found(text: str, language: str = "en", claim: Claimed = STRONG, **more: str) -> list[Trouble]:
    return [one.trouble for one in troubles_of(text, language, known(claim), **more)]


SAYS_THE_SAME = {
    "en": f"[More than a hundred men]({CLAIM}) were taken.",
    "da": f"[Mere end hundrede mænd]({CLAIM}) blev taget.",
    "sv": f"[Mer än hundra män]({CLAIM}) fördes bort.",
    "de": f"[Mehr als hundert Männer]({CLAIM}) wurden entführt.",
    "fr": f"[Plus de cent hommes]({CLAIM}) ont été enlevés.",
    "ru": f"[Более ста мужчин]({CLAIM}) были похищены.",
    "ar": f"اختطف [أكثر من 100 رجل]({CLAIM}).",
}
LOST = {
    "en": f"[A hundred men]({CLAIM}) were taken.",
    "da": f"[Hundrede mænd]({CLAIM}) blev taget.",
    "sv": f"[Hundra män]({CLAIM}) fördes bort.",
    "de": f"[Hundert Männer]({CLAIM}) wurden entführt.",
    "fr": f"[Cent hommes]({CLAIM}) ont été enlevés.",
    "ru": f"[Сто мужчин]({CLAIM}) были похищены.",
    "ar": f"اختطف [100 رجل]({CLAIM}).",
}
ATTRIBUTED = {
    "en": f"According to the paper, [more than a hundred men]({CLAIM}) were taken.",
    "da": f"Ifølge avisen blev [mere end hundrede mænd]({CLAIM}) taget.",
    "sv": f"Enligt tidningen fördes [mer än hundra män]({CLAIM}) bort.",
    "de": f"Laut der Zeitung wurden [mehr als hundert Männer]({CLAIM}) entführt.",
    "fr": f"Selon le journal, [plus de cent hommes]({CLAIM}) ont été enlevés.",
    "ru": f"По данным газеты, [более ста мужчин]({CLAIM}) были похищены.",
    "ar": f"اختطف [أكثر من 100 رجل]({CLAIM})، بحسب الصحيفة.",
}
UNCITED = {
    "en": "More than forty people fled.",
    "da": "Mere end fyrre mennesker flygtede.",
    "sv": "Mer än fyrtio människor flydde.",
    "de": "Mehr als vierzig Menschen flohen.",
    "fr": "Plus de quarante personnes ont fui.",
    "ru": "Более сорока человек бежали.",
    "ar": "فر 40 شخصا.",
}


@pytest.mark.parametrize("language", SAYS_THE_SAME)
def test_a_number_with_its_caution_in_its_reference_is_no_trouble(language: str) -> None:
    assert found(SAYS_THE_SAME[language], language) == []


@pytest.mark.parametrize("language", LOST)
def test_a_lost_more_than_is_found(language: str) -> None:
    assert found(LOST[language], language) == [Trouble.CAUTION_LOST]


@pytest.mark.parametrize("language", SAYS_THE_SAME)
def test_a_weak_claim_without_a_word_of_who_says_it_is_stated_as_fact(language: str) -> None:
    assert found(SAYS_THE_SAME[language], language, WEAK) == [Trouble.STATED_AS_FACT]


@pytest.mark.parametrize("language", ATTRIBUTED)
def test_a_weak_claim_told_with_who_says_it_is_no_trouble(language: str) -> None:
    assert found(ATTRIBUTED[language], language, WEAK) == []


@pytest.mark.parametrize("language", UNCITED)
def test_a_number_in_no_reference_is_found(language: str) -> None:
    assert found(UNCITED[language], language) == [Trouble.NUMBER_UNCITED]


def test_who_says_it_must_stand_in_the_same_sentence() -> None:
    assert found(f"The paper said so. [More than a hundred men]({CLAIM}) were taken.", claim=WEAK) == [Trouble.STATED_AS_FACT]


def test_the_caution_may_stand_before_the_link() -> None:
    assert found(f"More than [a hundred men]({CLAIM}) were taken.") == []


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ("At least a hundred men", None),
        ("Hundreds of men", Trouble.NUMBER_GREW),
        ("More than two hundred men", Trouble.NUMBER_DIFFERS),
        ("About a hundred men", Trouble.CAUTION_LOST),
        ("Up to a hundred men", Trouble.CAUTION_LOST),
        ("Fewer than fifty men", Trouble.NUMBER_DIFFERS),
        ("The men", None),
    ],
)
def test_what_a_text_may_make_of_more_than_a_hundred(said: str, trouble: Trouble | None) -> None:
    assert found(f"[{said}]({CLAIM}) were taken.") == ([trouble] if trouble else [])


@pytest.mark.parametrize(
    ("claim", "trouble"),
    [
        (replace(STRONG, standing=Standing.WITHDRAWN), Trouble.WITHDRAWN),
        (replace(STRONG, standing=Standing.REFUTED), Trouble.REFUTED),
        (replace(STRONG, joined_into="CL-000000"), Trouble.JOINED),
        (replace(STRONG, is_public=False), Trouble.NOT_PUBLIC),
    ],
)
def test_a_claim_that_nobody_should_rest_on_is_found(claim: Claimed, trouble: Trouble) -> None:
    assert found(SAYS_THE_SAME["en"], claim=claim) == [trouble]


def test_references_that_lead_nowhere_are_found() -> None:
    assert found("[x](CL-000000) and [y](somewhere) and [z](https://z.example)") == [Trouble.UNKNOWN, Trouble.LEADS_NOWHERE]


def test_a_claim_without_a_number_gives_none() -> None:
    assert found(f"[Forty men]({CLAIM}) were taken.", claim=replace(STRONG, quantity=None, texts={"en": "Men were abducted."})) == [
        Trouble.NUMBER_UNKNOWN
    ]


def test_a_number_of_the_claims_own_sentence_may_be_said() -> None:
    assert found(f"[Forty men]({CLAIM}) were taken.", claim=replace(STRONG, texts={"en": "Forty men were taken."})) == []


def test_the_numbers_of_the_demand_may_stand_in_its_part() -> None:
    assert found("Issue twenty visas.", demand=DEMAND) == []
    assert found("Issue thirty visas.", demand=DEMAND) == [Trouble.NUMBER_UNCITED]


@pytest.mark.parametrize(
    "text",
    ["On 1 April 2017, under article 3 of the convention.", "Within 30 days.", "In the last three months.", "See page 4.", "One of us."],
)
def test_times_labels_and_articles_are_no_counts(text: str) -> None:
    assert found(text) == []


def test_a_share_in_per_cent_is_a_number() -> None:
    assert found("That is 60 % of them.") == [Trouble.NUMBER_UNCITED]


def test_a_title_may_say_the_numbers_of_the_claims_below_it() -> None:
    assert title_troubles("More than a hundred men abducted", "en", [STRONG]) == ()
    assert [one.trouble for one in title_troubles("A hundred men abducted", "en", [STRONG])] == [Trouble.NUMBER_UNCITED]


def test_a_weak_claim_in_a_language_whose_words_are_not_known_is_left_to_a_person() -> None:
    assert Trouble.STATED_AS_FACT in found(f"Podobno [mężczyźni]({CLAIM})", "pl", WEAK)


BOUNDED = {Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.AT_MOST, Qualifier.LESS_THAN}


def quantity(qualifier: Qualifier, value: int) -> Quantity:
    is_ceiling = qualifier in {Qualifier.AT_MOST, Qualifier.LESS_THAN}
    is_floor = qualifier in {Qualifier.AT_LEAST, Qualifier.MORE_THAN}
    return Quantity(
        qualifier,
        str(value),
        low=None if is_ceiling else value,
        high=None if is_floor else value,
        low_exclusive=qualifier is Qualifier.MORE_THAN,
        high_exclusive=qualifier is Qualifier.LESS_THAN,
    )


@given(st.sampled_from(sorted(BOUNDED)), st.integers(1, 10**6))
def test_every_number_agrees_with_itself(qualifier: Qualifier, value: int) -> None:
    assert compare(quantity(qualifier, value), quantity(qualifier, value)) is None


@given(st.sampled_from(sorted(BOUNDED)), st.sampled_from(sorted(BOUNDED)), st.integers(1, 10**6), st.integers(1, 10**6))
def test_another_value_never_agrees(one: Qualifier, other: Qualifier, value: int, another: int) -> None:
    assert (compare(quantity(one, value), quantity(other, another)) is None) <= (value == another)


@given(st.sampled_from(sorted(BOUNDED - {Qualifier.EXACT})), st.integers(1, 10**6))
def test_no_cautious_number_may_be_said_as_exact(qualifier: Qualifier, value: int) -> None:
    assert compare(quantity(qualifier, value), quantity(Qualifier.EXACT, value)) is not None


@given(st.integers(11, 999))
def test_figures_are_counted(value: int) -> None:
    assert [one.low for one in counted(f"They named {value} people.", "en")] == [value]
