from datetime import date

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from brunssum.core.models import Gebied, Organisatie
from inspanningen.models.doelstelling import Doelstelling
from inspanningen.models.inspanning import Inspanning
from inspanningen.querysets.wijkplan import WijkplanactieQuerySet, WijkplanQuerySet
from monitor.models import Plek

MAX_TEKST = 4000


class Wijkplan(models.Model):
    """What is going on in a wijk and who does what about it, for four or five years, sharpened every year.

    Once vastgesteld, its words change only while a yearly round (Aanscherping) is open; how far an actie is may be
    told at any time. What was agreed is kept in its Wijkplanversies.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        VASTGESTELD = "vastgesteld", "Vastgesteld"

    SOORTEN = (Gebied.Soort.WIJK, Gebied.Soort.BUURT)

    gebied = models.ForeignKey(
        Gebied, on_delete=models.PROTECT, related_name="wijkplannen", verbose_name="wijk of buurt"
    )
    van_jaar = models.PositiveSmallIntegerField("eerste jaar")
    tot_jaar = models.PositiveSmallIntegerField(
        "laatste jaar", help_text="Een wijkplan loopt vier of vijf jaar. Dit jaar telt mee."
    )
    opgave = models.TextField(
        "wat is er aan de hand, en waarom",
        max_length=MAX_TEKST,
        help_text="Schrijf het zoals bewoners het zeggen. Zonder namen.",
    )
    bewoners = models.TextField(
        "wat bewoners zeiden",
        max_length=MAX_TEKST,
        blank=True,
        help_text="Uit gesprekken, een bewonersberaad of de uitvraag. Eén uitspraak per regel, zonder namen.",
    )
    contact = models.CharField(
        "bij wie bewoners terecht kunnen",
        max_length=120,
        help_text="Een functie, geen naam: “wijkmanager Noord”.",
    )
    contact_waar = models.CharField(
        "waar en wanneer",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: dinsdagochtend in het buurthuis, of via het algemene nummer van de gemeente.",
    )
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.CONCEPT)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)
    bewerking = models.PositiveIntegerField(
        default=1, editable=False
    )  # goes up at each save, so that two writers notice

    objects = WijkplanQuerySet.as_manager()

    class Meta:
        verbose_name = "wijkplan"
        verbose_name_plural = "wijkplannen"
        constraints = [
            models.CheckConstraint(
                name="wijkplan_vier_of_vijf_jaar",
                condition=Q(tot_jaar__gte=F("van_jaar") + 3, tot_jaar__lte=F("van_jaar") + 4),
                violation_error_message="Een wijkplan loopt vier of vijf jaar, bijvoorbeeld van 2026 tot en met 2029.",
            ),
            models.CheckConstraint(
                name="wijkplan_jaar_bestaat",
                condition=Q(van_jaar__gte=2000, van_jaar__lte=2100),
                violation_error_message="Vul een jaar in, zoals 2026.",
            ),
            models.CheckConstraint(
                name="wijkplan_status_bestaat", condition=Q(status__in=["concept", "vastgesteld"])
            ),
            models.CheckConstraint(
                name="wijkplan_vastgesteld_met_datum",
                condition=Q(status="concept", vastgesteld_op__isnull=True)
                | Q(status="vastgesteld", vastgesteld_op__isnull=False),
                violation_error_message="Een vastgesteld wijkplan heeft een datum van vaststellen.",
            ),
            models.UniqueConstraint(
                fields=["gebied", "van_jaar"],
                name="wijkplan_een_per_begin",
                violation_error_message="Van dit gebied begint er al een wijkplan in dit jaar.",
            ),
        ]

    def __str__(self):
        return (
            f"Wijkplan {self.gebied_id} {self.van_jaar}"  # not the name of the gebied: that may cost a query
        )

    @property
    def is_concept(self) -> bool:
        return self.status == self.Status.CONCEPT

    @property
    def periode(self) -> str:
        return f"{self.van_jaar} tot en met {self.tot_jaar}"

    @property
    def open_ronde(self) -> "Aanscherping | None":
        """The round that is going on. Reads all rounds, so that a list with them costs nothing more."""
        return next((ronde for ronde in self.aanscherpingen.all() if ronde.is_open), None)

    @property
    def laatst_aangescherpt(self) -> date | None:
        """The day of the last closed round, or else of vaststellen; None for a concept."""
        closed = [ronde.gesloten_op for ronde in self.aanscherpingen.all() if not ronde.is_open]
        return max(closed, default=self.vastgesteld_op)


class Wijkplanactie(models.Model):
    """One thing that someone does in the wijk: what, who, where, why and when. Names no person."""

    class Status(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        BEZIG = "bezig", "Bezig"
        GEDAAN = "gedaan", "Gedaan"
        VERVALLEN = "vervallen", "Vervallen"

    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.CASCADE, related_name="acties")
    wat = models.CharField("wat", max_length=150, help_text="In één zin: wat gaat er gebeuren?")
    organisatie = models.ForeignKey(
        Organisatie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wijkplanacties",
        verbose_name="organisatie",
    )
    wie = models.CharField(
        "wie nog meer, of wie anders",
        max_length=120,
        blank=True,
        help_text="Bijvoorbeeld “bewonersgroep” of “vrijwilligers van het buurthuis”. Geen namen.",
    )
    plek = models.ForeignKey(
        Plek,
        on_delete=models.SET_NULL,  # a plek may close; where it was stays in words
        null=True,
        blank=True,
        related_name="wijkplanacties",
        verbose_name="plek",
    )
    waar = models.CharField(
        "waar", max_length=120, help_text="Een straat, een veldje, “in de hele wijk”.", blank=True
    )
    waarom = models.TextField("waarom", max_length=600, help_text="Wat merken bewoners ervan?")
    jaar = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    wanneer = models.CharField(
        "wanneer", max_length=80, blank=True, help_text="Zo precies als bekend is: “in het voorjaar”, “elk jaar in mei”."
    )  # fmt: skip
    contact = models.CharField(
        "bij wie kunt u terecht", max_length=120, blank=True, help_text="Een functie, geen naam. Leeg: bij wie in het plan staat."
    )  # fmt: skip
    inspanning = models.ForeignKey(
        Inspanning,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wijkplanacties",
        verbose_name="inspanning",
    )
    doelstelling = models.ForeignKey(
        Doelstelling,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wijkplanacties",
        verbose_name="doelstelling",
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.GEPLAND)
    status_sinds = models.DateField("sinds")
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    bewerking = models.PositiveIntegerField(default=1, editable=False)

    objects = WijkplanactieQuerySet.as_manager()

    class Meta:
        verbose_name = "actie van een wijkplan"
        verbose_name_plural = "acties van wijkplannen"
        constraints = [
            models.CheckConstraint(
                name="wijkplanactie_status_bestaat",
                condition=Q(status__in=["gepland", "bezig", "gedaan", "vervallen"]),
            ),
            models.CheckConstraint(
                name="wijkplanactie_door_iemand",
                condition=Q(organisatie__isnull=False) | ~Q(wie=""),
                violation_error_message="Kies een organisatie, of schrijf op wie het doet.",
            ),
            models.CheckConstraint(
                name="wijkplanactie_ergens",
                condition=~Q(waar=""),
                violation_error_message="Kies een plek, of schrijf op waar het is.",
            ),
            models.CheckConstraint(
                name="wijkplanactie_ooit",
                condition=Q(jaar__isnull=False) | ~Q(wanneer=""),
                violation_error_message="Kies een jaar, of schrijf op wanneer het is.",
            ),
            models.CheckConstraint(
                name="wijkplanactie_jaar_bestaat",
                condition=Q(jaar__isnull=True) | Q(jaar__gte=2000, jaar__lte=2104),
                violation_error_message="Vul een jaar in, zoals 2026.",
            ),
            models.CheckConstraint(
                name="wijkplanactie_vervallen_met_reden",
                condition=~Q(status="vervallen") | ~Q(toelichting=""),
                violation_error_message="Schrijf op waarom deze actie vervalt.",
            ),
        ]

    def __str__(self):
        return self.wat

    @property
    def door(self) -> str:
        """Who does it, in words."""
        return " met ".join(filter(None, (self.organisatie.naam if self.organisatie else "", self.wie)))

    @property
    def moment(self) -> str:
        """When, in words: "2027, in het voorjaar"."""
        return ", ".join(filter(None, (str(self.jaar) if self.jaar else "", self.wanneer)))


class Wijkplanversie(models.Model):
    """A wijkplan with its acties as it was agreed: when vastgesteld, and after each yearly round. Never changed.

    `stand` holds words, not links: names of then stay names of then (services/wijkplan.py writes it).
    """

    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveSmallIntegerField("versie")
    op = models.DateField("op")
    stand = models.JSONField(encoder=DjangoJSONEncoder)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "versie van een wijkplan"
        verbose_name_plural = "versies van wijkplannen"
        constraints = [
            models.UniqueConstraint(fields=["wijkplan", "nummer"], name="wijkplanversie_nummer_uniek"),
            models.CheckConstraint(name="wijkplanversie_nummer_vanaf_1", condition=Q(nummer__gte=1)),
        ]

    def __str__(self):
        return f"versie {self.nummer} van wijkplan {self.wijkplan_id}"


class Aanscherping(models.Model):
    """The yearly round in which the wijk looks at its plan again. While it is open the plan may change."""

    wijkplan = models.ForeignKey(Wijkplan, on_delete=models.CASCADE, related_name="aanscherpingen")
    jaar = models.PositiveSmallIntegerField("jaar")
    begonnen_op = models.DateField("begonnen op")
    gesloten_op = models.DateField("afgerond op", null=True, blank=True)
    wie = models.CharField(
        "wie deden er mee",
        max_length=300,
        blank=True,
        help_text="Groepen en organisaties, geen namen: “bewonersgroep, Weller en de wijkmanager”.",
    )
    bewoners = models.PositiveIntegerField("hoeveel bewoners deden mee", null=True, blank=True)
    wat_veranderde = models.TextField(
        "wat is er veranderd", max_length=MAX_TEKST, blank=True, help_text="En waarom. Bleef alles gelijk? Schrijf dat op."
    )  # fmt: skip
    versie = models.OneToOneField(
        Wijkplanversie, on_delete=models.PROTECT, null=True, blank=True, related_name="aanscherping"
    )

    class Meta:
        verbose_name = "aanscherping"
        verbose_name_plural = "aanscherpingen"
        constraints = [
            models.UniqueConstraint(
                fields=["wijkplan", "jaar"],
                name="aanscherping_een_per_jaar",
                violation_error_message="In dit jaar is er al een ronde geweest.",
            ),
            models.UniqueConstraint(
                fields=["wijkplan"],
                condition=Q(gesloten_op__isnull=True),
                name="aanscherping_een_open",
                violation_error_message="Er loopt al een ronde. Rond die eerst af.",
            ),
            models.CheckConstraint(
                name="aanscherping_gesloten_is_heel",
                condition=Q(gesloten_op__isnull=True, versie__isnull=True)
                | Q(gesloten_op__isnull=False, versie__isnull=False) & ~Q(wat_veranderde="") & ~Q(wie=""),
                violation_error_message="Schrijf op wie er meededen en wat er veranderde.",
            ),
            models.CheckConstraint(
                name="aanscherping_gesloten_na_begin",
                condition=Q(gesloten_op__isnull=True) | Q(gesloten_op__gte=F("begonnen_op")),
                violation_error_message="De ronde eindigt voor zij begint. Kies een latere dag.",
            ),
            models.CheckConstraint(
                name="aanscherping_bewoners_te_tellen",
                condition=Q(bewoners__isnull=True) | Q(bewoners__lte=100_000),
                violation_error_message="Vul het aantal bewoners in als een heel getal, zoals 35.",
            ),
        ]

    def __str__(self):
        return f"Aanscherping {self.jaar}"

    @property
    def is_open(self) -> bool:
        return self.gesloten_op is None
