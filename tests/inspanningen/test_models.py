import pytest
from django.db import IntegrityError, transaction

from inspanningen.models import Bijdrage, Inspanning, Partnerschap, Programma, Versie
from tests.factories import DoelstellingFactory, InspanningFactory, LeidendPrincipeFactory, OrganisatieFactory

pytestmark = pytest.mark.django_db


def test_nummer_is_unique():
    InspanningFactory(nummer="2B")

    with pytest.raises(IntegrityError), transaction.atomic():
        InspanningFactory(nummer="2B")


def test_volgnummer_follows_the_nummer():
    kaart = InspanningFactory(nummer="10A")
    assert kaart.volgnummer == 10

    kaart.nummer = "7"
    kaart.save()
    kaart.refresh_from_db()
    assert kaart.volgnummer == 7


def test_in_order_puts_10_after_9_and_letters_after_their_number():
    for nummer in ("10", "2B", "9", "2", "2A", "10A"):
        InspanningFactory(nummer=nummer)

    ordered = Inspanning.objects.in_order().values_list("nummer", flat=True)

    assert list(ordered) == ["2", "2A", "2B", "9", "10", "10A"]


def test_in_order_by_fase_follows_the_life_of_an_inspanning():
    for fase in ("gestopt", "idee", "uitvoering"):
        InspanningFactory(fase=fase)

    assert list(Inspanning.objects.in_order("fase").values_list("fase", flat=True)) == [
        "idee",
        "uitvoering",
        "gestopt",
    ]
    assert Inspanning.objects.in_order("-fase").first().fase == "gestopt"


def test_in_order_puts_an_inspanning_without_projectleider_last_both_ways(projectleider):
    zonder, met = InspanningFactory(nummer="1"), InspanningFactory(nummer="2", projectleider=projectleider)

    assert list(Inspanning.objects.in_order("projectleider")) == [met, zonder]
    assert list(Inspanning.objects.in_order("-projectleider")) == [met, zonder]


def test_fase_must_exist():
    with pytest.raises(IntegrityError), transaction.atomic():
        InspanningFactory(fase="klaar")


def test_inspanning_must_have_a_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        InspanningFactory(naam="")


def test_inspanning_is_no_onderdeel_of_itself():
    kaart = InspanningFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Inspanning.objects.filter(pk=kaart.pk).update(ouder=kaart)


def test_bijdrage_is_there_once():
    kaart, doel = InspanningFactory(), DoelstellingFactory()
    Bijdrage.objects.create(inspanning=kaart, doelstelling=doel)

    with pytest.raises(IntegrityError), transaction.atomic():
        Bijdrage.objects.create(inspanning=kaart, doelstelling=doel)


def test_partnerschap_is_there_once():
    kaart, organisatie = InspanningFactory(), OrganisatieFactory()
    Partnerschap.objects.create(inspanning=kaart, organisatie=organisatie)

    with pytest.raises(IntegrityError), transaction.atomic():
        Partnerschap.objects.create(inspanning=kaart, organisatie=organisatie, rol="anders")


def test_versie_has_its_number_once(programmamanager):
    kaart = InspanningFactory()
    Versie.objects.create(inspanning=kaart, nummer=1, door=programmamanager)

    with pytest.raises(IntegrityError), transaction.atomic():
        Versie.objects.create(inspanning=kaart, nummer=1, door=programmamanager)


def test_versie_counts_from_one(programmamanager):
    with pytest.raises(IntegrityError), transaction.atomic():
        Versie.objects.create(inspanning=InspanningFactory(), nummer=0, door=programmamanager)


def test_doelstelling_and_principe_are_there_once():
    doel, principe = DoelstellingFactory(), LeidendPrincipeFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        DoelstellingFactory(nummer=doel.nummer)
    with pytest.raises(IntegrityError), transaction.atomic():
        LeidendPrincipeFactory(kort=principe.kort)


def test_programma_ends_after_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        Programma.objects.create(naam="P", ambitie="A", start=2050, horizon=2050)


def test_names_are_how_people_call_things():
    assert str(InspanningFactory(nummer="2B", naam="Inwoners")) == "2B Inwoners"
    assert str(DoelstellingFactory(nummer="1", naam="Meer meedoen")) == "1. Meer meedoen"
