"""What the desk's first page says of cases: how many need something, and nothing of which or why."""

from datetime import date

from safeconduct.casework.access import cases_for
from safeconduct.people.models import Member


def due_by(member: Member, on: date) -> int:
    """Count the cases that the member holds and in which something is due by that day."""
    return cases_for(member).exclude(state="closed").filter(next_day__lte=on).count()
