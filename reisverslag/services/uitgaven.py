"""Files made of a reisverslag, outside the web request."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from brunssum.core import audit, taken
from brunssum.core.bestanden import pdf
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker, Taak
from brunssum.core.taken import Meld
from reisverslag import permissions, queries
from reisverslag.models import Blok, Reisverslag, Uitgave
from reisverslag.services.verslag import KOP

UITGAVE_TAAK = "reisverslag.uitgave"


@transaction.atomic
def request_uitgave(reisverslag_id: int, *, actor: Gebruiker) -> Taak:
    """Ask for a PDF of the reisverslag as it is now; the same job when it was already asked and is not done yet."""
    if not permissions.may_make_uitgave(actor):
        raise PermissionDenied
    reisverslag = Reisverslag.objects.select_for_update().get(pk=reisverslag_id)
    blokken = Blok.objects.filter(hoofdstuk__reisverslag=reisverslag).present().in_order()
    if not blokken.exists():
        raise DomainError("Er staat nog niets in dit reisverslag. Voeg eerst een hoofdstuk met een blok toe.")
    return taken.request(
        UITGAVE_TAAK,
        actor=actor,
        sleutel=f"{UITGAVE_TAAK}:{reisverslag.pk}:{actor.pk}:{_state_of(reisverslag)}",
        reisverslag_id=reisverslag.pk,
    )


def make_uitgave(
    reisverslag_id: int, *, actor: Gebruiker, op: datetime, meld: Meld, taak: Taak | None = None
) -> Uitgave:
    """Make the PDF, outside any transaction, and keep it. The same content gives the uitgave that there already is."""
    if not permissions.may_make_uitgave(actor):
        raise PermissionDenied
    reisverslag = Reisverslag.objects.select_related("auteur").get(pk=reisverslag_id)
    publicatie = queries.publicatie(
        reisverslag,
        actor,
        op,
        op_hoofdstuk=lambda n, total: meld(15 * (n - 1) // total, f"Hoofdstuk {n} van {total} verzamelen"),
    )
    made = Uitgave.objects.filter(reisverslag=reisverslag, inhoud_sha256=publicatie.sha256).first()
    if made:
        return made
    meld(15, "Bladzijden opmaken")
    content = queries.render_pdf(publicatie, op_bladzijde=_counting(meld))
    meld(90, "Controleren")
    paginas = pdf.check(content)
    meld(97, "Bewaren")
    return _keep(reisverslag, publicatie, content, paginas, actor, taak)


def _counting(meld: Meld) -> Callable[[int, int], None]:
    """Report each new page. How many there are is not known before the last, so it says "ongeveer"; past that number
    the bar waits where it is. Pages that come by again, when the contents shift, only ask whether to stop.
    """
    highest = 0

    def op_bladzijde(nummer: int, ongeveer: int) -> None:
        nonlocal highest
        again = nummer <= highest
        highest = max(highest, nummer)
        total = f" van ongeveer {ongeveer}" if highest <= ongeveer else ""
        sentence = "Bladzijden nalopen" if again else f"Bladzijde {nummer}{total} opmaken"
        meld(15 + 70 * min(highest, ongeveer) // ongeveer, sentence)

    return op_bladzijde


def _keep(
    reisverslag: Reisverslag,
    publicatie: queries.Publicatie,
    content: bytes,
    paginas: int,
    actor: Gebruiker,
    taak: Taak | None,
) -> Uitgave:
    name = f"reisverslag/{reisverslag.pk}/{publicatie.sha256[:16]}/{publicatie.bestandsnaam}"
    if default_storage.exists(name):
        default_storage.delete(name)  # of an attempt that was broken off, or being made twice: the same bytes
    with transaction.atomic():
        Reisverslag.objects.select_for_update().get(pk=reisverslag.pk)
        uitgave, created = Uitgave.objects.get_or_create(
            reisverslag=reisverslag,
            inhoud_sha256=publicatie.sha256,
            defaults={
                "bestand": default_storage.save(name, ContentFile(content)),
                "stap": Reisverslag.Stap.CONCEPT if publicatie.is_concept else Reisverslag.Stap.VASTGESTELD,
                "sha256": sha256(content).hexdigest(),
                "omvang": len(content),
                "paginas": paginas,
                "taak": taak,
            },
        )
        if created:
            audit.record(
                "uitgave.gemaakt", reisverslag, actor=actor, uitgave=uitgave.pk, sha256=uitgave.sha256
            )
    return uitgave


def _state_of(reisverslag: Reisverslag) -> str:
    """Changes with each change of the words and choices; short enough for the key of a taak."""
    hoofdstukken = reisverslag.hoofdstukken.present().in_order().values_list("pk", "titel")
    blokken = Blok.objects.filter(hoofdstuk__reisverslag=reisverslag).present().in_order()
    state = (
        audit.snapshot(reisverslag, (*KOP, "stap")),
        list(hoofdstukken),
        list(blokken.values_list("pk", "versienummer")),
    )
    return sha256(repr(state).encode()).hexdigest()[:16]
