"""The audit trail only grows: the database itself refuses to change or delete a row of it.

Why in the database and not in the model: an update() on a queryset, the admin of another tool and a hand-written
statement all pass by Python. Both databases get the same promise. Three things to know:

- PostgreSQL does not fire these triggers for TRUNCATE, which `manage.py flush` uses there. Nothing else does.
- On SQLite `flush` is a DELETE, so it is refused; tests that end with a flush take the triggers away around it
  (tests/conftest.py).
- SQLite drops a table's triggers when a later migration rebuilds that table (any AlterField, AddConstraint on
  it). Such a migration must end with a fresh copy of this operation; tests/core/test_audit.py fails otherwise.
"""

from django.db import migrations

CREATE = {
    "sqlite": [
        """
        CREATE TRIGGER logregel_nooit_gewijzigd BEFORE UPDATE ON core_logregel
        BEGIN SELECT RAISE(ABORT, 'core_logregel only grows: rows are never changed'); END
        """,
        """
        CREATE TRIGGER logregel_nooit_verwijderd BEFORE DELETE ON core_logregel
        BEGIN SELECT RAISE(ABORT, 'core_logregel only grows: rows are never deleted'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION logregel_onveranderlijk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'core_logregel only grows: rows are never changed or deleted'
                USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        """
        CREATE TRIGGER logregel_onveranderlijk BEFORE UPDATE OR DELETE ON core_logregel
        FOR EACH ROW EXECUTE FUNCTION logregel_onveranderlijk()
        """,
    ],
}
DROP = {
    "sqlite": ["DROP TRIGGER logregel_nooit_gewijzigd", "DROP TRIGGER logregel_nooit_verwijderd"],
    "postgresql": [
        "DROP TRIGGER logregel_onveranderlijk ON core_logregel",
        "DROP FUNCTION logregel_onveranderlijk()",
    ],
}


def create_triggers(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_triggers(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
