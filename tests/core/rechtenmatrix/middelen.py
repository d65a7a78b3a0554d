"""Risico's, money, and what waits for what."""

from tests.core.rechtenmatrix.inspanningen import een_inspanning
from tests.core.rechtenmatrix.wie import GEMEENTE, LEZERS, PL, TEAM, mag, mag_post
from tests.factories import (
    AfhankelijkheidFactory,
    BudgetpostFactory,
    FinancieringFactory,
    InspanningFactory,
    RisicoFactory,
)

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
    "inspanningen:geld": mag(GEMEENTE),
    "inspanningen:budgetpost_add": mag(TEAM),
    "inspanningen:budgetpost_edit": mag(TEAM),
    "inspanningen:budgetpost_remove": mag_post(TEAM),
    "programma:geld": mag(GEMEENTE),
    "programma:geld_csv": mag(GEMEENTE),
    "programma:geld_xlsx": mag(GEMEENTE),
    "programma:financiering": mag(GEMEENTE),
    "programma:financiering_add": mag(TEAM),
    "programma:financiering_edit": mag(TEAM),
    "programma:financiering_remove": mag_post(TEAM),
    "inspanningen:samenhang": mag(LEZERS),
    "inspanningen:afhankelijkheid_add": mag(TEAM),
    "inspanningen:afhankelijkheid_edit": mag(TEAM),
    "inspanningen:afhankelijkheid_remove": mag_post(TEAM),
    "programma:samenhang": mag(LEZERS),
}

EIGEN = {
    "inspanningen:risico_add": mag(TEAM, PL),
    "inspanningen:risico_edit": mag(TEAM, PL),
    "inspanningen:risico_look_again": mag_post(TEAM, PL),
    "inspanningen:risico_close": mag(TEAM, PL),
    "inspanningen:risico_reopen": mag_post(TEAM, PL),
    "inspanningen:budgetpost_add": mag(TEAM, PL),
    "inspanningen:budgetpost_edit": mag(TEAM, PL),
    "inspanningen:budgetpost_remove": mag_post(TEAM, PL),
    "inspanningen:afhankelijkheid_add": mag(TEAM, PL),
    "inspanningen:afhankelijkheid_edit": mag(TEAM, PL),
    "inspanningen:afhankelijkheid_remove": mag_post(TEAM, PL),
}


def _risico(eigenaar):
    return {"pk": RisicoFactory(inspanning=InspanningFactory(projectleider=eigenaar)).pk}


def _budgetpost(eigenaar):
    return {"pk": BudgetpostFactory(inspanning=InspanningFactory(projectleider=eigenaar)).pk}


def _financiering(eigenaar):
    return {"pk": FinancieringFactory().pk}


def _afhankelijkheid(eigenaar):
    return {"pk": AfhankelijkheidFactory(inspanning=InspanningFactory(projectleider=eigenaar)).pk}


OBJECTS = {
    "inspanningen:risicos": een_inspanning,
    "inspanningen:risico_add": een_inspanning,
    "inspanningen:risico": _risico,
    "inspanningen:risico_edit": _risico,
    "inspanningen:risico_look_again": _risico,
    "inspanningen:risico_close": _risico,
    "inspanningen:risico_reopen": _risico,
    "inspanningen:geld": een_inspanning,
    "inspanningen:budgetpost_add": een_inspanning,
    "inspanningen:budgetpost_edit": _budgetpost,
    "inspanningen:budgetpost_remove": _budgetpost,
    "programma:financiering": _financiering,
    "programma:financiering_edit": _financiering,
    "programma:financiering_remove": _financiering,
    "inspanningen:samenhang": een_inspanning,
    "inspanningen:afhankelijkheid_add": een_inspanning,
    "inspanningen:afhankelijkheid_edit": _afhankelijkheid,
    "inspanningen:afhankelijkheid_remove": _afhankelijkheid,
}
