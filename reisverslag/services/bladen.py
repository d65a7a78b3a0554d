"""A subject on one sheet of paper: asked for by a person, made in the background, kept for that person alone."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.timezone import localdate

from brunssum.core import audit, taken
from brunssum.core.bestanden import pdf
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker, Taak
from brunssum.core.rollen import Zicht
from brunssum.core.taken import Meld
from reisverslag.bladen import RUIMTES, SOORTEN

BLAD_TAAK = "reisverslag.blad"


class BladIsGone(DomainError):
    """What it is about was removed, or may no longer be seen, before the file was made."""


def request_blad(soort: str, pk: int, *, actor: Gebruiker) -> Taak:
    """Ask for a blad of this soort (a key of bladen.SOORTEN), with what this person may see. Asking twice gives the same open job."""
    over = SOORTEN[soort].find(pk, actor)
    if over is None:
        raise PermissionDenied
    taak = taken.request(BLAD_TAAK, actor=actor, blad=soort, pk=pk, zicht=int(actor.zicht))
    if over.pk:
        audit.record("blad.gevraagd", over, actor=actor, soort=soort)
    return taak


def make_blad(soort: str, pk: int, *, actor: Gebruiker, zicht: int, gemaakt_op: datetime, meld: Meld) -> str:
    """Make the file that `actor` asked for, give the name under which it is kept; a later one replaces it.

    What has too much to tell for its sheet is laid out again with less of it, until it fits.
    """
    blad = SOORTEN[soort]
    over = blad.find(pk, actor)
    if over is None or actor.zicht != zicht:
        raise BladIsGone("Dit is er niet meer, of u mag het niet meer zien.")
    meld(10, "De gegevens worden verzameld")
    feiten = blad.gather(over, actor, localdate(gemaakt_op))
    for number, ruimte in enumerate(RUIMTES):
        meld(25 + 10 * number, "Het blad wordt opgemaakt")
        content = pdf.render_pdf(
            blad.template,
            {
                "blad": blad,
                "zicht_label": Zicht(zicht).label,
                "op": gemaakt_op,
                **blad.present(feiten, ruimte),
            },
            titel=blad.titel(over),
            onderwerp=blad.label,
            gemaakt_op=gemaakt_op,
        )
        if blad.bladzijden in (None, pdf.check(content)):
            break
    else:
        raise AssertionError(f"{soort} {pk} does not fit on its sheet, however little it tells")
    meld(95, "De pdf wordt bewaard")
    name = f"bladen/{actor.pk}/{soort}-{pk}-{zicht}.pdf"
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))
