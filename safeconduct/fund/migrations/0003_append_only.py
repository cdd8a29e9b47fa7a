"""The database itself keeps the books: nothing in them changes or goes, and no line is written that breaks what was promised."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CLOSED = "the books are append-only"
TABLES = ("fund_book", "fund_head", "fund_fund", "fund_account", "fund_entry", "fund_line")
NEVER_CHANGED = ("fund_book", "fund_account", "fund_entry", "fund_line")

# What an insert must not meet: on SQLite "INSERT OR REPLACE" takes the row away that stood there, and rings no trigger for deleting.
SAME = {
    "fund_book": "id = NEW.id OR reference = NEW.reference OR organisation_id = NEW.organisation_id",
    "fund_head": "id = NEW.id OR book_id = NEW.book_id",
    "fund_fund": "id = NEW.id OR reference = NEW.reference OR (book_id = NEW.book_id AND code = NEW.code)",
    "fund_account": "id = NEW.id OR (book_id = NEW.book_id AND code = NEW.code)",
    "fund_entry": 'id = NEW.id OR (book_id = NEW.book_id AND (sequence = NEW.sequence OR "key" = NEW."key"))',
    "fund_line": "id = NEW.id OR (entry_id = NEW.entry_id AND number = NEW.number)",
}
# Each check: on what, and when it refuses. The same words for both databases.
CHECKS = {
    "fund_fund_keeps_its_word": (
        "UPDATE ON fund_fund",
        """NEW.id <> OLD.id OR NEW.reference <> OLD.reference OR NEW.book_id <> OLD.book_id OR NEW.code <> OLD.code
           OR NEW.is_undeducted <> OLD.is_undeducted OR COALESCE(NEW.second_id, 0) <> COALESCE(OLD.second_id, 0)
           OR NEW.second_purpose <> OLD.second_purpose""",
        CLOSED,
    ),
    "fund_head_begins_at_nought": ("INSERT ON fund_head", f"NEW.sequence <> 0 OR NEW.hash <> '{'0' * 64}'", CLOSED),
    "fund_head_only_goes_on": (
        "UPDATE ON fund_head",
        """NEW.id <> OLD.id OR NEW.book_id <> OLD.book_id OR NEW.sequence <= OLD.sequence
           OR NOT EXISTS (SELECT 1 FROM fund_entry e WHERE e.book_id = OLD.book_id AND e.sequence = NEW.sequence AND e.hash = NEW.hash)
           OR (SELECT COUNT(*) FROM fund_entry e WHERE e.book_id = OLD.book_id AND e.sequence > OLD.sequence AND e.sequence <= NEW.sequence)
              <> NEW.sequence - OLD.sequence
           OR EXISTS (SELECT 1 FROM fund_entry e WHERE e.book_id = OLD.book_id AND e.sequence = OLD.sequence + 1
                      AND e.previous_hash <> OLD.hash)
           OR EXISTS (SELECT 1 FROM fund_entry e JOIN fund_entry b ON b.book_id = e.book_id AND b.sequence = e.sequence - 1
                      WHERE e.book_id = OLD.book_id AND e.sequence > OLD.sequence + 1 AND e.sequence <= NEW.sequence
                      AND e.previous_hash <> b.hash)
           OR EXISTS (SELECT 1 FROM fund_entry e WHERE e.book_id = OLD.book_id AND e.sequence > OLD.sequence
                      AND e.sequence <= NEW.sequence AND e.lines <> (SELECT COUNT(*) FROM fund_line l WHERE l.entry_id = e.id))""",
        CLOSED,
    ),
    "fund_account_is_of_its_book": (
        "INSERT ON fund_account",
        "NEW.fund_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fund_fund f WHERE f.id = NEW.fund_id AND f.book_id = NEW.book_id)",
        "an account is of one book",
    ),
    "fund_entry_comes_last": (
        "INSERT ON fund_entry",
        "NOT EXISTS (SELECT 1 FROM fund_head h WHERE h.book_id = NEW.book_id AND h.sequence < NEW.sequence)",
        CLOSED,
    ),
    "fund_line_fits": (
        "INSERT ON fund_line",
        """NOT EXISTS (SELECT 1 FROM fund_entry e JOIN fund_head h ON h.book_id = e.book_id AND h.sequence < e.sequence
             JOIN fund_account d ON d.id = NEW.debit_id AND d.book_id = e.book_id AND d.currency = NEW.currency
             JOIN fund_account c ON c.id = NEW.credit_id AND c.book_id = e.book_id AND c.currency = NEW.currency
             WHERE e.id = NEW.entry_id AND NEW.number >= 1 AND NEW.number <= e.lines AND d.id <> c.id)""",
        "a line fits its entry, its accounts and their currency",
    ),
    "fund_line_keeps_the_promise": (
        "INSERT ON fund_line",
        """EXISTS (SELECT 1 FROM fund_account d JOIN fund_fund f ON f.id = d.fund_id JOIN fund_account c ON c.id = NEW.credit_id
             WHERE d.id = NEW.debit_id AND f.is_undeducted AND (
               d.role = 'fees'
               OR (d.role = 'transfer-out' AND (c.role <> 'transfer-in' OR COALESCE(c.fund_id, -1) <> COALESCE(f.second_id, 0)))
               OR (c.fund_id IS NOT NULL AND c.fund_id <> f.id AND c.fund_id <> COALESCE(f.second_id, 0))))""",
        "of this fund nothing is deducted",
    ),
}

SQLITE = (
    *(f"CREATE TRIGGER {t}_never_changes BEFORE UPDATE ON {t} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END" for t in NEVER_CHANGED),
    *(f"CREATE TRIGGER {t}_never_goes BEFORE DELETE ON {t} BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END" for t in TABLES),
    *(
        f"""CREATE TRIGGER {t}_never_replaced BEFORE INSERT ON {t} WHEN EXISTS (SELECT 1 FROM {t} WHERE {same})
            BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"""  # noqa: S608 — every word of it stands above
        for t, same in SAME.items()
    ),
    *(
        f"CREATE TRIGGER {name} BEFORE {when} WHEN {refuses} BEGIN SELECT RAISE(ABORT, '{says}'); END"
        for name, (when, refuses, says) in CHECKS.items()
    ),
)
SQLITE_AWAY = (
    *(f"DROP TRIGGER {t}_never_changes" for t in NEVER_CHANGED),
    *(f"DROP TRIGGER {t}_never_goes" for t in TABLES),
    *(f"DROP TRIGGER {t}_never_replaced" for t in TABLES),
    *(f"DROP TRIGGER {name}" for name in CHECKS),
)

POSTGRESQL = (
    f"CREATE FUNCTION fund_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{CLOSED}'; END $$",
    *(f"CREATE TRIGGER {t}_never_changes BEFORE UPDATE ON {t} FOR EACH ROW EXECUTE FUNCTION fund_refuse()" for t in NEVER_CHANGED),
    *(f"CREATE TRIGGER {t}_never_goes BEFORE DELETE ON {t} FOR EACH ROW EXECUTE FUNCTION fund_refuse()" for t in TABLES),
    *(f"CREATE TRIGGER {t}_never_emptied BEFORE TRUNCATE ON {t} FOR EACH STATEMENT EXECUTE FUNCTION fund_refuse()" for t in TABLES),
    *(
        statement
        for name, (when, refuses, says) in CHECKS.items()
        for statement in (
            f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN IF {refuses} THEN RAISE EXCEPTION '{says}'; END IF; RETURN NEW; END $$""",
            f"CREATE TRIGGER {name} BEFORE {when} FOR EACH ROW EXECUTE FUNCTION {name}()",
        )
    ),
)
POSTGRESQL_AWAY = (
    *(f"DROP TRIGGER {t}_never_changes ON {t}" for t in NEVER_CHANGED),
    *(f"DROP TRIGGER {t}_never_goes ON {t}" for t in TABLES),
    *(f"DROP TRIGGER {t}_never_emptied ON {t}" for t in TABLES),
    *(
        statement
        for name, (when, _refuses, _says) in CHECKS.items()
        for statement in (f"DROP TRIGGER {name} ON {when.split()[-1]}", f"DROP FUNCTION {name}()")
    ),
    "DROP FUNCTION fund_refuse()",
)


def forbid(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def allow(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in SQLITE_AWAY if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_AWAY:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("fund", "0002_book")]
    operations = [migrations.RunPython(forbid, allow)]
