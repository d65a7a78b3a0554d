from django.db import models

from ambassadeurs.models.groep import Ambassadeursgroep
from ambassadeurs.querysets import MeeschrijvenQuerySet
from inspanningen.models import Doelstelling


class Meeschrijven(models.Model):
    """That a group writes along on the words of a doelstelling, as long as these are a concept."""

    groep = models.ForeignKey(Ambassadeursgroep, on_delete=models.CASCADE, related_name="schrijft_mee")
    doelstelling = models.ForeignKey(Doelstelling, on_delete=models.CASCADE, related_name="meeschrijvers")
    sinds = models.DateField("sinds")

    objects = MeeschrijvenQuerySet.as_manager()

    class Meta:
        verbose_name = "meeschrijven"
        verbose_name_plural = "meeschrijven"
        constraints = [
            models.UniqueConstraint(
                fields=["groep", "doelstelling"],
                name="meeschrijven_een_keer_per_groep",
                violation_error_message="Deze groep schrijft al mee.",
            )
        ]

    def __str__(self):
        return f"{self.groep_id} aan {self.doelstelling_id}"
