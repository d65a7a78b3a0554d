from django.conf import settings
from django.db import models
from django.utils import timezone

from inspanningen.querysets.projectformulierimport import ProjectformulierimportQuerySet


class Projectformulierimport(models.Model):
    """A file with projectformulieren that someone uploaded and has not accepted yet: what was read from it.

    Nothing of it is a kaart before it is accepted. Then, or when it is dropped, what was read is emptied: it
    may hold names.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Nog na te kijken"
        VERWERKT = "verwerkt", "Overgenomen"
        VERVALLEN = "vervallen", "Niet overgenomen"

    bestandsnaam = models.CharField("bestand", max_length=200)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    geupload_op = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    uitkomst = models.JSONField(default=dict, help_text="Zoals projectformulieren.Uitkomst.als_json().")
    resultaat = models.JSONField(default=dict, help_text="Welke kaarten zijn gemaakt en bijgewerkt.")

    objects = ProjectformulierimportQuerySet.as_manager()

    class Meta:
        verbose_name = "import van projectformulieren"
        verbose_name_plural = "imports van projectformulieren"

    def __str__(self):
        return self.bestandsnaam
