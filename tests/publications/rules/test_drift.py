"""Which languages are missing, and which have drifted from the original."""

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.publications.rules.content import text_hash
from safeconduct.publications.rules.drift import Drift, Kept, drift_of

SAID = Kept("As it is.")


def test_a_translation_of_the_original_as_it_is_has_not_drifted() -> None:
    texts = {"en": SAID, "da": Kept("Som det er.", text_hash(SAID.text))}

    assert drift_of(texts, original="en", languages=["en", "da"]) == Drift()


def test_a_translation_of_another_original_or_of_nobody_knows_what_has() -> None:
    texts = {"en": SAID, "da": Kept("Som det var.", text_hash("As it was.")), "sv": Kept("Vem vet.")}

    assert drift_of(texts, original="en", languages=["en", "da", "sv"]) == Drift(drifted=("da", "sv"))


def test_what_has_no_words_is_missing() -> None:
    texts = {"en": SAID, "da": Kept("  ")}

    assert drift_of(texts, original="en", languages=["en", "da", "fr"]) == Drift(missing=("da", "fr"))


def test_nothing_is_expected_of_a_part_without_any_words() -> None:
    assert drift_of({"en": Kept("")}, original="en", languages=["en", "da"]) == Drift()


@given(st.dictionaries(st.sampled_from(["en", "da", "sv", "fr"]), st.text(max_size=5)), st.text(max_size=5))
def test_no_language_is_both_missing_and_drifted(words: dict[str, str], earlier: str) -> None:
    texts = {language: Kept(text, text_hash(earlier)) for language, text in words.items()}

    found = drift_of(texts, original="en", languages=["en", "da", "sv", "fr"])

    assert not set(found.missing) & set(found.drifted)
    assert "en" not in found.drifted
