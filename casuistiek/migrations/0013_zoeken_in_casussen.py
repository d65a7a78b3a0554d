"""The index with which PostgreSQL finds casussen that are alike. SQLite looks for the words itself."""

from django.db import migrations

from brunssum.core.zoeken import index_statements

CREATE, DROP = index_statements("casuistiek_casus", "wat_gaat_mis")


def _on_postgresql(statement):
    def execute(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("casuistiek", "0012_privacyverzoeken")]

    operations = [migrations.RunPython(_on_postgresql(CREATE), _on_postgresql(DROP))]
