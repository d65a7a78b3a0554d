"""Each casus names the processing activity it belongs to; those that there are get the one of casuïstiek."""

import django.db.models.deletion
from django.db import migrations, models

CODE = "casuistiek"


def name_activiteit(apps, schema_editor):
    casussen = apps.get_model("casuistiek", "Casus").objects.filter(verwerkingsactiviteit=None)
    if not casussen.exists():
        return
    activiteit, _ = apps.get_model("core", "Verwerkingsactiviteit").objects.get_or_create(
        code=CODE,
        defaults={
            "naam": "Casuïstiek",
            "doel": "Nog niet ingevuld",
            "grondslag": "publieke_taak",
            "eigenaar": "Programmamanager",
        },
    )
    casussen.update(verwerkingsactiviteit=activiteit)


class Migration(migrations.Migration):
    dependencies = [
        ("casuistiek", "0007_inzagen_onveranderlijk"),
        ("core", "0004_verwerkingsactiviteiten"),
    ]

    operations = [
        migrations.AddField(
            "casus",
            "verwerkingsactiviteit",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.verwerkingsactiviteit",
                verbose_name="verwerkingsactiviteit",
            ),
        ),
        migrations.RunPython(name_activiteit, migrations.RunPython.noop),
    ]
