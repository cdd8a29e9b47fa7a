"""The database refuses what goes round the other triggers: an entry put in the place of another, and emptying the table at once."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    # "INSERT OR REPLACE" takes the row away that stood there, and rings no trigger for deleting.
    """CREATE TRIGGER audit_entry_never_replaced BEFORE INSERT ON audit_entry
       WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id OR sequence = NEW.sequence OR hash = NEW.hash)
       BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END""",
)
POSTGRESQL = (
    """CREATE TRIGGER audit_entry_never_emptied BEFORE TRUNCATE ON audit_entry
       FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()""",
)
SQLITE_AWAY = ("DROP TRIGGER audit_entry_never_replaced",)
POSTGRESQL_AWAY = ("DROP TRIGGER audit_entry_never_emptied ON audit_entry",)


def forbid(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def allow(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in SQLITE_AWAY if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_AWAY:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [migrations.RunPython(forbid, allow)]
