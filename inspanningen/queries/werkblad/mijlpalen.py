"""The sheet with mijlpalen: its rows as they are now, and those of a file beside ours."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from brunssum.core.rollen import Zicht
from inspanningen import vage_datum
from inspanningen.models import Inspanning, Mijlpaal
from inspanningen.queries.werkblad.regels import Celbotsing, Celverschil, Regel, whole
from inspanningen.tekst import clean, clean_line
from inspanningen.werkblad import KENMERK, MIJLPAAL_KOPPEN, MIJLPALEN, VERSIE, Onleesbaar, lees_dag

INSPANNING, REDEN = "inspanning", "reden"
VELDEN = ("naam", "wanneer", "status", "gehaald_op", "toelichting")
"""What of a mijlpaal a row can change. Its inspanning stays."""

_STATUSSEN = {status.label.casefold(): status.value for status in Mijlpaal.Status}


def mijlpaal_rijen(inspanningen) -> Iterator[list[Any]]:
    """The rows of the sheet, by inspanning and then by time. One query."""
    rows = Mijlpaal.objects.filter(inspanning__in=inspanningen).select_related("inspanning")
    for mijlpaal in rows.order_by("inspanning__volgnummer", "inspanning__nummer", "van", "tot", "pk"):
        yield [
            mijlpaal.pk,
            mijlpaal.versienummer,
            mijlpaal.inspanning.nummer,
            *(schrijf(mijlpaal)[naam] for naam in VELDEN),
            "",
        ]


def schrijf(mijlpaal: Mijlpaal) -> dict[str, str]:
    """The fields of a mijlpaal as the texts of cells."""
    dag = mijlpaal.gehaald_op
    return {
        "naam": mijlpaal.naam,
        "wanneer": mijlpaal.wanneer,
        "status": mijlpaal.get_status_display(),
        "gehaald_op": f"{dag.day}-{dag.month}-{dag.year}" if dag else "",
        "toelichting": mijlpaal.toelichting,
    }


def mijlpaal_regels(rijen: list[dict], zicht: Zicht) -> list[Regel]:
    """The rows of the sheet with mijlpalen beside ours. Two queries, however many rows.

    The `stand` of a row holds only what changes, and the reason beside it.
    """
    by_nummer = {inspanning.nummer: inspanning for inspanning in Inspanning.objects.all()}
    ours = {mijlpaal.pk: mijlpaal for mijlpaal in Mijlpaal.objects.select_related("inspanning")}
    times = Counter(whole(rij["cellen"].get(KENMERK, "")) for rij in rijen)
    regels = []
    for rij in rijen:
        written = rij["cellen"].get(KENMERK, "").strip()
        pk = whole(written)
        waarden, weigeringen = _gelezen(rij["cellen"])
        if pk and times[pk] > 1:
            weigeringen.append("Deze mijlpaal staat meer dan één keer in het bestand. Laat één regel staan.")
        if written and pk not in ours:
            weigeringen.append("Dit kenmerk is niet van een mijlpaal hier. Maak die cel leeg om een nieuwe te maken.")  # fmt: skip
        if pk in ours:
            regels.append(_bestaand(rij, ours[pk], waarden, weigeringen))
        else:
            regels.append(_nieuw(rij, by_nummer, waarden, weigeringen))
    return regels


def _nieuw(
    rij: dict, by_nummer: Mapping[str, Inspanning], waarden: dict[str, Any], weigeringen: list[str]
) -> Regel:
    nummer = clean_line(rij["cellen"].get(INSPANNING, "")).upper()
    if nummer not in by_nummer:
        weigeringen.append(
            f"{MIJLPAAL_KOPPEN[INSPANNING]}: “{nummer}” is geen nummer van een inspanning hier."
        )
    for naam in ("naam", "wanneer"):
        if not rij["cellen"].get(naam, "").strip():
            weigeringen.append(f"{MIJLPAAL_KOPPEN[naam]}: vul dit in voor een nieuwe mijlpaal.")
    verschillen = tuple(
        Celverschil(naam, MIJLPAAL_KOPPEN[naam], "", tekst)
        for naam in (INSPANNING, *VELDEN)
        if (tekst := rij["cellen"].get(naam, "").strip())
    )
    titel = clean_line(rij["cellen"].get("naam", "")) or "Nieuwe mijlpaal"
    stand = waarden | {INSPANNING: by_nummer[nummer].pk} if nummer in by_nummer else waarden
    return Regel(MIJLPALEN, rij["rij"], titel, None, None, verschillen, (), tuple(weigeringen), stand)


def _bestaand(rij: dict, mijlpaal: Mijlpaal, waarden: dict[str, Any], weigeringen: list[str]) -> Regel:
    now = schrijf(mijlpaal)
    changed = [naam for naam in VELDEN if naam in waarden and waarden[naam] != _waarde(mijlpaal, naam)]
    nummer = clean_line(rij["cellen"].get(INSPANNING, mijlpaal.inspanning.nummer)).upper()
    if nummer != mijlpaal.inspanning.nummer:
        weigeringen.append(
            f"{MIJLPAAL_KOPPEN[INSPANNING]}: een mijlpaal blijft bij haar inspanning ({mijlpaal.inspanning.nummer}). "
            "Laat haar daar vervallen, en maak een nieuwe."
        )
    status = waarden.get("status", mijlpaal.status)
    asks_why = "wanneer" in changed or ("status" in changed and status != Mijlpaal.Status.GEHAALD)
    if asks_why and not waarden.get(REDEN):
        weigeringen.append(f"{MIJLPAAL_KOPPEN[REDEN]}: schrijf op waarom dit verandert.")
    if status == Mijlpaal.Status.GEHAALD and not waarden.get("gehaald_op", mijlpaal.gehaald_op):
        weigeringen.append(f"{MIJLPAAL_KOPPEN['gehaald_op']}: vul in op welke dag.")
    read = whole(rij["cellen"].get(VERSIE, ""))
    is_newer = read is not None and read != mijlpaal.versienummer
    soort = Celbotsing if is_newer else Celverschil
    cellen = tuple(
        soort(naam, MIJLPAAL_KOPPEN[naam], now[naam], clean(rij["cellen"].get(naam, ""))) for naam in changed
    )
    stand = {naam: waarden[naam] for naam in changed}
    return Regel(
        MIJLPALEN,
        rij["rij"],
        f"{mijlpaal.inspanning.nummer} {mijlpaal.naam}",
        mijlpaal.pk,
        mijlpaal.versienummer,
        () if is_newer else cellen,
        cellen if is_newer else (),
        tuple(weigeringen),
        stand | {REDEN: waarden.get(REDEN, "")} if stand else {},
    )


def _waarde(mijlpaal: Mijlpaal, naam: str) -> Any:
    if naam == "wanneer":
        return vage_datum.VageDatum(mijlpaal.van, mijlpaal.tot, mijlpaal.wanneer)
    return getattr(mijlpaal, naam)


def _gelezen(cellen: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    waarden: dict[str, Any] = {}
    weigeringen = []
    for naam in (*VELDEN, REDEN):
        if naam not in cellen:
            continue
        try:
            waarden[naam] = _lees(naam, cellen[naam])
        except (Onleesbaar, vage_datum.OnleesbareDatum) as refused:
            weigeringen.append(f"{MIJLPAAL_KOPPEN[naam]}: {refused}")
    return waarden, weigeringen


def _lees(naam: str, tekst: str) -> Any:
    if naam == "wanneer":
        return vage_datum.read(tekst)
    if naam == "gehaald_op":
        return lees_dag(tekst)
    if naam == "status":
        status = clean_line(tekst).casefold()
        if status and status not in _STATUSSEN:
            raise Onleesbaar(f"“{tekst}” is geen status. Kies uit: {', '.join(Mijlpaal.Status.labels)}.")
        return _STATUSSEN.get(status, Mijlpaal.Status.GEPLAND.value)
    return clean_line(tekst) if naam == "naam" else clean(tekst)
