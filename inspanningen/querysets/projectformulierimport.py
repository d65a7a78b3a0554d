"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models

from brunssum.core.rollen import Recht


class ProjectformulierimportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own imports only: what was read may hold names, and nothing is a kaart yet."""
        return self.filter(door=user) if user.mag(Recht.INSPANNINGEN_BEWERKEN) else self.none()

    def open(self):
        """Still to be looked at, newest first."""
        return self.filter(status=self.model.Status.OPEN).order_by("-geupload_op", "-pk")
