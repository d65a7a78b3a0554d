"""The words of a casus in a column that PostgreSQL keeps, where it first made them anew for each casus it compared."""

from importlib import import_module

from django.db import migrations

from brunssum.core.zoeken import stored_statements

before = import_module("casuistiek.migrations.0013_zoeken_in_casussen")
MAKE, DROP = stored_statements("casuistiek_casus", "wat_gaat_mis")


def _on_postgresql(*statements):
    def execute(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("casuistiek", "0013_zoeken_in_casussen")]

    operations = [
        migrations.RunPython(_on_postgresql(before.DROP, *MAKE), _on_postgresql(*DROP, before.CREATE))
    ]
