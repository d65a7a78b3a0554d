"""The pages: who may open them, what they do with a refusal, and that they do not grow in queries."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Besluit, Betrokkene, Boeking, Budget, Casus, Inzage, Notitie, Voorstel
from casuistiek.stappen import Stap

from .conftest import DUW, DUW_TEKSTEN, MELDING, MOTIVERING

HTMX = {"HX-Request": "true"}
MELDING_VELDEN = {
    "wat_gaat_mis": "Het dak lekt.",
    "leefgebieden": ["wonen"],
    "betrokken_partijen": "Wmo-consulent",
    "urgentie": "1",
    "gezien": "",
}
PAGES_OF_A_CASUS = {
    "detail": Stap.TER_PLEKKE,
    "history": Stap.TER_PLEKKE,
    "edit": Stap.TER_PLEKKE,
    "voorstel": Stap.TER_PLEKKE,
    "besluit": Stap.VOORSTEL,
    "betaling": Stap.BESLUIT,
    "betrokkene": Stap.VOORSTEL,
    "betrokkene_add": Stap.TER_PLEKKE,
    "overdracht": Stap.TER_PLEKKE,
    "verhaal": Stap.NAZORG,
}


def url(name, casus, *args):
    return reverse(f"casuistiek:{name}", args=[casus.kenmerk, *args])


@pytest.fixture
def as_user(client):
    def log_in(user):
        client.force_login(user)
        return client

    return log_in


# Who may open what


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.WIJKMANAGER, Rol.PROGRAMMAMANAGER)])
@pytest.mark.parametrize("name", ["list", "log", "budget"])
def test_pages_are_for_who_handles_casussen(as_user, gebruiker_met, rol, name):
    assert as_user(gebruiker_met(rol)).get(reverse(f"casuistiek:{name}")).status_code == 403


@pytest.mark.parametrize(("name", "stap"), PAGES_OF_A_CASUS.items())
def test_a_casus_does_not_exist_for_who_may_not_know_of_it(
    as_user, casus_op, gebruiker_met, buitenstaander, name, stap
):
    casus = casus_op(stap)
    for user in (buitenstaander, *(gebruiker_met(rol) for rol in Rol if rol != Rol.PROGRAMMAMANAGER)):
        client = as_user(user)
        assert client.get(url(name, casus)).status_code == 404
        status = 405 if name in ("detail", "history") else 404
        assert client.post(url(name, casus), {"x": "y"}).status_code == status


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("step", ["ter-plekke"]),
        ("notitie", []),
        ("correctie", [1]),
        ("betrokkene_change", [1]),
        ("betrokkene_remove", [1]),
        ("overdracht_answer", ["aannemen"]),
        ("verhaal_withdraw", []),
        ("concept_save", []),
        ("concept_discard", []),
        ("concept", []),
    ],
)
def test_nothing_can_be_sent_to_a_casus_one_may_not_know_of(as_user, casus_op, gebruiker_met, name, args):
    casus = casus_op(Stap.GESIGNALEERD)
    before = LogRegel.objects.count()
    response = as_user(gebruiker_met(Rol.WIJKMANAGER)).post(url(name, casus, *args), MELDING_VELDEN)
    assert response.status_code == 404
    assert LogRegel.objects.count() == before


@pytest.mark.parametrize(("name", "stap"), PAGES_OF_A_CASUS.items())
def test_the_casusverantwoordelijke_opens_every_page_but_the_besluit(
    as_user, casus_op, wijkmanager, name, stap
):
    casus = casus_op(stap)
    status = 403 if name == "besluit" else 200
    assert as_user(wijkmanager).get(url(name, casus)).status_code == status


def test_anonymous_goes_to_the_login_page(client, casus_op):
    response = client.get(url("detail", casus_op(Stap.TER_PLEKKE)))
    assert (response.status_code, reverse("account_login") in response["Location"]) == (302, True)


def test_address_of_a_casus_holds_no_number(casus_op):
    casus = casus_op(Stap.TER_PLEKKE)
    address = url("detail", casus)
    assert str(casus.kenmerk) in address
    assert casus.nummer not in address


# Logging


def test_log_sends_to_an_address_of_its_own_and_makes_nothing(as_user, wijkmanager):
    client = as_user(wijkmanager)
    response = client.get(reverse("casuistiek:log"))
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    assert not Casus.objects.exists()


def test_concept_is_kept_while_typing_and_found_again(as_user, wijkmanager, buurt):
    client, kenmerk = as_user(wijkmanager), uuid4()
    save = reverse("casuistiek:concept_save", args=[kenmerk])
    response = client.post(save, {"wat_gaat_mis": "Het d", "gebied": ""}, headers=HTMX)
    assert (response.status_code, b"Bewaard als concept om" in response.content) == (200, True)
    client.post(
        save, {"wat_gaat_mis": "Het dak", "gebied": buurt.pk, "leefgebieden": ["wonen"]}, headers=HTMX
    )
    casus = Casus.objects.get()
    assert (casus.is_concept, casus.wat_gaat_mis, casus.gebied) == (True, "Het dak", buurt)
    page = client.get(reverse("casuistiek:concept", args=[kenmerk]))
    assert b"Het dak</textarea>" in page.content
    assert b"Nog niet afgemaakt" in client.get(reverse("casuistiek:list")).content


def test_concept_is_kept_without_javascript_too(as_user, wijkmanager):
    response = as_user(wijkmanager).post(
        reverse("casuistiek:concept_save", args=[uuid4()]), {"wat_gaat_mis": "Het dak"}, follow=True
    )
    assert response.redirect_chain == [(reverse("casuistiek:list"), 302)]
    assert b"Het concept is bewaard" in response.content


def test_concept_that_is_sent_counts(as_user, wijkmanager, buurt):
    kenmerk = uuid4()
    address = reverse("casuistiek:concept", args=[kenmerk])
    response = as_user(wijkmanager).post(address, MELDING_VELDEN | {"gebied": buurt.pk})
    casus = Casus.objects.get()
    assert (response.status_code, response["Location"]) == (302, url("detail", casus))
    assert (casus.kenmerk, casus.is_concept, casus.urgentie, casus.gemeld_op) == (
        kenmerk,
        False,
        1,
        timezone.localdate(),
    )


def test_concept_that_is_sent_half_full_says_what_is_missing(as_user, wijkmanager):
    response = as_user(wijkmanager).post(
        reverse("casuistiek:concept", args=[uuid4()]), {"wat_gaat_mis": "Het dak"}
    )
    assert response.status_code == 422
    assert b"Kies minstens \xc3\xa9\xc3\xa9n leefgebied." in response.content
    assert not Casus.objects.exists()


def test_concept_of_a_casus_that_counts_leads_to_it(as_user, wijkmanager, casus_op):
    casus = casus_op(Stap.TER_PLEKKE)
    assert as_user(wijkmanager).get(url("concept", casus))["Location"] == url("detail", casus)
    response = as_user(wijkmanager).post(url("concept_save", casus), {"wat_gaat_mis": "Anders"})
    assert response["Location"] == url("detail", casus)
    casus.refresh_from_db()
    assert casus.wat_gaat_mis != "Anders"


def test_concept_can_be_thrown_away(as_user, wijkmanager):
    casus = services.save_concept(uuid4(), actor=wijkmanager, op=MELDING)
    as_user(wijkmanager).post(url("concept_discard", casus))
    assert not Casus.objects.exists()


# Warnings about free text


def test_free_text_warns_once_and_stores_the_second_time(as_user, wijkmanager, casus_op):
    client, casus = as_user(wijkmanager), casus_op(Stap.TER_PLEKKE)
    response = client.post(url("notitie", casus), {"tekst": "Bel 06-12345678."})
    assert (response.status_code, Notitie.objects.count()) == (422, 0)
    assert "In “Nieuwe notitie” lijkt een telefoonnummer te staan.".encode() in response.content
    assert b'name="gezien" value="tekst:TELEFOON"' in response.content
    response = client.post(url("notitie", casus), {"tekst": "Bel 06-12345678.", "gezien": "tekst:TELEFOON"})
    assert (response.status_code, Notitie.objects.get().tekst) == (302, "Bel 06-12345678.")


def test_free_text_warns_again_about_what_was_not_seen_before(as_user, wijkmanager, casus_op):
    client, casus = as_user(wijkmanager), casus_op(Stap.TER_PLEKKE)
    client.post(url("notitie", casus), {"tekst": "Mail a@example.org.", "gezien": "tekst:TELEFOON"})
    assert not Notitie.objects.exists()


def test_autosave_does_not_store_what_it_warns_about(as_user, wijkmanager):
    client, save = as_user(wijkmanager), reverse("casuistiek:concept_save", args=[uuid4()])
    response = client.post(save, {"wat_gaat_mis": "Bsn 999990019 bellen"}, headers=HTMX)
    assert (
        "Nog niet bewaard. In “Wat gaat er mis” lijkt een burgerservicenummer te staan.".encode()
        in response.content
    )
    assert not Casus.objects.exists()


@pytest.mark.parametrize(
    ("name", "stap", "velden"),
    [
        ("edit", Stap.TER_PLEKKE, MELDING_VELDEN | {"betrokken_partijen": "a@example.org"}),
        ("step", Stap.GESIGNALEERD, {"op": "2026-03-03", "toelichting": "a@example.org"}),
        ("voorstel", Stap.TER_PLEKKE, DUW_TEKSTEN | {"bedrag": "1", "kleine_duw": "a@example.org"}),
        ("betaling", Stap.BESLUIT, {"bedrag": "1", "op": "2026-03-20", "omschrijving": "a@example.org"}),
    ],
)
def test_every_form_with_free_text_warns(as_user, wijkmanager, casus_op, buurt, name, stap, velden):
    casus = casus_op(stap)
    args = ["ter-plekke"] if name == "step" else []
    nee = {
        "nee-TOTAL_FORMS": "1",
        "nee-INITIAL_FORMS": "0",
        "nee-0-instantie": "Wmo",
        "nee-0-grond": "bel 0612345678",
    }
    response = as_user(wijkmanager).post(url(name, casus, *args), {"gebied": buurt.pk} | nee | velden)
    assert response.status_code == 422
    assert b"lijkt een e-mailadres te staan" in response.content
    if name == "voorstel":
        assert "In “Op welke grond” lijkt een telefoonnummer te staan.".encode() in response.content
        assert not Voorstel.objects.exists()


# The list


def test_list_shows_what_waits_and_flags_what_stands_still(as_user, wijkmanager, casus_op):
    casus_op(Stap.TER_PLEKKE)
    response = as_user(wijkmanager).get(reverse("casuistiek:list"))
    assert b"2026-001" in response.content
    days = (timezone.localdate() - MELDING).days - 1
    assert f'<span class="badge badge--attention">Staat {days} dagen stil</span>'.encode() in response.content


@pytest.mark.parametrize(
    ("toon", "nummers"),
    [
        ("mijn", ["2026-001", "2026-002"]),
        ("besluit", ["2026-002"]),
        ("stil", ["2026-001", "2026-002"]),
        ("lopend", ["2026-001", "2026-002"]),
        ("afgerond", ["2026-003"]),
        ("onzin", ["2026-001", "2026-002"]),
    ],
)
def test_list_has_a_tab_for_each_question(as_user, wijkmanager, casus_op, toon, nummers):
    for stap in (Stap.TER_PLEKKE, Stap.VOORSTEL, Stap.INGETROKKEN):
        casus_op(stap)
    response = as_user(wijkmanager).get(reverse("casuistiek:list"), {"toon": toon})
    assert sorted(casus.nummer for casus in response.context["page"]) == nummers


def test_list_is_filtered_by_step_and_wijk(as_user, programmamanager, casus_op, wijk):
    casus_op(Stap.TER_PLEKKE)
    casus_op(Stap.VOORSTEL)
    client = as_user(programmamanager)
    for query, nummers in (
        ({"stap": "voorstel"}, ["2026-002"]),
        ({"stap": "voorstel", "wijk": wijk.pk}, ["2026-002"]),
        ({"wijk": 0}, ["2026-001", "2026-002"]),
        ({"stap": "onzin"}, ["2026-001", "2026-002"]),
    ):
        response = client.get(reverse("casuistiek:list"), query)
        assert sorted(casus.nummer for casus in response.context["page"]) == nummers


def test_list_answers_htmx_with_the_list_alone(as_user, programmamanager, casus_op):
    casus_op(Stap.TER_PLEKKE)
    response = as_user(programmamanager).get(reverse("casuistiek:list"), {"stap": "besluit"}, headers=HTMX)
    assert b"<html" not in response.content
    assert b"Geen casussen bij dit filter." in response.content
    assert "HX-Request" in response["Vary"]


def test_list_offers_an_overdracht_to_who_was_asked(as_user, wijkmanager, gebruiker_met, casus_op):
    casus, ander = casus_op(Stap.TER_PLEKKE), gebruiker_met(Rol.WIJKMANAGER)
    services.propose_overdracht(casus.pk, actor=wijkmanager, naar=ander, op=MELDING + timedelta(days=2))
    assert b"Wacht op uw antwoord" in as_user(ander).get(reverse("casuistiek:list")).content


def test_list_costs_the_same_for_one_row_as_for_many(
    as_user, wijkmanager, casus_op, django_assert_max_num_queries
):
    client = as_user(wijkmanager)
    for _ in range(4):
        casus_op(Stap.VOORSTEL, bedrag=Decimal(1))
    with django_assert_max_num_queries(12):
        client.get(reverse("casuistiek:list"))


# One casus


def test_detail_shows_the_reason_at_a_button_that_does_not_work(as_user, wijkmanager, casus_op):
    response = as_user(wijkmanager).get(url("detail", casus_op(Stap.TER_PLEKKE)))
    assert b"Dit kan alleen na Voorstel. Deze casus staat op Ter plekke." not in response.content
    assert b"Een besluit neemt wie daar mandaat voor heeft." in response.content
    assert b"Dit kan alleen na Besluit. Deze casus staat op Ter plekke." in response.content


def test_detail_tells_who_decides_why_not_on_an_own_voorstel(as_user, programmamanager, casus_op):
    response = as_user(programmamanager).get(url("detail", casus_op(Stap.VOORSTEL, door=programmamanager)))
    assert b"U beslist niet over uw eigen voorstel." in response.content


@pytest.mark.parametrize("stap", list(Stap))
def test_detail_of_every_step_draws(as_user, programmamanager, wijkmanager, casus_op, stap):
    casus = casus_op(stap)
    for user in (programmamanager, wijkmanager):
        response = as_user(user).get(url("detail", casus))
        assert response.status_code == 200
        assert b'aria-current="step"' in response.content


def test_detail_costs_few_queries_however_long_the_story(
    as_user, wijkmanager, programmamanager, casus_op, django_assert_max_num_queries
):
    casus = casus_op(Stap.UITVOERING)
    for n in range(5):
        services.add_notitie(casus.pk, actor=wijkmanager, op=MELDING, tekst=f"Notitie {n}")
        services.book_betaling(casus.pk, actor=wijkmanager, op=MELDING + timedelta(days=9), bedrag=Decimal(1))
    for user in (wijkmanager, programmamanager):
        client = as_user(user)
        client.get(url("detail", casus))
        with django_assert_max_num_queries(23):
            client.get(url("detail", casus))


@pytest.mark.parametrize(
    ("van", "naar"),
    [
        (Stap.GESIGNALEERD, "ter-plekke"),
        (Stap.BESLUIT, "uitvoering"),
        (Stap.UITVOERING, "nazorg"),
        (Stap.NAZORG, "gesloten"),
        (Stap.TER_PLEKKE, "doorgeleid"),
        (Stap.VOORSTEL, "ingetrokken"),
    ],
)
def test_step_takes_the_step(as_user, wijkmanager, casus_op, van, naar):
    client, casus = as_user(wijkmanager), casus_op(van)
    assert client.get(url("step", casus, naar)).status_code == 200
    velden = {"op": "2026-03-20", "toelichting": "Zo is het.", "geen_knelpunt": "on"}
    response = client.post(url("step", casus, naar), velden)
    assert response["Location"] == url("detail", casus)
    casus.refresh_from_db()
    assert casus.stap == naar.replace("-", "_")


def test_step_that_cannot_be_taken_now_goes_back_with_the_reason(as_user, wijkmanager, casus_op):
    casus = casus_op(Stap.GESIGNALEERD)
    response = as_user(wijkmanager).get(url("step", casus, "nazorg"), follow=True)
    assert response.redirect_chain == [(url("detail", casus), 302)]
    assert b"Dit kan alleen na Uitvoering. Deze casus staat op Gesignaleerd." in response.content


@pytest.mark.parametrize("naar", ["voorstel", "besluit", "onzin", "gesignaleerd"])
def test_step_that_is_no_plain_step_does_not_exist(as_user, wijkmanager, casus_op, naar):
    assert as_user(wijkmanager).get(url("step", casus_op(Stap.TER_PLEKKE), naar)).status_code == 404


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"op": "2026-02-01"}, "De datum ligt voor 2-3-2026"),
        ({"op": "2199-01-01"}, "Deze datum ligt in de toekomst."),
        ({"op": ""}, "Vul dit in."),
    ],
)
def test_step_on_an_impossible_day_is_refused(as_user, wijkmanager, casus_op, velden, zin):
    response = as_user(wijkmanager).post(url("step", casus_op(Stap.GESIGNALEERD), "ter-plekke"), velden)
    assert (response.status_code, zin in response.content.decode()) == (422, True)


def test_notitie_by_htmx_gives_the_timeline_again(as_user, programmamanager, casus_op):
    casus = casus_op(Stap.TER_PLEKKE)
    response = as_user(programmamanager).post(url("notitie", casus), {"tekst": "Gebeld."}, headers=HTMX)
    assert response.status_code == 200
    assert b"<html" not in response.content
    assert b"Gebeld." in response.content
    assert b"Gebeld.</textarea>" not in response.content


def test_notitie_without_text_is_refused(as_user, wijkmanager, casus_op):
    response = as_user(wijkmanager).post(
        url("notitie", casus_op(Stap.TER_PLEKKE)), {"tekst": " "}, headers=HTMX
    )
    assert (response.status_code, Notitie.objects.count()) == (422, 0)


def test_edit_changes_what_was_logged(as_user, wijkmanager, casus_op, wijk):
    casus = casus_op(Stap.TER_PLEKKE)
    as_user(wijkmanager).post(url("edit", casus), MELDING_VELDEN | {"gebied": wijk.pk})
    casus.refresh_from_db()
    assert (casus.gebied, casus.wat_gaat_mis, casus.leefgebied_labels) == (wijk, "Het dak lekt.", ["Wonen"])


# Deciding and paying


def voorstel_velden(**velden):
    return DUW_TEKSTEN | {
        "bedrag": "1.250,50",
        "nee-TOTAL_FORMS": "3",
        "nee-INITIAL_FORMS": "0",
        "nee-0-instantie": "Wmo",
        "nee-0-grond": "Geen hulpmiddel.",
        **velden,
    }


def besluit_velden(**velden):
    return MOTIVERING | {"uitkomst": "toegekend", "bedrag": "500", **velden}


@pytest.fixture
def this_year(programmamanager, mandaat):
    return services.add_toekenning(
        actor=programmamanager,
        jaar=timezone.localdate().year,
        financiering="Noodfonds",
        bedrag=Decimal(1000),
        op=MELDING,
    )


def test_voorstel_is_made_with_who_said_no(as_user, wijkmanager, casus_op):
    casus = casus_op(Stap.TER_PLEKKE)
    response = as_user(wijkmanager).post(url("voorstel", casus), voorstel_velden())
    voorstel = Voorstel.objects.get()
    assert response.status_code == 302
    assert (voorstel.bedrag, voorstel.weigeringen.get().grond) == (Decimal("1250.50"), "Geen hulpmiddel.")


def test_voorstel_with_half_a_no_is_refused(as_user, wijkmanager, casus_op):
    response = as_user(wijkmanager).post(
        url("voorstel", casus_op(Stap.TER_PLEKKE)), voorstel_velden(**{"nee-1-grond": "Zomaar."})
    )
    assert response.status_code == 422
    assert b"Vul allebei in: wie nee zei, en waarom." in response.content
    assert not Voorstel.objects.exists()


def test_voorstel_begins_from_the_one_it_replaces(as_user, wijkmanager, casus_op):
    response = as_user(wijkmanager).get(url("voorstel", casus_op(Stap.VOORSTEL)))
    assert b"Voorstel vervangen" in response.content
    assert DUW["kleine_duw"].encode() in response.content


def test_besluit_shows_what_is_left_and_commits_it(as_user, programmamanager, casus_op, this_year):
    client, casus = as_user(programmamanager), casus_op(Stap.VOORSTEL)
    page = client.get(url("besluit", casus)).content.decode()
    assert f"Noodfonds {this_year.jaar}: nog €\u00a01.000 vrij" in page
    assert "Uw mandaat gaat tot en met €\u00a05.000" in page
    response = client.post(url("besluit", casus), besluit_velden(budget=this_year.pk))
    assert response.status_code == 302
    assert Budget.objects.get(pk=this_year.pk).verplicht == 500
    assert Besluit.objects.get().beslisser == programmamanager


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"bedrag": "501"}, "Gevraagd is"),
        ({"bedrag": ""}, "Vul in welk bedrag u toekent."),
        ({"bedrag": "veel"}, "Vul een bedrag in euro’s in"),
        ({"budget": ""}, "Kies uit welk budget dit komt."),
        ({"uitkomst": ""}, "Kies toegekend of afgewezen."),
        ({"rendement": ""}, "Vul dit in."),
        ({"rendement": "Bel 06-12345678."}, "lijkt een telefoonnummer te staan"),
    ],
)
def test_besluit_that_is_not_right_is_refused(as_user, programmamanager, casus_op, this_year, velden, zin):
    casus = casus_op(Stap.VOORSTEL)
    response = as_user(programmamanager).post(
        url("besluit", casus), besluit_velden(budget=this_year.pk) | velden
    )
    assert (response.status_code, zin in response.content.decode()) == (422, True)
    assert not Besluit.objects.exists()


def test_besluit_on_a_voorstel_that_was_replaced_shows_the_new_one(
    as_user, programmamanager, wijkmanager, casus_op, this_year
):
    casus = casus_op(Stap.VOORSTEL)
    on_screen = casus.voorstellen.get().pk
    services.make_voorstel(
        casus.pk, actor=wijkmanager, op=MELDING + timedelta(days=9), bedrag=Decimal(900), **DUW
    )
    client = as_user(programmamanager)
    response = client.post(url("besluit", casus), besluit_velden(budget=this_year.pk, voorstel=on_screen))
    assert (response.status_code, b"Er ligt intussen een nieuwer voorstel." in response.content) == (
        422,
        True,
    )
    newest = casus.voorstellen.latest("pk").pk
    assert f'name="voorstel" value="{newest}"'.encode() in response.content


def test_besluit_that_comes_too_late_keeps_what_was_written(
    as_user, programmamanager, wijkmanager, casus_op, this_year
):
    casus = casus_op(Stap.VOORSTEL)
    services.intrekken(casus.pk, actor=wijkmanager, op=timezone.localdate(), toelichting="Verhuisd.")
    velden = besluit_velden(budget=this_year.pk) | {"legitimiteit": "Past bij de bedoeling van de wet."}
    response = as_user(programmamanager).post(url("besluit", casus), velden)
    page = response.content.decode()
    assert (response.status_code, "Past bij de bedoeling van de wet." in page) == (422, True)
    assert "Dit klopt nog niet" in page
    assert not Besluit.objects.exists()


def test_besluit_without_a_voorstel_does_not_exist(as_user, programmamanager, casus_op, this_year):
    client = as_user(programmamanager)
    response = client.post(url("besluit", casus_op(Stap.GESIGNALEERD)), besluit_velden(budget=this_year.pk))
    assert response.status_code == 404


def test_voorstel_reads_no_more_weigeringen_than_it_asks(as_user, wijkmanager, casus_op):
    velden = voorstel_velden() | {"nee-TOTAL_FORMS": "9" * 20}
    page = as_user(wijkmanager).post(url("voorstel", casus_op(Stap.TER_PLEKKE)), velden).content.decode()
    assert page.count("Op welke grond") < 50


def test_budget_of_a_year_that_no_calendar_has_is_this_year(as_user, programmamanager, this_year):
    page = as_user(programmamanager).get(reverse("casuistiek:budget"), {"jaar": "9" * 5000})
    assert f"Budget {timezone.localdate().year}" in page.content.decode()


def test_budget_before_the_first_boeking_says_so(as_user, programmamanager, this_year):
    page = as_user(programmamanager).get(reverse("casuistiek:budget"), {"op": "2019-01-01"})
    assert "Tot en met 1 januari 2019 is er niets geboekt." in page.content.decode()


def test_budget_with_a_day_that_is_none_still_gives_the_csv(as_user, programmamanager, this_year):
    client = as_user(programmamanager)
    page = client.get(reverse("casuistiek:budget"), {"op": "zomaar"}).content.decode()
    address = f"{reverse('casuistiek:budget_csv')}?jaar={timezone.localdate().year}"
    assert f'href="{address}"' in page
    assert client.get(address).status_code == 200


def test_besluit_on_a_voorstel_of_another_casus_does_not_exist(
    as_user, programmamanager, casus_op, this_year
):
    casus, other = casus_op(Stap.VOORSTEL), casus_op(Stap.VOORSTEL)
    velden = besluit_velden(budget=this_year.pk, voorstel=other.voorstellen.get().pk)
    assert as_user(programmamanager).post(url("besluit", casus), velden).status_code == 404
    assert not Besluit.objects.exists()


def test_besluit_on_an_own_voorstel_goes_back_with_the_reason(as_user, programmamanager, casus_op):
    casus = casus_op(Stap.VOORSTEL, door=programmamanager)
    response = as_user(programmamanager).get(url("besluit", casus), follow=True)
    assert b"U beslist niet over uw eigen voorstel." in response.content


def test_betaling_is_booked(as_user, wijkmanager, casus_op):
    client, casus = as_user(wijkmanager), casus_op(Stap.BESLUIT)
    assert (
        "Nog te betalen: <strong>€\u00a0500</strong>" in client.get(url("betaling", casus)).content.decode()
    )
    client.post(url("betaling", casus), {"bedrag": "120,50", "op": "2026-03-20", "omschrijving": "Factuur"})
    assert Boeking.objects.get(soort="betaling").bedrag == Decimal("120.50")


def test_betaling_of_too_much_is_refused(as_user, wijkmanager, casus_op):
    casus = casus_op(Stap.BESLUIT)
    response = as_user(wijkmanager).post(url("betaling", casus), {"bedrag": "501", "op": "2026-03-20"})
    assert (response.status_code, b"te betalen." in response.content) == (422, True)


def test_boeking_is_corrected_by_who_decides(as_user, wijkmanager, programmamanager, casus_op):
    casus = casus_op(Stap.BESLUIT)
    boeking = services.book_betaling(
        casus.pk, actor=wijkmanager, op=MELDING + timedelta(days=9), bedrag=Decimal(210)
    )
    address = url("correctie", casus, boeking.pk)
    assert as_user(wijkmanager).get(address).status_code == 403
    client = as_user(programmamanager)
    assert b'value="210"' in client.get(address).content
    assert client.post(address, {"juist": "120", "omschrijving": "Tikfout"}).status_code == 302
    assert Boeking.objects.get(soort="correctie").bedrag == -90


def test_boeking_of_another_casus_does_not_exist_here(as_user, programmamanager, casus_op):
    casus, other = casus_op(Stap.BESLUIT, bedrag=Decimal(1)), casus_op(Stap.BESLUIT, bedrag=Decimal(1))
    address = url("correctie", casus, other.boekingen.get().pk)
    assert as_user(programmamanager).get(address).status_code == 404


def test_budget_shows_the_year_and_hides_casussen_one_may_not_see(
    as_user, wijkmanager, gebruiker_met, casus_op
):
    casus_op(Stap.BESLUIT, bedrag=Decimal(500))
    address = reverse("casuistiek:budget")
    page = as_user(wijkmanager).get(address, {"jaar": "2026"}).content.decode()
    assert "2026-001" in page
    assert "Regiodeal" in page
    ander = as_user(gebruiker_met(Rol.WIJKMANAGER)).get(address, {"jaar": "2026"}).content.decode()
    assert "€\u00a0500" in ander
    assert "2026-001" not in ander


@pytest.mark.parametrize("jaar", ["", "1999", "onzin", "99999999999999999999"])
def test_budget_of_a_year_without_one_is_that_of_this_year(as_user, wijkmanager, jaar):
    response = as_user(wijkmanager).get(reverse("casuistiek:budget"), {"jaar": jaar})
    assert response.context["jaar"] == timezone.localdate().year
    assert b"nog geen budget" in response.content


def test_budget_on_a_day_shows_how_it_stood_and_the_bookings_until_then(as_user, wijkmanager, casus_op):
    casus_op(Stap.BESLUIT, bedrag=Decimal(500))
    client, address = as_user(wijkmanager), reverse("casuistiek:budget")
    before = client.get(address, {"jaar": "2026", "op": f"{MELDING}"})
    assert "Op 2 maart 2026 was van €\u00a01.000 reserve €\u00a00 betaald" in before.content.decode()
    assert [one.soort for one in before.context["page"].object_list] == ["toekenning"]
    now = client.get(address, {"jaar": "2026"})
    assert "€\u00a0500 vrij (leeg)" in now.content.decode()


def test_budget_on_a_day_that_is_none_says_so_and_keeps_what_was_typed(as_user, wijkmanager, budget):
    response = as_user(wijkmanager).get(reverse("casuistiek:budget"), {"jaar": "2026", "op": "gisteren"})
    assert response.status_code == 422
    assert "Vul een datum in als dag, maand en jaar" in response.content.decode()
    assert 'value="gisteren"' in response.content.decode()


def test_budget_says_how_the_prognose_is_reckoned(as_user, wijkmanager, casus_op):
    casus_op(Stap.BESLUIT, bedrag=Decimal(400))
    page = as_user(wijkmanager).get(reverse("casuistiek:budget"), {"jaar": "2026", "op": "2026-04-10"})
    text = page.content.decode()
    assert "€\u00a0400 ÷ 100 × 365 = €\u00a01.460" in text
    assert "op rond 7 september" in text


def test_boekingen_go_to_the_financial_administration_without_anyone_in_them(
    as_user, programmamanager, wijkmanager, casus_op, budget
):
    casus = casus_op(Stap.UITVOERING, bedrag=Decimal("500.5"))
    services.book_betaling(
        casus.pk,
        actor=wijkmanager,
        op=MELDING + timedelta(days=9),
        bedrag=Decimal(100),
        omschrijving="Jansen",
    )
    services.correct_boeking(
        casus.boekingen.get(soort="betaling").pk,
        actor=programmamanager,
        op=MELDING + timedelta(days=10),
        juist=Decimal("90.25"),
        omschrijving="Tikfout",
    )
    address = reverse("casuistiek:budget_csv")
    assert as_user(wijkmanager).get(address).status_code == 403
    client = as_user(programmamanager)
    response = client.get(address, {"jaar": "2026"})
    rows = [line.split(";") for line in response.content.decode("utf-8-sig").splitlines()]
    assert [row[1:9] for row in rows[1:]] == [
        ["01-01-2026", "2026", "Regiodeal", "Toekenning", "1000,00", "Reserve", "1000,00", ""],
        ["05-03-2026", "2026", "Regiodeal", "Verplichting", "500,50", "Verplicht", "500,50", "2026-001"],
        ["11-03-2026", "2026", "Regiodeal", "Betaling", "100,00", "Betaald", "100,00", "2026-001"],
        ["12-03-2026", "2026", "Regiodeal", "Correctie", "-9,75", "Betaald", "-9,75", "2026-001"],
    ]
    assert rows[4][9] == rows[3][0]
    text = response.content.decode()
    assert not any(word in text for word in ("Jansen", "Tikfout", "Wijkmanager", "Programmamanager"))
    until = client.get(address, {"jaar": "2026", "op": f"{MELDING}"})
    assert len(until.content.decode().splitlines()) == 2
    assert client.get(address, {"jaar": "2026", "op": "gisteren"}).status_code == 400


def test_boekingen_as_csv_hold_no_formula(as_user, programmamanager):
    year = timezone.localdate().year
    services.add_toekenning(
        actor=programmamanager, jaar=year, financiering='=HYPERLINK("x")', bedrag=Decimal(5), op=MELDING
    )
    response = as_user(programmamanager).get(reverse("casuistiek:budget_csv"))
    assert b"'=HYPERLINK" in response.content


def test_budget_asks_no_more_queries_for_more_budgetten(
    as_user, programmamanager, budget, django_assert_num_queries
):
    client, address = as_user(programmamanager), reverse("casuistiek:budget")
    client.get(address, {"jaar": "2026"})
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"jaar": "2026", "op": "2026-06-01"})
    for n in range(5):
        services.add_toekenning(
            actor=programmamanager, jaar=2026, financiering=f"Fonds {n}", bedrag=Decimal(5), op=MELDING
        )
    with django_assert_num_queries(len(few)):
        client.get(address, {"jaar": "2026", "op": "2026-06-01"})


def test_toekenning_is_added_by_who_decides(as_user, programmamanager, wijkmanager):
    address = reverse("casuistiek:toekenning")
    assert as_user(wijkmanager).get(address).status_code == 403
    response = as_user(programmamanager).post(
        address, {"jaar": "2027", "financiering": "Regiodeal", "bedrag": "5.000"}
    )
    assert response["Location"] == f"{reverse('casuistiek:budget')}?jaar=2027"
    assert Budget.objects.get().bedrag == 5000


def test_toekenning_of_nothing_is_refused(as_user, programmamanager):
    response = as_user(programmamanager).post(
        reverse("casuistiek:toekenning"), {"jaar": "2027", "financiering": "Regiodeal", "bedrag": "0"}
    )
    assert (response.status_code, b"meer dan nul" in response.content) == (422, True)


# Betrokkene


@pytest.fixture
def with_betrokkene(casus_op, wijkmanager):
    casus = casus_op(Stap.VOORSTEL)
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam="Zwaluwstaart", contact="Kwikkelpad 1")
    return casus


def test_betrokkene_is_shown_only_after_a_press_and_that_is_written_down(
    as_user, wijkmanager, with_betrokkene
):
    client, address = as_user(wijkmanager), url("betrokkene", with_betrokkene)
    assert b"Zwaluwstaart" not in client.get(address).content
    assert not Inzage.objects.exists()
    response = client.post(address)
    assert b"Zwaluwstaart" in response.content
    assert "no-store" in response["Cache-Control"]
    assert Inzage.objects.get().actor == wijkmanager
    assert b"Is casusverantwoordelijke" in client.get(url("history", with_betrokkene)).content


def test_betrokkene_is_read_not_changed_by_who_decides(as_user, programmamanager, with_betrokkene):
    client = as_user(programmamanager)
    page = client.post(url("betrokkene", with_betrokkene)).content
    assert b"Zwaluwstaart" in page
    assert b"Wijzigen of wissen" not in page
    pk = Betrokkene.objects.get().pk
    for name, args in (("betrokkene_add", []), ("betrokkene_change", [pk]), ("betrokkene_remove", [pk])):
        assert client.post(url(name, with_betrokkene, *args), {"naam": "X"}).status_code == 403
    assert Betrokkene.objects.get().naam == "Zwaluwstaart"


def test_betrokkene_is_not_for_who_decides_before_there_is_a_voorstel(as_user, programmamanager, casus_op):
    casus = casus_op(Stap.TER_PLEKKE)
    assert as_user(programmamanager).post(url("betrokkene", casus)).status_code == 403


def test_betrokkene_is_added_changed_and_erased(as_user, wijkmanager, casus_op):
    client, casus = as_user(wijkmanager), casus_op(Stap.TER_PLEKKE)
    client.post(url("betrokkene_add", casus), {"naam": "Zwaluw", "contact": "06-12345678"})
    pk = Betrokkene.objects.get().pk
    response = client.post(url("betrokkene_change", casus, pk), {f"{pk}-naam": ""})
    assert (response.status_code, b" open>" in response.content) == (422, True)
    client.post(url("betrokkene_change", casus, pk), {f"{pk}-naam": "Spreeuw"})
    assert Betrokkene.objects.get().naam == "Spreeuw"
    client.post(url("betrokkene_remove", casus, pk))
    assert not Betrokkene.objects.exists()
    assert client.post(url("betrokkene_remove", casus, pk)).status_code == 404


def test_betrokkene_that_cannot_be_read_says_whom_to_ask(as_user, wijkmanager, with_betrokkene, settings):
    settings.BETROKKENE_KEYS = ["een heel andere sleutel van lengte"]
    response = as_user(wijkmanager).post(url("betrokkene", with_betrokkene))
    assert (response.status_code, b"Vraag de beheerder de oude sleutel" in response.content) == (200, True)


# Overdracht and verhaal


def test_overdracht_is_proposed_and_accepted(as_user, wijkmanager, gebruiker_met, casus_op):
    casus, ander = casus_op(Stap.TER_PLEKKE), gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager Oost")
    assert b"Wijkmanager Oost" in as_user(wijkmanager).get(url("overdracht", casus)).content
    as_user(wijkmanager).post(url("overdracht", casus), {"naar": ander.pk})
    client = as_user(ander)
    assert b"Aannemen" in client.get(url("detail", casus)).content
    assert client.post(url("overdracht_answer", casus, "aannemen"))["Location"] == url("detail", casus)
    casus.refresh_from_db()
    assert casus.casusverantwoordelijke == ander


def test_overdracht_that_is_declined_puts_the_casus_out_of_sight(
    as_user, wijkmanager, gebruiker_met, casus_op
):
    casus, ander = casus_op(Stap.TER_PLEKKE), gebruiker_met(Rol.WIJKMANAGER)
    as_user(wijkmanager).post(url("overdracht", casus), {"naar": ander.pk})
    response = as_user(ander).post(url("overdracht_answer", casus, "afwijzen"))
    assert response["Location"] == reverse("casuistiek:list")
    assert as_user(ander).get(url("detail", casus)).status_code == 404


def test_overdracht_is_taken_back_once(as_user, wijkmanager, gebruiker_met, casus_op):
    client, casus = as_user(wijkmanager), casus_op(Stap.TER_PLEKKE)
    client.post(url("overdracht", casus), {"naar": gebruiker_met(Rol.WIJKMANAGER).pk})
    client.post(url("overdracht_answer", casus, "intrekken"))
    response = client.post(url("overdracht_answer", casus, "intrekken"), follow=True)
    assert b"Er ligt geen voorstel tot overdracht meer." in response.content
    assert client.post(url("overdracht_answer", casus, "onzin")).status_code == 404


def test_overdracht_of_a_casus_that_ended_goes_back_with_the_reason(as_user, wijkmanager, casus_op):
    response = as_user(wijkmanager).get(url("overdracht", casus_op(Stap.INGETROKKEN)), follow=True)
    assert b"Alleen een lopende casus kan naar een ander." in response.content


def test_verhaal_is_released_and_withdrawn(as_user, wijkmanager, casus_op):
    client, casus = as_user(wijkmanager), casus_op(Stap.NAZORG)
    client.post(url("verhaal", casus), {"titel": "Een dak", "tekst": "Drie jaar wachten."})
    casus.refresh_from_db()
    assert (casus.verhaal_titel, casus.vrijgegeven_door) == ("Een dak", wijkmanager)
    client.post(url("verhaal_withdraw", casus))
    casus.refresh_from_db()
    assert casus.vrijgegeven_op is None


def test_verhaal_with_a_name_is_refused(as_user, wijkmanager, with_betrokkene, programmamanager, budget):
    services.decide(
        with_betrokkene.voorstellen.get().pk,
        actor=programmamanager,
        op=MELDING + timedelta(days=9),
        uitkomst="afgewezen",
        **MOTIVERING,
    )
    response = as_user(wijkmanager).post(
        url("verhaal", with_betrokkene), {"titel": "Een dak", "tekst": "Zwaluwstaart belde."}
    )
    assert (response.status_code, b"een naam van een betrokkene" in response.content) == (422, True)


def test_edit_shows_the_second_both_texts_and_loses_nothing(as_user, casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    client = as_user(wijkmanager)
    form = client.get(url("edit", casus)).context["form"]
    mine = MELDING_VELDEN | {
        "gebied": casus.gebied_id,
        "wat_gaat_mis": "De muur is nat.",
        "gelezen": form["gelezen"].value(),
    }
    client.post(url("edit", casus), mine | {"wat_gaat_mis": "Het dak is ingestort."})
    response = client.post(url("edit", casus), mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Er is nog niets bewaard" in page
    assert "Het dak is ingestort." in page
    assert "De muur is nat." in page
    again = response.context["form"]["gelezen"].value()
    assert client.post(url("edit", casus), mine | {"gelezen": again}).status_code == 302
    assert Casus.objects.get(pk=casus.pk).wat_gaat_mis == "De muur is nat."
