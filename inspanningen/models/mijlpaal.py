from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from inspanningen import vage_datum
from inspanningen.models.inspanning import Inspanning
from inspanningen.querysets.mijlpaal import MijlpaalQuerySet

MAX_NAAM = 150
MAX_TOELICHTING = 1000
MAX_WANNEER = 90
"""A canonical text may be longer than what was typed: "Q3/Q4 2026" becomes two words for each."""

_TEXT_LIMIT = MaxLengthValidator(
    MAX_TOELICHTING,
    "Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.",
)


class Mijlpaal(models.Model):
    """A moment in the plan of an inspanning: something will be there by then.

    When is a range of days, as vague as it was written (vage_datum.py). What was planned first stays known for ever,
    so that slipping shows; each later plan is a Verschuiving.
    """

    class Status(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        GEHAALD = "gehaald", "Gehaald"
        VERVALLEN = "vervallen", "Vervallen"

    inspanning = models.ForeignKey(Inspanning, on_delete=models.CASCADE, related_name="mijlpalen")
    naam = models.CharField("mijlpaal", max_length=MAX_NAAM, help_text="Wat is er dan klaar? Schrijf het als resultaat.")  # fmt: skip
    wanneer = models.CharField("wanneer", max_length=MAX_WANNEER)
    getypt = models.CharField("zoals getypt", max_length=vage_datum.MAX_LENGTE)
    van = models.DateField("eerste dag")
    tot = models.DateField("laatste dag")
    eerste_wanneer = models.CharField("eerst gepland", max_length=MAX_WANNEER)
    eerste_van = models.DateField("eerste dag van het eerste plan")
    eerste_tot = models.DateField("laatste dag van het eerste plan")
    status = models.CharField("status", max_length=10, choices=Status.choices, default=Status.GEPLAND)
    gehaald_op = models.DateField("gehaald op", null=True, blank=True)
    vervallen_op = models.DateField("vervallen op", null=True, blank=True)
    vervallen_reden = models.TextField("waarom vervallen", blank=True, validators=[_TEXT_LIMIT])
    toelichting = models.TextField(
        "toelichting",
        blank=True,
        validators=[_TEXT_LIMIT],
        help_text="Wat hoort erbij, en waar hangt het van af? Iedereen die de inspanning ziet, leest dit.",
    )
    versienummer = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Telt elke wijziging, zodat twee mensen elkaar niet overschrijven.",
    )

    objects = MijlpaalQuerySet.as_manager()

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        constraints = [
            models.CheckConstraint(
                name="mijlpaal_status_bestaat",
                condition=Q(status__in=["gepland", "gehaald", "vervallen"]),
                violation_error_message="Deze status bestaat niet.",
            ),
            models.CheckConstraint(
                name="mijlpaal_heeft_een_naam",
                condition=~Q(naam=""),
                violation_error_message="Geef de mijlpaal een naam.",
            ),
            models.CheckConstraint(
                name="mijlpaal_tot_niet_voor_van",
                condition=Q(tot__gte=F("van"), eerste_tot__gte=F("eerste_van")),
                violation_error_message="De laatste dag ligt voor de eerste dag.",
            ),
            models.CheckConstraint(
                name="mijlpaal_gehaald_met_datum",
                condition=Q(status="gehaald", gehaald_op__isnull=False)
                | Q(~Q(status="gehaald"), gehaald_op__isnull=True),
                violation_error_message="Bij een gehaalde mijlpaal hoort de dag waarop dat was, en alleen daarbij.",
            ),
            models.CheckConstraint(
                name="mijlpaal_vervallen_met_reden",
                condition=(Q(status="vervallen", vervallen_op__isnull=False) & ~Q(vervallen_reden=""))
                | Q(~Q(status="vervallen"), vervallen_op__isnull=True, vervallen_reden=""),
                violation_error_message="Bij een vervallen mijlpaal horen een dag en een reden, en alleen daarbij.",
            ),
        ]
        indexes = [models.Index(fields=["status", "tot"], name="mijlpaal_per_status")]

    def __str__(self):
        return self.naam


class Verschuiving(models.Model):
    """One change of plan of a mijlpaal: what it was, what it became, and why. Never changed."""

    mijlpaal = models.ForeignKey(Mijlpaal, on_delete=models.PROTECT, related_name="verschuivingen")
    op = models.DateField("op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    oud_wanneer = models.CharField("was", max_length=MAX_WANNEER)
    oud_van = models.DateField()
    oud_tot = models.DateField()
    nieuw_wanneer = models.CharField("werd", max_length=MAX_WANNEER)
    nieuw_van = models.DateField()
    nieuw_tot = models.DateField()
    reden = models.TextField("waarom", validators=[_TEXT_LIMIT])

    class Meta:
        verbose_name = "verschuiving"
        verbose_name_plural = "verschuivingen"
        constraints = [
            models.CheckConstraint(
                name="verschuiving_heeft_een_reden",
                condition=~Q(reden=""),
                violation_error_message="Schrijf op waarom de planning verandert.",
            ),
        ]

    def __str__(self):
        return f"{self.oud_wanneer} → {self.nieuw_wanneer}"
