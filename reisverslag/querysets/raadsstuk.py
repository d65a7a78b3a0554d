from datetime import date, timedelta

from django.db import models
from django.db.models import Case, F, Q, When

from brunssum.core.rollen import Recht
from inspanningen.querysets.inspanning import MAX_WOORDEN

BIJNA = timedelta(days=7)
"""So long before its last day a raadsstuk that is not done asks for someone."""


class RaadsstukQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who writes or follows reisverslagen sees all; who reads those sees what was answered, and what is their own."""
        if user.mag(Recht.REISVERSLAG_SCHRIJVEN) or user.mag(Recht.REISVERSLAG_VOLGEN):
            return self
        if user.mag(Recht.REISVERSLAG_LEZEN):
            return self.filter(self._answered() | Q(behandelaar=user))
        return self.none()

    def handled_by(self, user):
        return self.filter(behandelaar=user)

    def running(self):
        """Someone still has to do something: the table of statussen has a way on."""
        return self.filter(self._running())

    def done(self):
        return self.exclude(self._running())

    def answered(self):
        """Answered or afgedaan, and not withdrawn."""
        return self.filter(self._answered())

    def late(self, vandaag: date):
        return self.running().filter(uiterlijk__lt=vandaag)

    def due(self, vandaag: date):
        """Late, or soon."""
        return self.running().filter(uiterlijk__lte=vandaag + BIJNA)

    def dealt_with_between(self, van: date, tot: date):
        """Answered or afgedaan from `van` up to and including `tot`."""
        return self.answered().filter(Q(beantwoord_op__range=(van, tot)) | Q(afgedaan_op__range=(van, tot)))

    def about_inspanningen(self, inspanningen):
        """About any of these (ids, or a query that gives them); each once."""
        through = self.model.inspanningen.through.objects.filter(inspanning__in=inspanningen)
        return self.filter(pk__in=through.values("raadsstuk"))

    def fracties(self) -> list[str]:
        """From whom these are, by name. A query."""
        return sorted(set(self.values_list("fractie", flat=True)), key=str.casefold)

    def matching(self, woorden: str):
        """Each of the words stands somewhere in it."""
        found = self
        for woord in woorden.split()[:MAX_WOORDEN]:
            found = found.filter(
                Q(onderwerp__icontains=woord)
                | Q(tekst__icontains=woord)
                | Q(antwoord__icontains=woord)
                | Q(afgedaan_hoe__icontains=woord)
                | Q(kenmerk__icontains=woord)
                | Q(fractie__icontains=woord)
            )
        return found

    def for_list(self):
        """With what a row of a list shows: what runs first, the nearest last day on top; then what came in last."""
        running = Case(When(self._running(), then=F("uiterlijk")))
        return (
            self.select_related("behandelaar")
            .prefetch_related("inspanningen")
            .order_by(running.asc(nulls_last=True), "-ontvangen_op", "-pk")
        )

    def newest_first(self):
        return self.order_by("-ontvangen_op", "-pk")

    def _running(self) -> Q:
        ways = self.model.TOEGESTAAN.items()
        return Q(*(Q(soort=soort, status__in=list(steps)) for soort, steps in ways), _connector=Q.OR)

    def _answered(self) -> Q:
        return Q(status__in=[self.model.Status.BEANTWOORD, self.model.Status.AFGEDAAN])
