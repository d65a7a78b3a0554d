from datetime import date

from django.db import models
from django.db.models import Q

from monitor.models.bron import Bron
from monitor.querysets import IndicatorQuerySet, ThemaQuerySet


class Thema(models.Model):
    """A group of indicators; in the stabiliteitsdriehoek a corner, or the middle."""

    class Plek(models.TextChoices):
        HOEK = "hoek", "Hoek van de driehoek"
        MIDDEN = "midden", "Midden van de driehoek"
        GEEN = "geen", "Staat niet in de driehoek"

    code = models.SlugField("code", max_length=40, unique=True)
    naam = models.CharField("naam", max_length=100)
    plek = models.CharField("plek", max_length=10, choices=Plek.choices, default=Plek.GEEN)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = ThemaQuerySet.as_manager()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"

    def __str__(self):
        return self.naam


class Indicator(models.Model):
    """Something that is measured per gebied and per year, with all a reader needs to judge the figure."""

    class Gunstig(models.TextChoices):
        HOGER = "hoger", "Hoger is gunstiger"
        LAGER = "lager", "Lager is gunstiger"
        GEEN = "geen", "Geen van beide"

    class Invloed(models.TextChoices):
        STUREN = "sturen", "Het programma kan hierop sturen"
        HELPT_MEE = "helpt_mee", "Het programma helpt hieraan mee"
        CONTEXT = "context", "Context: het programma heeft hier weinig invloed op"

    code = models.SlugField("code", max_length=60, unique=True)
    naam = models.CharField("naam", max_length=150)
    korte_naam = models.CharField(
        "korte naam", max_length=28, help_text="Past naast een balk in de stabiliteitsdriehoek."
    )
    andere_namen = models.JSONField(
        "andere namen", default=list, blank=True, help_text="Zoals bestanden deze indicator ook noemen."
    )
    thema = models.ForeignKey(
        Thema, on_delete=models.PROTECT, related_name="indicatoren", verbose_name="thema"
    )
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    eenheid = models.CharField("eenheid", max_length=40)
    decimalen = models.PositiveSmallIntegerField("decimalen", default=1)
    gunstig = models.CharField("gunstig", max_length=10, choices=Gunstig.choices)
    bron = models.ForeignKey(Bron, on_delete=models.PROTECT, related_name="indicatoren", verbose_name="bron")
    definitie = models.TextField("definitie")
    methode = models.TextField("methode", blank=True)
    grenzen = models.TextField("grenzen", blank=True, help_text="Wat het cijfer niet zegt.")
    invloed = models.CharField("invloed", max_length=10, choices=Invloed.choices)
    kleinste_cel = models.PositiveIntegerField(
        "kleinste cel",
        null=True,
        blank=True,
        help_text="Een waarde onder dit getal wordt nergens getoond. Leeg: geen grens.",
    )
    deel_van = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delen",
        verbose_name="deel van",
        help_text="De indicator met het aantal waar deze een deel of een percentage van is.",
    )
    volgende_verversing = models.DateField("volgende verversing", null=True, blank=True)
    breuken = models.JSONField(
        "breuken in de reeks",
        default=list,
        blank=True,
        help_text="Per breuk het eerste jaar erna, wat er anders werd, en de eenheid ervoor als die een andere was.",
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        constraints = [
            models.CheckConstraint(
                name="indicator_hoogstens_vier_decimalen",
                condition=Q(decimalen__lte=4),
                violation_error_message="Een cijfer heeft hoogstens vier decimalen.",
            )
        ]

    def __str__(self):
        return self.naam

    def te_laat_sinds(self, vandaag: date) -> date | None:
        """The day new figures were due, when that has passed."""
        due = self.volgende_verversing
        return due if due is not None and due < vandaag else None
