"""Tables that only grow: the database itself refuses to change or delete a row of them.

Why in the database and not in the model: an update() on a queryset, the admin of another tool and a hand-written
statement all pass by Python. Both databases get the same promise. Three things to know:

- PostgreSQL does not fire these triggers for TRUNCATE, which `manage.py flush` uses there. Nothing else does.
- On SQLite `flush` is a DELETE, so it is refused; tests that end with a flush take the triggers away around it
  (tests/conftest.py).
- SQLite drops a table's triggers when a later migration rebuilds that table (any AlterField, AddConstraint on
  it). Such a migration must end with this operation again; tests/core/test_audit.py fails otherwise.
"""

from django.db.migrations import RunPython


def append_only(table: str) -> RunPython:
    """The migration operation that makes this table (its name in the database) refuse UPDATE and DELETE."""
    name = table.split("_", 1)[1]

    def execute(schema_editor, statements):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    def create(_apps, schema_editor):
        execute(schema_editor, _create(table, name))

    def drop(_apps, schema_editor):
        execute(schema_editor, _drop(table, name))

    return RunPython(create, drop)


def _create(table: str, name: str) -> dict[str, list[str]]:
    return {
        "sqlite": [
            f"""
            CREATE TRIGGER {name}_nooit_gewijzigd BEFORE UPDATE ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} only grows: rows are never changed'); END
            """,
            f"""
            CREATE TRIGGER {name}_nooit_verwijderd BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} only grows: rows are never deleted'); END
            """,
        ],
        "postgresql": [
            f"""
            CREATE FUNCTION {name}_onveranderlijk() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '{table} only grows: rows are never changed or deleted'
                    USING ERRCODE = 'integrity_constraint_violation';
            END $$
            """,
            f"""
            CREATE TRIGGER {name}_onveranderlijk BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {name}_onveranderlijk()
            """,
        ],
    }


def _drop(table: str, name: str) -> dict[str, list[str]]:
    return {
        "sqlite": [f"DROP TRIGGER {name}_nooit_gewijzigd", f"DROP TRIGGER {name}_nooit_verwijderd"],
        "postgresql": [
            f"DROP TRIGGER {name}_onveranderlijk ON {table}",
            f"DROP FUNCTION {name}_onveranderlijk()",
        ],
    }
