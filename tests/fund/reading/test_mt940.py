"""MT940 files: every statement against its own balances."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.fund.reading.mt940 import read_mt940
from safeconduct.fund.reading.shape import Closed, Deposit, Fault, Statement
from tests.fund.reading.streams import Forwards, fault, payments, refused

ACCOUNT = "SE0000000000000000000001"


@dataclass(frozen=True)
class Move:
    minor: int
    words: str = "Tjetjenien från Åsa"
    mark: str = ""


def money(minor: int) -> str:
    return f"{abs(minor) // 100},{abs(minor) % 100:02}"


def balance(minor: int) -> str:
    return f"{'C' if minor >= 0 else 'D'}261123SEK{money(minor)}"


def page(moves, *, opening: int = 1_000_00, kind: str = "FF", totals: bool = True, number: str = "17/1") -> list[str]:
    lines = [":20:S1", f":25:{ACCOUNT}", f":28C:{number}", f":60{kind[0]}:{balance(opening)}"]
    for at, move in enumerate(moves):
        lines.append(f":61:2611231123{move.mark or ('C' if move.minor >= 0 else 'D')}{money(move.minor)}NTRFNONREF//B{at}")
        lines += [f":86:{move.words}"] if move.words else []
    lines.append(f":62{kind[1]}:{balance(opening + sum(move.minor for move in moves))}")
    if totals:
        out, came = [m.minor for m in moves if m.minor < 0], [m.minor for m in moves if m.minor >= 0]
        lines += [f":90D:{len(out)}SEK{money(sum(out))}", f":90C:{len(came)}SEK{money(sum(came))}"]
    return [*lines, "-"]


def made(*pages: list[str], encoding: str = "utf-8") -> bytes:
    return "".join(f"{line}\r\n" for lines in pages for line in lines).encode(encoding)


MOVES = (Move(200_00), Move(50_00, words="Чечня"), Move(-12_50, words=""))
FILE = made(page(MOVES))


def test_movements_balances_and_words_are_read():
    found = list(read_mt940(Forwards(FILE)))
    first, second, fee = payments(found)
    assert found[0] == Statement(format="mt940", account=ACCOUNT, currency="SEK", number="17/1", opening=1_000_00)
    assert (first.minor, first.message, first.bank_reference, first.on) == (200_00, "Tjetjenien från Åsa", "B0", date(2026, 11, 23))
    assert (second.message, fee.minor, fee.message, fee.references) == ("Чечня", -12_50, "", ())
    assert found[-1] == Closed(closing=1_237_50, deposits=3, payments=3, total=237_50)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("166?00SEPA-CREDIT?20EREF+E-1SVWZ+Tjetje?21nien?31SE00?32Zara?33 Test", ("Zara Test", "SE00", "Tjetjenien", "E-1")),
        ("166?20Tjetjenien?32Zara Test", ("Zara Test", "", "Tjetjenien", "")),
        ("/IBAN/SE00/NAME/Zara Test/REMI/Tjetjenien/EREF/NOTPROVIDED", ("Zara Test", "SE00", "Tjetjenien", "")),
        ("/EREF/E-1/CNTP/SE00/BANK/Zara Test/Town/REMI/USTD//Tjetjenien/", ("Zara Test", "SE00", "Tjetjenien", "E-1")),
        ("Tjetjenien\r\nmed mera", ("", "", "Tjetjenien med mera", "")),
    ],
)
def test_the_three_habits_of_writing_who_gave_are_read(words, expected):
    (payment,) = payments(read_mt940(Forwards(made(page([Move(1, words=words)])))))
    assert (payment.payer_name, payment.payer_account, payment.message, payment.end_to_end) == expected


def test_a_credit_taken_back_is_below_nought():
    found = list(read_mt940(Forwards(made(page([Move(-100, mark="RC"), Move(100, mark="RD")])))))
    assert [(one.minor, one.is_reversal) for one in found if isinstance(one, Deposit)] == [(-100, True), (100, True)]


def test_the_day_of_booking_is_in_the_year_nearest_to_the_value_date():
    data = FILE.replace(b":61:2611231123", b":61:2701011231", 1)
    assert payments(read_mt940(Forwards(data)))[0].on == date(2026, 12, 31)


def test_envelopes_and_other_alphabets_are_read():
    swift = b"{1:F01TESTSESSAXXX0000000000}{2:I940TESTSESSXXXXN}{4:\r\n" + FILE.replace(b"-\r\n", b"-}")
    assert payments(read_mt940(Forwards(swift))) == payments(read_mt940(Forwards(FILE)))
    latin = made(page([Move(1)]), encoding="latin-1")
    assert payments(read_mt940(Forwards(latin)))[0].message == "Tjetjenien från Åsa"


def test_pages_must_meet_and_the_last_must_come():
    first = page([Move(1_00)], kind="FM")
    assert fault(read_mt940, made(first, page([Move(2)], opening=1_001_00, kind="MF", number="17/2"))) is None
    assert fault(read_mt940, made(first, page([Move(2)], opening=1_001_01, kind="MF"))) == Fault.STATEMENTS_DO_NOT_MEET
    assert fault(read_mt940, made(first)) == Fault.CUT_SHORT


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Fault.EMPTY),
        (b"-\r\n", Fault.UNKNOWN_FORMAT),
        (b"Dear bank, hello\r\n", Fault.UNKNOWN_LINE),
        (FILE.replace(b"C200,00", b"C300,00"), Fault.BALANCE_DIFFERS),
        (FILE.replace(b"C200,00", b"D200,00"), Fault.BALANCE_DIFFERS),
        (FILE.replace(b"C200,00", b"C200,001"), Fault.BAD_AMOUNT),
        (FILE.replace(b"C200,00", b"C2,00,00"), Fault.BAD_AMOUNT),
        (FILE.replace(b"C200,00", b"X200,00"), Fault.BAD_AMOUNT),
        (FILE.replace(b"SEK1237,50", b"SEK1237,51"), Fault.BALANCE_DIFFERS),
        (FILE.replace(b"SEK1237,50", b"EUR1237,50"), Fault.MIXED_CURRENCIES),
        (FILE.replace(b"SEK1000,00", b"SEK1000.00"), Fault.BAD_AMOUNT),
        (FILE.replace(b"90C:2", b"90C:3"), Fault.COUNT_DIFFERS),
        (FILE.replace(b"SEK250,00", b"SEK250,01"), Fault.SUM_DIFFERS),
        (FILE.replace(b":61:2611231123", b":61:2613231123", 1), Fault.BAD_DATE),
        (FILE.replace(f":25:{ACCOUNT}\r\n".encode(), b""), Fault.MISSING),
        (FILE.replace(b":60F:", b":65:"), Fault.OUT_OF_ORDER),
        (FILE.replace(b":62F:", b":64:").replace(b":90", b":13"), Fault.CUT_SHORT),
        (FILE.replace("Åsa".encode(), b"\xc5sa"), Fault.WRONG_ENCODING),
        (FILE.replace(b"Tjetjenien", b"Tjet\0"), Fault.ZERO_BYTE),
        (FILE.replace(b"Tjetjenien", b"x" * 2_000), Fault.LINE_TOO_LONG),
    ],
)
def test_a_doctored_or_malformed_file_is_refused(data, expected):
    assert fault(read_mt940, data) == expected


def test_a_fault_tells_its_line():
    bad = refused(read_mt940, FILE.replace(b"C200,00", b"C300,00"))
    assert bad is not None
    assert (bad.place.line, bad.found, bad.expected) == (10, "133750", "123750")


def test_a_statement_cut_at_any_byte_is_refused_or_has_lost_nothing():
    everything = payments(read_mt940(Forwards(FILE)))
    for length in range(len(FILE)):
        if fault(read_mt940, FILE[:length]) is None:
            assert payments(read_mt940(Forwards(FILE[:length]))) == everything


moves = st.lists(
    st.builds(Move, minor=st.integers(-(10**9), 10**9), words=st.text(st.sampled_from("abcåÅЧечня 12.,"), max_size=60)), max_size=6
)


@settings(max_examples=60, deadline=None)
@given(moves, st.integers(-(10**9), 10**9), st.integers(1, 300))
def test_what_was_written_is_what_is_read_whatever_the_pieces(meant, opening, piece):
    found = payments(read_mt940(Forwards(made(page(meant, opening=opening)), most=piece)))
    assert [(one.minor, one.message) for one in found] == [(move.minor, " ".join(move.words.split())) for move in meant]


@settings(max_examples=60, deadline=None)
@given(moves.filter(bool), st.data())
def test_a_changed_amount_is_refused(meant, data):
    lines = made(page(meant, totals=False)).decode().splitlines()
    number = data.draw(st.sampled_from([at for at, line in enumerate(lines) if line[:4] in {":61:", ":60F", ":62F"}]))
    at = lines[number].index(",") + data.draw(st.sampled_from([-1, 1, 2]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != lines[number][at]]))
    lines[number] = lines[number][:at] + other + lines[number][at + 1 :]
    assert fault(read_mt940, "\r\n".join(lines).encode()) == Fault.BALANCE_DIFFERS
