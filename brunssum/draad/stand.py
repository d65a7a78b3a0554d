"""Does the system learn? Of the whole programme: what stands at each station, what goes on, and where it stalls."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Exists, OuterRef

from ambassadeurs.models import Reflectie
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from brunssum.core.templatetags.kanarie import getal
from brunssum.draad.stations import (
    CASUS,
    DOELSTELLING,
    INDICATOR,
    INSPANNING,
    KNELPUNT,
    LEERPUNT,
    REFLECTIE,
    REISVERSLAG,
    VERHAAL,
    Station,
)
from casuistiek.kleine_cellen import KLEINSTE_CEL
from casuistiek.models import Casusknelpunt, Knelpunt
from casuistiek.queries.tellingen import safe_totals
from casuistiek.services.knelpunt import VRAAGT_LEERPUNT
from inspanningen.models import Bewijs, Bijdrage, Doelstelling, Inspanning, Leerpunt, Oordeelvraag
from monitor.models import Indicator, Verhaal
from reisverslag.models import Reisverslag
from reisverslag.queries import vermeldingen


@dataclass(frozen=True)
class Stationsstand:
    """One station: how much stands there, and how much of it goes on to the next."""

    station: Station
    aantal: str
    verder: str  # "14 van 18"; empty: not to be said
    verder_zin: str
    is_vol: bool


def standen(user: Gebruiker) -> list[Stationsstand]:
    """The stations in their order. A fixed number of queries; of casussen only what may be said outside casuïstiek."""
    totaal = safe_totals()
    knelpunten = Knelpunt.objects.visible_to(user).current()
    leerpunten = Leerpunt.objects.visible_to(user)
    inspanningen = Inspanning.objects.visible_to(user)
    doelen = Doelstelling.objects.visible_to(user).geldend()
    indicatoren = Indicator.objects.visible_to(user)
    verhalen = Verhaal.objects.visible_to(user).published()
    verslagen = Reisverslag.objects.visible_to(user)
    reflecties = Reflectie.objects.visible_to(user)
    settled = _settled(user)
    casussen = f"{getal(totaal.alle)}+" if totaal.alle else f"<{KLEINSTE_CEL}"
    met = f"{getal(totaal.met_knelpunt)}+" if totaal.met_knelpunt else f"<{KLEINSTE_CEL}"
    return [
        Stationsstand(CASUS, casussen, met, "liepen vast op een knelpunt dat is vastgelegd", True),
        _stand(KNELPUNT, knelpunten, knelpunten.exclude(leerpunten=None), "gaven een leerpunt"),
        _stand(
            LEERPUNT, leerpunten, leerpunten.exclude(inspanningen=None), "zijn opgepakt door een inspanning"
        ),
        _stand(
            INSPANNING,
            inspanningen,
            inspanningen.filter(Exists(Bijdrage.objects.lopend().filter(inspanning=OuterRef("pk")))),
            "dragen bij aan een doel",
        ),
        _stand(
            DOELSTELLING, doelen, doelen.exclude(streefwaarden=None), "hebben een cijfer met een streefwaarde"
        ),
        _stand(
            INDICATOR,
            indicatoren,
            indicatoren.filter(thema__in=verhalen.values("thema")),
            "hebben een verhaal ernaast",
        ),
        _told(VERHAAL, verhalen.count(), settled),
        _stand(REISVERSLAG, verslagen, verslagen.vastgesteld(), "zijn vastgesteld"),
        _stand(
            REFLECTIE,
            reflecties,
            reflecties.exclude(teruggekoppeld_op=None),
            "zijn beantwoord en terugverteld",
        ),
    ]


def _stand(station: Station, rows: models.QuerySet, further: models.QuerySet, zin: str) -> Stationsstand:
    """Two queries."""
    alle = rows.count()
    verder = further.distinct().count()
    return Stationsstand(
        station, getal(alle), f"{getal(verder)} van {getal(alle)}" if alle else "", zin, alle > 0
    )


@dataclass(frozen=True)
class _Settled:
    """Leerpunten that are geborgd, and which of them a reisverslag tells of since."""

    alle: list[Leerpunt]
    verteld: set[int]


def _settled(user: Gebruiker) -> _Settled:
    """Three queries. Told is: in a vastgesteld reisverslag over a period in which it was geborgd already."""
    alle = list(
        Leerpunt.objects.visible_to(user).in_staat(Leerpunt.Staat.GEBORGD).prefetch_related("knelpunten")
    )
    told = [one for one in vermeldingen(user) if not one.verslag.is_concept]
    verteld = {
        leerpunt.pk
        for leerpunt in alle
        for one in told
        if one.verslag.periode_tot >= leerpunt.staat_sinds
        and one.noemt(
            {
                LEERPUNT.naam: {leerpunt.pk},
                KNELPUNT.naam: {knelpunt.pk for knelpunt in leerpunt.knelpunten.all()},
            }
        )
    }
    return _Settled(alle, verteld)


def _told(station: Station, aantal: int, settled: _Settled) -> Stationsstand:
    verder = f"{getal(len(settled.verteld))} van {getal(len(settled.alle))}" if settled.alle else ""
    return Stationsstand(
        station, getal(aantal), verder, "geborgde leerpunten zijn verteld in een reisverslag", aantal > 0
    )


# Where it stalls


@dataclass(frozen=True)
class Stil:
    """A place where the thread stalls: which rows, and what it says of them."""

    key: str
    station: Station
    een: str
    meer: str
    rijen: Callable[[Gebruiker], models.QuerySet]
    recht: Recht = Recht.LEREN_ZIEN


def _often_seen(user: Gebruiker) -> models.QuerySet:
    seen = Casusknelpunt.objects.counted().values("geldend").annotate(casussen=Count("casus", distinct=True))
    often = seen.filter(casussen__gte=VRAAGT_LEERPUNT).values("geldend")
    return Knelpunt.objects.visible_to(user).current().filter(leerpunten=None, pk__in=often)


def _running(user: Gebruiker) -> models.QuerySet:
    return Inspanning.objects.visible_to(user).filter(fase__in=Oordeelvraag.FASEN)


def _lopende_bijdragen() -> models.QuerySet:
    return Bijdrage.objects.lopend().filter(inspanning=OuterRef("pk"))


def _without_evidence(user: Gebruiker) -> models.QuerySet:
    seen = Bewijs.objects.filter(bijdrage__inspanning=OuterRef("pk"), bijdrage__loopt=True)
    return _running(user).filter(Exists(_lopende_bijdragen()), ~Exists(seen))


def _not_told(user: Gebruiker) -> models.QuerySet:
    settled = _settled(user)
    return Leerpunt.objects.filter(pk__in={one.pk for one in settled.alle} - settled.verteld)


STIL = (
    Stil(
        "knelpunt-vaak-gezien",
        KNELPUNT,
        "knelpunt kwam drie keer of vaker voor en heeft nog geen leerpunt",
        "knelpunten kwamen drie keer of vaker voor en hebben nog geen leerpunt",
        _often_seen,
        Recht.ACTIEPUNTEN_ZIEN,  # who has it sees who was asked for a leerpunt, and so that it was three
    ),
    Stil(
        "knelpunt-zonder-leerpunt",
        KNELPUNT,
        "knelpunt heeft nog geen leerpunt",
        "knelpunten hebben nog geen leerpunt",
        lambda user: Knelpunt.objects.visible_to(user).current().filter(leerpunten=None),
    ),
    Stil(
        "leerpunt-zonder-vraag",
        LEERPUNT,
        "leerpunt is nog aan niemand gevraagd",
        "leerpunten zijn nog aan niemand gevraagd",
        lambda user: Leerpunt.objects.visible_to(user).in_staat(Leerpunt.Staat.GESIGNALEERD),
    ),
    Stil(
        "leerpunt-zonder-antwoord",
        LEERPUNT,
        "leerpunt wacht op een antwoord",
        "leerpunten wachten op een antwoord",
        lambda user: Leerpunt.objects.visible_to(user).in_staat(Leerpunt.Staat.GEADRESSEERD),
    ),
    Stil(
        "leerpunt-zonder-inspanning",
        LEERPUNT,
        "leerpunt wordt door geen inspanning opgepakt",
        "leerpunten worden door geen inspanning opgepakt",
        lambda user: Leerpunt.objects.visible_to(user).filter(inspanningen=None),
    ),
    Stil(
        "inspanning-zonder-doel",
        INSPANNING,
        "inspanning loopt zonder doel",
        "inspanningen lopen zonder doel",
        lambda user: _running(user).filter(~Exists(_lopende_bijdragen())),
    ),
    Stil(
        "inspanning-zonder-bewijs",
        INSPANNING,
        "inspanning draagt bij aan een doel, en nog niemand zag daar bewijs van",
        "inspanningen dragen bij aan een doel, en nog niemand zag daar bewijs van",
        _without_evidence,
    ),
    Stil(
        "doel-zonder-cijfer",
        DOELSTELLING,
        "doel heeft geen cijfer met een streefwaarde",
        "doelen hebben geen cijfer met een streefwaarde",
        lambda user: Doelstelling.objects.visible_to(user).geldend().filter(streefwaarden=None),
    ),
    Stil(
        "geborgd-niet-verteld",
        REISVERSLAG,
        "geborgd leerpunt is in geen reisverslag verteld",
        "geborgde leerpunten zijn in geen reisverslag verteld",
        _not_told,
    ),
    Stil(
        "reflectie-niet-terugverteld",
        REFLECTIE,
        "reflectie is nog niet terugverteld",
        "reflecties zijn nog niet terugverteld",
        lambda user: Reflectie.objects.visible_to(user).open(),
    ),
)


@dataclass(frozen=True)
class Stilstand:
    """A place where something stalls now."""

    stil: Stil
    aantal: int

    @property
    def zin(self) -> str:
        return f"{getal(self.aantal)} {self.stil.een if self.aantal == 1 else self.stil.meer}"


def stilstanden(user: Gebruiker) -> list[Stilstand]:
    """Where the thread stalls, in its order, as far as this person may know."""
    found = [Stilstand(one, one.rijen(user).count()) for one in STIL if user.mag(one.recht)]
    return [one for one in found if one.aantal]


def stil_of(key: str, user: Gebruiker) -> Stil | None:
    return next((one for one in STIL if one.key == key and user.mag(one.recht)), None)
