from django.db import models

from brunssum.core.models import Gebied
from monitor.querysets import PlekQuerySet


class Plek(models.Model):
    """A public place where people of a gebied can go: what is there to build on. Nothing about who comes there."""

    class Soort(models.TextChoices):
        ONTMOETEN = "ontmoeten", "Ontmoeten"
        GROEN = "groen", "Groen en buiten"
        HULP = "hulp", "Hulp en zorg"
        LEREN = "leren", "Leren en werken"
        SPORT = "sport", "Sport en spel"
        ANDERS = "anders", "Iets anders"

    naam = models.CharField("naam", max_length=120)
    soort = models.CharField("soort", max_length=12, choices=Soort.choices)
    gebied = models.ForeignKey(
        Gebied, on_delete=models.PROTECT, related_name="plekken", verbose_name="gebied"
    )
    adres = models.CharField("adres", max_length=150, blank=True)
    omschrijving = models.TextField("wat is er te doen", max_length=600, blank=True)

    objects = PlekQuerySet.as_manager()

    class Meta:
        verbose_name = "plek"
        verbose_name_plural = "plekken"
        constraints = [
            models.UniqueConstraint(
                fields=["gebied", "naam"],
                name="plek_een_keer_per_gebied",
                violation_error_message="Deze plek staat er al. Wijzig die.",
            ),
            models.CheckConstraint(
                name="plek_heeft_een_naam",
                condition=~models.Q(naam=""),
                violation_error_message="Geef de plek een naam.",
            ),
        ]

    def __str__(self):
        return self.naam
