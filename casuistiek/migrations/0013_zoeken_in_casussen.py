"""The index with which PostgreSQL finds casussen that are alike. SQLite looks for the words itself."""

from django.db import migrations

NAME = "casuistiek_casus_wat_gaat_mis_zoeken"
VECTOR = """to_tsvector('dutch'::regconfig, COALESCE("wat_gaat_mis", ''))"""
CREATE, DROP = f'CREATE INDEX "{NAME}" ON "casuistiek_casus" USING gin (({VECTOR}))', f'DROP INDEX "{NAME}"'


def _on_postgresql(statement):
    def execute(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("casuistiek", "0012_privacyverzoeken")]

    operations = [migrations.RunPython(_on_postgresql(CREATE), _on_postgresql(DROP))]
