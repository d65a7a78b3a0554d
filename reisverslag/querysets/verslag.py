"""Which rows. Every page starts from visible_to."""

from django.db import models
from django.db.models import F, OuterRef, Subquery

from brunssum.core.rollen import Recht


class ReisverslagQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who writes or follows sees all; who reads sees what is vastgesteld for a publiek with no more zicht."""
        if user.mag(Recht.REISVERSLAG_SCHRIJVEN) or user.mag(Recht.REISVERSLAG_VOLGEN):
            return self
        if user.mag(Recht.REISVERSLAG_LEZEN):
            return self.filter(
                stap=self.model.Stap.VASTGESTELD, publiek__in=self.model.publiek_within(user.zicht)
            )
        return self.none()

    def written_by(self, user):
        return self.filter(auteur=user)

    def with_latest_uitgave(self):
        """With `uitgave_id`: the newest file of the verslag in its present stap."""
        uitgaven = self.model._meta.get_field("uitgaven").related_model.objects
        latest = uitgaven.filter(reisverslag=OuterRef("pk"), stap=OuterRef("stap")).newest_first()
        return self.annotate(uitgave_id=Subquery(latest.values("pk")[:1])).select_related("auteur")

    def newest_first(self):
        return self.order_by("-periode_tot", "-periode_van", "-pk")


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
        if user.mag(Recht.REISVERSLAG_SCHRIJVEN) or user.mag(Recht.REISVERSLAG_VOLGEN):
            return seen
        return seen.filter(stap=F("reisverslag__stap"))

    def newest_first(self):
        return self.order_by("-gemaakt_op", "-pk")


class BloksteenQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the blok it is of."""
        blokken = self.model.blok.field.related_model.objects.visible_to(user).present()
        return self.filter(blok__in=blokken)
