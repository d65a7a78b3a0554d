"""Several inspanningen changed at once: all of them or none."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from brunssum.core.rollen import Rol
from inspanningen import services
from inspanningen.models import Versie
from inspanningen.services import samen
from tests.factories import GebiedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kaarten(programmamanager):
    return [
        services.add_inspanning(actor=programmamanager, nummer=str(n), naam=f"Kaart {n}", fase=fase)
        for n, fase in ((1, "uitvoering"), (2, "uitvoering"), (3, "idee"))
    ]


def pks(kaarten):
    return [kaart.pk for kaart in kaarten]


def test_edit_together_gives_each_its_own_version(programmamanager, projectleider, kaarten):
    changed = samen.edit_together(
        pks(kaarten),
        actor=programmamanager,
        naam="projectleider",
        waarde=projectleider.pk,
        toelichting="Nieuw.",
    )
    assert changed == 3
    for kaart in kaarten:
        kaart.refresh_from_db()
        assert kaart.projectleider == projectleider
        assert kaart.versies.latest("nummer").toelichting == "Nieuw."


def test_edit_together_adds_to_a_list_and_takes_from_it(programmamanager, kaarten):
    noord, oost = GebiedFactory(), GebiedFactory()
    services.edit_inspanning(
        kaarten[0].pk, actor=programmamanager, basisversie=1, velden={"gebieden": [oost, noord]}
    )
    options = {"actor": programmamanager, "naam": "gebieden", "waarde": noord.pk}
    assert samen.edit_together(pks(kaarten), hoe=samen.ERBIJ, **options) == 2, "one had it already"
    assert set(kaarten[0].gebieden.all()) == {noord, oost}
    assert samen.edit_together(pks(kaarten), hoe=samen.ERAF, **options) == 3
    assert set(kaarten[0].gebieden.all()) == {oost}
    assert set(kaarten[2].gebieden.all()) == set()


def test_edit_together_changes_none_when_one_is_refused(programmamanager, kaarten):
    with pytest.raises(samen.CannotEditTogether) as refused:
        samen.edit_together(pks(kaarten), actor=programmamanager, naam="fase", waarde="naar_de_lijn")
    assert refused.value.messages == [
        "3 Kaart 3: Van ‘Idee’ naar ‘Naar de lijn’ kan niet in één stap.",
        "Er is nog niets gewijzigd.",
    ]
    assert Versie.objects.count() == 3


def test_edit_together_is_for_the_team(projectleider, kaarten):
    with pytest.raises(PermissionDenied):
        samen.edit_together(pks(kaarten), actor=projectleider, naam="fase", waarde="idee")


def test_pages_from_choosing_to_changed(client, programmamanager, kaarten):
    client.force_login(programmamanager)
    url = reverse("inspanningen:edit_together")
    assert client.get(f"{url}?alles=1").content.decode().count(" checked") == 3
    chosen = {"pk": pks(kaarten[:2]), "wat": "fase"}
    page = client.post(url, chosen)
    assert page.status_code == 200
    assert "Voor 2 inspanningen." in page.content.decode()
    done = client.post(url, chosen | {"waarde": "naar_de_lijn", "toelichting": ""}, follow=True)
    assert "2 inspanningen zijn gewijzigd." in done.content.decode()


@pytest.mark.parametrize(
    ("sent", "zin"),
    [
        ({"wat": "fase"}, "Vink ten minste één inspanning aan."),
        ({"pk": ["1"]}, "Kies wat u wilt wijzigen."),
        ({"pk": ["1"], "wat": "kleur"}, "Kies wat u wilt wijzigen."),
        ({"pk": ["9" * 40, "x"], "wat": "fase"}, "Vink ten minste één inspanning aan."),
    ],
)
def test_page_says_what_is_missing(client, programmamanager, kaarten, sent, zin):
    client.force_login(programmamanager)
    response = client.post(reverse("inspanningen:edit_together"), sent)
    assert response.status_code == 422
    assert zin in response.content.decode()


@pytest.mark.parametrize("wat", ["projectleider", "gebieden:erbij", "doelstellingen:eraf", "principes:erbij"])
def test_page_refuses_a_value_that_is_none(client, programmamanager, kaarten, wat):
    client.force_login(programmamanager)
    sent = {"pk": pks(kaarten), "wat": wat, "waarde": "9999", "toelichting": "x"}
    response = client.post(reverse("inspanningen:edit_together"), sent)
    assert response.status_code == 422
    assert "Dit klopt nog niet" in response.content.decode()


def test_refusal_of_a_rule_stands_in_the_form(client, programmamanager, kaarten):
    client.force_login(programmamanager)
    sent = {"pk": pks(kaarten), "wat": "fase", "waarde": "gestopt", "toelichting": ""}
    response = client.post(reverse("inspanningen:edit_together"), sent)
    assert response.status_code == 422
    assert "Schrijf op waarom deze inspanning stopt." in response.content.decode()


def test_list_leads_there_for_who_may(client, programmamanager, gebruiker_met):
    url = reverse("inspanningen:edit_together")
    for user, shown in ((programmamanager, True), (gebruiker_met(Rol.BESTUUR), False)):
        client.force_login(user)
        assert (url in client.get(reverse("inspanningen:list")).content.decode()) is shown
