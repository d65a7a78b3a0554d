"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models

from brunssum.core.rollen import Recht, Zicht


def _sees_money(user) -> bool:
    """Money stays inside the municipality."""
    return user.mag(Recht.INSPANNINGEN_ZIEN) and user.zicht >= Zicht.INTERN


class FinancieringQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if _sees_money(user) else self.none()

    def in_order(self):
        """What stops first on top; what goes on last."""
        return self.order_by(models.F("tot").asc(nulls_last=True), "naam", "pk")


class BudgetpostQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if _sees_money(user) else self.none()

    def for_list(self):
        """With what a row of a list shows: by year, what is paid for first."""
        return self.select_related("financiering").order_by(
            "jaar", models.F("financiering__naam").asc(nulls_last=True), "omschrijving", "pk"
        )

    def for_download(self):
        """With what a row of the whole programme shows: by inspanning, then by year."""
        return self.select_related("inspanning", "financiering").order_by(
            "inspanning__volgnummer", "inspanning__nummer", "jaar", "omschrijving", "pk"
        )
