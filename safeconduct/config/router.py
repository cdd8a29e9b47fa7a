"""Databases of their own: requests for help and signs of life, so that the process that takes them in can be given that one alone; and
signatures, so that a surge of them and the desk never wait for each other."""

from typing import Any

HOMES = {"intake": "intake", "signing": "signing", "watch": "intake"}  # apps whose tables lie in a database apart, and in which


class ApartRouter:
    """Send the models of the apps above to their databases, and everything else to the main one."""

    def db_for_read(self, model: type[Any], **_hints: Any) -> str:
        """Name the database of a model."""
        return HOMES.get(str(model._meta.app_label), "default")  # noqa: SLF001 — Django means it to be read

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **_hints: Any) -> bool:
        """Allow rows to refer to each other within a database only."""
        return self.db_for_read(type(one)) == self.db_for_read(type(other))

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Make each table in one database."""
        return db == HOMES.get(app_label, "default")
