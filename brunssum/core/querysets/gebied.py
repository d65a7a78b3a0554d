"""Which areas."""

from django.db import models
from django.db.models import Q


class GebiedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Areas are public knowledge: everyone who logs in, and every API client, may see them."""
        return self

    def valid_on(self, day):
        """The areas that exist on this day."""
        return self.filter(
            Q(geldig_van__isnull=True) | Q(geldig_van__lte=day),
            Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=day),
        )

    def within(self, code: str):
        """What has this code, and the wijken and buurten in it."""
        return self.filter(Q(code=code) | Q(ouder__code=code) | Q(ouder__ouder__code=code))

    def by_code(self, code: str):
        """The current area with this code: a code that CBS gave away again has several rows."""
        return self.filter(code=code, geldig_tot__isnull=True)
