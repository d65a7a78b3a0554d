"""Packages for the archive: adopted reisverslagen with their metadata."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from brunssum.core.models import Taak
from reisverslag.models.verslag import Reisverslag
from reisverslag.querysets.archief import ArchiefpakketQuerySet


class Archiefpakket(models.Model):
    """A zip for the archive: of one reisverslag, or of all that were adopted in a period. Made by a job."""

    reisverslag = models.ForeignKey(
        Reisverslag, on_delete=models.PROTECT, null=True, blank=True, related_name="archiefpakketten"
    )
    van = models.DateField("vastgesteld vanaf", null=True, blank=True)
    tot = models.DateField("vastgesteld tot en met", null=True, blank=True)
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField("gevraagd op")
    taak = models.ForeignKey(Taak, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    bestand = models.FileField("bestand", max_length=255, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    omvang = models.PositiveIntegerField("omvang in bytes", default=0)
    aantal = models.PositiveIntegerField("aantal stukken", default=0)

    objects = ArchiefpakketQuerySet.as_manager()

    class Meta:
        verbose_name = "archiefpakket"
        verbose_name_plural = "archiefpakketten"
        constraints = [
            models.CheckConstraint(
                name="archiefpakket_van_een_verslag_of_een_periode",
                condition=Q(reisverslag__isnull=False, van__isnull=True, tot__isnull=True)
                | Q(reisverslag__isnull=True, van__isnull=False, tot__gte=F("van")),
                violation_error_message="De periode eindigt voordat zij begint.",
            ),
            models.CheckConstraint(
                name="archiefpakket_gemaakt_met_hash",
                condition=Q(bestand="", sha256="") | ~Q(bestand="") & ~Q(sha256=""),
                violation_error_message="Een pakket dat is gemaakt, heeft een SHA-256.",
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def naam(self) -> str:
        """The name of the file, as who downloads it gets it."""
        wat = f"reisverslag-{self.reisverslag_id}" if self.reisverslag_id else f"{self.van}-{self.tot}"
        return f"archief-{wat}.zip"
