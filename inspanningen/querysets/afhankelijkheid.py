"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models

from brunssum.core.rollen import Recht
from inspanningen.velden import is_visible


class AfhankelijkheidQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who sees the text about afhankelijkheden on the kaart sees these."""
        sees = user.mag(Recht.INSPANNINGEN_ZIEN) and is_visible("afhankelijkheden_tekst", user.zicht)
        return self if sees else self.none()

    def of_inspanning(self, inspanning):
        """What it waits for, and who waits for it."""
        return self.filter(models.Q(inspanning=inspanning) | models.Q(hangt_af_van=inspanning))

    def for_list(self):
        """With both sides and the mijlpaal, by the number of who waits."""
        return self.select_related("inspanning", "hangt_af_van", "mijlpaal").order_by(
            "inspanning__volgnummer",
            "inspanning__nummer",
            models.F("hangt_af_van__volgnummer").asc(nulls_last=True),
            "hangt_af_van__nummer",
            "pk",
        )
