from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from brunssum.core.models import Organisatie
from casuistiek.models.casus import Casus, Leefgebied
from casuistiek.querysets import CasusknelpuntQuerySet, KnelpuntQuerySet
from inspanningen.models import Leerpunt


class Knelpunt(models.Model):
    """A place where the system jams: what clashes with what, in which rule, at whom. Casussen carry it.

    Its texts are read outside casuïstiek, so nothing in them tells who it happened to. One that was merged stays, with
    its own casussen: what is asked of the other counts both.
    """

    class Soort(models.TextChoices):
        GEEN_REGELING = "geen_regeling", "Geen regeling past"
        TEGENSTRIJDIG = "tegenstrijdig", "Regels spreken elkaar tegen"
        WACHTEN = "wachten", "Wachten op elkaar"
        TERMIJN = "termijn", "Te vroeg of te laat"
        GRENS = "grens", "Net buiten de grens"
        OVERGANG = "overgang", "Hulp stopt bij een overgang"
        TOEGANG = "toegang", "Moeilijk aan te vragen"
        EIGENAAR = "eigenaar", "Niemand gaat erover"

    naam = models.CharField(
        "knelpunt", max_length=120, help_text="In één zin, zonder bewoner: wat botst waarmee?"
    )
    soort = models.CharField("soort botsing", max_length=20, choices=Soort.choices)
    domein = models.CharField("domein", max_length=20, choices=Leefgebied.choices)
    regeling = models.CharField(
        "regeling",
        max_length=120,
        blank=True,
        help_text="De wet of regeling waar het op vastloopt, als die er is.",
    )
    organisatie = models.ForeignKey(
        Organisatie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="knelpunten",
        verbose_name="organisatie",
    )
    omschrijving = models.TextField("wat er gebeurt", blank=True)
    wat_helpt = models.TextField("wat helpt", blank=True, help_text="Welke kleine duw maakte het los?")
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="knelpunten",
        verbose_name="eigenaar",
        help_text="Zorgt dat ervan geleerd wordt.",
    )
    gemaakt_op = models.DateField(editable=False)
    opgenomen_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="opgenomen", editable=False
    )
    afgesplitst_van = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="afgesplitst", editable=False
    )
    leerpunten = models.ManyToManyField(
        Leerpunt, blank=True, related_name="knelpunten", verbose_name="leerpunten"
    )

    objects = KnelpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "knelpunt"
        verbose_name_plural = "knelpunten"
        constraints = [
            models.UniqueConstraint(
                Lower("naam"),
                condition=Q(opgenomen_in__isnull=True),
                name="knelpunt_naam_een_keer",
                violation_error_message="Dit knelpunt is er al. Kies het uit de lijst.",
            ),
            models.CheckConstraint(
                name="knelpunt_niet_in_zichzelf",
                condition=Q(opgenomen_in__isnull=True) | ~Q(opgenomen_in=F("pk")),
                violation_error_message="Kies een ander knelpunt.",
            ),
        ]
        indexes = [models.Index(fields=["domein", "soort"], name="knelpunt_op_de_kaart")]

    def __str__(self):
        return self.naam


class Casusknelpunt(models.Model):
    """That this casus ran into this knelpunt: who saw it, and when."""

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="casusknelpunten")
    knelpunt = models.ForeignKey(Knelpunt, on_delete=models.PROTECT, related_name="casusknelpunten")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateField()

    objects = CasusknelpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "knelpunt van een casus"
        verbose_name_plural = "knelpunten van casussen"
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "knelpunt"],
                name="casusknelpunt_een_keer",
                violation_error_message="Dit knelpunt staat al bij deze casus.",
            )
        ]

    def __str__(self):
        return f"Knelpunt {self.knelpunt_id} bij casus {self.casus_id}"
