"""Which casussen. Every page starts from visible_to."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower

from brunssum.core.models import Actiepunt
from brunssum.core.rollen import Recht
from casuistiek.stappen import KAN_STILSTAAN, LOPEND, Stap

STILSTAND = timedelta(days=10)
"""A case in which nothing moved for this long is flagged."""

KIJKEN_BINNEN = {1: timedelta(days=0), 2: timedelta(days=7), 3: timedelta(days=30)}
"""By urgentie (vandaag nog, deze week, kan even wachten): how soon someone goes and looks."""


def is_running() -> Q:
    """Counts, and someone still has to do something."""
    return Q(is_concept=False, stap__in=LOPEND)


def waits_for_besluit() -> Q:
    return Q(is_concept=False, stap=Stap.VOORSTEL)


def stands_still(vandaag: date) -> Q:
    """Nothing moved for ten days: no step, no notitie, no booking."""
    return Q(is_concept=False, stap__in=KAN_STILSTAAN, bewogen_op__lte=vandaag - STILSTAND)


def is_late(vandaag: date) -> Q:
    """Nobody went to look in time for its urgentie, or what someone would do for it is past its date."""
    unseen = Q()
    for urgentie, binnen in KIJKEN_BINNEN.items():
        unseen |= Q(urgentie=urgentie, gemeld_op__lt=vandaag - binnen)
    late = Actiepunt.objects.late(vandaag).filter(
        onderwerp_soort__app_label="casuistiek", onderwerp_soort__model="casus"
    )
    return is_running() & (Q(stap=Stap.GESIGNALEERD) & unseen | Q(pk__in=late.values("onderwerp_id")))


def in_gebieden_of(user) -> Q:
    """In the gebieden this person works for first, the buurten under them included."""
    own = user.gebieden.values("pk")
    return Q(gebied__in=own) | Q(gebied__ouder__in=own) | Q(gebied__ouder__ouder__in=own)


class CasusQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who decides sees all; a wijkmanager sees own cases, those of own gebieden, and one handed over to them.

        A concept is seen by its writer only. Anyone else sees none, and must not learn that one exists.
        """
        if not user.mag(Recht.CASUS_BEHANDELEN):
            return self.none()
        kept = self.filter(vernietigd_op=None)  # of an erased one only numbers are left
        mine = Q(casusverantwoordelijke=user)
        if user.mag(Recht.CASUS_BESLISSEN):
            return kept.filter(mine | Q(is_concept=False))
        offered = self.model.objects.filter(overdrachten__naar=user, overdrachten__status="voorgesteld")
        others = in_gebieden_of(user) | Q(pk__in=offered.values("pk"))
        return kept.filter(mine | Q(is_concept=False) & others)

    def in_own_gebieden(self, user):
        """Those in the gebieden this person works for first, the buurten under them included. May be none."""
        return self.filter(in_gebieden_of(user))

    def logged(self):
        """Those that count: no concepts."""
        return self.filter(is_concept=False)

    def concepts_of(self, user):
        return self.filter(is_concept=True, casusverantwoordelijke=user)

    def open(self):
        return self.filter(is_running())

    def of(self, user):
        return self.filter(casusverantwoordelijke=user)

    def waiting_for_besluit(self):
        return self.filter(waits_for_besluit())

    def standing_still(self, vandaag: date):
        return self.filter(stands_still(vandaag))

    def late(self, vandaag: date):
        return self.filter(is_late(vandaag))

    def touching(self, leefgebied: str):
        return self.filter(leefgebieden__leefgebied=leefgebied)

    def in_wijk(self, gebied_id: int):
        return self.filter(Q(gebied=gebied_id) | Q(gebied__ouder=gebied_id))

    def in_order(self):
        """The most urgent and longest waiting first."""
        return self.order_by("urgentie", "bewogen_op", "pk")

    def for_list(self):
        """With what a row of a list shows."""
        return (
            self.in_order()
            .select_related("gebied__ouder", "casusverantwoordelijke")
            .prefetch_related("leefgebieden")
        )

    def for_detail(self):
        return self.select_related(
            "gebied__ouder", "casusverantwoordelijke", "verwerkingsactiviteit"
        ).prefetch_related("leefgebieden")


class BudgetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.CASUS_BEHANDELEN) else self.none()


MAX_WOORDEN = 8
"""More words than this do not make a search narrower, only slower."""

KORTSTE_WOORD = 5
"""Shorter words stand in every sentence: they say nothing about what someone means."""


class KnelpuntQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.mag(Recht.LEREN_ZIEN) else self.none()

    def for_partner(self, user):
        """Of what a partner reads in its own system; its pages show more, and are for the municipality."""
        return self if user.mag(Recht.PROGRAMMA_MEELEZEN) else self.none()

    def current(self):
        """Those that stand on their own: not merged into another."""
        return self.filter(opgenomen_in=None)

    def matching(self, woorden: str):
        """Each of the words stands somewhere in it, or in one that was merged into it."""
        found = self
        for woord in woorden.split()[:MAX_WOORDEN]:
            here = Q(naam__icontains=woord) | Q(regeling__icontains=woord) | Q(omschrijving__icontains=woord)
            here |= Q(organisatie__naam__icontains=woord)
            merged = self.model.objects.filter(naam__icontains=woord).values("opgenomen_in")
            found = found.filter(here | Q(pk__in=merged))
        return found

    def resembling(self, tekst: str):
        """Those that share a word of some length with this text: what someone who types it may mean."""
        words = {word for word in tekst.lower().split() if len(word) >= KORTSTE_WOORD}
        any_word = Q(pk__in=[])
        for word in sorted(words, key=len, reverse=True)[:MAX_WOORDEN]:
            any_word |= Q(naam__icontains=word) | Q(regeling__icontains=word)
        return self.filter(any_word)

    def for_list(self):
        return self.select_related("organisatie", "eigenaar").order_by(Lower("naam"), "pk")


class CasusknelpuntQuerySet(models.QuerySet):
    def of(self, knelpunt):
        """Of this knelpunt, and of those that were merged into it."""
        return self.filter(Q(knelpunt=knelpunt) | Q(knelpunt__opgenomen_in=knelpunt))

    def counted(self):
        """With `geldend`, the id of the knelpunt that counts for it: its own, or the one that was merged into."""
        return self.annotate(geldend=Coalesce("knelpunt__opgenomen_in", "knelpunt"))


class InzageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The log of who looked at whom is for the functionaris gegevensbescherming."""
        return self if user.mag(Recht.LOGBOEK_ZIEN) else self.none()

    def of_casus(self, casus):
        """Who looked at the betrokkenen of this casus. The caller has checked that the casus may be seen."""
        return self.filter(casus=casus.nummer)

    def for_list(self):
        return self.select_related("actor").order_by("-nummer")


class NoodinzageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, for the functionaris gegevensbescherming, who judges them."""
        return self if user.mag(Recht.LOGBOEK_ZIEN) else self.none()

    def open_at(self, moment: datetime):
        """Those that still let someone look."""
        return self.filter(geldig_tot__gt=moment)

    def to_judge(self):
        return self.filter(oordeel="")

    def for_list(self):
        return self.select_related("casus__casusverantwoordelijke", "door", "beoordeeld_door").order_by(
            "-begonnen_op", "-pk"
        )


class PrivacyverzoekQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For who answers them: of a casus its casusverantwoordelijke, of a signaal that is none whoever handles it.

        Never for the partner that gave the signaal: what a resident asks is between the resident and us.
        """
        if not user.mag(Recht.CASUS_BEHANDELEN):
            return self.none()
        signalen = self.model._meta.get_field("signaal").related_model.objects.visible_to(user)
        return self.filter(
            Q(casus__casusverantwoordelijke=user) | Q(casus=None, signaal__in=signalen.values("pk"))
        )


class OverlegQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All, for who handles casussen; for a partner those that its organisation is asked for."""
        if user.mag(Recht.CASUS_BEHANDELEN):
            return self
        if user.mag(Recht.OVERLEG_MEEDOEN) and user.organisatie_id:
            return self.filter(
                pk__in=self.model.objects.filter(deelnames__organisatie=user.organisatie_id).values("pk")
            )
        return self.none()


class VerstrekkingQuerySet(models.QuerySet):
    def active_on(self, dag: date):
        """Those that still hold. Nothing is shared of a casus that is restricted or erased."""
        return self.filter(
            ingetrokken_op=None, geldig_tot__gte=dag, casus__beperkt_op=None, casus__vernietigd_op=None
        )
