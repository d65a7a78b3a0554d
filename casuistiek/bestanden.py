"""What a file that someone sends really is, by its content, and whether it is safe to keep and give out again.

Its name and what the browser says of it count for nothing. A photo is written anew, without the place it was taken;
a pdf or Office file that can start something by itself is refused.
"""

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from brunssum.core.bestanden.foto import GeenFoto, clean_foto
from brunssum.core.exceptions import DomainError
from casuistiek.models import Bijlage

LONGEST_SIDE = 2400  # a photographed letter stays readable
MAX_ONDERDELEN = 2000
MAX_UITGEPAKT = 100 * 1024 * 1024
MAX_OBJECTEN = 200_000

CONTENT_TYPES = {
    Bijlage.Soort.PDF: "application/pdf",
    Bijlage.Soort.JPEG: "image/jpeg",
    Bijlage.Soort.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Bijlage.Soort.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_OFFICE = {
    "word/document.xml": (Bijlage.Soort.DOCX, b"wordprocessingml.document.main+xml"),
    "xl/workbook.xml": (Bijlage.Soort.XLSX, b"spreadsheetml.sheet.main+xml"),
}
_STARTS_SOMETHING = re.compile(
    r"vbaproject|activex|embeddings/|oleobject|ddelink|externallinks/|\.(bin|exe|js)$", re.I
)
_FETCHES = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode=[\"']External)(?=[^>]*Type=[\"'][^\"']*/(attachedTemplate|oleObject|frame|subDocument|image)[\"'])"
)
_PDF_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"}


class GeenBijlage(DomainError):
    """This file is not one that we keep."""


@dataclass(frozen=True)
class Bestand:
    """A file that was looked at."""

    soort: Bijlage.Soort
    inhoud: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.inhoud).hexdigest()


def look_at(inhoud: bytes) -> Bestand:
    """What this file is. Raises GeenBijlage, with what can be done, when it is not one we keep."""
    if inhoud.startswith(_IMAGES):
        return _image(inhoud)
    if inhoud.startswith(b"%PDF-"):
        return _pdf(inhoud)
    if inhoud.startswith(b"PK\x03\x04"):
        return _office(inhoud)
    raise GeenBijlage("Dit bestand kunnen wij niet bewaren. Kies een pdf, jpg, png, docx of xlsx.")


def _image(inhoud: bytes) -> Bestand:
    try:
        return Bestand(Bijlage.Soort.JPEG, clean_foto(inhoud, longest_side=LONGEST_SIDE))
    except GeenFoto as refused:
        raise GeenBijlage(refused.messages) from refused


def _pdf(inhoud: bytes) -> Bestand:
    import pikepdf  # slow to load

    try:
        with pikepdf.open(BytesIO(inhoud)) as pdf:
            if len(pdf.objects) > MAX_OBJECTEN or len(pdf.pages) == 0:
                raise GeenBijlage(
                    "Deze pdf kunnen wij niet lezen. Print hem opnieuw naar pdf en kies dat bestand."
                )
            if any(_can_start_something(one) for one in pdf.objects):
                raise GeenBijlage(
                    "In deze pdf zit een script of een ander bestand. Print hem opnieuw naar pdf en kies dat bestand."
                )
    except GeenBijlage:
        raise
    except pikepdf.PasswordError as error:
        raise GeenBijlage("Deze pdf heeft een wachtwoord. Haal het eraf en kies hem opnieuw.") from error
    except Exception as error:  # a file that is broken on purpose raises many kinds
        raise GeenBijlage(
            "Deze pdf is beschadigd. Print hem opnieuw naar pdf en kies dat bestand."
        ) from error
    return Bestand(Bijlage.Soort.PDF, inhoud)


def _can_start_something(one) -> bool:
    """Whether this object of a pdf, or a dictionary directly in it, is a script, a command or another file."""
    import pikepdf

    queue = [one]
    while queue:
        node = queue.pop()
        if isinstance(node, pikepdf.Array):
            queue += [item for item in node if _is_direct(item)]
            continue
        if not isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if "/JS" in node or "/EmbeddedFiles" in node or "/EF" in node or "/XFA" in node:
            return True
        if str(node.get("/S", "")) in _PDF_ACTIONS:
            return True
        queue += [item for _, item in node.items() if _is_direct(item)]
    return False


def _is_direct(item) -> bool:
    """Indirect objects come along by themselves: following them would go round in circles."""
    import pikepdf

    return isinstance(item, pikepdf.Object) and not item.is_indirect


def _office(inhoud: bytes) -> Bestand:
    try:
        with ZipFile(BytesIO(inhoud)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_ONDERDELEN or sum(part.file_size for part in parts) > MAX_UITGEPAKT:
                raise GeenBijlage("Dit bestand is uitgepakt te groot. Maak het kleiner of kies een pdf.")
            soort = _office_soort(archive)
            if any(_STARTS_SOMETHING.search(part.filename) for part in parts) or any(
                _FETCHES.search(archive.read(part)) for part in parts if part.filename.endswith(".rels")
            ):
                raise GeenBijlage(
                    "In dit bestand zit een macro, een ander bestand of een koppeling. Sla het op als pdf en kies dat."
                )
    except GeenBijlage:
        raise
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise GeenBijlage(
            "Dit bestand is beschadigd of heeft een wachtwoord. Open het, sla het opnieuw op en kies het weer."
        ) from error
    return Bestand(soort, inhoud)


def _office_soort(archive: ZipFile) -> Bijlage.Soort:
    """Word or Excel by what the package itself says; with macros it says something else."""
    names = set(archive.namelist())
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    for name, (soort, content_type) in _OFFICE.items():
        if name in names and content_type in types:
            return soort
    raise GeenBijlage(
        "Dit is geen docx of xlsx zonder macro’s. Sla het zo op, of als pdf, en kies dat bestand."
    )
