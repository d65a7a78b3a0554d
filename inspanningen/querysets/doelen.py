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


class DoelstellingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Also a concept: whoever sees the inspanningen may follow how it is written."""
        return self if user.mag(Recht.INSPANNINGEN_ZIEN) else self.none()

    def geldend(self):
        """What we work on, or want to: not vervallen."""
        return self.exclude(status=self.model.Status.VERVALLEN)

    def in_order(self):
        """By number: an operationele after its strategische, when numbered so (1, 1.1, 1.2, 2)."""
        return self.order_by("nummer", "pk")


class ProgrammaperiodeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.INSPANNINGEN_ZIEN) else self.none()

    def in_order(self):
        return self.order_by("van", "pk")
