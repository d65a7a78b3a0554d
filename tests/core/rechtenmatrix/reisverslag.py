from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from brunssum.core.models import Taak
from reisverslag.models import Reisverslag, Uitgave
from reisverslag.services.word import WORD_TAAK
from tests.core.rechtenmatrix.inspanningen import een_inspanning
from tests.core.rechtenmatrix.wie import LEZERS, RL, TEAM, VOLGERS, mag, mag_post
from tests.factories import BlokFactory, HoofdstukFactory, ReisverslagFactory

ANDERMANS = {
    # reisverslagen: a concept
    "reisverslag:list": mag(LEZERS, RL),
    "reisverslag:bij_inspanning": mag(LEZERS),
    "reisverslag:add": mag(TEAM),
    "reisverslag:detail": mag(VOLGERS),
    "reisverslag:preview": mag(VOLGERS),
    "reisverslag:uitgave": mag(VOLGERS),
    "reisverslag:bouwstenen": mag(TEAM),
    "reisverslag:veranderd": mag(VOLGERS),
    "reisverslag:edit": mag(TEAM),
    "reisverslag:vaststellen": mag(TEAM),
    "reisverslag:uitgave-request": mag_post(TEAM),
    "reisverslag:word-request": mag_post(TEAM),
    "reisverslag:word-download": mag(),
    "reisverslag:hoofdstuk-add": mag(TEAM),
    "reisverslag:hoofdstuk-rename": mag(TEAM),
    "reisverslag:hoofdstuk-move": mag_post(TEAM),
    "reisverslag:hoofdstuk-remove": mag_post(TEAM),
    "reisverslag:hoofdstuk-restore": mag_post(TEAM),
    "reisverslag:blok-add": mag(TEAM),
    "reisverslag:blok-edit": mag(TEAM),
    "reisverslag:blok-move": mag_post(TEAM),
    "reisverslag:blok-remove": mag_post(TEAM),
    "reisverslag:blok-restore": mag_post(TEAM),
}

EIGEN = {"reisverslag:word-download": mag(TEAM)}


def _reisverslag(eigenaar):
    return {"pk": ReisverslagFactory(auteur=eigenaar).pk}


def _werkversie(eigenaar):
    pk = _reisverslag(eigenaar)["pk"]
    taak = Taak.objects.create(
        soort=WORD_TAAK,
        sleutel="werkversie",
        aangevraagd_door=eigenaar,
        status=Taak.Status.KLAAR,
        gegevens={"reisverslag_id": pk},
        resultaat={"bestand": default_storage.save("werkversie.docx", ContentFile(b"PK"))},
    )
    return {"pk": pk, "taak_pk": taak.pk}


def _hoofdstuk(eigenaar):
    return {"pk": HoofdstukFactory(reisverslag__auteur=eigenaar).pk}


def _hoofdstuk_soort(eigenaar):
    return _hoofdstuk(eigenaar) | {"soort": "tekst"}


def _blok(eigenaar):
    return {"pk": BlokFactory(hoofdstuk__reisverslag__auteur=eigenaar).pk}


def _uitgave(eigenaar):
    uitgave = Uitgave.objects.create(
        reisverslag=ReisverslagFactory(auteur=eigenaar),
        bestand=ContentFile(b"%PDF-", name="proef.pdf"),
        stap=Reisverslag.Stap.CONCEPT,
        omvang=5,
        paginas=1,
    )
    return {"pk": uitgave.pk}


OBJECTS = {
    "reisverslag:bij_inspanning": een_inspanning,
    "reisverslag:detail": _reisverslag,
    "reisverslag:preview": _reisverslag,
    "reisverslag:bouwstenen": _reisverslag,
    "reisverslag:veranderd": _reisverslag,
    "reisverslag:edit": _reisverslag,
    "reisverslag:vaststellen": _reisverslag,
    "reisverslag:uitgave-request": _reisverslag,
    "reisverslag:word-request": _reisverslag,
    "reisverslag:word-download": _werkversie,
    "reisverslag:hoofdstuk-add": _reisverslag,
    "reisverslag:hoofdstuk-rename": _hoofdstuk,
    "reisverslag:hoofdstuk-move": _hoofdstuk,
    "reisverslag:hoofdstuk-remove": _hoofdstuk,
    "reisverslag:hoofdstuk-restore": _hoofdstuk,
    "reisverslag:blok-add": _hoofdstuk_soort,
    "reisverslag:blok-edit": _blok,
    "reisverslag:blok-move": _blok,
    "reisverslag:blok-remove": _blok,
    "reisverslag:blok-restore": _blok,
    "reisverslag:uitgave": _uitgave,
}
