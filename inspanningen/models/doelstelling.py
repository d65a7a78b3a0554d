from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from brunssum.core.models import Gebied
from inspanningen.models.programma import MAX_TEKST
from inspanningen.querysets.doelen import DoelstellingQuerySet, StreefwaardeQuerySet
from monitor.models import Indicator, Thema


class Doelstelling(models.Model):
    """What the programme wants to reach: strategisch for the whole term, operationeel for some years.

    Its words are a concept that many may write on, until they are vastgesteld. Each save leaves a Doelstellingversie.
    """

    class Soort(models.TextChoices):
        STRATEGISCH = "strategisch", "Strategisch"
        OPERATIONEEL = "operationeel", "Operationeel"

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        VERVALLEN = "vervallen", "Vervallen"

    ALLOWED_STATUS_CHANGES = {
        Status.CONCEPT: {Status.VASTGESTELD, Status.VERVALLEN},
        Status.VASTGESTELD: {Status.VERVALLEN},
        Status.VERVALLEN: {Status.CONCEPT},
    }

    nummer = models.CharField("nummer", max_length=10, unique=True)
    naam = models.CharField("naam", max_length=200)
    omschrijving = models.TextField(
        "omschrijving",
        blank=True,
        max_length=MAX_TEKST,
        help_text="Voor wie wordt wat anders, en waaraan merken zij dat?",
    )
    soort = models.CharField("soort", max_length=20, choices=Soort.choices, default=Soort.STRATEGISCH)
    ouder = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="onderdelen",
        verbose_name="hoort bij strategische doelstelling",
    )
    hoek = models.ForeignKey(
        Thema,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="doelstellingen",
        verbose_name="hoek van de stabiliteitsdriehoek",
    )
    bateneigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="doelstellingen",
        verbose_name="bateneigenaar",
        help_text="Wie zorgt dat het effect er ook echt komt, en blijft.",
    )
    term_van = models.PositiveSmallIntegerField("van jaar", null=True, blank=True)
    term_tot = models.PositiveSmallIntegerField("tot en met jaar", null=True, blank=True)
    status = models.CharField("status", max_length=20, choices=Status.choices, default=Status.CONCEPT)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)
    versienummer = models.PositiveIntegerField("versie", default=0, editable=False)

    objects = DoelstellingQuerySet.as_manager()

    class Meta:
        verbose_name = "doelstelling"
        verbose_name_plural = "doelstellingen"
        constraints = [
            models.CheckConstraint(
                name="doelstelling_soort_bestaat", condition=Q(soort__in=["strategisch", "operationeel"])
            ),
            models.CheckConstraint(
                name="doelstelling_operationeel_onder_strategisch",
                condition=Q(soort="strategisch", ouder__isnull=True)
                | Q(soort="operationeel", ouder__isnull=False),
                violation_error_message="Een operationele doelstelling hoort bij een strategische; die zelf niet.",
            ),
            models.CheckConstraint(
                name="doelstelling_niet_onder_zichzelf",
                condition=Q(ouder__isnull=True) | ~Q(ouder=F("pk")),
                violation_error_message="Een doelstelling kan niet bij zichzelf horen.",
            ),
            models.CheckConstraint(
                name="doelstelling_term_heel_of_niet",
                condition=Q(term_van__isnull=True, term_tot__isnull=True)
                | Q(
                    soort="operationeel",
                    term_van__isnull=False,
                    term_tot__isnull=False,
                    term_van__gte=2000,
                    term_tot__gte=F("term_van"),
                    term_tot__lte=2100,
                ),
                violation_error_message="Vul een eerste en een laatste jaar in, tussen 2000 en 2100. Alleen een operationele doelstelling heeft jaren.",
            ),
            models.CheckConstraint(
                name="doelstelling_vastgesteld_met_datum",
                condition=Q(status="concept", vastgesteld_op__isnull=True)
                | Q(status="vastgesteld", vastgesteld_op__isnull=False)
                | Q(status="vervallen"),
                violation_error_message="Bij een vastgestelde doelstelling hoort de dag waarop dat gebeurde.",
            ),
        ]

    def __str__(self):
        return f"{self.nummer}. {self.naam}"

    @property
    def volgorde(self) -> tuple[tuple[int, str], ...]:
        """To sort by: 1.2 before 1.10, and an operationele (1.1) after its strategische (1)."""
        return tuple(
            (int(part), "") if part.isdecimal() else (10**9, part) for part in self.nummer.split(".")
        )

    def can_become(self, status: str) -> bool:
        """Whether the table of statussen allows this step."""
        return status in self.ALLOWED_STATUS_CHANGES[self.Status(self.status)]


class Doelstellingversie(models.Model):
    """The words of a doelstelling after one save: who wrote them, for which group, when and why. Never changed."""

    doelstelling = models.ForeignKey(Doelstelling, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField("versie")
    naam = models.CharField("naam", max_length=200)
    omschrijving = models.TextField("omschrijving", blank=True)
    gewijzigd = models.JSONField(
        blank=True, default=list, help_text="De namen van de velden die anders zijn dan hiervoor."
    )
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="door"
    )
    namens = models.CharField("namens", max_length=100, blank=True)
    toelichting = models.CharField("waarom", max_length=300, blank=True)
    opgeslagen_op = models.DateTimeField("opgeslagen op", default=timezone.now)

    class Meta:
        verbose_name = "versie van een doelstelling"
        verbose_name_plural = "versies van doelstellingen"
        constraints = [
            models.UniqueConstraint(
                fields=["doelstelling", "nummer"], name="doelstellingversie_nummer_uniek"
            ),
        ]

    def __str__(self):
        return f"versie {self.nummer} van {self.doelstelling_id}"


class Streefwaarde(models.Model):
    """What figure a doelstelling wants of an indicator, in one gebied and one year."""

    doelstelling = models.ForeignKey(
        Doelstelling, on_delete=models.CASCADE, related_name="streefwaarden", verbose_name="doelstelling"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="streefwaarden", verbose_name="indicator"
    )
    gebied = models.ForeignKey(
        Gebied, on_delete=models.PROTECT, related_name="streefwaarden", verbose_name="gebied"
    )
    jaar = models.PositiveSmallIntegerField("jaar")
    waarde = models.DecimalField("streefwaarde", max_digits=15, decimal_places=4)
    toelichting = models.CharField("toelichting", max_length=300, blank=True)

    objects = StreefwaardeQuerySet.as_manager()

    class Meta:
        verbose_name = "streefwaarde"
        verbose_name_plural = "streefwaarden"
        constraints = [
            models.UniqueConstraint(
                fields=["doelstelling", "indicator", "gebied", "jaar"],
                name="streefwaarde_een_per_jaar",
                violation_error_message="Voor dit doel, dit gebied en dit jaar staat er al een streefwaarde.",
            ),
            models.CheckConstraint(
                name="streefwaarde_jaar_bestaat",
                condition=Q(jaar__gte=1990, jaar__lte=2100),
                violation_error_message="Vul een jaar in, zoals 2030.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator_id} {self.gebied_id} {self.jaar}"
