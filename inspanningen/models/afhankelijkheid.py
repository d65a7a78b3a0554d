from django.db import models
from django.db.models import F, Q

from inspanningen.gelijktijdig import MetVersie
from inspanningen.models.inspanning import Inspanning
from inspanningen.models.mijlpaal import Mijlpaal
from inspanningen.querysets.afhankelijkheid import AfhankelijkheidQuerySet


class Afhankelijkheid(MetVersie):
    """That an inspanning waits for something: of another inspanning, or of something outside the programme (`buiten`).

    The inspanningen never wait for each other in a circle: the service refuses that.
    """

    inspanning = models.ForeignKey(
        Inspanning, on_delete=models.CASCADE, related_name="afhankelijkheden", verbose_name="wie wacht"
    )
    hangt_af_van = models.ForeignKey(
        Inspanning,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wachtenden",
        verbose_name="wacht op inspanning",
    )
    buiten = models.CharField(
        "wacht op iets buiten het programma",
        max_length=100,
        blank=True,
        help_text="Bijvoorbeeld een vergunning, een landelijke regeling of een plan van een partner.",
    )
    waarvoor = models.CharField(
        "waarvoor", max_length=200, help_text="Wat moet er klaar zijn, en wat kan daarna?"
    )
    mijlpaal = models.ForeignKey(
        Mijlpaal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wachtenden",
        verbose_name="wacht op mijlpaal",
    )
    nodig_van = models.DateField("nodig vanaf", null=True, blank=True)
    nodig_tot = models.DateField("uiterlijk nodig op", null=True, blank=True)
    is_kritiek = models.BooleanField("kritiek", default=False)
    reden_kritiek = models.CharField(
        "waarom kritiek", max_length=200, blank=True, help_text="Wat loopt vast als dit er niet op tijd is?"
    )

    objects = AfhankelijkheidQuerySet.as_manager()

    class Meta:
        verbose_name = "afhankelijkheid"
        verbose_name_plural = "afhankelijkheden"
        constraints = [
            models.UniqueConstraint(
                fields=["inspanning", "hangt_af_van", "waarvoor"],
                condition=Q(hangt_af_van__isnull=False),
                name="afhankelijkheid_uniek",
                violation_error_message="Deze afhankelijkheid staat er al.",
            ),
            models.CheckConstraint(
                name="afhankelijkheid_van_een_ding",
                condition=Q(hangt_af_van__isnull=False, buiten="")
                | Q(hangt_af_van__isnull=True) & ~Q(buiten=""),
                violation_error_message="Kies een inspanning, of schrijf op wat het buiten het programma is: een van de twee.",
            ),
            models.CheckConstraint(
                name="afhankelijkheid_mijlpaal_van_een_inspanning",
                condition=Q(mijlpaal__isnull=True) | Q(hangt_af_van__isnull=False),
                violation_error_message="Een mijlpaal hoort bij een inspanning. Kies ook die inspanning.",
            ),
            models.CheckConstraint(
                name="afhankelijkheid_niet_van_zichzelf",
                condition=Q(hangt_af_van__isnull=True) | ~Q(hangt_af_van=F("inspanning")),
                violation_error_message="Een inspanning kan niet op zichzelf wachten.",
            ),
            models.CheckConstraint(
                name="afhankelijkheid_zegt_waarvoor",
                condition=~Q(waarvoor=""),
                violation_error_message="Schrijf op waarvoor.",
            ),
            models.CheckConstraint(
                name="afhankelijkheid_nodig_tot_na_van",
                condition=Q(nodig_van__isnull=True)
                | Q(nodig_tot__isnull=False, nodig_tot__gte=F("nodig_van")),
                violation_error_message="De uiterste dag ontbreekt, of ligt voor de eerste dag.",
            ),
            models.CheckConstraint(
                name="afhankelijkheid_kritiek_met_reden",
                condition=Q(is_kritiek=False, reden_kritiek="") | Q(is_kritiek=True) & ~Q(reden_kritiek=""),
                violation_error_message="Schrijf op waarom dit kritiek is.",
            ),
        ]

    def __str__(self):
        return self.waarvoor
