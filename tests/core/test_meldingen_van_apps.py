"""What the apps tell people of: each time the one who should know, never who did it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ambassadeurs import services as ambassadeurs
from ambassadeurs.models import Bijeenkomst, Reflectie
from ambassadeurs.services import meeschrijven
from brunssum.core.models import Melding
from brunssum.core.rollen import Rol
from casuistiek import services as casuistiek
from inspanningen import services as inspanningen
from inspanningen.models import Inspanning
from inspanningen.services import doelstelling, oordelen
from reisverslag import services as reisverslag
from tests.factories import (
    AmbassadeurFactory,
    AmbassadeursgroepFactory,
    BlokFactory,
    CasusFactory,
    DoelstellingFactory,
    HoofdstukFactory,
    InspanningFactory,
    LeerpuntFactory,
    ReisverslagFactory,
)

pytestmark = pytest.mark.django_db
VANDAAG = timezone.localdate()


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


def told(gebruiker) -> list[str]:
    """What this person was told and did not read yet."""
    return list(
        Melding.objects.unread().filter(ontvanger=gebruiker).order_by("pk").values_list("soort", flat=True)
    )


def test_who_leads_an_inspanning_hears_what_others_did(team, projectleider):
    inspanning = inspanningen.add_inspanning(
        actor=team, nummer="3C", naam="Buurtkamer", projectleider=projectleider.pk
    )
    assert told(projectleider) == ["inspanning.leiden"]
    for naam in ("Buurthuis", "Buurtwinkel"):
        inspanning = inspanningen.edit_inspanning(
            inspanning.pk, actor=team, basisversie=inspanning.versienummer, velden={"naam": naam}
        )
    inspanningen.change_fase(inspanning.pk, actor=team, fase=Inspanning.Fase.VOORBEREIDING)
    inspanningen.edit_inspanning(
        inspanning.pk,
        actor=projectleider,
        basisversie=inspanning.versienummer + 1,
        velden={"naam": "Buurtplek"},
    )
    assert told(projectleider) == ["inspanning.leiden", "inspanning.gewijzigd", "inspanning.fase"]
    assert Melding.objects.get(soort="inspanning.gewijzigd").aantal == 2
    assert told(team) == []


def test_a_leerpunt_is_told_to_who_is_asked_and_to_who_saw_it(team, projectleider, gebruiker_met):
    gevraagd = gebruiker_met(Rol.BATENEIGENAAR)
    leerpunt = LeerpuntFactory(gesignaleerd_door=projectleider, gesignaleerd_op=VANDAAG, staat_sinds=VANDAAG)
    inspanningen.address_leerpunt(leerpunt.pk, actor=team, op=VANDAAG, aan=gevraagd, tekst="Kan dit anders?")
    assert told(gevraagd) == ["leerpunt.aan_u"]
    inspanningen.answer_leerpunt(leerpunt.pk, actor=gevraagd, op=VANDAAG, tekst="Ja, vanaf mei.")
    assert (told(gevraagd), told(projectleider)) == ([], ["leerpunt.beantwoord"])


def test_who_may_write_along_hears_of_it_and_then_that_it_is_vastgesteld(programmamanager, gebruiker_met):
    lid, eigenaar, weg = (gebruiker_met(rol) for rol in (Rol.AMBASSADEUR, Rol.BATENEIGENAAR, Rol.AMBASSADEUR))
    groep = AmbassadeursgroepFactory()
    AmbassadeurFactory(groep=groep, gebruiker=lid)
    AmbassadeurFactory(groep=groep, gebruiker=weg, lid_van=VANDAAG - timedelta(days=9), lid_tot=VANDAAG)
    doel = DoelstellingFactory(status="concept", vastgesteld_op=None, bateneigenaar=eigenaar, omschrijving="Samen.")  # fmt: skip
    mee = meeschrijven.invite_groep(doel.pk, actor=programmamanager, op=VANDAAG, groep=groep)
    assert (told(lid), told(weg)) == (["doelstelling.schrijf_mee"], [])
    meeschrijven.write_along(mee.pk, actor=lid, op=VANDAAG, basisversie=0, naam="Rondkomen", omschrijving="Samen eten.")  # fmt: skip
    doelstelling.set_status(doel.pk, actor=programmamanager, status="vastgesteld", op=VANDAAG)
    assert told(lid) == ["doelstelling.schrijf_mee", "doelstelling.vastgesteld"]
    assert told(eigenaar) == ["doelstelling.vastgesteld"]
    assert told(programmamanager) == []


def test_an_oordeelronde_is_told_to_who_must_answer(programmamanager, projectleider):
    InspanningFactory(projectleider=projectleider, fase=Inspanning.Fase.UITVOERING)
    oordelen.open_ronde(
        actor=programmamanager, naam="Voorjaar", van=VANDAAG, uiterlijk=VANDAAG + timedelta(days=14)
    )
    assert told(projectleider) == ["oordeel.gevraagd"]
    assert told(programmamanager) == []


def test_a_reflectie_is_told_to_who_answers_and_back_to_who_gave_it(team, projectleider, gebruiker_met):
    ambassadeur = gebruiker_met(Rol.AMBASSADEUR)
    groep = AmbassadeursgroepFactory()
    AmbassadeurFactory(groep=groep, gebruiker=ambassadeur)
    reflectie = ambassadeurs.add_reflectie(
        groep.pk,
        actor=ambassadeur,
        op=VANDAAG,
        soort=Reflectie.Soort.VRAAG,
        tekst="Wanneer komt het bankje?",
        onderwerp=InspanningFactory(projectleider=projectleider),
    )
    assert told(projectleider) == ["reflectie.aan_u"]
    ambassadeurs.answer_reflectie(
        reflectie.pk,
        actor=projectleider,
        op=VANDAAG,
        gevolg=Reflectie.Gevolg.OVERGENOMEN,
        antwoord="In mei.",
    )
    ambassadeurs.tell_back(reflectie.pk, actor=projectleider, op=VANDAAG, hoe=Reflectie.Hoe.GESPREK)
    assert told(ambassadeur) == ["reflectie.beantwoord", "reflectie.terugverteld"]
    assert told(projectleider) == []


def test_a_bijeenkomst_is_told_to_ambassadeurs_with_an_account(team, gebruiker_met):
    ambassadeur = gebruiker_met(Rol.AMBASSADEUR)
    groep = AmbassadeursgroepFactory()
    AmbassadeurFactory(groep=groep, gebruiker=ambassadeur)
    AmbassadeurFactory(groep=groep)
    begint_op = timezone.now() + timedelta(days=7)
    planning = {
        "soort": Bijeenkomst.Soort.GROEP,
        "titel": "Avond",
        "begint_op": begint_op,
        "eindigt_op": begint_op + timedelta(hours=2),
        "plaats": "Brikke Oave",
    }
    bijeenkomst = ambassadeurs.plan_bijeenkomst(actor=team, groepen=[groep], **planning)
    ambassadeurs.change_bijeenkomst(
        bijeenkomst.pk, actor=team, groepen=[groep], **planning | {"plaats": "D’r Brikke"}
    )
    ambassadeurs.cancel_bijeenkomst(bijeenkomst.pk, actor=team, moment=timezone.now())
    assert told(ambassadeur) == ["bijeenkomst.gepland", "bijeenkomst.gewijzigd", "bijeenkomst.afgelast"]


def test_a_casus_that_is_offered_is_told_and_the_answer_back(wijkmanager, programmamanager, gebruiker_met):
    ander = gebruiker_met(Rol.WIJKMANAGER)
    casus = CasusFactory(casusverantwoordelijke=wijkmanager)
    casuistiek.propose_overdracht(casus.pk, actor=programmamanager, naar=ander, op=VANDAAG)
    assert told(ander) == ["casus.aangeboden"]
    casuistiek.accept_overdracht(casus.pk, actor=ander, op=VANDAAG)
    assert (told(ander), told(programmamanager)) == ([], ["casus.overgenomen"])


def test_a_vastgesteld_reisverslag_is_told_to_who_may_read_it(programmamanager, gebruiker_met, settings):
    raadslid, beheerder = gebruiker_met(Rol.RAADSLID), gebruiker_met(Rol.BEHEERDER)
    verslag = ReisverslagFactory(auteur=programmamanager, publiek="raad")
    BlokFactory(hoofdstuk=HoofdstukFactory(reisverslag=verslag))
    reisverslag.vaststellen(verslag.pk, actor=programmamanager, op=timezone.now())
    assert (told(raadslid), told(beheerder), told(programmamanager)) == (["reisverslag.vastgesteld"], [], [])
