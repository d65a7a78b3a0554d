"""What a page or a PDF of a reisverslag shows. Vastgesteld: from the frozen facts, and from nothing else."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.timezone import localdate, make_aware

from brunssum.core.bestanden import pdf
from brunssum.core.models import Gebruiker
from brunssum.core.templatetags.kanarie import datum
from casuistiek.models import Knelpunt
from inspanningen.models import Inspanning
from reisverslag.blokken import SOORTEN, Bloksoort, InspanningenBlok, KnelpuntenBlok, Lezing
from reisverslag.blokken.veranderd import VeranderdBlok, between, since
from reisverslag.models import Blok, Hoofdstuk, Reisverslag

Feiten = dict[str, Any]

NOG_LEEG = "Hier staat nog niets. Schrijf of kies iets, of haal dit blok weg."
"""Of a blok that came along empty, from a sjabloon or an earlier verslag."""


def has_blokken(reisverslag: Reisverslag) -> bool:
    return Blok.objects.filter(hoofdstuk__reisverslag=reisverslag).present().exists()


def ontbreekt(feiten: Feiten) -> str:
    """In a sentence: that what was chosen is no longer there. Empty when it is."""
    return feiten.get("ontbreekt", "")


@dataclass(frozen=True)
class BlokDeel:
    """A blok with its facts."""

    pk: int
    soort: str
    feiten: Feiten

    @property
    def plek(self) -> str:
        """Its id on the page of the editor."""
        return f"blok-{self.pk}"

    @property
    def plek_opmerkingen(self) -> str:
        return f"opmerkingen-{self.pk}"

    @property
    def label(self) -> str:
        return SOORTEN[self.soort].label

    @property
    def template(self) -> str:
        return SOORTEN[self.soort].template

    @property
    def ontbreekt(self) -> str:
        return ontbreekt(self.feiten)

    @property
    def beeld(self) -> dict[str, Any]:
        """What the template of this soort needs."""
        return SOORTEN[self.soort].present(self.feiten)


@dataclass(frozen=True)
class HoofdstukDeel:
    pk: int
    titel: str
    nummer: int
    blokken: tuple[BlokDeel, ...]

    @property
    def plek(self) -> str:
        """Its id on the page of the editor."""
        return f"hoofdstuk-{self.pk}"

    @property
    def plek_nieuw_blok(self) -> str:
        return f"nieuw-blok-{self.pk}"

    @property
    def anker(self) -> str:
        return f"hoofdstuk-{self.nummer}"


@dataclass(frozen=True)
class Publicatie:
    """A reisverslag as it is read: the whole content of a PDF."""

    pk: int
    titel: str
    publiek: str
    publiek_label: str
    periode_van: date
    periode_tot: date
    is_concept: bool
    stand_op: date
    gemeente: str
    programma: str
    auteur: str
    vastgesteld_door: str
    hoofdstukken: tuple[HoofdstukDeel, ...]
    versie: int = 1
    vervangt_op: date | None = None
    vervangt_waarom: str = ""

    @property
    def publiek_in_zin(self) -> str:
        return {"college": "het college", "raad": "de raad"}.get(self.publiek, self.publiek)

    @property
    def sha256(self) -> str:
        """The same for the same words, figures and date."""
        whole = asdict(self)
        if self.versie == 1:  # a first versie replaces nothing, and says nothing of it
            whole = {name: value for name, value in whole.items() if name not in _OF_A_NEW_VERSIE}
        content = json.dumps(whole, cls=DjangoJSONEncoder, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def periode(self) -> str:
        return f"{datum(self.periode_van)} tot en met {datum(self.periode_tot)}"

    @property
    def kenmerk(self) -> str:
        """Short enough to read out and compare."""
        return " ".join(re.findall("....", self.sha256[:16]))

    @property
    def leeswijzers(self) -> list[tuple[str, str]]:
        """How to read what stands in it: a title and a text, once per soort that needs one."""
        present = {blok.soort for hoofdstuk in self.hoofdstukken for blok in hoofdstuk.blokken}
        return [soort.leeswijzer for soort in SOORTEN.values() if soort.soort in present and soort.leeswijzer]

    @property
    def bestandsnaam(self) -> str:
        versie = f"-versie-{self.versie}" if self.versie > 1 else ""
        concept = "-concept" if self.is_concept else ""
        return f"reisverslag-{self.periode_van}-{self.periode_tot}-{self.publiek}{versie}{concept}.pdf"


_OF_A_NEW_VERSIE = ("versie", "vervangt_op", "vervangt_waarom")


def lezing(reisverslag: Reisverslag, user: Gebruiker) -> Lezing:
    return Lezing(user, reisverslag.zicht, reisverslag.periode_van, reisverslag.periode_tot, reisverslag.pk)


def colofon(reisverslag: Reisverslag, vastgesteld_door: Gebruiker | None) -> dict[str, str]:
    """The names that a reader sees, as they are now."""
    return {
        "gemeente": settings.GEMEENTE_NAAM,
        "programma": settings.PROGRAMMA_NAAM,
        "auteur": _functie(reisverslag.auteur),
        "vastgesteld_door": _functie(vastgesteld_door) if vastgesteld_door else "",
    }


def publicatie(
    reisverslag: Reisverslag,
    user: Gebruiker,
    op: datetime,
    *,
    op_hoofdstuk: Callable[[int, int], None] | None = None,
) -> Publicatie:
    """The whole reisverslag. All blokken of one soort are gathered together, so that queries do not grow with blokken;
    with `op_hoofdstuk` hoofdstuk by hoofdstuk, saying each time which of how many.
    """
    hoofdstukken = list(reisverslag.hoofdstukken.present().in_order())
    per_hoofdstuk = defaultdict(list)
    for blok in Blok.objects.filter(hoofdstuk__in=hoofdstukken).present().in_order():
        per_hoofdstuk[blok.hoofdstuk_id].append(blok)
    bron = lezing(reisverslag, user)
    feiten: dict[int, Feiten] = {}
    if op_hoofdstuk is None:
        feiten = feiten_of([blok for blokken in per_hoofdstuk.values() for blok in blokken], bron)
    else:
        for nummer, hoofdstuk in enumerate(hoofdstukken, start=1):
            op_hoofdstuk(nummer, len(hoofdstukken))
            feiten |= feiten_of(per_hoofdstuk[hoofdstuk.pk], bron)
    return Publicatie(
        pk=reisverslag.pk,
        titel=reisverslag.titel,
        publiek=reisverslag.publiek,
        publiek_label=reisverslag.get_publiek_display(),
        periode_van=reisverslag.periode_van,
        periode_tot=reisverslag.periode_tot,
        is_concept=reisverslag.is_concept,
        stand_op=localdate(reisverslag.vastgesteld_op or op),
        hoofdstukken=tuple(
            _deel(hoofdstuk, nummer, per_hoofdstuk[hoofdstuk.pk], feiten)
            for nummer, hoofdstuk in enumerate(hoofdstukken, start=1)
        ),
        **_replaces(reisverslag),
        **(reisverslag.colofon or colofon(reisverslag, None)),
    )


def _replaces(reisverslag: Reisverslag) -> dict[str, Any]:
    """What a new versie says of the one before it. One query, for a new versie alone."""
    if reisverslag.vervangt_id is None:
        return {}
    return {
        "versie": reisverslag.versie,
        "vervangt_op": localdate(reisverslag.vervangt.vastgesteld_op),
        "vervangt_waarom": reisverslag.vervangt_waarom,
    }


def blok_deel(blok: Blok, bron: Lezing) -> BlokDeel:
    """One blok as it is now."""
    return BlokDeel(blok.pk, blok.soort, feiten_of([blok], bron)[blok.pk])


@dataclass(frozen=True)
class Vermelding:
    """A reisverslag, and what its author chose to tell of: ids by kind ("inspanningen.inspanning")."""

    verslag: Reisverslag
    genoemd: dict[str, frozenset[int]]

    def noemt(self, objecten: dict[str, set[int]]) -> bool:
        """Whether any of these stands in it."""
        return any(self.genoemd.get(soort, frozenset()) & pks for soort, pks in objecten.items())


def vermeldingen(user: Gebruiker, verslagen: Iterable[int] | None = None) -> list[Vermelding]:
    """The reisverslagen this person may see that tell of something, newest first; only these `verslagen`, if given.

    One query. What a blok names is read here and not in the database: SQLite cannot ask whether a list in JSON holds a
    number.
    """
    tells = [soort for soort, one in SOORTEN.items() if type(one).noemt is not Bloksoort.noemt]
    rows = Blok.objects.visible_to(user).present().filter(soort__in=tells)
    if verslagen is not None:
        rows = rows.filter(hoofdstuk__reisverslag__in=list(verslagen))
    told: dict[int, Reisverslag] = {}
    named: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for blok in rows.select_related("hoofdstuk__reisverslag"):
        if not blok.inhoud:
            continue
        verslag = blok.hoofdstuk.reisverslag
        told[verslag.pk] = verslag
        for soort, pks in SOORTEN[blok.soort].noemt(blok.inhoud).items():
            named[verslag.pk][soort] |= pks
    found = [
        Vermelding(verslag, {soort: frozenset(pks) for soort, pks in named[pk].items()})
        for pk, verslag in told.items()
    ]
    return sorted(found, key=lambda one: (one.verslag.periode_tot, one.verslag.periode_van, one.verslag.pk), reverse=True)  # fmt: skip


def verslagen_met(user: Gebruiker, inspanning: Inspanning) -> list[Reisverslag]:
    """The reisverslagen this person may see in which the author chose this inspanning, newest first. Two queries."""
    blokken = Blok.objects.visible_to(user).present().filter(soort=InspanningenBlok.soort)
    # Read here and not in the database: SQLite cannot ask whether a list in JSON holds a number.
    chosen = blokken.values_list("hoofdstuk__reisverslag_id", "inhoud")
    ids = {verslag_id for verslag_id, inhoud in chosen if inspanning.pk in inhoud.get("inspanningen", ())}
    return list(Reisverslag.objects.filter(pk__in=ids).newest_first())


@dataclass(frozen=True)
class Onderwerpen:
    """What a reisverslag is about, as far as the reader may see those pages."""

    inspanningen: list[Inspanning]
    knelpunten: list[Knelpunt]


def onderwerpen(user: Gebruiker, reisverslag: Reisverslag) -> Onderwerpen:
    """The inspanningen and knelpunten that the blokken of a reisverslag name. Three queries."""
    chosen = defaultdict(set)
    blokken = Blok.objects.filter(hoofdstuk__reisverslag=reisverslag).present()
    for inhoud in blokken.values_list("inhoud", flat=True):
        for soort in (InspanningenBlok.soort, KnelpuntenBlok.soort):
            chosen[soort].update(inhoud.get(soort, ()))
    return Onderwerpen(
        list(Inspanning.objects.visible_to(user).filter(pk__in=chosen[InspanningenBlok.soort]).in_order()),
        list(
            Knelpunt.objects.visible_to(user)
            .filter(pk__in=chosen[KnelpuntenBlok.soort])
            .order_by("naam", "pk")
        ),
    )


def verandering(vorige: Reisverslag, reisverslag: Reisverslag, bron: Lezing) -> dict[str, Any]:
    """What is not as it was in an earlier verslag, for its template: of a concept as it stands now."""
    of_now = reisverslag.is_concept
    feiten = since(vorige, bron, SOORTEN) if of_now else between(vorige, reisverslag, SOORTEN)
    return SOORTEN[VeranderdBlok.soort].present(feiten)


@dataclass(frozen=True)
class Weggehaald:
    """What an author took out and can put back."""

    soort: str
    pk: int
    titel: str
    op: datetime


def weggehaald(reisverslag: Reisverslag) -> list[Weggehaald]:
    """What was taken out, newest first. Two queries."""
    hoofdstukken = reisverslag.hoofdstukken.filter(verwijderd_op__isnull=False)
    blokken = Blok.objects.filter(
        hoofdstuk__reisverslag=reisverslag, verwijderd_op__isnull=False, hoofdstuk__verwijderd_op__isnull=True
    ).select_related("hoofdstuk")
    rows = [
        Weggehaald("hoofdstuk", row.pk, f"Hoofdstuk {row.titel}", row.verwijderd_op) for row in hoofdstukken
    ]
    rows += [
        Weggehaald("blok", row.pk, f"{SOORTEN[row.soort].label} uit {row.hoofdstuk.titel}", row.verwijderd_op)
        for row in blokken
    ]
    return sorted(rows, key=lambda row: row.op, reverse=True)


def render_pdf(publicatie: Publicatie, *, op_bladzijde: Callable[[int, int], None] | None = None) -> bytes:
    """The PDF. The same publicatie gives the same bytes. `op_bladzijde` hears which page of about how many."""
    html = render_html(publicatie)
    ongeveer = pdf.pages_roughly(html)
    report = (lambda nummer: op_bladzijde(nummer, ongeveer)) if op_bladzijde else None
    return pdf.pdf_from_html(html, **_properties(publicatie), auteur=publicatie.gemeente, op_bladzijde=report)


def render_html(publicatie: Publicatie, *, terug: str = "", ernaast: bool = False) -> str:
    """The html of that PDF; with a way back (`terug`), to read in the browser, also beside the text (`ernaast`)."""
    template, document = _document(publicatie)
    return pdf.render_html(
        template,
        document | {"terug": terug, "ernaast": ernaast},
        **_properties(publicatie),
        voorbeeld=bool(terug),
    )


def _document(publicatie: Publicatie) -> tuple[str, dict[str, Any]]:
    return "reisverslag/pdf.html", {
        "publicatie": publicatie,
        "inhoudsopgave": publicatie.hoofdstukken,
        "gemeente_naam": publicatie.gemeente,
        "programma_naam": publicatie.programma,
    }


def _properties(publicatie: Publicatie) -> dict[str, Any]:
    return {
        "titel": publicatie.titel,
        "onderwerp": f"Reisverslag voor {publicatie.publiek_in_zin}, {publicatie.periode}",
        "gemaakt_op": make_aware(datetime.combine(publicatie.stand_op, time())),
    }


def feiten_of(blokken: Iterable[Blok], bron: Lezing) -> dict[int, Feiten]:
    """The facts of each blok (by id): the frozen ones, or else gathered now. As JSON gives them back."""
    feiten: dict[int, Feiten] = {}
    to_gather: dict[str, list[Blok]] = defaultdict(list)
    for blok in blokken:
        if blok.feiten is None and not blok.inhoud:
            feiten[blok.pk] = {"ontbreekt": NOG_LEEG}
        elif blok.feiten is None:
            to_gather[blok.soort].append(blok)
        else:
            feiten[blok.pk] = blok.feiten
    for soort, rows in to_gather.items():
        gathered = SOORTEN[soort].gather([blok.inhoud for blok in rows], bron)
        for blok, facts in zip(rows, gathered, strict=True):
            feiten[blok.pk] = json.loads(json.dumps(facts, cls=DjangoJSONEncoder))
    return feiten


def _deel(hoofdstuk: Hoofdstuk, nummer: int, blokken: list[Blok], feiten: dict[int, Feiten]) -> HoofdstukDeel:
    return HoofdstukDeel(
        hoofdstuk.pk,
        hoofdstuk.titel,
        nummer,
        tuple(BlokDeel(blok.pk, blok.soort, feiten[blok.pk]) for blok in blokken),
    )


def _functie(gebruiker: Gebruiker) -> str:
    return gebruiker.functie or gebruiker.naam
