"""Which systems of partners, which of their keys, and which of their calls."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from brunssum.core.rollen import Recht


class ApiClientQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the beheerder; those of the own organisation for who is its contact. Nobody else has to do with keys."""
        if user.mag(Recht.GEBRUIKERS_BEHEREN):
            return self
        if user.mag(Recht.API_EIGEN) and user.organisatie_id:
            return self.filter(organisatie=user.organisatie_id)
        return self.none()

    def with_calls_visible_to(self, user):
        """Whose calls someone may see: also all of them for the functionaris, who has nothing to do with keys."""
        return self if user.mag(Recht.LOGBOEK_ZIEN) else self.visible_to(user)

    def in_use(self):
        return self.filter(ingetrokken_op=None)

    def withdrawn(self):
        return self.exclude(ingetrokken_op=None)

    def for_list(self):
        """With their keys, the newest first, and `laatste_aanroep`. By organisatie, and by name."""
        model = self.model
        keys = model.sleutels.rel.related_model.objects.order_by("-gemaakt_op", "-pk")
        calls = model.aanroepen.rel.related_model.objects.filter(client=OuterRef("pk"))
        return (
            self.select_related("organisatie")
            .prefetch_related(Prefetch("sleutels", keys))
            .annotate(laatste_aanroep=Subquery(calls.order_by("-tijdstip", "-pk").values("tijdstip")[:1]))
            .order_by("organisatie__naam", "name", "pk")
        )


class ApiSleutelQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the clients someone may see; of a key nobody sees more than how it begins."""
        if user.mag(Recht.GEBRUIKERS_BEHEREN):
            return self
        if user.mag(Recht.API_EIGEN) and user.organisatie_id:
            return self.filter(client__organisatie=user.organisatie_id)
        return self.none()

    def holding(self, moment: datetime):
        """The keys that give a token at this moment."""
        return self.filter(ingetrokken_op=None, verloopt_op__gt=moment)

    def without_next(self, *, used: bool = False):
        """The keys that no later key of the same client stands ready for; with `used` ready means: it was used."""
        later = self.model.objects.filter(
            client=OuterRef("client"), ingetrokken_op=None, verloopt_op__gt=OuterRef("verloopt_op")
        )
        return self.filter(~Exists(later.exclude(laatst_gebruikt_op=None) if used else later))

    def due_within(self, period: timedelta, moment: datetime):
        """The keys that still hold, and end within this period with nothing to follow them."""
        return self.holding(moment).filter(verloopt_op__lte=moment + period).without_next()

    def ending(self, van: datetime, tot: datetime):
        """The keys that end in this time while no other was used yet: what uses them stops."""
        ends = self.filter(ingetrokken_op=None, verloopt_op__gt=van, verloopt_op__lte=tot)
        return ends.without_next(used=True)


class ApiDagtellingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of which clients someone may see the calls: the same as the clients. The functionaris sees all."""
        if user.mag(Recht.GEBRUIKERS_BEHEREN) or user.mag(Recht.LOGBOEK_ZIEN):
            return self
        clients = self.model.client.field.related_model.objects.visible_to(user)
        return self.filter(client__in=clients.values("pk"))


class ApiAanroepQuerySet(ApiDagtellingQuerySet):
    def between(self, van: date, tot: date):
        """On these days and those between them, as they begin and end here."""
        return self.filter(tijdstip__gte=_begin_of(van), tijdstip__lt=_begin_of(tot + timedelta(days=1)))

    def older_than(self, aanroep):
        """What comes after this one in for_list()."""
        same_moment = Q(tijdstip=aanroep.tijdstip, pk__lt=aanroep.pk)
        return self.filter(same_moment | Q(tijdstip__lt=aanroep.tijdstip), tijdstip__lte=aanroep.tijdstip)

    def without_token(self):
        """Who asked for a token and got none."""
        return self.exclude(waarom="")

    def for_list(self):
        return self.select_related("client__organisatie").order_by("-tijdstip", "-pk")


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
