from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ambassadeurs.models.bijeenkomst import Bijeenkomst
from ambassadeurs.models.groep import Ambassadeur, Ambassadeursgroep
from ambassadeurs.querysets import ReflectieQuerySet
from brunssum.core.models import Actiepunt, ApiClient, Organisatie

ONDERWERPEN = (
    "inspanningen.inspanning",
    "inspanningen.doelstelling",
    "monitor.thema",
    "casuistiek.knelpunt",
)
"""What a reflectie can be about, as app.model; each is registered in its app's onderwerpen.py."""


class Reflectie(models.Model):
    """What an ambassadeur or an organisation gives the programme to think about, and what came of it.

    Who owes the answer, and by when, is its actiepunt: that is handed over and shown where all actiepunten are. It is
    done when the answer was told back, not before. An organisation reads the answer on its own page or over the API as
    soon as it is given, so then it is told back.
    """

    class Soort(models.TextChoices):
        ADVIES = "advies", "Advies"
        VRAAG = "vraag", "Vraag"
        ERVARING = "ervaring", "Ervaring"

    class Gevolg(models.TextChoices):
        OVERGENOMEN = "overgenomen", "We doen het"
        DEELS = "deels", "We doen het voor een deel"
        NIET = "niet", "We doen het niet"
        BEANTWOORD = "beantwoord", "Er hoeft niets te veranderen: dit is het antwoord"

    class Hoe(models.TextChoices):
        GESPREK = "gesprek", "In een gesprek"
        BIJEENKOMST = "bijeenkomst", "In een bijeenkomst"
        TELEFOON = "telefoon", "Aan de telefoon"
        MAIL = "mail", "Per mail"
        BRIEF = "brief", "Met een brief"
        PARTNER = "partner", "Op de eigen pagina en in het eigen systeem"

    soort = models.CharField("wat is het", max_length=20, choices=Soort.choices)
    tekst = models.TextField(
        "reflectie", help_text="Uw advies, vraag of ervaring. Zonder namen van bewoners."
    )
    onderwerp_soort = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    onderwerp_id = models.BigIntegerField()
    groep = models.ForeignKey(
        Ambassadeursgroep, on_delete=models.PROTECT, null=True, blank=True, related_name="reflecties"
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="reflecties"
    )
    ambassadeur = models.ForeignKey(
        Ambassadeur,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reflecties",
        verbose_name="van wie",
        help_text="Leeg: van de groep samen.",
    )
    bijeenkomst = models.ForeignKey(
        Bijeenkomst,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reflecties",
        verbose_name="in welke bijeenkomst",
    )
    ontvangen_op = models.DateField("ontvangen op")
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # empty: by the personal link, or by a system of the organisation
    ingevoerd_via = models.ForeignKey(
        ApiClient, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actiepunt = models.OneToOneField(
        Actiepunt, on_delete=models.PROTECT, null=True, related_name="+"
    )  # null only inside the service that makes both

    gevolg = models.CharField("wat doen we ermee", max_length=20, choices=Gevolg.choices, blank=True)
    antwoord = models.TextField("antwoord", blank=True)
    beantwoord_op = models.DateField("beantwoord op", null=True, blank=True)
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    teruggekoppeld_op = models.DateField("terugverteld op", null=True, blank=True)
    teruggekoppeld_hoe = models.CharField("hoe terugverteld", max_length=20, choices=Hoe.choices, blank=True)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReflectieQuerySet.as_manager()

    class Meta:
        verbose_name = "reflectie"
        verbose_name_plural = "reflecties"
        constraints = [
            models.CheckConstraint(
                name="reflectie_van_groep_of_organisatie",
                condition=Q(groep__isnull=False, organisatie__isnull=True, ingevoerd_via__isnull=True)
                | Q(
                    groep__isnull=True,
                    organisatie__isnull=False,
                    ambassadeur__isnull=True,
                    bijeenkomst__isnull=True,
                ),
                violation_error_message="Een reflectie komt van één groep of van één organisatie.",
            ),
            models.CheckConstraint(
                name="reflectie_antwoord_heel_of_niet",
                condition=Q(antwoord="", gevolg="", beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | ~Q(antwoord="")
                & ~Q(gevolg="")
                & Q(beantwoord_op__isnull=False, beantwoord_door__isnull=False),
                violation_error_message="Een antwoord zegt wat we ermee doen, en waarom.",
            ),
            models.CheckConstraint(
                name="reflectie_terugverteld_na_antwoord",
                condition=Q(teruggekoppeld_op__isnull=True, teruggekoppeld_hoe="")
                | Q(teruggekoppeld_op__gte=models.F("ontvangen_op"), beantwoord_op__isnull=False)
                & ~Q(teruggekoppeld_hoe=""),
                violation_error_message="Terugvertellen kan als er een antwoord is.",
            ),
            models.CheckConstraint(
                name="reflectie_organisatie_leest_zelf",
                condition=Q(organisatie__isnull=True) & ~Q(teruggekoppeld_hoe="partner")
                | Q(organisatie__isnull=False, teruggekoppeld_hoe__in=["", "partner"]),
                violation_error_message="Een organisatie leest het antwoord op de eigen pagina en in het eigen systeem.",
            ),
        ]
        indexes = [
            models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="reflectie_per_onderwerp"),
            models.Index(fields=["teruggekoppeld_op"], name="reflectie_open"),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.pk}"

    @property
    def van(self) -> Ambassadeur | Ambassadeursgroep | Organisatie:
        """Who gave it, as those may know who see the groups: a person only by what they are there."""
        return self.ambassadeur or self.afzender

    @property
    def afzender(self) -> Ambassadeursgroep | Organisatie:
        """The group or the organisation it came from; never a person."""
        return self.groep or self.organisatie

    @property
    def stand(self) -> str:
        """Where it is on its way, in one word."""
        if self.teruggekoppeld_op:
            return "Terugverteld"
        return "Beantwoord, nog niet terugverteld" if self.beantwoord_op else "Wacht op antwoord"

    @property
    def dagen(self) -> int | None:
        """Days from hearing it to telling back; None while it is open."""
        return (self.teruggekoppeld_op - self.ontvangen_op).days if self.teruggekoppeld_op else None
