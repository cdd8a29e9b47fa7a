"""Rules of a campaign, as tables."""

from datetime import date
from typing import Any

import pytest

from safeconduct.petitions.rules.campaigns import default_danger, key_goes_on, numbers_reached, slug_of
from safeconduct.petitions.rules.kinds import StageKind
from safeconduct.petitions.rules.ready import Facts, Lack, lacks
from safeconduct.petitions.rules.rolls import Standing, roll_state
from safeconduct.petitions.rules.stages import current_stage, out_of_order
from safeconduct.petitions.rules.steps import Course, Progress, Step, next_step, steps_of

DAY, BEFORE, AFTER = date(2017, 5, 10), date(2017, 5, 9), date(2017, 5, 11)
RUNNING: dict[str, Any] = {"opens_on": BEFORE, "is_readable": True}


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing(), "closed"),
        (Standing(**RUNNING), "open"),
        (Standing(**RUNNING, closes_on=DAY), "open"),
        (Standing(**RUNNING, closes_on=BEFORE), "closed"),
        (Standing(**RUNNING, is_closed=True), "closed"),
        (Standing(**RUNNING, has_ended=True), "closed"),
        (Standing(**RUNNING, has_key=False), "closed"),
        (Standing(**RUNNING, is_recalled=True), "paused"),
        (Standing(**RUNNING, is_recalled=True, is_closed=True), "closed"),
        (Standing(opens_on=BEFORE), "paused"),
        (Standing(opens_on=AFTER, is_readable=True), "paused"),
    ],
)
def test_whether_it_may_be_signed(standing: Standing, state: str) -> None:
    assert roll_state(standing, on=DAY) == state


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("An easier visa", set(), "an-easier-visa"),
        ("Enklare visum för den som flyr!", set(), "enklare-visum-for-den-som-flyr"),
        ("Sœurs & straße Øst", set(), "soeurs-strasse-ost"),
        ("Виза для тех, кто бежит", set(), "petition"),
        ("An easier visa", {"an-easier-visa"}, "an-easier-visa-2"),
        ("An easier visa", {"an-easier-visa", "an-easier-visa-2"}, "an-easier-visa-3"),
        ("word " * 40, set(), "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_address_made_of_a_title(title: str, taken: set[str], slug: str) -> None:
    assert slug_of(title, taken) == slug


@pytest.mark.parametrize(("place", "countries"), [("RU-CE", ["RU"]), ("ru", ["RU"]), ("", []), ("1", [])])
def test_the_danger_list_begins_with_where_the_crisis_is(place: str, countries: list[str]) -> None:
    assert default_danger(place) == countries


@pytest.mark.parametrize(
    ("closes_on", "chosen", "goes_on"),
    [(None, None, None), (DAY, None, date(2017, 5, 24)), (DAY, AFTER, AFTER), (None, DAY, DAY)],
)
def test_the_day_on_which_a_key_goes(closes_on: date | None, chosen: date | None, goes_on: date | None) -> None:
    assert key_goes_on(closes_on=closes_on, chosen=chosen) == goes_on


def test_numbers_that_a_count_has_reached() -> None:
    assert numbers_reached([5000, 100, 1000], 1000) == [100, 1000]
    assert numbers_reached([0, 10], 0) == []


@pytest.mark.parametrize(
    ("kind", "on", "is_wrong"),
    [
        (StageKind.SUBMISSION, DAY, False),
        (StageKind.SUBMISSION, BEFORE, True),
        (StageKind.DIALOGUE, AFTER, False),
        (StageKind.START, AFTER, True),
    ],
)
def test_stages_follow_each_other(kind: StageKind, on: date, is_wrong: bool) -> None:
    days = {StageKind.START: BEFORE, StageKind.COLLECTION: DAY}

    assert out_of_order(days, kind, on) is is_wrong


def test_the_last_stage_reached_is_the_current_one() -> None:
    assert current_stage({StageKind.START: BEFORE, StageKind.DIALOGUE: DAY}) is StageKind.DIALOGUE
    assert current_stage({}) is None


READY: dict[str, Any] = {"is_released": True, "has_crisis_page": True, "addressees": 1, "has_vault": True, "has_key": True}


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({}, None),
        ({"is_released": False}, Lack.TEXT),
        ({"is_recalled": True}, Lack.TEXT_RECALLED),
        ({"is_for_everybody": False}, Lack.TEXT_FOR_FEW),
        ({"is_embargoed": True}, Lack.TEXT_EMBARGOED),
        ({"has_crisis_page": False}, Lack.CRISIS_PAGE),
        ({"addressees": 0}, Lack.ADDRESSEE),
        ({"has_vault": False, "has_key": False}, Lack.VAULT),
        ({"has_key": False}, Lack.KEY),
        ({"key_is_gone": True, "has_key": False}, Lack.KEY_GONE),
        ({"day_passed": True}, Lack.DAY_PASSED),
        ({"is_closed": True}, Lack.CLOSED),
    ],
)
def test_what_is_missing_before_it_opens(change: dict[str, bool], lack: Lack | None) -> None:
    found = lacks(Facts(**{**READY, **change}))

    assert (found[0] if found else None) is lack
    assert len(found) == (1 if lack else 0)


@pytest.mark.parametrize(
    ("course", "step"),
    [
        (Course(), Step.TEXT),
        (Course(is_released=True), Step.ADDRESSEES),
        (Course(is_released=True, drifted=1), Step.LANGUAGES),
        (Course(is_released=True, addressees=1), Step.KEYS),
        (Course(is_released=True, addressees=1, has_vault=True), Step.KEYS),
        (Course(is_released=True, addressees=1, has_vault=True, has_key=True), Step.OPEN),
        (Course(is_released=True, addressees=1, has_vault=True, has_key=True, is_opened=True), Step.COLLECT),
        (Course(is_released=True, addressees=1, has_vault=True, is_opened=True), Step.KEYS),
        (Course(is_released=True, is_recalled=True, addressees=1, has_vault=True, has_key=True, is_opened=True), Step.TEXT),
        (Course(is_released=True, addressees=1, has_vault=True, has_key=True, is_opened=True, is_over=True), Step.HAND_OVER),
        (Course(is_released=True, addressees=1, key_is_gone=True, is_opened=True, is_over=True, is_handed_over=True), Step.ANSWER),
        (Course(is_released=True, addressees=1, key_is_gone=True, is_opened=True, is_over=True, has_ended=True), None),
    ],
)
def test_what_is_to_be_done_next(course: Course, step: Step | None) -> None:
    assert next_step(steps_of(course)) is step


def test_every_step_is_told_once_and_in_order() -> None:
    steps = steps_of(Course())

    assert [step for step, _progress in steps] == list(Step)
    assert dict(steps)[Step.OPEN] is Progress.LATER
