"""Background work: each job calls one service."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone

from brunssum.core import taken
from brunssum.core.models import Taak
from reisverslag import services
from reisverslag.bladen import SOORTEN
from reisverslag.services import archief, bezorging, bladen, raadsstukken, verzending, word


@taken.register(services.UITGAVE_TAAK, lease=timedelta(minutes=10), te_stoppen=True)
def make_uitgave(taak: Taak, meld: taken.Meld) -> dict[str, Any]:
    """Make the PDF of a reisverslag; in the end the progress bar leads to it."""
    uitgave = services.make_uitgave(
        taak.gegevens["reisverslag_id"],
        actor=taak.aangevraagd_door,
        op=taak.aangevraagd_op,
        meld=meld,
        taak=taak,
    )
    return {
        "url": reverse("reisverslag:uitgave", args=[uitgave.pk]),
        "label": f"Download de pdf ({uitgave.paginas} bladzijden, {filesizeformat(uitgave.omvang)})",
    }


@shared_task
def volg_raadsstukken() -> None:
    """Every night: who has a raadsstuk that must be done within a week, or is late, is told so."""
    raadsstukken.watch_raadsstukken(actor=None, vandaag=timezone.localdate())


@taken.register(verzending.VERZENDEN)
def verzenden(taak: Taak, meld: taken.Meld) -> dict[str, Any]:
    """Mail a reisverslag to who waits for it."""
    pk = taak.gegevens["verzending_id"]
    verstuurd, mislukt = verzending.send_verzending(pk, meld=meld, op=timezone.now())
    label = f"{verstuurd} verstuurd" + (f", {mislukt} niet gelukt" if mislukt else "")
    return {"url": reverse("reisverslag:verzending", args=[pk]), "label": label}


@taken.register(bezorging.CODE_MAILEN)
def mail_code(taak: Taak, meld: taken.Meld) -> None:
    """Mail the code that someone with a link asked for."""
    bezorging.send_code(taak.gegevens["code_id"])


@taken.register(bladen.BLAD_TAAK, te_stoppen=True)
def make_blad(taak: Taak, meld: taken.Meld) -> dict[str, Any]:
    """Make the PDF of a blad."""
    gegevens = taak.gegevens
    bestand = bladen.make_blad(
        gegevens["blad"],
        gegevens["pk"],
        actor=taak.aangevraagd_door,
        zicht=gegevens["zicht"],
        gemaakt_op=taak.aangevraagd_op,
        meld=meld,
    )
    label = SOORTEN[gegevens["blad"]].label.lower()
    return {
        "url": reverse("bladen:download", args=[taak.pk]),
        "label": f"Download {label} (pdf)",
        "bestand": bestand,
    }


@taken.register(word.WORD_TAAK, te_stoppen=True)
def make_word(taak: Taak, meld: taken.Meld) -> dict[str, Any]:
    """Make the werkversie of a reisverslag for Word."""
    pk = taak.gegevens["reisverslag_id"]
    bestand = word.make_word(pk, actor=taak.aangevraagd_door, op=taak.aangevraagd_op, meld=meld)
    url = reverse("reisverslag:word-download", args=[pk, taak.pk])
    return {"url": url, "label": "Download de werkversie (Word)", "bestand": bestand}


@taken.register(archief.ARCHIVEREN)
def archiveren(taak: Taak, meld: taken.Meld) -> dict[str, Any]:
    """Make a package for the archive; in the end the progress bar leads to it."""
    pakket = archief.make_archiefpakket(taak.gegevens["pakket_id"], actor=taak.aangevraagd_door, meld=meld)
    return {
        "url": reverse("reisverslag:archief-download", args=[pakket.pk]),
        "label": f"Download {pakket.naam} ({filesizeformat(pakket.omvang)})",
    }
