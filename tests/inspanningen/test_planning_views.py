"""The planning on the pages: of one inspanning, of one mijlpaal, of the whole programme."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from inspanningen.models import Inspanning, Mijlpaal
from inspanningen.services import mijlpalen as services
from inspanningen.vage_datum import of_day, read
from tests.factories import GebiedFactory, InspanningFactory, MijlpaalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kaart(projectleider):
    return InspanningFactory(nummer="2B", naam="Inwoners", projectleider=projectleider)


@pytest.fixture
def mijlpaal(kaart, projectleider):
    return services.add_mijlpaal(kaart.pk, actor=projectleider, naam="Groep is compleet", wanneer=read("medio april 2026"))  # fmt: skip


def text(response):
    return response.content.decode()


def test_add_keeps_what_was_typed_and_shows_it_as_everyone_reads_it(client, kaart, projectleider):
    client.force_login(projectleider)
    planning = reverse("inspanningen:planning", args=[kaart.pk])
    add = reverse("inspanningen:mijlpaal_add", args=[kaart.pk])
    assert add in text(client.get(planning))
    response = client.post(add, {"naam": "Groep is compleet", "wanneer": " Q3  2027"}, follow=True)
    assert response.redirect_chain[0][0] == planning
    assert "derde kwartaal 2027" in text(response)
    assert Mijlpaal.objects.get().getypt == "Q3 2027"


@pytest.mark.parametrize(
    ("velden", "says"),
    [
        ({"wanneer": "binnenkort"}, "geen jaar van vier cijfers"),
        ({"wanneer": "30-2-2027"}, "bestaat niet"),
        ({"wanneer": "1 januari 9999"}, "Het jaar 9999 kan niet"),
        ({"wanneer": ""}, "Vul dit in"),
        ({"wanneer": "2027" * 5000}, "60 tekens"),
        ({"naam": ""}, "Vul dit in"),
        ({"naam": "x" * 20_000}, "150 tekens"),
        ({"naam": "a\x00b"}, "niet"),
        ({"toelichting": "x" * 20_000}, "1000 tekens"),
        ({"toelichting": "Bel 06-12345678"}, "een telefoonnummer"),
    ],
)
def test_add_refuses_in_a_sentence_and_keeps_what_was_typed(client, kaart, projectleider, velden, says):
    client.force_login(projectleider)
    response = client.post(
        reverse("inspanningen:mijlpaal_add", args=[kaart.pk]),
        {"naam": "Groep is compleet", "wanneer": "Q3 2027", "toelichting": "Zonder dit geen begin."} | velden,
    )
    assert response.status_code == 422
    assert says in text(response)
    assert "Zonder dit geen begin." in text(response) or "toelichting" in velden
    assert not Mijlpaal.objects.exists()


def test_edit_moves_with_a_reason_and_shows_how_far(client, mijlpaal, projectleider):
    client.force_login(projectleider)
    url = reverse("inspanningen:mijlpaal_edit", args=[mijlpaal.pk])
    form = client.get(url).context["form"]
    velden = {"naam": "Groep is compleet", "wanneer": "juni 2026", "gelezen": form["gelezen"].value()}
    refused = client.post(url, velden)
    assert refused.status_code == 422
    assert "was medio april 2026 en wordt juni 2026. Schrijf op waarom." in text(refused)
    page = text(client.post(url, velden | {"reden": "De zaal was er niet."}, follow=True))
    for words in (
        "Eén keer verschoven, nu 10 weken later dan eerst gepland.",
        "Van medio april 2026 naar juni 2026",
        "De zaal was er niet.",
        "Projectleider",
    ):
        assert words in page


def test_names_of_who_moved_it_stay_inside(client, mijlpaal, projectleider, gebruiker_met):
    services.edit_mijlpaal(
        mijlpaal.pk, actor=projectleider, op=date(2026, 5, 1), naam="K", wanneer=read("juni 2026"), reden="Later."
    )  # fmt: skip
    client.force_login(gebruiker_met(Rol.PARTNER, naam="Weller"))
    page = text(client.get(reverse("inspanningen:mijlpaal", args=[mijlpaal.pk])))
    assert "Later." in page
    assert "Projectleider" not in page


def test_the_second_of_two_sees_both_and_chooses(client, mijlpaal, projectleider, programmamanager):
    client.force_login(projectleider)
    url = reverse("inspanningen:mijlpaal_edit", args=[mijlpaal.pk])
    velden = {
        "naam": "Groep staat",
        "wanneer": "medio april 2026",
        "gelezen": 1,
        "toelichting": "Mijn woorden.",
    }
    services.edit_mijlpaal(
        mijlpaal.pk, actor=programmamanager, op=date(2026, 4, 1), naam="Groep is rond", wanneer=read("medio april 2026")
    )  # fmt: skip
    second = client.post(url, velden)
    assert second.status_code == 422
    for words in ("Iemand anders heeft deze mijlpaal intussen veranderd", "Groep is rond", "Groep staat", "Mijn woorden."):  # fmt: skip
        assert words in text(second)
    again = velden | {"gelezen": second.context["form"]["gelezen"].value()}
    assert client.post(url, again).status_code == 302
    mijlpaal.refresh_from_db()
    assert mijlpaal.naam == "Groep staat"


@pytest.mark.parametrize("gelezen", ["", "x", "-1", "9" * 40])
def test_edit_without_knowing_what_was_read_saves_nothing(client, mijlpaal, projectleider, gelezen):
    client.force_login(projectleider)
    url = reverse("inspanningen:mijlpaal_edit", args=[mijlpaal.pk])
    assert client.post(url, {"naam": "X", "wanneer": "2027", "reden": "R", "gelezen": gelezen}).status_code == 422  # fmt: skip
    mijlpaal.refresh_from_db()
    assert mijlpaal.naam == "Groep is compleet"


def test_reached_vervallen_and_back(client, mijlpaal, projectleider):
    client.force_login(projectleider)

    def press(name, **velden):
        mijlpaal.refresh_from_db()
        url = reverse(f"inspanningen:{name}", args=[mijlpaal.pk])
        return client.post(url, {"gelezen": mijlpaal.versienummer} | velden, follow=True)

    morgen = timezone.localdate() + timedelta(days=1)
    assert "nog niet geweest" in text(press("mijlpaal_reach", gehaald_op=morgen.isoformat()))
    assert "Vul een datum in" in text(press("mijlpaal_reach", gehaald_op="gisteren"))
    assert "De mijlpaal is gehaald." in text(press("mijlpaal_reach", gehaald_op="2026-04-24"))
    assert "4 dagen later dan eerst gepland" in text(client.get(reverse("inspanningen:mijlpaal", args=[mijlpaal.pk])))  # fmt: skip
    assert "al gehaald" in text(press("mijlpaal_drop", reden="Toch niet."))
    assert "weer gepland" in text(press("mijlpaal_reopen", reden="Was een vergissing."))
    assert "vervallen" in text(press("mijlpaal_drop", reden="Geen geld meer."))
    assert "Geen geld meer." in text(client.get(reverse("inspanningen:mijlpaal", args=[mijlpaal.pk])))
    refused = press("mijlpaal_remove")
    assert "laat hem vervallen, met de reden erbij" in text(refused)
    press("mijlpaal_reopen", reden="Toch geld.")
    assert "is weggehaald" in text(press("mijlpaal_remove"))
    assert not Mijlpaal.objects.exists()


def test_who_may_not_plan_reads_why(client, mijlpaal, gebruiker_met):
    client.force_login(gebruiker_met(Rol.PROJECTLEIDER, naam="Een andere projectleider"))
    for name, pk in (("planning", mijlpaal.inspanning_id), ("mijlpaal", mijlpaal.pk)):
        assert "Alleen de projectleider van deze inspanning" in text(client.get(reverse(f"inspanningen:{name}", args=[pk])))  # fmt: skip
    assert client.get(reverse("inspanningen:mijlpaal_edit", args=[mijlpaal.pk])).status_code == 403
    for unknown in (99, 10**18):
        assert client.get(reverse("inspanningen:mijlpaal", args=[unknown])).status_code == 404
    with pytest.raises(PermissionDenied):
        services.remove_mijlpaal(mijlpaal.pk, actor=gebruiker_met(Rol.PARTNER))


def test_the_tab_shows_the_mijlpalen_of_the_onderdelen_too(client, kaart, gebruiker_met):
    deel = InspanningFactory(ouder=kaart, naam="Een onderdeel")
    MijlpaalFactory(inspanning=deel, naam="Deel is klaar")
    client.force_login(gebruiker_met(Rol.BESTUUR))
    page = text(client.get(reverse("inspanningen:planning", args=[kaart.pk])))
    assert "Deel is klaar" in page
    assert "De projectleider zet ze in de planning." in page


def test_the_tab_costs_the_same_however_many(client, kaart, programmamanager, django_assert_max_num_queries):
    MijlpaalFactory.create_batch(60, inspanning=kaart)
    client.force_login(programmamanager)
    url = reverse("inspanningen:planning", args=[kaart.pk])
    client.get(url)
    with django_assert_max_num_queries(8):
        assert "en nog " in text(client.get(url))


# The programme


VANDAAG = timezone.localdate()


def planned(days, **kwargs):
    day = of_day(VANDAAG + timedelta(days=days))
    return MijlpaalFactory(van=day.van, tot=day.tot, wanneer=day.tekst, **kwargs)


def programme(client, user, **query):
    client.force_login(user)
    return client.get(reverse("programma:planning"), query)


def test_programme_shows_reached_late_planned_and_moved_in_words(client, programmamanager):
    planned(-20, naam="Was er bijna", eerste_tot=VANDAAG - timedelta(days=62), eerste_van=VANDAAG - timedelta(days=62))  # fmt: skip
    planned(10, naam="Komt nog")
    planned(-40, naam="Is er", gehaald_op=VANDAAG - timedelta(days=40))
    page = text(programme(client, programmamanager))
    for words in (
        "3 weken over tijd",
        "6 weken later dan eerst gepland",
        "1 te laat",
        "<svg",
        "Komt nog",
        "Is er",
    ):
        assert words in page
    assert "Was er bijna, " in page  # the drawing says it to who cannot see it


def test_programme_is_narrowed_down(client, programmamanager, projectleider):
    gebied = GebiedFactory()
    laat = planned(-20, naam="Laat en hier")
    laat.inspanning.gebieden.add(gebied)
    Inspanning.objects.filter(pk=laat.inspanning_id).update(projectleider=projectleider)
    planned(10, naam="Straks", inspanning=InspanningFactory(fase="idee"))
    planned(3000, naam="Ver weg")
    for query, shown in (
        ({}, {"Laat en hier", "Straks"}),
        ({"periode": "alles"}, {"Laat en hier", "Straks", "Ver weg"}),
        ({"laat": "1"}, {"Laat en hier"}),
        ({"gebied": gebied.pk}, {"Laat en hier"}),
        ({"projectleider": projectleider.pk}, {"Laat en hier"}),
        ({"fase": "idee"}, {"Straks"}),
        ({"fase": "onzin", "periode": "eeuw", "gebied": "9" * 30, "laat": "x"}, {"Laat en hier", "Straks"}),
    ):
        page = text(programme(client, programmamanager, **query))
        assert {naam for naam in ("Laat en hier", "Straks", "Ver weg") if naam in page} == shown, query
    assert "Geen mijlpaal past bij deze keuze" in text(programme(client, programmamanager, fase="gestopt"))
    assert "nog geen enkele mijlpaal" not in text(programme(client, programmamanager))


def test_programme_names_what_has_no_planning(client, programmamanager):
    assert "Er zijn nog geen mijlpalen" in text(programme(client, programmamanager))
    InspanningFactory(naam="Zonder plan")
    InspanningFactory(naam="Al klaar", fase="afgerond")
    page = text(programme(client, programmamanager))
    assert "1 inspanning heeft nog geen enkele mijlpaal" in page
    assert "Zonder plan" in page
    assert "Al klaar" not in page


def test_programme_hides_who_leads_from_outside(client, gebruiker_met, projectleider):
    planned(10, naam="Straks", inspanning=InspanningFactory(projectleider=projectleider))
    planned(10, naam="Ook straks")
    page = text(programme(client, gebruiker_met(Rol.PARTNER), projectleider=projectleider.pk))
    assert "Projectleider" not in page
    assert "Ook straks" in page


def test_programme_costs_the_same_at_300_inspanningen_and_3000_mijlpalen(
    client, programmamanager, django_assert_max_num_queries
):
    inspanningen = Inspanning.objects.bulk_create(Inspanning(nummer=str(n), naam=f"Inspanning {n}") for n in range(1, 301))  # fmt: skip
    days = [of_day(VANDAAG + timedelta(days=30 * n - 150)) for n in range(10)]
    Mijlpaal.objects.bulk_create(
        MijlpaalFactory.build(
            inspanning=inspanning,
            wanneer=day.tekst,
            van=day.van,
            tot=day.tot,
            eerste_van=day.van,
            eerste_tot=day.tot,
        )
        for inspanning in inspanningen
        for day in days
    )
    MijlpaalFactory.create_batch(200, inspanning=inspanningen[0], van=VANDAAG, tot=VANDAAG)
    programme(client, programmamanager)
    with django_assert_max_num_queries(18):
        response = programme(client, programmamanager, periode="alles")
    page = text(response)
    assert page.count("tl-merk") <= 20 * 25
    assert "En nog 185 mijlpalen van 1 Inspanning 1" in page
    partial = client.get(reverse("programma:planning"), {"pagina": 2}, headers={"HX-Request": "true"})
    assert "<html" not in text(partial)
    assert "Inspanning 21" in text(partial)


def test_programme_csv_holds_the_same_facts(client, programmamanager):
    planned(-20, naam="=Te laat", inspanning=InspanningFactory(nummer="7", naam="Herijking"))
    planned(3000, naam="Ver weg")
    client.force_login(programmamanager)
    rows = text(client.get(reverse("programma:planning_csv"), {"periode": "alles"})).splitlines()
    assert rows[0].startswith("\ufeffNummer;Inspanning;Mijlpaal;Wanneer;Van;Tot en met;Status")
    assert len(rows) == 3
    assert any(row.startswith("7;Herijking;'=Te laat;") and ";Te laat;" in row for row in rows)
    assert len(text(client.get(reverse("programma:planning_csv"))).splitlines()) == 2
