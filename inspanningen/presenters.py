"""What a template would otherwise compute: the list, the kaart, the differences between versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import BoundField, Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localtime

from brunssum.core.rollen import Zicht
from brunssum.core.templatetags.kanarie import LEEG
from inspanningen.lijstfilter import Lijstfilter
from inspanningen.models import Inspanning, Versie
from inspanningen.queries import (
    FilterOpties,
    Kaart,
    KaartVerwijzing,
    Namen,
    Rij,
    VeldVoorstel,
    Voorstel,
    namen_van,
)
from inspanningen.services import Botst
from inspanningen.stand import Stand, changed_names
from inspanningen.velden import BASIS, LABELS, SECTIES, TEKSTKOLOMMEN, VELDEN, is_visible
from inspanningen.verschillen import Stuk, word_diff

FASE_BADGE = {
    Inspanning.Fase.IDEE: "neutral",
    Inspanning.Fase.VOORBEREIDING: "info",
    Inspanning.Fase.UITVOERING: "good",
    Inspanning.Fase.NAAR_DE_LIJN: "info",
    Inspanning.Fase.AFGEROND: "neutral",
    Inspanning.Fase.GESTOPT: "neutral",
}
_FASE_LABEL = dict(Inspanning.Fase.choices)


# ------------------------------------------------------------------------------------------------- the list


@dataclass(frozen=True, slots=True)
class Kolom:
    """A head of the table: pressing it sorts, pressing it again the other way round."""

    label: str
    url: str
    aria_sort: str
    css: str


@dataclass(frozen=True, slots=True)
class Keuzelijst:
    """A filter to choose from, as (value, label, is chosen)."""

    naam: str
    label: str
    alles: str
    opties: tuple[tuple[str, str, bool], ...]


def lijst_kolommen(query: QueryDict, sorteer: str, *, met_projectleider: bool) -> list[Kolom]:
    """The heads of the list. The rest of the query string stays as it is; the page starts again at one."""
    kept = query.copy()
    kept.pop("pagina", None)
    heads = [
        ("nummer", "Nr.", ""),
        ("naam", "Inspanning", ""),
        ("fase", "Fase", ""),
        *([("projectleider", "Projectleider", "wide-only")] if met_projectleider else []),
        ("", "Gebieden", "wide-only"),
        ("gewijzigd", "Gewijzigd", "number wide-only"),
    ]
    kolommen = []
    for naam, label, css in heads:
        is_up, is_down = sorteer == naam, sorteer == f"-{naam}"
        kept["sorteer"] = f"-{naam}" if is_up else naam
        aria_sort = "ascending" if is_up else "descending" if is_down else ""
        kolommen.append(Kolom(label, f"?{kept.urlencode()}" if naam else "", aria_sort, css))
    return kolommen


def lijst_regels(rijen: Iterable[Rij]) -> list[tuple[str, ...]]:
    """Each row as (nummer, url, naam, ouder, badge, fase, projectleider, gebieden, gewijzigd).

    Plain strings, because the template draws them thousands of times an hour: looking an attribute up, a filter
    and an if each cost more there than here.
    """
    base = reverse("inspanningen:list")
    return [
        (
            rij.nummer,
            f"{base}{rij.pk}/",
            rij.naam,
            rij.ouder,
            FASE_BADGE[rij.fase],
            _FASE_LABEL[rij.fase],
            rij.projectleider or LEEG,
            rij.gebieden or LEEG,
            _short_date(rij.gewijzigd_op),
        )
        for rij in rijen
    ]


def _short_date(moment: datetime) -> str:
    day = localtime(moment)
    return f"{day.day}-{day.month}-{day.year}"


def keuzelijsten(opties: FilterOpties, gekozen: Lijstfilter, *, met_projectleider: bool) -> list[Keuzelijst]:
    """The filters of the list; none when the choices were not asked for."""
    if opties is None:
        return []
    fasen = tuple((value, label, value == gekozen.fase) for value, label in Inspanning.Fase.choices)
    lists = [Keuzelijst("fase", "Fase", "Alle fasen", fasen)]
    for naam, label, alles in (
        ("doelstelling", "Doelstelling", "Alle doelstellingen"),
        ("principe", "Principe", "Alle principes"),
        ("gebied", "Gebied", "Alle gebieden"),
        *([("projectleider", "Projectleider", "Iedereen")] if met_projectleider else []),
    ):
        wanted = getattr(gekozen, naam)
        choices = tuple((str(pk), text, pk == wanted) for pk, text in getattr(opties, naam))
        lists.append(Keuzelijst(naam, label, alles, choices))
    return lists


# ------------------------------------------------------------------------------------------------- the kaart


@dataclass(frozen=True)
class Kaartregel:
    """One row of a sectie: what was chosen and what was written under the same name."""

    anker: str
    label: str
    gekozen: tuple[str, ...] = ()
    tekst: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sectieweergave:
    key: str
    titel: str
    regels: tuple[Kaartregel, ...]


def sectie_weergaven(kaart: Kaart) -> list[Sectieweergave]:
    """The secties of the kaart, with in each row both the text and what is linked; only what the kaart holds.

    Who leads stands on top: a row about the projectleider follows only when more was written about it.
    """
    gekozen = {
        "doelstellingen": tuple(f"{doel.nummer}. {doel.naam}" for doel in kaart.doelstellingen),
        "principes": kaart.principes,
        "partners": tuple(
            f"{partner.naam}: {partner.rol}" if partner.rol else partner.naam for partner in kaart.partners
        ),
    }
    teksten = {veld.key: veld.tekst for sectie in kaart.secties for veld in sectie.velden}
    weergaven = [_basis(kaart)]
    for sectie in SECTIES:
        regels = tuple(
            Kaartregel(veld.key, veld.label, gekozen.get(veld.key, ()), teksten.get(veld.key, ""))
            for veld in VELDEN
            if veld.sectie == sectie.key
            and (veld.key in teksten or gekozen.get(veld.key))
            and not (veld.key == "projectleider" and kaart.projectleider and not teksten[veld.key])
        )
        if regels:
            weergaven.append(Sectieweergave(sectie.key, sectie.titel, regels))
    return weergaven


def _basis(kaart: Kaart) -> Sectieweergave:
    regels = [Kaartregel("gebieden", "Gebieden", tuple(gebied.naam for gebied in kaart.gebieden))]
    if is_visible("projectleider", Zicht(kaart.zicht)):
        leider = (kaart.projectleider,) if kaart.projectleider else ()
        regels.insert(0, Kaartregel("leider", "Projectleider", leider))
    if kaart.ouder:
        regels.append(Kaartregel("ouder", "Onderdeel van", links=_links([kaart.ouder])))
    if kaart.onderdelen:
        regels.append(Kaartregel("onderdelen", "Onderdelen", links=_links(kaart.onderdelen)))
    return Sectieweergave(BASIS.key, BASIS.titel, tuple(regels))


def _links(verwijzingen: Iterable[KaartVerwijzing]) -> tuple[tuple[str, str], ...]:
    base = reverse("inspanningen:list")
    return tuple((f"{base}{kaart.pk}/", f"{kaart.nummer} {kaart.naam}") for kaart in verwijzingen)


def sectie_titel(key: str) -> str:
    return next(sectie.titel for sectie in (BASIS, *SECTIES) if sectie.key == key)


# ----------------------------------------------------------------------------------- differences and botsingen


@dataclass(frozen=True)
class Verschil:
    """How one field differs between two versions: words for a text, lines for what is chosen."""

    naam: str
    label: str
    stukken: tuple[Stuk, ...]


@dataclass(frozen=True)
class Veldbotsing:
    """What stands beside a field that two people changed."""

    door: str
    op: datetime
    hunne: str
    was: str
    stukken: tuple[Stuk, ...]


@dataclass(frozen=True)
class Veldregel:
    """A field of the form, with the botsing on it if there is one."""

    veld: BoundField
    botsing: Veldbotsing | None


def verschillen(voor: Stand, na: Stand) -> list[Verschil]:
    """What differs between two standen, in the order of the kaart."""
    namen = changed_names(voor, na)
    namen_bij_ids = namen_van((voor, na), namen)
    pairs = [
        (naam, *(_readable(naam, stand.get(naam), namen_bij_ids) for stand in (voor, na))) for naam in namen
    ]
    return [Verschil(naam, LABELS[naam], word_diff(was, nu)) for naam, was, nu in pairs if was != nu]


def gewijzigde_labels(versie: Versie) -> list[str]:
    """What changed in this version, in words."""
    return [LABELS[naam] for naam in versie.gewijzigd if naam in LABELS]


def veldregels(form: Form, botst: Botst | None = None) -> list[Veldregel]:
    """The fields of the form, each with what another made of it meanwhile."""
    found: dict[str, Veldbotsing] = {}
    for botsing in botst.botsingen if botst else ():
        standen = [{botsing.naam: waarde} for waarde in (botsing.was, botsing.hunne, botsing.mijne)]
        namen = namen_van(standen, [botsing.naam])
        was, hunne, mijne = (_readable(botsing.naam, stand[botsing.naam], namen) for stand in standen)
        found[botsing.naam] = Veldbotsing(botsing.door, botsing.op, hunne, was, word_diff(hunne, mijne))
    return [Veldregel(veld, found.get(veld.name)) for veld in form.visible_fields()]


def form_initial(waarden: Mapping[str, Any], versienummer: int, toelichting: str = "") -> dict[str, Any]:
    """The start of the form of a sectie, from the values of a stand."""
    return {**waarden, "basisversie": versienummer, "toelichting": toelichting}


def _readable(naam: str, waarde: Any, namen: Namen) -> str:
    if naam in TEKSTKOLOMMEN:
        return waarde or ""
    return "\n".join(namen.regels(naam, waarde))


# ------------------------------------------------------------------------------------------------- an import


@dataclass(frozen=True)
class ImportVeld:
    """A text of the file, with how it differs from ours if ours is not empty."""

    veld: VeldVoorstel
    stukken: tuple[Stuk, ...]
    wordt_vervangen: bool


@dataclass(frozen=True)
class ImportKaart:
    """One kaart of the file with its form; what asks for attention first."""

    voorstel: Voorstel
    form: Form
    velden: tuple[ImportVeld, ...]
    leeg: tuple[str, ...]

    @property
    def verschillen(self) -> tuple[ImportVeld, ...]:
        return tuple(veld for veld in self.velden if veld.veld.soort == "verschil")


def import_kaarten(voorstellen: Iterable[Voorstel], forms: Iterable[Form]) -> list[ImportKaart]:
    """The kaarten of the preview."""
    kaarten = []
    for voorstel, form in zip(voorstellen, forms, strict=True):
        chosen = form["vervang"].value() or []
        velden = tuple(
            ImportVeld(
                veld,
                word_diff(veld.huidig, veld.nieuw) if veld.soort == "verschil" else (),
                veld.key in chosen,
            )
            for veld in voorstel.velden
            if veld.nieuw
        )
        leeg = tuple(veld.label for veld in voorstel.velden if not veld.nieuw)
        kaarten.append(ImportKaart(voorstel, form, velden, leeg))
    return kaarten


def import_telling(voorstellen: Iterable[Voorstel]) -> dict[str, int]:
    """How many kaarten, texts and doubts."""
    found = list(voorstellen)
    return {
        "kaarten": len(found),
        "velden": sum(1 for voorstel in found for veld in voorstel.velden if veld.nieuw),
        "onzeker": sum(voorstel.aantal_onzeker for voorstel in found),
    }


def import_resultaat(resultaat: Mapping[str, list[int]]) -> str:
    """What was done, in a sentence."""
    nieuw, bij = len(resultaat["nieuw"]), len(resultaat["bijgewerkt"])
    if not nieuw and not bij:
        return "Er is niets overgenomen: alle kaarten zijn overgeslagen."
    parts = [f"{nieuw} {'kaart' if nieuw == 1 else 'kaarten'} gemaakt"] if nieuw else []
    parts += [f"{bij} {'kaart' if bij == 1 else 'kaarten'} bijgewerkt"] if bij else []
    return f"{' en '.join(parts)[:1].upper()}{' en '.join(parts)[1:]}."
