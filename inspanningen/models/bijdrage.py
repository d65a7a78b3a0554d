from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inspanningen.models.doelstelling import Doelstelling
from inspanningen.models.inspanning import Inspanning
from inspanningen.querysets.bijdrage import BijdrageQuerySet
from monitor.models import Indicator, Verhaal

MAX_AANNAME = 2000


class Bijdrage(models.Model):
    """That an inspanning contributes to a doelstelling: how much, why we think so, and what we saw of it (Bewijs).

    Taken off the kaart it no longer `loopt`; what was written and seen stays, and is there again when it comes back.
    """

    class Sterkte(models.TextChoices):
        KLEIN = "klein", "Klein"
        MIDDEL = "middel", "Middel"
        GROOT = "groot", "Groot"

    inspanning = models.ForeignKey(Inspanning, on_delete=models.CASCADE, related_name="bijdragen")
    doelstelling = models.ForeignKey(Doelstelling, on_delete=models.PROTECT, related_name="bijdragen")
    sterkte = models.CharField(
        "sterkte",
        max_length=10,
        choices=Sterkte.choices,
        blank=True,
        help_text="Hoeveel dichter komt de doelstelling als deze inspanning lukt? Leeg: dat weten we nog niet.",
    )
    aanname = models.TextField(
        "aanname",
        blank=True,
        max_length=MAX_AANNAME,
        help_text="Waarom denken we dat dit werkt? Begin bijvoorbeeld met: als …, dan …, omdat …",
    )
    loopt = models.BooleanField("staat op de kaart", default=True)
    gewijzigd_op = models.DateTimeField("laatst gewijzigd", default=timezone.now, editable=False)

    objects = BijdrageQuerySet.as_manager()

    class Meta:
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"
        constraints = [
            models.UniqueConstraint(fields=["inspanning", "doelstelling"], name="bijdrage_uniek"),
            models.CheckConstraint(
                name="bijdrage_sterkte_bestaat",
                condition=Q(sterkte__in=["", "klein", "middel", "groot"]),
                violation_error_message="Kies klein, middel of groot, of laat het open.",
            ),
        ]

    def __str__(self):
        return f"{self.inspanning_id} aan {self.doelstelling_id}"


class Bewijs(models.Model):
    """What someone saw, on one day, of whether an inspanning brings a doelstelling closer. Never changed or removed."""

    class Richting(models.TextChoices):
        STEUNT = "steunt", "Steunt de aanname"
        SPREEKT_TEGEN = "spreekt_tegen", "Spreekt de aanname tegen"

    bijdrage = models.ForeignKey(Bijdrage, on_delete=models.PROTECT, related_name="bewijzen")
    op = models.DateField("gezien op")
    tekst = models.TextField(
        "wat we zagen",
        max_length=MAX_AANNAME,
        help_text="Wat is er te zien of te horen? Zonder namen van bewoners.",
    )
    richting = models.CharField("wat zegt het", max_length=20, choices=Richting.choices)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cijfer"
    )
    verhaal = models.ForeignKey(
        Verhaal, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="verhaal"
    )
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="door"
    )
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bewijs"
        verbose_name_plural = "bewijzen"
        constraints = [
            models.CheckConstraint(
                name="bewijs_richting_bestaat",
                condition=Q(richting__in=["steunt", "spreekt_tegen"]),
                violation_error_message="Kies of dit de aanname steunt of tegenspreekt.",
            ),
            models.CheckConstraint(
                name="bewijs_heeft_tekst",
                condition=~Q(tekst=""),
                violation_error_message="Schrijf op wat u zag.",
            ),
        ]
        indexes = [models.Index(fields=["bijdrage", "richting"], name="bewijs_per_bijdrage")]

    def __str__(self):
        return f"Bewijs {self.pk}"
