"""Which rows. Every page and endpoint starts from visible_to."""

from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from brunssum.core import onderwerpen
from brunssum.core.rollen import Recht, Rol


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

    def having(self, rol: Rol):
        """Who has this rol and may log in."""
        return self.with_rollen().filter(is_active=True, roltoekenningen__rol=rol)

    def matching(self, text: str):
        return self.filter(Q(naam__icontains=text) | Q(functie__icontains=text) | Q(email__icontains=text))


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


class ApiAanroepQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of which clients someone may see the calls: the same as the clients. The functionaris sees all."""
        if user.mag(Recht.GEBRUIKERS_BEHEREN) or user.mag(Recht.LOGBOEK_ZIEN):
            return self
        if user.mag(Recht.API_EIGEN) and user.organisatie_id:
            return self.filter(client__organisatie=user.organisatie_id)
        return self.none()

    def for_list(self):
        return self.select_related("client__organisatie").order_by("-tijdstip", "-pk")


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


class VerwerkingsactiviteitQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.VERWERKINGEN_ZIEN) else self.none()

    def for_casussen(self):
        """The one of a casus that names no other. Made when the data file was not loaded yet, which then fills it in."""
        return self.get_or_create(
            code=self.model.CASUISTIEK,
            defaults={
                "naam": "Casuïstiek",
                "doel": "Nog niet ingevuld",
                "grondslag": self.model.Grondslag.TAAK,
                "eigenaar": "Programmamanager",
            },
        )[0]


class TaakQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own jobs only: a result may hold what others may not see."""
        return self.filter(aangevraagd_door=user)

    def open(self):
        return self.filter(status__in=self.model.OPEN)

    def waiting(self, now: datetime):
        """Open rows that no worker is busy with: never started, or left behind by a worker that died."""
        return self.open().filter(Q(geclaimd_tot__isnull=True) | Q(geclaimd_tot__lt=now))


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
