from django.db import models

from brunssum.core.rollen import Recht


class ArchiefpakketQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who writes reisverslagen: in a package may be what is for ambassadeurs only."""
        return self if user.mag(Recht.REISVERSLAG_SCHRIJVEN) else self.none()

    def newest_first(self):
        return self.order_by("-gevraagd_op", "-pk")
