"""What must always be true of doelstellingen, bijdragen, bewijzen and perioden: the database refuses the rest."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from inspanningen.models import Bewijs, Bijdrage, Doelstelling, Doelstellingversie, Programmaperiode
from tests.factories import (
    BewijsFactory,
    BijdrageFactory,
    DoelstellingFactory,
    ProgrammaFactory,
    ProgrammaperiodeFactory,
)

pytestmark = pytest.mark.django_db


def refused(model, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)


@pytest.mark.parametrize(
    "wrong",
    [
        {"soort": "iets"},
        {"soort": "operationeel"},
        {"term_van": 2024, "term_tot": 2027},
        {"status": "vastgesteld"},
        {"status": "iets"},
    ],
)
def test_the_database_refuses_this_doelstelling(wrong):
    refused(Doelstelling, nummer="1", naam="Meer", **wrong)


@pytest.mark.parametrize(
    "term",
    [
        {"term_van": 2028, "term_tot": 2027},
        {"term_van": 2024},
        {"term_van": 1024, "term_tot": 2027},
        {"term_van": 2024, "term_tot": 9999},
    ],
)
def test_the_database_refuses_these_years(term):
    refused(
        Doelstelling, nummer="1.1", naam="Meer", soort="operationeel", ouder=DoelstellingFactory(), **term
    )


def test_a_strategische_doelstelling_has_no_ouder_and_none_is_its_own():
    boven = DoelstellingFactory()
    refused(Doelstelling, nummer="x", naam="Meer", ouder=boven)
    with pytest.raises(IntegrityError), transaction.atomic():
        Doelstelling.objects.filter(pk=boven.pk).update(soort="operationeel", ouder=boven)


def test_a_version_is_kept_once():
    doel = DoelstellingFactory()
    Doelstellingversie.objects.create(doelstelling=doel, nummer=1, naam="Meer")
    refused(Doelstellingversie, doelstelling=doel, nummer=1, naam="Meer")


def test_sterkte_and_richting_are_of_the_list():
    bijdrage = BijdrageFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Bijdrage.objects.filter(pk=bijdrage.pk).update(sterkte="reusachtig")
    bewijs = BewijsFactory(bijdrage=bijdrage)
    for wrong in ({"richting": "weet niet"}, {"tekst": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Bewijs.objects.filter(pk=bewijs.pk).update(**wrong)


def test_a_bijdrage_with_bewijs_cannot_be_deleted():
    bewijs = BewijsFactory()
    with pytest.raises(ProtectedError):
        bewijs.bijdrage.delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"van": 2028, "tot": 2027},
        {"van": 1024, "tot": 2027},
        {"van": 2028, "tot": 9999},
        {"van": 2024, "tot": 2030},
        {"van": 2028, "tot": 2031, "herijkt_op": "2026-01-01"},
    ],
)
def test_the_database_refuses_this_periode(wrong):
    first = ProgrammaperiodeFactory(van=2024, tot=2027)
    refused(Programmaperiode, programma=first.programma, **wrong)


def test_a_periode_of_another_programma_may_begin_in_the_same_year():
    ProgrammaperiodeFactory(van=2024)
    assert ProgrammaperiodeFactory(van=2024, programma=ProgrammaFactory(naam="Ander")).pk
