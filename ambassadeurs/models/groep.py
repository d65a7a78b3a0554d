from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ambassadeurs.querysets import AmbassadeurQuerySet, AmbassadeursgroepQuerySet
from brunssum.core.versleuteling import EncryptedTextField


class Ambassadeursgroep(models.Model):
    """People who steer the programme from their own life or work. They decide themselves how they work together."""

    class Soort(models.TextChoices):
        INWONERS = "inwoners", "Inwoners"
        MEDEWERKERS = "medewerkers", "Medewerkers gemeente"
        EXTERNE_PARTIJEN = "externe_partijen", "Externe partijen"

    naam = models.CharField("naam", max_length=100, unique=True)
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    omschrijving = models.TextField("omschrijving", help_text="Wie zijn zij, in een of twee zinnen.")
    werkwijze = models.TextField(
        "werkwijze", blank=True, help_text="Hoe de groep wil werken. De groep schrijft dit zelf."
    )
    gestart_op = models.DateField("gestart op")
    contactpersoon = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="contactpersoon",
        help_text="Wie van het programmateam zorgt dat de groep antwoord krijgt.",
    )

    objects = AmbassadeursgroepQuerySet.as_manager()

    class Meta:
        verbose_name = "ambassadeursgroep"
        verbose_name_plural = "ambassadeursgroepen"

    def __str__(self):
        return self.naam


class Ambassadeur(models.Model):
    """A member of a group, known by what they are or do there, for as long as they take part."""

    groep = models.ForeignKey(Ambassadeursgroep, on_delete=models.CASCADE, related_name="ambassadeurs")
    aanduiding = models.CharField(
        "aanduiding",
        max_length=100,
        help_text="Een functie of een voornaam, zoals de ambassadeur zelf wil.",
    )
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="ambassadeurschappen",
        verbose_name="account",
        help_text="Alleen als deze ambassadeur hier ook inlogt.",
    )
    lid_van = models.DateField("lid vanaf")
    lid_tot = models.DateField("lid tot", null=True, blank=True)
    reden_vertrek = models.CharField(
        "waarom deze ambassadeur stopte", max_length=300, blank=True, help_text="In hun eigen woorden."
    )
    vergoeding = models.DecimalField(
        "vergoeding per bijeenkomst", max_digits=6, decimal_places=2, null=True, blank=True
    )
    toestemming_foto_op = models.DateField("mag op de foto, gevraagd op", null=True, blank=True)
    toestemming_citaat_op = models.DateField("mag geciteerd worden, gevraagd op", null=True, blank=True)
    mailadres = EncryptedTextField(
        "mailadres",
        purpose="ambassadeur",
        blank=True,
        help_text="Alleen om uit te nodigen en antwoord te geven. Staat versleuteld in de database.",
    )
    linkversie = models.PositiveIntegerField(default=1, editable=False)  # raised: older personal links stop

    objects = AmbassadeurQuerySet.as_manager()

    class Meta:
        verbose_name = "ambassadeur"
        verbose_name_plural = "ambassadeurs"
        constraints = [
            models.CheckConstraint(
                name="ambassadeur_lid_tot_na_lid_van",
                condition=Q(lid_tot__isnull=True) | Q(lid_tot__gt=F("lid_van")),
                violation_error_message="De laatste dag ligt voor de eerste dag als lid.",
            ),
            models.UniqueConstraint(
                fields=["groep", "gebruiker"],
                condition=Q(lid_tot__isnull=True, gebruiker__isnull=False),
                name="ambassadeur_een_keer_per_groep",
                violation_error_message="Deze persoon is al lid van deze groep.",
            ),
        ]

    def __str__(self):
        return self.aanduiding

    def is_active_on(self, day: date) -> bool:
        return self.lid_van <= day and (self.lid_tot is None or self.lid_tot > day)
