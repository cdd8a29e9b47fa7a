"""What a treasurer reads when a bank file is refused."""

from safeconduct.fund.reading.shape import BadFile, Caution, Fault, Place
from safeconduct.fund.words import BANK_FILE_FAULTS, BANK_FILE_WARNINGS, bad_file_written, place_written


def test_every_fault_and_every_warning_has_its_sentence():
    assert set(BANK_FILE_FAULTS) == set(Fault)
    assert set(BANK_FILE_WARNINGS) == set(Caution)


def test_a_place_is_written_as_the_format_counts():
    assert place_written(Place(line=12)) == "Line 12"
    assert place_written(Place(statement=1, entry=3, payment=2)) == "Statement 1, entry 3, payment 2"
    assert place_written(Place()) == ""


def test_a_refusal_says_where_what_and_what_is_safe():
    written = bad_file_written(BadFile(Fault.BAD_DATE, Place(line=3), found="7", expected="8"))
    assert written == "Line 3: A date is none that exists. Ask the bank. Expected: 8. Found: 7. Nothing of this file was booked."
    assert bad_file_written(BadFile(Fault.EMPTY)).startswith("There is nothing in this file.")
