"""Bookings, looks and proofs of destruction only grow; and PostgreSQL keeps the words of a casus to search in."""

from django.db import migrations

from brunssum.core.alleen_aanvullen import append_only
from brunssum.core.zoeken.gelijkend import stored_statements

MAKE, DROP = stored_statements("casuistiek_casus", "wat_gaat_mis")


def _on_postgresql(statements):
    def execute(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("casuistiek", "0001_initial")]

    operations = [
        append_only("casuistiek_boeking"),
        append_only("casuistiek_inzage"),
        append_only("casuistiek_vernietigingsbewijs"),
        migrations.RunPython(_on_postgresql(MAKE), _on_postgresql(DROP)),
    ]
