"""Requests for help live in a database of their own, so that the process that takes them in can be given that one alone."""

from typing import Any


class IntakeRouter:
    """Send the models of ``intake`` to their database, and everything else to the main one."""

    def db_for_read(self, model: type[Any], **_hints: Any) -> str:
        """Name the database of a model."""
        return "intake" if model._meta.app_label == "intake" else "default"  # noqa: SLF001 — Django means it to be read

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **_hints: Any) -> bool:
        """Allow rows to refer to each other within a database only."""
        return self.db_for_read(type(one)) == self.db_for_read(type(other))

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Make each table in one database."""
        return (app_label == "intake") == (db == "intake")
