from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ambassadeurs.models.groep import Ambassadeur, Ambassadeursgroep
from ambassadeurs.querysets import BijeenkomstQuerySet
from brunssum.core.models import Organisatie
from inspanningen.models import Leerpunt


class Trainingsmodule(models.Model):
    """A part of the training that the ambassadeurs of a group follow."""

    groep = models.ForeignKey(
        Ambassadeursgroep, on_delete=models.PROTECT, related_name="modules", verbose_name="voor wie"
    )
    naam = models.CharField("naam", max_length=120)
    omschrijving = models.TextField("omschrijving", blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=1)

    class Meta:
        verbose_name = "trainingsmodule"
        verbose_name_plural = "trainingsmodules"
        constraints = [
            models.UniqueConstraint(
                fields=["groep", "naam"],
                name="trainingsmodule_een_per_naam",
                violation_error_message="Deze module is er al voor deze groep.",
            )
        ]

    def __str__(self):
        return self.naam


class Bijeenkomst(models.Model):
    """People who come together for the programme: when, where, what about, who came, what was agreed."""

    class Soort(models.TextChoices):
        GROEP = "groep", "Bijeenkomst van een groep"
        SAMEN = "samen", "De groepen samen"
        ALLIANTIERAAD = "alliantieraad", "Alliantieraad"
        LEERBIJEENKOMST = "leerbijeenkomst", "Leerbijeenkomst"
        BEWONERSBERAAD = "bewonersberaad", "Bewonersberaad"
        TRAINING = "training", "Training"

    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    titel = models.CharField("titel", max_length=120)
    begint_op = models.DateTimeField("begint op")
    eindigt_op = models.DateTimeField("eindigt op")
    plaats = models.CharField("plaats", max_length=150)
    agenda = models.TextField("agenda", blank=True)
    groepen = models.ManyToManyField(
        Ambassadeursgroep, blank=True, related_name="bijeenkomsten", verbose_name="voor welke groepen"
    )
    module = models.ForeignKey(
        Trainingsmodule,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bijeenkomsten",
        verbose_name="module",
    )
    organisator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="organisator"
    )
    afgelast_op = models.DateTimeField("afgelast op", null=True, blank=True)
    verslag = models.TextField(
        "verslag", blank=True, help_text="Kort: wat kwam aan de orde, wat spraken we af."
    )
    inwoners = models.PositiveSmallIntegerField(
        "hoeveel inwoners erbij waren", null=True, blank=True, help_text="0 als er geen inwoner was."
    )
    leerpunten = models.ManyToManyField(
        Leerpunt, blank=True, related_name="bijeenkomsten", verbose_name="leerpunten"
    )
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    versie = models.PositiveIntegerField(default=0, editable=False)  # of the invitation: SEQUENCE in the ics

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            models.CheckConstraint(
                name="bijeenkomst_eindigt_na_begin",
                condition=Q(eindigt_op__gt=F("begint_op")),
                violation_error_message="Het einde ligt niet na het begin.",
            ),
            models.CheckConstraint(
                name="bijeenkomst_module_bij_training",
                condition=Q(module__isnull=True) | Q(soort="training"),
                violation_error_message="Een module hoort bij een training.",
            ),
        ]
        indexes = [models.Index(fields=["soort", "begint_op"], name="bijeenkomst_ritme")]

    def __str__(self):
        return self.titel

    @property
    def dag(self) -> date:
        return timezone.localdate(self.begint_op)


class Deelname(models.Model):
    """That someone was asked to a bijeenkomst, and whether they were there: an ambassadeur or an organisatie."""

    class Status(models.TextChoices):
        GEVRAAGD = "gevraagd", "Gevraagd"
        AANWEZIG = "aanwezig", "Was er"
        AFWEZIG = "afwezig", "Was er niet"

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="deelnames")
    ambassadeur = models.ForeignKey(
        Ambassadeur, on_delete=models.PROTECT, null=True, blank=True, related_name="deelnames"
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.GEVRAAGD)
    gemaild_op = models.DateTimeField(null=True, blank=True)
    gemailde_versie = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints = [
            models.CheckConstraint(
                name="deelname_van_een",
                condition=Q(ambassadeur__isnull=False, organisatie__isnull=True)
                | Q(ambassadeur__isnull=True, organisatie__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["bijeenkomst", "ambassadeur"],
                condition=Q(ambassadeur__isnull=False),
                name="deelname_ambassadeur_een_keer",
            ),
            models.UniqueConstraint(
                fields=["bijeenkomst", "organisatie"],
                condition=Q(organisatie__isnull=False),
                name="deelname_organisatie_een_keer",
            ),
        ]

    def __str__(self):
        return f"Deelname {self.pk}"


class Ritme(models.Model):
    """How often bijeenkomsten of a soort are to be held. No row: when there is reason to."""

    soort = models.CharField("soort", max_length=20, choices=Bijeenkomst.Soort.choices, unique=True)
    maanden = models.PositiveSmallIntegerField("ten minste eens per … maanden")

    class Meta:
        verbose_name = "ritme"
        verbose_name_plural = "ritmes"
        constraints = [
            models.CheckConstraint(
                name="ritme_tot_twee_jaar",
                condition=Q(maanden__gte=1, maanden__lte=24),
                violation_error_message="Kies tussen 1 en 24 maanden.",
            )
        ]

    def __str__(self):
        return f"{self.get_soort_display()}: eens per {self.maanden} maanden"
