from dataclasses import dataclass
from decimal import Decimal

from inspanningen import queries
from inspanningen.criteria import CRITERIA
from inspanningen.models import Budgetpost, Inspanning, Leerpunt, Mijlpaal, Oordeel, Participatie
from inspanningen.presenters.planning import Planningregel, planningregels
from inspanningen.queries.geld import Jaarstand, jaarstanden
from inspanningen.queries.mijlpalen import mijlpaal_feiten
from inspanningen.queries.participatie import newest
from inspanningen.queries.projectkaart import Kaart
from reisverslag.bladen.soort import Bladsoort, kort
from reisverslag.blokken.mijlpalentekening import draw_mijlpalen

WAT = ("resultaat", "aanpak", "scope")
WAAROM = ("aanleiding", "context")
LEERPUNTEN = 4


@dataclass(frozen=True)
class InspanningFeiten:
    kaart: Kaart
    wat: str
    waarom: str
    mijlpalen: tuple[Planningregel, ...]
    gepland: Participatie | None
    werkelijk: Participatie | None
    oordeel: Oordeel | None
    geld: Jaarstand | None
    leerpunten: tuple[Leerpunt, ...]

    @property
    def laat(self) -> list[Planningregel]:
        return [regel for regel in self.mijlpalen if regel.soort == "laat"]

    @property
    def hierna(self) -> list[Planningregel]:
        return [regel for regel in self.mijlpalen if regel.soort in ("nu", "gepland")]

    @property
    def gehaald(self) -> list[Planningregel]:
        return [regel for regel in self.mijlpalen if regel.soort == "gehaald"]


class InspanningBlad(Bladsoort):
    """One inspanning: what it is, why, where it stands, and what it asks."""

    soort = "inspanning"
    label = "Briefing"
    template = "reisverslag/bladen/inspanning.html"

    def find(self, pk, user):
        return Inspanning.objects.visible_to(user).for_kaart().filter(pk=pk).first()

    def titel(self, over):
        return f"{over.nummer} {over.naam}"

    def bestandsnaam(self, over):
        return f"briefing {over.nummer} {over.naam}"

    def gather(self, over, user, vandaag):
        kaart = queries.kaart(over, user.zicht)
        mijlpalen = Mijlpaal.objects.visible_to(user).of_inspanning(over.pk, with_onderdelen=True)
        feiten = mijlpaal_feiten(mijlpalen.order_by("tot", "van", "pk"))
        participatie = newest([over.pk]) if Participatie.objects.visible_to(user).exists() else {}
        oordelen = Oordeel.objects.visible_to(user).current().filter(inspanning=over)
        posten = Budgetpost.objects.visible_to(user).filter(inspanning=over, jaar=vandaag.year)
        leerpunten = Leerpunt.objects.visible_to(user).filter(inspanningen=over)
        return InspanningFeiten(
            kaart=kaart,
            wat=_first(kaart, WAT),
            waarom=_first(kaart, WAAROM),
            mijlpalen=tuple(planningregels(feiten, vandaag)),
            gepland=participatie.get((over.pk, Participatie.Soort.GEPLAND)),
            werkelijk=participatie.get((over.pk, Participatie.Soort.WERKELIJK)),
            oordeel=oordelen.select_related("ronde").order_by("-ronde__van", "-pk").first(),
            geld=next(iter(jaarstanden(posten)), None),
            leerpunten=tuple(leerpunten.order_by("-staat_sinds", "-pk")[:LEERPUNTEN]),
        )

    def present(self, feiten, ruimte):
        drawn = _around_now(feiten, ruimte.regels) if ruimte.regels > 1 else []
        return {
            "feiten": feiten,
            "kaart": feiten.kaart,
            "wat": kort(feiten.wat, ruimte.letters),
            "waarom": kort(feiten.waarom, ruimte.letters),
            "laat": feiten.laat[: ruimte.regels],
            "laat_meer": max(0, len(feiten.laat) - ruimte.regels),
            "hierna": feiten.hierna[: min(3, ruimte.regels)],
            "tekening": draw_mijlpalen(drawn) if drawn else None,
            "criteria": [
                (criterium.naam, getattr(feiten.oordeel, f"get_{criterium.key}_display")())
                for criterium in CRITERIA
            ]
            if feiten.oordeel
            else [],
            "leerpunten": feiten.leerpunten[: ruimte.regels],
            "geld_over": _left(feiten.geld),
        }


def _first(kaart: Kaart, keys: tuple[str, ...]) -> str:
    """The first of these texts that was written."""
    return next((tekst for key in keys if (tekst := kaart.tekst(key))), "")


def _around_now(feiten: InspanningFeiten, regels: int) -> list[Planningregel]:
    """What was reached last, what is late and what comes next: as many as there is room for, in their order."""
    chosen = [*feiten.laat[-regels:], *feiten.hierna[:regels]][:regels]
    reached = feiten.gehaald[-max(1, regels - len(chosen)) :]
    picked = {id(regel) for regel in [*reached, *chosen]}
    return [regel for regel in feiten.mijlpalen if id(regel) in picked]


def _left(geld: Jaarstand | None) -> Decimal | None:
    return None if geld is None or geld.werkelijk is None else geld.gepland - geld.werkelijk
