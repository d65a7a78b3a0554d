"""The pieces a hoofdstuk is made of."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from reisverslag.models.verslag import Hoofdstuk
from reisverslag.querysets import BlokQuerySet


class Blok(models.Model):
    """A piece of a hoofdstuk. `inhoud` is what the author wrote or chose; `feiten` what that showed when fixed."""

    hoofdstuk = models.ForeignKey(Hoofdstuk, on_delete=models.CASCADE, related_name="blokken")
    soort = models.CharField("soort", max_length=30, help_text="Een naam uit reisverslag/blokken.")
    volgorde = models.PositiveSmallIntegerField(default=0)
    inhoud = models.JSONField("inhoud", default=dict, encoder=DjangoJSONEncoder)
    versienummer = models.PositiveIntegerField("versie", default=1)
    feiten = models.JSONField("feiten", null=True, blank=True, encoder=DjangoJSONEncoder)
    feiten_op = models.DateTimeField("feiten op", null=True, blank=True)
    verwijderd_op = models.DateTimeField(null=True, blank=True)

    objects = BlokQuerySet.as_manager()

    class Meta:
        verbose_name = "blok"
        verbose_name_plural = "blokken"
        constraints = [
            models.CheckConstraint(
                name="blok_feiten_met_moment",
                condition=Q(feiten__isnull=True, feiten_op__isnull=True)
                | Q(feiten__isnull=False, feiten_op__isnull=False),
                violation_error_message="Vastgelegde feiten hebben een moment.",
            )
        ]

    def __str__(self):
        return f"{self.soort} {self.pk}"
