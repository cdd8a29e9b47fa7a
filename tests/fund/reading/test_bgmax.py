"""BgMax files: history, whole or not at all."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.fund.reading.bgmax import read_bgmax
from safeconduct.fund.reading.shape import Caution, Closed, Deposit, Fault, Statement, Warned
from tests.fund.reading.bgmax_made import Gift, made
from tests.fund.reading.streams import Forwards, fault, payments, refused

GIFTS = (Gift(200_00, reference="201704110000159", payer="9905521"), Gift(50_00, extra="4711"), Gift(-30_00, name="", text=""))
FILE = made(GIFTS, (Gift(1),))


def test_payments_deductions_words_and_references_are_read():
    statement, deposit, *_, closed = list(read_bgmax(Forwards(FILE)))[:6]
    first, second, third, _ = payments(read_bgmax(Forwards(FILE)))
    assert isinstance(statement, Statement)
    assert isinstance(deposit, Deposit)
    assert (statement.account, statement.currency, statement.number) == ("9905521", "SEK", "00056")
    assert (deposit.minor, deposit.count, deposit.on) == (220_00, 3, date(2017, 4, 11))
    assert (first.minor, first.payer_name, first.message) == (200_00, "Åsa Öberg-Ärlig", "Tjetjenien")
    assert (first.references, first.payer_account, first.on) == (("201704110000159",), "9905521", date(2017, 4, 11))
    assert (second.references, second.payer_account) == (("4711",), "")
    assert (third.minor, third.payer_name) == (-30_00, "")
    assert closed == Closed(closing=None, deposits=1, payments=3, total=220_00)


def test_a_file_of_the_time_when_payments_are_left_out_says_so():
    def warned(day):
        return [one.caution for one in read_bgmax(Forwards(made(GIFTS, day=day))) if isinstance(one, Warned)]

    assert (warned("20260907"), warned("20260908")) == ([], [Caution.BGMAX_INCOMPLETE])


def test_lines_without_their_spaces_and_with_other_ends_are_read_the_same():
    lean = b"\n".join(line.rstrip() for line in FILE.splitlines())
    assert payments(read_bgmax(Forwards(lean))) == payments(read_bgmax(Forwards(FILE)))


def test_a_tab_in_a_message_is_one_column():
    data = made((Gift(1, text="Tjet\tjenien"),))
    assert payments(read_bgmax(Forwards(data)))[0].message == "Tjet jenien"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Fault.EMPTY),
        (b"hello\r\n", Fault.UNKNOWN_FORMAT),
        (made(GIFTS, mark="T"), Fault.TEST_FILE),
        (made(GIFTS, mark=" "), Fault.MISSING),
        (made(GIFTS, day="20170431"), Fault.BAD_DATE),
        (made(GIFTS).decode("latin-1").encode(), Fault.WRONG_ENCODING),
        (made(GIFTS, end=" " * 300 + "\r\n"), Fault.LINE_TOO_LONG),
        (FILE.replace(b"000000000000020000", b"000000000000030000", 1), Fault.SUM_DIFFERS),
        (FILE.replace(b"000000000000020000", b"00000000000002000 ", 1), Fault.BAD_AMOUNT),
        (FILE.replace(b"SEK00000003", b"SEK00000004"), Fault.COUNT_DIFFERS),
        (FILE.replace(b"SEK00000003", b"EUR00000003"), Fault.MIXED_CURRENCIES),
        (FILE.replace(b"7000000003", b"7000000002"), Fault.COUNT_DIFFERS),
        (FILE.replace(b"          SEK", b"          USD"), Fault.BAD_CURRENCY),
        (FILE.replace(b"\r\n27", b"\r\n24", 1), Fault.UNKNOWN_LINE),
        (FILE.replace(b"\r\n15", b"\r\n05", 1), Fault.OUT_OF_ORDER),
        (FILE.replace(b"Tjetjenien", b"Tjet\0enien", 1), Fault.ZERO_BYTE),
        (FILE.replace(b"Tjetjenien", b"Tjet\x07enien", 1), Fault.WRONG_ENCODING),
        (FILE + FILE, Fault.OUT_OF_ORDER),
    ],
)
def test_a_doctored_or_malformed_file_is_refused(data, expected):
    assert fault(read_bgmax, data) == expected


def test_a_fault_tells_its_line():
    bad = refused(read_bgmax, FILE.replace(b"000000000000020000", b"000000000000030000", 1))
    assert bad is not None
    assert (bad.place.line, bad.found, bad.expected) == (13, "32000", "22000")


def test_a_file_cut_at_any_byte_is_refused_or_has_lost_only_spaces():
    everything = list(read_bgmax(Forwards(FILE)))
    for length in range(len(FILE)):
        if fault(read_bgmax, FILE[:length]) is None:
            assert not FILE[length:].strip()
            assert list(read_bgmax(Forwards(FILE[:length]))) == everything


words = st.text(st.sampled_from("abcdeåäöÅÄÖéüß -.,'1230"), max_size=50).map(lambda text: " ".join(text.split()))
gifts = st.builds(Gift, minor=st.integers(1, 10**9), name=words, text=words, reference=st.from_regex(r"[1-9][0-9]{0,20}", fullmatch=True))
deposits = st.lists(st.lists(gifts, min_size=1, max_size=5), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(deposits, st.integers(1, 500))
def test_what_was_written_is_what_is_read_whatever_the_pieces(sections, piece):
    found = payments(read_bgmax(Forwards(made(*sections), most=piece)))
    assert [(one.minor, one.message, one.references) for one in found] == [
        (gift.minor, gift.text, (gift.reference,)) for section in sections for gift in section
    ]
    # A name that fills its first field goes on in the second; a space between the two fields cannot be told.
    assert [one.payer_name.replace(" ", "") for one in found] == [gift.name.replace(" ", "") for section in sections for gift in section]


@settings(max_examples=60, deadline=None)
@given(deposits, st.data())
def test_a_changed_amount_is_refused(sections, data):
    lines = made(*sections).decode("latin-1").splitlines()
    number = data.draw(st.sampled_from([at for at, line in enumerate(lines) if line[:2] in {"20", "15"}]))
    start = 37 if lines[number][:2] == "20" else 50
    at = start + data.draw(st.integers(0, 17))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != lines[number][at]]))
    lines[number] = lines[number][:at] + other + lines[number][at + 1 :]
    assert fault(read_bgmax, "\r\n".join(lines).encode("latin-1")) == Fault.SUM_DIFFERS
