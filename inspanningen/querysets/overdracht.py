"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models

from brunssum.core.rollen import Recht, Zicht


class OverdrachtQuerySet(models.QuerySet):
    def visible_to(self, user):
        """It names who takes over: it stays inside the municipality."""
        return self if user.mag(Recht.INSPANNINGEN_ZIEN) and user.zicht >= Zicht.INTERN else self.none()

    def running(self):
        """Begun, and not finished or stopped."""
        return self.filter(status__in=self.model.LOPEND)

    def newest_first(self):
        return self.order_by("-begonnen_op", "-pk")


class OverdrachtspuntQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.INSPANNINGEN_ZIEN) and user.zicht >= Zicht.INTERN else self.none()

    def in_order(self):
        return self.order_by("volgorde", "pk")
