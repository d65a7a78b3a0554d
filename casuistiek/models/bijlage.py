from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from casuistiek.models.casus import Casus


class Bijlage(models.Model):
    """A file with a casus: a letter, an offer, a photo. It may show who it is about, so it is seen as Betrokkene is.

    The name that the sender's file had is not kept: it often holds a person's name.
    """

    class Soort(models.TextChoices):
        PDF = "pdf", "pdf"
        JPEG = "jpg", "foto"
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="bijlagen")
    omschrijving = models.CharField(
        "wat is het", max_length=120, help_text="Zoals “Offerte dakdekker”, zonder namen van bewoners."
    )
    soort = models.CharField(max_length=10, choices=Soort.choices)
    bestand = models.FileField(upload_to="casuistiek/")
    omvang = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    op = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        constraints = [
            models.CheckConstraint(
                name="bijlage_heeft_een_omschrijving",
                condition=~Q(omschrijving=""),
                violation_error_message="Schrijf op wat het bestand is.",
            )
        ]

    def __str__(self):
        return f"Bijlage {self.pk}"
