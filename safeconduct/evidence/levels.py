"""The levels a document can be kept at, for forms of the doors above."""

from safeconduct.evidence.models.documents import Level

OWN_LEVELS: tuple[tuple[str, object], ...] = (
    (Level.COALITION.value, Level.COALITION.label),
    (Level.ORGANISATION.value, Level.ORGANISATION.label),
)


def as_level(code: str) -> Level | None:
    """Give the level that a form's choice names; ``None`` for an empty one."""
    return Level(code) if code else None
