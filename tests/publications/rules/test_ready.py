"""A reference made ready passes the checks by itself, in every language that has words for who says it."""

import pytest

from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from safeconduct.evidence.rules.standing import Standing
from safeconduct.publications.rules.citing import Claimed, Known, troubles_of
from safeconduct.publications.rules.kinds import Kind, Role
from safeconduct.publications.rules.ready import ready_claim, ready_demand
from safeconduct.publications.rules.templates import TEMPLATES, first_parts

CLAIM = "CL-7Q4MZK"
SENTENCES = {
    "en": "More than a hundred men were abducted.",
    "da": "Mere end hundrede mænd blev bortført.",
    "sv": "Mer än hundra män fördes bort.",
    "de": "Mehr als hundert Männer wurden entführt.",
    "fr": "Plus de cent hommes ont été enlevés.",
    "ru": "Более ста мужчин были похищены.",
}
HUNDRED = Quantity(Qualifier.MORE_THAN, "more than a hundred", low=100, low_exclusive=True, unit="men")


@pytest.mark.parametrize("language", SENTENCES)
def test_a_weak_claim_comes_with_who_says_it(language: str) -> None:
    ready = ready_claim(CLAIM, SENTENCES[language], standing=Standing.SINGLE_SOURCE, source="The Courier", language=language)

    known = Known({CLAIM: Claimed(CLAIM, Standing.SINGLE_SOURCE, SENTENCES, HUNDRED)})
    assert "The Courier" in ready
    assert troubles_of(ready, language, known) == ()


def test_a_strong_claim_comes_as_its_sentence() -> None:
    ready = ready_claim(CLAIM, SENTENCES["en"], standing=Standing.CORROBORATED, source="The Courier", language="en")

    assert ready == f"[More than a hundred men were abducted]({CLAIM})."


def test_without_a_sentence_in_the_language_a_gap_is_left() -> None:
    assert ready_claim(CLAIM, "", standing=Standing.SINGLE_SOURCE, source="The Courier", language="da") == f"[…]({CLAIM})"
    assert ready_demand("DE-7Q4MZK", "Issue visas.") == "[Issue visas](DE-7Q4MZK)"


def test_demands_to_others_follow_the_words_that_lead_over() -> None:
    parts = first_parts(Kind.LETTER, ["DE-1", "DE-2"], ["DE-3"])

    made = [part for part in parts if part[0] in {Role.DEMAND, Role.RELAY}]
    assert made == [(Role.DEMAND, "DE-1"), (Role.DEMAND, "DE-2"), (Role.RELAY, ""), (Role.DEMAND, "DE-3")]


def test_every_kind_begins_with_parts_that_it_can_have() -> None:
    assert set(TEMPLATES) == set(Kind)
