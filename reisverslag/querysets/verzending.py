"""Lists, who stands on them, and what was sent. They hold addresses: for who writes reisverslagen only."""

from django.db import models
from django.db.models import Count, Q

from brunssum.core.rollen import Recht


class VerzendlijstQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.REISVERSLAG_SCHRIJVEN) else self.none()

    def in_use(self):
        return self.filter(opgeheven_op__isnull=True)

    def for_list(self):
        """With `aantal`: how many stand on it now."""
        present = Count("ontvangers", filter=Q(ontvangers__weggehaald_op__isnull=True))
        return self.annotate(aantal=present).order_by("naam", "pk")


class OntvangerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.REISVERSLAG_SCHRIJVEN) else self.none()

    def present(self):
        """Who was not taken off the list, in the order in which they came on it."""
        return self.filter(weggehaald_op__isnull=True).select_related("gebruiker").order_by("pk")


class VerzendingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.REISVERSLAG_SCHRIJVEN) else self.none()

    def newest_first(self):
        return self.order_by("-gevraagd_op", "-pk")
