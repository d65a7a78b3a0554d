from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inspanningen.models.inspanning import Inspanning


class Versie(models.Model):
    """An inspanning as it was after one save: everything on the kaart, who saved it, when and why. Never changed."""

    inspanning = models.ForeignKey(Inspanning, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField("versie")
    opgeslagen_op = models.DateTimeField("opgeslagen op", default=timezone.now)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="door"
    )
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    stand = models.JSONField(default=dict, encoder=DjangoJSONEncoder, help_text="Namen als in velden.LABELS.")
    gewijzigd = models.JSONField(default=list, help_text="De namen die anders zijn dan in de vorige versie.")

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        constraints = [
            models.UniqueConstraint(fields=["inspanning", "nummer"], name="versie_nummer_uniek"),
            models.CheckConstraint(name="versie_nummer_vanaf_1", condition=Q(nummer__gte=1)),
        ]

    def __str__(self):
        return f"versie {self.nummer} van {self.inspanning_id}"
