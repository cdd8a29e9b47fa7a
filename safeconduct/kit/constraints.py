"""Database constraints that many tables share."""

from functools import reduce
from operator import and_

from django.db.models import CheckConstraint, Q


def both_or_neither(*names: str, label: str) -> CheckConstraint:
    """Demand that nullable columns which belong together (who and when) are all set or all empty."""
    neither = reduce(and_, (Q(**{f"{name}__isnull": True}) for name in names))
    both = reduce(and_, (Q(**{f"{name}__isnull": False}) for name in names))
    return CheckConstraint(condition=neither | both, name=label)
