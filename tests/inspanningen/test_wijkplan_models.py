"""What must always be true of a wijkplan, whoever writes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from inspanningen.models import Aanscherping, Wijkplan, Wijkplanactie, Wijkplanversie
from tests.factories import GebruikerFactory, WijkplanactieFactory, WijkplanFactory


@pytest.mark.parametrize(
    "velden",
    [
        {"tot_jaar": 2027},
        {"tot_jaar": 2030},
        {"van_jaar": 1900, "tot_jaar": 1903},
        {"status": "bedacht"},
        {"status": "vastgesteld"},
        {"vastgesteld_op": date(2026, 1, 1)},
    ],
)
def test_the_database_refuses_a_wijkplan_that_cannot_be(db, velden):
    wijkplan = WijkplanFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Wijkplan.objects.filter(pk=wijkplan.pk).update(**velden)


def test_the_database_refuses_two_plans_that_begin_together(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        WijkplanFactory(gebied=WijkplanFactory().gebied)


@pytest.mark.parametrize(
    "velden",
    [
        {"wie": ""},
        {"waar": ""},
        {"jaar": None},
        {"jaar": 9999},
        {"status": "ooit"},
        {"status": "vervallen"},
    ],
)
def test_the_database_refuses_an_actie_that_says_too_little(db, velden):
    actie = WijkplanactieFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Wijkplanactie.objects.filter(pk=actie.pk).update(**velden)


def test_a_version_has_a_number_of_its_own(db):
    velden = {"wijkplan": WijkplanFactory(), "op": date(2026, 1, 1), "stand": {}, "door": GebruikerFactory()}
    Wijkplanversie.objects.create(nummer=1, **velden)
    for nummer in (0, 1):
        with pytest.raises(IntegrityError), transaction.atomic():
            Wijkplanversie.objects.create(nummer=nummer, **velden)


@pytest.mark.parametrize(
    "velden",
    [
        {"gesloten_op": date(2026, 3, 1)},
        {"gesloten_op": date(2026, 3, 1), "wie": "bewoners", "wat_veranderde": "Alles."},
        {"bewoners": 100_001},
    ],
)
def test_the_database_refuses_a_round_that_is_half(db, velden):
    ronde = Aanscherping.objects.create(wijkplan=WijkplanFactory(), jaar=2026, begonnen_op=date(2026, 2, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Aanscherping.objects.filter(pk=ronde.pk).update(**velden)


def test_the_database_refuses_a_round_that_ends_before_it_begins(db):
    plan = WijkplanFactory()
    versie = Wijkplanversie.objects.create(wijkplan=plan, nummer=1, op=date(2026, 1, 1), stand={}, door=GebruikerFactory())  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Aanscherping.objects.create(
            wijkplan=plan,
            jaar=2026,
            begonnen_op=date(2026, 2, 1),
            gesloten_op=date(2026, 1, 1),
            versie=versie,
            wie="bewoners",
            wat_veranderde="Alles.",
        )


@pytest.mark.parametrize("jaar", [2026, 2027])
def test_there_is_one_round_a_year_and_one_open(db, jaar):
    plan = WijkplanFactory()
    Aanscherping.objects.create(wijkplan=plan, jaar=2026, begonnen_op=date(2026, 2, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Aanscherping.objects.create(wijkplan=plan, jaar=jaar, begonnen_op=date(jaar, 2, 1))
