from decimal import Decimal

from django.db import models
from django.db.models import Q

from brunssum.core.models import Gebied
from monitor.models.bron import Verversing
from monitor.models.indicator import Indicator
from monitor.querysets import WaarnemingQuerySet


class Waarneming(models.Model):
    """One figure, or the reason why there is none: never a zero for what is missing.

    A row is never changed. A new figure is a new row, and its predecessor is marked with the verversing that
    replaced it: the one without such a mark is current. To people always through `toonbaar` (small cells).

    Made to hold millions: no index per foreign key, but one
    for each question that is asked.
    """

    class Reden(models.TextChoices):
        ONDERDRUKT = (
            "onderdrukt",
            "Niet getoond: het gaat om te weinig mensen, of het cijfer is niet zeker genoeg",
        )
        NIET_VAN_TOEPASSING = "nvt", "Niet van toepassing: hier niet gemeten"
        ONTBREEKT = "ontbreekt", "Ontbreekt: er is geen cijfer"

    REDEN_KORT = {
        Reden.ONDERDRUKT: "niet getoond",
        Reden.NIET_VAN_TOEPASSING: "n.v.t.",
        Reden.ONTBREEKT: "geen cijfer",
    }

    class Status(models.TextChoices):
        VOORLOPIG = "voorlopig", "Voorlopig"
        DEFINITIEF = "definitief", "Definitief"

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="waarnemingen", db_index=False
    )
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="waarnemingen", db_index=False)
    periode = models.PositiveSmallIntegerField("jaar")
    waarde = models.DecimalField("waarde", max_digits=15, decimal_places=4, null=True)
    reden = models.CharField("reden dat er geen waarde is", max_length=10, choices=Reden.choices, blank=True)
    status = models.CharField("status", max_length=10, choices=Status.choices, default=Status.DEFINITIEF)
    editie = models.CharField(
        "editie",
        max_length=60,
        blank=True,
        help_text="De uitgave van de bron waar deze waarde het eerst in stond.",
    )
    indeling_jaar = models.PositiveSmallIntegerField(
        "jaar van de gebiedsindeling",
        null=True,
        blank=True,
        help_text="Van welk jaar de grenzen van het gebied zijn. Leeg: niet bekend.",
    )
    berekend = models.BooleanField(
        "zelf berekend", default=False, db_default=False, help_text="Zo niet, dan staat het zo in de bron."
    )
    opmerking = models.CharField(
        "opmerking",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Wat een lezer bij dit cijfer moet weten.",
    )
    verversing = models.ForeignKey(
        Verversing, on_delete=models.PROTECT, related_name="waarnemingen", db_index=False
    )
    vervangen_door = models.ForeignKey(
        Verversing, on_delete=models.PROTECT, null=True, related_name="vervangen_waarnemingen", db_index=False
    )

    objects = WaarnemingQuerySet.as_manager()

    class Meta:
        verbose_name = "waarneming"
        verbose_name_plural = "waarnemingen"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "gebied", "periode"],
                condition=Q(vervangen_door__isnull=True),
                name="waarneming_een_geldende",
                violation_error_message="Van elke indicator geldt per gebied en jaar één waarde.",
            ),
            models.CheckConstraint(
                name="waarneming_waarde_of_reden",
                condition=Q(waarde__isnull=False, reden="")
                | Q(waarde__isnull=True, reden__in=["onderdrukt", "nvt", "ontbreekt"]),
                violation_error_message="Een waarneming heeft een waarde of een reden, niet beide.",
            ),
            models.CheckConstraint(
                name="waarneming_jaar_bestaat",
                condition=Q(periode__gte=1900, periode__lte=2200),
                violation_error_message="Dit is geen jaartal.",
            ),
        ]
        indexes = [
            # Also for what was replaced: as_known_on asks for both.
            models.Index(fields=["gebied", "periode"], name="waarneming_van_gebied"),
            models.Index(
                fields=["vervangen_door"],
                condition=Q(vervangen_door__isnull=False),
                name="waarneming_vervangen",
            ),
        ]

    @staticmethod
    def reden_bij(getoonde_waarde: Decimal | None, reden: str) -> str:
        """Why there is no figure to show: there was none (`reden`), or the rule of small cells hides it."""
        return reden or ("" if getoonde_waarde is not None else Waarneming.Reden.ONDERDRUKT.value)

    @property
    def getoonde_reden(self) -> str:
        """Why there is no figure to show; of a row that came through toonbaar."""
        return self.reden_bij(self.getoonde_waarde, self.reden)

    @property
    def reden_kort(self) -> str:
        """Why there is no figure, in a word or two; of a row that came through toonbaar."""
        return self.REDEN_KORT.get(self.getoonde_reden, "")

    def __str__(self):
        return f"{self.indicator_id} {self.gebied_id} {self.periode}"
