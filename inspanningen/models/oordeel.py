from django.conf import settings
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.utils import timezone

from inspanningen.criteria import CRITERIA, CRITERIUM
from inspanningen.models.inspanning import Inspanning
from inspanningen.querysets.oordeel import (
    OordeelQuerySet,
    OordeelrondeQuerySet,
    OordeelvraagQuerySet,
)

MAX_ZIN = 300
"""Longest sentence, in characters."""


class Oordeelronde(models.Model):
    """The half-yearly round in which every running inspanning is judged. Of open rounds there is at most one."""

    naam = models.CharField(
        "naam",
        max_length=60,
        unique=True,
        help_text="Bijvoorbeeld “voorjaar 2026”.",
        error_messages={"unique": "Er is al een ronde met deze naam. Kies een andere naam."},
    )
    van = models.DateField("begint op")
    uiterlijk = models.DateField("antwoord uiterlijk op")
    geopend_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gesloten_op = models.DateField("gesloten op", null=True, blank=True)
    gesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OordeelrondeQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeelronde"
        verbose_name_plural = "oordeelrondes"
        constraints = [
            models.UniqueConstraint(
                ExpressionWrapper(Q(gesloten_op__isnull=True), output_field=BooleanField()),
                condition=Q(gesloten_op__isnull=True),
                name="oordeelronde_een_open",
                violation_error_message="Er loopt al een ronde. Sluit die eerst.",
            ),
            models.CheckConstraint(
                name="oordeelronde_uiterlijk_na_van",
                condition=Q(uiterlijk__gt=F("van")),
                violation_error_message="De uiterste dag ligt niet na de dag waarop de ronde begint.",
            ),
            models.CheckConstraint(
                name="oordeelronde_gesloten_door_iemand",
                condition=Q(gesloten_op__isnull=True, gesloten_door__isnull=True)
                | Q(gesloten_op__isnull=False, gesloten_op__gte=F("van"), gesloten_door__isnull=False),
                violation_error_message="Een ronde sluit niet voor zij begint.",
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def is_open(self) -> bool:
        return self.gesloten_op is None


class Oordeelvraag(models.Model):
    """That an inspanning is asked for its oordeel in a round, and when its projectleider was last reminded."""

    FASEN = (Inspanning.Fase.VOORBEREIDING, Inspanning.Fase.UITVOERING, Inspanning.Fase.NAAR_DE_LIJN)
    """Only what runs is judged: an idee has no tempo yet, and what stopped has none any more."""

    ronde = models.ForeignKey(Oordeelronde, on_delete=models.CASCADE, related_name="vragen")
    inspanning = models.ForeignKey(Inspanning, on_delete=models.CASCADE, related_name="oordeelvragen")
    herinnerd_op = models.DateField("herinnerd op", null=True, blank=True)

    objects = OordeelvraagQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeelvraag"
        verbose_name_plural = "oordeelvragen"
        constraints = [
            models.UniqueConstraint(fields=["ronde", "inspanning"], name="oordeelvraag_uniek"),
        ]

    def __str__(self):
        return f"{self.inspanning} in {self.ronde}"


def _antwoord(key: str) -> models.CharField:
    return models.CharField(CRITERIUM[key].naam, max_length=20, choices=Antwoord.choices)


def _zin(key: str) -> models.CharField:
    return models.CharField(f"{CRITERIUM[key].naam}: in één zin", max_length=MAX_ZIN, blank=True)


class Antwoord(models.TextChoices):
    """How it stands with one criterium."""

    GOED = "goed", "Goed"
    LET_OP = "let_op", "Let op"
    HULP_NODIG = "hulp_nodig", "Hulp nodig"


def _some_help() -> Q:
    """At least one criterium says that help is needed."""
    found = Q()
    for criterium in CRITERIA:
        found |= Q(**{criterium.key: "hulp_nodig"})
    return found


def _no_help() -> Q:
    return Q(**{f"{criterium.key}__in": ["goed", "let_op"] for criterium in CRITERIA})


class Oordeel(models.Model):
    """How an inspanning stands in a round, by five criteria. Never changed: a correction replaces it in view.

    Not the same as its fase (where it is on its way) or its volledigheid (what of the kaart is filled in).
    """

    Antwoord = Antwoord

    ronde = models.ForeignKey(Oordeelronde, on_delete=models.PROTECT, related_name="oordelen")
    inspanning = models.ForeignKey(Inspanning, on_delete=models.PROTECT, related_name="oordelen")
    tempo = _antwoord("tempo")
    tempo_zin = _zin("tempo")
    haalbaarheid = _antwoord("haalbaarheid")
    haalbaarheid_zin = _zin("haalbaarheid")
    efficientie = _antwoord("efficientie")
    efficientie_zin = _zin("efficientie")
    flexibiliteit = _antwoord("flexibiliteit")
    flexibiliteit_zin = _zin("flexibiliteit")
    doeltreffendheid = _antwoord("doeltreffendheid")
    doeltreffendheid_zin = _zin("doeltreffendheid")
    samenvatting = models.CharField(
        "hoe staat het ervoor, in één zin",
        max_length=MAX_ZIN,
        help_text="Wat moet iemand weten die alleen deze zin leest?",
    )
    hulp_gevraagd = models.CharField(
        "welke hulp vraagt u",
        max_length=MAX_ZIN,
        blank=True,
        help_text="Wat moet er gebeuren, en voor wanneer? Hier komt een actiepunt van.",
    )
    hulp_van = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="van wie",
    )
    gegeven_op = models.DateField("gegeven op")
    gegeven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gegeven door"
    )
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervangen_door",
        error_messages={"unique": "Dit oordeel is intussen al verbeterd."},
    )
    reden = models.CharField(
        "waarom verbetert u dit oordeel",
        max_length=MAX_ZIN,
        blank=True,
        help_text="Het vorige oordeel blijft te lezen.",
    )

    objects = OordeelQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        constraints = [
            *[
                models.CheckConstraint(
                    name=f"oordeel_{criterium.key}_bestaat",
                    condition=Q(**{f"{criterium.key}__in": ["goed", "let_op", "hulp_nodig"]}),
                    violation_error_message=f"Kies een antwoord bij {criterium.naam}.",
                )
                for criterium in CRITERIA
            ],
            *[
                models.CheckConstraint(
                    name=f"oordeel_{criterium.key}_met_zin",
                    condition=Q(**{criterium.key: "goed"}) | ~Q(**{criterium.zin: ""}),
                    violation_error_message=f"Schrijf bij {criterium.naam} in één zin wat er aan de hand is.",
                )
                for criterium in CRITERIA
            ],
            models.CheckConstraint(
                name="oordeel_met_samenvatting",
                condition=~Q(samenvatting=""),
                violation_error_message="Schrijf in één zin hoe het ervoor staat.",
            ),
            models.CheckConstraint(
                name="oordeel_hulp_hoort_bij_hulp_nodig",
                condition=_some_help() & ~Q(hulp_gevraagd="")
                | _no_help() & Q(hulp_gevraagd="", hulp_van__isnull=True),
                violation_error_message="Wie ‘hulp nodig’ kiest, schrijft welke hulp; en alleen dan.",
            ),
            models.CheckConstraint(
                name="oordeel_verbeterd_met_reden",
                condition=Q(vervangt__isnull=True, reden="") | Q(vervangt__isnull=False) & ~Q(reden=""),
                violation_error_message="Schrijf op waarom u het oordeel verbetert.",
            ),
            models.CheckConstraint(
                name="oordeel_vervangt_een_ander",
                condition=Q(vervangt__isnull=True) | ~Q(vervangt=F("pk")),
            ),
            models.UniqueConstraint(
                fields=["ronde", "inspanning"],
                condition=Q(vervangt__isnull=True),
                name="oordeel_eerste_per_ronde",
                violation_error_message="Er is in deze ronde al een oordeel. Verbeter dat.",
            ),
        ]
        indexes = [models.Index(fields=["inspanning", "ronde"], name="oordeel_per_inspanning")]

    def __str__(self):
        return f"oordeel {self.pk}"

    def antwoord(self, key: str) -> Antwoord:
        """The answer to this criterium."""
        return Antwoord(getattr(self, key))

    def zin(self, key: str) -> str:
        """The sentence with that answer."""
        return getattr(self, CRITERIUM[key].zin)
