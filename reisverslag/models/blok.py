"""The pieces a hoofdstuk is made of."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from reisverslag.models.verslag import Hoofdstuk
from reisverslag.querysets import BlokQuerySet, BlokversieQuerySet, OpmerkingQuerySet


class Blok(models.Model):
    """A piece of a hoofdstuk. `inhoud` is what the author wrote or chose; `feiten` what that showed when fixed.

    Of a blok that a sjabloon or an earlier verslag put there `inhoud` may be empty: nothing is written or chosen yet.
    """

    hoofdstuk = models.ForeignKey(Hoofdstuk, on_delete=models.CASCADE, related_name="blokken")
    soort = models.CharField("soort", max_length=30, help_text="Een naam uit reisverslag/blokken.")
    volgorde = models.PositiveSmallIntegerField(default=0)
    inhoud = models.JSONField("inhoud", default=dict, encoder=DjangoJSONEncoder)
    versienummer = models.PositiveIntegerField("versie", default=1)
    vraag = models.TextField("vraag aan wie schrijft", blank=True, help_text="Komt niet in het verslag.")
    nog_aanpassen = models.BooleanField("nog aanpassen", default=False)
    feiten = models.JSONField("feiten", null=True, blank=True, encoder=DjangoJSONEncoder)
    feiten_op = models.DateTimeField("feiten op", null=True, blank=True)
    verwijderd_op = models.DateTimeField(null=True, blank=True)

    objects = BlokQuerySet.as_manager()

    class Meta:
        verbose_name = "blok"
        verbose_name_plural = "blokken"
        constraints = [
            models.CheckConstraint(
                name="blok_feiten_met_moment",
                condition=Q(feiten__isnull=True, feiten_op__isnull=True)
                | Q(feiten__isnull=False, feiten_op__isnull=False),
                violation_error_message="Vastgelegde feiten hebben een moment.",
            )
        ]

    def __str__(self):
        return f"{self.soort} {self.pk}"


class Blokversie(models.Model):
    """What a blok said from a moment on. What is saved by itself while someone writes is one versie, that grows."""

    blok = models.ForeignKey(Blok, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField("versienummer van het blok")
    inhoud = models.JSONField("inhoud", encoder=DjangoJSONEncoder)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField("op")
    groeit = models.BooleanField("wordt nog aan geschreven", default=False)

    objects = BlokversieQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een blok"
        verbose_name_plural = "versies van blokken"
        constraints = [models.UniqueConstraint(fields=["blok", "nummer"], name="blokversie_een_per_nummer")]

    def __str__(self):
        return f"versie {self.nummer} van blok {self.blok_id}"


class Opmerking(models.Model):
    """What a reader says beside a blok, and what was done with it. Stands in no verslag."""

    blok = models.ForeignKey(Blok, on_delete=models.CASCADE, related_name="opmerkingen")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField("op")
    tekst = models.TextField("opmerking", max_length=2000)
    antwoord = models.TextField("antwoord", max_length=2000, blank=True)
    afgehandeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    afgehandeld_op = models.DateTimeField("afgehandeld op", null=True, blank=True)

    objects = OpmerkingQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        constraints = [
            models.CheckConstraint(
                name="opmerking_heeft_tekst",
                condition=~Q(tekst=""),
                violation_error_message="Schrijf een opmerking.",
            ),
            models.CheckConstraint(
                name="opmerking_afgehandeld_met_wie_en_wanneer",
                condition=Q(afgehandeld_op__isnull=True, afgehandeld_door__isnull=True)
                | Q(afgehandeld_op__isnull=False, afgehandeld_door__isnull=False),
                violation_error_message="Een afgehandelde opmerking zegt wie dat deed en wanneer.",
            ),
        ]

    def __str__(self):
        return f"Opmerking {self.pk}"  # not its text: this ends up in logs

    @property
    def is_open(self) -> bool:
        return self.afgehandeld_op is None
