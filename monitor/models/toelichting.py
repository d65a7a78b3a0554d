from django.conf import settings
from django.db import models

from monitor.models.indicator import Indicator


class Toelichting(models.Model):
    """What the municipality itself says about an indicator; earlier texts stand in the audit trail."""

    indicator = models.OneToOneField(
        Indicator, on_delete=models.CASCADE, related_name="toelichting", verbose_name="indicator"
    )
    tekst = models.TextField("toelichting", max_length=4000)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gewijzigd door",
    )
    gewijzigd_op = models.DateTimeField("gewijzigd op")

    class Meta:
        verbose_name = "toelichting"
        verbose_name_plural = "toelichtingen"

    def __str__(self):
        return f"Toelichting bij {self.indicator_id}"
