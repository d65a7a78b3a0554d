from django.db import models
from django.db.models import F, Q

from brunssum.core.models import Gebied
from monitor.querysets import UitvraagQuerySet

KLEINSTE_GROEP = 5


class Uitvraag(models.Model):
    """A round in which residents were asked: conversations, a meeting, the question round of every two years."""

    class Soort(models.TextChoices):
        VRAGENRONDE = "vragenronde", "Tweejaarlijkse vragenronde"
        BEWONERSBERAAD = "beraad", "Bewonersberaad"
        GESPREKKEN = "gesprekken", "Gesprekken"

    naam = models.CharField("naam", max_length=150, unique=True)
    soort = models.CharField("soort", max_length=12, choices=Soort.choices)
    van = models.DateField("eerste dag")
    tot = models.DateField("laatste dag")
    gebied = models.ForeignKey(
        Gebied,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="uitvragen",
        verbose_name="gebied",
    )
    methode = models.TextField("hoe is het gevraagd", max_length=2000)
    uitgenodigd = models.PositiveIntegerField("hoeveel mensen zijn gevraagd", null=True, blank=True)
    meegedaan = models.PositiveIntegerField("hoeveel mensen deden mee", null=True, blank=True)
    samenvatting = models.TextField("wat kwam eruit", max_length=4000, blank=True)

    objects = UitvraagQuerySet.as_manager()

    class Meta:
        verbose_name = "uitvraag"
        verbose_name_plural = "uitvragen"
        constraints = [
            models.CheckConstraint(
                name="uitvraag_tot_niet_voor_van",
                condition=Q(tot__gte=F("van")),
                violation_error_message="De laatste dag ligt voor de eerste dag.",
            ),
            models.CheckConstraint(
                name="uitvraag_niet_meer_mee_dan_gevraagd",
                condition=Q(meegedaan__isnull=True)
                | Q(uitgenodigd__isnull=True)
                | Q(meegedaan__lte=F("uitgenodigd")),
                violation_error_message="Er deden meer mensen mee dan er zijn gevraagd. Controleer de aantallen.",
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def respons(self) -> float | None:
        """How many of every hundred who were asked took part."""
        if not self.uitgenodigd or self.meegedaan is None:
            return None
        return 100 * self.meegedaan / self.uitgenodigd


class Uitvraagcijfer(models.Model):
    """One figure of an uitvraag: how many of those who answered said this."""

    uitvraag = models.ForeignKey(Uitvraag, on_delete=models.CASCADE, related_name="cijfers")
    omschrijving = models.CharField("wat zeiden zij", max_length=200)
    aantal = models.PositiveIntegerField("hoeveel mensen zeiden dit")
    van_aantal = models.PositiveIntegerField("hoeveel mensen gaven antwoord")

    class Meta:
        verbose_name = "cijfer van een uitvraag"
        verbose_name_plural = "cijfers van een uitvraag"
        constraints = [
            models.CheckConstraint(
                name="uitvraagcijfer_deel_van_geheel",
                condition=Q(van_aantal__gte=1, aantal__lte=F("van_aantal")),
                violation_error_message="Er kunnen niet meer mensen iets zeggen dan er antwoord gaven.",
            ),
            models.UniqueConstraint(
                fields=["uitvraag", "omschrijving"],
                name="uitvraagcijfer_een_keer",
                violation_error_message="Dit cijfer staat er al.",
            ),
        ]

    def __str__(self):
        return self.omschrijving

    @property
    def is_klein(self) -> bool:
        """So few people said it, or said something else, that one could tell who: then it is not shown."""
        return 0 < self.aantal < KLEINSTE_GROEP or 0 < self.van_aantal - self.aantal < KLEINSTE_GROEP

    @property
    def percentage(self) -> float | None:
        return None if self.is_klein else 100 * self.aantal / self.van_aantal
