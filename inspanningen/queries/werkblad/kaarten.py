"""The sheet with inspanningen: its rows as they are now, and those of a file beside ours."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F

from brunssum.core.models import Gebied, Gebruiker, Organisatie
from brunssum.core.rollen import Zicht
from inspanningen.models import Doelstelling, Inspanning, LeidendPrincipe, Versie
from inspanningen.queries.werkblad.regels import Celbotsing, Celverschil, Regel, whole
from inspanningen.stand import PARTNERS, Stand, changed_names, merge, read_stand
from inspanningen.velden import LABELS
from inspanningen.werkblad import (
    INSPANNINGEN,
    KENMERK,
    VERSIE,
    Naslag,
    Onleesbaar,
    kaart_namen,
    lees,
    schrijf,
)


def naslag() -> Naslag:
    """Everything a cell of a kaart can name. Six queries."""
    gebieden = Gebied.objects.filter(geldig_tot=None).order_by("pk")
    return Naslag.of(
        {
            "ouder": [
                (pk, nummer, ())
                for pk, nummer in Inspanning.objects.order_by("pk").values_list("pk", "nummer")
            ],
            "projectleider": [
                (pk, naam, (email,))
                for pk, naam, email in Gebruiker.objects.order_by("pk").values_list("pk", "naam", "email")
            ],
            "gebieden": [
                (pk, naam, (code,)) for pk, naam, code in gebieden.values_list("pk", "naam", "code")
            ],
            "principes": [
                (pk, kort, ())
                for pk, kort in LeidendPrincipe.objects.order_by("volgorde", "pk").values_list("pk", "kort")
            ],
            "doelstellingen": [
                (doel.pk, str(doel), (doel.nummer, doel.naam))
                for doel in Doelstelling.objects.order_by("nummer", "pk")
            ],
            PARTNERS: [
                (pk, naam, ()) for pk, naam in Organisatie.objects.order_by("pk").values_list("pk", "naam")
            ],
        }
    )


def standen(inspanningen) -> Iterator[tuple[Inspanning, Stand]]:
    """Each kaart with how it is now, in the order of its number. Two queries, however many."""
    rows = list(inspanningen.in_order())
    laatste = {
        versie.inspanning_id: versie.stand
        for versie in Versie.objects.filter(inspanning__in=rows, nummer=F("inspanning__versienummer")).only(
            "inspanning_id", "stand"
        )
    }
    for inspanning in rows:
        yield inspanning, read_stand(inspanning, laatste.get(inspanning.pk, {}))


def kaart_rijen(inspanningen, zicht: Zicht) -> Iterator[list[Any]]:
    """The rows of the sheet with inspanningen: what this zicht may see, and nothing else."""
    namen, boek = kaart_namen(zicht), naslag()
    for inspanning, stand in standen(inspanningen):
        yield [
            inspanning.pk,
            inspanning.versienummer,
            *(schrijf(naam, stand.get(naam), boek) for naam in namen),
        ]


def kaart_regels(rijen: list[dict], zicht: Zicht) -> list[Regel]:
    """The rows of the sheet with inspanningen beside ours. `rijen`: {"rij": its number, "cellen": {name: text}}.

    Eleven queries, however many rows.
    """
    boek = naslag()
    by_pk = {inspanning.pk: (inspanning, stand) for inspanning, stand in standen(Inspanning.objects.all())}
    by_nummer = {inspanning.nummer: inspanning.pk for inspanning, _ in by_pk.values()}
    basis = _standen_then(rijen)
    twice = {pk for pk, times in Counter(_kenmerk(rij, by_pk, by_nummer)[0] for rij in rijen).items() if pk and times > 1}  # fmt: skip
    nieuwe = Counter(
        rij["cellen"].get("nummer", "").strip().upper()
        for rij in rijen
        if _kenmerk(rij, by_pk, by_nummer)[0] is None
    )
    regels = []
    for rij in rijen:
        pk, bezwaar = _kenmerk(rij, by_pk, by_nummer)
        waarden, weigeringen = _gelezen(rij["cellen"], zicht, boek)
        if bezwaar:
            weigeringen.insert(0, bezwaar)
        if pk in twice:
            weigeringen.append(
                "Deze inspanning staat meer dan één keer in het bestand. Laat één regel staan."
            )
        nummer = waarden.get("nummer", "")
        if pk is None and nieuwe[nummer] > 1:
            weigeringen.append(f"Nummer {nummer} staat meer dan één keer in het bestand.")
        if pk is not None and by_nummer.get(nummer, pk) != pk:
            weigeringen.append(f"Er is al een andere inspanning met nummer {nummer}.")
        if pk is None:
            regels.append(_nieuw(rij, waarden, weigeringen, boek))
        else:
            regels.append(_bestaand(rij, *by_pk[pk], waarden, weigeringen, basis, boek))
    return _with_who_changed(regels)


def _nieuw(rij: dict, waarden: Stand, weigeringen: list[str], boek: Naslag) -> Regel:
    for naam in ("nummer", "naam"):
        if naam not in waarden and not any(LABELS[naam] in zin for zin in weigeringen):
            weigeringen.append(f"{LABELS[naam]}: vul dit in voor een nieuwe inspanning.")
    verschillen = tuple(
        Celverschil(naam, LABELS[naam], "", schrijf(naam, waarde, boek))
        for naam, waarde in waarden.items()
        if waarde
    )
    titel = f"{waarden.get('nummer', '')} {waarden.get('naam', '')}".strip() or "Nieuwe inspanning"
    return Regel(INSPANNINGEN, rij["rij"], titel, None, None, verschillen, (), tuple(weigeringen), waarden)


def _bestaand(
    rij: dict,
    inspanning: Inspanning,
    huidig: Stand,
    waarden: Stand,
    weigeringen: list[str],
    basis: dict[tuple[int, int], Stand],
    boek: Naslag,
) -> Regel:
    nummer = whole(rij["cellen"].get(VERSIE, "")) or inspanning.versienummer
    then = huidig if nummer == inspanning.versienummer else basis.get((inspanning.pk, nummer), huidig)
    samen = merge(then, huidig, waarden)
    fase = samen.waarden.get("fase", huidig["fase"])
    if fase != huidig["fase"] and not inspanning.can_become(fase):
        weigeringen.append(
            f"Fase: van ‘{inspanning.get_fase_display()}’ naar ‘{Inspanning.Fase(fase).label}’ kan niet in één stap."
        )

    def cel(soort: type, naam: str):
        return soort(
            naam, LABELS[naam], schrijf(naam, huidig[naam], boek), schrijf(naam, samen.waarden[naam], boek)
        )

    changed = changed_names(huidig, samen.waarden)
    return Regel(
        INSPANNINGEN,
        rij["rij"],
        str(inspanning),
        inspanning.pk,
        inspanning.versienummer,
        tuple(cel(Celverschil, naam) for naam in changed if naam not in samen.botsingen),
        tuple(cel(Celbotsing, naam) for naam in changed if naam in samen.botsingen),
        tuple(weigeringen),
        {naam: samen.waarden[naam] for naam in changed},
    )


def _gelezen(cellen: Mapping[str, str], zicht: Zicht, boek: Naslag) -> tuple[Stand, list[str]]:
    """The values of the cells that could be read, and a sentence for each that could not."""
    waarden, weigeringen = {}, []
    for naam in kaart_namen(zicht):
        if naam not in cellen:
            continue
        try:
            waarden[naam] = lees(naam, cellen[naam], boek)
        except Onleesbaar as refused:
            weigeringen.append(f"{LABELS[naam]}: {refused}")
    return waarden, weigeringen


def _kenmerk(rij: dict, by_pk: Mapping, by_nummer: Mapping[str, int]) -> tuple[int | None, str]:
    """Which inspanning of ours a row is about, by its kenmerk or else its nummer; and what is wrong with that."""
    written = rij["cellen"].get(KENMERK, "").strip()
    if not written:
        return by_nummer.get(rij["cellen"].get("nummer", "").strip().upper()), ""
    pk = whole(written)
    if pk in by_pk:
        return pk, ""
    return None, "Dit kenmerk is niet van een inspanning hier. Maak die cel leeg om een nieuwe te maken."


def _standen_then(rijen: list[dict]) -> dict[tuple[int, int], Stand]:
    """The versions that the rows were made of, as far as they are not the present ones."""
    wanted = {tuple(whole(rij["cellen"].get(naam, "")) or 0 for naam in (KENMERK, VERSIE)) for rij in rijen}
    older = Versie.objects.filter(
        inspanning__in={pk for pk, _ in wanted}, nummer__in={nummer for _, nummer in wanted}
    ).exclude(nummer=F("inspanning__versienummer"))
    standen = older.values_list("inspanning", "nummer", "stand")
    return {(pk, nummer): stand for pk, nummer, stand in standen if (pk, nummer) in wanted}


def _with_who_changed(regels: list[Regel]) -> list[Regel]:
    """Add to each botsing who changed our side last, and when."""
    pks = {regel.pk for regel in regels if regel.botsingen}
    if not pks:
        return regels
    last = {}
    versies = Versie.objects.filter(inspanning__in=pks).select_related("door").defer("stand")
    for versie in versies.order_by("nummer"):
        for naam in versie.gewijzigd:
            last[versie.inspanning_id, naam] = versie
    return [_named(regel, last) if regel.botsingen else regel for regel in regels]


def _named(regel: Regel, last: Mapping[tuple[int, str], Versie]) -> Regel:
    botsingen = tuple(
        Celbotsing(
            botsing.naam,
            botsing.label,
            botsing.was,
            botsing.wordt,
            str(last[regel.pk, botsing.naam].door or "Kanarie zelf"),
            last[regel.pk, botsing.naam].opgeslagen_op,
        )
        for botsing in regel.botsingen
    )
    return Regel(**{**vars(regel), "botsingen": botsingen})
