"""A leerpunt goes from who saw it to who can change it, and back to the work."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from brunssum.core.models import Actiepunt, LogRegel
from brunssum.core.rollen import Rol
from inspanningen import services
from inspanningen.models import Leerpunt
from inspanningen.services import LeerpuntGeweigerd
from tests.factories import InspanningFactory, KnelpuntFactory, LeerpuntFactory

DAG = date(2026, 3, 2)
VELDEN = {
    "titel": "Eén tafel voor twee loketten",
    "tekst": "Zij wachten op elkaar.",
    "leercirkel": "uitvoering",
    "herkomst": "Casussen in Noord",
}


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM, naam="Programmateam")


@pytest.fixture
def bateneigenaar(gebruiker_met):
    return gebruiker_met(Rol.BATENEIGENAAR, naam="Teammanager")


@pytest.fixture
def gevraagd(team, bateneigenaar):
    """A leerpunt that the bateneigenaar was asked about."""
    leerpunt = services.add_leerpunt(actor=team, op=DAG, **VELDEN)
    return services.address_leerpunt(
        leerpunt.pk, actor=team, op=DAG, aan=bateneigenaar, tekst="Kan dit anders?"
    )


def question(leerpunt):
    return Actiepunt.objects.about(leerpunt).latest("pk")


def test_a_leerpunt_from_seen_to_geborgd(gevraagd, team, bateneigenaar):
    asked = question(gevraagd)
    assert (asked.eigenaar, asked.vervalt_op) == (bateneigenaar, DAG + timedelta(weeks=4))
    services.answer_leerpunt(gevraagd.pk, actor=bateneigenaar, op=DAG, tekst="Ja, vanaf mei.")
    assert (question(gevraagd).status, question(gevraagd).uitkomst) == ("afgerond", "Ja, vanaf mei.")
    services.change_for_leerpunt(gevraagd.pk, actor=bateneigenaar, op=DAG, tekst="Zij zitten samen.")
    services.secure_leerpunt(gevraagd.pk, actor=team, op=DAG, tekst="Staat in de werkafspraken.")
    gevraagd.refresh_from_db()
    assert gevraagd.staat == "geborgd"
    assert [stap.naar for stap in gevraagd.stappen.order_by("pk")] == [
        "gesignaleerd",
        "geadresseerd",
        "beantwoord",
        "aangepakt",
        "geborgd",
    ]
    assert LogRegel.objects.about(gevraagd).first().na == {"staat": "geborgd"}


def test_asked_of_another_lets_the_first_off(gevraagd, team, projectleider):
    eerste = question(gevraagd)
    services.address_leerpunt(gevraagd.pk, actor=team, op=DAG, aan=projectleider, tekst="Of jij?")
    eerste.refresh_from_db()
    gevraagd.refresh_from_db()
    assert (eerste.status, question(gevraagd).eigenaar, gevraagd.geadresseerde) == ("ingetrokken", projectleider, projectleider)  # fmt: skip


def test_answered_by_the_team_lets_the_asked_off(gevraagd, team):
    services.answer_leerpunt(gevraagd.pk, actor=team, op=DAG, tekst="Dat is al zo.")
    assert question(gevraagd).status == "afgerond"


def test_address_refuses_who_cannot_see_it(gevraagd, team, gebruiker_met):
    with pytest.raises(LeerpuntGeweigerd, match="kan leerpunten niet zien"):
        services.address_leerpunt(gevraagd.pk, actor=team, op=DAG, aan=gebruiker_met(Rol.PARTNER), tekst="?")


@pytest.mark.parametrize(
    ("service", "staat"),
    [
        (services.answer_leerpunt, "gesignaleerd"),
        (services.change_for_leerpunt, "geadresseerd"),
        (services.secure_leerpunt, "beantwoord"),
    ],
)
def test_a_step_that_skips_one_is_refused(team, service, staat):
    wie = None if staat == "gesignaleerd" else team
    leerpunt = LeerpuntFactory(staat=staat, geadresseerde=wie)
    with pytest.raises(LeerpuntGeweigerd, match="Het kan nu niet naar"):
        service(leerpunt.pk, actor=team, op=DAG, tekst="Nu al.")


def test_a_step_asks_for_words_and_for_a_day_after_the_last(gevraagd, team):
    with pytest.raises(LeerpuntGeweigerd, match="Schrijf er iets bij"):
        services.answer_leerpunt(gevraagd.pk, actor=team, op=DAG, tekst="  ")
    with pytest.raises(LeerpuntGeweigerd, match="ligt voor 2-3-2026"):
        services.answer_leerpunt(gevraagd.pk, actor=team, op=DAG - timedelta(days=1), tekst="Ja.")
    with pytest.raises(LeerpuntGeweigerd, match="Haal dat eruit"):
        services.answer_leerpunt(gevraagd.pk, actor=team, op=DAG, tekst="Bel 06-12345678.")


def test_who_may_bring_it_further(gevraagd, projectleider, bateneigenaar, gebruiker_met):
    with pytest.raises(PermissionDenied):
        services.answer_leerpunt(gevraagd.pk, actor=projectleider, op=DAG, tekst="Ja.")
    with pytest.raises(PermissionDenied):
        services.edit_leerpunt(gevraagd.pk, actor=projectleider, inspanningen=[], **VELDEN)
    with pytest.raises(PermissionDenied):
        services.add_leerpunt(actor=gebruiker_met(Rol.BESTUUR), op=DAG, **VELDEN)
    services.edit_leerpunt(gevraagd.pk, actor=bateneigenaar, inspanningen=[], **VELDEN)


def test_edit_says_which_inspanning_carries_it(gevraagd, team):
    inspanning = InspanningFactory()
    services.edit_leerpunt(gevraagd.pk, actor=team, inspanningen=[inspanning], **VELDEN)
    services.edit_leerpunt(gevraagd.pk, actor=team, inspanningen=[inspanning], **VELDEN)
    regel = LogRegel.objects.about(gevraagd).filter(actie="leerpunt.bewerkt").get()
    assert (regel.voor, regel.na) == ({"inspanningen": []}, {"inspanningen": [inspanning.pk]})


@pytest.mark.parametrize("velden", [{"staat": "geadresseerd"}, {"staat": "bedacht"}])
def test_the_database_refuses_a_leerpunt_that_cannot_be(velden, team):
    leerpunt = LeerpuntFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Leerpunt.objects.filter(pk=leerpunt.pk).update(**velden)


# Pages


def test_list_finds_by_word_and_state(client, team, gevraagd):
    LeerpuntFactory(titel="Iets over bomen")
    client.force_login(team)
    url = reverse("leerpunten:list")
    assert b"Iets over bomen" in client.get(url).content
    page = client.get(url, {"q": "tafel loketten", "staat": "geadresseerd"})
    assert b"n tafel voor twee loketten" in page.content
    assert b"Iets over bomen" not in page.content
    assert b"Geen leerpunt past hierbij" in client.get(url, {"q": "onvindbaar"}).content
    assert b"Iets over bomen" in client.get(url, {"staat": "onzin"}).content
    partial = client.get(url, {"q": "bomen"}, headers={"HX-Request": "true"})
    assert b"<html" not in partial.content


def test_list_costs_the_same_however_long(client, team, django_assert_max_num_queries):
    for _ in range(20):
        LeerpuntFactory().inspanningen.add(InspanningFactory())
    client.force_login(team)
    client.get(reverse("leerpunten:list"))
    with django_assert_max_num_queries(7):
        client.get(reverse("leerpunten:list"))


def test_add_starts_at_the_inspanning_one_came_from(client, team):
    inspanning = InspanningFactory()
    client.force_login(team)
    url = reverse("leerpunten:add") + f"?inspanning={inspanning.pk}"
    assert client.get(url).context["form"].initial == {"inspanningen": [inspanning.pk]}
    response = client.post(url, VELDEN | {"inspanningen": [inspanning.pk]})
    leerpunt = Leerpunt.objects.get()
    assert response["Location"] == reverse("leerpunten:detail", args=[leerpunt.pk])
    card = client.get(reverse("inspanningen:detail", args=[inspanning.pk])).content.decode()
    assert reverse("leerpunten:detail", args=[leerpunt.pk]) in card
    assert (
        reverse("inspanningen:detail", args=[inspanning.pk])
        in client.get(response["Location"]).content.decode()
    )


@pytest.mark.parametrize("vraag", ["x", "²", "-1", "9" * 30])
def test_add_with_an_inspanning_that_is_none(client, team, vraag):
    client.force_login(team)
    assert client.get(reverse("leerpunten:add"), {"inspanning": vraag}).context["form"].initial == {"inspanningen": []}  # fmt: skip


def test_add_keeps_what_was_typed_and_warns_at_a_name_once(client, team):
    client.force_login(team)
    url = reverse("leerpunten:add")
    velden = VELDEN | {"tekst": "Vorige week belde mevrouw Zwaluw hierover."}
    warned = client.post(url, velden)
    assert warned.status_code == 422
    assert "lijkt een naam te staan" in warned.content.decode()
    assert "mevrouw Zwaluw" in warned.content.decode()
    again = velden | {"gezien": warned.context["form"]["gezien"].value()}
    assert client.post(url, again).status_code == 302


def test_step_pages(client, gevraagd, bateneigenaar):
    client.force_login(bateneigenaar)
    url = reverse("leerpunten:step", args=[gevraagd.pk, "beantwoorden"])
    assert client.get(url).status_code == 200
    assert client.post(url, {"tekst": "", "op": "2026-03-05"}).status_code == 422
    response = client.post(url, {"tekst": "Ja.", "op": "2026-03-05"}, follow=True)
    assert "Het leerpunt is nu beantwoord." in response.content.decode()
    skipped = client.get(reverse("leerpunten:step", args=[gevraagd.pk, "borgen"]), follow=True)
    assert "Het kan nu niet naar geborgd." in skipped.content.decode()
    assert client.get(reverse("leerpunten:step", args=[gevraagd.pk, "onzin"])).status_code == 404


def test_the_page_leads_back_to_where_it_jammed(client, team):
    leerpunt, knelpunt = LeerpuntFactory(), KnelpuntFactory()
    knelpunt.leerpunten.add(leerpunt)
    client.force_login(team)
    part = reverse("knelpunten:bij_leerpunt", args=[leerpunt.pk])
    assert part in client.get(reverse("leerpunten:detail", args=[leerpunt.pk])).content.decode()
    assert reverse("knelpunten:detail", args=[knelpunt.pk]) in client.get(part).content.decode()
