from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inspanningen.models.inspanning import Inspanning
from inspanningen.querysets.leerpunt import LeerpuntQuerySet


class Leerpunt(models.Model):
    """Something we learned, on its way from the one who saw it to the one who can change it.

    What was answered and what changed stands in its Leerpuntstappen. Everyone in the municipality may read it: it
    names no resident.
    """

    class Leercirkel(models.TextChoices):
        CASUISTIEK = "casuistiek", "Casuïstiek"
        UITVOERING = "uitvoering", "Uitvoering en beleid"
        STURING = "sturing", "Sturingsmodellen"

    class Staat(models.TextChoices):
        GESIGNALEERD = "gesignaleerd", "Gesignaleerd"
        GEADRESSEERD = "geadresseerd", "Geadresseerd"
        BEANTWOORD = "beantwoord", "Beantwoord"
        AANGEPAKT = "aangepakt", "Aangepakt"
        GEBORGD = "geborgd", "Geborgd"

    TOEGESTAAN: dict[str, tuple[str, ...]] = {
        Staat.GESIGNALEERD: (Staat.GEADRESSEERD,),
        # Asked of the wrong person: ask another.
        Staat.GEADRESSEERD: (Staat.BEANTWOORD, Staat.GEADRESSEERD),
        Staat.BEANTWOORD: (Staat.AANGEPAKT, Staat.GEADRESSEERD),
        Staat.AANGEPAKT: (Staat.GEBORGD, Staat.GEADRESSEERD),
        Staat.GEBORGD: (),
    }

    titel = models.CharField("leerpunt", max_length=150, help_text="In één zin: wat moet er anders?")
    tekst = models.TextField("wat leerden we", help_text="Wat gebeurt er nu, en waarom werkt dat niet?")
    leercirkel = models.CharField(
        "leercirkel",
        max_length=20,
        choices=Leercirkel.choices,
        help_text="Waar moet het geleerd worden: bij het helpen zelf, in uitvoering en beleid, of in hoe we sturen?",
    )
    herkomst = models.CharField(
        "waar het vandaan komt",
        max_length=200,
        help_text="Zoals “casussen in Noord”, “leerbijeenkomst” of “gesprek met bewoners”.",
    )
    staat = models.CharField(max_length=20, choices=Staat.choices, default=Staat.GESIGNALEERD)
    staat_sinds = models.DateField("op deze staat sinds")
    gesignaleerd_op = models.DateField("gesignaleerd op")
    gesignaleerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="leerpunten",
        verbose_name="gesignaleerd door",
    )
    geadresseerde = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gericht aan",
    )
    inspanningen = models.ManyToManyField(
        Inspanning, blank=True, related_name="leerpunten", verbose_name="inspanningen die dit oppakken"
    )

    objects = LeerpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "leerpunt"
        verbose_name_plural = "leerpunten"
        constraints = [
            models.CheckConstraint(
                name="leerpunt_staat_bestaat",
                condition=Q(staat__in=["gesignaleerd", "geadresseerd", "beantwoord", "aangepakt", "geborgd"]),
            ),
            models.CheckConstraint(
                name="leerpunt_gericht_aan_iemand",
                condition=Q(staat="gesignaleerd") | Q(geadresseerde__isnull=False),
                violation_error_message="Kies aan wie het leerpunt is gericht.",
            ),
        ]
        indexes = [models.Index(fields=["staat", "staat_sinds"], name="leerpunt_per_staat")]

    def __str__(self):
        return self.titel

    def can_become(self, staat: str) -> bool:
        """Whether the table of staten allows this step."""
        return staat in self.TOEGESTAAN[self.staat]


class Leerpuntstap(models.Model):
    """One step a leerpunt took, with the words that belong to it: the question, the answer, the change. Never changed."""

    leerpunt = models.ForeignKey(Leerpunt, on_delete=models.CASCADE, related_name="stappen")
    naar = models.CharField(max_length=20, choices=Leerpunt.Staat.choices)
    tekst = models.TextField(blank=True)
    aan = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    op = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "stap van een leerpunt"
        verbose_name_plural = "stappen van leerpunten"

    def __str__(self):
        return self.get_naar_display()
