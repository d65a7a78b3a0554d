"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models

from brunssum.core.rollen import Recht


class WerkbladimportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own uploads only: nothing of them is taken over yet."""
        return self.filter(door=user) if user.mag(Recht.INSPANNINGEN_BEWERKEN) else self.none()

    def open(self):
        """Still to be looked at, newest first."""
        return self.filter(status=self.model.Status.OPEN).order_by("-geupload_op", "-pk")
