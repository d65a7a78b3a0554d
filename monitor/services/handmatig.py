"""Figures that someone types: cell by cell, or a page of a grid at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebied, Gebruiker
from monitor import permissions
from monitor.celwaarde import Geweigerd, read_cel
from monitor.models import Bron, Indicator, Verversing
from monitor.queries import Cijfer, Uitkomst
from monitor.queries.raster import Plaats, current_texts
from monitor.services.verversing import EERSTE_JAAR
from monitor.services.waarnemingen import store_waarnemingen

HANDMATIG = "handmatig"  # the code of the bron that typed figures belong to
MAX_CELLEN = 500


class TeVeelCellen(DomainError):
    """More cells at once than a page of a grid holds."""


@dataclass(frozen=True)
class Ingevuld:
    """What someone typed in a cell, and what stood there when they began."""

    plaats: Plaats
    tekst: str
    was: str


@dataclass(frozen=True)
class Invulling:
    """What became of a typed cell: the text in it, what now stands there, and why it was refused."""

    tekst: str
    nu: str
    fout: str = ""


@transaction.atomic
def store_cellen(
    cellen: Iterable[Ingevuld], *, actor: Gebruiker, moment: datetime
) -> dict[Plaats, Invulling]:
    """Store typed figures; a refused cell leaves the others alone. What did not change costs nothing.

    All that one person types on one day is one verversing of the bron handmatig: "as known on" asks by the day.
    """
    if not permissions.may_import(actor):
        raise PermissionDenied
    cellen = [cel for cel in cellen if cel.tekst.strip() != cel.was]
    if len(cellen) > MAX_CELLEN:
        raise TeVeelCellen(f"Sla hoogstens {MAX_CELLEN} cellen tegelijk op. Verdeel ze over meer keren.")
    if not cellen:
        return {}
    bron = _locked_bron()
    indicatoren = Indicator.objects.in_bulk({cel.plaats[0] for cel in cellen})
    gebieden = Gebied.objects.filter(geldig_tot__isnull=True).in_bulk({cel.plaats[1] for cel in cellen})
    now = current_texts(cel.plaats for cel in cellen)
    uitkomsten: dict[Plaats, Invulling] = {}
    cijfers: dict[Plaats, Cijfer] = {}
    for cel in cellen:
        try:
            cijfer = _read(cel, indicatoren, gebieden, now.get(cel.plaats, ""), moment.year)
        except Geweigerd as refused:
            uitkomsten[cel.plaats] = Invulling(cel.tekst, now.get(cel.plaats, ""), str(refused))
            continue
        cijfers[cel.plaats] = cijfer
    if cijfers:
        _store(bron, sorted(cijfers.values(), key=lambda cijfer: cijfer.plaats), actor, moment)
        shown = current_texts(cijfers)  # what is about too few people is typed, and not shown again
        uitkomsten |= {plaats: Invulling(shown[plaats], shown[plaats]) for plaats in cijfers}
        for (indicator, gebied, periode), _ in sorted(cijfers.items()):
            audit.record(
                "waarneming.ingevuld",
                indicatoren[indicator],
                actor=actor,
                gebied=gebieden[gebied].code,
                periode=periode,
            )
    return uitkomsten


def _locked_bron() -> Bron:
    """One person at a time types: the second sees what the first stored."""
    Bron.objects.get_or_create(
        code=HANDMATIG, defaults={"naam": "Met de hand ingevuld", "adapter": Bron.Adapter.HANDMATIG}
    )
    return Bron.objects.select_for_update().get(code=HANDMATIG)


def _read(cel: Ingevuld, indicatoren, gebieden, now: str, this_year: int) -> Cijfer:
    indicator, gebied, periode = cel.plaats
    if indicator not in indicatoren or gebied not in gebieden or not EERSTE_JAAR <= periode <= this_year:
        raise Geweigerd("Deze cel bestaat niet meer. Herlaad de pagina; uw tekst staat hier nog.")
    if now != cel.was and now != cel.tekst.strip():
        raise Geweigerd(
            f"Intussen staat hier “{now or 'niets'}”. Wilt u toch uw eigen cijfer? Druk op Enter of kies Sla op."
        )
    if not cel.tekst.strip():
        raise Geweigerd("Leeg haalt geen cijfer weg. Typ - als er geen cijfer is, of x als het geheim is.")
    try:
        gelezen = read_cel(cel.tekst, eenheid=indicatoren[indicator].eenheid)
    except Geweigerd as refused:
        raise Geweigerd(f"Niet opgeslagen. Verwacht was {refused}.") from refused
    return Cijfer(indicator, gebied, periode, gelezen.waarde, gelezen.reden)


def _store(bron: Bron, cijfers: list[Cijfer], actor: Gebruiker, moment: datetime) -> None:
    verversing = _run_of_today(bron, actor, moment)
    telling = store_waarnemingen(verversing, cijfers)
    counted = verversing.waarnemingen.aggregate(
        indicatoren=Count("indicator", distinct=True), gebieden=Count("gebied", distinct=True)
    )
    Verversing.objects.filter(pk=verversing.pk).update(
        cellen=F("cellen") + len(cijfers),
        nieuw=F("nieuw") + telling[Uitkomst.NIEUW],
        gewijzigd=F("gewijzigd") + telling[Uitkomst.GEWIJZIGD],
        ongewijzigd=F("ongewijzigd") + telling[Uitkomst.ONGEWIJZIGD],
        nvt=F("nvt") + sum(cijfer.reden == "nvt" for cijfer in cijfers),
        **counted,
    )


def _run_of_today(bron: Bron, actor: Gebruiker, moment: datetime) -> Verversing:
    begin = timezone.make_aware(datetime.combine(timezone.localtime(moment).date(), time.min))
    found = bron.verversingen.filter(
        aangevraagd_door=actor, status=Verversing.Status.VERWERKT, verwerkt_op__range=(begin, moment)
    ).first()
    if found:
        return found
    verversing = Verversing.objects.create(
        bron=bron,
        aangevraagd_door=actor,
        status=Verversing.Status.VERWERKT,
        begonnen_op=moment,
        verwerkt_op=moment,
    )
    audit.record("verversing.verwerkt", verversing, actor=actor)
    return verversing
