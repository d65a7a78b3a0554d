from django.db import models
from django.db.models import F, Q

from inspanningen.querysets.doelen import ProgrammaperiodeQuerySet

MAX_TEKST = 4000
"""Longest text about a periode or a doelstelling, in characters: two pages."""


class Programma(models.Model):
    """The long programme that all inspanningen belong to. There is one."""

    naam = models.CharField("naam", max_length=150, unique=True)
    ambitie = models.TextField("ambitie")
    start = models.PositiveSmallIntegerField("startjaar")
    horizon = models.PositiveSmallIntegerField("jaar van de ambitie")
    herijking_jaren = models.PositiveSmallIntegerField(
        "herijking om de … jaar", default=4, help_text="Zo vaak wordt de koers opnieuw bepaald."
    )
    realisatieplanning_per_jaar = models.PositiveSmallIntegerField(
        "realisatieplanningen per jaar",
        default=2,
        help_text="Zo vaak wordt de planning van alle inspanningen vastgelegd.",
    )

    class Meta:
        verbose_name = "programma"
        verbose_name_plural = "programma’s"
        constraints = [
            models.CheckConstraint(
                name="programma_horizon_na_start",
                condition=Q(horizon__gt=F("start")),
                violation_error_message="Het jaar van de ambitie ligt niet na het startjaar.",
            ),
            models.CheckConstraint(
                name="programma_realisatieplanning_per_jaar",
                condition=Q(realisatieplanning_per_jaar__gte=1, realisatieplanning_per_jaar__lte=12),
                violation_error_message="Kies 1 tot en met 12 realisatieplanningen per jaar.",
            ),
        ]

    def __str__(self):
        return self.naam


class Programmaperiode(models.Model):
    """Some years of the programme with the course for them. At its start the course is set anew: the herijking."""

    programma = models.ForeignKey(Programma, on_delete=models.CASCADE, related_name="perioden")
    van = models.PositiveSmallIntegerField("van jaar")
    tot = models.PositiveSmallIntegerField("tot en met jaar")
    koers = models.TextField(
        "koers", blank=True, max_length=MAX_TEKST, help_text="Waar gaan deze jaren vooral over?"
    )
    herijkt_op = models.DateField(
        "koers bepaald op", null=True, blank=True, help_text="De dag waarop over deze koers is besloten."
    )
    wat_veranderde = models.TextField(
        "wat er veranderde",
        blank=True,
        max_length=MAX_TEKST,
        help_text="Wat doen we in deze jaren anders dan daarvoor, en waarom?",
    )

    objects = ProgrammaperiodeQuerySet.as_manager()

    class Meta:
        verbose_name = "programmaperiode"
        verbose_name_plural = "programmaperioden"
        constraints = [
            models.CheckConstraint(
                name="programmaperiode_tot_na_van",
                condition=Q(tot__gte=F("van")),
                violation_error_message="Het laatste jaar ligt voor het eerste jaar.",
            ),
            models.CheckConstraint(
                name="programmaperiode_jaren_bestaan",
                condition=Q(van__gte=2000, tot__lte=2100),
                violation_error_message="Vul jaren in tussen 2000 en 2100.",
            ),
            models.UniqueConstraint(
                fields=["programma", "van"],
                name="programmaperiode_begint_een_keer",
                violation_error_message="Er begint al een periode in dit jaar.",
            ),
            models.CheckConstraint(
                name="programmaperiode_herijkt_met_koers",
                condition=Q(herijkt_op__isnull=True) | ~Q(koers=""),
                violation_error_message="Schrijf de koers op die is bepaald.",
            ),
        ]

    def __str__(self):
        return f"{self.van}–{self.tot}"


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
