from django.conf import settings
from django.db import models
from django.utils import timezone

from inspanningen.querysets.werkbladimport import WerkbladimportQuerySet


class Werkbladimport(models.Model):
    """A spreadsheet of the programme that someone uploaded: what stands in it, until they take it over or drop it.

    Nothing of it is ours before that. Then what was read is emptied: it may hold what is only for insiders.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Nog na te kijken"
        VERWERKT = "verwerkt", "Overgenomen"
        VERVALLEN = "vervallen", "Niet overgenomen"

    bestandsnaam = models.CharField("bestand", max_length=200)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    geupload_op = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    rijen = models.JSONField(
        default=dict, help_text="Per blad de rijen: hun nummer, en de tekst van elke bekende cel."
    )
    opmerkingen = models.JSONField(default=list, help_text="Zinnen over wat niet is gelezen.")
    resultaat = models.JSONField(default=dict, help_text="Hoeveel er nieuw en gewijzigd is.")

    objects = WerkbladimportQuerySet.as_manager()

    class Meta:
        verbose_name = "import van een werkblad"
        verbose_name_plural = "imports van werkbladen"

    def __str__(self):
        return self.bestandsnaam
