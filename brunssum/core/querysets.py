"""Which rows. Every page and endpoint starts from visible_to."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from brunssum.core.rollen import Recht


class GebiedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Areas are public knowledge: everyone who logs in, and every API client, may see them."""
        return self

    def valid_on(self, day):
        """The areas that exist on this day."""
        return self.filter(
            Q(geldig_van__isnull=True) | Q(geldig_van__lte=day),
            Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=day),
        )

    def by_code(self, code: str):
        """The current area with this code: a code that CBS gave away again has several rows."""
        return self.filter(code=code, geldig_tot__isnull=True)


class OrganisatieQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self


class GebruikerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone for the beheerder; others see only themselves."""
        return self if user.mag(Recht.GEBRUIKERS_BEHEREN) else self.filter(pk=user.pk)

    def with_rollen(self):
        """The door by which a request gets its user: the rollen come along, so asking a right costs no query."""
        return self.prefetch_related("roltoekenningen")

    def for_list(self):
        return self.with_rollen().select_related("organisatie").order_by("naam", "pk")

    def matching(self, text: str):
        return self.filter(Q(naam__icontains=text) | Q(functie__icontains=text) | Q(email__icontains=text))


class LogRegelQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole log is for the functionaris gegevensbescherming; a history per object goes by about()."""
        return self if user.mag(Recht.LOGBOEK_ZIEN) else self.none()

    def for_list(self):
        return self.select_related("actor", "object_soort").order_by("-tijdstip", "-pk")

    def about(self, obj):
        """The history of one object, newest first. The caller has checked that the object may be seen."""
        return (
            self.filter(object_soort=ContentType.objects.get_for_model(obj), object_id=obj.pk)
            .select_related("actor")
            .order_by("-tijdstip", "-pk")
        )


class TaakQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own jobs only: a result may hold what others may not see."""
        return self.filter(aangevraagd_door=user)

    def open(self):
        return self.filter(status__in=self.model.OPEN)

    def waiting(self, now: datetime):
        """Open rows that no worker is busy with: never started, or left behind by a worker that died."""
        return self.open().filter(Q(geclaimd_tot__isnull=True) | Q(geclaimd_tot__lt=now))
