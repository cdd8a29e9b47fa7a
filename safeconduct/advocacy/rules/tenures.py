"""Which one of several people held a post on a day, so that a letter can name them, or nobody. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from safeconduct.evidence.rules.moments import bounds


@dataclass(frozen=True, slots=True)
class Span:
    """One holding: whose (``key``, any number), and its two ends as EDTF; empty: not known, or still."""

    key: int
    holder: str
    since: str = ""
    until: str = ""


def span_on(spans: Iterable[Span], day: date) -> Span | None:
    """Give the one holding that a letter of this day may name; ``None`` where nobody held the post, or several may have.

    An open end says only that nobody wrote down the end: it gives way to somebody who had surely begun by then. On the day one
    goes and the next one comes, it is the one who comes. Wherever doubt is left, nobody is named: the office is addressed.
    """
    possible = [span for span in spans if _first(span) <= day <= _last(span)]
    left = [span for span in possible if not any(_replaces(other, span, day) for other in possible)]
    holders = {" ".join(span.holder.split()).casefold() for span in left}
    return max(left, key=lambda span: (_first(span), span.key)) if len(holders) == 1 else None


def _replaces(other: Span, span: Span, day: date) -> bool:
    begun = bounds(other.since)[1] if other.since else None
    if begun is None or begun > day or _latest_beginning(span) >= _first(other):
        return False
    return not span.until or _last(span) <= begun


def _first(span: Span) -> date:
    return (bounds(span.since)[0] if span.since else None) or date.min


def _latest_beginning(span: Span) -> date:
    """Give the latest day on which it can have begun; where nothing is known of it, long ago."""
    return (bounds(span.since)[1] if span.since else None) or date.min


def _last(span: Span) -> date:
    return (bounds(span.until)[1] if span.until else None) or date.max


def ended_by_absence(*, since: str, seen: date, on: date, beginnings: Iterable[str]) -> str:
    """Give the end (EDTF) of a holding of which a register is silent on this day, when it last named it on the day ``seen``.

    Where somebody began since, it ended then; otherwise somewhere between the two looks, and no nearer than that.
    """
    first = (bounds(since)[0] if since else None) or date.min
    later = [(start, one) for one in beginnings if (start := bounds(one)[0]) and first < start <= on]
    if later:
        return min(later)[1]
    last = max(on - timedelta(days=1), first)
    begin = max(seen, first)
    return f"{begin.isoformat()}/{last.isoformat()}" if begin < last else last.isoformat()
