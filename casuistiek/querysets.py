"""Which casussen. Every page starts from visible_to."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from brunssum.core.rollen import Recht
from casuistiek.stappen import KAN_STILSTAAN, LOPEND, Stap

STILSTAND = timedelta(days=10)
"""A case in which nothing moved for this long is flagged."""


def is_running() -> Q:
    """Counts, and someone still has to do something."""
    return Q(is_concept=False, stap__in=LOPEND)


def waits_for_besluit() -> Q:
    return Q(is_concept=False, stap=Stap.VOORSTEL)


def stands_still(vandaag: date) -> Q:
    """Nothing moved for ten days: no step, no notitie, no booking."""
    return Q(is_concept=False, stap__in=KAN_STILSTAAN, bewogen_op__lte=vandaag - STILSTAND)


class CasusQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who decides sees all; a wijkmanager sees own cases, those of own gebieden, and one handed over to them.

        A concept is seen by its writer only. Anyone else sees none, and must not learn that one exists.
        """
        if not user.mag(Recht.CASUS_BEHANDELEN):
            return self.none()
        mine = Q(casusverantwoordelijke=user)
        if user.mag(Recht.CASUS_BESLISSEN):
            return self.filter(mine | Q(is_concept=False))
        offered = self.model.objects.filter(overdrachten__naar=user, overdrachten__status="voorgesteld")
        others = self._in_gebieden_of(user) | Q(pk__in=offered.values("pk"))
        return self.filter(mine | Q(is_concept=False) & others)

    def in_own_gebieden(self, user):
        """Those in the gebieden this person works for first, the buurten under them included. May be none."""
        return self.filter(self._in_gebieden_of(user))

    @staticmethod
    def _in_gebieden_of(user) -> Q:
        own = user.gebieden.values("pk")
        return Q(gebied__in=own) | Q(gebied__ouder__in=own) | Q(gebied__ouder__ouder__in=own)

    def logged(self):
        """Those that count: no concepts."""
        return self.filter(is_concept=False)

    def concepts_of(self, user):
        return self.filter(is_concept=True, casusverantwoordelijke=user)

    def open(self):
        return self.filter(is_running())

    def of(self, user):
        return self.filter(casusverantwoordelijke=user)

    def waiting_for_besluit(self):
        return self.filter(waits_for_besluit())

    def standing_still(self, vandaag: date):
        return self.filter(stands_still(vandaag))

    def in_wijk(self, gebied_id: int):
        return self.filter(Q(gebied=gebied_id) | Q(gebied__ouder=gebied_id))

    def for_list(self):
        """With what a row of a list shows, the most urgent and longest waiting first."""
        return (
            self.select_related("gebied__ouder", "casusverantwoordelijke")
            .prefetch_related("leefgebieden")
            .order_by("urgentie", "bewogen_op", "pk")
        )

    def for_detail(self):
        return self.select_related("gebied__ouder", "casusverantwoordelijke").prefetch_related("leefgebieden")


class BudgetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.CASUS_BEHANDELEN) else self.none()
