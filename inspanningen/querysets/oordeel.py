"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models
from django.db.models import Exists, OuterRef

from brunssum.core.rollen import Recht, Zicht


def _reads_oordelen(user) -> bool:
    """An oordeel is plain language between colleagues: it stays inside the municipality."""
    return user.mag(Recht.INSPANNINGEN_ZIEN) and user.zicht >= Zicht.INTERN


class OordeelrondeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if _reads_oordelen(user) else self.none()

    def open(self):
        return self.filter(gesloten_op=None)

    def newest_first(self):
        return self.order_by("-van", "-pk")


class OordeelvraagQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if _reads_oordelen(user) else self.none()

    def waiting(self):
        """Not answered yet, of an open round, and about an inspanning that still runs."""
        oordelen = self.model._meta.get_field("ronde").related_model.oordelen.rel.related_model.objects
        given = oordelen.filter(ronde=OuterRef("ronde"), inspanning=OuterRef("inspanning"))
        return self.filter(~Exists(given), ronde__gesloten_op=None, inspanning__fase__in=self.model.FASEN)

    def in_order(self):
        return self.order_by("inspanning__volgnummer", "inspanning__nummer", "pk")


class OordeelQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if _reads_oordelen(user) else self.none()

    def current(self):
        """What holds: those that no correction replaced."""
        return self.filter(vervangen_door=None)

    def asks_help(self):
        return self.exclude(hulp_gevraagd="")

    def newest_first(self):
        return self.order_by("-ronde__van", "-ronde_id", "-pk")
