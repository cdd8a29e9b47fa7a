"""Where a publication stands, what may be done, and what its release lacks."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.publications.rules import urgent
from safeconduct.publications.rules.states import ACTS, WARNS, Act, Facts, Given, Lack, State, acts_of, blocks, lacks_of, state_of

NOW = datetime(2017, 5, 20, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OFFERED = Facts(newest=1, says_newest=True)
APPROVED = Facts(newest=1, says_newest=True, newest_is_approved=True)
OUT = Facts(newest=1, says_newest=True, newest_is_approved=True, newest_is_released=True, is_released=True)
ANY = st.builds(
    Facts,
    newest=st.integers(0, 3),
    says_newest=st.booleans(),
    newest_is_approved=st.booleans(),
    newest_is_released=st.booleans(),
    is_released=st.booleans(),
    is_recalled=st.booleans(),
    embargo_until=st.sampled_from([None, NOW - MINUTE, NOW, NOW + MINUTE]),
    expires_on=st.sampled_from([None, NOW.date() - timedelta(1), NOW.date()]),
).filter(lambda facts: (facts.is_released or not facts.newest_is_released) and (facts.newest or not facts.is_released))


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (Facts(), State.DRAFT),
        (OFFERED, State.OFFERED),
        (Facts(newest=1), State.MOVED_ON),
        (Facts(newest=1, newest_is_approved=True), State.MOVED_ON),
        (APPROVED, State.APPROVED),
        (OUT, State.RELEASED),
        (Facts(newest=1, is_released=True, embargo_until=NOW + MINUTE), State.EMBARGOED),
        (Facts(newest=1, is_released=True, embargo_until=NOW), State.RELEASED),
        (Facts(newest=1, is_released=True, expires_on=NOW.date()), State.RELEASED),
        (Facts(newest=1, is_released=True, expires_on=date(2017, 5, 19)), State.EXPIRED),
        (Facts(newest=1, is_released=True, is_recalled=True, embargo_until=NOW + MINUTE), State.RECALLED),
        (Facts(is_recalled=True), State.RECALLED),
    ],
)
def test_the_state_follows_from_the_facts(facts: Facts, state: State):
    assert state_of(facts, NOW) is state


@pytest.mark.parametrize("state", list(State))
def test_every_state_says_what_may_be_done(state: State):
    assert Act.COMMENT in ACTS[state]


@given(ANY)
def test_only_an_approved_version_that_the_draft_still_says_can_be_released(facts: Facts):
    if Act.RELEASE in acts_of(facts, NOW):
        assert facts.newest
        assert facts.newest_is_approved
        assert facts.says_newest
        assert not facts.newest_is_released
        assert not facts.is_recalled


@given(ANY)
def test_what_is_out_is_signed_no_more(facts: Facts):
    if facts.newest_is_released:
        assert not {Act.SIGN, Act.APPROVE} & acts_of(facts, NOW)


@given(ANY)
def test_an_embargo_can_only_be_set_before_the_release(facts: Facts):
    if facts.is_released:
        assert Act.SET_EMBARGO not in acts_of(facts, NOW)


@given(ANY)
def test_what_was_recalled_can_only_be_talked_about(facts: Facts):
    if facts.is_recalled:
        assert acts_of(facts, NOW) == {Act.COMMENT}


@given(ANY)
def test_what_is_out_can_be_recalled_at_any_time(facts: Facts):
    assert (Act.RECALL in acts_of(facts, NOW)) == (facts.is_released and not facts.is_recalled)


def test_a_released_publication_is_corrected_by_a_later_version():
    assert acts_of(OUT, NOW) & {Act.OFFER, Act.SIGN, Act.APPROVE, Act.RELEASE} == set()
    changed = Facts(newest=1, newest_is_released=True, is_released=True, newest_is_approved=True)
    assert Act.OFFER in acts_of(changed, NOW)
    offered = Facts(newest=2, says_newest=True, is_released=True)
    assert {Act.SIGN, Act.APPROVE} <= acts_of(offered, NOW)


def test_a_version_that_lacks_nothing_can_be_released():
    assert lacks_of(Given(APPROVED)) == {}


@pytest.mark.parametrize(
    ("given_", "lack"),
    [
        (Given(Facts()), Lack.VERSION),
        (Given(OUT), Lack.VERSION),
        (Given(Facts(newest=1, newest_is_approved=True)), Lack.SAME_WORDS),
        (Given(OFFERED), Lack.APPROVAL),
        (Given(APPROVED, findings=3), Lack.FINDINGS),
        (Given(APPROVED, urgent=("consent",)), Lack.CONSENT),
        (Given(APPROVED, needs_recipients=True), Lack.RECIPIENTS),
        (Given(APPROVED, needs_recipients=True, recipients=2, recipients_unseen=1), Lack.RECIPIENTS_SEEN),
        (Given(APPROVED, annex_is_unchecked=True), Lack.ANNEX_CHECK),
    ],
)
def test_each_thing_that_is_missing_stops_the_release_and_is_named_alone(given_: Given, lack: Lack):
    lacks = lacks_of(given_)

    assert set(lacks) == {lack}
    assert blocks(lacks)


def test_who_has_not_answered_is_worth_knowing_and_stops_nothing():
    lacks = lacks_of(Given(APPROVED, unanswered=2, changes_asked=1, crisis_is_public=False))

    assert lacks == {Lack.CHANGES_ASKED: 1, Lack.SIGNATURES: 2, Lack.CRISIS_PAGE: 1}
    assert set(lacks) == WARNS
    assert not blocks(lacks)


def test_everything_an_urgent_action_can_lack_is_known_here():
    assert {lack.value for lack in urgent.Lack} <= {lack.value for lack in Lack}


def test_the_documentation_draws_this_table():
    page = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "publications.md").read_text(encoding="utf-8")
    drawn = {row[0]: set(row[1:]) for line in page.splitlines() if (row := re.findall(r"`([a-z-]+)`", line)) and row[0] in set(State)}

    assert drawn == {state.value: {act.value for act in acts} for state, acts in ACTS.items()}
