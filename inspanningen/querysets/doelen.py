"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models

from brunssum.core.rollen import Recht


class StreefwaardeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What we aim for is for whoever sees the inspanningen."""
        return self if user.mag(Recht.INSPANNINGEN_ZIEN) else self.none()

    def for_list(self):
        rows = self.select_related("doelstelling", "indicator", "gebied")
        return rows.order_by("jaar", "gebied__naam", "doelstelling__nummer", "pk")
