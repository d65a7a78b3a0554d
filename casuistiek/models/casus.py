import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from brunssum.core.models import Gebied, Verwerkingsactiviteit
from casuistiek.querysets import CasusQuerySet
from casuistiek.stappen import LOPEND, Stap


class Leefgebied(models.TextChoices):
    """A part of someone's life in which it can go wrong."""

    GELD = "geld", "Geld"
    WONEN = "wonen", "Wonen"
    GEZIN = "gezin", "Gezin en opvoeding"
    GEZONDHEID = "gezondheid", "Gezondheid en zorg"
    PSYCHE = "psyche", "Psychische gezondheid"
    WERK = "werk", "Werk en dagbesteding"
    LEREN = "leren", "Leren en onderwijs"
    MEEDOEN = "meedoen", "Meedoen en contact"
    VEILIGHEID = "veiligheid", "Veiligheid"


class Casus(models.Model):
    """A resident whose problem no scheme fits: what is wrong, where it stands, and who is responsible for it.

    Nothing here names a person; names and contact data live in Betrokkene only.
    """

    class Urgentie(models.IntegerChoices):
        HOOG = 1, "Vandaag nog"
        NORMAAL = 2, "Deze week"
        LAAG = 3, "Kan even wachten"

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # in addresses, never nummer
    nummer = models.CharField(max_length=12, unique=True, null=True, editable=False)
    is_concept = models.BooleanField("concept", default=True)
    gebied = models.ForeignKey(
        Gebied,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="waar",
        help_text="De buurt of wijk, geen adres.",
    )
    wat_gaat_mis = models.TextField(
        "wat gaat er mis", blank=True, help_text="In een paar zinnen, zonder namen."
    )
    betrokken_partijen = models.TextField(
        "wie is erbij betrokken",
        blank=True,
        help_text="Organisaties en functies, zoals “Wmo-consulent”. Namen van mensen horen bij Betrokkene.",
    )
    urgentie = models.PositiveSmallIntegerField(
        "hoe snel", choices=Urgentie.choices, default=Urgentie.NORMAAL
    )
    stap = models.CharField(max_length=20, choices=Stap.choices, default=Stap.GESIGNALEERD)
    casusverantwoordelijke = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="casussen",
        verbose_name="casusverantwoordelijke",
    )
    verwerkingsactiviteit = models.ForeignKey(
        Verwerkingsactiviteit,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="verwerkingsactiviteit",
    )
    gemeld_op = models.DateField("gemeld op")
    stap_sinds = models.DateField("op deze stap sinds")
    bewogen_op = models.DateField("laatste beweging")
    eerste_hulp_op = models.DateField("eerste hulp op", null=True, blank=True)
    besloten_op = models.DateField("besloten op", null=True, blank=True)
    gesloten_op = models.DateField("gesloten op", null=True, blank=True)
    toegekend_bedrag = models.DecimalField(
        "toegekend", max_digits=10, decimal_places=2, null=True, blank=True
    )  # of the last besluit; empty: none, or a no

    verhaal_titel = models.CharField("titel van het verhaal", max_length=120, blank=True)
    anoniem_verhaal = models.TextField("anoniem verhaal", blank=True)
    vrijgegeven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vrijgegeven_op = models.DateField("verhaal vrijgegeven op", null=True, blank=True)

    beperkt_op = models.DateField("verwerking beperkt op", null=True, blank=True)  # AVG 18: kept, not used
    vernietigd_op = models.DateField(
        "vernietigd op", null=True, blank=True
    )  # only numbers and codes are left

    objects = CasusQuerySet.as_manager()

    class Meta:
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        constraints = [
            models.CheckConstraint(
                name="casus_telt_pas_als_hij_volledig_is",
                condition=Q(is_concept=True, nummer__isnull=True, stap="gesignaleerd")
                | Q(is_concept=False, nummer__isnull=False, gebied__isnull=False)
                & (~Q(wat_gaat_mis="") | Q(vernietigd_op__isnull=False)),
                violation_error_message="Vul in waar het is en wat er misgaat.",
            ),
            models.CheckConstraint(
                name="casus_vernietigd_zonder_woorden",
                condition=Q(vernietigd_op__isnull=True)
                | Q(wat_gaat_mis="", betrokken_partijen="", gesloten_op__isnull=False, is_concept=False),
            ),
            models.CheckConstraint(
                name="casus_stap_bestaat", condition=Q(stap__in=[stap.value for stap in Stap])
            ),
            models.CheckConstraint(
                name="casus_data_na_melding",
                condition=Q(stap_sinds__gte=F("gemeld_op"), bewogen_op__gte=F("gemeld_op"))
                & (Q(eerste_hulp_op__isnull=True) | Q(eerste_hulp_op__gte=F("gemeld_op")))
                & (Q(besloten_op__isnull=True) | Q(besloten_op__gte=F("gemeld_op")))
                & (Q(gesloten_op__isnull=True) | Q(gesloten_op__gte=F("gemeld_op"))),
                violation_error_message="Deze datum ligt voor de dag van de melding.",
            ),
            models.CheckConstraint(
                name="casus_verhaal_vrijgegeven_of_niet",
                condition=Q(vrijgegeven_op__isnull=True, vrijgegeven_door__isnull=True)
                | Q(vrijgegeven_op__isnull=False, vrijgegeven_door__isnull=False)
                & ~Q(anoniem_verhaal="")
                & ~Q(verhaal_titel=""),
                violation_error_message="Een verhaal dat is vrijgegeven heeft een titel en een tekst.",
            ),
        ]
        indexes = [
            models.Index(fields=["stap", "bewogen_op"], name="casus_werkvoorraad"),
            models.Index(fields=["stap", "urgentie", "bewogen_op"], name="casus_bord"),
            models.Index(fields=["vrijgegeven_op"], name="casus_vrijgegeven"),
        ]

    def __str__(self):
        return f"Casus {self.nummer}" if self.nummer else "Casus in concept"

    @property
    def is_open(self) -> bool:
        return not self.is_concept and self.stap in LOPEND

    @property
    def leefgebied_labels(self) -> list[str]:
        """Causes a query, unless the leefgebieden came along (for_list, for_detail)."""
        chosen = {regel.leefgebied for regel in self.leefgebieden.all()}
        return [leefgebied.label for leefgebied in Leefgebied if leefgebied.value in chosen]


class CasusLeefgebied(models.Model):
    """That a casus touches this part of life."""

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="leefgebieden")
    leefgebied = models.CharField(max_length=20, choices=Leefgebied.choices)

    class Meta:
        verbose_name = "leefgebied van een casus"
        constraints = [
            models.UniqueConstraint(fields=["casus", "leefgebied"], name="casus_leefgebied_een_keer")
        ]

    def __str__(self):
        return self.get_leefgebied_display()


class Nummerreeks(models.Model):
    """The last number given out in a year. Its row is locked while a casus gets its number."""

    jaar = models.PositiveSmallIntegerField(unique=True)
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "nummerreeks"
        verbose_name_plural = "nummerreeksen"

    def __str__(self):
        return f"{self.jaar}-{self.laatste:03}"


class Stapwissel(models.Model):
    """One step that a casus took. Never changed."""

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="stapwissels")
    van = models.CharField(max_length=20, choices=Stap.choices, blank=True)
    naar = models.CharField(max_length=20, choices=Stap.choices)
    op = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    toelichting = models.TextField(blank=True)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "stapwissel"
        verbose_name_plural = "stapwissels"

    def __str__(self):
        return self.get_naar_display()


class Notitie(models.Model):
    """What someone wrote down about a casus while it ran."""

    class Voor(models.TextChoices):
        INTERN = "intern", "Intern"
        OVERLEG = "overleg", "Voor het overleg"

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="notities")
    tekst = models.TextField("notitie")
    voor = models.CharField("voor wie", max_length=10, choices=Voor.choices, default=Voor.INTERN)
    op = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        constraints = [
            models.CheckConstraint(
                name="notitie_niet_leeg",
                condition=~Q(tekst=""),
                violation_error_message="Schrijf eerst iets op.",
            )
        ]

    def __str__(self):
        return f"Notitie {self.pk}"


class Overdracht(models.Model):
    """A casus offered to another casusverantwoordelijke, who accepts or declines. Until then nothing changes."""

    class Status(models.TextChoices):
        VOORGESTELD = "voorgesteld", "Voorgesteld"
        AANGENOMEN = "aangenomen", "Aangenomen"
        AFGEWEZEN = "afgewezen", "Afgewezen"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="overdrachten")
    van = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    naar = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    voorgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    voorgesteld_op = models.DateField()
    beantwoord_op = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.VOORGESTELD)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(status="voorgesteld"), name="overdracht_een_open_per_casus"
            ),
            models.CheckConstraint(
                name="overdracht_naar_een_ander",
                condition=~Q(van=F("naar")),
                violation_error_message="Deze persoon is al casusverantwoordelijke.",
            ),
            models.CheckConstraint(
                name="overdracht_beantwoord_met_datum",
                condition=Q(status="voorgesteld", beantwoord_op__isnull=True)
                | ~Q(status="voorgesteld") & Q(beantwoord_op__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Overdracht {self.pk}"
