from datetime import date, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from monitor.querysets import VerversingQuerySet


class Bron(models.Model):
    """Where figures come from: a table of a statistical office, a file that is delivered, someone who types."""

    class Adapter(models.TextChoices):
        CBS = "cbs", "Tabel van het CBS"
        BESTAND = "bestand", "Bestand"
        HANDMATIG = "handmatig", "Met de hand"

    code = models.SlugField("code", max_length=40, unique=True)
    naam = models.CharField("naam", max_length=150)
    adapter = models.CharField("soort", max_length=10, choices=Adapter.choices)
    instellingen = models.JSONField("instellingen", default=dict, blank=True)
    staat = models.JSONField(
        "onthouden stand", default=dict, blank=True, help_text="Per tabel wat er de vorige keer stond."
    )
    interval_dagen = models.PositiveSmallIntegerField(
        "interval in dagen",
        null=True,
        blank=True,
        help_text="Zo vaak kijkt Kanarie zelf of er iets is veranderd. Leeg: nooit.",
    )
    te_laat_na_dagen = models.PositiveSmallIntegerField(
        "te laat na dagen",
        null=True,
        blank=True,
        help_text="Zo lang na de vorige keer heten de cijfers te laat. Leeg: nooit.",
    )
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="eigenaar",
    )

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"

    def __str__(self):
        return self.naam

    @property
    def taak_sleutel(self) -> str:
        """Under which a run is asked for: one at a time."""
        return f"monitor.verversen:{self.pk}"

    def look_after(self, day: date) -> date | None:
        """When to look at the source again after `day`; None when someone delivers the figures."""
        return day + timedelta(days=self.interval_dagen) if self.interval_dagen else None

    def next_after(self, day: date) -> date | None:
        """When figures that were refreshed on `day` must be refreshed again at the latest; after that they are late."""
        return day + timedelta(days=self.te_laat_na_dagen) if self.te_laat_na_dagen else None


class Verversing(models.Model):
    """One run of one bron: what came in, and what happened to it. Of a file it starts as a preview."""

    class Status(models.TextChoices):
        VOORBEELD = "voorbeeld", "Wacht op akkoord"
        VERWERKT = "verwerkt", "Verwerkt"
        MISLUKT = "mislukt", "Mislukt"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    ALLOWED_STATUS_CHANGES = {
        Status.VOORBEELD: {Status.VERWERKT, Status.MISLUKT, Status.INGETROKKEN},
        Status.VERWERKT: set(),
        Status.MISLUKT: set(),
        Status.INGETROKKEN: set(),
    }

    bron = models.ForeignKey(Bron, on_delete=models.PROTECT, related_name="verversingen")
    periode = models.PositiveSmallIntegerField(
        "periode", null=True, blank=True, help_text="Het jaar van een bestand met één jaar."
    )
    status = models.CharField("status", max_length=12, choices=Status.choices, default=Status.VOORBEELD)
    aangevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="aangevraagd door",
    )
    begonnen_op = models.DateTimeField("begonnen op", default=timezone.now)
    verwerkt_op = models.DateTimeField("verwerkt op", null=True, blank=True)
    duur = models.DurationField("duur", null=True, blank=True)
    indicatoren = models.PositiveIntegerField(default=0)
    gebieden = models.PositiveIntegerField(default=0)
    cellen = models.PositiveIntegerField(default=0)
    nvt = models.PositiveIntegerField("niet van toepassing", default=0)
    nieuw = models.PositiveIntegerField(default=0)
    gewijzigd = models.PositiveIntegerField(default=0)
    ongewijzigd = models.PositiveIntegerField(default=0)
    geweigerd = models.PositiveIntegerField(default=0)
    redenen = models.JSONField(
        default=list,
        blank=True,
        encoder=DjangoJSONEncoder,
        help_text="Per geweigerde cel, regel of kolom waarom.",
    )
    opmerkingen = models.JSONField(default=list, blank=True, help_text="Wat opviel, maar niets tegenhield.")
    fout = models.CharField("fout", max_length=500, blank=True)

    objects = VerversingQuerySet.as_manager()

    class Meta:
        verbose_name = "verversing"
        verbose_name_plural = "verversingen"
        constraints = [
            models.CheckConstraint(
                name="verversing_verwerkt_heeft_tijdstip",
                condition=Q(status="verwerkt", verwerkt_op__isnull=False)
                | (~Q(status="verwerkt") & Q(verwerkt_op__isnull=True)),
                violation_error_message="Alleen een verwerkte verversing heeft een tijdstip van verwerken.",
            ),
            models.CheckConstraint(
                name="verversing_telt_op",
                condition=Q(
                    cellen=models.F("nieuw")
                    + models.F("gewijzigd")
                    + models.F("ongewijzigd")
                    + models.F("geweigerd")
                ),
                violation_error_message="De aantallen tellen niet op tot het aantal cellen.",
            ),
        ]
        indexes = [models.Index(fields=["-begonnen_op"], name="verversing_nieuwste_eerst")]

    def __str__(self):
        return f"{self.bron} ({self.get_status_display().lower()})"

    @property
    def is_voorbeeld(self) -> bool:
        return self.status == self.Status.VOORBEELD

    def can_become(self, status: str) -> bool:
        return status in self.ALLOWED_STATUS_CHANGES[self.Status(self.status)]


class Aanlevering(models.Model):
    """The file behind a verversing, byte for byte, so that what was seen is what is stored, and stays traceable.

    Apart from Verversing, so that a list of runs does not drag files along.
    """

    verversing = models.OneToOneField(Verversing, on_delete=models.CASCADE, related_name="aanlevering")
    bestandsnaam = models.CharField("bestandsnaam", max_length=200)
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    keuzes = models.JSONField(
        default=dict, blank=True, help_text="Met de hand gekozen: het blad, of waar alle cijfers over gaan."
    )

    class Meta:
        verbose_name = "aanlevering"
        verbose_name_plural = "aanleveringen"

    def __str__(self):
        return self.bestandsnaam
