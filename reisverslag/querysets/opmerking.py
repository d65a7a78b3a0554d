"""What stands beside a blok: its earlier versies, and what readers say of it."""

from django.db import models

from brunssum.core.rollen import Recht
from reisverslag.querysets.verslag import sees_concepten
from reisverslag.stappen import VAST


class BlokversieQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Earlier words are for who writes."""
        return self if user.mag(Recht.REISVERSLAG_SCHRIJVEN) else self.none()

    def newest_first(self):
        return self.order_by("-nummer", "-pk")


class OpmerkingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For who writes or follows, and as long as it is a concept for who reads along."""
        if sees_concepten(user):
            return self
        verslagen = (
            self.model.blok.field.related_model.hoofdstuk.field.related_model.reisverslag.field.related_model
        )
        seen = verslagen.objects.visible_to(user).exclude(stap__in=VAST)
        return self.filter(blok__hoofdstuk__reisverslag__in=seen)

    def open(self):
        return self.filter(afgehandeld_op__isnull=True)

    def in_order(self):
        return self.order_by("op", "pk")
