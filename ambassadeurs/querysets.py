"""Which groups and members."""

from django.db import models
from django.db.models import Q

from brunssum.core.rollen import Recht


class AmbassadeursgroepQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.AMBASSADEURS_ZIEN) else self.none()

    def for_list(self, vandaag):
        """With how many ambassadeurs take part today, oldest group first."""
        return self.annotate(
            aantal_leden=models.Count("ambassadeurs", filter=Q(_active_on(vandaag, "ambassadeurs__")))
        ).order_by("gestart_op", "pk")


class AmbassadeurQuerySet(models.QuerySet):
    def active_on(self, day):
        return self.filter(_active_on(day))


def _active_on(day, prefix=""):
    return Q(**{f"{prefix}lid_van__lte": day}) & (
        Q(**{f"{prefix}lid_tot__isnull": True}) | Q(**{f"{prefix}lid_tot__gt": day})
    )
