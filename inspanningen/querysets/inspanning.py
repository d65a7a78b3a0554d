"""Which rows. Every page and endpoint starts from visible_to."""

from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import Lower

from brunssum.core.rollen import Recht, Zicht
from inspanningen.velden import visible_velden

MAX_WOORDEN = 8
"""More words than this do not make a search narrower, only slower."""

SORTERINGEN = ("nummer", "naam", "fase", "projectleider", "gewijzigd")


class InspanningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The inspanningen this user may know of; how much of their text follows from user.zicht."""
        return self if user.mag(Recht.INSPANNINGEN_ZIEN) else self.none()

    def led_by(self, gebruiker):
        """The inspanningen of this projectleider (a person or an id)."""
        return self.filter(projectleider=gebruiker)

    def in_gebied(self, gebied_id: int):
        """What happens in this gebied or in a part of it (a wijk counts its buurten)."""
        through = self.model.gebieden.through.objects
        rows = through.filter(Q(gebied=gebied_id) | Q(gebied__ouder=gebied_id))
        return self.filter(pk__in=rows.values("inspanning"))

    def with_partner(self, organisatie_id: int):
        """What this organisatie works along on."""
        rows = self.model.partners.through.objects.filter(organisatie=organisatie_id)
        return self.filter(pk__in=rows.values("inspanning"))

    def with_doelstelling(self, doelstelling_id: int):
        rows = self.model.doelstellingen.through.objects.lopend().filter(doelstelling=doelstelling_id)
        return self.filter(pk__in=rows.values("inspanning"))

    def aiming_at(self, thema, indicator=None):
        """What works on this thema: by its doelstelling, or by a streefwaarde on one of its indicators.

        Each with `op_indicator`: whether a streefwaarde is on this very indicator.
        """
        bijdragen = self.model.bijdragen.rel.related_model.objects.lopend()
        doel = Q(doelstelling__hoek=thema) | Q(doelstelling__streefwaarden__indicator__thema=thema)
        to_indicator = bijdragen.filter(
            inspanning=OuterRef("pk"), doelstelling__streefwaarden__indicator=indicator and indicator.pk
        )
        return self.filter(pk__in=bijdragen.filter(doel).values("inspanning")).annotate(
            op_indicator=Exists(to_indicator) if indicator else Value(False)
        )

    def with_principe(self, principe_id: int):
        rows = self.model.principes.through.objects.filter(leidendprincipe=principe_id)
        return self.filter(pk__in=rows.values("inspanning"))

    def matching(self, woorden: str, zicht: Zicht):
        """Each of the words stands somewhere in what this zicht sees: hidden text is never searched."""
        columns = ["naam", *(veld.kolom for veld in visible_velden(zicht))]
        found = self
        for woord in woorden.split()[:MAX_WOORDEN]:
            here = Q(nummer__iexact=woord)
            for column in columns:
                here |= Q(**{f"{column}__icontains": woord})
            found = found.filter(here)
        return found

    def in_order(self, sorteer: str = "nummer"):
        """Sorted by a name of SORTERINGEN, with a minus sign for the other way round."""
        aflopend = sorteer.startswith("-")
        orderings = [
            ordering.desc(nulls_last=True) if aflopend else ordering.asc(nulls_last=True)
            for ordering in self._ordering(sorteer.removeprefix("-"))
        ]
        return self.order_by(*orderings, "volgnummer", "nummer", "pk")

    def _ordering(self, naam: str) -> list:
        if naam == "naam":
            return [Lower("naam")]
        if naam == "fase":
            fasen = [When(fase=fase, then=Value(n)) for n, fase in enumerate(self.model.Fase.values)]
            return [Case(*fasen, output_field=IntegerField())]
        if naam == "projectleider":
            return [Lower("projectleider__naam")]
        if naam == "gewijzigd":
            return [models.F("gewijzigd_op")]
        return [models.F("volgnummer"), models.F("nummer")]

    def for_kaart(self):
        """With everything that a projectkaart shows: the same few queries for one kaart as for a hundred."""
        parts = self.model.objects.only("pk", "nummer", "naam", "fase", "ouder_id").order_by(
            "volgnummer", "nummer"
        )
        partnerschappen = self.model._meta.get_field("partnerschappen").related_model.objects
        bijdragen = self.model._meta.get_field("bijdragen").related_model.objects.lopend()
        return self.select_related("ouder", "projectleider").prefetch_related(
            Prefetch("onderdelen", parts),
            "gebieden",
            "principes",
            Prefetch("bijdragen", bijdragen.select_related("doelstelling")),
            Prefetch("partnerschappen", partnerschappen.select_related("organisatie")),
        )
