"""Where sentences end, in the languages of the work."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.evidence.reading.arrange.sentences import split

WHOLE = [  # each is one sentence
    ("en", "Dr. Smith of the U.S. Embassy told Mr. J. R. Lund so."),
    ("en", "It cost 5.3 million, see no. 5 and p. 4."),
    ("en", "“Is it true?” Anna asked."),
    ("da", "Den 1. april kom de, bl.a. fra Norge, f.eks. kl. 10 om aftenen."),
    ("da", "Mødet er d. 3. Marts i København."),
    ("de", "Am 17. Mai kam Frau Dr. Müller, z. B. nach Berlin, u. a. mit Hrn. Weber."),
    ("de", "Es war der 3. Senat."),
    ("sv", "T.ex. Sverige och bl.a. Norge kom kl. 10."),
    ("nb", "Bl.a. Norge og f.eks. Sverige svarte."),
    ("fr", "M. Rand a dit non à Mme. Petit, p. ex. Lundi."),
    ("nl", "Dhr. Jansen en mw. De Vries kwamen o.a. uit Gent."),
    ("ru", "Об этом сообщил В. В. Иванов, т. е. министр, в г. Москве на ул. Ленина."),
]
PARTED = [
    ("en", ["He was held at the airport.[2]", "Civil society was told.", "It was 2019.[1]", "Nobody answered."]),
    ("en", ["The U.S. said no.", "He left at 5 p.m.", "The men stayed."]),
    ("en", ["“It is not enough.”", "He left."]),
    ("da", ["De gik.", "»Ja,« sagde hun.", "Så kom Norge, Sverige m.fl.", "Han blev."]),
    ("de", ["„Wir gehen.“", "Dann ging er, usw.", "Die Polizei kam."]),
    ("sv", ["De väntade.", "– Vi ger inte upp, sa hon.", "Sedan gick de."]),
    ("fr", ["« Nous partons. »", "Il est parti."]),
    ("nl", ["Volgens art. 3 kan dat, enz.", "De rechter zei nee."]),
    ("ru", ["В 2017 г. он уехал.", "«Нет!» — сказал он.", "Его ждали."]),
]


@pytest.mark.parametrize(("language", "text"), WHOLE)
def test_a_sentence_with_abbreviations_stays_whole(language: str, text: str) -> None:
    assert [text[start:end] for start, end in split(text, language)] == [text]


@pytest.mark.parametrize(("language", "sentences"), PARTED)
def test_sentences_are_parted(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)

    assert [text[start:end] for start, end in split(text, language)] == sentences


def test_the_marker_of_a_list_is_no_part_of_its_sentence() -> None:
    text = "1. Issue visas. Now."

    assert [text[start:end] for start, end in split(text, "en", 3)] == ["Issue visas.", "Now."]


@given(st.text(max_size=300))
def test_whatever_the_text_no_letter_is_lost_and_spans_do_not_overlap(text: str) -> None:
    spans = split(text, "und")

    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    covered = {position for start, end in spans for position in range(start, end)}
    assert all(text[position].isspace() for position in range(len(text)) if position not in covered)
