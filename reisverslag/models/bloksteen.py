"""Which bouwstenen a blok was made of."""

from django.db import models
from django.db.models import Q

from reisverslag.models.blok import Blok
from reisverslag.querysets import BloksteenQuerySet

MAX_SLEUTEL = 120


class Bloksteen(models.Model):
    """That a blok tells of this bouwsteen (core/bouwstenen.py): stays so, whatever its author writes in it afterwards."""

    blok = models.ForeignKey(Blok, on_delete=models.CASCADE, related_name="stenen")
    sleutel = models.CharField("sleutel", max_length=MAX_SLEUTEL)

    objects = BloksteenQuerySet.as_manager()

    class Meta:
        verbose_name = "bouwsteen van een blok"
        verbose_name_plural = "bouwstenen van blokken"
        constraints = [
            models.UniqueConstraint(
                fields=["blok", "sleutel"],
                name="bloksteen_een_keer",
                violation_error_message="Deze bouwsteen staat al in dit blok.",
            ),
            models.CheckConstraint(
                name="bloksteen_heeft_een_sleutel",
                condition=~Q(sleutel=""),
                violation_error_message="Een bouwsteen heeft een sleutel.",
            ),
        ]
        indexes = [models.Index(fields=["sleutel"], name="bloksteen_per_sleutel")]

    def __str__(self):
        return self.sleutel
