"""The order of stages. Pure."""

from collections.abc import Mapping
from datetime import date

from safeconduct.petitions.rules.kinds import StageKind

ORDER = tuple(StageKind)
BY_HAND = (StageKind.SUBMISSION, StageKind.DIALOGUE, StageKind.DECISION)


def out_of_order(days: Mapping[StageKind, date], kind: StageKind, on: date) -> bool:
    """Tell whether a stage on this day would lie before an earlier stage, or after a later one."""
    place = ORDER.index(kind)
    is_too_early = any(day > on for one, day in days.items() if ORDER.index(one) < place)
    is_too_late = any(day < on for one, day in days.items() if ORDER.index(one) > place)
    return is_too_early or is_too_late


def current_stage(days: Mapping[StageKind, date]) -> StageKind | None:
    """Give the last stage that was reached; ``None`` before the first."""
    return next((kind for kind in reversed(ORDER) if kind in days), None)
