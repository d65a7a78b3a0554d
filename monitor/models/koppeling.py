from django.db import models
from django.db.models import Q

from brunssum.core.models import Gebied
from monitor.models.bron import Bron
from monitor.models.indicator import Indicator


class Koppeling(models.Model):
    """What a name in the files of one bron means, as someone said at the first file that had it."""

    class Soort(models.TextChoices):
        INDICATOR = "indicator", "Indicator"
        GEBIED = "gebied", "Gebied"

    bron = models.ForeignKey(Bron, on_delete=models.CASCADE, related_name="koppelingen", verbose_name="bron")
    soort = models.CharField("soort", max_length=10, choices=Soort.choices)
    sleutel = models.CharField(
        "sleutel", max_length=150, help_text="De naam zonder hoofdletters en leestekens."
    )
    tekst = models.CharField("naam in het bestand", max_length=150)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="indicator"
    )
    gebied = models.ForeignKey(
        Gebied, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="gebied"
    )

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        constraints = [
            models.UniqueConstraint(
                fields=["bron", "soort", "sleutel"],
                name="koppeling_een_per_naam",
                violation_error_message="Van deze naam is al gekozen wat hij betekent.",
            ),
            models.CheckConstraint(
                name="koppeling_past_bij_soort",
                condition=Q(soort="indicator", gebied__isnull=True)
                | Q(soort="gebied", indicator__isnull=True),
                violation_error_message="Een naam van een indicator leidt niet naar een gebied, en andersom.",
            ),
        ]

    def __str__(self):
        return self.tekst

    @property
    def doel_id(self) -> int | None:
        """What the name leads to; nothing: leave it out."""
        return self.indicator_id if self.soort == self.Soort.INDICATOR else self.gebied_id
