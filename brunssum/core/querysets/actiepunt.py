"""Which actiepunten."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from brunssum.core import onderwerpen
from brunssum.core.rollen import Recht


class ActiepuntQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those someone has to do with; and with the right to it those of others, unless vertrouwelijk.

        A vertrouwelijk one about something that someone may know of (a casus they handle) is seen by them too.
        """
        visible = self._concerning(user)
        if user.mag(Recht.ACTIEPUNTEN_ZIEN):
            visible |= Q(vertrouwelijk=False)
        for onderwerp in onderwerpen.all_registered():
            if onderwerp.vertrouwelijk:
                soort = ContentType.objects.get_for_model(onderwerp.model)
                known = onderwerp.visible_to(user).values("pk")
                visible |= Q(vertrouwelijk=True, onderwerp_soort=soort, onderwerp_id__in=known)
        return self.filter(visible)

    @staticmethod
    def _concerning(user) -> Q:
        mine = Q(eigenaar=user) | Q(bevestiger=user)
        return mine | Q(gemaakt_door=user) & (Q(vertrouwelijk=False) | Q(onderwerp_soort=None))

    def open(self):
        """Still to be done."""
        return self.filter(status=self.model.Status.OPEN)

    def running(self):
        """Still to be done, or to be confirmed."""
        return self.filter(status__in=self.model.LOPEND)

    def of(self, user):
        return self.filter(eigenaar=user)

    def made_by(self, user):
        return self.filter(gemaakt_door=user)

    def to_confirm_by(self, user):
        return self.filter(bevestiger=user, status=self.model.Status.GEDAAN)

    def late(self, vandaag: date):
        return self.open().filter(vervalt_op__lt=vandaag)

    def due_between(self, van: date, tot_en_met: date):
        return self.filter(vervalt_op__gte=van, vervalt_op__lte=tot_en_met)

    def about(self, obj):
        """Those about one object. The caller has checked that the object may be seen."""
        soort = ContentType.objects.get_for_model(obj)
        return self.filter(onderwerp_soort=soort, onderwerp_id=obj.pk)

    def about_a(self, model):
        """Those about any object of this model."""
        return self.filter(onderwerp_soort=ContentType.objects.get_for_model(model))

    def for_list(self):
        """With what a row of a list shows, the first date first."""
        return self.select_related("eigenaar", "bevestiger", "onderwerp_soort").order_by("vervalt_op", "pk")
