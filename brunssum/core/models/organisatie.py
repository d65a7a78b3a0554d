from django.db import models

from brunssum.core.querysets.organisatie import OrganisatieQuerySet


class Organisatie(models.Model):
    """A body or group that has to do with the programme: a corporation, a care provider, the council."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", "Gemeente en bestuur"
        CORPORATIE = "corporatie", "Woningcorporatie"
        ZORG = "zorg", "Zorg en welzijn"
        VEILIGHEID = "veiligheid", "Veiligheid"
        WERK = "werk", "Werk en inkomen"
        INWONERS = "inwoners", "Inwoners en buurtnetwerken"
        REGIO = "regio", "Regio en andere overheden"
        BEDRIJF = "bedrijf", "Bedrijf of adviseur"

    naam = models.CharField("naam", max_length=150, unique=True)
    soort = models.CharField("soort", max_length=20, choices=Soort.choices)
    is_stakeholder = models.BooleanField(
        "stakeholder", default=False, help_text="Staat in het programmaplan."
    )
    is_kernpartner = models.BooleanField("kernpartner", default=False)
    is_alliantiepartner = models.BooleanField("alliantiepartner", default=False)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def __str__(self):
        return self.naam
