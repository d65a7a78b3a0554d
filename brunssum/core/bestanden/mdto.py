"""Metadata of an adopted document for the archive, as MDTO asks (schema 1.0.1), and the package to hand it over in.

Of each document two files of XML: of what it is (informatieobject) and of its file (bestand). An app makes an
Archiefstuk of its own; nothing here knows what kind of document it is. The same Archiefstuk gives the same bytes.
"""

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.utils.timezone import localtime
from lxml import etree

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
BRON = "Kanarie"
"""Who gave a document its kenmerk."""

_EIGEN = f"Begrippenlijst {BRON}"
_WAARDERING = {"B": "Blijvend te bewaren", "V": "Op termijn te vernietigen"}
_NOUGHT = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say: the time of packing must not change its bytes."""


@dataclass(frozen=True)
class Gebeurtenis:
    """What happened to the document: "Creatie", "Accordering", "Publicatie"; by which function."""

    soort: str
    op: datetime
    door: str = ""
    resultaat: str = ""


@dataclass(frozen=True)
class Bestand:
    """The one file of the document. `sha256` is what it was when it was made."""

    naam: str
    omvang: int
    sha256: str
    gemaakt_op: datetime
    formaat: str = "Acrobat PDF/A - Portable Document Format 2a"
    pronom: str = "fmt/476"


@dataclass(frozen=True)
class Archiefstuk:
    """An adopted document, as an archive wants to know it."""

    kenmerk: str
    naam: str
    soort: str
    omschrijving: str
    van: date
    tot: date
    archiefvormer: str
    gebeurtenissen: tuple[Gebeurtenis, ...]
    bestand: Bestand
    adres: str = ""
    """Where everyone can read it; empty when that is nowhere."""
    beperking: str = ""
    """Why not everyone may read it; empty when everyone may."""
    vervangt: tuple[str, str] | None = None
    """Kenmerk and naam of the document that this one replaces."""

    @property
    def vastgesteld_op(self) -> datetime:
        return next(one.op for one in self.gebeurtenissen if one.soort == "Accordering")


def informatieobject_xml(stuk: Archiefstuk) -> bytes:
    """What the document is. The order of the elements is that of the schema."""
    root, found = _begin("informatieobject", stuk.kenmerk, stuk.naam)
    _begrip(found, "aggregatieniveau", "Archiefstuk", "Begrippenlijst Aggregatieniveaus MDTO")
    _begrip(found, "classificatie", stuk.soort, _EIGEN)
    _text(found, "omschrijving", stuk.omschrijving)
    if stuk.adres:
        _text(_element(found, "raadpleeglocatie"), "raadpleeglocatieOnline", stuk.adres)
    dekking = _element(found, "dekkingInTijd")
    _begrip(dekking, "dekkingInTijdType", "Betrekking op", "Begrippenlijst DekkingInTijdTypen MDTO")
    _text(dekking, "dekkingInTijdBegindatum", stuk.van.isoformat())
    _text(dekking, "dekkingInTijdEinddatum", stuk.tot.isoformat())
    _text(found, "taal", "nl")
    for one in stuk.gebeurtenissen:
        _event(found, one)
    code = settings.ARCHIEF_WAARDERING
    _begrip(found, "waardering", _WAARDERING[code], "Begrippenlijst Waarderingen MDTO", code)
    if code == "V":
        termijn = _element(found, "bewaartermijn")
        _begrip(termijn, "termijnTriggerStartLooptijd", "Vaststelling", _EIGEN)
        _text(termijn, "termijnStartdatumLooptijd", localtime(stuk.vastgesteld_op).date().isoformat())
        _text(termijn, "termijnLooptijd", f"P{settings.ARCHIEF_BEWAARJAREN}Y")
    _verwijzing(found, "heeftRepresentatie", stuk.bestand.naam, (_kenmerk_of_file(stuk), BRON))
    if stuk.vervangt:
        kenmerk, naam = stuk.vervangt
        relatie = _element(found, "gerelateerdInformatieobject")
        _verwijzing(relatie, "gerelateerdInformatieobjectVerwijzing", naam, (kenmerk, BRON))
        _begrip(
            relatie, "gerelateerdInformatieobjectTypeRelatie", "Vervangt", "Begrippenlijst RelatieTypen MDTO"
        )
    tooi = settings.GEMEENTE_CODE.lower(), "TOOI register gemeenten"
    _verwijzing(found, "archiefvormer", stuk.archiefvormer, tooi)
    beperking = _element(found, "beperkingGebruik")
    _begrip(
        beperking, "beperkingGebruikType", "Niet openbaar" if stuk.beperking else "Geen beperkingen", _EIGEN
    )
    if stuk.beperking:
        _text(beperking, "beperkingGebruikNadereBeschrijving", stuk.beperking)
    return _written(root)


def bestand_xml(stuk: Archiefstuk) -> bytes:
    """What its file is."""
    file = stuk.bestand
    root, found = _begin("bestand", _kenmerk_of_file(stuk), file.naam)
    _text(found, "omvang", str(file.omvang))
    _begrip(found, "bestandsformaat", file.formaat, "PRONOM-register", file.pronom)
    checksum = _element(found, "checksum")
    _begrip(checksum, "checksumAlgoritme", "SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO")
    _text(checksum, "checksumWaarde", file.sha256)
    _text(checksum, "checksumDatum", _moment(file.gemaakt_op))
    _verwijzing(found, "isRepresentatieVan", stuk.naam, (stuk.kenmerk, BRON))
    return _written(root)


class Beschadigd(Exception):
    """The file is not what it was when it was made."""


def pack(stukken: Iterable[tuple[Archiefstuk, bytes]]) -> bytes:
    """A zip with a folder per document: its file and its two of XML; and a manifest with the SHA-256 of each.

    Raises Beschadigd when a file no longer has the SHA-256 it was made with.
    """
    files: dict[str, bytes] = {}
    for stuk, content in stukken:
        if sha256(content).hexdigest() != stuk.bestand.sha256:
            raise Beschadigd(stuk.kenmerk)
        folder = stuk.kenmerk
        files[f"{folder}/{stuk.bestand.naam}"] = content
        files[f"{folder}/{stuk.bestand.naam}.bestand.mdto.xml"] = bestand_xml(stuk)
        files[f"{folder}/{folder}.mdto.xml"] = informatieobject_xml(stuk)
    manifest = [
        {"bestand": name, "omvang": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in sorted(files.items())
    ]
    files["manifest.json"] = json.dumps(manifest, indent=2, ensure_ascii=False).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, date_time=_NOUGHT)
            info.create_system, info.external_attr = 3, 0o644 << 16
            package.writestr(info, content, compress_type=zipfile.ZIP_STORED)
    return target.getvalue()


def _kenmerk_of_file(stuk: Archiefstuk) -> str:
    return f"{stuk.kenmerk}-{stuk.bestand.sha256[:16]}"


def _begin(kind: str, kenmerk: str, naam: str):
    root = etree.Element(f"{{{NAMESPACE}}}MDTO", nsmap={None: NAMESPACE})
    found = _element(root, kind)
    _identificatie(found, "identificatie", kenmerk, BRON)
    _text(found, "naam", naam)
    return root, found


def _element(parent, name: str):
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def _text(parent, name: str, text: str) -> None:
    _element(parent, name).text = text


def _begrip(parent, name: str, label: str, lijst: str, code: str = "") -> None:
    found = _element(parent, name)
    _text(found, "begripLabel", label)
    if code:
        _text(found, "begripCode", code)
    _verwijzing(found, "begripBegrippenlijst", lijst)


def _verwijzing(parent, name: str, naam: str, identificatie: tuple[str, str] | None = None) -> None:
    found = _element(parent, name)
    _text(found, "verwijzingNaam", naam)
    if identificatie:
        _identificatie(found, "verwijzingIdentificatie", *identificatie)


def _identificatie(parent, name: str, kenmerk: str, bron: str) -> None:
    found = _element(parent, name)
    _text(found, "identificatieKenmerk", kenmerk)
    _text(found, "identificatieBron", bron)


def _event(parent, one: Gebeurtenis) -> None:
    found = _element(parent, "event")
    _begrip(found, "eventType", one.soort, "Begrippenlijst EventTypen MDTO")
    _text(found, "eventTijd", _moment(one.op))
    if one.door:
        _verwijzing(found, "eventVerantwoordelijkeActor", one.door)
    if one.resultaat:
        _text(found, "eventResultaat", one.resultaat)


def _moment(op: datetime) -> str:
    return localtime(op).isoformat(timespec="seconds")


def _written(root) -> bytes:
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
