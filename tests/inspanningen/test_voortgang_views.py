"""The pages of voortgang: who leads judges, a partner reports and follows, and what is refused is told beside its field."""

import re

import pytest
from django.urls import reverse

from brunssum.core.rollen import Rol
from inspanningen.models import Inspanning, Mijlpaal, Voortgangsmelding
from inspanningen.services import voortgang as services
from tests.factories import MijlpaalFactory, VoortgangsmeldingFactory
from tests.inspanningen.voortgang import LATER, MOMENT, report

pytestmark = pytest.mark.django_db
INGEVULD = {"peildatum": "2026-05-20", "gedaan": "Twaalf woningen zijn klaar."}


def url(naam, pk=None):
    return reverse(f"inspanningen:{naam}", args=[pk] if pk else [])


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def as_user(client):
    def log_in(user):
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def melding(inspanning, weller):
    return report(inspanning, weller, gedaan="Twaalf woningen zijn klaar.", belemmering="Te weinig mensen.")


def test_a_partner_reports_and_follows_what_came_of_it(as_user, inspanning, weller, projectleider):
    mijlpaal = MijlpaalFactory(inspanning=inspanning, naam="Deur open")
    browser = as_user(weller)
    assert "Voortgang melden" in text(browser.get(url("voortgang", inspanning.pk)))
    sent = browser.post(
        url("voortgang_report", inspanning.pk),
        INGEVULD | {"aantal": "12", "eenheid": "woningen", "mijlpaal": mijlpaal.pk, "wanneer": "medio juni 2099"},
    )  # fmt: skip
    melding = Voortgangsmelding.objects.get()
    assert sent["Location"] == url("voortgang_detail", melding.pk)
    page = text(browser.get(sent["Location"]))
    assert "12 woningen" in page
    assert "wordt nu verwacht medio juni 2099" in page
    assert "De gemeente kijkt ernaar" in page

    browser = as_user(projectleider)
    assert "1 melding van een partner wacht op uw antwoord" in text(browser.get(reverse("start")))
    assert "Aanvaarden" in text(browser.get(url("voortgang_detail", melding.pk)))
    accepted = browser.post(
        url("voortgang_accept", melding.pk), {"antwoord": "Dank.", "reden": "Later klaar."}
    )
    assert accepted["Location"] == url("voortgang_detail", melding.pk)
    mijlpaal.refresh_from_db()
    assert mijlpaal.wanneer == "medio juni 2099"
    assert "Gemeld door Weller. Later klaar." in text(browser.get(url("mijlpaal", mijlpaal.pk)))
    assert "wacht op uw antwoord" not in text(browser.get(reverse("start")))

    page = text(as_user(weller).get(url("voortgang_detail", melding.pk)))
    assert "Aanvaard" in page
    assert "Dank." in page
    assert projectleider.naam not in page


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Vul dit in."),
        (INGEVULD | {"peildatum": "2150-01-01"}, "Deze dag is nog niet geweest"),
        (INGEVULD | {"gedaan": "Bel 0612345678 maar."}, "Kijk nog even"),
        (INGEVULD | {"gedaan": "Bel 0612345678 maar.", "gezien": "gedaan:TELEFOON"}, "een telefoonnummer in"),
        (INGEVULD | {"aantal": "12"}, "Bij een aantal hoort waarvan"),
        (INGEVULD | {"eenheid": "woningen"}, "Bij een aantal hoort waarvan"),
        (INGEVULD | {"bereikt_op": "2026-05-20"}, "Kies over welke mijlpaal dit gaat"),
        (INGEVULD | {"wanneer": "ooit"}, "geen jaar van vier cijfers"),
        (INGEVULD | {"mijlpaal": "999"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_is_refused_is_told_and_nothing_typed_is_lost(as_user, inspanning, weller, velden, zin):
    page = as_user(weller).post(url("voortgang_report", inspanning.pk), velden)
    assert page.status_code == 422
    assert zin in text(page)
    typed = [value for name, value in velden.items() if name != "mijlpaal"]
    assert all(value in page.content.decode() for value in typed)
    assert not Voortgangsmelding.objects.exists()


def test_given_back_it_is_improved_from_what_stood_there(as_user, melding, weller, projectleider):
    browser = as_user(projectleider)
    empty = browser.post(url("voortgang_give_back", melding.pk), {})
    assert (empty.status_code, "Vul dit in." in text(empty)) == (422, True)
    browser.post(url("voortgang_give_back", melding.pk), {"antwoord": "In welke straat?"})

    browser = as_user(weller)
    assert "1 voortgangsmelding is teruggegeven" in text(browser.get(reverse("start")))
    form = browser.get(url("voortgang_improve", melding.pk))
    assert "In welke straat?" in text(form)
    assert "Te weinig mensen." in form.content.decode()
    sent = browser.post(url("voortgang_improve", melding.pk), INGEVULD | {"gedaan": "Aan het plein."})
    beter = Voortgangsmelding.objects.get(vervangt=melding)
    assert sent["Location"] == url("voortgang_detail", beter.pk)
    assert "teruggegeven" not in text(browser.get(reverse("start")))
    again = browser.get(url("voortgang_improve", melding.pk), follow=True)
    assert "al verbeterd" in text(again)
    assert "De verbeterde melding" in text(again)


def test_a_partner_withdraws(as_user, melding, weller):
    page = as_user(weller).post(url("voortgang_withdraw", melding.pk), follow=True)
    assert "De melding is ingetrokken." in text(page)
    page = as_user(weller).post(url("voortgang_withdraw", melding.pk), follow=True)
    assert "De partner heeft deze melding ingetrokken." in text(page)


def test_who_is_second_reads_what_the_first_did_and_keeps_the_typed_text(as_user, melding, projectleider, programmamanager):  # fmt: skip
    browser = as_user(projectleider)
    assert browser.get(url("voortgang_accept", melding.pk)).status_code == 200
    services.give_back_voortgang(melding.pk, actor=programmamanager, moment=LATER, antwoord="Waar?")
    page = browser.post(url("voortgang_accept", melding.pk), {"antwoord": "Mooi werk."})
    assert page.status_code == 422
    assert "Deze melding is al teruggegeven." in text(page)
    assert "Mooi werk." in page.content.decode()
    assert "al teruggegeven" in text(browser.get(url("voortgang_accept", melding.pk), follow=True))


def test_another_partner_sees_nothing_of_it(as_user, melding, ggd, inspanning):
    browser = as_user(ggd)
    for naam in ("voortgang_detail", "voortgang_accept", "voortgang_give_back", "voortgang_improve"):
        assert browser.get(url(naam, melding.pk)).status_code == 404
    assert browser.post(url("voortgang_withdraw", melding.pk)).status_code == 404
    for page in (browser.get(url("voortgang", inspanning.pk)), browser.get(url("voortgang_list"))):
        assert page.status_code == 200
        assert "Twaalf woningen" not in text(page)


def test_the_tab_stands_there_for_who_may_see_voortgang(as_user, inspanning, weller, gebruiker_met):
    for user, seen in (
        (weller, True),
        (gebruiker_met(Rol.BESTUUR), True),
        (gebruiker_met(Rol.AMBASSADEUR), False),
    ):
        page = as_user(user).get(url("detail", inspanning.pk))
        assert (url("voortgang", inspanning.pk) in page.content.decode()) is seen


def test_the_tab_says_what_there_is_to_do(as_user, inspanning, weller, projectleider, gebruiker_met):
    for user, zin in (
        (weller, "Uw organisatie meldde nog niets"),
        (projectleider, "U krijgt dan bericht"),
        (gebruiker_met(Rol.BESTUUR), "wat van een partner is aanvaard"),
    ):
        assert zin in text(as_user(user).get(url("voortgang", inspanning.pk)))
    Inspanning.objects.update(fase=Inspanning.Fase.GESTOPT)
    assert "Voortgang melden kan niet meer" in text(as_user(weller).get(url("voortgang", inspanning.pk)))
    page = as_user(weller).get(url("voortgang_report", inspanning.pk), follow=True)
    assert "Voortgang melden kan niet meer" in text(page)


def test_the_list_shows_what_was_asked_for(as_user, inspanning, weller, projectleider):
    for stand in (None, "aanvaard", "teruggegeven", "ingetrokken"):
        VoortgangsmeldingFactory(
            inspanning=inspanning, organisatie=weller.organisatie, gedaan=f"Dit is {stand}.", stand=stand
        )
    shown = {
        toon: re.findall(r"Dit is (\w+)\.", text(as_user(projectleider).get(url("voortgang_list"), {"toon": toon})))
        for toon in ("", "wacht", "aanvaard", "teruggegeven", "onzin")
    }  # fmt: skip
    assert shown == {
        "": ["None"],
        "wacht": ["None"],
        "aanvaard": ["aanvaard"],
        "teruggegeven": ["teruggegeven"],
        "onzin": ["None"],
    }
    partial = as_user(weller).get(url("voortgang_list"), headers={"HX-Request": "true"})
    assert len(re.findall(r"Dit is \w+\.", text(partial))) == 4
    assert "<html" not in partial.content.decode()
    assert "Hier doet Weller aan mee" in text(as_user(weller).get(url("voortgang_list")))


@pytest.mark.parametrize("naam", ["voortgang", "voortgang_list"])
@pytest.mark.parametrize("count", [1, 15])
def test_a_page_costs_the_same_however_many_meldingen(
    as_user, inspanning, weller, django_assert_num_queries, naam, count
):
    for n in range(count):
        over = MijlpaalFactory(inspanning=inspanning)
        VoortgangsmeldingFactory(
            inspanning=inspanning,
            organisatie=weller.organisatie,
            mijlpaal=over,
            bereikt_op=MOMENT.date(),
            stand=[None, "aanvaard", "teruggegeven"][n % 3],
            ingediend_door=weller,
        )
    browser = as_user(weller)
    browser.get(reverse("start"))
    pk = inspanning.pk if naam == "voortgang" else None
    with django_assert_num_queries(QUERIES[naam]):
        browser.get(url(naam, pk))


QUERIES = {"voortgang": 7, "voortgang_list": 7}


def test_the_page_of_a_mijlpaal_leads_to_what_was_said_of_it(as_user, inspanning, weller, ggd, gebruiker_met):
    mijlpaal = MijlpaalFactory(inspanning=inspanning)
    melding = VoortgangsmeldingFactory(
        inspanning=inspanning, organisatie=weller.organisatie, mijlpaal=mijlpaal, bereikt_op=MOMENT.date()
    )
    for user, seen in ((weller, True), (ggd, False), (gebruiker_met(Rol.AMBASSADEUR), False)):
        page = as_user(user).get(url("mijlpaal", mijlpaal.pk)).content.decode()
        assert (url("voortgang_detail", melding.pk) in page) is seen


def test_a_mijlpaal_is_chosen_from_what_is_planned_here(as_user, inspanning, weller):
    hier, gehaald, elders = (
        MijlpaalFactory(inspanning=inspanning, naam="Hier"),
        MijlpaalFactory(inspanning=inspanning, naam="Al gehaald", gehaald_op=MOMENT.date()),
        MijlpaalFactory(naam="Elders"),
    )
    page = as_user(weller).get(url("voortgang_report", inspanning.pk))
    assert list(page.context["form"].fields["mijlpaal"].queryset) == [hier]
    assert Mijlpaal.objects.count() == len((hier, gehaald, elders))
