"""Which rows. Every page starts from visible_to."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from brunssum.core.rollen import Recht, Zicht
from reisverslag.stappen import VAST, Stap


def sees_concepten(user) -> bool:
    return user.mag(Recht.REISVERSLAG_SCHRIJVEN) or user.mag(Recht.REISVERSLAG_VOLGEN)


def can_read_along(user, publieken: list[str]) -> bool:
    """Whether a concept for one of these publieken may be shown to this person when asked to read along.

    Who works with us (partners, ambassadeurs, bestuur), never a raadslid: the raad gets what is vastgesteld.
    """
    return sees_concepten(user) or (
        user.mag(Recht.REISVERSLAG_LEZEN) and user.zicht >= Zicht.PARTNERS and bool(publieken)
    )


class ReisverslagQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who writes or follows sees all; who reads sees what is vastgesteld for a publiek with no more zicht.

        And a concept that someone was asked to read along with, as long as the rules would still let them be asked.
        """
        if sees_concepten(user):
            return self
        if not user.mag(Recht.REISVERSLAG_LEZEN):
            return self.none()
        publieken = self.model.publiek_within(user.zicht)
        seen = Q(stap__in=VAST)
        if can_read_along(user, publieken):
            asked = self.model._meta.get_field("meelezers").related_model.objects.filter(gebruiker=user)
            seen |= Q(pk__in=asked.values("reisverslag"))
        return self.filter(seen, publiek__in=publieken)

    def vastgesteld(self):
        """Vastgesteld, and all that comes after it."""
        return self.filter(stap__in=VAST)

    def openbaar(self):
        """What everyone may read: published, and for a publiek that shows only what is openbaar. With `gepubliceerd_op`."""
        publieken = self.model.publiek_within(Zicht.OPENBAAR)
        rows = self.filter(stap=Stap.GEPUBLICEERD, publiek__in=publieken)
        return rows.annotate(gepubliceerd_op=self._newest_step(naar=Stap.GEPUBLICEERD))

    def once_openbaar(self):
        """What everyone could read before. With `ingetrokken_op`: when it was taken back."""
        publieken = self.model.publiek_within(Zicht.OPENBAAR)
        published = self._steps().filter(naar=Stap.GEPUBLICEERD)
        rows = self.exclude(stap=Stap.GEPUBLICEERD).filter(publiek__in=publieken).filter(Exists(published))
        return rows.annotate(ingetrokken_op=self._newest_step(terug=True, naar__in=VAST))

    def _steps(self):
        steps = self.model._meta.get_field("stappen").related_model.objects
        return steps.filter(reisverslag=OuterRef("pk"))

    def _newest_step(self, **filters):
        return Subquery(self._steps().filter(**filters).order_by("-op", "-pk").values("op")[:1])

    def written_by(self, user):
        return self.filter(auteur=user)

    def with_latest_uitgave(self):
        """With `uitgave_id`: the newest file of the verslag as it is now, a concept or vastgesteld."""
        uitgaven = self.model._meta.get_field("uitgaven").related_model.objects
        now = Case(When(stap__in=VAST, then=Value(Stap.VASTGESTELD)), default=Value(Stap.CONCEPT))
        latest = uitgaven.filter(reisverslag=OuterRef("pk"), stap=OuterRef("stap_van_uitgave")).newest_first()
        self = self.annotate(stap_van_uitgave=now)
        return self.annotate(uitgave_id=Subquery(latest.values("pk")[:1])).select_related("auteur")

    def with_vervangen(self):
        """With `is_vervangen`: whether a newer versie of it is vastgesteld."""
        newer = self.model.objects.filter(vervangt=OuterRef("pk"), stap__in=VAST)
        return self.annotate(is_vervangen=Exists(newer))

    def newest_first(self):
        return self.order_by("-periode_tot", "-periode_van", "-versie", "-pk")


class HoofdstukQuerySet(models.QuerySet):
    def visible_to(self, user):
        verslagen = self.model.reisverslag.field.related_model.objects.visible_to(user)
        return self.filter(reisverslag__in=verslagen)

    def present(self):
        """Not the ones that the author took out."""
        return self.filter(verwijderd_op__isnull=True)

    def in_order(self):
        return self.order_by("volgorde", "pk")


class BlokQuerySet(models.QuerySet):
    def visible_to(self, user):
        verslagen = (
            self.model.hoofdstuk.field.related_model.reisverslag.field.related_model.objects.visible_to(user)
        )
        return self.filter(hoofdstuk__reisverslag__in=verslagen)

    def present(self):
        """Not the ones that the author took out, alone or with their hoofdstuk."""
        return self.filter(verwijderd_op__isnull=True, hoofdstuk__verwijderd_op__isnull=True)

    def in_order(self):
        return self.order_by("hoofdstuk__volgorde", "hoofdstuk_id", "volgorde", "pk")


class UitgaveQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A file of a concept is for who may see concepts, also after the verslag was vastgesteld."""
        verslagen = self.model.reisverslag.field.related_model.objects.visible_to(user)
        seen = self.filter(reisverslag__in=verslagen)
        return seen if sees_concepten(user) else seen.filter(stap=Stap.VASTGESTELD)

    def newest_first(self):
        return self.order_by("-gemaakt_op", "-pk")


class BloksteenQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the blok it is of."""
        blokken = self.model.blok.field.related_model.objects.visible_to(user).present()
        return self.filter(blok__in=blokken)
