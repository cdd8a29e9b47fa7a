"""Texts become tokens; queries become alternatives in every language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.evidence.search.analyser import Query, Span, analyse, analyse_query, highlight


def tokens(text: str, language: str) -> set[str]:
    return set(analyse(text, language).tokens.split())


def answers(query: str, text: str, language: str) -> bool:
    """Tell whether the text would be found: every term by one of its alternatives."""
    stored = tokens(text, language)
    asked = analyse_query(query)
    return bool(asked.terms) and all(stored & set(term.alternatives) for term in asked.terms)


def marked(text: str, query: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in highlight(text, analyse_query(query), language)]


def test_a_word_is_stored_as_surface_lemma_and_stem():
    assert {"maend", "mand"} <= tokens("mænd", "da")
    assert {"arrested", "arrest"} <= tokens("arrested", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Flere blev tilbageholdt om natten.", "da"),
        ("Flera har arresterats under natten.", "sv"),
        ("Несколько человек были задержаны ночью.", "ru"),
        ("Mehrere wurden in der Nacht verhaftet.", "de"),
        ("Plusieurs ont été arrêtés dans la nuit.", "fr"),
        ("Several were detained at night.", "en"),
        ("Flere ble pågrepet om natten.", "nb"),
        ("Meerdere mensen werden gearresteerd.", "nl"),
    ],
)
@pytest.mark.parametrize("query", ["tilbageholdt", "arrested", "задержаны", "verhaftet"])
def test_one_word_finds_its_concept_in_every_language(query, text, language):
    assert answers(query, text, language)


def test_another_concept_is_not_found():
    assert not answers("tilbageholdt", "Flera fick visum.", "sv")


def test_irregular_forms_meet_by_their_lemma():
    assert answers("mand", "To mænd kom hjem.", "da")
    assert answers("festgenommen", "Sie wollten ihn festnehmen.", "de")


def test_words_that_say_nothing_are_left_out_of_a_query():
    assert [term.word for term in analyse_query("the men of the city").terms] == ["men", "city"]
    assert [term.word for term in analyse_query("mænd som er i byen").terms] == ["mænd", "byen"]


def test_a_query_of_nothing_but_such_words_keeps_them():
    assert [term.word for term in analyse_query("the who").terms] == ["the", "who"]


@pytest.mark.parametrize("written", ["1,000", "1.000", "1 000", "1000"])
def test_a_number_is_found_however_it_is_written(written):
    assert answers("1000", f"More than {written} signatures", "en")
    assert answers(written, "More than 1000 signatures", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [("Over hundrede mænd", "da"), ("больше ста мужчин", "ru"), ("mehr als hundert Männer", "de"), ("100 hommes", "fr")],
)
def test_a_number_word_is_found_across_languages(text, language):
    assert answers("hundred", text, language)
    assert answers("100", text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [("skrev Novaja Gaseta", "da"), ("сообщила Новая газета", "ru"), ("berichtet die Nowaja Gaseta", "de")],
)
def test_a_name_is_found_across_scripts(text, language):
    assert answers("Novaya", text, language)


@pytest.mark.parametrize(("text", "language"), [("i Tjetjenien", "da"), ("в Чечне", "ru"), ("nach Tschetschenien", "de")])
def test_a_place_is_found_by_its_name_in_another_language(text, language):
    assert answers("Chechnya", text, language)
    assert answers("chechnya", text, language)


def test_a_common_word_is_no_place():
    assert "c_tr" in tokens("They went to Turkey.", "en")
    assert "c_tr" not in tokens("They ate turkey.", "en")


def test_an_unknown_language_gives_surfaces():
    assert "нохчийчоь" in tokens("Нохчийчоь", "ce")
    assert answers("нохчийчоь", "Нохчийчоь", "ce")


def test_highlights_are_the_words_of_the_text_that_answer():
    assert marked("Över hundra män har arresterats; polisen förnekar.", "tilbageholdt", "sv") == ["arresterats"]
    assert marked("The men were beaten, the man said.", "man", "en") == ["men", "man"]
    assert marked("Over 1,000 signed.", "1000", "en") == ["1,000"]


def test_nothing_is_highlighted_where_nothing_answers():
    assert highlight("Flera fick visum.", analyse_query("tilbageholdt"), "sv") == ()


def test_an_empty_query_has_no_terms():
    assert analyse_query(" … !") == Query(" … !")


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["en", "ru", "ar", "sv", "und"]))
def test_tokens_never_carry_marks_of_scope_or_of_query_languages(text, language):
    stored = analyse(text, language).tokens.split()
    asked = [token for term in analyse_query(text).terms for token in term.alternatives]
    for token in [*stored, *asked]:
        assert token.replace("_", "").isalnum()
        assert "_" not in token or token[:2] in {"c_", "n_", "q_"}


@settings(deadline=None)
@given(st.text(alphabet="abc deå 12.ж", max_size=40), st.text(alphabet="abc deå 12ж", max_size=12))
def test_highlights_lie_in_the_text_in_order_and_apart(text, query):
    spans = highlight(text, analyse_query(query), "sv")
    before = Span(0, -1)
    for span in spans:
        assert before.end < span.start < span.end <= len(text)
        before = span
