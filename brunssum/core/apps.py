from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "brunssum.core"
    label = "core"
    verbose_name = "Kern"

    def ready(self):
        # so that every process knows the work, the subjects of actiepunten and the meldingen that were registered
        autodiscover_modules("tasks", "onderwerpen", "actiepunt_onderwerp", "meldingsoorten")
