"""The steps a reisverslag took, and who was asked to read along."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from brunssum.core.models import Actiepunt
from reisverslag.models.verslag import Reisverslag
from reisverslag.querysets import MeelezerQuerySet, VerslagstapQuerySet
from reisverslag.stappen import Stap


class Verslagstap(models.Model):
    """That a reisverslag came to a step: who did it and when, and why when it went back. Rows are only added."""

    reisverslag = models.ForeignKey(Reisverslag, on_delete=models.PROTECT, related_name="stappen")
    naar = models.CharField("naar", max_length=20, choices=Stap.choices)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField("op")
    terug = models.BooleanField("terug", default=False)
    toelichting = models.CharField("toelichting", max_length=500, blank=True)

    objects = VerslagstapQuerySet.as_manager()

    class Meta:
        verbose_name = "stap van een reisverslag"
        verbose_name_plural = "stappen van reisverslagen"
        constraints = [
            models.CheckConstraint(name="verslagstap_bestaat", condition=Q(naar__in=Stap.values)),
            models.CheckConstraint(
                name="verslagstap_terug_met_reden",
                condition=Q(terug=False) | ~Q(toelichting=""),
                violation_error_message="Schrijf op waarom het reisverslag een stap terug gaat.",
            ),
        ]

    def __str__(self):
        return f"{self.reisverslag_id} naar {self.naar}"


class Meelezer(models.Model):
    """Someone whom the author asked to read a concept by a date; done when the actiepunt is."""

    reisverslag = models.ForeignKey(Reisverslag, on_delete=models.CASCADE, related_name="meelezers")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField("gevraagd op")
    actiepunt = models.OneToOneField(Actiepunt, on_delete=models.PROTECT, related_name="+")

    objects = MeelezerQuerySet.as_manager()

    class Meta:
        verbose_name = "meelezer"
        verbose_name_plural = "meelezers"
        constraints = [
            models.UniqueConstraint(
                fields=["reisverslag", "gebruiker"],
                name="meelezer_een_keer_per_verslag",
                violation_error_message="Deze persoon leest al mee.",
            )
        ]

    def __str__(self):
        return f"Meelezer {self.pk}"

    @property
    def is_klaar(self) -> bool:
        """Causes a query, unless the actiepunt came along."""
        return self.actiepunt.status != Actiepunt.Status.OPEN
