"""The bookings only grow: the database itself refuses to change or delete a row of them.

As for the audit trail; brunssum/core/migrations/0002_logregel_onveranderlijk.py tells why, and what to do when a
later migration rebuilds the table on SQLite.
"""

from django.db import migrations

CREATE = {
    "sqlite": [
        """
        CREATE TRIGGER boeking_nooit_gewijzigd BEFORE UPDATE ON casuistiek_boeking
        BEGIN SELECT RAISE(ABORT, 'casuistiek_boeking only grows: rows are never changed'); END
        """,
        """
        CREATE TRIGGER boeking_nooit_verwijderd BEFORE DELETE ON casuistiek_boeking
        BEGIN SELECT RAISE(ABORT, 'casuistiek_boeking only grows: rows are never deleted'); END
        """,
    ],
    "postgresql": [
        """
        CREATE FUNCTION boeking_onveranderlijk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'casuistiek_boeking only grows: rows are never changed or deleted'
                USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        """
        CREATE TRIGGER boeking_onveranderlijk BEFORE UPDATE OR DELETE ON casuistiek_boeking
        FOR EACH ROW EXECUTE FUNCTION boeking_onveranderlijk()
        """,
    ],
}
DROP = {
    "sqlite": ["DROP TRIGGER boeking_nooit_gewijzigd", "DROP TRIGGER boeking_nooit_verwijderd"],
    "postgresql": [
        "DROP TRIGGER boeking_onveranderlijk ON casuistiek_boeking",
        "DROP FUNCTION boeking_onveranderlijk()",
    ],
}


def create_triggers(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_triggers(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("casuistiek", "0001_casussen")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
