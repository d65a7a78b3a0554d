from tests.core.rechtenmatrix.wie import AM, AMBASSADEURS, GEMEENTE, LEZERS, PL, PM, TEAM, mag, mag_post
from tests.factories import (
    AmbassadeurFactory,
    BijdrageFactory,
    DoelstellingFactory,
    InspanningFactory,
    MeeschrijvenFactory,
    ProgrammaperiodeFactory,
)

ANDERMANS = {
    "programma:programma_edit": mag(TEAM),
    "programma:volledigheid": mag(GEMEENTE),
    "programma:periode_add": mag_post(TEAM),
    "programma:periode_edit": mag(TEAM),
    "programma:doelen": mag(LEZERS),
    "programma:doelstelling": mag(LEZERS),
    "programma:doelstelling_add": mag(TEAM),
    "programma:doelstelling_edit": mag(TEAM),
    "programma:doelstelling_status": mag(PM),
    "programma:doelstelling_versies": mag(LEZERS),
    "inspanningen:doelen": mag(LEZERS),
    "inspanningen:bijdrage_edit": mag(TEAM),
    "inspanningen:bewijs_add": mag(TEAM),
    "ambassadeurs:reflectiestand": mag(AMBASSADEURS),
    "ambassadeurs:meeschrijvers_bij": mag(AMBASSADEURS),
    "ambassadeurs:meeschrijver_add": mag(TEAM),
    "ambassadeurs:meeschrijver_end": mag_post(TEAM),
    "ambassadeurs:meeschrijven": mag(),
}

EIGEN = {
    "inspanningen:bijdrage_edit": mag(TEAM, PL),
    "inspanningen:bewijs_add": mag(TEAM, PL),
    "ambassadeurs:meeschrijven": mag(AM),
}


def een_doelstelling(eigenaar):
    return {"pk": DoelstellingFactory().pk}


def _inspanning(eigenaar):
    return {"pk": InspanningFactory(projectleider=eigenaar).pk}


def _bijdrage(eigenaar):
    return {"pk": BijdrageFactory(inspanning=InspanningFactory(projectleider=eigenaar)).pk}


def _meeschrijven(eigenaar):
    meeschrijven = MeeschrijvenFactory()
    AmbassadeurFactory(groep=meeschrijven.groep, gebruiker=eigenaar)
    return {"pk": meeschrijven.pk}


def _periode(eigenaar):
    return {"pk": ProgrammaperiodeFactory().pk}


OBJECTS = {
    "programma:periode_edit": _periode,
    "programma:doelstelling": een_doelstelling,
    "programma:doelstelling_edit": een_doelstelling,
    "programma:doelstelling_status": een_doelstelling,
    "programma:doelstelling_versies": een_doelstelling,
    "inspanningen:doelen": _inspanning,
    "inspanningen:bijdrage_edit": _bijdrage,
    "inspanningen:bewijs_add": _bijdrage,
    "ambassadeurs:meeschrijvers_bij": een_doelstelling,
    "ambassadeurs:meeschrijver_add": een_doelstelling,
    "ambassadeurs:meeschrijver_end": _meeschrijven,
    "ambassadeurs:meeschrijven": _meeschrijven,
}
