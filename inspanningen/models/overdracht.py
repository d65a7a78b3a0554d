from django.conf import settings
from django.db import models
from django.db.models import F, Q

from inspanningen.models.inspanning import Inspanning
from inspanningen.querysets.overdracht import OverdrachtQuerySet, OverdrachtspuntQuerySet


class Overdracht(models.Model):
    """An inspanning that works, on its way to the line: to a bateneigenaar who keeps it up after the programme."""

    class Status(models.TextChoices):
        LOOPT = "loopt", "Loopt"
        KLAAR = "klaar", "Wacht op de bateneigenaar"
        AFGEROND = "afgerond", "Overgenomen"
        GESTOPT = "gestopt", "Gestopt"

    LOPEND = (Status.LOOPT, Status.KLAAR)

    inspanning = models.ForeignKey(Inspanning, on_delete=models.CASCADE, related_name="overdrachten")
    bateneigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="overdrachten",
        verbose_name="bateneigenaar",
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.LOOPT)
    begonnen_op = models.DateField("begonnen op")
    begonnen_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uiterlijk = models.DateField("klaar op")
    klaar_op = models.DateField("klaar gemeld op", null=True, blank=True)
    klaar_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    beeindigd_op = models.DateField("beëindigd op", null=True, blank=True)
    slotwoord = models.TextField("slotwoord", blank=True)
    """Of the bateneigenaar who took over, or the reason why it stopped."""

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        constraints = [
            models.CheckConstraint(
                name="overdracht_status_bestaat",
                condition=Q(status__in=["loopt", "klaar", "afgerond", "gestopt"]),
            ),
            models.UniqueConstraint(
                fields=["inspanning"],
                condition=Q(status__in=["loopt", "klaar"]),
                name="overdracht_een_tegelijk",
                violation_error_message="Er loopt al een overdracht van deze inspanning.",
            ),
            models.CheckConstraint(
                name="overdracht_klaar_op_na_begin",
                condition=Q(uiterlijk__gte=F("begonnen_op")),
                violation_error_message="De dag waarop het klaar moet zijn, ligt voor het begin.",
            ),
            models.CheckConstraint(
                name="overdracht_klaar_door_iemand",
                condition=Q(status__in=["loopt", "gestopt"])
                | Q(klaar_op__isnull=False, klaar_door__isnull=False),
            ),
            models.CheckConstraint(
                name="overdracht_door_twee",
                condition=Q(klaar_door__isnull=True) | ~Q(klaar_door=F("bateneigenaar")),
                violation_error_message="Wie overneemt, is een ander dan wie zegt dat alles klaar is.",
            ),
            models.CheckConstraint(
                name="overdracht_beeindigd_op_een_dag",
                condition=Q(status__in=["loopt", "klaar"], beeindigd_op__isnull=True)
                | Q(
                    status__in=["afgerond", "gestopt"],
                    beeindigd_op__isnull=False,
                    beeindigd_op__gte=F("begonnen_op"),
                ),
                violation_error_message="Een overdracht eindigt niet voor zij begint.",
            ),
            models.CheckConstraint(
                name="overdracht_gestopt_met_reden",
                condition=~Q(status="gestopt") | ~Q(slotwoord=""),
                violation_error_message="Schrijf op waarom de overdracht stopt.",
            ),
        ]

    def __str__(self):
        return f"overdracht van {self.inspanning}"

    @property
    def is_lopend(self) -> bool:
        return self.status in self.LOPEND


class Overdrachtspunt(models.Model):
    """One point of the checklist of an overdracht: done, or not needed with a reason why."""

    class Stand(models.TextChoices):
        OPEN = "open", "Nog te doen"
        GEDAAN = "gedaan", "Gedaan"
        NIET_NODIG = "niet_nodig", "Niet nodig"

    overdracht = models.ForeignKey(Overdracht, on_delete=models.CASCADE, related_name="punten")
    volgorde = models.PositiveSmallIntegerField()
    titel = models.CharField("punt", max_length=150)
    uitleg = models.CharField("wat is er dan geregeld", max_length=300, blank=True)
    is_eigen = models.BooleanField(default=False)
    """Added here, beside the standard list."""
    stand = models.CharField(max_length=20, choices=Stand.choices, default=Stand.OPEN)
    opmerking = models.CharField("opmerking", max_length=300, blank=True)
    op = models.DateField(null=True, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OverdrachtspuntQuerySet.as_manager()

    class Meta:
        verbose_name = "overdrachtspunt"
        verbose_name_plural = "overdrachtspunten"
        constraints = [
            models.UniqueConstraint(
                fields=["overdracht", "titel"],
                name="overdrachtspunt_uniek",
                violation_error_message="Dit punt staat er al.",
            ),
            models.CheckConstraint(
                name="overdrachtspunt_stand_bestaat",
                condition=Q(stand__in=["open", "gedaan", "niet_nodig"]),
            ),
            models.CheckConstraint(
                name="overdrachtspunt_door_iemand_op_een_dag",
                condition=Q(stand="open") | Q(op__isnull=False, door__isnull=False),
            ),
            models.CheckConstraint(
                name="overdrachtspunt_niet_nodig_met_reden",
                condition=~Q(stand="niet_nodig") | ~Q(opmerking=""),
                violation_error_message="Schrijf op waarom dit punt niet nodig is.",
            ),
        ]

    def __str__(self):
        return self.titel
