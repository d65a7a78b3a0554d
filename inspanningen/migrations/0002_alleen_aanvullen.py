"""Oordelen, participatie and what a planning was only grow."""

from django.db import migrations

from brunssum.core.alleen_aanvullen import append_only


class Migration(migrations.Migration):
    dependencies = [("inspanningen", "0001_initial")]

    operations = [
        append_only("inspanningen_oordeel"),
        append_only("inspanningen_participatie"),
        append_only("inspanningen_verschuiving"),
        append_only("inspanningen_realisatieplanning"),
        append_only("inspanningen_planningsregel"),
    ]
