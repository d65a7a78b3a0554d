from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casuistiek.models.casus import Casus
from casuistiek.models.signaal import Signaal
from casuistiek.querysets import PrivacyverzoekQuerySet


class Privacyverzoek(models.Model):
    """What a resident asks about the own data (AVG 15 to 18), and by when it must be answered.

    Of a casus, or of a signaal that is none; when it becomes one, the verzoek goes along and belongs to the casus.
    """

    class Soort(models.TextChoices):
        INZAGE = "inzage", "Inzage: wat staat er over mij"
        RECTIFICATIE = "rectificatie", "Rectificatie: dit klopt niet"
        WISSEN = "wissen", "Wissen: haal mijn gegevens weg"
        BEPERKING = "beperking", "Beperking: gebruik dit niet verder"

    class Uitkomst(models.TextChoices):
        OPEN = "", "Nog te doen"
        INGEWILLIGD = "ingewilligd", "Gedaan"
        AFGEWEZEN = "afgewezen", "Niet gedaan"

    casus = models.ForeignKey(
        Casus, on_delete=models.CASCADE, null=True, blank=True, related_name="privacyverzoeken"
    )
    signaal = models.ForeignKey(
        Signaal, on_delete=models.CASCADE, null=True, blank=True, related_name="privacyverzoeken"
    )
    betrokkene = models.BigIntegerField("nummer van de betrokkene")  # no key: the request outlives the person
    soort = models.CharField("wat wordt er gevraagd", max_length=20, choices=Soort.choices)
    toelichting = models.TextField("wat zegt de betrokkene", blank=True, help_text="Zonder namen.")
    ontvangen_op = models.DateField("ontvangen op")
    uiterlijk_op = models.DateField("antwoord uiterlijk op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uitkomst = models.CharField(max_length=20, choices=Uitkomst.choices, blank=True)
    antwoord = models.TextField("wat is er gedaan, of waarom niet", blank=True, help_text="Zonder namen.")
    afgehandeld_op = models.DateField(null=True)
    afgehandeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = PrivacyverzoekQuerySet.as_manager()

    class Meta:
        verbose_name = "privacyverzoek"
        verbose_name_plural = "privacyverzoeken"
        constraints = [
            models.CheckConstraint(
                name="privacyverzoek_over_een_casus_of_signaal",
                condition=Q(casus__isnull=False) | Q(signaal__isnull=False),
            ),
            models.CheckConstraint(
                name="privacyverzoek_termijn_na_ontvangst", condition=Q(uiterlijk_op__gt=F("ontvangen_op"))
            ),
            models.CheckConstraint(
                name="privacyverzoek_afgehandeld_heel",
                condition=Q(uitkomst="", afgehandeld_op__isnull=True, afgehandeld_door__isnull=True)
                | ~Q(uitkomst="")
                & ~Q(antwoord="")
                & Q(afgehandeld_op__isnull=False, afgehandeld_door__isnull=False),
                violation_error_message="Schrijf op wat er is gedaan, of waarom niet.",
            ),
        ]
        indexes = [models.Index(fields=["uitkomst", "uiterlijk_op"], name="privacyverzoek_open")]

    @property
    def over(self) -> Casus | Signaal:
        """What it belongs to now."""
        return self.casus or self.signaal

    def __str__(self):
        return f"Privacyverzoek {self.pk}"
