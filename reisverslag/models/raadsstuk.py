from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from casuistiek.models import Knelpunt
from inspanningen.gelijktijdig import MetVersie
from inspanningen.models import Inspanning, Leerpunt
from monitor.models import Indicator
from reisverslag.querysets.raadsstuk import RaadsstukQuerySet

MAX_TEKST = 10_000
MAX_DAGEN = 1830


def _tekst(label: str, **kwargs) -> models.TextField:
    too_long = "Deze tekst is te lang. Er passen %(limit_value)s tekens in. Kort de tekst in."
    return models.TextField(label, validators=[MaxLengthValidator(MAX_TEKST, too_long)], **kwargs)


class Raadsstuk(MetVersie):
    """What the raad asked of the college, or was promised: by when it must be dealt with, and what came of it.

    It is public paper once there is an answer. A raadsvraag is done with its answer; the others when they are afgedaan,
    with or without an answer before. Never deleted: what need not be dealt with any more is ingetrokken, with a reason.
    """

    class Soort(models.TextChoices):
        RAADSVRAAG = "raadsvraag", "Raadsvraag"
        MOTIE = "motie", "Motie"
        TOEZEGGING = "toezegging", "Toezegging"
        AANBEVELING = "aanbeveling", "Aanbeveling"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        BEANTWOORD = "beantwoord", "Beantwoord"
        AFGEDAAN = "afgedaan", "Afgedaan"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    _VRAAG = {Status.OPEN: (Status.BEANTWOORD, Status.INGETROKKEN)}
    _OPDRACHT = {
        Status.OPEN: (Status.BEANTWOORD, Status.AFGEDAAN, Status.INGETROKKEN),
        Status.BEANTWOORD: (Status.AFGEDAAN, Status.INGETROKKEN),
    }
    TOEGESTAAN: dict[str, dict[str, tuple[str, ...]]] = {
        Soort.RAADSVRAAG: _VRAAG,
        Soort.MOTIE: _OPDRACHT,
        Soort.TOEZEGGING: _OPDRACHT,
        Soort.AANBEVELING: _OPDRACHT,
    }
    """Where each can go from where it is. From where it can go nowhere it is done."""

    GEVRAAGD = {
        Soort.RAADSVRAAG: "Wat vroeg de raad",
        Soort.MOTIE: "Wat wil de raad",
        Soort.TOEZEGGING: "Wat is toegezegd",
        Soort.AANBEVELING: "Wat is aanbevolen",
    }
    """What stands above its text."""

    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    kenmerk = models.CharField(
        "kenmerk", max_length=40, blank=True, help_text="Het nummer van de griffie, zoals RV-2026-14."
    )
    fractie = models.CharField(
        "van wie", max_length=80, help_text="De fractie, “raad” als het van de hele raad is, of “rekenkamer”."
    )
    onderwerp = models.CharField("onderwerp", max_length=150, help_text="In één zin: waar gaat het over?")
    tekst = _tekst("tekst", help_text="De vraag, of wat er is afgesproken, zoals het in het stuk staat.")
    ontvangen_op = models.DateField("ontvangen op")
    uiterlijk = models.DateField("uiterlijk")
    behandelaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="raadsstukken",
        verbose_name="behandelaar",
    )
    toegevoegd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField("status", max_length=20, choices=Status.choices, default=Status.OPEN)

    antwoord = _tekst("antwoord", blank=True)  # without beantwoord_op: a draft
    beantwoord_op = models.DateField("beantwoord op", null=True, blank=True)
    afgedaan_op = models.DateField("afgedaan op", null=True, blank=True)
    afgedaan_hoe = _tekst("hoe het is afgedaan", blank=True)
    ingetrokken_op = models.DateField("ingetrokken op", null=True, blank=True)
    ingetrokken_reden = models.CharField("waarom ingetrokken", max_length=300, blank=True)

    inspanningen = models.ManyToManyField(
        Inspanning, blank=True, related_name="raadsstukken", verbose_name="inspanningen"
    )
    leerpunten = models.ManyToManyField(
        Leerpunt, blank=True, related_name="raadsstukken", verbose_name="leerpunten"
    )
    indicatoren = models.ManyToManyField(
        Indicator, blank=True, related_name="raadsstukken", verbose_name="cijfers"
    )
    knelpunten = models.ManyToManyField(
        Knelpunt, blank=True, related_name="raadsstukken", verbose_name="knelpunten"
    )

    VERBANDEN = ("inspanningen", "leerpunten", "indicatoren", "knelpunten")

    objects = RaadsstukQuerySet.as_manager()

    class Meta:
        verbose_name = "raadsstuk"
        verbose_name_plural = "raadsstukken"
        constraints = [
            models.CheckConstraint(
                name="raadsstuk_zegt_wie_en_wat",
                condition=~Q(onderwerp="") & ~Q(tekst="") & ~Q(fractie=""),
                violation_error_message="Schrijf op van wie het is, waar het over gaat en wat er staat.",
            ),
            models.CheckConstraint(
                name="raadsstuk_soort_bestaat",
                condition=Q(soort__in=["raadsvraag", "motie", "toezegging", "aanbeveling"]),
            ),
            models.CheckConstraint(
                name="raadsstuk_uiterlijk_na_ontvangst",
                condition=Q(uiterlijk__gte=F("ontvangen_op")),
                violation_error_message="De uiterste dag ligt voor de dag waarop het stuk is ontvangen.",
            ),
            models.CheckConstraint(
                name="raadsstuk_status_met_wat_erbij_hoort",
                condition=Q(status="open", beantwoord_op=None, afgedaan_op=None, ingetrokken_op=None)
                | Q(status="beantwoord", beantwoord_op__isnull=False, afgedaan_op=None, ingetrokken_op=None)
                | Q(status="afgedaan", afgedaan_op__isnull=False, ingetrokken_op=None)
                & ~Q(soort="raadsvraag")
                | Q(status="ingetrokken", ingetrokken_op__isnull=False, afgedaan_op=None),
                violation_error_message="De status past niet bij de dagen waarop het is beantwoord, afgedaan of ingetrokken.",
            ),
            models.CheckConstraint(
                name="raadsstuk_beantwoord_met_antwoord",
                condition=Q(beantwoord_op=None) | ~Q(antwoord=""),
                violation_error_message="Schrijf het antwoord op.",
            ),
            models.CheckConstraint(
                name="raadsstuk_afgedaan_zonder_concept",
                condition=~Q(status="afgedaan") | Q(antwoord="") | Q(beantwoord_op__isnull=False),
                violation_error_message="Er staat nog een antwoord in concept. Geef het eerst, of maak het leeg.",
            ),
            models.CheckConstraint(
                name="raadsstuk_afgedaan_met_hoe",
                condition=Q(afgedaan_op=None, afgedaan_hoe="")
                | Q(afgedaan_op__isnull=False) & ~Q(afgedaan_hoe=""),
                violation_error_message="Schrijf op hoe het is afgedaan.",
            ),
            models.CheckConstraint(
                name="raadsstuk_ingetrokken_met_reden",
                condition=Q(ingetrokken_op=None, ingetrokken_reden="")
                | Q(ingetrokken_op__isnull=False) & ~Q(ingetrokken_reden=""),
                violation_error_message="Schrijf op waarom het is ingetrokken.",
            ),
            models.CheckConstraint(
                name="raadsstuk_eerst_ontvangen",
                condition=(Q(beantwoord_op=None) | Q(beantwoord_op__gte=F("ontvangen_op")))
                & (Q(afgedaan_op=None) | Q(afgedaan_op__gte=F("ontvangen_op")))
                & (Q(ingetrokken_op=None) | Q(ingetrokken_op__gte=F("ontvangen_op"))),
                violation_error_message="Deze dag ligt voor de dag waarop het stuk is ontvangen.",
            ),
            models.CheckConstraint(
                name="raadsstuk_eerst_beantwoord",
                condition=Q(beantwoord_op=None)
                | Q(afgedaan_op=None)
                | Q(afgedaan_op__gte=F("beantwoord_op")),
                violation_error_message="Deze dag ligt voor de dag waarop het is beantwoord.",
            ),
            models.UniqueConstraint(
                "soort",
                Lower("kenmerk"),
                condition=~Q(kenmerk=""),
                name="raadsstuk_kenmerk_een_keer",
                violation_error_message="Er is al een stuk van deze soort met dit kenmerk.",
            ),
        ]
        indexes = [models.Index(fields=["status", "uiterlijk"], name="raadsstuk_te_laat")]

    def __str__(self):
        return self.titel

    @property
    def titel(self) -> str:
        """ "Raadsvraag RV-2026-14: Wat kost het?" """
        naam = f"{self.get_soort_display()} {self.kenmerk}".strip()
        return f"{naam}: {self.onderwerp}"

    @property
    def van_wie(self) -> str:
        """In a sentence: "de raad", "Fractie A"."""
        return f"de {self.fractie}" if self.fractie in ("raad", "rekenkamer") else self.fractie

    @property
    def gevraagd(self) -> str:
        return self.GEVRAAGD[self.Soort(self.soort)]

    def can_become(self, status: str) -> bool:
        """Whether the table of statussen allows this step."""
        return status in self.TOEGESTAAN[self.soort].get(self.status, ())

    @property
    def loopt(self) -> bool:
        """Whether someone still has to do something."""
        return bool(self.TOEGESTAAN[self.soort].get(self.status))

    @property
    def is_vraag(self) -> bool:
        """Whether its answer is the end of it."""
        return not self.TOEGESTAAN[self.soort].get(self.Status.BEANTWOORD)

    @property
    def klaar_op(self):
        """The day on which it was dealt with; None when it is not, or when it was withdrawn."""
        return self.beantwoord_op if self.is_vraag else self.afgedaan_op

    @property
    def gegeven_antwoord(self) -> str:
        """The answer that was given: a draft is none."""
        return self.antwoord if self.beantwoord_op else ""

    def is_late(self, vandaag) -> bool:
        return self.loopt and self.uiterlijk < vandaag


class Reactietermijn(models.Model):
    """How long the raad of this municipality gives for a soort, where that is other than the standard in data/."""

    soort = models.CharField("soort", max_length=20, choices=Raadsstuk.Soort.choices, unique=True)
    dagen = models.PositiveIntegerField(
        "dagen",
        validators=[
            MinValueValidator(1, "Vul een aantal dagen in van 1 of meer."),
            MaxValueValidator(MAX_DAGEN, "Vul hoogstens %(limit_value)s dagen in: vijf jaar."),
        ],
    )
    grond = models.CharField("waar dat staat", max_length=150, blank=True)

    class Meta:
        verbose_name = "reactietermijn"
        verbose_name_plural = "reactietermijnen"
        constraints = [
            models.CheckConstraint(
                name="reactietermijn_minstens_een_dag",
                condition=Q(dagen__range=(1, MAX_DAGEN)),
                violation_error_message="Vul een aantal dagen in van 1 tot en met 1830.",
            )
        ]

    def __str__(self):
        return f"{self.get_soort_display()}: {self.dagen} dagen"
