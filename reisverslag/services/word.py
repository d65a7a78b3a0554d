"""The werkversie of a reisverslag in Word: asked for by a person, made in the background, kept for that person alone.

It is not the reisverslag: that is the PDF. So it says on each page what it is made of and that it is a werkversie.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from brunssum.core import audit, taken
from brunssum.core.bestanden.word import docx_from_html
from brunssum.core.models import Gebruiker, Taak
from brunssum.core.taken import Meld
from reisverslag import permissions, queries
from reisverslag.models import Reisverslag

WORD_TAAK = "reisverslag.word"


def request_word(reisverslag_id: int, *, actor: Gebruiker) -> Taak:
    """Ask for the werkversie as it is now. Asking twice gives the same open job."""
    if not permissions.may_make_uitgave(actor):
        raise PermissionDenied
    reisverslag = Reisverslag.objects.get(pk=reisverslag_id)
    taak = taken.request(WORD_TAAK, actor=actor, reisverslag_id=reisverslag.pk)
    audit.record("werkversie.gevraagd", reisverslag, actor=actor)
    return taak


def make_word(reisverslag_id: int, *, actor: Gebruiker, op: datetime, meld: Meld) -> str:
    """Make the file that `actor` asked for and give the name under which it is kept; a later one replaces it."""
    if not permissions.may_make_uitgave(actor):
        raise PermissionDenied
    reisverslag = Reisverslag.objects.select_related("auteur").get(pk=reisverslag_id)
    publicatie = queries.publicatie(
        reisverslag,
        actor,
        op,
        op_hoofdstuk=lambda n, total: meld(60 * (n - 1) // total, f"Hoofdstuk {n} van {total} verzamelen"),
    )
    meld(60, "Het Word-bestand wordt opgemaakt")
    content = docx_from_html(
        queries.render_html(publicatie),
        titel=f"{publicatie.titel} (werkversie)",
        onderwerp=f"Reisverslag voor {publicatie.publiek_in_zin}, {publicatie.periode}",
        auteur=publicatie.gemeente,
        gemaakt_op=op,
        kop=f"Werkversie van het reisverslag met kenmerk {publicatie.kenmerk}. Wat geldt, staat in de pdf.",
    )
    meld(95, "Bewaren")
    name = f"werkversies/{actor.pk}/{reisverslag.pk}.docx"
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))
