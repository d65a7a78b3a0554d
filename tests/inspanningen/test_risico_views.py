"""Risico's on the page: the tab, one risico, and the whole programme."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from inspanningen.models import Risico
from inspanningen.services import risico as services
from tests.factories import InspanningFactory, RisicoFactory

pytestmark = pytest.mark.django_db

VANDAAG = timezone.localdate
SENT = {"omschrijving": "De groep blijft een eiland", "kans": "4", "impact": "3", "maatregel": "Elke maand vertellen", "kans_na": "2", "impact_na": "3", "eigenaar": ""}  # fmt: skip


@pytest.fixture
def manager(client, programmamanager):
    client.force_login(programmamanager)
    return programmamanager


def page(name, *args):
    return reverse(f"inspanningen:{name}", args=args)


def test_the_tab_shows_each_open_risico_in_both_matrices(client, manager):
    risico = RisicoFactory(nummer=7, maatregel="Iets", kans_na=1, impact_na=4, omschrijving="Het lekt")
    html = client.get(page("risicos", risico.inspanning_id)).content.decode()
    assert html.count(f'href="{page("risico", risico.pk)}"') == 3  # two matrices and the list
    assert "kans 4, impact 4: zeer hoog" in html
    assert "kans 1, impact 4: laag" in html
    assert "16 zeer hoog" in html
    assert "4 laag" in html


def test_the_tab_of_an_inspanning_without_risicos_says_how_to_begin(client, manager):
    html = client.get(page("risicos", InspanningFactory().pk)).content.decode()
    assert "Begin met wat u nu het meest zorgen baart" in html


def test_a_partner_sees_no_tab_and_no_page(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.PARTNER))
    risico = RisicoFactory()
    assert page("risicos", risico.inspanning_id) not in client.get(page("detail", risico.inspanning_id)).content.decode()  # fmt: skip
    assert client.get(page("risicos", risico.inspanning_id)).status_code == 403
    assert client.get(page("risico", risico.pk)).status_code == 404
    assert client.get(reverse("programma:risicos")).status_code == 403


def test_add_and_edit(client, manager):
    inspanning = InspanningFactory()
    response = client.post(page("risico_add", inspanning.pk), SENT)
    risico = Risico.objects.get()
    assert response["Location"] == page("risico", risico.pk)
    assert (risico.score_zonder, risico.score, risico.beoordeeld_op) == (12, 6, VANDAAG())
    client.post(
        page("risico_edit", risico.pk), SENT | {"kans_na": "1", "toelichting": "Het werkt.", "gelezen": "1"}
    )
    html = client.get(page("risico", risico.pk)).content.decode()
    assert "Gedaald van 6 naar 3" in html
    assert "Het werkt." in html


@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({"omschrijving": ""}, "Vul dit in."),
        ({"omschrijving": "x" * 201}, "200"),
        ({"omschrijving": "Nul\x00"}, "Null"),
        ({"maatregel": "x" * 20_000}, "3000"),
        ({"kans": "9"}, "9"),
        ({"kans": "99999999999999999999"}, "99999999999999999999"),
        ({"kans_na": ""}, "Kies ze allebei, of geen van beide."),
        ({"kans_na": "5"}, "wordt de kans niet groter"),
        ({"maatregel": ""}, "Schrijf op wat de maatregel is"),
        ({"eigenaar": "99999999999999999999999"}, "geldige keuze"),
        ({"eigenaar": "x"}, "geldige keuze"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(client, manager, wrong, zin):
    inspanning = InspanningFactory()
    response = client.post(page("risico_add", inspanning.pk), SENT | wrong)
    assert response.status_code == 422
    assert zin in response.content.decode()
    assert not Risico.objects.exists()


def test_a_phone_number_is_asked_about_once(client, manager):
    inspanning = InspanningFactory()
    sent = SENT | {"maatregel": "Bel 045 123 45 67"}
    response = client.post(page("risico_add", inspanning.pk), sent)
    assert "een telefoonnummer" in response.content.decode()
    again = response.context["form"]["gezien"].value()
    client.post(page("risico_add", inspanning.pk), sent | {"gezien": again})
    assert Risico.objects.exists()


def test_who_edits_on_an_older_version_sees_what_stands_there_now(client, manager):
    risico = RisicoFactory()
    services.edit_risico(
        risico.pk, actor=manager, op=VANDAAG(), omschrijving="Van een ander", kans=4, impact=4, maatregel="", kans_na=None, impact_na=None, eigenaar=None
    )  # fmt: skip
    response = client.post(page("risico_edit", risico.pk), SENT | {"omschrijving": "Van mij", "gelezen": "1"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Van een ander" in html
    assert "Van mij" in html
    assert Risico.objects.get().omschrijving == "Van een ander"
    client.post(page("risico_edit", risico.pk), SENT | {"omschrijving": "Van ons", "gelezen": response.context["form"]["gelezen"].value()})  # fmt: skip
    assert Risico.objects.get().omschrijving == "Van ons"


def test_nog_steeds_zo_takes_the_signal_away(client, manager):
    risico = RisicoFactory(beoordeeld_op=VANDAAG() - timedelta(days=300))
    assert "Langer dan een half jaar" in client.get(page("risico", risico.pk)).content.decode()
    client.post(page("risico_look_again", risico.pk), {"gelezen": "1", "toelichting": "Nagevraagd."})
    html = client.get(page("risico", risico.pk)).content.decode()
    assert "Langer dan een half jaar" not in html
    assert "Nagevraagd." in html


def test_close_and_reopen(client, manager):
    risico = RisicoFactory()
    response = client.post(page("risico_close", risico.pk), {"reden": "", "op": f"{VANDAAG():%Y-%m-%d}"})
    assert response.status_code == 422
    client.post(page("risico_close", risico.pk), {"reden": "Voorbij.", "op": f"{VANDAAG():%Y-%m-%d}"})
    assert "Voorbij." in client.get(page("risicos", risico.inspanning_id)).content.decode()
    assert client.get(page("risico_edit", risico.pk)).status_code == 302
    client.post(page("risico_reopen", risico.pk))
    assert Risico.objects.get().is_open
    client.post(page("risico_reopen", risico.pk))  # a second press says so, and breaks nothing


def test_an_actiepunt_is_about_a_risico(client, manager):
    risico = RisicoFactory(omschrijving="Het lekt")
    url = reverse("core:actiepunt_add") + f"?over=inspanningen.risico:{risico.pk}"
    assert "Het lekt" in client.get(url).content.decode()
    sent = {"titel": "Bel de dakdekker", "eigenaar": manager.pk, "vervalt_op": f"{VANDAAG():%Y-%m-%d}"}
    assert client.post(url, sent)["Location"] == page("risico", risico.pk)
    listed = reverse("core:actiepunten_bij", args=["inspanningen.risico", risico.pk])
    assert listed in client.get(page("risico", risico.pk)).content.decode()
    assert "Bel de dakdekker" in client.get(listed).content.decode()


def test_the_programme_counts_and_each_count_leads_to_its_list(client, manager):
    RisicoFactory(omschrijving="Zwaar")
    RisicoFactory(omschrijving="Lichter", maatregel="Iets", kans_na=1, impact_na=4)
    html = client.get(reverse("programma:risicos")).content.decode()
    assert html.index("Zwaar") < html.index("Lichter")
    assert "?stand=zonder&amp;kans=4&amp;impact=4#lijst" in html
    for vraag, seen in (
        ("?stand=zonder&kans=4&impact=4", {"Zwaar", "Lichter"}),
        ("?stand=nu&kans=4&impact=4", {"Zwaar"}),
        ("?toon=zonder-maatregel", {"Zwaar"}),
        ("?toon=gesloten", set()),
    ):
        shown = client.get(reverse("programma:risicos") + vraag).context["page"].object_list
        assert {one.omschrijving for one in shown} == seen, vraag


@pytest.mark.parametrize(
    "vraag", ["?kans=99&impact=x", "?inspanning=99999999999999999999999", "?eigenaar=abc", "?toon=iets", "?pagina=9999", "?kans=4", "?inspanning=%00"]
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_no_filter(client, manager, vraag):
    RisicoFactory()
    response = client.get(reverse("programma:risicos") + vraag)
    assert len(response.context["page"].object_list) == 1


def test_htmx_gets_the_list_only(client, manager):
    RisicoFactory(omschrijving="Het lekt")
    html = client.get(reverse("programma:risicos"), headers={"HX-Request": "true"}).content.decode()
    assert "Het lekt" in html
    assert "<html" not in html


def test_the_list_downloads_as_it_is_filtered(client, manager):
    RisicoFactory(omschrijving="=1+1", maatregel="Iets")
    RisicoFactory(omschrijving="Zonder")
    csv = client.get(reverse("programma:risicos_csv")).content.decode()
    assert "'=1+1" in csv
    assert "Zonder" in csv
    assert (
        "=1+1" not in client.get(reverse("programma:risicos_csv") + "?toon=zonder-maatregel").content.decode()
    )
    xlsx = client.get(reverse("programma:risicos_xlsx"))
    assert xlsx.getvalue().startswith(b"PK")


@pytest.mark.parametrize("aantal", [3, 30])
def test_pages_ask_as_much_of_the_database_for_many_as_for_few(
    client, manager, aantal, django_assert_num_queries
):
    inspanning = InspanningFactory()
    for _ in range(aantal):
        risico = RisicoFactory(inspanning=inspanning, eigenaar=manager)
    client.get(page("risico", risico.pk))  # content types are asked for once per process
    with django_assert_num_queries(8):
        client.get(reverse("programma:risicos"))
    with django_assert_num_queries(5):
        client.get(page("risicos", inspanning.pk))
    with django_assert_num_queries(5):
        client.get(page("risico", risico.pk))
