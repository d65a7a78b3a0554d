from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from brunssum.core.models import Taak
from inspanningen.models import Inspanning, Projectformulierimport
from inspanningen.services import KAART_PDF, add_inspanning
from tests.core.rechtenmatrix.monitor import een_gebied, een_indicator
from tests.core.rechtenmatrix.wie import AM, GEMEENTE, LERENDEN, LEZERS, PL, PM, TEAM, mag, mag_post
from tests.factories import GebruikerFactory, LeerpuntFactory, StreefwaardeFactory, ThemaFactory

ANDERMANS = {
    # inspanningen
    "inspanningen:list": mag(LEZERS),
    "inspanningen:bij_gebied": mag(LEZERS),
    "inspanningen:bij_thema": mag(LEZERS),
    "inspanningen:streefwaarden_bij_indicator": mag(LEZERS),
    "inspanningen:streefwaarde_add": mag(TEAM),
    "inspanningen:streefwaarde_remove": mag_post(TEAM),
    "inspanningen:detail": mag(LEZERS),
    "inspanningen:add": mag(TEAM),
    "inspanningen:edit": mag(TEAM),
    "inspanningen:change_fase": mag_post(TEAM),
    "inspanningen:versions": mag(GEMEENTE),
    "inspanningen:version_diff": mag(GEMEENTE),
    "inspanningen:version_restore": mag(TEAM),
    "inspanningen:import": mag(TEAM),
    "inspanningen:import_preview": mag(),
    "inspanningen:import_drop": mag_post(),
    "inspanningen:pdf": mag_post(LEZERS),
    "inspanningen:pdf_download": mag(),
    "programma:overzicht": mag(LEZERS),
    # leerpunten: one that another saw, and that nobody is asked about yet
    "leerpunten:list": mag(GEMEENTE, AM),
    "leerpunten:add": mag(LERENDEN),
    "leerpunten:detail": mag(GEMEENTE, AM),
    "leerpunten:edit": mag(TEAM),
    "leerpunten:step": mag(TEAM),
}

EIGEN = {
    "inspanningen:edit": mag(TEAM, PL),
    "inspanningen:change_fase": mag_post(TEAM, PL),
    "inspanningen:version_restore": mag(TEAM, PL),
    "inspanningen:pdf_download": mag(LEZERS),
    "inspanningen:import_preview": mag(TEAM),
    "inspanningen:import_drop": mag_post(TEAM),
    "leerpunten:edit": mag(GEMEENTE, AM),
    "leerpunten:step": mag(GEMEENTE, AM),
}


def een_inspanning(eigenaar):
    inspanning = add_inspanning(actor=GebruikerFactory(rollen=[PM]), nummer="1", naam="Verduurzaming")
    Inspanning.objects.filter(pk=inspanning.pk).update(projectleider=eigenaar)
    return {"pk": inspanning.pk}


def _inspanning_sectie(eigenaar):
    return een_inspanning(eigenaar) | {"sectie": "wat"}


def _versie(eigenaar):
    return een_inspanning(eigenaar) | {"nummer": 1}


def een_inspanning_api(eigenaar):
    return {"id": een_inspanning(eigenaar)["pk"]}


def _import(eigenaar):
    gelezen = Projectformulierimport.objects.create(
        bestandsnaam="formulieren.txt",
        door=eigenaar,
        uitkomst={"kaarten": 0, "velden": 0, "onzeker": [], "inhoud": []},
    )
    return {"pk": gelezen.pk}


def _kaart_pdf(eigenaar):
    inspanning = een_inspanning(eigenaar)
    taak = Taak.objects.create(
        soort=KAART_PDF,
        sleutel="pdf",
        aangevraagd_door=eigenaar,
        status=Taak.Status.KLAAR,
        gegevens={"inspanning_id": inspanning["pk"], "zicht": eigenaar.zicht},
        resultaat={"bestand": default_storage.save("proef.pdf", ContentFile(b"%PDF-"))},
    )
    return inspanning | {"taak_pk": taak.pk}


def _thema(eigenaar):
    return {"code": ThemaFactory().code}


def _streefwaarde(eigenaar):
    return {"pk": StreefwaardeFactory().pk}


def een_leerpunt(eigenaar):
    return {"pk": LeerpuntFactory(gesignaleerd_door=eigenaar).pk}


def _leerpuntstap(eigenaar):
    return een_leerpunt(eigenaar) | {"stap": "adresseren"}


OBJECTS = {
    "inspanningen:detail": een_inspanning,
    "inspanningen:edit": _inspanning_sectie,
    "inspanningen:change_fase": een_inspanning,
    "inspanningen:versions": een_inspanning,
    "inspanningen:version_diff": _versie,
    "inspanningen:version_restore": _versie,
    "inspanningen:import_preview": _import,
    "inspanningen:import_drop": _import,
    "inspanningen:pdf": een_inspanning,
    "inspanningen:pdf_download": _kaart_pdf,
    "inspanningen:bij_gebied": een_gebied,
    "inspanningen:bij_thema": _thema,
    "inspanningen:streefwaarden_bij_indicator": een_indicator,
    "inspanningen:streefwaarde_add": een_indicator,
    "inspanningen:streefwaarde_remove": _streefwaarde,
    "leerpunten:detail": een_leerpunt,
    "leerpunten:edit": een_leerpunt,
    "leerpunten:step": _leerpuntstap,
}
