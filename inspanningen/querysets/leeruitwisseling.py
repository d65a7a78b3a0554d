"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models
from django.db.models import Case, IntegerField, Value, When

from brunssum.core.rollen import Recht


class LeeruitwisselingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the leerpunten they are about."""
        return self if user.mag(Recht.LEREN_ZIEN) else self.none()

    def open(self):
        """Nothing was done with it yet."""
        return self.filter(staat=self.model.Staat.OPEN)

    def for_list(self):
        """What waits first, the longest waiting on top; then what was settled, the newest first."""
        waits = Case(
            When(staat=self.model.Staat.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        rows = self.select_related("leerpunt", "organisatie").annotate(rang=waits)
        return rows.order_by("rang", models.F("uitkomst_op").desc(nulls_first=True), "op", "pk")
