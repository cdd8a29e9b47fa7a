"""Which letters the bytes mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.evidence.reading.extract.encoding import decode

RUSSIAN = "Вчера в городе задержали не менее тридцати мужчин. Власти это отрицают, а группа требует расследования."
SWEDISH = "Under kvällen kom uppgifter om att minst trettio män gripits. Myndigheterna förnekar det."
POLISH = "Zażółć gęślą jaźń. Wczoraj w mieście zatrzymano trzydziestu mężczyzn, władze zaprzeczają."
ARABIC = "أفادت المجموعة بأن الشرطة اعتقلت ثلاثين رجلا على الأقل في المدينة."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r", "cp866"])
def test_russian_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252", "mac-roman"])
def test_swedish_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decode(SWEDISH.encode(encoding)).text == SWEDISH


def test_other_alphabets_are_guessed_too() -> None:
    assert decode(POLISH.encode("cp1250")).text == POLISH
    assert decode(ARABIC.encode("cp1256")).text == ARABIC


def test_a_guess_is_said_aloud() -> None:
    assert "guessed" in decode(RUSSIAN.encode("cp1251")).warnings[0]


def test_a_true_claim_is_believed_without_a_word() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"), "text/html; charset=windows-1251")

    assert (decoded.text, decoded.warnings) == (RUSSIAN, ())


def test_a_false_claim_is_overruled_and_said() -> None:
    page = f'<meta charset="iso-8859-1"><p>{RUSSIAN}</p>'.encode("cp1251")
    decoded = decode(page)

    assert RUSSIAN in decoded.text
    assert "claims to be" in decoded.warnings[0]


def test_a_claim_of_utf8_over_other_letters_is_overruled() -> None:
    assert SWEDISH in decode(f'<meta charset="utf-8"><p>{SWEDISH}</p>'.encode("cp1252")).text


def test_a_broken_byte_is_shown_and_counted() -> None:
    decoded = decode(RUSSIAN[:60].encode() + b"\xff" + RUSSIAN[60:].encode())

    assert decoded.text.count("\ufffd") == 1
    assert "One place" in decoded.warnings[0]


def test_a_file_cut_in_the_middle_of_a_letter_is_read() -> None:
    decoded = decode(SWEDISH[: SWEDISH.index("ä") + 1].encode()[:-1])

    assert decoded.text.startswith("Under kv")
    assert decoded.warnings


def test_letters_garbled_before_are_told() -> None:
    decoded = decode(SWEDISH.encode().decode("cp1252").encode())

    assert "garbled" in decoded.warnings[0]


def test_honest_letters_raise_no_suspicion() -> None:
    assert decode("Ça coûte 5 €, dit l’Âne à São Paulo. ÃO PÃO".encode()).warnings == ()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_breaking_down(data: bytes) -> None:
    assert isinstance(decode(data).text, str)
