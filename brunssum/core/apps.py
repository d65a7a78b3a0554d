from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "brunssum.core"
    label = "core"
    verbose_name = "Kern"

    def ready(self):
        from brunssum.core.zoeken import index as zoekindex  # it reads models, which are there only now

        # so that every process knows the work, the subjects of actiepunten, the meldingen, what can be searched
        # and what a reisverslag can tell of
        autodiscover_modules(
            "tasks",
            "onderwerpen",
            "onderwerpen.van_core",
            "meldingsoorten",
            "zoekbaar",
            "bouwstenen",
        )
        # Here and in reisverslag/apps.py the one use of these signals: Django has no other way to say that it migrated.
        pre_migrate.connect(zoekindex.prepare, sender=self)
        post_migrate.connect(zoekindex.bring_up_to_date, sender=self)
