"""The bookings only grow."""

from django.db import migrations

from brunssum.core.alleen_aanvullen import append_only


class Migration(migrations.Migration):
    dependencies = [("casuistiek", "0001_casussen")]

    operations = [append_only("casuistiek_boeking")]
