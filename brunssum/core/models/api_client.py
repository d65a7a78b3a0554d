from django.db import models
from oauth2_provider.models import AbstractApplication

from brunssum.core.models.organisatie import Organisatie
from brunssum.core.rollen import RECHTEN, Rol, zicht_of


class ApiClient(AbstractApplication):
    """A partner's system that reads the API for its organisation (OAuth 2.0 client credentials).

    It has the rights of the rol partner, so visible_to(client) works as for a person.
    """

    is_authenticated = True  # it stands where a person stands: as the user of a request

    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="api_clients")

    rollen = frozenset({Rol.PARTNER})

    class Meta(AbstractApplication.Meta):
        verbose_name = "API-client"
        verbose_name_plural = "API-clients"

    def __str__(self):
        return self.name

    @property
    def zicht(self):
        return zicht_of(self.rollen)

    def mag(self, recht: str) -> bool:
        return recht in RECHTEN[Rol.PARTNER]
