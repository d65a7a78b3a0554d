from django.db import models
from django.db.models import F, Q

from brunssum.core.models import Gebied
from inspanningen.querysets.doelen import StreefwaardeQuerySet
from monitor.models import Indicator, Thema


class Programma(models.Model):
    """The long programme that all inspanningen belong to. There is one."""

    naam = models.CharField("naam", max_length=150, unique=True)
    ambitie = models.TextField("ambitie")
    start = models.PositiveSmallIntegerField("startjaar")
    horizon = models.PositiveSmallIntegerField("jaar van de ambitie")
    herijking_jaren = models.PositiveSmallIntegerField(
        "herijking om de … jaar", default=4, help_text="Zo vaak wordt de koers opnieuw bepaald."
    )

    class Meta:
        verbose_name = "programma"
        verbose_name_plural = "programma’s"
        constraints = [
            models.CheckConstraint(
                name="programma_horizon_na_start",
                condition=Q(horizon__gt=F("start")),
                violation_error_message="Het jaar van de ambitie ligt niet na het startjaar.",
            )
        ]

    def __str__(self):
        return self.naam


class Doelstelling(models.Model):
    """What the programme wants to reach: strategisch for the whole term, operationeel for some years."""

    class Soort(models.TextChoices):
        STRATEGISCH = "strategisch", "Strategisch"
        OPERATIONEEL = "operationeel", "Operationeel"

    nummer = models.CharField("nummer", max_length=10, unique=True)
    naam = models.CharField("naam", max_length=200)
    soort = models.CharField("soort", max_length=20, choices=Soort.choices, default=Soort.STRATEGISCH)
    hoek = models.ForeignKey(
        Thema,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="doelstellingen",
        verbose_name="hoek van de stabiliteitsdriehoek",
    )

    class Meta:
        verbose_name = "doelstelling"
        verbose_name_plural = "doelstellingen"

    def __str__(self):
        return f"{self.nummer}. {self.naam}"


class Streefwaarde(models.Model):
    """What figure a doelstelling wants of an indicator, in one gebied and one year."""

    doelstelling = models.ForeignKey(
        Doelstelling, on_delete=models.CASCADE, related_name="streefwaarden", verbose_name="doelstelling"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="streefwaarden", verbose_name="indicator"
    )
    gebied = models.ForeignKey(
        Gebied, on_delete=models.PROTECT, related_name="streefwaarden", verbose_name="gebied"
    )
    jaar = models.PositiveSmallIntegerField("jaar")
    waarde = models.DecimalField("streefwaarde", max_digits=15, decimal_places=4)
    toelichting = models.CharField("toelichting", max_length=300, blank=True)

    objects = StreefwaardeQuerySet.as_manager()

    class Meta:
        verbose_name = "streefwaarde"
        verbose_name_plural = "streefwaarden"
        constraints = [
            models.UniqueConstraint(
                fields=["doelstelling", "indicator", "gebied", "jaar"],
                name="streefwaarde_een_per_jaar",
                violation_error_message="Voor dit doel, dit gebied en dit jaar staat er al een streefwaarde.",
            ),
            models.CheckConstraint(
                name="streefwaarde_jaar_bestaat",
                condition=Q(jaar__gte=1990, jaar__lte=2100),
                violation_error_message="Vul een jaar in, zoals 2030.",
            ),
        ]

    def __str__(self):
        return f"{self.indicator_id} {self.gebied_id} {self.jaar}"


class LeidendPrincipe(models.Model):
    """A rule of conduct of the programme, named in one or two words."""

    kort = models.CharField("naam", max_length=60, unique=True)
    uitleg = models.CharField("uitleg", max_length=300)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "leidend principe"
        verbose_name_plural = "leidende principes"

    def __str__(self):
        return self.kort
