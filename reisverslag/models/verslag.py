"""A reisverslag: the story of a period, for a publiek; in hoofdstukken."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from brunssum.core.rollen import Zicht
from reisverslag import stappen
from reisverslag.querysets import HoofdstukQuerySet, ReisverslagQuerySet


class Reisverslag(models.Model):
    """What happened in a period, told to a publiek. Once vastgesteld nothing of it changes any more."""

    class Publiek(models.TextChoices):
        COLLEGE = "college", "College"
        RAAD = "raad", "Raad"
        AMBASSADEURS = "ambassadeurs", "Ambassadeurs"
        INWONERS = "inwoners", "Inwoners"

    Stap = stappen.Stap

    ZICHT = {
        Publiek.COLLEGE: Zicht.OPENBAAR,
        Publiek.RAAD: Zicht.OPENBAAR,
        Publiek.AMBASSADEURS: Zicht.PARTNERS,
        Publiek.INWONERS: Zicht.OPENBAAR,
    }
    """How much of a text each publiek gets to read. What goes to college or raad is public (Woo)."""

    titel = models.CharField("titel", max_length=120)
    periode_van = models.DateField("periode van")
    periode_tot = models.DateField("periode tot en met")
    publiek = models.CharField("publiek", max_length=20, choices=Publiek.choices)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="reisverslagen",
        verbose_name="auteur",
    )
    stap = models.CharField("stap", max_length=20, choices=Stap.choices, default=Stap.CONCEPT)
    vastgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vastgesteld door",
    )
    vastgesteld_op = models.DateTimeField("vastgesteld op", null=True, blank=True)
    colofon = models.JSONField(
        default=dict,
        blank=True,
        encoder=DjangoJSONEncoder,
        help_text="Namen zoals ze waren bij het vaststellen: gemeente, programma, auteur, vastgesteld door.",
    )
    versie = models.PositiveSmallIntegerField("versie", default=1, editable=False)
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervangen_door",
        verbose_name="vervangt",
    )
    vervangt_waarom = models.CharField("waarom het een ander vervangt", max_length=300, blank=True)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReisverslagQuerySet.as_manager()

    class Meta:
        verbose_name = "reisverslag"
        verbose_name_plural = "reisverslagen"
        constraints = [
            models.CheckConstraint(
                name="reisverslag_periode_eindigt_na_begin",
                condition=Q(periode_tot__gte=F("periode_van")),
                violation_error_message="De periode eindigt voordat zij begint.",
            ),
            models.CheckConstraint(
                name="reisverslag_heeft_een_titel",
                condition=~Q(titel=""),
                violation_error_message="Geef het reisverslag een titel.",
            ),
            models.CheckConstraint(
                name="reisverslag_vastgesteld_met_wie_en_wanneer",
                condition=Q(
                    stap__in=["concept", "ter_beoordeling"],
                    vastgesteld_op__isnull=True,
                    vastgesteld_door__isnull=True,
                )
                | Q(
                    stap__in=["vastgesteld", "verzonden", "gepubliceerd"],
                    vastgesteld_op__isnull=False,
                    vastgesteld_door__isnull=False,
                ),
                violation_error_message="Een vastgesteld reisverslag zegt wie het vaststelde en wanneer.",
            ),
            models.CheckConstraint(
                name="reisverslag_nieuwe_versie_zegt_waarom",
                condition=Q(vervangt__isnull=True, versie=1, vervangt_waarom="")
                | Q(vervangt__isnull=False, versie__gt=1) & ~Q(vervangt_waarom=""),
                violation_error_message="Een nieuwe versie zegt welk reisverslag zij vervangt en waarom.",
            ),
        ]
        indexes = [models.Index(fields=["-periode_tot", "-periode_van"], name="reisverslag_nieuwste_eerst")]

    def __str__(self):
        return self.titel

    @classmethod
    def publiek_within(cls, zicht: Zicht) -> list[str]:
        """The publieken whose verslagen show no more than this zicht."""
        return [publiek.value for publiek, needed in cls.ZICHT.items() if needed <= zicht]

    @property
    def zicht(self) -> Zicht:
        return self.ZICHT[self.Publiek(self.publiek)]

    @property
    def is_concept(self) -> bool:
        """Nothing of it is fixed yet; while it is ter beoordeling its text rests."""
        return self.stap not in stappen.VAST

    @property
    def is_in_bewerking(self) -> bool:
        """Its words and choices may change."""
        return self.stap == self.Stap.CONCEPT


class Hoofdstuk(models.Model):
    """A chapter."""

    reisverslag = models.ForeignKey(Reisverslag, on_delete=models.CASCADE, related_name="hoofdstukken")
    titel = models.CharField("titel", max_length=120)
    volgorde = models.PositiveSmallIntegerField(default=0)
    verwijderd_op = models.DateTimeField(null=True, blank=True)

    objects = HoofdstukQuerySet.as_manager()

    class Meta:
        verbose_name = "hoofdstuk"
        verbose_name_plural = "hoofdstukken"
        constraints = [
            models.CheckConstraint(
                name="hoofdstuk_heeft_een_titel",
                condition=~Q(titel=""),
                violation_error_message="Geef het hoofdstuk een titel.",
            )
        ]

    def __str__(self):
        return self.titel
