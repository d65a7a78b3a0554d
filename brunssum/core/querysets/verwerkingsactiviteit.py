"""Which processing activities."""

from django.db import models

from brunssum.core.rollen import Recht


class VerwerkingsactiviteitQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.VERWERKINGEN_ZIEN) else self.none()

    def for_casussen(self):
        """The one of a casus that names no other. Made when the data file was not loaded yet, which then fills it in."""
        return self.get_or_create(
            code=self.model.CASUISTIEK,
            defaults={
                "naam": "Casuïstiek",
                "doel": "Nog niet ingevuld",
                "grondslag": self.model.Grondslag.TAAK,
                "eigenaar": "Programmamanager",
            },
        )[0]
