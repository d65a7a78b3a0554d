from decimal import Decimal

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from inspanningen.gelijktijdig import MetVersie
from inspanningen.models.inspanning import Inspanning
from inspanningen.querysets.geld import BudgetpostQuerySet, FinancieringQuerySet

EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100
MAX_TEKST = 3000

BRONNEN = ("Regiodeal", "Gemeentebegroting", "Noodfonds", "GALA/IZA", "VWS", "ZonMw")
"""What a financiering often comes from: suggestions, no more."""


def _tekst(label: str, **kwargs) -> models.TextField:
    te_lang = "Deze tekst is te lang. Er passen %(limit_value)s tekens in. Kort de tekst in."
    return models.TextField(label, blank=True, validators=[MaxLengthValidator(MAX_TEKST, te_lang)], **kwargs)


def _bedrag(label: str, **kwargs) -> models.DecimalField:
    minimum = MinValueValidator(Decimal(0), "Vul een bedrag van nul of meer in.")
    return models.DecimalField(label, max_digits=12, decimal_places=2, validators=[minimum], **kwargs)


class Financiering(MetVersie):
    """Money that the programme gets from somewhere, for a term and on conditions.

    Without `tot` it goes on, and `bedrag` is what there is each year; with it, `bedrag` is for the whole term.
    """

    naam = models.CharField(
        "naam",
        max_length=120,
        unique=True,
        help_text="Zoals u het noemt: Regiodeal Parkstad, tweede tranche.",
        error_messages={"unique": "Er is al een financiering met deze naam. Kies een andere naam."},
    )
    bron = models.CharField("bron", max_length=80, help_text="Wie geeft het geld, of uit welke regeling?")
    bedrag = _bedrag(
        "bedrag",
        help_text="Voor de hele looptijd. Heeft het geld geen einddatum? Vul dan het bedrag per jaar in.",
    )
    van = models.DateField("van")
    tot = models.DateField(
        "tot en met",
        null=True,
        blank=True,
        help_text="De laatste dag. Laat leeg als het geld blijft: dan is het structureel.",
    )
    voorwaarden = _tekst("voorwaarden", help_text="Waarvoor mag het, en wat verwacht de geldgever?")
    verantwoorden_op = models.DateField(
        "verantwoorden vóór of op",
        null=True,
        blank=True,
        help_text="De dag waarop de eerstvolgende verantwoording binnen moet zijn.",
    )
    verantwoord_op = models.DateField(
        "verantwoording ingestuurd op", null=True, blank=True, help_text="Leeg zolang dat niet is gebeurd."
    )
    toelichting = _tekst("toelichting")

    objects = FinancieringQuerySet.as_manager()

    class Meta:
        verbose_name = "financiering"
        verbose_name_plural = "financieringen"
        constraints = [
            models.CheckConstraint(
                name="financiering_heeft_naam_en_bron",
                condition=~Q(naam="") & ~Q(bron=""),
                violation_error_message="Vul een naam en een bron in.",
            ),
            models.CheckConstraint(
                name="financiering_bedrag_niet_negatief",
                condition=Q(bedrag__gte=0),
                violation_error_message="Een bedrag is nul of meer.",
            ),
            models.CheckConstraint(
                name="financiering_tot_na_van",
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                violation_error_message="De laatste dag ligt voor de eerste dag.",
            ),
            models.CheckConstraint(
                name="financiering_verantwoord_wat_moest",
                condition=Q(verantwoord_op__isnull=True) | Q(verantwoorden_op__isnull=False),
                violation_error_message="Vul ook in wanneer de verantwoording binnen moest zijn.",
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def is_structureel(self) -> bool:
        return self.tot is None

    def covers(self, jaar: int) -> bool:
        """Whether this money is there in at least a part of this year."""
        return self.van.year <= jaar and (self.tot is None or jaar <= self.tot.year)


class Budgetpost(MetVersie):
    """What an inspanning costs in one year, for one thing, and who pays. Without financiering nobody does yet."""

    inspanning = models.ForeignKey(Inspanning, on_delete=models.CASCADE, related_name="budgetposten")
    jaar = models.PositiveSmallIntegerField(
        "jaar",
        validators=[
            MinValueValidator(EERSTE_JAAR, "Vul een jaar in, zoals 2027."),
            MaxValueValidator(LAATSTE_JAAR, "Vul een jaar in, zoals 2027."),
        ],
    )
    omschrijving = models.CharField("waarvoor", max_length=150)
    financiering = models.ForeignKey(
        Financiering,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="budgetposten",
        verbose_name="waaruit betaald",
    )
    gepland = _bedrag("gepland")
    werkelijk = _bedrag("werkelijk", null=True, blank=True)

    objects = BudgetpostQuerySet.as_manager()

    class Meta:
        verbose_name = "budgetpost"
        verbose_name_plural = "budgetposten"
        constraints = [
            models.CheckConstraint(
                name="budgetpost_jaar_bestaat",
                condition=Q(jaar__range=(EERSTE_JAAR, LAATSTE_JAAR)),
                violation_error_message="Vul een jaar in, zoals 2027.",
            ),
            models.CheckConstraint(
                name="budgetpost_heeft_een_omschrijving",
                condition=~Q(omschrijving=""),
                violation_error_message="Schrijf op waarvoor dit geld is.",
            ),
            models.CheckConstraint(
                name="budgetpost_bedragen_niet_negatief",
                condition=Q(gepland__gte=0) & (Q(werkelijk__isnull=True) | Q(werkelijk__gte=0)),
                violation_error_message="Een bedrag is nul of meer.",
            ),
        ]
        indexes = [models.Index(fields=["jaar"], name="budgetpost_per_jaar")]

    def __str__(self):
        return f"{self.omschrijving} {self.jaar}"
