"""Apart from 0008: PostgreSQL does not alter a table in the transaction that filled it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casuistiek", "0008_casus_noemt_verwerkingsactiviteit")]

    operations = [
        migrations.AlterField(
            "casus",
            "verwerkingsactiviteit",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.verwerkingsactiviteit",
                verbose_name="verwerkingsactiviteit",
            ),
        ),
    ]
