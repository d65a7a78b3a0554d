import hashlib
import json
from datetime import UTC, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casuistiek.models.casus import Casus
from casuistiek.querysets import InzageQuerySet, NoodinzageQuerySet


class Inzage(models.Model):
    """That someone looked at one betrokkene, or read this log. Never changed; holds no name of a resident.

    Each row carries the hash of the one before, so a row that was changed, taken out or put in between shows
    (services.check_inzagelog). Casus and betrokkene are numbers and no foreign keys: the log outlives them.
    """

    class Soort(models.TextChoices):
        BEKEKEN = "bekeken", "Gegevens van een betrokkene bekeken"
        GEEXPORTEERD = "geexporteerd", "Gegevens van een betrokkene geëxporteerd"
        LOG = "log", "Inzagelog gelezen"

    class Grond(models.TextChoices):
        VERANTWOORDELIJK = "verantwoordelijk", "Is casusverantwoordelijke"
        BESLIST = "beslist", "Beslist over het voorstel"
        NOODINZAGE = "noodinzage", "Noodinzage"
        SIGNAAL = "signaal", "Beoordeelt een signaal"
        TOEZICHT = "toezicht", "Houdt toezicht"

    nummer = models.PositiveBigIntegerField(unique=True)
    tijdstip = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door"
    )
    rollen = models.CharField(max_length=250)
    soort = models.CharField(max_length=20, choices=Soort.choices)
    grond = models.CharField(max_length=20, choices=Grond.choices)
    casus = models.CharField("casusnummer", max_length=12, blank=True)
    betrokkene = models.BigIntegerField("nummer van de betrokkene", null=True)
    activiteit = models.CharField("code van de verwerkingsactiviteit", max_length=40, blank=True)
    vorige = models.CharField("hash van de vorige regel", max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = InzageQuerySet.as_manager()

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzagen"
        constraints = [
            models.CheckConstraint(
                name="inzage_van_een_betrokkene_of_van_het_log",
                condition=Q(soort="log", betrokkene__isnull=True)
                | ~Q(soort="log") & Q(betrokkene__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["casus", "-nummer"], name="inzage_per_casus"),
            models.Index(fields=["actor", "-nummer"], name="inzage_per_persoon"),
            models.Index(fields=["-tijdstip"], name="inzage_nieuwste_eerst"),
        ]

    def __str__(self):
        return f"Inzage {self.nummer}"

    def compute_hash(self) -> str:
        """What the hash must be, from every other field and the hash of the row before."""
        content = [
            self.nummer,
            self.tijdstip.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor_id,
            self.rollen,
            self.soort,
            self.grond,
            self.casus,
            self.betrokkene,
            self.activiteit,
            self.vorige,
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


class Noodinzage(models.Model):
    """That someone who is not the casusverantwoordelijke opened the betrokkenen of a casus for a short time, and why.

    The functionaris gegevensbescherming judges each one afterwards.
    """

    GELDIG = timedelta(minutes=30)

    class Oordeel(models.TextChoices):
        TERECHT = "terecht", "Terecht"
        NIET_TERECHT = "niet_terecht", "Niet terecht"

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="noodinzagen")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reden = models.TextField(
        "waarom moet u weten om wie het gaat",
        max_length=1000,
        help_text="Zonder namen. De functionaris gegevensbescherming en de casusverantwoordelijke lezen dit.",
    )
    begonnen_op = models.DateTimeField(default=timezone.now, editable=False)
    geldig_tot = models.DateTimeField()
    oordeel = models.CharField(max_length=20, choices=Oordeel.choices, blank=True)
    toelichting = models.TextField("toelichting", max_length=1000, blank=True)
    beoordeeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    beoordeeld_op = models.DateTimeField(null=True)

    objects = NoodinzageQuerySet.as_manager()

    class Meta:
        verbose_name = "noodinzage"
        verbose_name_plural = "noodinzagen"
        constraints = [
            models.CheckConstraint(
                name="noodinzage_met_reden",
                condition=~Q(reden=""),
                violation_error_message="Vul in waarom u moet weten om wie het gaat.",
            ),
            models.CheckConstraint(
                name="noodinzage_duurt_even", condition=Q(geldig_tot__gt=F("begonnen_op"))
            ),
            models.CheckConstraint(
                name="noodinzage_beoordeeld_door_een_ander",
                condition=Q(oordeel="", beoordeeld_door__isnull=True, beoordeeld_op__isnull=True)
                | ~Q(oordeel="")
                & Q(beoordeeld_op__isnull=False, beoordeeld_door__isnull=False)
                & ~Q(beoordeeld_door=F("door")),
            ),
        ]
        indexes = [models.Index(fields=["oordeel", "begonnen_op"], name="noodinzage_te_beoordelen")]

    def __str__(self):
        return f"Noodinzage {self.pk}"
