from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from inspanningen.gelijktijdig import MetVersie
from inspanningen.models.inspanning import Inspanning
from inspanningen.querysets.risico import RisicoQuerySet

SCHAAL = range(1, 6)
MAX_MAATREGEL = 3000

KANS = {1: "zeer klein", 2: "klein", 3: "middel", 4: "groot", 5: "zeer groot"}
IMPACT = {1: "nauwelijks", 2: "beperkt", 3: "merkbaar", 4: "ernstig", 5: "zeer ernstig"}
"""What each step of the two scales means."""


_NO_AFTER = Q(kans_na__isnull=True, impact_na__isnull=True)
_AFTER = Q(
    kans_na__isnull=False, impact_na__isnull=False, kans_na__range=(1, 5), impact_na__range=(1, 5)
)  # a check that compares with NULL passes


def _step(label: str, **kwargs) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label,
        validators=[
            MinValueValidator(1, "Kies een getal van 1 tot en met 5."),
            MaxValueValidator(5, "Kies een getal van 1 tot en met 5."),
        ],
        **kwargs,
    )


class Risico(MetVersie):
    """What may go wrong with an inspanning: kans × impact, before and after what we do about it.

    What kans and impact were before stands in its Risicobeoordelingen. Only for who works at the municipality.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        GESLOTEN = "gesloten", "Gesloten"

    inspanning = models.ForeignKey(Inspanning, on_delete=models.CASCADE, related_name="risicos")
    nummer = models.PositiveSmallIntegerField("nummer", help_text="Volgnummer binnen de inspanning.")
    omschrijving = models.CharField(
        "wat kan er misgaan", max_length=200, help_text="In één zin, met het gevolg erbij."
    )
    kans = _step("kans zonder maatregel")
    impact = _step("impact zonder maatregel")
    maatregel = models.TextField(
        "wat doen we ertegen",
        blank=True,
        validators=[
            MaxLengthValidator(
                MAX_MAATREGEL, "Deze tekst is te lang. Er passen %(limit_value)s tekens in. Kort de tekst in."
            )
        ],
    )
    kans_na = _step("kans met maatregel", null=True, blank=True)
    impact_na = _step("impact met maatregel", null=True, blank=True)
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="risicos",
        verbose_name="wie let hierop",
    )
    status = models.CharField("status", max_length=20, choices=Status.choices, default=Status.OPEN)
    gesloten_op = models.DateField("gesloten op", null=True, blank=True)
    reden_gesloten = models.CharField("waarom gesloten", max_length=300, blank=True)
    beoordeeld_op = models.DateField("laatst bekeken op")
    beoordeeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="laatst bekeken door"
    )  # fmt: skip

    objects = RisicoQuerySet.as_manager()

    class Meta:
        verbose_name = "risico"
        verbose_name_plural = "risico’s"
        constraints = [
            models.UniqueConstraint(fields=["inspanning", "nummer"], name="risico_nummer_uniek"),
            models.CheckConstraint(
                name="risico_heeft_een_omschrijving",
                condition=~Q(omschrijving=""),
                violation_error_message="Schrijf op wat er mis kan gaan.",
            ),
            models.CheckConstraint(
                name="risico_kans_en_impact_op_de_schaal",
                condition=Q(kans__range=(1, 5), impact__range=(1, 5)),
                violation_error_message="Kies voor kans en impact een getal van 1 tot en met 5.",
            ),
            models.CheckConstraint(
                name="risico_na_maatregel_heel_of_niet",
                condition=_NO_AFTER | _AFTER & ~Q(maatregel=""),
                violation_error_message="Kies kans én impact met maatregel, en schrijf op wat die maatregel is.",
            ),
            models.CheckConstraint(
                name="risico_na_maatregel_niet_groter",
                condition=Q(kans_na__isnull=True) | Q(kans_na__lte=F("kans"), impact_na__lte=F("impact")),
                violation_error_message="Met een maatregel wordt de kans of de impact niet groter dan zonder.",
            ),
            models.CheckConstraint(
                name="risico_gesloten_met_reden",
                condition=Q(status="open", gesloten_op__isnull=True, reden_gesloten="")
                | Q(status="gesloten", gesloten_op__isnull=False) & ~Q(reden_gesloten=""),
                violation_error_message="Schrijf op waarom dit risico gesloten is.",
            ),
        ]
        indexes = [models.Index(fields=["status", "beoordeeld_op"], name="risico_te_bekijken")]

    def __str__(self):
        return f"Risico {self.nummer}: {self.omschrijving}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def zonder(self) -> tuple[int, int]:
        """(kans, impact) when nothing is done about it."""
        return self.kans, self.impact

    @property
    def nu(self) -> tuple[int, int]:
        """(kans, impact) as it is now: with the maatregel when that was judged, and else without."""
        return (self.kans, self.impact) if self.kans_na is None else (self.kans_na, self.impact_na)

    @property
    def score(self) -> int:
        """Kans × impact as it is now: 1 to 25."""
        kans, impact = self.nu
        return kans * impact

    @property
    def score_zonder(self) -> int:
        return self.kans * self.impact


class Risicobeoordeling(models.Model):
    """What someone thought of kans and impact on a day. Never changed: a new look is a new row."""

    risico = models.ForeignKey(Risico, on_delete=models.CASCADE, related_name="beoordelingen")
    kans = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    kans_na = models.PositiveSmallIntegerField(null=True, blank=True)
    impact_na = models.PositiveSmallIntegerField(null=True, blank=True)
    op = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "beoordeling van een risico"
        verbose_name_plural = "beoordelingen van risico’s"
        constraints = [
            models.CheckConstraint(
                name="risicobeoordeling_op_de_schaal",
                condition=Q(kans__range=(1, 5), impact__range=(1, 5)) & (_NO_AFTER | _AFTER),
            )
        ]

    def __str__(self):
        return f"{self.kans} × {self.impact}"

    @property
    def nu(self) -> tuple[int, int]:
        return (self.kans, self.impact) if self.kans_na is None else (self.kans_na, self.impact_na)
