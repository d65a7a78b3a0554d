"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models

from brunssum.core.rollen import Recht


class ParticipatieQuerySet(models.QuerySet):
    def visible_to(self, user):
        """How far residents have a say is for everyone who may know of the inspanning."""
        return self if user.mag(Recht.INSPANNINGEN_ZIEN) else self.none()

    def newest_first(self):
        return self.order_by("-op", "-pk")
