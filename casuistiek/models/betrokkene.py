from django.db import models

from casuistiek.models.casus import Casus
from casuistiek.versleuteling import EncryptedTextField


class Betrokkene(models.Model):
    """A person a casus is about: the only place for a name and contact data. Unreadable in the database.

    Read it through services.look_at_betrokkenen, which checks the right and writes down the look.
    """

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="betrokkenen")
    naam = EncryptedTextField("naam")
    contact = EncryptedTextField(
        "contactgegevens",
        blank=True,
        help_text="Adres, telefoonnummer, e-mailadres: alleen wat u nodig hebt.",
    )

    class Meta:
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"

    def __str__(self):
        return f"Betrokkene {self.pk}"  # never the name: this text ends up in logs
