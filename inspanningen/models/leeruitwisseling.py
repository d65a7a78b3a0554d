from django.conf import settings
from django.db import models
from django.db.models import F, Q

from brunssum.core.models import Organisatie
from inspanningen.models.leerpunt import Leerpunt
from inspanningen.querysets.leeruitwisseling import LeeruitwisselingQuerySet


class Leeruitwisseling(models.Model):
    """That a leerpunt was taken from another gemeente, or given to one, and what came of it. Names no person."""

    class Richting(models.TextChoices):
        GENOMEN = "genomen", "Van hen geleerd"
        GEGEVEN = "gegeven", "Aan hen gegeven"

    class Staat(models.TextChoices):
        OPEN = "open", "Nog open"
        GEDAAN = "gedaan", "Er is iets mee gedaan"
        NIET_BRUIKBAAR = "niet_bruikbaar", "Niet bruikbaar"

    leerpunt = models.ForeignKey(
        Leerpunt, on_delete=models.PROTECT, related_name="uitwisselingen", verbose_name="leerpunt"
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="leeruitwisselingen", verbose_name="gemeente"
    )
    richting = models.CharField("richting", max_length=10, choices=Richting.choices)
    op = models.DateField("op welke dag")
    met_wie = models.CharField(
        "met wie", max_length=120, help_text="Een functie, geen naam: “projectleider zorgzame wijken”."
    )
    waarover = models.CharField(
        "waarover", max_length=300, help_text="In een paar woorden: waar ging het over?"
    )
    staat = models.CharField(max_length=15, choices=Staat.choices, default=Staat.OPEN)
    uitkomst = models.TextField("wat is ermee gedaan", max_length=2000, blank=True)
    uitkomst_op = models.DateField("wanneer", null=True, blank=True)
    vastgelegd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = LeeruitwisselingQuerySet.as_manager()

    class Meta:
        verbose_name = "leeruitwisseling"
        verbose_name_plural = "leeruitwisselingen"
        constraints = [
            models.CheckConstraint(
                name="leeruitwisseling_richting_bestaat", condition=Q(richting__in=["genomen", "gegeven"])
            ),
            models.CheckConstraint(
                name="leeruitwisseling_klaar_met_uitkomst",
                condition=Q(staat="open", uitkomst="", uitkomst_op__isnull=True)
                | Q(staat__in=["gedaan", "niet_bruikbaar"], uitkomst_op__isnull=False) & ~Q(uitkomst=""),
                violation_error_message="Schrijf op wat ermee is gedaan, of waarom het niet bruikbaar is.",
            ),
            models.CheckConstraint(
                name="leeruitwisseling_uitkomst_erna",
                condition=Q(uitkomst_op__isnull=True) | Q(uitkomst_op__gte=F("op")),
                violation_error_message="De dag van de uitkomst ligt voor de dag van het gesprek.",
            ),
        ]

    def __str__(self):
        return self.waarover
