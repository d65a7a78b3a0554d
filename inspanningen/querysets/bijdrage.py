"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models
from django.db.models import Count, F, Q

from brunssum.core.rollen import Recht


class BijdrageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What an inspanning is for is no secret to anyone who may see the inspanningen."""
        return self if user.mag(Recht.INSPANNINGEN_ZIEN) else self.none()

    def lopend(self):
        """Those that stand on the kaart now."""
        return self.filter(loopt=True)

    def counted(self):
        """Each with how many bewijzen support it (`steunt`) and contradict it (`tegen`)."""
        return self.annotate(
            steunt=Count("bewijzen", filter=Q(bewijzen__richting="steunt")),
            tegen=Count("bewijzen", filter=Q(bewijzen__richting="spreekt_tegen")),
        )

    def in_order(self):
        """By doelstelling, and there by inspanning."""
        return self.order_by(
            "doelstelling__nummer",
            "doelstelling_id",
            F("inspanning__volgnummer"),
            "inspanning__nummer",
            "pk",
        )
