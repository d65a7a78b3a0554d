from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "brunssum.demo"
    label = "demo"
    verbose_name = "Demo-inhoud"
