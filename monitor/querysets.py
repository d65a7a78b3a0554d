"""Which rows. Every page and endpoint starts from visible_to."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from django.db import models
from django.db.models import Case, F, Q, When

from brunssum.core.rollen import Recht
from monitor import kleine_cellen


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is measured is no secret to anyone who may see the monitor, a partner's system included."""
        return self if user.mag(Recht.MONITOR_ZIEN) else self.none()

    def in_order(self):
        """As the driehoek and the lists show them."""
        return self.select_related("thema", "bron").order_by("thema__volgorde", "volgorde", "pk")


class ThemaQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.MONITOR_ZIEN) else self.none()


class VerversingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Runs are for who sees the monitor; a preview only for who may accept it."""
        if user.mag(Recht.MONITOR_BEHEREN):
            return self
        if user.mag(Recht.MONITOR_ZIEN):
            return self.filter(status__in=[self.model.Status.VERWERKT, self.model.Status.MISLUKT])
        return self.none()

    def newest_first(self):
        """For lists: with all that a row shows, without the file itself."""
        rows = self.select_related("bron", "aangevraagd_door", "aanlevering").defer("aanlevering__inhoud")
        return rows.order_by("-begonnen_op", "-pk")


class WaarnemingQuerySet(models.QuerySet):
    def visible_to(self, user, bekend_op: datetime | None = None, *, van: Iterable | None = None):
        """The figures this user may see: read `getoonde_waarde`, never `waarde` itself."""
        return self.toonbaar(bekend_op, van=van) if user.mag(Recht.MONITOR_ZIEN) else self.none()

    def toonbaar(self, bekend_op: datetime | None = None, *, van: Iterable | None = None):
        """`getoonde_waarde`: small cells hidden, and what would give them away. Why it is empty, Waarneming.reden_bij() says.

        `bekend_op`: these figures are as known at that moment. `van`: only those of these indicatoren; the rule takes
        the database some milliseconds, which it is spared when none of them has a limit. See monitor/kleine_cellen.py.
        """
        if van is not None:
            van = list(van)
            rows = self.filter(indicator__in=[indicator.pk for indicator in van])
            if any(indicator.kleinste_cel is not None for indicator in van):
                return rows.toonbaar(bekend_op)
            free = rows.filter(indicator__kleinste_cel__isnull=True)  # none that got a limit this very moment
            return free.annotate(getoonde_waarde=F("waarde")).defer("waarde")
        vrij = Q(indicator__kleinste_cel__isnull=True) | Q(waarde__isnull=True)
        if bekend_op:
            verborgen = kleine_cellen.verborgen(self.model.objects.as_known_on(bekend_op))
        else:
            verborgen = _verborgen_now(self.model)
        getoond = Case(
            When(vrij, then=F("waarde")), *(When(one, then=None) for one in verborgen), default=F("waarde")
        )
        return self.annotate(getoonde_waarde=getoond).defer("waarde")

    def current(self):
        """What holds now."""
        return self.filter(vervangen_door__isnull=True)

    def as_known_on(self, moment: datetime):
        """What held at that moment: already there, and not yet replaced."""
        return self.filter(
            Q(vervangen_door__isnull=True) | Q(vervangen_door__verwerkt_op__gt=moment),
            verversing__verwerkt_op__lte=moment,
        )


@cache
def _verborgen_now(model: type[models.Model]) -> list[Q]:
    """Made once: putting this question together takes longer than asking it."""
    return kleine_cellen.verborgen(model.objects.current())


class VerhaalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is published is for who sees the monitor; before and after that for its writer and for who checks it."""
        if not user.mag(Recht.MONITOR_ZIEN):
            return self.none()
        status = self.model.Status
        rows = Q(status=status.GEPUBLICEERD)
        if user.mag(Recht.VERHALEN_TOEVOEGEN):
            rows |= Q(auteur=user)
        if user.mag(Recht.VERHALEN_PUBLICEREN):
            rows |= Q(status__in=[status.TER_CONTROLE, status.TERUGGEGEVEN, status.INGETROKKEN])
        return self.filter(rows)

    def published(self):
        return self.filter(status=self.model.Status.GEPUBLICEERD)

    def waiting_for(self, user):
        """What this person is to check: written by someone else, and ready for it."""
        if not user.mag(Recht.VERHALEN_PUBLICEREN):
            return self.none()
        return self.visible_to(user).filter(status=self.model.Status.TER_CONTROLE).exclude(auteur=user)

    def returned_to(self, user):
        """What was given back to this person."""
        return self.visible_to(user).filter(status=self.model.Status.TERUGGEGEVEN, auteur=user)

    def in_gebied(self, gebied):
        """Of this gebied, and of what lies in it."""
        return self.filter(Q(gebied=gebied) | Q(gebied__ouder=gebied) | Q(gebied__ouder__ouder=gebied))

    def for_list(self):
        rows = self.select_related("gebied", "thema", "probleemcluster", "kans", "auteur")
        return rows.order_by("-gepubliceerd_op", "-opgeschreven_op", "-pk")


class UitvraagQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.MONITOR_ZIEN) else self.none()

    def newest_first(self):
        return self.select_related("gebied").order_by("-tot", "-pk")


class PlekQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.MONITOR_ZIEN) else self.none()

    def in_gebied(self, gebied):
        """Of this gebied, and of what lies in it."""
        return self.filter(Q(gebied=gebied) | Q(gebied__ouder=gebied) | Q(gebied__ouder__ouder=gebied))

    def for_list(self):
        return self.select_related("gebied").order_by("soort", "naam", "pk")
