"""Which groups, members, bijeenkomsten and reflecties."""

from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from brunssum.core.rollen import Recht


class AmbassadeursgroepQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.AMBASSADEURS_ZIEN) else self.none()

    def with_member(self, user, dag):
        """The groups that this person takes part in on this day."""
        return self.filter(_active_on(dag, "ambassadeurs__"), ambassadeurs__gebruiker=user).distinct()

    def for_list(self, vandaag):
        """With how many ambassadeurs take part today, oldest group first."""
        return self.annotate(
            aantal_leden=models.Count("ambassadeurs", filter=Q(_active_on(vandaag, "ambassadeurs__")))
        ).order_by("gestart_op", "pk")


class AmbassadeurQuerySet(models.QuerySet):
    def active_on(self, day):
        return self.filter(_active_on(day))


def _active_on(day, prefix=""):
    return Q(**{f"{prefix}lid_van__lte": day}) & (
        Q(**{f"{prefix}lid_tot__isnull": True}) | Q(**{f"{prefix}lid_tot__gt": day})
    )


class ReflectieQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, for who sees the groups; for a partner, and its systems, those of its own organisation."""
        if user.mag(Recht.AMBASSADEURS_ZIEN):
            return self
        if user.mag(Recht.REFLECTIES_EIGEN) and user.organisatie_id:
            return self.filter(organisatie=user.organisatie_id)
        return self.none()

    def open(self):
        """Not told back yet."""
        return self.filter(teruggekoppeld_op__isnull=True)

    def late(self, vandaag: date):
        """Open past the day on which the answer was promised."""
        return self.open().filter(actiepunt__vervalt_op__lt=vandaag)

    def about(self, obj):
        soort = ContentType.objects.get_for_model(obj)
        return self.filter(onderwerp_soort=soort, onderwerp_id=obj.pk)

    def of(self, user):
        """What this person said, wrote down for another, or must answer."""
        return self.filter(
            Q(ambassadeur__gebruiker=user) | Q(ingevoerd_door=user) | Q(actiepunt__eigenaar=user)
        )

    def of_organisatie_of(self, user):
        """What the organisation of this person gave; nothing for who has none."""
        return self.filter(organisatie=user.organisatie_id) if user.organisatie_id else self.none()

    def owed_by(self, user):
        return self.open().filter(actiepunt__eigenaar=user)

    def for_list(self):
        """With what a row of a list shows: the promised dates first, what is done last."""
        return self.select_related(
            "groep", "organisatie", "ambassadeur", "actiepunt__eigenaar", "onderwerp_soort"
        ).order_by(models.F("teruggekoppeld_op").desc(nulls_first=True), "actiepunt__vervalt_op", "pk")

    def newest_first(self):
        return self.order_by("-ontvangen_op", "-pk")


class BijeenkomstQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.AMBASSADEURS_ZIEN) else self.none()

    def for_partner(self, user):
        """Of what a partner may know: who meets with partners, and what is open to all.

        Cancelled ones too, so that they disappear from a calendar elsewhere.
        """
        if not user.mag(Recht.PROGRAMMA_MEELEZEN):
            return self.none()
        soort = self.model.Soort
        groepen = self.model.groepen.field.related_model
        with_partners = self.model.groepen.through.objects.filter(
            ambassadeursgroep__soort=groepen.Soort.EXTERNE_PARTIJEN
        )
        return self.filter(
            Q(soort__in=[soort.ALLIANTIERAAD, soort.BEWONERSBERAAD])
            | Q(pk__in=with_partners.values("bijeenkomst"))
        )

    def organised_by(self, user):
        return self.filter(organisator=user)

    def not_cancelled(self):
        return self.filter(afgelast_op__isnull=True)

    def from_now(self, now: datetime):
        """Those to come, the nearest first."""
        return self.filter(eindigt_op__gte=now).order_by("begint_op", "pk")

    def before_now(self, now: datetime):
        """Those that were, the last first."""
        return self.filter(eindigt_op__lt=now).order_by("-begint_op", "-pk")

    def for_list(self):
        return self.select_related("module").prefetch_related("groepen")


class MeeschrijvenQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.AMBASSADEURS_ZIEN) else self.none()

    def for_list(self):
        return self.select_related("groep", "doelstelling").order_by("sinds", "pk")
