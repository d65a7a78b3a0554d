"""What is not as it was in an earlier verslag."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from inspanningen.models import Inspanning
from reisverslag import queries, services
from reisverslag.blokken import SOORTEN
from tests.factories import MijlpaalFactory
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db


def start(actor, publiek="college", titel="Het nieuwe", tot=date(2026, 12, 31)):
    return services.start_reisverslag(
        actor=actor, titel=titel, periode_van=date(2026, 7, 1), periode_tot=tot, publiek=publiek
    )


@pytest.fixture
def vorige(verslag, programmamanager):
    return services.vaststellen(verslag.pk, actor=programmamanager, op=NU)


def changed(vorige, verslag, user):
    return queries.verandering(vorige, verslag, queries.lezing(verslag, user))


def test_concept_tells_what_differs_and_what_happened_since(vorige, bronnen, programmamanager):
    Inspanning.objects.filter(pk=bronnen.inspanning.pk).update(fase="afgerond")
    MijlpaalFactory(naam="Het huis is open", gehaald_op=date(2026, 8, 1))
    MijlpaalFactory(naam="Nog in het vorige", gehaald_op=date(2026, 6, 30))
    verslag = start(programmamanager)
    hoofdstuk = services.add_hoofdstuk(verslag.pk, actor=programmamanager, titel="Nieuw")
    services.add_blok(
        hoofdstuk.pk, actor=programmamanager, soort="tekst", inhoud={"tekst": "Een nieuw begin."}
    )

    told = changed(vorige, verslag, programmamanager)

    assert told["groepen"] == [
        {
            "naam": "Inspanningen",
            "regels": [{"naam": "2 Werken met ambassadeurs", "was": "Uitvoering", "nu": "Afgerond"}],
        }
    ]
    assert told["gelijk"] >= 1  # the figures of the driehoek
    titels = {one["label"]: one["titels"] for one in told["gebeurd"]}
    assert titels["Mijlpalen gehaald"] == ["Het huis is open"]
    assert told["erbij"] == ["Nieuw: Een nieuw begin."]
    assert told["weg"][0].startswith("Wat we zagen: Wat opviel")


def test_two_that_are_vastgesteld_are_compared_by_their_frozen_facts(
    vorige, bronnen, programmamanager, django_assert_num_queries
):
    Inspanning.objects.filter(pk=bronnen.inspanning.pk).update(fase="naar_de_lijn")
    verslag = start(programmamanager)
    hoofdstuk = services.add_hoofdstuk(verslag.pk, actor=programmamanager, titel="Wat we deden")
    services.add_blok(
        hoofdstuk.pk,
        actor=programmamanager,
        soort="inspanningen",
        inhoud={"inspanningen": [bronnen.inspanning.pk]},
    )
    verslag = services.vaststellen(verslag.pk, actor=programmamanager, op=NU + timedelta(days=200))
    Inspanning.objects.update(fase="gestopt")

    with django_assert_num_queries(2):  # the blokken of both
        told = changed(vorige, verslag, programmamanager)

    assert told["groepen"][0]["regels"][0]["nu"] == "Naar de lijn"
    assert told["gebeurd"] == []


def test_only_what_these_readers_may_see_can_be_compared_with(vorige, verslag, programmamanager):
    for_partners = start(programmamanager, publiek="ambassadeurs", titel="Voor ambassadeurs")
    hoofdstuk = services.add_hoofdstuk(for_partners.pk, actor=programmamanager, titel="Eén")
    services.add_blok(hoofdstuk.pk, actor=programmamanager, soort="tekst", inhoud={"tekst": "Onder ons."})
    services.vaststellen(for_partners.pk, actor=programmamanager, op=NU)
    for publiek, offered in (("raad", {vorige.pk}), ("ambassadeurs", {vorige.pk, for_partners.pk})):
        one = start(programmamanager, publiek=publiek, titel=f"Voor {publiek}")
        lezing = queries.lezing(one, programmamanager)
        form = SOORTEN["veranderd"].form_class(lezing=lezing)
        assert {int(pk) for pk, _ in form.fields["vorige"].choices} == offered
    lezing = queries.lezing(start(programmamanager, titel="Voor iedereen"), programmamanager)
    (facts,) = SOORTEN["veranderd"].gather([{"vorige": for_partners.pk}], lezing)
    assert "ontbreekt" in facts


def test_page_compares_with_the_last_for_the_same_publiek(client, vorige, programmamanager):
    verslag = start(programmamanager)
    client.force_login(programmamanager)
    url = reverse("reisverslag:veranderd", args=[verslag.pk])
    for query in ("", "?vorige=x", "?vorige=" + "9" * 40):
        page = client.get(url + query)
        assert page.status_code == 200
        assert "Vergeleken met" in page.content.decode()
    assert (
        "geen eerder reisverslag"
        in client.get(reverse("reisverslag:veranderd", args=[vorige.pk])).content.decode()
    )
