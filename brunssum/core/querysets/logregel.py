"""Which rows of the log."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from brunssum.core import onderwerpen
from brunssum.core.rollen import Recht


class LogRegelQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole log is for the functionaris gegevensbescherming; a history per object goes by about()."""
        return self if user.mag(Recht.LOGBOEK_ZIEN) else self.none()

    def with_who(self):
        """With whom they name: asking `wie` costs no query."""
        return self.select_related("actor", "api_client__organisatie")

    def for_list(self):
        return self.with_who().select_related("object_soort").order_by("-tijdstip", "-pk")

    def by(self, name: str):
        """By who is called something like this: a person, a partner's system, or the partner."""
        return self.filter(
            Q(actor__naam__icontains=name)
            | Q(api_client__name__icontains=name)
            | Q(api_client__organisatie__naam__icontains=name)
        )

    def about(self, obj):
        """The history of one object, newest first. The caller has checked that the object may be seen."""
        return (
            self.filter(object_soort=ContentType.objects.get_for_model(obj), object_id=obj.pk)
            .with_who()
            .order_by("-tijdstip", "-pk")
        )

    def by_others_on_things_of(self, user, sinds: datetime):
        """What others did, after `sinds`, to what is this person's own; only what an app calls worth telling.

        Newest first. Whether they may (still) see each thing is for whoever shows it.
        """
        own, acties = Q(pk__in=[]), set()
        for soort, onderwerp in onderwerpen.with_own_things():
            own |= Q(object_soort=soort, object_id__in=onderwerp.van(user).values("pk"))
            acties |= set(onderwerp.acties)
        return (
            self.filter(own, tijdstip__gt=sinds, actie__in=sorted(acties))
            .exclude(actor=user)
            .exclude(actor=None, api_client=None)
            .with_who()
            .order_by("-tijdstip", "-pk")
        )
