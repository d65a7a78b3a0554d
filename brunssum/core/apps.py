from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "brunssum.core"
    label = "core"
    verbose_name = "Kern"

    def ready(self):
        autodiscover_modules("tasks")  # so that every process knows the work that was registered
