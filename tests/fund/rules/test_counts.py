"""Counts by hand: what of them is let out, and that no two public numbers ever differ by a single gift."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.fund.rules.counts import NOTHING, Counted, Waiting, covering, fault_of_count, free_of, let_out, of_that_time, rounded
from safeconduct.fund.rules.ticks import FEW, Change, Step, left, next_step

GOAL = 10_000_000
DAY = date(2026, 11, 23)
SUMS = st.one_of(st.integers(1, 50_000), st.integers(1, 3_000_000))


@pytest.mark.parametrize(
    ("new", "last", "out"),
    [
        (Counted(12, 640_000, 100_000), NOTHING, 600_000),
        (Counted(4, 640_000, 100_000), NOTHING, 0),  # too few
        (Counted(12, 640_000, 330_000), NOTHING, 0),  # one is more than half
        (Counted(12, 90_000, 10_000), NOTHING, 0),  # less than a hundredth of the goal
        (Counted(16, 940_000, 100_000), Counted(12, 640_000, 100_000), 0),  # four more
        (Counted(17, 940_000, 100_000), Counted(12, 640_000, 100_000), 300_000),
        (Counted(17, 700_000, 40_000), Counted(12, 640_000, 40_000), 0),  # the largest is most of what it adds
        (Counted(17, 500_000, 40_000), Counted(12, 640_000, 40_000), 0),  # a count cannot fall; the bank will put it right
    ],
)
def test_what_a_count_lets_out(new: Counted, last: Counted, out: int):
    assert let_out(new, last, goal_minor=GOAL) == out


COUNTED = st.builds(Counted, st.integers(1, 500), SUMS, SUMS)


@given(COUNTED, st.just(NOTHING) | COUNTED, st.integers(1, 10**10))
def test_a_count_never_says_more_than_was_counted(new: Counted, last: Counted, goal: int):

    out = let_out(new, last, goal_minor=goal)

    assert 0 <= rounded(last.minor, goal) + out <= max(new.minor, last.minor)
    if out:
        assert new.gifts - last.gifts >= FEW
        assert 2 * new.largest_minor <= new.minor - last.minor


@pytest.mark.parametrize(
    ("counted", "fault"),
    [
        (Counted(5, 500, 100), ""),
        (Counted(1, 100, 100), ""),
        (Counted(0, 500, 100), "few"),
        (Counted(5, 500, 600), "largest"),
        (Counted(1, 500, 400), "largest"),
        (Counted(5, 500, 99), "sum"),
    ],
)
def test_a_count_that_cannot_be_is_told(counted: Counted, fault: str):
    assert fault_of_count(counted) == fault


def test_the_bank_takes_the_counts_place_with_the_same_sum():
    folded = [Change("a", 400_000), Change("b", 250_000), Change("r", -30_000)]

    step = covering(600_000, folded, key="CN1")

    assert step.minor == 600_000
    assert left([*folded, Change("CN1", 0)], step) == [Change("CN1", 20_000)]


def test_a_count_that_was_too_high_leaves_less_than_nothing():
    step = covering(600_000, [Change("a", 550_000)], key="CN1")

    assert step.minor == 600_000
    assert left([Change("a", 550_000), Change("CN1", 0)], step) == [Change("CN1", -50_000)]


# A history: gifts reach the bank, people count them, the bank reports them later, and ticks let out what may be.


@dataclass
class World:
    """An appeal, followed from both sides: what truly came, and what the public saw."""

    day: date = DAY
    at_the_bank: list[Waiting] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    in_the_books: int = 0
    counts: list[tuple[str, date, Counted, int]] = field(default_factory=list)  # let out, not covered
    confirmed: list[tuple[Step, str]] = field(default_factory=list)
    numbers: list[Counter[str]] = field(default_factory=list)  # each public number, by the wholes that it is made of
    made: int = 0
    units: dict[str, int] = field(default_factory=dict)  # every whole that a public number is made of, by its name

    def look(self) -> None:
        confirmed = Counter(name for _step, name in self.confirmed)
        together = confirmed + Counter(f"count {key}" for key, *_ in self.counts)
        self.numbers += [confirmed, together]

    def gift(self, minor: int, by: int) -> None:
        self.made += 1
        self.at_the_bank.append(Waiting(self.day, Change(f"g{self.made}", minor, f"giver {by}" if by else "")))

    def refund(self, minor: int) -> None:
        self.made += 1
        self.at_the_bank.append(Waiting(self.day, Change(f"r{self.made}", -minor)))

    def count(self, slip: int) -> None:
        gifts = [one.change.minor for one in self.at_the_bank if one.change.minor > 0]
        if not gifts:
            return
        new = Counted(len(gifts), max(1, sum(gifts) + slip), max(gifts))
        last = self.counts[-1][2] if self.counts else NOTHING
        if out := let_out(new, last, goal_minor=GOAL):
            self.made += 1
            key = f"CN{self.made}"
            self.counts.append((key, self.day, new, out))
            self.units[f"count {key}"] = out

    def bank_reports(self, days_ago: int) -> None:
        """Book what came until a day; counts of that time are covered, later ones are not."""
        until = self.day - timedelta(days=days_ago)
        reported = [one for one in self.at_the_bank if one.on <= until]
        self.waiting += reported
        self.in_the_books += sum(one.change.minor for one in reported)
        self.at_the_bank = [one for one in self.at_the_bank if one.on > until]
        covered = [one for one in self.counts if one[1] <= until]
        if covered:
            key, on, _counted, _out = covered[-1]
            folded = of_that_time(self.waiting, on)
            step = covering(sum(one[3] for one in covered), folded, key=key)
            total = sum(change.minor for change in folded)
            rest = left([*folded, Change(key, 0)], step)
            self.waiting = [one for one in self.waiting if one.on > on] + [Waiting(on, one) for one in rest]
            assert sum(one.minor for one in rest) == total - step.minor
            self.counts = [one for one in self.counts if one not in covered]
            # The same wholes as before stand in the confirmed number now: the counts that it took the place of.
            self.confirmed += [(step, f"count {one[0]}") for one in covered]

    def tick(self) -> None:
        until = self.counts[-1][1] if self.counts else None
        free = free_of(self.waiting, until)
        step = next_step(free)
        if step is None:
            return
        self._is_safe(step, free)
        name = f"step {len(self.confirmed)}"
        self.units[name] = step.minor
        self.confirmed.append((step, name))
        days = {one.change.key: one.on for one in self.waiting}
        held = [one for one in self.waiting if one.change not in free]
        self.waiting = held + [Waiting(days[one.key], one) for one in left(free, step)]

    def _is_safe(self, step: Step, free: list[Change]) -> None:
        by = {one.key: one.by or one.key for one in free}
        nets: Counter[str] = Counter()
        for part in step.parts:
            nets[by[part.key]] += part.minor
        sums = [abs(net) for net in nets.values() if net]
        assert len(sums) >= FEW
        assert 2 * max(sums) <= sum(sums)


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("gift"), SUMS, st.integers(0, 6)),
        st.tuples(st.just("gift"), st.integers(1, 50_000), st.just(0)),
        st.tuples(st.just("refund"), SUMS),
        st.tuples(st.just("count"), st.one_of(st.just(0), st.integers(-2_000_000, 2_000_000))),
        st.tuples(st.just("bank"), st.integers(0, 2)),
        st.tuples(st.just("tick")),
        st.tuples(st.just("tick")),
        st.tuples(st.just("sleep")),
    ),
    max_size=60,
)


@settings(max_examples=400)
@given(MOVES)
def test_no_difference_of_two_public_numbers_is_less_than_whole_steps(moves: list[tuple[Any, ...]]):
    world = World()
    for what, *told in moves:
        if what == "gift":
            world.gift(*told)
        elif what == "refund":
            world.refund(*told)
        elif what == "count":
            world.count(*told)
        elif what == "bank":
            before = sum(world.units[name] for name in world.numbers[-1].elements()) if world.numbers else None
            world.bank_reports(*told)
            world.look()
            if before is not None:  # the number of both together does not move when the bank reports what was counted
                assert sum(world.units[name] for name in world.numbers[-1].elements()) == before
        elif what == "tick":
            world.tick()
        else:
            world.day += timedelta(days=1)
        world.look()

    # Every public number is a sum of wholes, each at most once; so any two differ by wholes or not at all.
    for number in world.numbers:
        assert set(number.values()) <= {1}
        assert set(number) <= set(world.units)
    for one, other in combinations(world.numbers[-12:], 2):
        assert all(name in world.units for name in ((one - other) + (other - one)))
    # Nothing is lost and nothing made: what is out as confirmed and what waits is what the books hold.
    out = sum({name: world.units[name] for _step, name in world.confirmed}.values())
    assert out + sum(one.change.minor for one in world.waiting) == world.in_the_books
