"""The tables of the search index; they hold nothing that cannot be made again from the register."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from safeconduct.evidence.search.tables import create_sql, drop_sql


def make(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables."""
    for statement in create_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def take_away(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the tables away."""
    for statement in drop_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunPython(make, take_away)]
