"""Where a part of the story is told: in which crisis, with which sources, by whom, when."""

from dataclasses import dataclass
from datetime import datetime

from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Source
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True)
class Scene:
    """What every teller needs. ``sources`` are by key."""

    crisis: Crisis
    sources: dict[str, Source]
    by: Member
    at: datetime
