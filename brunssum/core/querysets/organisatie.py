"""Which organisations."""

from django.db import models

from brunssum.core.rollen import Recht


class OrganisatieQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def looked_after_by(self, user):
        """Whose systems someone has to do with: all for the beheerder, for a contact its own."""
        if user.mag(Recht.GEBRUIKERS_BEHEREN):
            return self
        return self.filter(pk=user.organisatie_id) if user.mag(Recht.API_EIGEN) else self.none()
