"""To whom a reisverslag is sent, and how that went for each of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from brunssum.core.models import Gebruiker, Taak
from brunssum.core.versleuteling import EncryptedTextField
from reisverslag.models.uitgave import Uitgave
from reisverslag.models.verslag import Reisverslag
from reisverslag.querysets.verzending import OntvangerQuerySet, VerzendingQuerySet, VerzendlijstQuerySet


class Verzendlijst(models.Model):
    """The people who get a reisverslag together, and in which way."""

    class Wijze(models.TextChoices):
        LINK = "link", "Een link naar het verslag"
        BIJLAGE = "bijlage", "De pdf als bijlage"

    naam = models.CharField("naam", max_length=80)
    publiek = models.CharField("publiek", max_length=20, choices=Reisverslag.Publiek.choices)
    wijze = models.CharField("hoe", max_length=10, choices=Wijze.choices, default=Wijze.LINK)
    aangemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    opgeheven_op = models.DateTimeField("opgeheven op", null=True, blank=True)

    objects = VerzendlijstQuerySet.as_manager()

    class Meta:
        verbose_name = "verzendlijst"
        verbose_name_plural = "verzendlijsten"
        constraints = [
            models.CheckConstraint(
                name="verzendlijst_heeft_een_naam",
                condition=~Q(naam=""),
                violation_error_message="Geef de lijst een naam.",
            ),
            models.UniqueConstraint(
                name="verzendlijst_een_per_naam",
                fields=["naam"],
                condition=Q(opgeheven_op__isnull=True),
                violation_error_message="Er is al een lijst met deze naam.",
            ),
        ]

    def __str__(self):
        return self.naam


class Ontvanger(models.Model):
    """Someone on a verzendlijst: by function and address, or a gebruiker. Taken off, the address is gone."""

    lijst = models.ForeignKey(Verzendlijst, on_delete=models.CASCADE, related_name="ontvangers")
    naam = models.CharField(
        "functie", max_length=100, blank=True, help_text="Een functie, zoals “Griffier”. Geen eigennaam."
    )
    mailadres = EncryptedTextField("mailadres", purpose="ontvanger", blank=True)
    gebruiker = models.ForeignKey(
        Gebruiker, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gebruiker"
    )
    weggehaald_op = models.DateTimeField("weggehaald op", null=True, blank=True)

    objects = OntvangerQuerySet.as_manager()

    class Meta:
        verbose_name = "ontvanger"
        verbose_name_plural = "ontvangers"
        constraints = [
            models.CheckConstraint(
                name="ontvanger_is_gebruiker_of_heeft_functie",
                condition=Q(gebruiker__isnull=False, naam="") | Q(gebruiker__isnull=True) & ~Q(naam=""),
                violation_error_message="Kies een gebruiker, of vul een functie en een mailadres in.",
            ),
            models.UniqueConstraint(
                name="ontvanger_eens_per_gebruiker",
                fields=["lijst", "gebruiker"],
                condition=Q(weggehaald_op__isnull=True),
                violation_error_message="Deze gebruiker staat al op de lijst.",
            ),
        ]

    def __str__(self):
        return self.aanduiding

    @property
    def aanduiding(self) -> str:
        """How this one is called here: a function, as far as there is one."""
        return (self.gebruiker.functie or self.gebruiker.naam) if self.gebruiker else self.naam

    @property
    def adres(self) -> str:
        """Where mail goes; empty when there is nowhere any more."""
        if self.weggehaald_op:
            return ""
        if self.gebruiker:
            return self.gebruiker.email if self.gebruiker.is_active else ""
        return self.mailadres


class Verzending(models.Model):
    """One uitgave, sent to one lijst. Asked for again it is the same verzending, to who did not get it."""

    reisverslag = models.ForeignKey(Reisverslag, on_delete=models.PROTECT, related_name="verzendingen")
    uitgave = models.ForeignKey(Uitgave, on_delete=models.PROTECT, related_name="verzendingen")
    sha256 = models.CharField("SHA-256", max_length=64)
    lijst = models.ForeignKey(Verzendlijst, on_delete=models.PROTECT, related_name="verzendingen")
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField("gevraagd op")
    taak = models.ForeignKey(Taak, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = VerzendingQuerySet.as_manager()

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzendingen"
        constraints = [
            models.UniqueConstraint(
                name="verzending_een_per_uitgave_en_lijst",
                fields=["uitgave", "lijst"],
                violation_error_message="Deze pdf is al naar deze lijst gestuurd.",
            )
        ]

    def __str__(self):
        return f"{self.reisverslag_id} naar {self.lijst_id}"


class Bezorging(models.Model):
    """How one verzending went for one ontvanger."""

    class Status(models.TextChoices):
        GEVRAAGD = "gevraagd", "Wacht op versturen"
        BEZIG = "bezig", "Wordt verstuurd"
        VERSTUURD = "verstuurd", "Verstuurd"
        MISLUKT = "mislukt", "Niet gelukt"

    verzending = models.ForeignKey(Verzending, on_delete=models.CASCADE, related_name="bezorgingen")
    ontvanger = models.ForeignKey(Ontvanger, on_delete=models.PROTECT, related_name="bezorgingen")
    status = models.CharField("status", max_length=10, choices=Status.choices, default=Status.GEVRAAGD)
    fout = models.CharField("waarom niet", max_length=200, blank=True)
    wijze = models.CharField("hoe", max_length=10, choices=Verzendlijst.Wijze.choices, blank=True)
    verstuurd_op = models.DateTimeField("verstuurd op", null=True, blank=True)
    geopend_op = models.DateTimeField("voor het eerst geopend op", null=True, blank=True)
    keren_geopend = models.PositiveIntegerField("hoe vaak geopend", default=0)

    class Meta:
        verbose_name = "bezorging"
        verbose_name_plural = "bezorgingen"
        constraints = [
            models.UniqueConstraint(
                name="bezorging_een_per_ontvanger",
                fields=["verzending", "ontvanger"],
                violation_error_message="Deze ontvanger staat al bij deze verzending.",
            ),
            models.CheckConstraint(
                name="bezorging_verstuurd_met_moment_en_wijze",
                condition=(Q(verstuurd_op__isnull=False) & ~Q(wijze="")) | ~Q(status="verstuurd"),
                violation_error_message="Wat is verstuurd, zegt wanneer en hoe.",
            ),
            models.CheckConstraint(
                name="bezorging_mislukt_met_reden",
                condition=~Q(fout="") | ~Q(status="mislukt"),
                violation_error_message="Wat niet lukte, zegt waarom.",
            ),
            models.CheckConstraint(
                name="bezorging_geopend_met_moment",
                condition=Q(geopend_op__isnull=True, keren_geopend=0)
                | Q(geopend_op__isnull=False, keren_geopend__gt=0),
                violation_error_message="Wat is geopend, zegt wanneer.",
            ),
        ]

    def __str__(self):
        return f"{self.verzending_id} aan {self.ontvanger_id}"


class Toegangscode(models.Model):
    """A code of six digits, mailed to the address that got the link: with both one reads without an account."""

    bezorging = models.ForeignKey(Bezorging, on_delete=models.CASCADE, related_name="codes")
    gevraagd_op = models.DateTimeField("gevraagd op")
    hash = models.CharField("hash", max_length=64, blank=True, help_text="Leeg tot de code is gemaild.")
    pogingen = models.PositiveSmallIntegerField("pogingen", default=0)

    class Meta:
        verbose_name = "toegangscode"
        verbose_name_plural = "toegangscodes"

    def __str__(self):
        return f"code {self.pk}"
