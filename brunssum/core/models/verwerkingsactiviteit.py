from django.db import models

from brunssum.core.querysets.verwerkingsactiviteit import VerwerkingsactiviteitQuerySet


class Verwerkingsactiviteit(models.Model):
    """An entry of the register of processing activities (AVG 30): why personal data are used, and what allows it.

    Comes from brunssum/core/data/verwerkingsactiviteiten.yaml; the municipality's lawyer fills that in.
    """

    CASUISTIEK = "casuistiek"
    """The code of the one that every casus belongs to, unless it names another."""

    class Grondslag(models.TextChoices):
        TOESTEMMING = "toestemming", "Toestemming (AVG 6.1.a)"
        OVEREENKOMST = "overeenkomst", "Uitvoering van een overeenkomst (AVG 6.1.b)"
        PLICHT = "wettelijke_plicht", "Wettelijke verplichting (AVG 6.1.c)"
        VITAAL = "vitaal_belang", "Vitaal belang (AVG 6.1.d)"
        TAAK = "publieke_taak", "Taak van algemeen belang (AVG 6.1.e)"
        BELANG = "gerechtvaardigd_belang", "Gerechtvaardigd belang (AVG 6.1.f)"

    code = models.SlugField("code", max_length=40, unique=True)
    naam = models.CharField("naam", max_length=150)
    doel = models.TextField("doel")
    grondslag = models.CharField("grondslag", max_length=30, choices=Grondslag.choices)
    wettelijke_basis = models.CharField("wet of regeling", max_length=300, blank=True)
    categorieen = models.TextField("welke gegevens", blank=True, help_text="Een soort gegevens per regel.")
    betrokkenen = models.TextField("van wie", blank=True)
    bewaartermijn = models.CharField(
        "bewaartermijn", max_length=200, blank=True, help_text="Waar de termijn staat, of hoe lang."
    )
    eigenaar = models.CharField(
        "eigenaar", max_length=150, help_text="De functie die ervoor verantwoordelijk is."
    )
    register_uri = models.URLField("plaats in het register", max_length=300, blank=True)

    objects = VerwerkingsactiviteitQuerySet.as_manager()

    class Meta:
        verbose_name = "verwerkingsactiviteit"
        verbose_name_plural = "verwerkingsactiviteiten"
        constraints = [
            models.CheckConstraint(name="verwerkingsactiviteit_met_doel", condition=~models.Q(doel=""))
        ]

    def __str__(self):
        return self.naam
