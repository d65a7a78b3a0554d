from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from brunssum.core.models import Organisatie
from inspanningen import vage_datum
from inspanningen.models.inspanning import Inspanning
from inspanningen.models.mijlpaal import MAX_WANNEER, Mijlpaal
from inspanningen.querysets.voortgang import VoortgangsmeldingQuerySet

MAX_TEKST = 2000
MAX_AANTAL = 1_000_000
MAX_ANTWOORD = 1000


def _limit(characters: int) -> MaxLengthValidator:
    return MaxLengthValidator(
        characters,
        "Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s in. Kort de tekst in.",
    )


class Stand(models.TextChoices):
    """How a voortgangsmelding stands; INGEDIEND until there is a Voortgangsafhandeling."""

    INGEDIEND = "ingediend", "Wacht op antwoord"
    AANVAARD = "aanvaard", "Aanvaard"
    TERUGGEGEVEN = "teruggegeven", "Teruggegeven"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Voortgangsmelding(models.Model):
    """What a partner says of its part in an inspanning, on a day. Never changed: what it became is a
    Voortgangsafhandeling, and a better text is a new melding that replaces it in view.

    It counts only when it is accepted: then the mijlpaal it is about is reached, or moved.
    """

    Stand = Stand

    inspanning = models.ForeignKey(Inspanning, on_delete=models.PROTECT, related_name="voortgangsmeldingen")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="voortgangsmeldingen", verbose_name="partner"
    )
    peildatum = models.DateField("stand van", help_text="Op welke dag stond het er zo voor?")
    gedaan = models.TextField(
        "wat is er gedaan",
        validators=[_limit(MAX_TEKST)],
        help_text="Wat deed uw organisatie, en wat merken inwoners daarvan? Zonder namen van inwoners.",
    )
    belemmering = models.TextField(
        "wat zit in de weg",
        blank=True,
        validators=[_limit(MAX_TEKST)],
        help_text="Wat houdt u tegen, en wat hebt u nodig?",
    )
    aantal = models.PositiveIntegerField(
        "hoeveel", null=True, blank=True, validators=[MaxValueValidator(MAX_AANTAL)]
    )
    eenheid = models.CharField(
        "waarvan", max_length=60, blank=True, help_text="Bijvoorbeeld: woningen, gesprekken of bezoekers."
    )
    mijlpaal = models.ForeignKey(
        Mijlpaal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="voortgangsmeldingen",
        verbose_name="mijlpaal",
    )
    bereikt_op = models.DateField("gehaald op", null=True, blank=True)
    verwacht_wanneer = models.CharField("wordt verwacht", max_length=MAX_WANNEER, blank=True)
    verwacht_getypt = models.CharField("zoals getypt", max_length=vage_datum.MAX_LENGTE, blank=True)
    verwacht_van = models.DateField("eerste dag", null=True, blank=True)
    verwacht_tot = models.DateField("laatste dag", null=True, blank=True)
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervangen_door",
        error_messages={"unique": "Deze melding is intussen al verbeterd."},
    )
    ingediend_op = models.DateTimeField("ingediend op", default=timezone.now, editable=False)
    ingediend_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ingediend door",
        help_text="Leeg: het systeem van de partner, over de API. Welk, staat in het logboek.",
    )

    objects = VoortgangsmeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "voortgangsmelding"
        verbose_name_plural = "voortgangsmeldingen"
        constraints = [
            models.CheckConstraint(
                name="voortgangsmelding_zegt_wat",
                condition=~Q(gedaan=""),
                violation_error_message="Schrijf op wat er is gedaan.",
            ),
            models.CheckConstraint(
                name="voortgangsmelding_aantal_met_eenheid",
                condition=Q(aantal__isnull=True, eenheid="") | Q(aantal__isnull=False) & ~Q(eenheid=""),
                violation_error_message="Bij een aantal hoort waarvan, en andersom.",
            ),
            models.CheckConstraint(
                name="voortgangsmelding_mijlpaal_gehaald_of_verschoven",
                condition=Q(
                    mijlpaal__isnull=True,
                    bereikt_op__isnull=True,
                    verwacht_van__isnull=True,
                    verwacht_tot__isnull=True,
                    verwacht_wanneer="",
                )
                | Q(
                    mijlpaal__isnull=False,
                    bereikt_op__isnull=False,
                    verwacht_van__isnull=True,
                    verwacht_tot__isnull=True,
                    verwacht_wanneer="",
                )
                | Q(
                    mijlpaal__isnull=False,
                    bereikt_op__isnull=True,
                    verwacht_van__isnull=False,
                    verwacht_tot__gte=F("verwacht_van"),
                )
                & ~Q(verwacht_wanneer=""),
                violation_error_message="Zeg van een mijlpaal of die is gehaald, of wanneer die nu wordt verwacht.",
            ),
            models.CheckConstraint(
                name="voortgangsmelding_vervangt_een_ander",
                condition=Q(vervangt__isnull=True) | ~Q(vervangt=F("pk")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["inspanning", "organisatie", "-ingediend_op"], name="voortgang_per_inspanning"
            ),
            models.Index(fields=["organisatie", "-ingediend_op"], name="voortgang_per_partner"),
        ]

    def __str__(self):
        return f"Voortgang {self.peildatum:%-d-%-m-%Y} van {self.organisatie}: {self.inspanning}"

    @property
    def stand(self) -> Stand:
        """How it stands. Causes a query unless `afhandeling` came along."""
        return Stand(self.afhandeling.uitkomst) if self.is_handled else Stand.INGEDIEND

    @property
    def is_handled(self) -> bool:
        return hasattr(self, "afhandeling")


class Voortgangsafhandeling(models.Model):
    """What became of a voortgangsmelding: accepted, given back with a reason, or withdrawn. One for ever, never changed."""

    class Uitkomst(models.TextChoices):
        AANVAARD = Stand.AANVAARD.value, Stand.AANVAARD.label
        TERUGGEGEVEN = Stand.TERUGGEGEVEN.value, Stand.TERUGGEGEVEN.label
        INGETROKKEN = Stand.INGETROKKEN.value, Stand.INGETROKKEN.label

    melding = models.OneToOneField(
        Voortgangsmelding,
        on_delete=models.PROTECT,
        related_name="afhandeling",
        error_messages={"unique": "Deze melding is al afgehandeld."},
    )
    uitkomst = models.CharField("uitkomst", max_length=20, choices=Uitkomst.choices)
    antwoord = models.TextField(
        "antwoord aan de partner",
        blank=True,
        validators=[_limit(MAX_ANTWOORD)],
    )
    op = models.DateTimeField("op", default=timezone.now, editable=False)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="door",
        help_text="Leeg: het systeem van de partner trok de melding in.",
    )

    class Meta:
        verbose_name = "voortgangsafhandeling"
        verbose_name_plural = "voortgangsafhandelingen"
        constraints = [
            models.CheckConstraint(
                name="voortgangsafhandeling_uitkomst_bestaat",
                condition=Q(uitkomst__in=["aanvaard", "teruggegeven", "ingetrokken"]),
                violation_error_message="Deze uitkomst bestaat niet.",
            ),
            models.CheckConstraint(
                name="voortgangsafhandeling_teruggegeven_met_reden",
                condition=~Q(uitkomst="teruggegeven") | ~Q(antwoord=""),
                violation_error_message="Schrijf op wat de partner anders moet melden.",
            ),
            models.CheckConstraint(
                name="voortgangsafhandeling_beoordeeld_door_iemand",
                condition=Q(uitkomst="ingetrokken") | Q(door__isnull=False),
                violation_error_message="Beoordelen doet een mens.",
            ),
        ]

    def __str__(self):
        return f"{self.get_uitkomst_display()}: {self.melding_id}"
