from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from brunssum.core.querysets.taak import TaakQuerySet


class Taak(models.Model):
    """The row behind a background job. The work is this row; Celery only says "look now"."""

    class Status(models.TextChoices):
        AANGEVRAAGD = "aangevraagd", "In de wachtrij"
        BEZIG = "bezig", "Bezig"
        KLAAR = "klaar", "Klaar"
        MISLUKT = "mislukt", "Mislukt"
        GESTOPT = "gestopt", "Gestopt"

    OPEN = (Status.AANGEVRAAGD, Status.BEZIG)

    soort = models.CharField(max_length=60, help_text="Naam waaronder het werk is geregistreerd.")
    gegevens = models.JSONField(default=dict, help_text="Alleen id's en keuzes, nooit persoonsgegevens.")
    sleutel = models.CharField(max_length=120, help_text="Van één sleutel is hoogstens één taak open.")
    aangevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="aangevraagd door",
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.AANGEVRAAGD)
    voortgang = models.PositiveSmallIntegerField(default=0)
    zin = models.CharField("wat er nu gebeurt", max_length=200, blank=True)
    resultaat = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    fout = models.CharField(max_length=500, blank=True)
    poging = models.PositiveSmallIntegerField(
        default=0, help_text="Telt op bij elke start; alleen de laatste telt."
    )
    geclaimd_tot = models.DateTimeField(null=True)
    stop_gevraagd_op = models.DateTimeField(null=True, help_text="Wie het vroeg, hoeft het niet meer.")
    aangevraagd_op = models.DateTimeField(default=timezone.now)
    afgerond_op = models.DateTimeField(null=True)

    objects = TaakQuerySet.as_manager()

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        constraints = [
            models.UniqueConstraint(
                fields=["sleutel"],
                condition=Q(status__in=["aangevraagd", "bezig"]),
                name="taak_een_open_per_sleutel",
            ),
            models.CheckConstraint(condition=Q(voortgang__lte=100), name="taak_voortgang_tot_100"),
        ]
        indexes = [models.Index(fields=["status", "aangevraagd_op"], name="taak_open_eerst")]

    def __str__(self):
        return f"{self.soort} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN
