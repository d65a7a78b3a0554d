from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from brunssum.core.querysets.actiepunt import ActiepuntQuerySet


class Actiepunt(models.Model):
    """Something one person must do by a date: an agreement, a measure, a promise. Its title names no resident."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        GEDAAN = "gedaan", "Wacht op bevestiging"
        AFGEROND = "afgerond", "Afgerond"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    LOPEND = (Status.OPEN, Status.GEDAAN)

    titel = models.CharField(
        "wat moet er gebeuren", max_length=150, help_text="In één zin, zonder namen van bewoners."
    )
    toelichting = models.TextField("toelichting", blank=True)
    soort = models.CharField(max_length=40, blank=True)  # what made it: "casus.nazorg"; empty: a person
    sleutel = models.CharField(max_length=120, unique=True, null=True, blank=True)  # made once only
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="actiepunten",
        verbose_name="wie doet het",
    )
    bevestiger = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="te_bevestigen",
        verbose_name="wie bevestigt dat het gedaan is",
    )
    vervalt_op = models.DateField("uiterlijk op")
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    onderwerp_soort = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    onderwerp_id = models.BigIntegerField(null=True, blank=True)
    vertrouwelijk = models.BooleanField("vertrouwelijk", default=False)

    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    uitkomst = models.TextField("uitkomst", blank=True)
    gedaan_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gedaan_op = models.DateTimeField(null=True, blank=True)
    bevestigd_op = models.DateTimeField(null=True, blank=True)

    objects = ActiepuntQuerySet.as_manager()

    class Meta:
        verbose_name = "actiepunt"
        verbose_name_plural = "actiepunten"
        constraints = [
            models.CheckConstraint(
                name="actiepunt_bevestiger_is_een_ander",
                condition=Q(bevestiger__isnull=True) | ~Q(bevestiger=F("eigenaar")),
                violation_error_message="Wie bevestigt, is een ander dan wie het doet.",
            ),
            models.CheckConstraint(
                name="actiepunt_onderwerp_heel_of_niet",
                condition=Q(onderwerp_soort__isnull=True, onderwerp_id__isnull=True)
                | Q(onderwerp_soort__isnull=False, onderwerp_id__isnull=False),
            ),
            models.CheckConstraint(
                name="actiepunt_gedaan_met_uitkomst",
                condition=Q(status__in=["open", "ingetrokken"])
                | Q(status__in=["gedaan", "afgerond"], gedaan_op__isnull=False) & ~Q(uitkomst=""),
                violation_error_message="Schrijf op wat de uitkomst is.",
            ),
        ]
        indexes = [
            models.Index(fields=["eigenaar", "status", "vervalt_op"], name="actiepunt_van_iemand"),
            models.Index(fields=["status", "vervalt_op"], name="actiepunt_te_laat"),
            models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="actiepunt_per_onderwerp"),
        ]

    def __str__(self):
        return f"Actiepunt {self.pk}"  # not the title: this text ends up in logs

    @property
    def is_lopend(self) -> bool:
        return self.status in self.LOPEND

    def is_late(self, vandaag) -> bool:
        return self.status == self.Status.OPEN and self.vervalt_op < vandaag
