from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from brunssum.core.models import Organisatie
from casuistiek.models.budget import Budget
from casuistiek.models.casus import Casus


class Voorstel(models.Model):
    """The small push that is proposed for a casus, and why nobody else can pay for it. The last one counts."""

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="voorstellen")
    kleine_duw = models.TextField("de kleine duw", help_text="Wat gaan we doen dat het vlot trekt?")
    bedrag = models.DecimalField(
        "bedrag", max_digits=10, decimal_places=2, help_text="0 mag: niet elke duw kost geld."
    )
    waarom_niet_regulier = models.TextField(
        "waarom niet regulier", help_text="Waarom past geen gewone regeling, ook niet met wat goede wil?"
    )
    kosten_van_niets_doen = models.TextField(
        "wat kost niets doen", help_text="Wat gebeurt er als we niets doen, en wat kost dat?"
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateField()
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        constraints = [
            models.CheckConstraint(
                name="voorstel_bedrag_niet_negatief",
                condition=Q(bedrag__gte=0),
                violation_error_message="Een bedrag is nul of meer.",
            )
        ]

    def __str__(self):
        return f"Voorstel {self.pk}"


class Weigering(models.Model):
    """An instantie that said no, and on which ground."""

    voorstel = models.ForeignKey(Voorstel, on_delete=models.CASCADE, related_name="weigeringen")
    instantie = models.CharField("instantie", max_length=150)
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    grond = models.CharField(
        "op welke grond", max_length=300, help_text="De regel of de reden die zij noemden."
    )

    class Meta:
        verbose_name = "weigering"
        verbose_name_plural = "weigeringen"

    def __str__(self):
        return self.instantie


class Waardendriehoek(models.Model):
    """The motivering of a besluit: is it right, who does what, and is it worth it."""

    legitimiteit = models.TextField("legitimiteit", help_text="Mag het, en is het uit te leggen?")
    betrokkenheid = models.TextField(
        "betrokkenheid", help_text="Wat doet de inwoner zelf, en wie staat ernaast?"
    )
    rendement = models.TextField("rendement", help_text="Wat levert het op, ook vergeleken met niets doen?")

    class Meta:
        abstract = True


class VoorgenomenBesluit(Waardendriehoek):
    """A yes above the mandaat of the beslisser: it waits for a second person, and commits no money until then.

    Confirmed, it becomes a Besluit. A no costs nothing and never waits.
    """

    class Status(models.TextChoices):
        WACHT = "wacht", "Wacht op een tweede"
        BEVESTIGD = "bevestigd", "Bevestigd"
        TERUGGEGEVEN = "teruggegeven", "Teruggegeven"
        VERVALLEN = "vervallen", "Vervallen"

    voorstel = models.ForeignKey(Voorstel, on_delete=models.PROTECT, related_name="voorgenomen_besluiten")
    bedrag = models.DecimalField("bedrag", max_digits=10, decimal_places=2)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    beslisser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateField()
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.WACHT)
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    beantwoord_op = models.DateField(null=True, blank=True)
    toelichting = models.TextField(blank=True)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "voorgenomen besluit"
        verbose_name_plural = "voorgenomen besluiten"
        constraints = [
            models.UniqueConstraint(
                fields=["voorstel"],
                condition=Q(status="wacht"),
                name="voorgenomenbesluit_een_wacht_per_voorstel",
            ),
            models.CheckConstraint(name="voorgenomenbesluit_kost_geld", condition=Q(bedrag__gt=0)),
            models.CheckConstraint(
                name="voorgenomenbesluit_beantwoord_door_een_ander",
                condition=Q(
                    status__in=["wacht", "vervallen"],
                    beantwoord_door__isnull=True,
                )
                | Q(status__in=["bevestigd", "teruggegeven"], beantwoord_door__isnull=False)
                & ~Q(beantwoord_door=F("beslisser")),
            ),
            models.CheckConstraint(
                name="voorgenomenbesluit_beantwoord_met_datum",
                condition=Q(status="wacht", beantwoord_op__isnull=True)
                | ~Q(status="wacht") & Q(beantwoord_op__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Voorgenomen besluit {self.pk}"


class Besluit(Waardendriehoek):
    """Yes or no to a voorstel, by someone whose mandaat reaches that far, with the waardendriehoek as motivering."""

    class Uitkomst(models.TextChoices):
        TOEGEKEND = "toegekend", "Toegekend"
        AFGEWEZEN = "afgewezen", "Afgewezen"

    voorstel = models.OneToOneField(Voorstel, on_delete=models.PROTECT, related_name="besluit")
    uitkomst = models.CharField(max_length=20, choices=Uitkomst.choices)
    bedrag = models.DecimalField("toegekend bedrag", max_digits=10, decimal_places=2, default=0)
    budget = models.ForeignKey(
        Budget, on_delete=models.PROTECT, null=True, blank=True, related_name="besluiten"
    )
    beslisser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # the second pair of eyes; empty: within the beslisser's own mandaat
    op = models.DateField()
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        constraints = [
            models.CheckConstraint(
                name="besluit_bedrag_past_bij_uitkomst",
                condition=Q(uitkomst="toegekend", bedrag=0)
                | Q(uitkomst="toegekend", bedrag__gt=0, budget__isnull=False)
                | Q(uitkomst="afgewezen", bedrag=0, budget__isnull=True),
                violation_error_message="Kies bij een toekenning waar het geld vandaan komt.",
            ),
            models.CheckConstraint(
                name="besluit_bevestigd_door_een_ander",
                condition=Q(bevestigd_door__isnull=True) | ~Q(bevestigd_door=F("beslisser")),
                violation_error_message="Een ander dan de beslisser bevestigt een besluit.",
            ),
        ]

    def __str__(self):
        return f"{self.get_uitkomst_display()} {self.pk}"
