"""The log of who looked at whom only grows."""

from django.db import migrations

from brunssum.core.alleen_aanvullen import append_only


class Migration(migrations.Migration):
    dependencies = [("casuistiek", "0006_inzage")]

    operations = [append_only("casuistiek_inzage")]
