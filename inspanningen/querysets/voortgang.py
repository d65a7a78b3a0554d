"""Which rows. Every page and endpoint starts from visible_to."""

from datetime import datetime

from django.db import models
from django.db.models import Case, CharField, F, IntegerField, Q, Value, When

from brunssum.core.rollen import Recht

AANVAARD, TERUGGEGEVEN = "aanvaard", "teruggegeven"


class VoortgangsmeldingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the partner itself, and of who may accept it; what is accepted, of whoever works at the gemeente.

        Never of another partner. `user` is a person or the system of a partner (ApiClient).
        """
        if not user.mag(Recht.INSPANNINGEN_ZIEN):
            return self.none()
        if user.mag(Recht.INSPANNINGEN_BEWERKEN):
            return self
        seen = Q(pk__in=[])
        if user.mag(Recht.VOORTGANG_ZIEN):
            seen |= Q(afhandeling__uitkomst=AANVAARD)
        if user.mag(Recht.INSPANNINGEN_EIGEN_BEWERKEN):
            seen |= Q(inspanning__projectleider=user.pk)
        if user.mag(Recht.VOORTGANG_MELDEN) and user.organisatie_id is not None:
            seen |= Q(organisatie=user.organisatie_id)
        return self.filter(seen)

    def of_organisatie(self, organisatie_id: int | None):
        """What this partner handed in; nothing for who has no organisatie."""
        return self.none() if organisatie_id is None else self.filter(organisatie=organisatie_id)

    def waiting(self):
        """Handed in, and not yet accepted, given back or withdrawn."""
        return self.filter(afhandeling__isnull=True)

    def for_judging_by(self, user):
        """What waits for this person: on the inspanningen they lead; for the team also where nobody leads."""
        whose = Q(pk__in=[])
        if user.mag(Recht.INSPANNINGEN_EIGEN_BEWERKEN):
            whose |= Q(inspanning__projectleider=user.pk)
        if user.mag(Recht.INSPANNINGEN_BEWERKEN):
            whose |= Q(inspanning__projectleider__isnull=True) | Q(inspanning__projectleider__is_active=False)
        return self.waiting().filter(whose)

    def accepted(self):
        return self.filter(afhandeling__uitkomst=AANVAARD)

    def accepted_between(self, begin: datetime, einde: datetime):
        """Accepted from this moment on, and before that one."""
        return self.accepted().filter(afhandeling__op__gte=begin, afhandeling__op__lt=einde)

    def to_improve(self, sinds: datetime):
        """Given back since, and not handed in again."""
        return self.filter(
            afhandeling__uitkomst=TERUGGEGEVEN, afhandeling__op__gte=sinds, vervangen_door__isnull=True
        )

    def with_stand(self):
        """With how it stands as a column: `stand_nu`."""
        handled = When(afhandeling__isnull=False, then=F("afhandeling__uitkomst"))
        return self.annotate(stand_nu=Case(handled, default=Value("ingediend"), output_field=CharField()))

    def newest_first(self):
        return self.order_by("-ingediend_op", "-pk")

    def waiting_first(self):
        waits = Case(When(afhandeling__isnull=True, then=0), default=1, output_field=IntegerField())
        return self.order_by(waits, "-ingediend_op", "-pk")

    def for_list(self):
        """With what a page shows of each."""
        return self.select_related(
            *("inspanning", "organisatie", "mijlpaal", "ingediend_door", "vervangt"),
            *("afhandeling", "afhandeling__door", "vervangen_door"),
        ).newest_first()
