"""Which signatures of one roll are meant: any combination of what is known of them in clear. Pure; no name is asked for or given."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from safeconduct.signing.rules.kinds import State

IN_QUESTION = (State.PENDING, State.CONFIRMED, State.SET_ASIDE)  # others have left the count already
MARKS: dict[State, str] = {State.PENDING: "p", State.CONFIRMED: "c", State.SET_ASIDE: "s"}
STATE_OF_MARK = {mark: state for state, mark in MARKS.items()}


@dataclass(frozen=True, slots=True)
class Sift:
    """What all of them have in common; whatever is empty is not looked at."""

    since: date | None = None  # signed on this day or later
    until: date | None = None  # signed on this day or before
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2; "" where none was said
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    visibilities: tuple[str, ...] = ()
    states: tuple[str, ...] = ()  # of IN_QUESTION; empty: all of them
    domains: tuple[str, ...] = ()  # keyed tags of mail domains, as hexadecimal letters; never the domain
    batch: str = ""  # of an import

    @property
    def is_everything(self) -> bool:
        """Tell whether it would take every signature there is."""
        return self == Sift()


def sift_to_json(sift: Sift) -> dict[str, Any]:
    """Give what is kept of it: only what was asked for."""
    usual = asdict(Sift())
    return {name: _plain(value) for name, value in asdict(sift).items() if value != usual[name]}


def read_sift(kept: Mapping[str, Any]) -> Sift:
    """Read what was kept of it; unknown names are passed over."""
    known = {one.name for one in fields(Sift)}
    return Sift(**{name: _read(name, value) for name, value in kept.items() if name in known})


def with_mark(batch: str, reference: str, was: State) -> str:
    """Write into a signature's batch with which invalidation it went and from which state, after the import it came with."""
    return f"{batch} {reference}.{MARKS[was]}".strip()


def without_mark(batch: str, reference: str) -> tuple[str, State] | None:
    """Read it again: the batch as it was before and the state; ``None`` where the signature did not go with this invalidation."""
    before, _space, last = batch.rpartition(" ")
    named, _point, mark = last.partition(".")
    if named != reference or mark not in STATE_OF_MARK:
        return None
    return before, STATE_OF_MARK[mark]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    if name in {"since", "until"}:
        return date.fromisoformat(value)
    return str(value) if name == "batch" else tuple(str(one) for one in value)
