from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ReisverslagConfig(AppConfig):
    name = "reisverslag"
    verbose_name = "Reisverslag"

    def ready(self):
        from reisverslag import vast

        # As in brunssum/core/apps.py: Django has no other way to say that it migrated.
        pre_migrate.connect(vast.loosen, sender=self)
        post_migrate.connect(vast.fasten, sender=self)
