"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models
from django.db.models import Case, Count, IntegerField, Q, Value, When

from brunssum.core.rollen import Recht, Zicht


class WijkplanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the inspanningen sees what is agreed; a concept is for who works at the gemeente."""
        if not user.mag(Recht.INSPANNINGEN_ZIEN):
            return self.none()
        return self if user.zicht >= Zicht.INTERN else self.exclude(status=self.model.Status.CONCEPT)

    def written_by(self, user):
        """Those of the wijken that this wijkmanager works for, and of the buurten in them."""
        if not user.mag(Recht.WIJKPLAN_EIGEN_BEWERKEN):
            return self.none()
        own = user.gebieden.values("pk")
        return self.filter(Q(gebied__in=own) | Q(gebied__ouder__in=own))

    def in_gebied(self, gebied):
        """Of this gebied, of what lies in it, and of what it lies in."""
        return self.filter(Q(gebied=gebied) | Q(gebied__ouder=gebied) | Q(gebied=gebied.ouder_id))

    def running_in(self, jaar: int):
        """Agreed, and its years not over."""
        return self.filter(status=self.model.Status.VASTGESTELD, tot_jaar__gte=jaar)

    def with_ritme(self):
        """With the rounds, from which follows when the next one is due: one query for all."""
        return self.prefetch_related("aanscherpingen")

    def for_list(self):
        """With what a row of the list shows, the newest plan of each wijk first."""
        status = self.model.acties.rel.related_model.Status
        counts = {
            f"aantal_{naam}": Count("acties", filter=Q(acties__status=naam), distinct=True)
            for naam in status.values
        }
        return (
            self.select_related("gebied")
            .with_ritme()
            .annotate(**counts)
            .order_by("gebied__naam", "-van_jaar", "pk")
        )


class WijkplanactieQuerySet(models.QuerySet):
    def visible_to(self, user):
        plannen = self.model._meta.get_field("wijkplan").related_model.objects
        return self.filter(wijkplan__in=plannen.visible_to(user).values("pk"))

    def of_inspanning(self, inspanning_id: int):
        """Those that belong to an inspanning, by wijk, with the plan they stand in."""
        rows = self.filter(inspanning=inspanning_id).select_related("wijkplan__gebied")
        return rows.order_by("wijkplan__gebied__naam", "-wijkplan__van_jaar", "pk")

    def for_list(self):
        """With what a line shows: what is busy first, what was dropped last, by year within."""
        status = self.model.Status
        order = (status.BEZIG, status.GEPLAND, status.GEDAAN, status.VERVALLEN)
        rang = Case(
            *(When(status=s, then=Value(n)) for n, s in enumerate(order)), output_field=IntegerField()
        )
        rows = self.select_related("organisatie", "plek", "inspanning", "doelstelling")
        return rows.annotate(rang=rang).order_by("rang", models.F("jaar").asc(nulls_last=True), "pk")
