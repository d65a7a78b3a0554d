"""The audit trail only grows."""

from django.db import migrations

from brunssum.core.alleen_aanvullen import append_only


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [append_only("core_logregel")]
