"""The pages of the wijkplannen: to read on a phone, to write, to compare, and on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Gebied, Taak
from brunssum.core.rollen import Rol
from inspanningen.models import Wijkplan, Wijkplanactie
from inspanningen.services import wijkplan as services
from tests.factories import (
    GebiedFactory,
    InspanningFactory,
    OrganisatieFactory,
    PlekFactory,
    WijkplanactieFactory,
    WijkplanFactory,
)
from tests.pdf_checks import assert_publishable, bladwijzers_of, text_of

HTMX = {"HX-Request": "true"}
ACTIE = {"wat": "Lampen", "wie": "bewonersgroep", "waar": "Het veldje", "waarom": "Dan is het licht.", "jaar": "2026", "bewerking": "1"}  # fmt: skip


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


@pytest.fixture
def ambassadeur(gebruiker_met):
    return gebruiker_met(Rol.AMBASSADEUR)


@pytest.fixture
def plan(team):
    """Agreed some weeks ago, in a period that holds today."""
    vandaag = timezone.localdate()
    gebied = GebiedFactory(naam="Wijk 02 Brunssum-Noord")
    plan = WijkplanFactory(gebied=gebied, van_jaar=vandaag.year - 1, tot_jaar=vandaag.year + 2)
    WijkplanactieFactory(wijkplan=plan, wat="Een bankje", jaar=None, wanneer="dit jaar")
    return services.vaststellen(plan.pk, actor=team, op=vandaag - timedelta(days=30))


def url(name, *args):
    return reverse(f"wijkplannen:{name}", args=args)


def test_list_shows_what_is_late_and_how_far_each_is(client, plan, ambassadeur, team):
    Wijkplan.objects.filter(pk=plan.pk).update(vastgesteld_op=timezone.localdate() - timedelta(days=380))
    WijkplanFactory(gebied=GebiedFactory(naam="Wijk 09 Nergens"))
    client.force_login(ambassadeur)
    page = client.get(url("list")).content.decode()
    assert "Brunssum-Noord" in page
    assert "Te laat" in page
    assert "1 actie: 1 gepland" in page
    assert "Nergens" not in page
    assert url("add") not in page
    client.force_login(team)
    page = client.get(url("list")).content.decode()
    assert "Nergens" in page
    assert url("add") in page


def test_an_empty_list_says_what_to_do_next(client, team):
    client.force_login(team)
    assert "Begin met wat bewoners" in client.get(url("list")).content.decode()


def test_list_and_detail_cost_the_same_however_many(client, plan, team, django_assert_max_num_queries):
    for _ in range(20):
        other = WijkplanFactory()
        for target in (other, plan):
            WijkplanactieFactory(
                wijkplan=target,
                organisatie=OrganisatieFactory(),
                plek=PlekFactory(),
                inspanning=InspanningFactory(),
            )
    client.force_login(team)
    for page in (url("list"), url("detail", plan.pk), url("vergelijken", plan.pk)):
        client.get(page)
        with django_assert_max_num_queries(9):
            client.get(page)


def test_a_resident_reads_who_does_what_where_and_why(client, plan, ambassadeur):
    client.force_login(ambassadeur)
    page = client.get(url("detail", plan.pk)).content.decode()
    for words in ("Een bankje", "Bewonersgroep", "Op het plein", "Dan kennen buren elkaar.", "Dit jaar"):
        assert words in page
    for name in ("edit", "actie_add", "ronde_begin"):
        assert url(name, plan.pk) not in page


def test_acties_are_filtered_in_place_and_without_javascript(client, plan, team):
    WijkplanactieFactory(wijkplan=plan, wat="Een pad", status="gedaan")
    client.force_login(team)
    partial = client.get(url("detail", plan.pk), {"status": "gedaan"}, headers=HTMX).content.decode()
    assert "<html" not in partial
    assert "Een pad" in partial
    assert "Een bankje" not in partial
    assert "Een bankje" not in client.get(url("detail", plan.pk), {"status": "gedaan"}).content.decode()
    assert "Een bankje" in client.get(url("detail", plan.pk), {"status": "onzin"}).content.decode()


def test_a_concept_is_not_to_be_found_by_a_partner(client, gebruiker_met):
    concept = WijkplanFactory()
    actie = WijkplanactieFactory(wijkplan=concept)
    client.force_login(gebruiker_met(Rol.PARTNER))
    assert client.get(url("detail", concept.pk)).status_code == 404
    assert client.get(url("actie_edit", actie.pk)).status_code == 404
    assert client.post(url("pdf", concept.pk)).status_code == 404


def test_begin_a_plan_of_the_own_wijk(client, gebruiker_met):
    wijk = GebiedFactory()
    buurt = GebiedFactory(code="BU0001", soort=Gebied.Soort.BUURT, ouder=wijk)
    elders = GebiedFactory()
    wijkmanager = gebruiker_met(Rol.WIJKMANAGER)
    wijkmanager.gebieden.add(wijk)
    client.force_login(wijkmanager)
    choices = client.get(url("add")).context["form"].fields["gebied"].queryset
    assert set(choices) == {wijk, buurt}
    sent = {
        "gebied": wijk.pk,
        "van_jaar": "2026",
        "tot_jaar": "2029",
        "opgave": "Donker.",
        "contact": "Wijkmanager",
    }
    refused = client.post(url("add"), sent | {"gebied": elders.pk})
    assert refused.status_code == 422
    for wrong in ({"van_jaar": "9999"}, {"tot_jaar": "2040"}, {"opgave": "x" * 20_000}, {"opgave": "a\x00b"}, {"gebied": "9" * 30}):  # fmt: skip
        answer = client.post(url("add"), sent | wrong)
        assert answer.status_code == 422, wrong
        assert not Wijkplan.objects.exists()
    assert client.post(url("add"), sent)["Location"] == url("detail", Wijkplan.objects.get().pk)


def test_a_form_keeps_what_was_typed_and_warns_at_a_name_once(client, team):
    concept = WijkplanFactory()
    client.force_login(team)
    sent = ACTIE | {"waarom": "Vorige week viel mevrouw Zwaluw er."}
    warned = client.post(url("actie_add", concept.pk), sent)
    assert warned.status_code == 422
    assert "lijkt een naam te staan" in warned.content.decode()
    again = sent | {"gezien": warned.context["form"]["gezien"].value()}
    assert client.post(url("actie_add", concept.pk), again).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({"wie": ""}, "Kies een organisatie, of schrijf op wie het doet."),
        ({"waar": ""}, "Kies een plek, of schrijf op waar het is."),
        ({"jaar": ""}, "Kies een jaar, of schrijf op wanneer het is."),
        ({"jaar": "9999"}, "9999"),
        ({"wat": "x" * 151}, "150"),
        ({"organisatie": "99999999"}, "Selecteer een geldige keuze"),
        ({"bewerking": "9" * 30}, ""),
    ],
)
def test_an_actie_that_is_not_right_is_refused_beside_its_field(client, team, wrong, zin):
    concept = WijkplanFactory()
    client.force_login(team)
    answer = client.post(url("actie_add", concept.pk), ACTIE | wrong)
    assert answer.status_code == 422
    assert zin in answer.content.decode()
    assert not Wijkplanactie.objects.exists()


def test_words_of_two_writers_stand_beside_each_other(client, team):
    actie = WijkplanactieFactory(wijkplan=WijkplanFactory())
    client.force_login(team)
    services.edit_actie(actie.pk, actor=team, bewerking=1, **{name: getattr(actie, name) for name in services.ACTIEVELDEN} | {"wat": "Van het team"})  # fmt: skip
    late = client.post(url("actie_edit", actie.pk), ACTIE | {"wat": "Van mij"})
    assert late.status_code == 422
    assert "Van het team" in late.content.decode()
    assert "Van mij" in late.content.decode()
    assert late.context["form"]["bewerking"].value() == "2"
    assert (
        client.post(url("actie_edit", actie.pk), ACTIE | {"wat": "Van mij", "bewerking": "2"}).status_code
        == 302
    )
    actie.refresh_from_db()
    assert actie.wat == "Van mij"


def test_a_form_that_comes_with_an_old_bewerking_and_a_made_up_gezien_is_answered(client, team):
    concept = WijkplanFactory()
    client.force_login(team)
    nonsense = {"opgave": "Donker.", "contact": "Wijkmanager", "bewerking": "9999", "gezien": "9999"}
    answer = client.post(url("edit", concept.pk), nonsense)
    assert answer.status_code == 422
    assert "Donker." in answer.content.decode()


def test_an_agreed_plan_changes_in_its_round_and_can_be_compared(client, plan, team):
    client.force_login(team)
    actie = plan.acties.get()
    answer = client.get(url("actie_edit", actie.pk), follow=True)
    assert "begin die eerst" in answer.content.decode()
    assert client.post(url("actie_edit", actie.pk), ACTIE).status_code == 422
    client.post(url("ronde_begin", plan.pk))
    answer = client.post(url("actie_edit", actie.pk), ACTIE | {"wat": "Drie bankjes", "jaar": str(plan.van_jaar)}, follow=True)  # fmt: skip
    assert "Drie bankjes" in answer.content.decode()
    closing = {"wie": "bewoners", "bewoners": "31", "wat_veranderde": "Drie in plaats van één.", "op": f"{timezone.localdate():%Y-%m-%d}"}  # fmt: skip
    for wrong in ({"bewoners": "veel"}, {"bewoners": "-1"}, {"bewoners": "9" * 40}, {"op": "2999-01-01"}, {"op": "gisteren"}, {"wie": ""}):  # fmt: skip
        assert client.post(url("ronde_close", plan.pk), closing | wrong).status_code == 422, wrong
    page = client.post(url("ronde_close", plan.pk), closing, follow=True).content.decode()
    assert "31 bewoners" in page
    was = client.get(url("versie", plan.pk, 1)).content.decode()
    assert "Een bankje" in was
    assert "Drie bankjes" not in was
    compared = client.get(url("vergelijken", plan.pk))
    assert compared.context["met"].nummer == 1
    assert "<ins>" in compared.content.decode()
    assert client.get(url("vergelijken", plan.pk), {"met": "2"}).context["verschil"].is_leeg
    assert client.get(url("vergelijken", plan.pk), {"met": "x" * 99}).context["met"].nummer == 1
    assert client.get(url("versie", plan.pk, 99)).status_code == 404


def test_a_second_round_in_the_same_year_is_refused_in_a_sentence(client, plan, team):
    client.force_login(team)
    vandaag = timezone.localdate()
    services.begin_ronde(plan.pk, actor=team, op=vandaag)
    services.close_ronde(plan.pk, actor=team, op=vandaag, wie="bewoners", wat_veranderde="Niets.")
    assert "al aangescherpt" in client.get(url("detail", plan.pk)).content.decode()
    assert "al aangescherpt" in client.post(url("ronde_begin", plan.pk), follow=True).content.decode()
    assert "Er loopt geen ronde" in client.get(url("ronde_close", plan.pk), follow=True).content.decode()


def test_how_far_an_actie_is(client, plan, team):
    client.force_login(team)
    actie = plan.acties.get()
    assert (
        client.post(url("actie_status", actie.pk), {"status": "vervallen", "bewerking": "1"}).status_code
        == 422
    )
    page = client.post(url("actie_status", actie.pk), {"status": "gedaan", "toelichting": "Het staat er.", "bewerking": "1"}, follow=True)  # fmt: skip
    assert "Het staat er." in page.content.decode()


def test_a_concept_is_agreed_on_and_its_acties_can_go(client, team):
    concept = WijkplanFactory(van_jaar=timezone.localdate().year, tot_jaar=timezone.localdate().year + 3)
    client.force_login(team)
    assert "nog geen actie" in client.post(url("vaststellen", concept.pk)).content.decode()
    weg, blijft = WijkplanactieFactory(wijkplan=concept), WijkplanactieFactory(wijkplan=concept)
    client.post(url("actie_remove", weg.pk))
    assert client.get(url("vaststellen", concept.pk)).status_code == 200
    client.post(url("vaststellen", concept.pk))
    concept.refresh_from_db()
    assert concept.status == "vastgesteld"
    assert "vervallen" in client.post(url("actie_remove", blijft.pk), follow=True).content.decode()


def test_links_go_both_ways(client, plan, team):
    inspanning = InspanningFactory()
    actie = WijkplanactieFactory(wijkplan=plan, inspanning=inspanning, wat="Een pad")
    client.force_login(team)
    card = client.get(reverse("inspanningen:detail", args=[inspanning.pk])).content.decode()
    assert f"{url('detail', plan.pk)}#actie-{actie.pk}" in card
    assert (
        reverse("inspanningen:detail", args=[inspanning.pk])
        in client.get(url("detail", plan.pk)).content.decode()
    )
    gebied = client.get(reverse("monitor:gebied", args=[plan.gebied.code])).content.decode()
    assert url("bij_gebied", plan.gebied.code) in gebied
    partial = client.get(url("bij_gebied", plan.gebied.code), headers=HTMX).content.decode()
    assert url("detail", plan.pk) in partial
    assert "<html" not in partial


def test_a_buurt_shows_the_plan_of_its_wijk(client, plan, team):
    buurt = GebiedFactory(code="BU0002", soort=Gebied.Soort.BUURT, ouder=plan.gebied)
    client.force_login(team)
    assert url("detail", plan.pk) in client.get(url("bij_gebied", buurt.code)).content.decode()
    assert "nog geen wijkplan" in client.get(url("bij_gebied", GebiedFactory().code)).content.decode()


def test_pdf_for_the_street_is_archivable_and_says_how_to_reach_us(
    client, plan, team, settings, django_capture_on_commit_callbacks
):
    Wijkplan.objects.filter(pk=plan.pk).update(
        opgave="Eerste alinea.\n\n- een & <twee>\n- " + "woord " * 200,
        bewoners="“Het is donker.”\n" * 8,
        contact_waar="In het buurthuis",
    )
    for status in ("bezig", "gedaan", "vervallen"):
        WijkplanactieFactory(
            wijkplan=plan, status=status, toelichting="Zo staat het. 🎉", contact="Beheerder"
        )
    client.force_login(team)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url("pdf", plan.pk))
    assert answer.url == reverse("core:taak", args=[Taak.objects.get().pk])
    download = client.get(Taak.objects.get().resultaat["url"])
    assert download["Content-Disposition"] == 'attachment; filename="wijkplan-brunssum-noord.pdf"'
    pdf = b"".join(download.streaming_content)
    assert_publishable(pdf, titel="Wijkplan Brunssum-Noord")
    assert [title for title in bladwijzers_of(pdf) if not title.startswith(("Actie", "Een bankje"))] == [
        "Wat er aan de hand is",
        "Wat bewoners zeiden",
        "Hier zijn we mee bezig",
        "Dit gaan we doen",
        "Dit is gedaan",
        "Dit doen we niet meer",
        "Zo bereikt u ons",
    ]
    text = text_of(pdf)
    for words in (settings.CONTACT_EMAIL, "In het buurthuis", "Bewonersgroep", "Op het plein"):
        assert words in text


def test_pdf_of_another_is_not_to_be_downloaded(
    client, plan, team, ambassadeur, django_capture_on_commit_callbacks
):
    client.force_login(team)
    with django_capture_on_commit_callbacks(execute=True):
        partial = client.post(url("pdf", plan.pk), headers=HTMX).content.decode()
    assert "<html" not in partial
    client.force_login(ambassadeur)
    assert client.get(Taak.objects.get().resultaat["url"]).status_code == 404
