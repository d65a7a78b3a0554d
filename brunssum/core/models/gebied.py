from django.db import models
from django.db.models import F, Q

from brunssum.core.querysets.gebied import GebiedQuerySet


class Gebied(models.Model):
    """A place figures are about: the country, a benchmark, a gemeente, a wijk, a buurt."""

    class Soort(models.TextChoices):
        LAND = "land", "Land"
        BENCHMARK = "benchmark", "Benchmark"
        GEMEENTE = "gemeente", "Gemeente"
        PROGRAMMAGEBIED = "programmagebied", "Programmagebied"
        WIJK = "wijk", "Wijk"
        BUURT = "buurt", "Buurt"

    code = models.CharField(
        "code", max_length=20, help_text="CBS-code, of een eigen code voor een benchmark."
    )
    naam = models.CharField("naam", max_length=100)
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    ouder = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="kinderen",
        verbose_name="ligt in",
    )
    geldig_van = models.DateField("geldig vanaf", null=True, blank=True)
    geldig_tot = models.DateField("geldig tot", null=True, blank=True)

    objects = GebiedQuerySet.as_manager()

    class Meta:
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "naam"],
                name="gebied_code_en_naam_uniek",
                violation_error_message="Er is al een gebied met deze code en naam.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(geldig_tot__isnull=True),
                name="gebied_een_geldig_per_code",
                violation_error_message="Er is al een geldig gebied met deze code.",
            ),
            models.CheckConstraint(
                name="gebied_geldig_tot_niet_voor_van",
                condition=Q(geldig_tot__isnull=True)
                | Q(geldig_van__isnull=True)
                | Q(geldig_tot__gte=F("geldig_van")),
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]
        indexes = [
            # The few comparators and gemeenten among thousands of buurten.
            models.Index(fields=["soort"], name="gebied_van_soort"),
        ]

    def __str__(self):
        return self.naam
