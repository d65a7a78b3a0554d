from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from brunssum.core.models import Organisatie
from casuistiek.models.casus import Casus
from casuistiek.querysets import OverlegQuerySet, VerstrekkingQuerySet


class Veld(models.TextChoices):
    """What of a casus can be shared with a partner. Never who it is about."""

    WIJK = "wijk", "In welke wijk"
    BUURT = "buurt", "In welke buurt"
    LEEFGEBIEDEN = "leefgebieden", "Welke leefgebieden"
    WONEN = "wonen", "Of het over wonen gaat"
    VEILIGHEID = "veiligheid", "Of het over veiligheid gaat"
    URGENTIE = "urgentie", "Hoe snel er hulp nodig is"
    STAP = "stap", "Op welke stap de casus staat"
    WAT_GAAT_MIS = "wat_gaat_mis", "Wat er misgaat"
    VRAAG = "vraag", "Wat wij aan het overleg vragen"
    AFSPRAAK = "afspraak", "Wat er is afgesproken"


class Deelprofiel(models.Model):
    """Which fields of a casus a kind of organisation may get at most. Data: a lawyer decides, not a programmer."""

    soort = models.CharField(
        "soort organisatie", max_length=20, choices=Organisatie.Soort.choices, unique=True
    )
    velden = models.JSONField("velden", default=list)
    toelichting = models.CharField("waarom deze velden", max_length=300, blank=True)

    class Meta:
        verbose_name = "deelprofiel"
        verbose_name_plural = "deelprofielen"

    def __str__(self):
        return f"Deelprofiel {self.get_soort_display()}"


class Overleg(models.Model):
    """A meeting in which casussen are discussed. Waiting for it is no step: a casus goes on meanwhile."""

    class Soort(models.TextChoices):
        CASUISTIEK = "casuistiek", "Casuïstiekoverleg"
        VLB = "vlb", "VLB"
        SOCIAAL_VEILIG = "sociaal_veilig", "Sociaal Veilig"

    soort = models.CharField("soort overleg", max_length=20, choices=Soort.choices)
    op = models.DateField("op welke dag")
    plaats = models.CharField("waar", max_length=100, blank=True)
    voorzitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="voorzitter"
    )
    verslag = models.TextField(
        "verslag", blank=True, help_text="Wat voor iedereen geldt, zonder namen. Partners lezen dit."
    )
    afgerond_op = models.DateField(null=True)

    objects = OverlegQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        constraints = [
            models.CheckConstraint(
                name="overleg_afgerond_na_de_dag",
                condition=Q(afgerond_op__isnull=True) | Q(afgerond_op__gte=F("op")),
                violation_error_message="Een overleg is pas klaar als het is geweest.",
            )
        ]
        indexes = [models.Index(fields=["-op"], name="overleg_nieuwste_eerst")]

    def __str__(self):
        return f"{self.get_soort_display()} {self.op:%-d-%-m-%Y}"

    @property
    def is_afgerond(self) -> bool:
        return self.afgerond_op is not None


class Overlegdeelname(models.Model):
    """That an organisation is asked for an overleg, and whether it came."""

    class Aanwezig(models.TextChoices):
        ONBEKEND = "", "Nog niet bekend"
        JA = "ja", "Was er"
        NEE = "nee", "Was er niet"

    overleg = models.ForeignKey(Overleg, on_delete=models.CASCADE, related_name="deelnames")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    aanwezig = models.CharField(max_length=5, choices=Aanwezig.choices, blank=True)

    class Meta:
        verbose_name = "deelname aan een overleg"
        verbose_name_plural = "deelnames aan een overleg"
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "organisatie"],
                name="overlegdeelname_een_keer",
                violation_error_message="Deze organisatie is al gevraagd.",
            )
        ]

    def __str__(self):
        return f"{self.organisatie} bij overleg {self.overleg_id}"


class Agendapunt(models.Model):
    """A casus on the agenda: what we ask, and what was agreed."""

    overleg = models.ForeignKey(Overleg, on_delete=models.CASCADE, related_name="agendapunten")
    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="agendapunten")
    vraag = models.TextField(
        "wat vraagt u aan het overleg", help_text="Zonder namen. Partners met wie u deelt, lezen dit."
    )
    afspraak = models.TextField("wat is er afgesproken", blank=True)
    ingebracht_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "casus"],
                name="agendapunt_een_keer",
                violation_error_message="Deze casus staat al op de agenda.",
            )
        ]

    def __str__(self):
        return f"Agendapunt {self.pk}"


class Verstrekking(models.Model):
    """That a casus is shared with one organisation: which fields, why, on which ground, until when.

    The fields are those of the profile on the day of sharing, or fewer. Nothing is shared without such a row.
    """

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="verstrekkingen")
    agendapunt = models.ForeignKey(Agendapunt, on_delete=models.CASCADE, related_name="verstrekkingen")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    velden = models.JSONField("velden")
    doel = models.CharField("waarvoor", max_length=200)
    grondslag = models.CharField("op welke grond", max_length=200)
    geldig_tot = models.DateField("tot en met")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now, editable=False)
    ingetrokken_op = models.DateTimeField(null=True)

    objects = VerstrekkingQuerySet.as_manager()

    class Meta:
        verbose_name = "verstrekking"
        verbose_name_plural = "verstrekkingen"
        constraints = [
            models.UniqueConstraint(
                fields=["agendapunt", "organisatie"],
                condition=Q(ingetrokken_op__isnull=True),
                name="verstrekking_een_actief_per_organisatie",
                violation_error_message="Deze casus is al met deze organisatie gedeeld.",
            ),
            models.CheckConstraint(
                name="verstrekking_met_doel_en_grond", condition=~Q(doel="") & ~Q(grondslag="")
            ),
        ]

    def __str__(self):
        return f"Verstrekking {self.pk}"
