"""References that people read aloud."""

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.kit.references import ALPHABET, new_reference


@given(st.sampled_from(["CL", "DO", "ME"]))
def test_a_reference_is_its_prefix_and_six_letters_that_cannot_be_misread(prefix: str):
    kind, _, rest = new_reference(prefix).partition("-")

    assert kind == prefix
    assert len(rest) == 6
    assert set(rest) <= set(ALPHABET)
    assert not set(rest) & set("ILOU")


def test_references_do_not_follow_one_another():
    assert len({new_reference("CL") for _ in range(1000)}) == 1000
