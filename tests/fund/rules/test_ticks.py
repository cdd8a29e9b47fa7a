"""No gift and no payout can be read from the difference of any two public numbers. All sums are drawn or invented."""

from collections import Counter
from datetime import date, timedelta
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.fund.rules.ticks import (
    TOGETHER,
    Cell,
    Change,
    Paid,
    Part,
    Step,
    confirmed_steps,
    last_sunday,
    left,
    next_cells,
    next_step,
)

SUMS = st.sampled_from([100, 20_000, 20_000, 50_000, 123_456, 6_000_000, -20_000, -100]) | st.integers(-1_000_000, 1_000_000)
ARRIVALS = st.lists(st.tuples(SUMS, st.sampled_from(["", "", "", "a", "b", "c"]), st.integers(0, 9)), max_size=60)
MONDAY = date(2017, 4, 3)


def a_day(
    arrivals: list[tuple[int, str, int]], *, ticks: int, slow: int
) -> tuple[list[Change], list[Change], list[Step], list[list[Step]]]:
    """Live a day: a few arrive, a step is made if it may be, some are confirmed by the bank later. Gives all that was ever published."""
    changes = [Change(f"g{at}", minor, by) for at, (minor, by, _) in enumerate(arrivals)]
    waiting: list[Change] = []
    confirmed: set[str] = set()
    steps: list[Step] = []
    published: list[list[Step]] = [[]]
    for at, (change, (_, _, delay)) in enumerate(zip(changes, arrivals, strict=True)):
        waiting.append(change)
        confirmed |= {one.key for one, (_, _, wait) in zip(changes[:at], arrivals, strict=False) if wait * slow < delay + at}
        if at % ticks == 0 and (step := next_step(waiting)):
            waiting = left(waiting, step)
            steps.append(step)
        published += [list(steps), confirmed_steps(steps, confirmed)]
    return changes, waiting, steps, published


@settings(max_examples=150, deadline=None)
@given(ARRIVALS, st.integers(1, 12), st.integers(0, 20))
def test_no_two_public_numbers_differ_by_fewer_than_five_givers_or_by_one_for_the_most_part(
    arrivals: list[tuple[int, str, int]], ticks: int, slow: int
) -> None:
    changes, _, _, published = a_day(arrivals, ticks=ticks, slow=slow)
    giver = {one.key: one.by or one.key for one in changes}
    views = {tuple(id(step) for step in view): view for view in published}

    for one, other in combinations(views.values(), 2):
        between = [step for step in one if step not in other] + [step for step in other if step not in one]
        weights: Counter[str] = Counter()
        for step in between:
            nets = nets_of(step, giver)
            assert sum(1 for net in nets.values() if net) >= 5
            weights.update({who: abs(net) for who, net in nets.items()})
        assert between
        assert 2 * max(weights.values()) <= weights.total()


def nets_of(step: Step, giver: dict[str, str]) -> Counter[str]:
    nets: Counter[str] = Counter()
    for part in step.parts:
        nets[giver[part.key]] += part.minor
    return nets


@settings(max_examples=150, deadline=None)
@given(ARRIVALS, st.integers(1, 12))
def test_nothing_is_said_twice_and_nothing_is_lost(arrivals: list[tuple[int, str, int]], ticks: int) -> None:
    changes, waiting, steps, _ = a_day(arrivals, ticks=ticks, slow=1)

    told: Counter[str] = Counter()
    for part in (part for step in steps for part in step.parts):
        told[part.key] += part.minor
    still = {one.key: one.minor for one in waiting}
    assert all(told[one.key] + still.get(one.key, 0) == one.minor for one in changes)
    assert all(0 <= told[one.key] <= one.minor or 0 >= told[one.key] >= one.minor for one in changes)


@settings(max_examples=150, deadline=None)
@given(ARRIVALS)
def test_in_every_step_no_giver_is_more_than_half(arrivals: list[tuple[int, str, int]]) -> None:
    changes, _, steps, _ = a_day(arrivals, ticks=3, slow=1)
    giver = {one.key: one.by or one.key for one in changes}

    for step in steps:
        nets = nets_of(step, giver)
        weights = [abs(net) for net in nets.values() if net]
        assert len(weights) >= 5
        assert 2 * max(weights) <= sum(weights)


def test_four_gifts_are_not_said_and_five_are() -> None:
    gifts = [Change(f"g{at}", 20_000) for at in range(5)]

    assert next_step(gifts[:4]) is None
    step = next_step(gifts)
    assert step is not None
    assert step.minor == 100_000
    assert left(gifts, step) == []


def test_five_gifts_of_one_giver_are_one() -> None:
    assert next_step([Change(f"g{at}", 20_000, by="a") for at in range(9)]) is None


def test_a_gift_given_and_taken_back_at_once_does_not_count() -> None:
    four = [Change(f"g{at}", 20_000) for at in range(4)]
    assert next_step([*four, Change("up", 500, by="a"), Change("down", -500, by="a")]) is None


def test_a_gift_larger_than_all_others_comes_out_in_portions() -> None:
    waiting = [Change("large", 6_000_000), *(Change(f"g{at}", 20_000) for at in range(4))]
    step = next_step(waiting)

    assert step is not None
    assert step.minor == 160_000
    assert left(waiting, step) == [Change("large", 5_920_000)]


def test_a_gift_whose_giver_agreed_is_said_at_once_and_hides_nobody() -> None:
    waiting = [Change("large", 6_000_000, is_open=True), *(Change(f"g{at}", 20_000) for at in range(4))]

    assert next_step(waiting) == Step((Part("large", 6_000_000),))


def test_a_step_counts_as_confirmed_when_all_of_it_is() -> None:
    step = Step(tuple(Part(f"g{at}", 100) for at in range(5)))

    assert confirmed_steps([step], {f"g{at}" for at in range(4)}) == []
    assert confirmed_steps([step], {f"g{at}" for at in range(5)}) == [step]


# Payouts


def paid(count: int, purpose: str, *, on: date = MONDAY, minor: int = 55_555) -> list[Paid]:
    return [Paid(f"{purpose}{on}{at}", on, purpose, minor) for at in range(count)]


def test_a_week_is_said_two_weeks_after_its_sunday() -> None:
    sunday = MONDAY + timedelta(days=6)

    assert last_sunday(sunday + timedelta(days=13)) == sunday - timedelta(days=7)
    assert last_sunday(sunday + timedelta(days=14)) == sunday
    assert next_cells(paid(5, "food"), sunday + timedelta(days=13)) == []
    [cell] = next_cells(paid(5, "food"), sunday + timedelta(days=14))
    assert (cell.until, cell.purpose, cell.minor) == (sunday, "food", 280_000)


def said(*payouts: list[Paid]) -> list[tuple[str, int]]:
    return [(cell.purpose, len(cell.keys)) for cell in next_cells(chain.from_iterable(payouts), MONDAY + timedelta(days=30))]


def test_small_purposes_are_said_together_and_not_named() -> None:
    assert said(paid(7, "food"), paid(3, "legal"), paid(2, "travel")) == [("food", 7), (TOGETHER, 5)]


def test_a_purpose_too_small_alone_takes_the_smallest_other_with_it() -> None:
    assert said(paid(7, "food"), paid(5, "shelter"), paid(1, "legal")) == [("food", 7), (TOGETHER, 6)]


def test_what_may_not_be_said_in_any_company_waits_and_spoils_nothing() -> None:
    assert said(paid(4, "legal")) == []
    assert said(paid(7, "food"), paid(1, "medical", minor=90_000_000)) == [("food", 7)]


PAYOUTS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(["food", "legal", "travel"]), st.integers(1, 500_000), st.integers(0, 20)), max_size=60
)


@settings(max_examples=100, deadline=None)
@given(PAYOUTS)
def test_every_cell_holds_five_is_late_and_rounded_and_no_payout_is_said_twice(rows: list[tuple[int, str, int, int]]) -> None:
    payouts = {f"p{at}": Paid(f"p{at}", MONDAY + timedelta(days=day), purpose, minor) for at, (day, purpose, minor, _) in enumerate(rows)}
    noted = {f"p{at}": MONDAY + timedelta(days=day + late) for at, (day, _, _, late) in enumerate(rows)}
    cells: list[Cell] = []
    for on in (MONDAY + timedelta(days=day) for day in range(0, 120, 7)):
        out = {key for cell in cells for key in cell.keys}
        cells += next_cells([one for key, one in payouts.items() if noted[key] <= on and key not in out], on)

        for cell in cells:
            sums = [payouts[key].minor for key in cell.keys]
            assert len(sums) >= 5
            assert 2 * max(sums) <= sum(sums)
            assert cell.minor % 10_000 == 0
            assert abs(cell.minor - sum(sums)) <= 5_000
            assert all(payouts[key].on <= cell.until <= on - timedelta(days=14) for key in cell.keys)
    assert max(Counter(key for cell in cells for key in cell.keys).values(), default=0) <= 1
