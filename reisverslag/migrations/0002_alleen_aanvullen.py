"""The steps of a reisverslag only grow."""

from django.db import migrations

from brunssum.core.alleen_aanvullen import append_only


class Migration(migrations.Migration):
    dependencies = [("reisverslag", "0001_initial")]

    operations = [append_only("reisverslag_verslagstap")]
