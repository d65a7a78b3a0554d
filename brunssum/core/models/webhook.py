import uuid
from datetime import datetime
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils import timezone

from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models.organisatie import Organisatie
from brunssum.core.querysets.webhook import BerichtQuerySet, WebhookQuerySet
from brunssum.core.versleuteling import EncryptedTextField


class Webhook(models.Model):
    """An address of a partner's system that wants to hear what happens."""

    class Stand(models.TextChoices):
        ACTIEF = "actief", "Aan"
        UITGEZET = "uitgezet", "Uit"

    class Reden(models.TextChoices):
        """Why it is off."""

        PARTNER = "partner", "Uitgezet door de organisatie zelf"
        BEHEERDER = "beheerder", "Uitgezet door de beheerder van Kanarie"
        ONBEREIKBAAR = "onbereikbaar", "Uitgezet omdat er een dag lang niets aankwam"
        OPGEHEVEN = "opgeheven", "Uitgezet omdat het systeem antwoordde dat het adres is opgeheven"
        GEEN_KOPPELING = "geen_koppeling", "Uitgezet omdat de organisatie geen koppeling meer heeft"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="webhooks")
    url = models.CharField("adres", max_length=500)
    soorten = models.JSONField(default=list, help_text="Wat zij wil horen, zie gebeurtenissoorten.py.")
    geheim = EncryptedTextField(purpose="webhook.geheim")
    vorig_geheim = EncryptedTextField(purpose="webhook.vorig_geheim", blank=True)
    vorig_geheim_tot = models.DateTimeField(null=True, blank=True)
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.ACTIEF)
    uitgezet_op = models.DateTimeField(null=True, blank=True)
    uitgezet_reden = models.CharField(max_length=15, choices=Reden.choices, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    laatst_gelukt_op = models.DateTimeField(null=True, blank=True)
    faalt_sinds = models.DateTimeField(null=True, blank=True)
    mislukt_achtereen = models.PositiveIntegerField(default=0)
    rust_tot = models.DateTimeField(null=True, blank=True)  # it failed: nothing is sent before this

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = "webhook"
        verbose_name_plural = "webhooks"
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "url"],
                name="webhook_adres_eenmaal",
                violation_error_message="De organisatie heeft al een webhook naar dit adres.",
            ),
            models.CheckConstraint(
                name="webhook_uit_heeft_moment_en_reden",
                condition=Q(stand="actief", uitgezet_op__isnull=True, uitgezet_reden="")
                | (Q(stand="uitgezet", uitgezet_op__isnull=False) & ~Q(uitgezet_reden="")),
                violation_error_message="Van een webhook die uit staat, staat vast sinds wanneer en waarom.",
            ),
        ]

    def __str__(self):
        return f"Webhook {self.uuid}"

    @property
    def is_actief(self) -> bool:
        return self.stand == self.Stand.ACTIEF

    @property
    def host(self) -> str:
        """The name of the system: all of the address that others than its own organisation are shown."""
        return urlsplit(self.url).hostname or ""

    def overlap_until(self, moment: datetime) -> datetime | None:
        """Until when the former geheim counts as well; None when it does not."""
        tot = self.vorig_geheim_tot
        return tot if self.vorig_geheim and tot and tot > moment else None

    @property
    def soort_namen(self) -> list[str]:
        """What it follows, as people read it, in the order of gebeurtenissoorten.py."""
        return [soort.label for soort in Gebeurtenissoort if soort in self.soorten]


class Gebeurtenis(models.Model):
    """That something happened which partners' systems wanted to hear: of which soort and where to read it."""

    PROEF = "proefbericht"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.CharField(max_length=40)
    verwijzing = models.CharField(max_length=200, help_text="Adres in de API, onder /api/v1.")
    moment = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        indexes = [models.Index(fields=["moment"], name="gebeurtenis_oudste_eerst")]

    def __str__(self):
        return f"{self.soort} {self.uuid}"

    @property
    def is_proef(self) -> bool:
        return self.soort == self.PROEF

    @property
    def soort_naam(self) -> str:
        """Its name in the API, for people: "signaal-gewijzigd" gives "Signaal gewijzigd"."""
        return self.soort.replace("-", " ").capitalize()


class Bericht(models.Model):
    """That one gebeurtenis goes to one webhook: the work is this row, and how it went."""

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wordt bezorgd"
        BEZORGD = "bezorgd", "Bezorgd"
        MISLUKT = "mislukt", "Niet bezorgd"

    class Waarom(models.TextChoices):
        """Why an attempt failed."""

        GEEN_ADRES = "geen_adres", "De naam in het adres bestaat niet"
        VERBODEN = "verboden", "Naar dit adres mag Kanarie niet sturen"
        GEEN_VERBINDING = "geen_verbinding", "Er kwam geen verbinding"
        CERTIFICAAT = "certificaat", "Het certificaat is niet te vertrouwen"
        TE_LAAT = "te_laat", "Er kwam geen antwoord binnen tien seconden"
        AFGEBROKEN = "afgebroken", "De verbinding brak af voor er een antwoord was"
        ANTWOORD = "antwoord", "Het systeem antwoordde met een fout"
        DOORVERWEZEN = "doorverwezen", "Het systeem verwees door; dat volgt Kanarie niet"
        OPGEHEVEN = "opgeheven", "Het systeem antwoordde dat het adres is opgeheven"
        UITGEZET = "uitgezet", "De webhook stond uit"
        ONDERBROKEN = "onderbroken", "Kanarie zelf werd onderbroken"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="berichten")
    gebeurtenis = models.ForeignKey(Gebeurtenis, on_delete=models.CASCADE, related_name="berichten")
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.WACHT)
    pogingen = models.PositiveIntegerField(default=0)
    begonnen_op = models.DateTimeField(null=True, blank=True)  # the first attempt: the day counts from here
    volgende_poging_op = models.DateTimeField(null=True, blank=True)  # while one is busy: when it is given up
    laatste_poging_op = models.DateTimeField(null=True, blank=True)
    antwoord = models.PositiveSmallIntegerField("statuscode", null=True, blank=True)
    waarom = models.CharField(max_length=20, choices=Waarom.choices, blank=True)
    duur_ms = models.PositiveIntegerField(null=True, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints = [
            models.UniqueConstraint(fields=["gebeurtenis", "webhook"], name="bericht_eenmaal_per_webhook"),
            models.CheckConstraint(
                name="bericht_die_wacht_weet_wanneer",
                condition=Q(stand="wacht", volgende_poging_op__isnull=False)
                | (~Q(stand="wacht") & Q(volgende_poging_op__isnull=True)),
                violation_error_message="Alleen wat nog bezorgd wordt, heeft een volgende poging.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["volgende_poging_op"], condition=Q(stand="wacht"), name="bericht_aan_de_beurt"
            ),
            models.Index(fields=["webhook", "-id"], name="bericht_per_webhook"),
        ]

    def __str__(self):
        return f"Bericht {self.uuid}"
