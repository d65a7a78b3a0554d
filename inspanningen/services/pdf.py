"""The PDF of a projectkaart: asked for by a person, made in the background, kept for that person alone."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from brunssum.core import audit, taken
from brunssum.core.bestanden.pdf import render_pdf
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker, Taak
from brunssum.core.rollen import Zicht
from inspanningen import permissions, queries
from inspanningen.models import Inspanning

KAART_PDF = "inspanningen.kaart_pdf"


class KaartIsGone(DomainError):
    """The kaart was removed, or may no longer be seen, before its PDF was made."""


def request_kaart_pdf(inspanning_id: int, *, actor: Gebruiker) -> Taak:
    """Ask for the PDF of a kaart, with what this person may see. Asking twice gives the same open job."""
    if not permissions.may_see(actor):
        raise PermissionDenied
    inspanning = Inspanning.objects.get(pk=inspanning_id)
    taak = taken.request(KAART_PDF, actor=actor, inspanning_id=inspanning.pk, zicht=int(actor.zicht))
    audit.record("inspanning.pdf_gevraagd", inspanning, actor=actor)
    return taak


def make_kaart_pdf(
    inspanning_id: int,
    *,
    actor: Gebruiker,
    zicht: int,
    gemaakt_op: datetime,
    meld: Callable[[int, str], None],
) -> str:
    """Make the PDF that `actor` asked for and give the name under which it is kept; a later one replaces it."""
    inspanning = Inspanning.objects.visible_to(actor).for_kaart().filter(pk=inspanning_id).first()
    if inspanning is None or actor.zicht < zicht:
        raise KaartIsGone("Deze kaart is er niet meer, of u mag haar niet meer zien.")
    kaart = queries.kaart(inspanning, Zicht(zicht))
    meld(20, "De kaart wordt opgemaakt")
    pdf = render_pdf(
        "inspanningen/kaart_pdf.html",
        {"kaart": kaart, "gemaakt_op": gemaakt_op, "zicht_label": Zicht(zicht).label},
        titel=f"{kaart.nummer} {kaart.naam}",
        onderwerp="Projectkaart",
        gemaakt_op=gemaakt_op,
    )
    meld(90, "De pdf wordt bewaard")
    name = f"projectkaarten/{actor.pk}/{inspanning.pk}-{zicht}.pdf"
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(pdf))
