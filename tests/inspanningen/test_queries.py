import json
from dataclasses import asdict

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from brunssum.core.rollen import Zicht
from inspanningen import queries, services
from inspanningen.models import Inspanning
from inspanningen.velden import KOPPELINGEN, VELDEN
from inspanningen.volledigheid import volledigheid
from tests.factories import (
    DoelstellingFactory,
    GebiedFactory,
    InspanningFactory,
    LeidendPrincipeFactory,
    OrganisatieFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def volle_kaart(programmamanager, projectleider):
    boven = InspanningFactory(nummer="2", naam="Werken met ambassadeurs")
    return services.add_inspanning(
        actor=programmamanager,
        nummer="2B",
        naam="Inwoners",
        ouder=boven,
        projectleider=projectleider,
        gebieden=[GebiedFactory(naam="Oost"), GebiedFactory(naam="Noord")],
        doelstellingen=[DoelstellingFactory(nummer="2"), DoelstellingFactory(nummer="1")],
        principes=[LeidendPrincipeFactory(kort="Laatst", volgorde=9), LeidendPrincipeFactory(kort="Eerst")],
        partners=[(OrganisatieFactory(naam="zorg"), ""), (OrganisatieFactory(naam="Bouw"), "bouwt")],
        **{veld.kolom: f"Tekst van {veld.key}" for veld in VELDEN},
    )


def kaart_of(inspanning, zicht=Zicht.INTERN) -> queries.Kaart:
    return queries.kaart(inspanning, zicht)


def test_kaart_puts_everything_in_the_order_in_which_it_is_read(volle_kaart):
    kaart = kaart_of(volle_kaart)

    assert [gebied.naam for gebied in kaart.gebieden] == ["Noord", "Oost"]
    assert [doel.nummer for doel in kaart.doelstellingen] == ["1", "2"]
    assert kaart.principes == ("Eerst", "Laatst")
    assert [(partner.naam, partner.rol) for partner in kaart.partners] == [("Bouw", "bouwt"), ("zorg", "")]
    assert (kaart.ouder.nummer, kaart.projectleider) == ("2", "Projectleider")
    assert [sectie.key for sectie in kaart.secties] == ["wie", "waarom", "wat", "hoe", "middelen"]
    assert kaart.tekst("scope") == "Tekst van scope"


def test_kaart_of_the_ouder_names_its_onderdelen(volle_kaart):
    assert [deel.nummer for deel in kaart_of(volle_kaart.ouder).onderdelen] == ["2B"]


def test_kaart_comes_back_the_same_from_json(volle_kaart):
    for zicht in Zicht:
        kaart = kaart_of(volle_kaart, zicht)

        frozen = json.loads(json.dumps(asdict(kaart), cls=DjangoJSONEncoder))

        again = queries.Kaart.from_dict(frozen)
        assert abs(again.gewijzigd_op - kaart.gewijzigd_op).total_seconds() < 0.001  # JSON keeps milliseconds
        assert asdict(again) | {"gewijzigd_op": None} == asdict(kaart) | {"gewijzigd_op": None}


def test_kaart_without_a_text_that_is_hidden_gives_nothing_for_it(volle_kaart):
    assert kaart_of(volle_kaart, Zicht.OPENBAAR).tekst("budget") == ""


@pytest.mark.parametrize("count", [1, 12])
def test_kaarten_takes_six_queries_however_many(count, django_assert_num_queries):
    gebied = GebiedFactory()
    for kaart in InspanningFactory.create_batch(count):
        kaart.gebieden.add(gebied)
    ids = list(Inspanning.objects.values_list("pk", flat=True))

    with django_assert_num_queries(6):
        kaarten = queries.kaarten(ids, Zicht.INTERN)

    assert len(kaarten) == count


def test_kaarten_come_in_the_order_of_their_number():
    ids = [InspanningFactory(nummer=nummer).pk for nummer in ("10", "2A", "2")]

    assert [kaart.nummer for kaart in queries.kaarten(ids, Zicht.INTERN)] == ["2", "2A", "10"]


def test_volledigheid_of_a_full_kaart(volle_kaart):
    found = volledigheid(kaart_of(volle_kaart))

    assert (found.ingevuld, found.totaal, found.teksten, found.koppelingen) == (19, 19, (), ())


def test_volledigheid_of_an_empty_kaart_names_everything():
    found = volledigheid(kaart_of(InspanningFactory()))

    assert found.ingevuld == 0
    assert [item.label for item in found.teksten] == [veld.label for veld in VELDEN]
    assert [item.label for item in found.koppelingen] == [koppeling.label for koppeling in KOPPELINGEN]


def test_volledigheid_counts_who_was_chosen_as_written(programmamanager, projectleider):
    kaart = services.add_inspanning(
        actor=programmamanager,
        nummer="1",
        naam="Kaart",
        projectleider=projectleider,
        partners=[OrganisatieFactory()],
    )

    found = volledigheid(kaart_of(kaart))

    assert found.ingevuld == 2
    assert not {"projectleider_tekst", "partners_tekst"} & {item.naam for item in found.teksten}
