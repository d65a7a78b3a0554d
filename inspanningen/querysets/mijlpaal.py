"""Which rows. Every page and endpoint starts from visible_to."""

from datetime import date

from django.db import models
from django.db.models import Q

from brunssum.core.rollen import Recht
from inspanningen.velden import is_visible

GESTOPT = "gestopt"


class MijlpaalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The planning is for whoever sees the field planning of an inspanning."""
        may_see = user.mag(Recht.INSPANNINGEN_ZIEN) and is_visible("planning_tekst", user.zicht)
        return self if may_see else self.none()

    def of_inspanning(self, inspanning, *, with_onderdelen: bool = False):
        """Of this inspanning (or its id), and of its parts when asked."""
        own = Q(inspanning=inspanning)
        return self.filter(own | Q(inspanning__ouder=inspanning) if with_onderdelen else own)

    def planned(self):
        """Still to be reached."""
        return self.filter(status=self.model.Status.GEPLAND)

    def late(self, vandaag: date):
        """Still to be reached, though all days it was planned for are over. Of what was stopped nothing is late."""
        return self.planned().filter(tot__lt=vandaag).exclude(inspanning__fase=GESTOPT)

    def reached_between(self, van: date, tot: date):
        """Reached in this period, both days included."""
        return self.filter(status=self.model.Status.GEHAALD, gehaald_op__range=(van, tot))

    def between(self, van: date, tot: date):
        """Planned somewhere in this period, or reached in it."""
        return self.filter(Q(van__lte=tot, tot__gte=van) | Q(gehaald_op__range=(van, tot)))

    def in_order(self):
        """By inspanning, and in that by when it is planned."""
        return self.order_by("inspanning__volgnummer", "inspanning__nummer", "tot", "van", "pk")

    def for_list(self):
        """With what a row of a list shows, by inspanning and then by when."""
        return self.select_related("inspanning").in_order()


class RealisatieplanningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the planning sees how it was at an earlier moment."""
        may_see = user.mag(Recht.INSPANNINGEN_ZIEN) and is_visible("planning_tekst", user.zicht)
        return self if may_see else self.none()

    def for_list(self):
        """The newest first, with who took it and how many mijlpalen it holds."""
        rows = self.select_related("genomen_door").annotate(aantal=models.Count("regels"))
        return rows.newest_first()

    def newest_first(self):
        return self.order_by("-genomen_op", "-pk")
