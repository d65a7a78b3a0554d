"""What a partner may not report, rule by rule: so that who reports hears all that is wrong at once, and a system as well.

Each gives the sentence that refuses, or nothing.
"""

from datetime import date

from inspanningen.models import Inspanning, Mijlpaal, Voortgangsmelding
from inspanningen.permissions import voortgang as permissions
from inspanningen.vage_datum import VageDatum


def bezwaar_tegen_dag(dag: date | None, vandaag: date) -> str:
    te_vroeg = dag is not None and dag > vandaag
    return "Deze dag is nog niet geweest. Kies vandaag of een dag daarvoor." if te_vroeg else ""


def mijlpaal_of(inspanning: Inspanning, mijlpaal_id: int) -> Mijlpaal | None:
    return Mijlpaal.objects.filter(pk=mijlpaal_id, inspanning=inspanning).first()


def bezwaar_tegen_mijlpaal(mijlpaal: Mijlpaal | None) -> str:
    if mijlpaal is None:
        return "Deze mijlpaal hoort niet bij deze inspanning. Kies een andere."
    if mijlpaal.status != Mijlpaal.Status.GEPLAND:
        return f"Deze mijlpaal is al {mijlpaal.get_status_display().lower()}. Kies een andere."
    return ""


def bezwaar_tegen_bericht(*, is_gehaald: bool, is_verwacht: bool) -> str:
    """Of a mijlpaal one says one thing."""
    if is_gehaald == is_verwacht:
        return "Zeg van deze mijlpaal of die is gehaald, of wanneer u die nu verwacht. Eén van de twee."
    return ""


def bezwaar_tegen_moment(wanneer: VageDatum, mijlpaal: Mijlpaal) -> str:
    is_same = (wanneer.van, wanneer.tot) == (mijlpaal.van, mijlpaal.tot)
    return f"De mijlpaal staat al gepland voor {mijlpaal.wanneer}." if is_same else ""


def teruggegeven_melding(
    melding_id: int, *, organisatie_id: int, inspanning: Inspanning
) -> Voortgangsmelding | None:
    """What is improved now. Of another organisation it is as if it were not there."""
    rows = Voortgangsmelding.objects.of_organisatie(organisatie_id).filter(inspanning=inspanning)
    return rows.select_related("afhandeling", "vervangen_door").filter(pk=melding_id).first()


def bezwaar_tegen_verbetering(melding: Voortgangsmelding | None) -> str:
    if melding is None:
        return "Deze melding is er niet bij deze inspanning. Kies een melding van uw eigen organisatie."
    return permissions.bezwaar_tegen_verbeteren(melding)
