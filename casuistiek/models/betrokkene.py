from django.db import models
from django.db.models import Q

from casuistiek.models.casus import Casus
from casuistiek.models.signaal import Signaal
from casuistiek.versleuteling import EncryptedTextField


class Betrokkene(models.Model):
    """A person a casus or a signaal is about: the only place for a name and contact data. Unreadable in the database.

    Read it through services.look_at_betrokkenen or look_at_bewoner, which check the right and write down the look.
    Who came with a signaal goes along to the casus, and from then on belongs to that.
    """

    casus = models.ForeignKey(
        Casus, on_delete=models.CASCADE, null=True, blank=True, related_name="betrokkenen"
    )
    signaal = models.ForeignKey(
        Signaal, on_delete=models.CASCADE, null=True, blank=True, related_name="betrokkenen"
    )
    naam = EncryptedTextField("naam")
    contact = EncryptedTextField(
        "contactgegevens",
        blank=True,
        help_text="Adres, telefoonnummer, e-mailadres: alleen wat u nodig hebt.",
    )

    class Meta:
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        constraints = [
            models.CheckConstraint(
                name="betrokkene_van_een_casus_of_signaal",
                condition=Q(casus__isnull=False) | Q(signaal__isnull=False),
            )
        ]

    def __str__(self):
        return f"Betrokkene {self.pk}"  # never the name: this text ends up in logs
