"""What is asked of signatures in bulk is kept and read again as it was."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.signing.rules.kinds import Channel, State, Visibility
from safeconduct.signing.rules.sifting import MARKS, Sift, read_sift, sift_to_json, with_mark, without_mark

SOME = st.lists(st.sampled_from(["SE", "DE", ""]), max_size=3).map(tuple)
SIFTS = st.builds(
    Sift,
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    countries=SOME,
    channels=st.lists(st.sampled_from(list(Channel)), max_size=2).map(tuple),
    visibilities=st.lists(st.sampled_from(list(Visibility)), max_size=2).map(tuple),
    states=st.lists(st.sampled_from(list(MARKS)), max_size=2).map(tuple),
    domains=st.lists(st.binary(min_size=8, max_size=8).map(bytes.hex), max_size=2).map(tuple),
    batch=st.sampled_from(["", "IR-7Q4MZK"]),
)


@given(SIFTS)
def test_a_sift_is_kept_and_read_again(sift: Sift) -> None:
    assert read_sift(sift_to_json(sift)) == sift


def test_only_what_was_asked_for_is_kept() -> None:
    assert sift_to_json(Sift(since=date(2017, 4, 20))) == {"since": "2017-04-20"}
    assert Sift().is_everything
    assert not Sift(countries=("",)).is_everything


@given(st.sampled_from(["", "IR-7Q4MZK"]), st.sampled_from(list(MARKS)))
def test_a_mark_is_taken_off_by_the_invalidation_that_set_it_and_no_other(batch: str, was: State) -> None:
    marked = with_mark(batch, "IV-7Q4MZK", was)

    assert len(marked) <= 32
    assert without_mark(marked, "IV-7Q4MZK") == (batch, was)
    assert without_mark(marked, "IV-OTHER1") is None
    assert without_mark(batch, "IV-7Q4MZK") is None
