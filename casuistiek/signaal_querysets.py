"""Which signalen. Every page and endpoint starts from visible_to."""

from datetime import date

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from brunssum.core.rollen import Recht
from casuistiek.querysets import KIJKEN_BINNEN, in_gebieden_of
from casuistiek.signaalstanden import LOPEND, Stand


class SignaalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For a partner, person or system: those of its own organisation. Who decides sees all, a wijkmanager those of
        own gebieden and those of a casus that they see. Anyone else none.
        """
        kept = self.filter(vernietigd_op=None)
        if user.mag(Recht.CASUS_BESLISSEN):
            return kept
        if user.mag(Recht.CASUS_BEHANDELEN):
            casussen = self.model._meta.get_field("casus").related_model.objects.visible_to(user)
            return kept.filter(in_gebieden_of(user) | Q(casus__in=casussen.values("pk")))
        if user.mag(Recht.SIGNALEN_EIGEN) and user.organisatie_id:
            return kept.filter(organisatie=user.organisatie_id)
        return self.none()

    def waiting(self):
        """Nobody decided on them yet."""
        return self.filter(stand=Stand.ONTVANGEN)

    def taken_up(self):
        return self.filter(stand__in=LOPEND - {Stand.ONTVANGEN})

    def running(self):
        return self.filter(stand__in=LOPEND)

    def ended(self):
        return self.exclude(stand__in=LOPEND)

    def with_open_question(self):
        return self.exclude(vraag_op=None)

    def waiting_too_long(self, vandaag: date):
        """Longer than their urgentie lets someone wait for a first look."""
        late = Q()
        for urgentie, binnen in KIJKEN_BINNEN.items():
            late |= Q(urgentie=urgentie, ontvangen_op__lt=vandaag - binnen)
        return self.waiting().filter(late, beperkt_op=None)

    def erasable(self):
        """No casus came of them, and no resident asked something about them that is not answered, or that keeps them."""
        asked = self.model.objects.filter(privacyverzoeken__uitkomst="").values("pk")
        return self.filter(casus=None, beperkt_op=None).exclude(stand__in=LOPEND).exclude(pk__in=asked)

    def with_last_words(self):
        """With `laatste_soort`: what was written about it last, an answer of the partner or a message to it."""
        written = self.model._meta.get_field("aanvullingen").related_model.objects.filter(
            signaal=OuterRef("pk")
        )
        return self.annotate(laatste_soort=Subquery(written.order_by("-pk").values("soort")[:1]))

    def for_list(self):
        return self.select_related("organisatie", "gebied__ouder", "casus").prefetch_related("leefgebieden")
