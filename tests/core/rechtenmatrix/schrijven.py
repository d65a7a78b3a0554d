from django.utils import timezone

from reisverslag.models import Blokversie
from tests.core.rechtenmatrix.wie import LEZERS, TEAM, VOLGERS, mag, mag_post
from tests.factories import (
    BlokFactory,
    MeelezerFactory,
    OpmerkingFactory,
    ReisverslagFactory,
    VastgesteldFactory,
)
from tests.reisverslag.conftest import foto_inhoud

ANDERMANS = {
    # a concept, of another
    "reisverslag:submit": mag(TEAM),
    "reisverslag:give-back": mag(TEAM),
    "reisverslag:meelezers": mag(TEAM),
    "reisverslag:meelezer-remove": mag_post(TEAM),
    "reisverslag:reading-finish": mag_post(),
    "reisverslag:correctie": mag(TEAM),
    "reisverslag:blok-foto": mag(VOLGERS),
    "reisverslag:blok-refresh": mag_post(TEAM),
    "reisverslag:blok-confirm": mag_post(TEAM),
    "reisverslag:blok-autosave": mag_post(TEAM),
    "reisverslag:blok-place": mag_post(TEAM),
    "reisverslag:blok-versies": mag(TEAM),
    "reisverslag:versie-put-back": mag_post(TEAM),
    "reisverslag:opmerking-add": mag(VOLGERS),
    "reisverslag:opmerking-settle": mag(TEAM),
    "reisverslag:opmerking-reopen": mag_post(TEAM),
}

EIGEN = {
    # a concept that one was asked to read along, and what one said of it
    "reisverslag:reading-finish": mag_post(LEZERS),
    "reisverslag:opmerking-add": mag(LEZERS),
    "reisverslag:opmerking-settle": mag(LEZERS),
    "reisverslag:opmerking-reopen": mag_post(LEZERS),
}


def _concept(eigenaar):
    return {"pk": MeelezerFactory(gebruiker=eigenaar).reisverslag_id}


def _ter_beoordeling(eigenaar):
    return {"pk": ReisverslagFactory(auteur=eigenaar, stap="ter_beoordeling").pk}


def _meelezer(eigenaar):
    return {"pk": MeelezerFactory(gebruiker=eigenaar).pk}


def een_blok(eigenaar):
    """A blok of a concept that `eigenaar` reads along."""
    blok = BlokFactory()
    MeelezerFactory(reisverslag=blok.hoofdstuk.reisverslag, gebruiker=eigenaar)
    return {"pk": blok.pk}


def _opmerking(eigenaar):
    return {"pk": OpmerkingFactory(door=eigenaar, blok_id=een_blok(eigenaar)["pk"]).pk}


def _versie(eigenaar):
    blok = BlokFactory(hoofdstuk__reisverslag__auteur=eigenaar)
    versie = Blokversie.objects.create(
        blok=blok, nummer=1, inhoud=blok.inhoud, door=eigenaar, op=timezone.now()
    )
    return {"pk": versie.pk}


def _vastgesteld(eigenaar):
    return {"pk": VastgesteldFactory(auteur=eigenaar).pk}


def _foto(eigenaar):
    return {"pk": BlokFactory(soort="foto", inhoud=foto_inhoud()).pk}


OBJECTS = {
    "reisverslag:correctie": _vastgesteld,
    "reisverslag:blok-foto": _foto,
    "reisverslag:blok-refresh": een_blok,
    "reisverslag:blok-confirm": een_blok,
    "reisverslag:blok-autosave": een_blok,
    "reisverslag:blok-place": een_blok,
    "reisverslag:blok-versies": een_blok,
    "reisverslag:versie-put-back": _versie,
    "reisverslag:submit": _concept,
    "reisverslag:give-back": _ter_beoordeling,
    "reisverslag:meelezers": _concept,
    "reisverslag:meelezer-remove": _meelezer,
    "reisverslag:reading-finish": _concept,
    "reisverslag:opmerking-add": een_blok,
    "reisverslag:opmerking-settle": _opmerking,
    "reisverslag:opmerking-reopen": _opmerking,
}
