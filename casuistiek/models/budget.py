from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from brunssum.core.rollen import Rol
from casuistiek.models.casus import Casus
from casuistiek.querysets import BudgetQuerySet


class Budget(models.Model):
    """What one financier gives in one year to help people who fall between two stools.

    The three totals are the sums of its Boekingen. They are stored so that the database itself can refuse a
    verplichting that does not fit, however many people decide at once.
    """

    jaar = models.PositiveSmallIntegerField("jaar")
    financiering = models.CharField("financiering", max_length=100)
    bedrag = models.DecimalField("toegekend", max_digits=12, decimal_places=2, default=0)
    verplicht = models.DecimalField("verplicht", max_digits=12, decimal_places=2, default=0)
    betaald = models.DecimalField("betaald", max_digits=12, decimal_places=2, default=0)

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = "budget"
        verbose_name_plural = "budgetten"
        constraints = [
            models.UniqueConstraint(
                fields=["jaar", "financiering"],
                name="budget_een_per_jaar_en_financiering",
                violation_error_message="Dit budget is er al voor dit jaar.",
            ),
            models.CheckConstraint(
                name="budget_verplicht_past",
                condition=Q(verplicht__lte=F("bedrag")),
                violation_error_message="Zo veel is er niet meer vrij in dit budget.",
            ),
            models.CheckConstraint(
                name="budget_betaald_past",
                condition=Q(betaald__gte=0, betaald__lte=F("verplicht")),
                violation_error_message="Er is niet meer te betalen dan er is toegezegd.",
            ),
        ]

    def __str__(self):
        return f"{self.financiering} {self.jaar}"

    @property
    def vrij(self) -> Decimal:
        return self.bedrag - self.verplicht

    @property
    def nog_te_betalen(self) -> Decimal:
        return self.verplicht - self.betaald


class Boeking(models.Model):
    """One movement on a Budget. The database refuses to change or remove a row: a mistake gets a correctie."""

    class Soort(models.TextChoices):
        TOEKENNING = "toekenning", "Toekenning"
        VERPLICHTING = "verplichting", "Verplichting"
        BETALING = "betaling", "Betaling"
        VRIJVAL = "vrijval", "Vrijval"
        CORRECTIE = "correctie", "Correctie"

    WERKING: dict[str, tuple[str, int]] = {
        Soort.TOEKENNING: ("bedrag", 1),
        Soort.VERPLICHTING: ("verplicht", 1),
        Soort.BETALING: ("betaald", 1),
        Soort.VRIJVAL: ("verplicht", -1),
    }
    """Which total of the Budget a booking moves, and which way. A correctie moves that of the booking it corrects."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="boekingen")
    casus = models.ForeignKey(
        Casus, on_delete=models.PROTECT, null=True, blank=True, related_name="boekingen"
    )
    soort = models.CharField(max_length=20, choices=Soort.choices)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2)
    op = models.DateField()
    omschrijving = models.CharField("omschrijving", max_length=200, blank=True)
    corrigeert = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="correcties"
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "boeking"
        verbose_name_plural = "boekingen"
        constraints = [
            models.CheckConstraint(
                name="boeking_bedrag_positief_of_correctie",
                condition=Q(bedrag__gt=0) | Q(soort="correctie") & ~Q(bedrag=0),
                violation_error_message="Een bedrag is meer dan nul.",
            ),
            models.CheckConstraint(
                name="boeking_correctie_verwijst",
                condition=Q(soort="correctie", corrigeert__isnull=False)
                | ~Q(soort="correctie") & Q(corrigeert__isnull=True),
            ),
            models.CheckConstraint(
                name="boeking_op_een_casus",
                condition=Q(soort="toekenning", casus__isnull=True)
                | Q(soort="correctie")
                | Q(soort__in=["verplichting", "betaling", "vrijval"], casus__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.pk}"

    @property
    def werking(self) -> tuple[str, Decimal]:
        """Which total this booking moves, and by how much. Causes a query for a correctie."""
        soort = self.corrigeert.soort if self.soort == self.Soort.CORRECTIE else self.soort
        totaal, teken = self.WERKING[soort]
        return totaal, teken * self.bedrag


class Mandaat(models.Model):
    """Up to which amount a rol may decide, alone and as second pair of eyes. No row: that rol decides nothing."""

    rol = models.CharField("rol", max_length=20, choices=Rol.choices, unique=True)
    tot_bedrag = models.DecimalField("alleen, tot en met", max_digits=10, decimal_places=2)
    als_tweede_tot_bedrag = models.DecimalField("als tweede, tot en met", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        constraints = [
            models.CheckConstraint(name="mandaat_niet_negatief", condition=Q(tot_bedrag__gte=0)),
            models.CheckConstraint(
                name="mandaat_als_tweede_niet_lager",
                condition=Q(als_tweede_tot_bedrag__gte=F("tot_bedrag")),
                violation_error_message="Wie alleen tot een bedrag beslist, mag dat ook als tweede. Vul daar hetzelfde of meer in.",
            ),
        ]

    def __str__(self):
        return f"{self.get_rol_display()} tot {self.tot_bedrag}"
