"""What of sums may be published when, so that no gift and no payout can be read from the difference of two numbers. Pure.

Gifts are let out in *steps*: at least five givers in each, and no giver more than half of it. Every public number of one fund (confirmed,
and confirmed and preliminary together) is a sum of whole steps; so two numbers, whichever and whenever, differ by whole steps or not at
all. A gift too large for its step comes out in portions. What is left over stays unsaid, at the end of the day too: a public number is
"at least".

This holds for one fund's numbers. What waits for an appeal to be found (unmatched) must not be published on steps of its own beside them.
A watcher who gives four of five gifts from four accounts still learns the fifth.

Payouts are let out in *cells* of a week and a purpose: late, rounded, at least five in each, and each payout in one cell for ever.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

FEW = 5
LATE = timedelta(days=14)
HUNDRED_KRONOR = 10_000  # öre
TOGETHER = "together"  # the purpose of a cell of several purposes: it names none, one of them may hold a single payout


@dataclass(frozen=True, slots=True)
class Change:
    """What changes a total and is not published yet: a gift, or less than nothing for a refund or a wrong count."""

    key: str
    minor: int
    by: str = ""  # the same for all of one giver, as far as is known; alone otherwise
    is_open: bool = False  # its giver has agreed that the sum may be seen


@dataclass(frozen=True, slots=True)
class Part:
    """What of a change a step lets out."""

    key: str
    minor: int


@dataclass(frozen=True, slots=True)
class Step:
    """What is let out at once."""

    parts: tuple[Part, ...]

    @property
    def minor(self) -> int:
        return sum(part.minor for part in self.parts)


def next_step(waiting: Sequence[Change]) -> Step | None:
    """Make the next step of what waits, or ``None`` while too few do.

    :param waiting: with what is ``left`` of earlier ones; each key once
    """
    givers: dict[str, list[Change]] = {}
    for change in waiting:
        if not change.is_open:
            givers.setdefault(f"by {change.by}" if change.by else f"of {change.key}", []).append(change)
    nets = {giver: sum(one.minor for one in changes) for giver, changes in givers.items()}
    counted = [giver for giver, net in nets.items() if net]
    parts = [Part(one.key, one.minor) for one in waiting if one.is_open and one.minor]
    if len(counted) >= FEW:
        largest = max(counted, key=lambda giver: abs(nets[giver]))
        others = sum(abs(nets[giver]) for giver in counted if giver != largest)
        for giver, changes in givers.items():
            parts += _portion(changes, others) if giver == largest else [Part(one.key, one.minor) for one in changes if one.minor]
    return Step(tuple(parts)) if parts else None


def _portion(changes: Sequence[Change], most: int) -> list[Part]:
    """Let out of one giver's changes what comes to ``most`` and no more, up or down; those against its direction go out whole."""
    net = sum(one.minor for one in changes)
    up = net > 0
    against = [Part(one.key, one.minor) for one in changes if one.minor and (one.minor > 0) != up]
    room = min(abs(net), most) + abs(sum(part.minor for part in against))
    parts = against
    for one in changes:
        if one.minor and (one.minor > 0) == up and room:
            taken = min(abs(one.minor), room)
            parts.append(Part(one.key, taken if up else -taken))
            room -= taken
    return parts


def left(waiting: Iterable[Change], step: Step) -> list[Change]:
    """Give what still waits when a step is out: what was not in it, and the rest of what came out in part."""
    out = {part.key: part.minor for part in step.parts}
    rest = [Change(one.key, one.minor - out.get(one.key, 0), one.by, one.is_open) for one in waiting]
    return [one for one in rest if one.minor]


def confirmed_steps(steps: Iterable[Step], confirmed: Collection[str]) -> list[Step]:
    """List the steps all of whose changes the bank has confirmed: only whole steps count as confirmed in public.

    A wrong preliminary count is a change downwards of its own; both count as confirmed once it is made.
    """
    return [step for step in steps if all(part.key in confirmed for part in step.parts)]


@dataclass(frozen=True, slots=True)
class Paid:
    """A payout that was sent and not yet let out in a cell."""

    key: str
    on: date
    purpose: str
    minor: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A sum of payouts that may be published. ``keys`` says which they are: for the books, never for the public."""

    until: date  # the Sunday up to which
    purpose: str
    minor: int  # rounded
    keys: tuple[str, ...]


def last_sunday(on: date) -> date:
    """Give the last day of the latest week that is two weeks past on this day."""
    past = on - LATE
    return past - timedelta(days=past.isoweekday() % 7)


def next_cells(waiting: Iterable[Paid], on: date, *, unit: int = HUNDRED_KRONOR) -> list[Cell]:
    """Make the cells of the weeks that are long enough past. What is in none waits for the next week; a cell is never made again.

    A purpose with fewer than five, or with one payout that is most of it, joins the others of its kind, and with them the smallest
    purpose that could stand alone, until that may be said; where it never may, it waits.

    :param waiting: payouts that are in no cell yet, those noted late included
    :param unit: smallest units to which sums are rounded
    """
    until = last_sunday(on)
    purposes: dict[str, list[Paid]] = {}
    for one in waiting:
        if one.on <= until:
            purposes.setdefault(one.purpose, []).append(one)
    alone = {purpose: paid for purpose, paid in purposes.items() if _may_be_said(paid)}
    small = [one for purpose, paid in purposes.items() if purpose not in alone for one in paid]
    joined, whole = list(small), sorted(alone, key=lambda purpose: (len(alone[purpose]), purpose))
    taken = 0
    while small and not _may_be_said(joined) and taken < len(whole):
        joined += alone[whole[taken]]
        taken += 1
    if not _may_be_said(joined):
        joined, taken = [], 0
    said = [(purpose, alone[purpose]) for purpose in sorted(whole[taken:])]
    return [_cell(until, purpose, paid, unit) for purpose, paid in (*said, (TOGETHER, joined)) if paid]


def _may_be_said(paid: Sequence[Paid]) -> bool:
    return len(paid) >= FEW and 2 * max(one.minor for one in paid) <= sum(one.minor for one in paid)


def _cell(until: date, purpose: str, paid: Sequence[Paid], unit: int) -> Cell:
    whole = sum(one.minor for one in paid)
    return Cell(until, purpose, (whole + unit // 2) // unit * unit, tuple(sorted(one.key for one in paid)))
