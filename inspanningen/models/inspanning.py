from string import ascii_uppercase

from django.conf import settings
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from brunssum.core.models import Gebied, Organisatie
from inspanningen.models.doelstelling import Doelstelling
from inspanningen.models.programma import LeidendPrincipe
from inspanningen.querysets.inspanning import InspanningQuerySet
from inspanningen.velden import VELD

MAX_TEKST = 20_000
"""Longest text of one field, in characters: some ten pages."""


def _text_column(key: str) -> models.TextField:
    return models.TextField(
        VELD[key].label,
        blank=True,
        help_text=VELD[key].hulp,
        validators=[
            MaxLengthValidator(
                MAX_TEKST,
                "Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.",
            )
        ],
    )


class Inspanning(models.Model):
    """Something the municipality does with partners and residents to reach a doelstelling; its projectkaart.

    The person who leads is `projectleider`; the nineteen texts of the projectformulier are the columns `…_tekst`.
    """

    class Fase(models.TextChoices):
        IDEE = "idee", "Idee"
        VOORBEREIDING = "voorbereiding", "Voorbereiding"
        UITVOERING = "uitvoering", "Uitvoering"
        NAAR_DE_LIJN = "naar_de_lijn", "Naar de lijn"
        AFGEROND = "afgerond", "Afgerond"
        GESTOPT = "gestopt", "Gestopt"

    ALLOWED_FASE_CHANGES = {
        Fase.IDEE: {Fase.VOORBEREIDING, Fase.UITVOERING, Fase.GESTOPT},
        Fase.VOORBEREIDING: {Fase.IDEE, Fase.UITVOERING, Fase.GESTOPT},
        Fase.UITVOERING: {Fase.VOORBEREIDING, Fase.NAAR_DE_LIJN, Fase.AFGEROND, Fase.GESTOPT},
        Fase.NAAR_DE_LIJN: {Fase.UITVOERING, Fase.AFGEROND, Fase.GESTOPT},
        Fase.AFGEROND: {Fase.UITVOERING},
        Fase.GESTOPT: {Fase.IDEE, Fase.VOORBEREIDING, Fase.UITVOERING},
    }

    nummer = models.CharField(
        "nummer",
        max_length=5,
        unique=True,
        help_text="Een getal, met een letter erachter voor een onderdeel. Bijvoorbeeld 2 of 2B.",
        validators=[
            RegexValidator(
                r"^[1-9][0-9]{0,3}[A-Z]?\Z", "Schrijf een getal, eventueel met één letter: 2 of 2B."
            )
        ],
        error_messages={"unique": "Er is al een inspanning met dit nummer. Kies een ander nummer."},
    )
    volgnummer = models.GeneratedField(
        expression=Cast(Func(F("nummer"), Value(ascii_uppercase), function="RTRIM"), models.IntegerField()),
        output_field=models.IntegerField(),
        db_persist=True,
        help_text="Het getal van het nummer, zodat 10 na 9 komt.",
    )
    naam = models.CharField("naam", max_length=200)
    ouder = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onderdelen",
        verbose_name="onderdeel van",
    )
    fase = models.CharField("fase", max_length=20, choices=Fase.choices, default=Fase.IDEE)
    projectleider = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="geleide_inspanningen",
        verbose_name="projectleider",
    )
    gebieden = models.ManyToManyField(
        Gebied, blank=True, related_name="inspanningen", verbose_name="gebieden"
    )
    principes = models.ManyToManyField(
        LeidendPrincipe, blank=True, related_name="inspanningen", verbose_name="leidende principes"
    )
    # Also of bijdragen that ended: for what stands on the kaart read `bijdragen.lopend()`.
    doelstellingen = models.ManyToManyField(
        Doelstelling,
        through="Bijdrage",
        blank=True,
        related_name="inspanningen",
        verbose_name="doelstellingen",
    )
    partners = models.ManyToManyField(
        Organisatie,
        through="Partnerschap",
        blank=True,
        related_name="inspanningen",
        verbose_name="partners",
    )

    projectleider_tekst = _text_column("projectleider")
    opdrachtgever_tekst = _text_column("opdrachtgever")
    projectteam_tekst = _text_column("projectteam")
    partners_tekst = _text_column("partners")
    aanleiding_tekst = _text_column("aanleiding")
    context_tekst = _text_column("context")
    doelstellingen_tekst = _text_column("doelstellingen")
    principes_tekst = _text_column("principes")
    resultaat_tekst = _text_column("resultaat")
    kwaliteit_tekst = _text_column("kwaliteit")
    scope_tekst = _text_column("scope")
    afbakening_tekst = _text_column("afbakening")
    aanpak_tekst = _text_column("aanpak")
    planning_tekst = _text_column("planning")
    afhankelijkheden_tekst = _text_column("afhankelijkheden")
    communicatie_tekst = _text_column("communicatie")
    budget_tekst = _text_column("budget")
    risicos_tekst = _text_column("risicos")
    randvoorwaarden_tekst = _text_column("randvoorwaarden")

    versienummer = models.PositiveIntegerField("versie", default=0, editable=False)
    gewijzigd_op = models.DateTimeField("laatst gewijzigd", default=timezone.now, editable=False)

    objects = InspanningQuerySet.as_manager()

    class Meta:
        verbose_name = "inspanning"
        verbose_name_plural = "inspanningen"
        constraints = [
            models.CheckConstraint(
                name="inspanning_fase_bestaat",
                condition=Q(
                    fase__in=["idee", "voorbereiding", "uitvoering", "naar_de_lijn", "afgerond", "gestopt"]
                ),
                violation_error_message="Deze fase bestaat niet.",
            ),
            models.CheckConstraint(
                name="inspanning_geen_onderdeel_van_zichzelf",
                condition=Q(ouder__isnull=True) | ~Q(ouder=F("pk")),
                violation_error_message="Een inspanning kan geen onderdeel van zichzelf zijn.",
            ),
            models.CheckConstraint(
                name="inspanning_heeft_een_naam",
                condition=~Q(naam=""),
                violation_error_message="Geef de inspanning een naam.",
            ),
        ]
        indexes = [models.Index(fields=["volgnummer", "nummer"], name="inspanning_op_nummer")]

    def __str__(self):
        return f"{self.nummer} {self.naam}"

    def can_become(self, fase: str) -> bool:
        """Whether the table of fasen allows this step."""
        return fase in self.ALLOWED_FASE_CHANGES[self.Fase(self.fase)]


class Partnerschap(models.Model):
    """That an organisation works along on an inspanning, and as what."""

    inspanning = models.ForeignKey(Inspanning, on_delete=models.CASCADE, related_name="partnerschappen")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="partnerschappen")
    rol = models.CharField("rol", max_length=120, blank=True)

    class Meta:
        verbose_name = "partnerschap"
        verbose_name_plural = "partnerschappen"
        constraints = [
            models.UniqueConstraint(
                fields=["inspanning", "organisatie"],
                name="partnerschap_uniek",
                violation_error_message="Deze organisatie staat er al bij.",
            ),
        ]

    def __str__(self):
        return f"{self.organisatie_id} bij {self.inspanning_id}"
