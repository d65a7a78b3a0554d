from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from brunssum.core import meldingsoorten
from brunssum.core.querysets.melding import MailberichtQuerySet, MeldingQuerySet


class Mailbericht(models.Model):
    """One mail that tells someone how many meldingen there are, and what came of sending it. It holds no address."""

    class Uitkomst(models.TextChoices):
        KLAAR = "klaar", "Wordt verstuurd"
        BEZIG = "bezig", "Onderbroken: misschien verstuurd"
        VERSTUURD = "verstuurd", "Verstuurd"
        MISLUKT = "mislukt", "Niet gelukt, wordt later weer geprobeerd"
        OPGEGEVEN = "opgegeven", "Niet gelukt"
        VERVALLEN = "vervallen", "Niet meer nodig"

    TE_VERSTUREN = (Uitkomst.KLAAR, Uitkomst.MISLUKT)

    ontvanger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    aantal = models.PositiveIntegerField("aantal meldingen")
    soorten = models.JSONField(default=dict, encoder=DjangoJSONEncoder)  # soort: how many
    uitkomst = models.CharField(max_length=12, choices=Uitkomst.choices, default=Uitkomst.KLAAR)
    pogingen = models.PositiveSmallIntegerField(default=0)
    niet_voor = models.DateTimeField(default=timezone.now)
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    fout = models.CharField(max_length=60, blank=True)  # the kind of error; its text may hold the address

    objects = MailberichtQuerySet.as_manager()

    class Meta:
        verbose_name = "mailbericht"
        verbose_name_plural = "mailberichten"
        constraints = [
            models.CheckConstraint(
                name="mailbericht_gaat_ergens_over",
                condition=Q(aantal__gt=0),
                violation_error_message="Een mail zonder meldingen heeft geen zin.",
            ),
            models.CheckConstraint(
                name="mailbericht_verstuurd_heeft_moment",
                condition=~Q(uitkomst="verstuurd") | Q(verstuurd_op__isnull=False),
                violation_error_message="Van een mail die verstuurd is, staat vast wanneer.",
            ),
        ]
        indexes = [
            models.Index(fields=["ontvanger", "-gemaakt_op"], name="mailbericht_aan_iemand"),
            models.Index(fields=["uitkomst", "niet_voor"], name="mailbericht_te_versturen"),
            models.Index(fields=["-gemaakt_op", "-id"], name="mailbericht_nieuwste_eerst"),
        ]

    def __str__(self):
        return f"Mailbericht {self.pk}"


class Melding(models.Model):
    """That something happened which someone should know of. What it says follows from its soort and from nothing else."""

    ontvanger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meldingen"
    )
    soort = models.CharField(max_length=40)
    onderwerp_soort = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    onderwerp_id = models.BigIntegerField()
    sleutel = models.CharField(max_length=120, unique=True, null=True, blank=True)  # told once only
    veroorzaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    laatst_op = models.DateTimeField(default=timezone.now)
    aantal = models.PositiveIntegerField(default=1)
    gelezen_op = models.DateTimeField(null=True, blank=True)
    mailbericht = models.ForeignKey(
        Mailbericht, on_delete=models.SET_NULL, null=True, blank=True, related_name="meldingen"
    )

    objects = MeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        constraints = [
            models.UniqueConstraint(
                fields=["ontvanger", "soort", "onderwerp_soort", "onderwerp_id"],
                condition=Q(gelezen_op__isnull=True),
                name="melding_ongelezen_eenmaal",
                violation_error_message="Deze melding staat er al en is nog niet gelezen.",
            ),
            models.CheckConstraint(
                name="melding_telt_minstens_een",
                condition=Q(aantal__gt=0),
                violation_error_message="Een melding gaat over ten minste één keer.",
            ),
        ]
        indexes = [
            models.Index(fields=["ontvanger", "-laatst_op"], name="melding_van_iemand"),
            models.Index(
                fields=["ontvanger"], condition=Q(gelezen_op__isnull=True), name="melding_ongelezen"
            ),
            models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="melding_per_onderwerp"),
        ]

    def __str__(self):
        return f"Melding {self.pk}"

    @property
    def zin(self) -> str:
        return meldingsoorten.zin_of(self.soort)
