"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models
from django.db.models import Q

from brunssum.core.rollen import Recht
from inspanningen.querysets.inspanning import MAX_WOORDEN


class LeerpuntQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.LEREN_ZIEN) else self.none()

    def for_partner(self, user):
        """Of what a partner reads in its own system; its pages show more, and are for the municipality."""
        return self if user.mag(Recht.PROGRAMMA_MEELEZEN) else self.none()

    def in_staat(self, staat: str):
        return self.filter(staat=staat)

    def unfinished(self):
        """Still on its way: not yet geborgd."""
        return self.exclude(staat=self.model.Staat.GEBORGD)

    def matching(self, woorden: str):
        """Each of the words stands somewhere in it."""
        found = self
        for woord in woorden.split()[:MAX_WOORDEN]:
            found = found.filter(
                Q(titel__icontains=woord) | Q(tekst__icontains=woord) | Q(herkomst__icontains=woord)
            )
        return found

    def for_list(self):
        """With what a row of a list shows, the longest waiting first."""
        return (
            self.select_related("geadresseerde")
            .prefetch_related("inspanningen")
            .order_by("staat_sinds", "pk")
        )
