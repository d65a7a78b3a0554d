from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inspanningen.models.inspanning import Inspanning
from inspanningen.models.mijlpaal import MAX_NAAM, MAX_TOELICHTING, MAX_WANNEER, Mijlpaal
from inspanningen.querysets.mijlpaal import RealisatieplanningQuerySet


class Realisatieplanning(models.Model):
    """The plan of the whole programme as it was on one day: all mijlpalen, frozen. Only added, never changed."""

    naam = models.CharField(
        "naam",
        max_length=60,
        unique=True,
        help_text="Bijvoorbeeld: voorjaar 2026.",
        error_messages={"unique": "Er is al een realisatieplanning met deze naam. Kies een andere naam."},
    )
    genomen_op = models.DateField("vastgelegd op")
    genomen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    opmerking = models.CharField(
        "opmerking",
        max_length=MAX_TOELICHTING,
        blank=True,
        help_text="Wat moet een lezer weten? Iedereen die de inspanningen ziet, leest dit.",
    )
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = RealisatieplanningQuerySet.as_manager()

    class Meta:
        verbose_name = "realisatieplanning"
        verbose_name_plural = "realisatieplanningen"
        constraints = [
            models.CheckConstraint(
                name="realisatieplanning_heeft_een_naam",
                condition=~Q(naam=""),
                violation_error_message="Geef de realisatieplanning een naam.",
            ),
        ]

    def __str__(self):
        return self.naam


class Planningsregel(models.Model):
    """One mijlpaal as it was when the realisatieplanning was taken. The database refuses to change or delete it."""

    realisatieplanning = models.ForeignKey(
        Realisatieplanning, on_delete=models.PROTECT, related_name="regels"
    )
    mijlpaal = models.ForeignKey(Mijlpaal, on_delete=models.PROTECT, related_name="planningsregels")
    inspanning = models.ForeignKey(Inspanning, on_delete=models.PROTECT, related_name="+")
    inspanning_nummer = models.CharField(max_length=5)
    inspanning_naam = models.CharField(max_length=200)
    naam = models.CharField(max_length=MAX_NAAM)
    wanneer = models.CharField(max_length=MAX_WANNEER)
    van = models.DateField()
    tot = models.DateField()
    eerste_wanneer = models.CharField(max_length=MAX_WANNEER)
    eerste_van = models.DateField()
    eerste_tot = models.DateField()
    status = models.CharField(max_length=10, choices=Mijlpaal.Status.choices)
    gehaald_op = models.DateField(null=True)
    vervallen_op = models.DateField(null=True)
    vervallen_reden = models.TextField(blank=True)

    class Meta:
        verbose_name = "regel van een realisatieplanning"
        verbose_name_plural = "regels van realisatieplanningen"
        constraints = [
            models.UniqueConstraint(
                fields=["realisatieplanning", "mijlpaal"], name="planningsregel_een_per_mijlpaal"
            ),
            models.CheckConstraint(
                name="planningsregel_status_bestaat",
                condition=Q(status__in=["gepland", "gehaald", "vervallen"]),
            ),
        ]

    def __str__(self):
        return f"{self.inspanning_nummer} {self.naam}"
