"""Which people."""

from django.db import models
from django.db.models import Q

from brunssum.core.rollen import Recht, Rol


class GebruikerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone for the beheerder; others see only themselves."""
        return self if user.mag(Recht.GEBRUIKERS_BEHEREN) else self.filter(pk=user.pk)

    def with_rollen(self):
        """The door by which a request gets its user: the rollen come along, so asking a right costs no query."""
        return self.prefetch_related("roltoekenningen")

    def for_list(self):
        return self.with_rollen().select_related("organisatie").order_by("naam", "pk")

    def having(self, rol: Rol):
        """Who has this rol and may log in."""
        return self.with_rollen().filter(is_active=True, roltoekenningen__rol=rol)

    def matching(self, text: str):
        return self.filter(Q(naam__icontains=text) | Q(functie__icontains=text) | Q(email__icontains=text))
