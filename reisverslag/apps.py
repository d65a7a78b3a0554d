from django.apps import AppConfig


class ReisverslagConfig(AppConfig):
    name = "reisverslag"
    verbose_name = "Reisverslag"
