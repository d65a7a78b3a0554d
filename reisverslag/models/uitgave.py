"""The files that are made of it."""

from django.db import models
from django.utils import timezone

from brunssum.core.models import Taak
from reisverslag.models.verslag import Reisverslag
from reisverslag.querysets import UitgaveQuerySet


class Uitgave(models.Model):
    """A file made of a reisverslag. The same content gives the same uitgave."""

    reisverslag = models.ForeignKey(Reisverslag, on_delete=models.PROTECT, related_name="uitgaven")
    bestand = models.FileField("bestand", max_length=255)
    stap = models.CharField(
        "stap",
        max_length=20,
        choices=Reisverslag.Stap.choices,
        help_text="Concept, of vastgesteld: sinds het vaststellen verandert de inhoud niet meer.",
    )
    inhoud_sha256 = models.CharField("hash van de inhoud", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    omvang = models.PositiveIntegerField("omvang in bytes")
    paginas = models.PositiveIntegerField("bladzijden")
    gemaakt_op = models.DateTimeField("gemaakt op", default=timezone.now)
    taak = models.ForeignKey(Taak, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = UitgaveQuerySet.as_manager()

    class Meta:
        verbose_name = "uitgave"
        verbose_name_plural = "uitgaven"
        constraints = [
            models.UniqueConstraint(fields=["reisverslag", "inhoud_sha256"], name="uitgave_een_per_inhoud")
        ]

    def __str__(self):
        return self.naam

    @property
    def naam(self) -> str:
        """The name of the file, as a reader gets it."""
        return self.bestand.name.rsplit("/", 1)[-1]

    @property
    def is_concept(self) -> bool:
        return self.stap == Reisverslag.Stap.CONCEPT
