"""Which webhooks, and what goes to them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Q

from brunssum.core.rollen import Recht


class WebhookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of one's own organisation; all of them for who looks after them."""
        if user.mag(Recht.WEBHOOKS_BEHEREN):
            return self
        if user.mag(Recht.WEBHOOKS_EIGEN) and user.organisatie_id:
            return self.filter(organisatie=user.organisatie_id)
        return self.none()

    def following(self, soort: str, organisaties: Iterable[int] | None) -> list[int]:
        """The pks of those that are on and want to hear this; None is of every organisation. Causes a query.

        Chosen here and not in the database: SQLite cannot look into a list, and there are few.
        """
        rows = self.filter(stand=self.model.Stand.ACTIEF)
        if organisaties is not None:
            rows = rows.filter(organisatie__in=set(organisaties))
        return [pk for pk, soorten in rows.order_by("pk").values_list("pk", "soorten") if soort in soorten]

    def for_list(self):
        return self.select_related("organisatie").order_by("organisatie__naam", "pk")


class BerichtQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(webhook__in=self.model.webhook.field.related_model.objects.visible_to(user))

    def waiting(self):
        return self.filter(stand=self.model.Stand.WACHT)

    def not_under_way(self, moment: datetime):
        """Without what a worker is busy with at this moment."""
        return self.exclude(
            stand=self.model.Stand.WACHT,
            waarom=self.model.Waarom.ONDERBROKEN,
            volgende_poging_op__gt=moment,
        )

    def failed(self):
        return self.filter(stand=self.model.Stand.MISLUKT)

    def due(self, moment: datetime):
        """To be sent now, by whoever comes first: not while another is busy, nor while its webhook is left alone.

        A proefbericht does not wait for that: someone wants to know whether it works again.
        """
        may_go = Q(webhook__stand="actief") & (
            Q(webhook__rust_tot__isnull=True) | Q(webhook__rust_tot__lte=moment)
        )
        return self.waiting().filter(
            may_go | Q(gebeurtenis__soort=self.model.gebeurtenis.field.related_model.PROEF),
            volgende_poging_op__lte=moment,
        )

    def for_list(self):
        return self.select_related("gebeurtenis").order_by("-pk")
