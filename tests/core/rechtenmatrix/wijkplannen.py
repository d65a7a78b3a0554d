"""Wijkplannen (of a wijk that is another's, or one's own) and the lerend netwerk."""

from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from brunssum.core.models import Taak
from inspanningen.models import Wijkplan
from inspanningen.services.wijkplan_pdf import WIJKPLAN_PDF
from tests.core.rechtenmatrix.inspanningen import een_leerpunt
from tests.core.rechtenmatrix.monitor import een_gebied
from tests.core.rechtenmatrix.wie import AM, GEMEENTE, LERENDEN, LEZERS, TEAM, WM, mag, mag_post
from tests.factories import LeeruitwisselingFactory, WijkplanactieFactory, WijkplanFactory

ANDERMANS = {
    "wijkplannen:list": mag(LEZERS),
    "wijkplannen:add": mag(TEAM, WM),
    "wijkplannen:bij_gebied": mag(LEZERS),
    "wijkplannen:detail": mag(LEZERS),
    "wijkplannen:edit": mag(TEAM),
    "wijkplannen:vaststellen": mag(TEAM),
    "wijkplannen:actie_add": mag(TEAM),
    "wijkplannen:actie_edit": mag(TEAM),
    "wijkplannen:actie_status": mag(TEAM),
    "wijkplannen:actie_remove": mag_post(TEAM),
    "wijkplannen:ronde_begin": mag_post(TEAM),
    "wijkplannen:ronde_close": mag(TEAM),
    "wijkplannen:vergelijken": mag(LEZERS),
    "wijkplannen:versie": mag(LEZERS),
    "wijkplannen:pdf": mag_post(LEZERS),
    "wijkplannen:pdf_download": mag(),
    "lerend_netwerk:overzicht": mag(GEMEENTE, AM),
    "lerend_netwerk:overnemen": mag(LERENDEN),
    "lerend_netwerk:add": mag(LERENDEN),
    "lerend_netwerk:edit": mag(TEAM),
    "lerend_netwerk:finish": mag(TEAM),
}

EIGEN = {
    "wijkplannen:edit": mag(TEAM, WM),
    "wijkplannen:vaststellen": mag(TEAM),
    "wijkplannen:actie_add": mag(TEAM, WM),
    "wijkplannen:actie_edit": mag(TEAM, WM),
    "wijkplannen:actie_status": mag(TEAM, WM),
    "wijkplannen:actie_remove": mag_post(TEAM, WM),
    "wijkplannen:ronde_begin": mag_post(TEAM, WM),
    "wijkplannen:ronde_close": mag(TEAM, WM),
    "wijkplannen:pdf_download": mag(LEZERS),
    "lerend_netwerk:edit": mag(LERENDEN),
    "lerend_netwerk:finish": mag(LERENDEN),
}


def _wijkplan(eigenaar, **velden):
    wijkplan = WijkplanFactory(**velden)
    eigenaar.gebieden.add(wijkplan.gebied)
    return wijkplan


def een_vastgesteld_wijkplan(eigenaar):
    stand = {"status": Wijkplan.Status.VASTGESTELD, "vastgesteld_op": date(2026, 1, 5)}
    return {"pk": _wijkplan(eigenaar, **stand).pk}


def een_concept(eigenaar):
    return {"pk": _wijkplan(eigenaar).pk}


def _actie(eigenaar):
    return {"pk": WijkplanactieFactory(wijkplan=_wijkplan(eigenaar)).pk}


def _versie(eigenaar):
    wijkplan = Wijkplan.objects.get(**een_vastgesteld_wijkplan(eigenaar))
    stand = {"gebied": "Noord", "opgave": "Zo was het.", "bewoners": "", "acties": [], "contact": ""}
    wijkplan.versies.create(nummer=1, op=date(2026, 1, 5), stand=stand, door=eigenaar)
    return {"pk": wijkplan.pk, "nummer": 1}


def _pdf(eigenaar):
    wijkplan = een_vastgesteld_wijkplan(eigenaar)
    taak = Taak.objects.create(
        soort=WIJKPLAN_PDF,
        sleutel="wijkplan",
        aangevraagd_door=eigenaar,
        status=Taak.Status.KLAAR,
        gegevens={"wijkplan_id": wijkplan["pk"]},
        resultaat={"bestand": default_storage.save("wijkplan.pdf", ContentFile(b"%PDF-"))},
    )
    return wijkplan | {"taak_pk": taak.pk}


def _uitwisseling(eigenaar):
    return {"pk": LeeruitwisselingFactory(vastgelegd_door=eigenaar).pk}


OBJECTS = {
    "wijkplannen:bij_gebied": een_gebied,
    "wijkplannen:detail": een_vastgesteld_wijkplan,
    "wijkplannen:edit": een_concept,
    "wijkplannen:vaststellen": een_concept,
    "wijkplannen:actie_add": een_concept,
    "wijkplannen:actie_edit": _actie,
    "wijkplannen:actie_status": _actie,
    "wijkplannen:actie_remove": _actie,
    "wijkplannen:ronde_begin": een_vastgesteld_wijkplan,
    "wijkplannen:ronde_close": een_vastgesteld_wijkplan,
    "wijkplannen:vergelijken": een_vastgesteld_wijkplan,
    "wijkplannen:versie": _versie,
    "wijkplannen:pdf": een_vastgesteld_wijkplan,
    "wijkplannen:pdf_download": _pdf,
    "lerend_netwerk:add": een_leerpunt,
    "lerend_netwerk:edit": _uitwisseling,
    "lerend_netwerk:finish": _uitwisseling,
}
