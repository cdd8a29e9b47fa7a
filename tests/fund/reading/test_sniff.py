"""A file's format shows in its bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.fund.reading.shape import Fault, Statement
from safeconduct.fund.reading.sniff import read_bank_file
from tests.fund.reading import test_bgmax, test_camt, test_mt940, test_saved_csv
from tests.fund.reading.streams import Forwards, fault, payments

FILES = {
    "camt.053": test_camt.DAY.bytes(),
    "bgmax": test_bgmax.FILE,
    "mt940": test_mt940.FILE,
    "csv": test_saved_csv.FILE,
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("piece", [1, 5000])
def test_every_format_is_told_by_its_bytes_and_read_whole(name, piece):
    found = list(read_bank_file(Forwards(FILES[name], most=piece), test_saved_csv.MAPPING))
    assert isinstance(found[0], Statement)
    assert found[0].format == name
    assert len(payments(found)) >= 3


def test_a_byte_order_mark_and_an_envelope_hide_no_format():
    for data in (b"\xef\xbb\xbf" + FILES["camt.053"], b"{1:F01TESTSESSAXXX0000000000}{4:\r\n" + FILES["mt940"]):
        assert fault(read_bank_file, data) is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"", Fault.EMPTY), (b" \r\n", Fault.EMPTY), (FILES["csv"], Fault.UNKNOWN_FORMAT), (b"%PDF-1.7\n", Fault.UNKNOWN_FORMAT)],
)
def test_what_nobody_can_read_is_refused(data, expected):
    assert fault(read_bank_file, data) == expected


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_damaged_file_is_read_or_refused_and_never_falls_through(name, data):
    damaged = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    fault(read_bank_file, bytes(damaged), mapping=test_saved_csv.MAPPING)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([b"", b"<", b"01BGMAX ", b":20:x\n", b"Datum;"]), st.binary(max_size=200))
def test_bytes_of_anything_are_refused(begun, rest):
    assert fault(read_bank_file, begun + rest) is not None
