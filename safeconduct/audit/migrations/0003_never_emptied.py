"""PostgreSQL can empty a table whole, past the triggers on its rows; it refuses that too."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TRIGGER = """CREATE TRIGGER audit_entry_never_emptied BEFORE TRUNCATE ON audit_entry
             FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()"""


def forbid(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the trigger; SQLite knows no such statement."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TRIGGER)


def allow(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the trigger away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER audit_entry_never_emptied ON audit_entry")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [migrations.RunPython(forbid, allow)]
