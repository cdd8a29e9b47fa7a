"""Tables of a bank, by what somebody said of their columns."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.fund.reading.saved_csv import Mapping, read_csv
from safeconduct.fund.reading.shape import Caution, Closed, Fault, Warned
from tests.fund.reading.streams import Forwards, fault, payments

MAPPING = Mapping(
    account="1234",
    currency="SEK",
    header=("Datum", "Namn", "Meddelande", "Belopp", "Saldo"),
    day="Datum",
    amount="Belopp",
    payer_name="Namn",
    message="Meddelande",
    balance="Saldo",
)
LINES = [
    "Datum;Namn;Meddelande;Belopp;Saldo",
    "2026-11-23;Åsa Testsson;Tjetjenien;200,00;1 200,00",
    '2026-11-23;"Зара; Тестова";Чечня;+50,50;1 250,50',
    "2026-11-24;Banken;Avgift;-12,50;1 238,00",
]


def made(lines, encoding="utf-8"):
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


FILE = made(LINES)


def read(data, mapping=MAPPING):
    return list(read_csv(Forwards(data), mapping))


def test_rows_are_read_and_their_balances_followed():
    found = read(FILE)
    first, second, fee = payments(found)
    assert (first.minor, first.payer_name, first.message, first.on) == (200_00, "Åsa Testsson", "Tjetjenien", date(2026, 11, 23))
    assert (second.minor, second.payer_name, fee.minor) == (50_50, "Зара; Тестова", -12_50)
    assert found[-1] == Closed(closing=1_238_00, deposits=3, payments=3, total=238_00)


def test_the_newest_row_may_stand_first():
    found = read(made([LINES[0], *reversed(LINES[1:])]))
    assert found[-1] == Closed(closing=1_238_00, deposits=3, payments=3, total=238_00)


def test_a_table_without_balances_says_that_nobody_can_tell_whether_it_is_whole():
    found = read(FILE, replace(MAPPING, balance=""))
    assert [one.caution for one in found if isinstance(one, Warned)] == [Caution.NO_TOTALS]
    assert not any(isinstance(one, Warned) for one in read(FILE))


@pytest.mark.parametrize(
    ("text", "order"), [("2026-11-03", "ymd"), ("03.11.2026", "dmy"), ("03/11/2026", "dmy"), ("11/03/2026", "mdy"), ("3-11-2026", "dmy")]
)
def test_days_are_read_in_the_order_that_was_said(text, order):
    (payment,) = payments(read(made([LINES[0], f"{text};A;B;1,00;1,00"]), replace(MAPPING, order=order)))
    assert payment.on == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text", ["1.000", "1,000", "1.000,00", "1,2345", "1 00", "1000 000", "12 34,00", "--1", "1,00 kr", "(1,00)", "", "1e3", "٣"]
)
def test_an_amount_that_could_mean_two_things_is_refused(text):
    assert fault(read_csv, made([LINES[0], f"2026-11-23;A;B;{text};1,00"]), mapping=MAPPING) == Fault.BAD_AMOUNT


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Fault.EMPTY),
        (b"\r\n", Fault.CUT_SHORT),
        (made(["Datum;Namn;Meddelande;Saldo;Belopp", *LINES[1:]]), Fault.COLUMNS_DIFFER),
        (made([*LINES, "2026-11-24;A;B;1,00"]), Fault.COLUMNS_DIFFER),
        (made([*LINES, "2026-11-24;A;B;C;1,00;1 239,00"]), Fault.COLUMNS_DIFFER),
        (made([*LINES, "2026-11-31;A;B;1,00;1 239,00"]), Fault.BAD_DATE),
        (made([*LINES, "26-11-30;A;B;1,00;1 239,00"]), Fault.BAD_DATE),
        (made([*LINES, "2026-11-" + "3" * 30 + ";A;B;1,00;1 239,00"]), Fault.BAD_DATE),
        (made([*LINES, '2026-11-30;"A;B;1,00;1 239,00']), Fault.BROKEN),
        (made([*LINES, "2026-11-30;A;B;1,00;1 240,00"]), Fault.BALANCE_DIFFERS),
        (made([LINES[0], LINES[1].replace("200,00;", "201,00;"), *LINES[2:]]), None),
        (made([*LINES[:2], LINES[2].replace("50,50;", "51,50;"), LINES[3]]), Fault.BALANCE_DIFFERS),
        (made(LINES[:2], "latin-1"), Fault.WRONG_ENCODING),
        (FILE.replace(b"Avgift", b"Avg\0ft"), Fault.ZERO_BYTE),
        (FILE.replace(b"Avgift", b"x" * 20_000), Fault.LINE_TOO_LONG),
        (FILE[:-2], Fault.CUT_SHORT),
    ],
)
def test_a_doctored_or_malformed_table_is_refused(data, expected):
    # The first row has no row before it to be compared with: its amount is the one that only a person can check.
    assert fault(read_csv, data, mapping=MAPPING) == expected


def test_a_mapping_tells_what_in_it_cannot_be():
    assert MAPPING.faults() == []
    wrong = replace(MAPPING, delimiter=",", encoding="utf-7", order="yyy", day="Dag", message="Hej")
    assert wrong.faults() == ["delimiter", "encoding", "order", "day", "message"]
    with pytest.raises(ValueError, match="delimiter"):
        read(FILE, wrong)


def test_a_table_cut_inside_a_row_is_refused_and_cut_between_rows_it_has_only_whole_ones():
    everything = payments(read(FILE))
    for length in range(len(FILE)):
        if fault(read_csv, FILE[:length], mapping=MAPPING) is None:
            assert FILE[:length].endswith(b"\n")
            found = payments(read(FILE[:length]))
            assert found == everything[: len(found)]


rows = st.lists(st.tuples(st.integers(-(10**9), 10**9), st.text(st.sampled_from('abåÄЧя ;"12,'), max_size=30)), max_size=8)


def money(minor):
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100},{abs(minor) % 100:02}"


@settings(max_examples=60, deadline=None)
@given(rows, st.integers(-(10**6), 10**6), st.integers(1, 200))
def test_what_was_written_is_what_is_read_whatever_the_pieces(meant, opening, piece):
    lines, balance = [LINES[0]], opening
    for minor, words in meant:
        balance += minor
        quoted = words.replace('"', '""')
        lines.append(f'2026-11-23;A;"{quoted}";{money(minor)};{money(balance)}')
    found = payments(read_csv(Forwards(made(lines), most=piece), MAPPING))
    assert [(one.minor, one.message) for one in found] == [(minor, " ".join(words.split())) for minor, words in meant]
