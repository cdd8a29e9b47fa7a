"""A proof of work is for one ticket, and easy to check."""

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.signing.rules.proof import LONGEST_PROOF, is_worked, work

FEW = 6  # bits: enough to tell, few enough for a test


def test_the_browser_and_the_server_find_the_same_proof() -> None:
    assert work("a ticket", 13) == "1996"  # client/sign/proof.test.js holds the same


@given(st.text(min_size=1))
def test_work_makes_a_proof_for_its_ticket(ticket: str) -> None:
    assert is_worked(ticket, work(ticket, FEW), FEW)


def test_a_proof_is_for_one_ticket_alone() -> None:
    proof = work("one", 13)

    assert is_worked("one", proof, 13)
    assert not is_worked("two", proof, 13)


def test_more_is_asked_of_more_bits() -> None:
    proof = work("one", 13)

    assert not is_worked("one", proof, 40)


@given(st.text())
def test_no_text_is_taken_for_a_proof_of_everything_and_none_breaks_the_check(proof: str) -> None:
    assert not is_worked("one", proof, 60)


def test_nothing_empty_long_or_strange_is_a_proof() -> None:
    assert not any(is_worked("one", proof, 0) for proof in ("", "1" * (LONGEST_PROOF + 1), "١", "1 2", "\ud800"))
    assert not is_worked("", "1", 0)
