"""Which rows. Every page and endpoint starts from visible_to."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

from brunssum.core.rollen import Recht, Zicht

BEKIJK_BINNEN = timedelta(days=183)
"""A risico that nobody looked at for half a year may be another by now."""


class RisicoQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Risico's stay inside the municipality."""
        is_intern = user.mag(Recht.INSPANNINGEN_ZIEN) and user.zicht >= Zicht.INTERN
        return self if is_intern else self.none()

    def open(self):
        return self.filter(status=self.model.Status.OPEN)

    def closed(self):
        return self.filter(status=self.model.Status.GESLOTEN)

    def without_maatregel(self):
        return self.filter(maatregel="")

    def without_eigenaar(self):
        return self.filter(eigenaar=None)

    def not_looked_at(self, vandaag: date):
        """Open, and not looked at for half a year."""
        return self.open().filter(beoordeeld_op__lt=vandaag - BEKIJK_BINNEN)

    def with_score(self):
        """Each with `score_nu`: kans × impact as it is now."""
        return self.annotate(
            kans_nu=Coalesce("kans_na", "kans"), impact_nu=Coalesce("impact_na", "impact")
        ).annotate(score_nu=F("kans_nu") * F("impact_nu"))

    def for_list(self):
        """With what a row of a list shows, the heaviest first."""
        return (
            self.with_score()
            .select_related("inspanning", "eigenaar", "beoordeeld_door")
            .order_by("-status", "-score_nu", "inspanning__volgnummer", "inspanning__nummer", "nummer", "pk")
        )
