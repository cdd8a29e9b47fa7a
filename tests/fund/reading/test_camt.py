"""camt files: every payment of them, and none of a file that is not whole."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.fund.reading.camt import read_camt
from safeconduct.fund.reading.shape import Caution, Closed, Deposit, Fault, Statement, Warned
from tests.fund.reading.camt_made import ACCOUNT, Made, Part, Whole, document
from tests.fund.reading.streams import Forwards, fault, payments, refused

BATCH = Whole((Part(200_00), Part(50_00, name="Зара Тестова", text="Чечня"), Part(1)), has_batch=True)
FEE = Whole((Part(-12_50, name="Bank"),), reference="R2")
DAY = Made((BATCH, FEE))


def read(made: Made) -> list:
    return list(read_camt(Forwards(made.bytes())))


@pytest.mark.parametrize("kind", ["052", "053", "054"])
@pytest.mark.parametrize("version", ["02", "04", "08", "13"])
def test_every_payment_of_a_batch_comes_with_its_words_in_every_version(kind, version):
    found = read(replace(DAY, kind=kind, version=version))
    statement, deposit, first, second, third, _fee_deposit, fee, closed = found
    assert isinstance(statement, Statement)
    assert (statement.account, statement.currency, statement.number) == (ACCOUNT, "SEK", "17")
    assert (deposit.minor, deposit.count, deposit.kind, deposit.on) == (250_01, 3, "MOB", date(2026, 11, 23))
    assert (first.minor, first.payer_name, first.message) == (200_00, "Åsa Öberg-Ärlig", "Tjetjenien")
    assert (second.payer_name, second.message, second.account_kind) == ("Зара Тестова", "Чечня", "MOBNB")
    assert (third.minor, third.number) == (1, 3)
    assert (fee.minor, fee.payer_name) == (-12_50, "Bank")
    assert closed == Closed(closing=1_237_51 if kind == "053" else None, deposits=2, payments=4, total=237_51)


def test_notprovided_is_no_reference_and_a_reference_is_one():
    part = Part(100, reference="201704110000159", end_to_end="E-1")
    plain, told = payments(read(Made((Whole((Part(100),)), Whole((part,))))))
    assert (plain.end_to_end, plain.references) == ("", ())
    assert (told.end_to_end, told.references) == ("E-1", ("201704110000159",))


def test_what_is_only_announced_is_not_counted():
    found = read(Made((BATCH, Whole((Part(999_00),), state="PDNG"))))
    assert [one.is_booked for one in found if isinstance(one, Deposit)] == [True, False]
    assert found[-1] == Closed(closing=1_250_01, deposits=1, payments=3, total=250_01)


def test_a_gift_taken_back_is_below_nought_and_names_the_giver():
    part = Part(-200_00)
    made = Made((Whole((part,), reversal=True),), change={"<Cdtr>": "<Dbtr>", "</Cdtr>": "</Dbtr>"})
    (payment,) = payments(read(made))
    assert (payment.minor, payment.deposit.is_reversal, payment.payer_name) == (-200_00, True, part.name)


def test_a_sum_whose_details_stand_in_another_file_has_no_payments():
    found = read(Made((replace(BATCH, has_details=False),)))
    assert payments(found) == []
    assert found[1].count == 3


def test_an_entry_without_details_is_one_payment():
    more = "<AddtlNtryInf>Swish 14:02</AddtlNtryInf>"
    (payment,) = payments(read(Made((Whole((Part(5_00),), has_details=False, more=more),))))
    assert (payment.minor, payment.note, payment.bank_reference) == (5_00, "Swish 14:02", "R1")


def test_charges_held_back_leave_the_gift_whole():
    made = Made(
        (Whole((Part(200_00),), minor=197_00),), change={"<RmtInf>": "<Chrgs><Rcrd><Amt Ccy='SEK'>3.00</Amt></Rcrd></Chrgs><RmtInf>"}
    )
    (payment,) = payments(read(made))
    assert (payment.minor, payment.charges, payment.deposit.minor) == (200_00, 3_00, 197_00)


def test_a_gift_in_another_currency_keeps_what_was_sent():
    sent = "<AmtDtls><InstdAmt><Amt Ccy='EUR'>20.00</Amt><CcyXchg><XchgRate>11.4</XchgRate></CcyXchg></InstdAmt></AmtDtls><RltdPties>"
    (payment,) = payments(read(Made((Whole((Part(228_00),)),), change={"<RltdPties>": sent})))
    assert (payment.minor, payment.original, payment.rate) == (228_00, "20.00 EUR", "11.4")


@pytest.mark.parametrize(
    ("text", "minor"), [("200000", 200_000_00), ("8.850", 8_85), ("8.5", 8_50), ("8.", 8_00), ("0.10000", 10), ("007.00", 7_00)]
)
def test_an_amount_is_read_as_banks_write_it(text, minor):
    made = Made(
        (Whole((Part(minor),)),),
        change={f">{minor // 100}.{minor % 100:02}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts": f">{text}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts"},
    )
    assert payments(read(made))[0].minor == minor


@pytest.mark.parametrize("text", ["8.855", "-8.85", "8,85", "1e3", "NaN", "", "8 85", "٨.00", "1" * 40, "+8.85"])
def test_an_amount_that_is_not_exactly_money_is_refused(text):
    made = Made(
        (Whole((Part(8_85),)),), change={">8.85</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts": f">{text}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts"}
    )
    assert fault(read_camt, made.bytes()) in {Fault.BAD_AMOUNT, Fault.MISSING}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"200.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties>": "300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties>"},
            Fault.DETAILS_DIFFER,
        ),
        ({"<Ntry><Amt Ccy='SEK'>250.01": "<Ntry><Amt Ccy='SEK'>350.01"}, Fault.DETAILS_DIFFER),
        ({"<Ntry><Amt Ccy='SEK'>250.01": "<Ntry><Amt Ccy='EUR'>250.01"}, Fault.MIXED_CURRENCIES),
        ({"<Ntry><Amt Ccy='SEK'>250.01": "<Ntry><Amt>250.01"}, Fault.MISSING),
        ({"<Ntry><Amt Ccy='SEK'>250.01": "<Ntry><Amt Ccy='kr'>250.01"}, Fault.BAD_CURRENCY),
        ({">1237.51<": ">1237.52<"}, Fault.BALANCE_DIFFERS),
        ({">1000.00<": ">1000.01<"}, Fault.BALANCE_DIFFERS),
        ({"<NbOfNtries>2<": "<NbOfNtries>3<"}, Fault.COUNT_DIFFERS),
        ({"<NbOfNtries>2<": "<NbOfNtries>two<"}, Fault.COUNT_DIFFERS),
        ({"<Sum>262.51<": "<Sum>262.52<"}, Fault.SUM_DIFFERS),
        ({"<NbOfTxs>3<": "<NbOfTxs>4<"}, Fault.COUNT_DIFFERS),
        ({"<NbOfTxs>3</NbOfTxs>": "<NbOfTxs>3</NbOfTxs><TtlAmt Ccy='SEK'>1.00</TtlAmt>"}, Fault.DETAILS_DIFFER),
        ({"<Cd>BOOK</Cd>": "<Cd>MAYBE</Cd>"}, Fault.UNKNOWN_STATE),
        ({"<Dt>2026-11-23</Dt></BookgDt>": "<Dt>2026-13-23</Dt></BookgDt>"}, Fault.BAD_DATE),
        ({"<BookgDt><Dt>2026-11-23</Dt></BookgDt>": ""}, Fault.MISSING),
        ({"<CdtDbtInd>CRDT</CdtDbtInd><Sts>": "<CdtDbtInd>IN</CdtDbtInd><Sts>"}, Fault.MISSING),
        ({"<Cd>CLBD</Cd>": "<Cd>XPCD</Cd>"}, Fault.MISSING),
        ({f"<IBAN>{ACCOUNT}</IBAN>": ""}, Fault.MISSING),
        ({"camt.053.001.08": "camt.053.001.14"}, Fault.UNKNOWN_VERSION),
        ({"camt.053.001.08": "pain.001.001.09"}, Fault.UNKNOWN_VERSION),
        ({'encoding="UTF-8"': 'encoding="UTF-7"'}, Fault.WRONG_ENCODING),
        ({"<Document": "<!DOCTYPE Document><Document"}, Fault.FORBIDDEN_MARKUP),
        ({"<Document": '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document'}, Fault.FORBIDDEN_MARKUP),
        ({"Tjetjenien": "&b;"}, Fault.BROKEN),
        ({"Tjetjenien": "Tjet\0jenien"}, Fault.ZERO_BYTE),
        ({"</Ntry>": ""}, Fault.OUT_OF_ORDER),
        ({"</TxDtls>": "</TxDetails>"}, Fault.BROKEN),
    ],
)
def test_a_doctored_or_malformed_file_is_refused(change, expected):
    assert fault(read_camt, replace(DAY, change=change).bytes()) == expected


def test_a_fault_tells_where_it_is_and_repeats_nothing_of_a_person():
    bad = refused(
        read_camt,
        replace(DAY, change={">12.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Rltd": ">12.51</Amt><CdtDbtInd>DBIT</CdtDbtInd><Rltd"}).bytes(),
    )
    assert bad is not None
    assert (bad.place.statement, bad.place.entry, bad.found, bad.expected) == (1, 2, "-1251", "-1250")
    named = refused(read_camt, replace(DAY, change={">250.01<": ">Åsa Öberg<"}).bytes())
    assert named is not None
    assert "Åsa" not in f"{named} {named.found} {named.expected}"


@pytest.mark.parametrize("data", [b"", b"   ", b"01BGMAX", b"<html></html>", "<a/>".encode("utf-16")])
def test_what_is_no_camt_file_is_refused(data):
    assert fault(read_camt, data) is not None


def test_latin_1_bytes_in_a_file_that_says_utf_8_are_refused():
    assert fault(read_camt, DAY.bytes().decode().encode("latin-1", "replace")) == Fault.BROKEN


def test_a_file_that_says_latin_1_is_read_as_that():
    data = Made((Whole((Part(100),)),), change={"UTF-8": "ISO-8859-1"}).bytes().decode().encode("latin-1")
    assert payments(read_camt(Forwards(data)))[0].payer_name == "Åsa Öberg-Ärlig"


def test_statements_of_one_account_must_meet_and_a_missing_number_is_said():
    first, meets = Made((BATCH,)), Made(number="18", opening=1_250_01)
    assert not any(isinstance(one, Warned) for one in read_camt(Forwards("".join(document([first, meets])).encode())))
    apart = "".join(document([first, Made(number="18", opening=1)])).encode()
    assert fault(read_camt, apart) == Fault.STATEMENTS_DO_NOT_MEET
    gap = read_camt(Forwards("".join(document([first, Made(number="20", opening=1)])).encode()))
    assert [one.caution for one in gap if isinstance(one, Warned)] == [Caution.NUMBER_MISSING]


def test_a_file_cut_at_any_byte_is_refused():
    data = DAY.bytes()
    assert fault(read_camt, data) is None
    for length in range(len(data)):
        assert fault(read_camt, data[:length]) is not None, length


words = st.text(st.characters(exclude_categories=["Cs", "Cc"], max_codepoint=0xFFFD), max_size=40)
parts = st.builds(Part, minor=st.integers(1, 10**9), name=words, text=words)
wholes = st.builds(Whole, parts=st.lists(parts, min_size=1, max_size=4).map(tuple), has_batch=st.booleans())
statements = st.builds(
    Made,
    entries=st.lists(wholes, max_size=4).map(tuple),
    kind=st.sampled_from(["052", "053", "054"]),
    version=st.sampled_from(["02", "06", "08"]),
    opening=st.integers(-(10**9), 10**9),
)


@settings(max_examples=60, deadline=None)
@given(statements, st.integers(1, 4096))
def test_what_was_written_is_what_is_read_whatever_the_pieces(made, piece):
    found = payments(read_camt(Forwards(made.bytes(), most=piece)))
    meant = [(part.minor, " ".join(part.name.split()), " ".join(part.text.split())) for entry in made.entries for part in entry.parts]
    assert [(one.minor, one.payer_name, one.message) for one in found] == meant


@settings(max_examples=60, deadline=None)
@given(statements.filter(lambda made: made.entries), st.data())
def test_a_changed_amount_is_refused(made, data):
    text = made.bytes().decode()
    marks = [at for at in range(len(text)) if text.startswith("</Amt>", at)]
    at = data.draw(st.sampled_from(marks)) - data.draw(st.sampled_from([1, 2, 4]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[at]]))
    assert fault(read_camt, (text[:at] + other + text[at + 1 :]).encode()) is not None
