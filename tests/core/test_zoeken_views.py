"""The page, its parts and its refusals; the field in the head; how many queries it takes."""

import pytest
from django.urls import reverse

from brunssum.core.rollen import Rol
from tests.factories import (
    ActiepuntFactory,
    BijeenkomstFactory,
    CasusFactory,
    DoelstellingFactory,
    IndicatorFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    ReflectieFactory,
    VerhaalFactory,
)

ZOEKEN, SUGGESTIES = "/zoeken/", "/zoeken/suggesties/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def leider(client, projectleider):
    client.force_login(projectleider)
    return projectleider


@pytest.fixture
def manager(client, programmamanager):
    client.force_login(programmamanager)
    return programmamanager


def text_of(response):
    return " ".join(response.content.decode().split())


def test_results_stand_by_kind_with_a_way_to_all_of_one(client, leider):
    for n in range(7):
        LeerpuntFactory(titel=f"Wachtlijst {n}")
    InspanningFactory(nummer="4", naam="Minder wachtlijsten")
    html = text_of(client.get(ZOEKEN, {"q": "wachtlijsten"}))
    assert "8 resultaten voor “wachtlijsten”" in html
    assert '<a href="/zoeken/?q=wachtlijsten&amp;soort=leerpunten">Alle 7 leerpunten</a>' in html
    assert html.index('<h2 id="soort-inspanningen">') < html.index('<h2 id="soort-leerpunten">')
    html = text_of(client.get(ZOEKEN, {"q": "wachtlijsten", "soort": "leerpunten"}))
    assert "7 leerpunten voor “wachtlijsten”" in html
    assert html.count('class="treffer"') == 7


def test_a_kind_is_paged(client, leider):
    for n in range(30):
        LeerpuntFactory(titel=f"Wachtlijst {n}")
    first = text_of(client.get(ZOEKEN, {"q": "wachtlijst", "soort": "leerpunten"}))
    assert "1 tot en met 25 van 30" in first
    assert "pagina=2" in first
    second = text_of(client.get(ZOEKEN, {"q": "wachtlijst", "soort": "leerpunten", "pagina": "2"}))
    assert second.count('class="treffer"') == 5
    assert "pagina=1" in second


@pytest.mark.parametrize(
    "asked", [{"soort": "bestaatniet"}, {"soort": "leerpunten", "pagina": "9" * 30}, {"pagina": "x"}]
)
def test_what_makes_no_sense_in_the_address_is_no_error(client, leider, asked):
    LeerpuntFactory(titel="Wachtlijst")
    assert "Wachtlijst" in text_of(client.get(ZOEKEN, {"q": "wachtlijst", **asked}))


@pytest.mark.parametrize("nummer", ["2B", "2b", " 2b "])
def test_the_number_of_an_inspanning_goes_there(client, leider, nummer):
    inspanning = InspanningFactory(nummer="2B")
    response = client.get(ZOEKEN, {"q": nummer})
    assert response["Location"] == reverse("inspanningen:detail", args=[inspanning.pk])


def test_a_number_that_is_none_is_looked_for(client, leider):
    assert client.get(ZOEKEN, {"q": "2C"}).status_code == 200


def test_the_number_of_a_casus_goes_there_for_who_may_see_it(client, manager, gebruiker_met):
    casus = CasusFactory(nummer="2026-014")
    to_casus = reverse("casuistiek:detail", args=[casus.kenmerk])
    assert client.post(ZOEKEN, {"q": "2026-014"})["Location"] == to_casus
    answer = client.post(ZOEKEN, {"q": "2026-014"}, headers=HTMX)
    assert answer["HX-Redirect"] == to_casus  # htmx would draw that page inside this one
    assert client.get(ZOEKEN, {"q": "2026-014"}).status_code == 200
    client.force_login(gebruiker_met(Rol.WIJKMANAGER))
    assert client.post(ZOEKEN, {"q": "2026-014"}).status_code == 200


@pytest.mark.parametrize("q", ["a", "de van het", "x" * 500])
def test_what_cannot_be_asked_is_said(client, leider, q):
    response = client.get(ZOEKEN, {"q": q})
    assert response.status_code == 422
    assert response.context["vraag"].bezwaar in text_of(response)


def test_nothing_found_says_what_was_searched_and_what_to_try(client, leider):
    html = text_of(client.get(ZOEKEN, {"q": "kwartel struisvogel"}))
    assert "Niets gevonden voor “kwartel struisvogel”" in html
    assert (
        "inspanningen, mijlpalen, risico’s, financieringen, budgetposten, doelstellingen, leerpunten" in html
    )
    assert "casussen" not in html.split("Er is gezocht in")[1].split("</p>")[0]
    assert '<a href="/zoeken/?q=kwartel">kwartel</a>' in html


def test_an_empty_question_says_how(client, leider):
    html = text_of(client.get(ZOEKEN))
    assert "Typ hierboven" in html


def test_html_in_a_question_or_a_text_is_shown_as_text(client, leider):
    LeerpuntFactory(titel="<script>alert(1)</script> wachtlijst", tekst="<img src=x> wachtlijst")
    html = text_of(client.get(ZOEKEN, {"q": "wachtlijst"}))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>wachtlijst</mark>" in html
    assert "&lt;img src=x&gt; <mark>wachtlijst</mark>" in html
    html = text_of(client.get(ZOEKEN, {"q": '"><script>struisvogel'}))
    assert "<script>struisvogel" not in html


def test_suggestions_are_a_part_with_the_best_few(client, leider):
    for n in range(6):
        LeerpuntFactory(titel=f"Wachtlijst {n}")
    InspanningFactory(naam="Iets", aanpak_tekst="wachtlijst")
    html = text_of(client.get(SUGGESTIES, {"q": "wachtl"}, headers=HTMX))
    assert "<html" not in html
    assert html.count("<li>") == 4  # three of a kind
    assert html.index("Leerpunt") < html.index("Inspanning")  # titles first
    assert "Enter: alle 7 resultaten" in html
    assert 'data-announce="7 resultaten.' in html
    assert text_of(client.get(SUGGESTIES, {"q": ""}, headers=HTMX)) == ""
    assert "Niets gevonden" in text_of(client.get(SUGGESTIES, {"q": "struisvogel"}, headers=HTMX))
    assert client.get(SUGGESTIES, {"q": "wachtl"})["Location"] == ZOEKEN


def test_the_field_stands_in_the_head_as_a_form(client, leider):
    html = text_of(client.get(reverse("core:toegankelijkheid")))
    assert html.count('role="search"') == 2  # in the head, and in the menu of a phone
    assert 'hx-get="/zoeken/suggesties/"' in html
    assert 'method="post" hx-post="/zoeken/"' not in html


def test_for_who_handles_casussen_the_field_is_a_post(client, manager):
    html = text_of(client.get(reverse("core:toegankelijkheid")))
    assert html.count('role="search" data-zoek action="/zoeken/" method="post"') == 2
    assert 'hx-post="/zoeken/suggesties/"' in html


def test_who_has_no_rol_has_no_field_and_no_page(client, buitenstaander):
    client.force_login(buitenstaander)
    assert 'role="search"' not in text_of(client.get(reverse("core:toegankelijkheid")))
    assert client.get(ZOEKEN, {"q": "wachtlijst"}).status_code == 403
    assert client.get(SUGGESTIES, {"q": "wachtlijst"}, headers=HTMX).status_code == 403


def many(n):
    for _ in range(n):
        InspanningFactory(aanpak_tekst="wachtlijst")
        DoelstellingFactory(naam="wachtlijst")
        LeerpuntFactory(titel="wachtlijst")
        KnelpuntFactory(omschrijving="wachtlijst")
        ReflectieFactory(tekst="wachtlijst")
        BijeenkomstFactory(titel="wachtlijst")
        ActiepuntFactory(titel="wachtlijst")
        IndicatorFactory(definitie="wachtlijst")
        VerhaalFactory(tekst="wachtlijst", gepubliceerd=True)
        CasusFactory(wat_gaat_mis="wachtlijst")


def test_the_same_few_queries_however_many_rows(client, manager, django_assert_num_queries):
    for rows in (1, 10):
        many(rows)
        client.post(ZOEKEN, {"q": "wachtlijst"})  # content types are known from here on
        with django_assert_num_queries(9):  # session, user, rollen; jumps 2; found, shown; log in a savepoint
            response = client.post(ZOEKEN, {"q": "wachtlijst"})
        assert len(response.context["groepen"]) == 10
        with django_assert_num_queries(5):
            client.post(SUGGESTIES, {"q": "wachtlijst"}, headers=HTMX)
