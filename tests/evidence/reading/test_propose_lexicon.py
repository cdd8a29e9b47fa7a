"""How a linguist's phrases are read and found."""

from __future__ import annotations

from pathlib import Path

import pytest

from safeconduct.evidence.reading.propose.lexicon import DATA, LANGUAGES, Lexicon, lexicon, read_phrase, table_of


def found(phrase: str, text: str) -> bool:
    return Lexicon({"x": {"en": [phrase]}}).has(text, "en")


def test_a_star_stands_for_any_ending() -> None:
    assert found("detain*", "They were detained.")
    assert not found("detain", "They were detained.")


def test_two_dots_stand_for_words_between_but_not_across_a_full_stop() -> None:
    assert found("issued .. visa*", "It issued two humanitarian visas.")
    assert not found("issued .. visa*", "It was issued. Later a visa came.")


def test_short_capitals_match_only_capitals() -> None:
    assert found("US", "The US refused.")
    assert not found("US", "They told us.")


def test_danish_also_hears_norwegian() -> None:
    words = Lexicon({"x": {"nb": ["drept"]}})
    assert words.has("to ble drept", "da")


def test_a_phrase_may_not_begin_with_a_gap() -> None:
    with pytest.raises(ValueError, match="begin with a word"):
        read_phrase(".. visa")


@pytest.mark.parametrize("path", sorted(DATA.glob("lexicon_*.toml")), ids=lambda p: p.stem)
def test_every_phrase_of_every_lexicon_can_be_read(path: Path) -> None:
    for concept, table in table_of(path.stem).items():
        for language in (*LANGUAGES, "any"):
            for written in table.get(language, ()):
                assert read_phrase(written), (concept, written)


def test_the_core_lexicons_speak_all_eight_languages() -> None:
    for name in ("acts", "denials", "demands", "answers", "speech"):
        for concept, table in lexicon(name).concepts.items():
            missing = {"en", "da", "sv", "nb", "de", "fr", "nl", "ru"} - set(table)
            assert not missing, (name, concept, missing)
