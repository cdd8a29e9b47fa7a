"""What of an appeal's gifts is in the books, what of it was let out, and what the public may be told. See ``rules.ticks``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum

from safeconduct.fund.models import Appeal, BankLine, Count, Line, Step, StepPart
from safeconduct.fund.rules.counts import PARTS_OF_A_GOAL, Waiting
from safeconduct.fund.rules.entries import REVERSAL
from safeconduct.fund.rules.ticks import Change

OF_GIFTS = ("gifts", "refunds")  # roles of accounts: what is credited there came, what is debited went back
AT_ONCE = 900  # keys in a question; SQLite takes some thousand
LINE_KEY = 64  # hexadecimal digits; see reading.keys


@dataclass(frozen=True)
class PublicSums:
    """What everybody is told: sums in the smallest unit of the currency, and of which moment they are. Always "at least"."""

    goal: int
    currency: str
    confirmed: int
    preliminary: int  # counted by people, beside what is confirmed
    confirmed_at: datetime | None
    preliminary_at: datetime | None

    @property
    def together(self) -> int:
        return self.confirmed + self.preliminary

    @property
    def as_of(self) -> datetime | None:
        """The moment of the newest of it."""
        return max((at for at in (self.confirmed_at, self.preliminary_at) if at), default=None)

    @property
    def share(self) -> int:
        """So many hundredths of the goal, a hundred at most."""
        return max(0, min(PARTS_OF_A_GOAL, self.together * PARTS_OF_A_GOAL // self.goal))

    @property
    def is_reached(self) -> bool:
        return self.together >= self.goal


def public_sums(appeal: Appeal) -> PublicSums:
    """Give the public numbers of an appeal: whole steps, and nothing else."""
    confirmed = Step.objects.filter(appeal=appeal, is_preliminary=False)
    latest = confirmed.order_by("-number").values_list("at", flat=True).first()
    counted = counts_let_out(appeal)
    last = counted.last()
    return PublicSums(
        goal=appeal.goal_minor,
        currency=appeal.currency,
        confirmed=_sum(confirmed, "minor"),
        preliminary=_sum(counted, "published_minor"),
        confirmed_at=latest,
        preliminary_at=last.until if last else None,
    )


def counts_let_out(appeal: Appeal) -> QuerySet[Count]:
    """Give the counts that are published and that the bank has not reported yet, in the order of their times."""
    return Count.objects.filter(appeal=appeal, published_minor__gt=0, replaced_on__isnull=True).order_by("until", "pk")


def waiting_of(appeal: Appeal) -> list[Waiting]:
    """Give what changes the appeal's sum and is not let out, or not wholly, in the order of the books."""
    changes = _changes_of(appeal)
    covered = Count.objects.filter(appeal=appeal, replaced_on__isnull=False).values_list("reference", "until")
    days: dict[str, date] = {key: on for key, (on, _minor) in changes.items()}
    sums = {key: minor for key, (_on, minor) in changes.items()}
    days |= {reference: until.date() for reference, until in covered}
    out = _let_out(appeal)
    rest = {key: sums.get(key, 0) - out.get(key, 0) for key in days}
    wanted = {key: minor for key, minor in rest.items() if minor}
    givers = _givers_of(appeal, wanted)
    return [Waiting(days[key], Change(key, minor, givers.get(key, ""))) for key, minor in wanted.items()]


def _changes_of(appeal: Appeal) -> dict[str, tuple[date, int]]:
    """Give the day and the sum of every entry that brings gifts to the appeal's fund or takes them back, by its key."""
    found: dict[str, tuple[date, int]] = {}
    rows = []
    for side, sign in (("credit", 1), ("debit", -1)):
        of = {f"{side}__fund": appeal.fund_id, f"{side}__role__in": OF_GIFTS, "currency": appeal.currency}
        lines = Line.objects.filter(**of).order_by("entry__sequence", "number")
        rows += [(*row, sign) for row in lines.values_list("entry__sequence", "entry__key", "entry__on", "amount_minor")]
    for _sequence, key, on, minor, sign in sorted(rows):
        found[key] = (on, found.get(key, (on, 0))[1] + sign * minor)
    return found


def _let_out(appeal: Appeal) -> dict[str, int]:
    """Give what confirmed steps hold of each change, by its key."""
    rows = StepPart.objects.filter(step__appeal=appeal, step__is_preliminary=False).values_list("key").annotate(out=Sum("minor"))
    return {key: int(out) for key, out in rows.order_by()}


def _givers_of(appeal: Appeal, wanted: Mapping[str, int]) -> dict[str, str]:
    """Tell, by the key of an entry, whose it is where a bank file knew: a number that means something inside that file alone."""
    by_line: dict[str, list[str]] = defaultdict(list)
    for key in wanted:
        by_line[_line_key(key)].append(key)
    keys, found = list(by_line), {}
    for at in range(0, len(keys), AT_ONCE):
        lines = BankLine.objects.filter(book=appeal.fund.book_id, key__in=keys[at : at + AT_ONCE], giver__gt=0)
        for key, file, giver in lines.values_list("key", "file_id", "giver"):
            found.update(dict.fromkeys(by_line[key], f"{file} {giver}"))
    return found


def _line_key(key: str) -> str:
    """Give the key of the bank's line from that of an entry about it: an allocation carries it with a word before or behind."""
    bare = key.removeprefix(REVERSAL)
    return next((part for part in bare.replace(".", ":").replace("-", ":").split(":") if len(part) == LINE_KEY), bare)


def _sum(rows: QuerySet[Step] | QuerySet[Count], column: str) -> int:
    return int(rows.aggregate(sum=Sum(column))["sum"] or 0)
