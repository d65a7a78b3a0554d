"""The stations of the red thread, in their order: what stands there, who may know of it, and where it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse

from ambassadeurs.models import Reflectie
from brunssum.core import onderwerpen
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from casuistiek.models import Casus, Knelpunt
from inspanningen.models import Doelstelling, Inspanning, Leerpunt
from monitor.models import Indicator, Verhaal
from reisverslag.models import Reisverslag

GROOTSTE_PK = 2**63 - 1


@dataclass(frozen=True)
class Station:
    """One place on the thread. `rijen` gives what someone may know of; `veld` is the field in its address."""

    key: str
    enkel: str
    meer: str
    vraag: str  # what happens here, in a few words
    model: type[models.Model]
    rijen: Callable[[Gebruiker], models.QuerySet]
    url: Callable[[Any], str]
    label: Callable[[Any], str] = str
    bijschrift: Callable[[Any], str] = lambda row: ""
    veld: str = "pk"
    rechten: tuple[Recht, ...] = ()
    """With any of these a person may know that there is such a thing at all."""

    @property
    def naam(self) -> str:
        """As ONDERWERPEN and the blokken of a reisverslag call it: app.model."""
        return self.model._meta.label_lower

    def is_known_to(self, user: Gebruiker) -> bool:
        return any(user.mag(recht) for recht in self.rechten)

    def sleutel(self, row: models.Model) -> str:
        """What stands in an address for this row."""
        return str(getattr(row, self.veld))

    def find(self, user: Gebruiker, sleutel: str) -> models.Model | None:
        """The row at this address, when this person may know of it. A query, unless the address makes no sense."""
        if self.veld == "pk" and not (
            sleutel.isascii() and sleutel.isdecimal() and int(sleutel) <= GROOTSTE_PK
        ):
            return None
        if self.veld == "kenmerk" and not _is_uuid(sleutel):
            return None
        return self.rijen(user).filter(**{self.veld: sleutel}).first()


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _of_onderwerp(model: type[models.Model]) -> Callable[[Any], str]:
    """The address as its app registered it: where that moves, the thread goes along."""
    return lambda row: onderwerpen.of(model).url(row)


CASUS = Station(
    "casus",
    "Casus",
    "Casussen",
    "iemand loopt vast",
    Casus,
    lambda user: Casus.objects.visible_to(user).logged(),
    _of_onderwerp(Casus),
    bijschrift=lambda casus: casus.get_stap_display(),
    veld="kenmerk",
    rechten=(Recht.LEREN_ZIEN, Recht.CASUS_BEHANDELEN),
)
KNELPUNT = Station(
    "knelpunt",
    "Knelpunt",
    "Knelpunten",
    "waar het systeem knelt",
    Knelpunt,
    Knelpunt.objects.visible_to,
    _of_onderwerp(Knelpunt),
    bijschrift=lambda knelpunt: knelpunt.get_soort_display(),
    rechten=(Recht.LEREN_ZIEN,),
)
LEERPUNT = Station(
    "leerpunt",
    "Leerpunt",
    "Leerpunten",
    "wat anders moet",
    Leerpunt,
    Leerpunt.objects.visible_to,
    _of_onderwerp(Leerpunt),
    bijschrift=lambda leerpunt: leerpunt.get_staat_display(),
    rechten=(Recht.LEREN_ZIEN,),
)
INSPANNING = Station(
    "inspanning",
    "Inspanning",
    "Inspanningen",
    "wie het oppakt",
    Inspanning,
    Inspanning.objects.visible_to,
    _of_onderwerp(Inspanning),
    bijschrift=lambda inspanning: inspanning.get_fase_display(),
    rechten=(Recht.INSPANNINGEN_ZIEN,),
)
DOELSTELLING = Station(
    "doelstelling",
    "Doel",
    "Doelen",
    "waaraan het bijdraagt",
    Doelstelling,
    Doelstelling.objects.visible_to,
    _of_onderwerp(Doelstelling),
    rechten=(Recht.INSPANNINGEN_ZIEN,),
)
INDICATOR = Station(
    "indicator",
    "Cijfer",
    "Cijfers",
    "wat eraan te meten is",
    Indicator,
    Indicator.objects.visible_to,
    lambda indicator: reverse("monitor:indicator", args=[indicator.code]),
    label=lambda indicator: indicator.naam,
    veld="code",
    rechten=(Recht.MONITOR_ZIEN,),
)
VERHAAL = Station(
    "verhaal",
    "Verhaal",
    "Verhalen",
    "wat mensen ervan merken",
    Verhaal,
    Verhaal.objects.visible_to,
    lambda verhaal: reverse("monitor:verhaal", args=[verhaal.pk]),
    rechten=(Recht.MONITOR_ZIEN,),
)
REISVERSLAG = Station(
    "reisverslag",
    "Reisverslag",
    "Reisverslagen",
    "waar het wordt verteld",
    Reisverslag,
    Reisverslag.objects.visible_to,
    lambda verslag: reverse("reisverslag:detail", args=[verslag.pk]),
    bijschrift=lambda verslag: verslag.get_stap_display(),
    rechten=(Recht.REISVERSLAG_LEZEN,),
)
REFLECTIE = Station(
    "reflectie",
    "Reflectie",
    "Reflecties",
    "wat ambassadeurs teruggeven",
    Reflectie,
    Reflectie.objects.visible_to,
    _of_onderwerp(Reflectie),
    label=lambda reflectie: onderwerpen.of(Reflectie).label(reflectie),
    bijschrift=lambda reflectie: reflectie.stand,
    rechten=(Recht.AMBASSADEURS_ZIEN,),
)

STATIONS = (
    CASUS,
    KNELPUNT,
    LEERPUNT,
    INSPANNING,
    DOELSTELLING,
    INDICATOR,
    VERHAAL,
    REISVERSLAG,
    REFLECTIE,
)
STATION = {station.key: station for station in STATIONS}
NAUW = (CASUS, KNELPUNT, LEERPUNT, INSPANNING)
"""Here a link says: this is about that. Further on many things come together, and what is told or said of one of them
is not told or said of all the others."""
