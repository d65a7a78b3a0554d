"""The PDF of a wijkplan for the street: asked for by a person, made in the background, kept for that person alone."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from brunssum.core import audit, taken
from brunssum.core.bestanden.pdf import render_pdf
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker, Taak
from inspanningen.models import Wijkplan
from inspanningen.queries.wijkplan import folder

WIJKPLAN_PDF = "inspanningen.wijkplan_pdf"


class WijkplanIsGone(DomainError):
    """The plan may no longer be seen before its PDF was made."""


def request_wijkplan_pdf(wijkplan_id: int, *, actor: Gebruiker) -> Taak:
    """Ask for the PDF of a plan. Asking twice gives the same open job."""
    wijkplan = Wijkplan.objects.visible_to(actor).filter(pk=wijkplan_id).first()
    if wijkplan is None:
        raise PermissionDenied
    taak = taken.request(WIJKPLAN_PDF, actor=actor, wijkplan_id=wijkplan.pk)
    audit.record("wijkplan.pdf_gevraagd", wijkplan, actor=actor)
    return taak


def make_wijkplan_pdf(
    wijkplan_id: int, *, actor: Gebruiker, gemaakt_op: datetime, meld: Callable[[int, str], None]
) -> str:
    """Make the PDF that `actor` asked for and give the name under which it is kept; a later one replaces it."""
    wijkplan = Wijkplan.objects.visible_to(actor).select_related("gebied").filter(pk=wijkplan_id).first()
    if wijkplan is None:
        raise WijkplanIsGone("Dit wijkplan is er niet meer, of u mag het niet meer zien.")
    inhoud = folder(wijkplan)
    meld(20, "Het wijkplan wordt opgemaakt")
    pdf = render_pdf(
        "inspanningen/wijkplan_pdf.html",
        {
            "plan": inhoud,
            "gemaakt_op": gemaakt_op,
            "jaar": timezone.localtime(gemaakt_op).year,
            "contact_email": settings.CONTACT_EMAIL,
        },
        titel=f"Wijkplan {inhoud.naam}",
        onderwerp="Wie doet wat, waar en waarom",
        gemaakt_op=gemaakt_op,
    )
    meld(90, "De pdf wordt bewaard")
    name = f"wijkplannen/{actor.pk}/{wijkplan.pk}.pdf"
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(pdf))
