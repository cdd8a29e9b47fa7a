"""What had happened by a day, as far as the dates tell. Pure."""

from datetime import date
from enum import StrEnum

from safeconduct.evidence.rules.moments import bounds


class By(StrEnum):
    """Whether something had happened by the end of a day."""

    YES = "yes"
    PERHAPS = "perhaps"  # its date leaves it open
    NO = "no"
    UNDATED = "undated"  # nobody says when, so nobody can say that it was before


def happened_by(on: str, day: date) -> By:
    """Tell whether a thing of that time (EDTF; ``""``: not stated) had happened by the end of the day."""
    earliest, latest = bounds(on) if on else (None, None)
    if earliest is None and latest is None:
        return By.UNDATED
    if latest is not None and latest <= day:
        return By.YES
    return By.NO if earliest is not None and earliest > day else By.PERHAPS


def searched_by(searches: list[date], day: date) -> date | None:
    """Give until when somebody had looked, seen from that day: who found nothing until June found nothing until May either."""
    return min(max(searches), day) if searches else None
