"""Risico's, money, and what waits for what."""

from tests.core.rechtenmatrix.inspanningen import een_inspanning
from tests.core.rechtenmatrix.wie import GEMEENTE, PL, TEAM, mag, mag_post
from tests.factories import InspanningFactory, RisicoFactory

ANDERMANS = {
    "inspanningen:risicos": mag(GEMEENTE),
    "inspanningen:risico_add": mag(TEAM),
    "inspanningen:risico": mag(GEMEENTE),
    "inspanningen:risico_edit": mag(TEAM),
    "inspanningen:risico_look_again": mag_post(TEAM),
    "inspanningen:risico_close": mag(TEAM),
    "inspanningen:risico_reopen": mag_post(TEAM),
    "programma:risicos": mag(GEMEENTE),
    "programma:risicos_csv": mag(GEMEENTE),
    "programma:risicos_xlsx": mag(GEMEENTE),
}

EIGEN = {
    "inspanningen:risico_add": mag(TEAM, PL),
    "inspanningen:risico_edit": mag(TEAM, PL),
    "inspanningen:risico_look_again": mag_post(TEAM, PL),
    "inspanningen:risico_close": mag(TEAM, PL),
    "inspanningen:risico_reopen": mag_post(TEAM, PL),
}


def _risico(eigenaar):
    return {"pk": RisicoFactory(inspanning=InspanningFactory(projectleider=eigenaar)).pk}


OBJECTS = {
    "inspanningen:risicos": een_inspanning,
    "inspanningen:risico_add": een_inspanning,
    "inspanningen:risico": _risico,
    "inspanningen:risico_edit": _risico,
    "inspanningen:risico_look_again": _risico,
    "inspanningen:risico_close": _risico,
    "inspanningen:risico_reopen": _risico,
}
