import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from brunssum.core.models import ApiClient, Gebied, Organisatie, Verwerkingsactiviteit
from casuistiek.models.casus import Casus, Leefgebied
from casuistiek.signaal_querysets import SignaalQuerySet
from casuistiek.signaalstanden import AANVULBAAR, LOPEND, ZONDER_CASUS, Stand

KENMERK = RegexValidator(
    r"^(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]*$",
    "Gebruik een nummer of code, met letters, cijfers, punten en streepjes en ten minste één cijfer.",
)
"""A code has a digit in it; a name has not."""


class Signaal(models.Model):
    """What a partner tells about a resident who is stuck, before it is a casus. Nothing here names that resident.

    Who it is stands in Betrokkene, and only when the resident knows of it and agrees.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # in addresses, and over the API
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="signalen")
    ingediend_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ingediend_met = models.ForeignKey(
        ApiClient, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kenmerk = models.CharField(
        "uw kenmerk",
        max_length=40,
        blank=True,
        validators=[KENMERK],
        help_text="Een nummer uit uw eigen systeem, om het signaal terug te vinden. Geen naam of burgerservicenummer.",
    )
    gebied = models.ForeignKey(
        Gebied,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="waar",
        help_text="De buurt of wijk, geen adres.",
    )
    wat_gaat_mis = models.TextField(
        "wat is er aan de hand", blank=True, help_text="In een paar zinnen, zonder namen."
    )
    al_geprobeerd = models.TextField(
        "wat is al geprobeerd",
        blank=True,
        help_text="Welke instanties zijn al gevraagd, en wat zeiden die?",
    )
    urgentie = models.PositiveSmallIntegerField(
        "hoe snel", choices=Casus.Urgentie.choices, default=Casus.Urgentie.NORMAAL
    )
    bewoner_akkoord = models.BooleanField("bewoner weet ervan en vindt het goed", default=False)
    verwerkingsactiviteit = models.ForeignKey(
        Verwerkingsactiviteit, on_delete=models.PROTECT, related_name="+"
    )
    stand = models.CharField(max_length=20, choices=Stand.choices, default=Stand.ONTVANGEN)
    stand_sinds = models.DateField()
    casus = models.ForeignKey(Casus, on_delete=models.PROTECT, null=True, blank=True, related_name="signalen")
    vraag_op = models.DateField(
        "vraag aan de partner sinds", null=True, blank=True
    )  # empty: no question is open
    beperkt_op = models.DateField("verwerking beperkt op", null=True, blank=True)  # AVG 18: kept, not used
    ontvangen_op = models.DateField()
    afgesloten_op = models.DateField(null=True, blank=True)
    vernietigd_op = models.DateField(null=True, blank=True)  # only codes and dates are left
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)
    gewijzigd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = SignaalQuerySet.as_manager()

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        constraints = [
            models.CheckConstraint(
                name="signaal_van_een_persoon_of_een_systeem",
                condition=Q(ingediend_door__isnull=False, ingediend_met__isnull=True)
                | Q(ingediend_door__isnull=True, ingediend_met__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organisatie", "kenmerk"],
                condition=~Q(kenmerk=""),
                name="signaal_kenmerk_een_keer_per_organisatie",
            ),
            models.CheckConstraint(
                name="signaal_zegt_wat_er_is",
                condition=~Q(wat_gaat_mis="") | Q(vernietigd_op__isnull=False),
                violation_error_message="Vul in wat er aan de hand is.",
            ),
            models.CheckConstraint(
                name="signaal_stand_bestaat", condition=Q(stand__in=[stand.value for stand in Stand])
            ),
            models.CheckConstraint(
                name="signaal_opgepakt_met_casus",
                condition=Q(stand__in=sorted(ZONDER_CASUS), casus__isnull=True)
                | ~Q(stand__in=sorted(ZONDER_CASUS)) & Q(casus__isnull=False),
            ),
            models.CheckConstraint(
                name="signaal_afgesloten_met_datum",
                condition=Q(stand__in=sorted(LOPEND), afgesloten_op__isnull=True)
                | ~Q(stand__in=sorted(LOPEND)) & Q(afgesloten_op__isnull=False),
            ),
            models.CheckConstraint(
                name="signaal_vraag_zolang_het_kan",
                condition=Q(vraag_op__isnull=True) | Q(stand__in=sorted(AANVULBAAR)),
            ),
            models.CheckConstraint(
                name="signaal_vernietigd_zonder_woorden",
                condition=Q(vernietigd_op__isnull=True)
                | Q(wat_gaat_mis="", al_geprobeerd="", kenmerk="", afgesloten_op__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organisatie", "-id"], name="signaal_per_organisatie"),
            models.Index(fields=["stand", "urgentie", "ontvangen_op"], name="signaal_werkvoorraad"),
        ]

    def __str__(self):
        return f"Signaal van {self.ontvangen_op:%-d-%-m-%Y}"

    @property
    def is_lopend(self) -> bool:
        return self.stand in LOPEND

    @property
    def is_te_beoordelen(self) -> bool:
        return self.stand == Stand.ONTVANGEN

    @property
    def is_aanvulbaar(self) -> bool:
        return self.stand in AANVULBAAR

    @property
    def leefgebied_labels(self) -> list[str]:
        """Causes a query, unless the leefgebieden came along (for_list)."""
        chosen = {regel.leefgebied for regel in self.leefgebieden.all()}
        return [leefgebied.label for leefgebied in Leefgebied if leefgebied.value in chosen]


class SignaalLeefgebied(models.Model):
    """That a signaal touches this part of life."""

    signaal = models.ForeignKey(Signaal, on_delete=models.CASCADE, related_name="leefgebieden")
    leefgebied = models.CharField(max_length=20, choices=Leefgebied.choices)

    class Meta:
        verbose_name = "leefgebied van een signaal"
        constraints = [
            models.UniqueConstraint(fields=["signaal", "leefgebied"], name="signaal_leefgebied_een_keer")
        ]

    def __str__(self):
        return self.get_leefgebied_display()


class Signaalstap(models.Model):
    """That a signaal came to a stand, and what the partner was told with it. Never changed, until it is erased."""

    signaal = models.ForeignKey(Signaal, on_delete=models.CASCADE, related_name="stappen")
    stand = models.CharField(max_length=20, choices=Stand.choices)
    op = models.DateField()
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # empty: a partner's system
    bericht = models.TextField("bericht aan de partner", blank=True)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "stap van een signaal"
        verbose_name_plural = "stappen van een signaal"

    def __str__(self):
        return self.get_stand_display()


class Signaalaanvulling(models.Model):
    """What the partner and the municipality write to each other about a signaal."""

    class Soort(models.TextChoices):
        AANVULLING = "aanvulling", "Aanvulling"
        ANTWOORD = "antwoord", "Antwoord"
        VRAAG = "vraag", "Vraag"
        BERICHT = "bericht", "Bericht"

    VAN_DE_GEMEENTE = (Soort.VRAAG, Soort.BERICHT)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    signaal = models.ForeignKey(Signaal, on_delete=models.CASCADE, related_name="aanvullingen")
    soort = models.CharField(max_length=20, choices=Soort.choices)
    tekst = models.TextField("tekst")
    op = models.DateField()
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # empty: a partner's system
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "aanvulling op een signaal"
        verbose_name_plural = "aanvullingen op een signaal"
        constraints = [
            models.CheckConstraint(
                name="signaalaanvulling_niet_leeg",
                condition=~Q(tekst=""),
                violation_error_message="Schrijf eerst iets op.",
            )
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.pk}"
