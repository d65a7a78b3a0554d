"""A reflectie that comes from an organisation: given by its page or its system, answered, and read by nobody else."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ambassadeurs import services
from ambassadeurs.bouwstenen import reflecties as bouwstenen
from ambassadeurs.models import Ambassadeursgroep, Reflectie
from ambassadeurs.queries import reflectie_feiten, reflectiestand
from brunssum.core.bouwstenen import Vraag
from brunssum.core.models import Actiepunt, Bericht, LogRegel, Melding
from brunssum.core.rollen import Rol, Zicht
from brunssum.core.scopes import SCOPES
from brunssum.core.services import create_api_client
from tests.factories import (
    AmbassadeurFactory,
    AmbassadeursgroepFactory,
    DoelstellingFactory,
    InspanningFactory,
    KnelpuntFactory,
    OrganisatieFactory,
    ReflectieFactory,
    ThemaFactory,
    WebhookFactory,
)

DAY = date(2026, 3, 4)
TEKST = "Spreek één vaste eerste af."


@pytest.fixture
def organisatie(db):
    return OrganisatieFactory(naam="Woonpartner")


@pytest.fixture
def partner(gebruiker_met, organisatie):
    return gebruiker_met(Rol.PARTNER, naam="Contact bij Woonpartner", organisatie=organisatie)


@pytest.fixture
def ander(gebruiker_met):
    return gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory(naam="Zorgpartner"))


@pytest.fixture
def systeem(organisatie):
    client, _ = create_api_client(
        organisatie.pk, actor=None, naam="Klantsysteem", scopes=SCOPES, nu=timezone.now()
    )
    return client


@pytest.fixture
def give(programmamanager, partner):
    def make(actor=partner, **fields):
        values = {"op": DAY, "soort": "advies", "tekst": TEKST, "onderwerp": ThemaFactory()}
        return services.add_reflectie_of_organisatie(actor=actor, **(values | fields))

    return make


def answer(reflectie, actor, **fields):
    values = {"op": DAY + timedelta(days=9), "gevolg": "deels", "antwoord": "In één wijk proberen wij het."}
    return services.answer_reflectie(reflectie.pk, actor=actor, **(values | fields))


# ------------------------------------------------------------------------------------------------------- services


def test_what_a_partner_gives_is_of_its_organisation_and_owed_an_answer(give, partner, organisatie):
    reflectie = give()
    assert (reflectie.organisatie, reflectie.groep, reflectie.ingevoerd_door) == (organisatie, None, partner)
    assert str(reflectie.van) == str(reflectie.afzender) == "Woonpartner"
    assert reflectie.actiepunt.vervalt_op == DAY + services.ANTWOORD_BINNEN
    assert reflectie.actiepunt.titel.startswith("Advies van Woonpartner")
    assert LogRegel.objects.about(reflectie).get().actie == "reflectie.ontvangen"


def test_a_system_gives_for_its_organisation(give, systeem, organisatie):
    reflectie = give(systeem)
    assert (reflectie.organisatie, reflectie.ingevoerd_door, reflectie.ingevoerd_via) == (
        organisatie,
        None,
        systeem,
    )
    regel = LogRegel.objects.about(reflectie).get()
    assert (regel.actor, regel.api_client) == (None, systeem)


def test_who_answers_a_partner(give, programmamanager, projectleider, gebruiker_met):
    assert give().actiepunt.eigenaar == programmamanager  # nobody nearer
    contact = gebruiker_met(Rol.PROGRAMMATEAM)
    AmbassadeursgroepFactory(soort=Ambassadeursgroep.Soort.INWONERS, contactpersoon=projectleider)
    AmbassadeursgroepFactory(soort=Ambassadeursgroep.Soort.EXTERNE_PARTIJEN, contactpersoon=contact)
    assert give().actiepunt.eigenaar == contact
    led = InspanningFactory(projectleider=projectleider)
    assert give(onderwerp=led).actiepunt.eigenaar == projectleider


def test_an_answer_to_an_organisation_is_told_back_at_once_and_stands(give, programmamanager):
    reflectie = answer(give(), programmamanager)
    assert (reflectie.teruggekoppeld_op, reflectie.teruggekoppeld_hoe) == (DAY + timedelta(days=9), "partner")
    assert reflectie.dagen == 9
    done = Actiepunt.objects.get()
    assert (done.status, done.uitkomst) == (
        "afgerond",
        "We doen het voor een deel. Op de eigen pagina en in het eigen systeem terugverteld.",
    )
    with pytest.raises(services.CannotAnswer, match="al terugverteld"):
        answer(reflectie, programmamanager, antwoord="Toch anders.")
    with pytest.raises(services.CannotAnswer, match="al terugverteld"):
        services.tell_back(reflectie.pk, actor=programmamanager, op=DAY, hoe="gesprek")


def test_everyone_of_the_organisation_is_told_of_the_answer_and_nobody_else(
    give, systeem, partner, ander, gebruiker_met, organisatie, programmamanager
):
    collega = gebruiker_met(Rol.PARTNER, organisatie=organisatie)
    gebruiker_met(Rol.PARTNER, organisatie=organisatie, is_active=False)
    answer(give(systeem), programmamanager)
    told = Melding.objects.filter(soort="reflectie.beantwoord").values_list("ontvanger", flat=True)
    assert set(told) == {partner.pk, collega.pk}


def test_the_systems_of_the_organisation_hear_of_the_answer_by_address_alone(give, programmamanager, ander):
    WebhookFactory(organisatie=ander.organisatie)
    own = WebhookFactory(organisatie=(reflectie := give()).organisatie)
    answer(reflectie, programmamanager)
    bericht = Bericht.objects.get()
    assert bericht.webhook == own
    told = (bericht.gebeurtenis.soort, bericht.gebeurtenis.verwijzing)
    assert told == ("reflectie-beantwoord", f"/reflecties/{reflectie.pk}")


def test_an_organisation_counts_the_same_as_a_group(give, programmamanager):
    answer(give(), programmamanager)
    give(op=DAY)
    stand = reflectiestand(programmamanager, DAY + timedelta(days=40))
    assert (stand.aantal, stand.open, stand.te_laat, stand.mediaan_dagen) == (2, 1, 1, 9)


@pytest.mark.parametrize("rol", sorted({*Rol} - {Rol.PARTNER}))
def test_nobody_else_speaks_for_an_organisation(rol, gebruiker_met, organisatie, give):
    with pytest.raises(PermissionDenied):
        give(gebruiker_met(rol, organisatie=organisatie))
    assert not Reflectie.objects.exists()


def test_a_partner_without_an_organisation_speaks_for_none(give, gebruiker_met):
    with pytest.raises(PermissionDenied):
        give(gebruiker_met(Rol.PARTNER))


def test_a_partner_reflects_only_on_what_it_may_know_of(give, systeem):
    for actor in (None, systeem):
        with pytest.raises(PermissionDenied):
            give(*[actor] if actor else [], onderwerp=KnelpuntFactory())
    assert not Reflectie.objects.exists()


def test_a_system_that_runs_wild_is_stopped(give, systeem, ander, monkeypatch):
    monkeypatch.setattr("ambassadeurs.services.reflecties.MAX_PER_ORGANISATIE", 2)
    give(systeem)
    give()
    with pytest.raises(services.CannotReflectToday, match="Morgen"):
        give(systeem)
    give(systeem, op=DAY + timedelta(days=1))
    give(ander)


@pytest.mark.parametrize(
    ("tekst", "vondst"), [("Bel 06-12345678.", "telefoonnummer"), ("BSN 111222333", "burgerservicenummer")]
)
def test_a_system_may_not_hand_in_what_tells_who_someone_is(tekst, vondst, give, systeem):
    with pytest.raises(services.CannotReflect) as refused:
        give(systeem, tekst=tekst)
    assert vondst in refused.value.message_dict["tekst"][0]
    assert not Reflectie.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {},  # of a group and of an organisation
        {"groep": None, "organisatie": None},
        {"groep": None, "met_lid": True},
        {"groep": None, "teruggekoppeld_op": DAY, "teruggekoppeld_hoe": "gesprek"},
    ],
)
def test_the_database_keeps_nothing_of_two_or_of_none(fields, organisatie, programmamanager):
    fields = {"organisatie": organisatie} | fields
    if fields.pop("met_lid", False):
        fields["ambassadeur"] = AmbassadeurFactory()
    if "teruggekoppeld_op" in fields:
        answered = {"antwoord": "Ja.", "gevolg": "deels", "beantwoord_op": DAY}
        fields |= answered | {"beantwoord_door": programmamanager}
    with pytest.raises(IntegrityError, match="reflectie_"), transaction.atomic():
        ReflectieFactory(**fields)


# ------------------------------------------------------------------------------------------------ who sees it where


def test_a_partner_sees_those_of_its_own_organisation_only(give, partner, ander, systeem, gebruiker_met):
    van_ons, van_ander = give(), give(ander)
    ReflectieFactory()
    for wie, seen in ((partner, [van_ons]), (systeem, [van_ons]), (ander, [van_ander])):
        assert list(Reflectie.objects.visible_to(wie)) == seen
    assert not Reflectie.objects.visible_to(gebruiker_met(Rol.PARTNER)).exists()
    assert Reflectie.objects.visible_to(gebruiker_met(Rol.BESTUUR)).count() == 3


def test_the_pages_and_a_reisverslag_name_the_organisation(
    client, give, programmamanager, partner, gebruiker_met
):
    thema = ThemaFactory()
    reflectie = answer(give(onderwerp=thema), programmamanager)
    assert reflectie_feiten([reflectie.pk])[reflectie.pk]["groep"] == "Woonpartner"
    vraag = Vraag(programmamanager, Zicht.INTERN, DAY, DAY + timedelta(days=30))
    assert [one.titel for one in bouwstenen(vraag)] == [
        "Advies van Woonpartner: we doen het voor een deel",
    ]
    client.force_login(gebruiker_met(Rol.BESTUUR))
    for url in (
        reverse("ambassadeurs:reflectie_list") + "?toon=alle",
        reverse("ambassadeurs:reflecties_bij", args=["monitor.thema", thema.pk]),
        reverse("ambassadeurs:reflectie", args=[reflectie.pk]),
        reverse("draad:volg", args=["reflectie", reflectie.pk]),
        reverse("core:zoeken") + "?q=vaste",
    ):
        page = client.get(url).content.decode()
        assert "Woonpartner" in page, url
        assert partner.naam not in page, url


# ---------------------------------------------------------------------------------------------------------- pages


def test_a_partner_gives_something_on_its_page_and_reads_the_answer(client, partner, programmamanager):
    client.force_login(partner)
    add, own = reverse("ambassadeurs:eigen_add"), reverse("ambassadeurs:eigen_list")
    inspanning, doel, thema = InspanningFactory(naam="Repaircafé"), DoelstellingFactory(), ThemaFactory()
    KnelpuntFactory(naam="Wachten op elkaar")
    assert "Hier staat nog niets" in client.get(own).content.decode()
    page = client.get(add, {"over": f"inspanningen.inspanning:{inspanning.pk}"}).content.decode()
    assert f'<option value="inspanningen.inspanning:{inspanning.pk}" selected>' in page
    for option in (f"inspanningen.doelstelling:{doel.pk}", f"monitor.thema:{thema.pk}"):
        assert option in page
    assert "Wachten op elkaar" not in page

    wrong = client.post(add, {"tekst": TEKST, "soort": "advies", "onderwerp": ""})
    assert wrong.status_code == 422
    assert TEKST in wrong.content.decode()
    warned = client.post(add, {"tekst": "Bel 06-12345678", "soort": "advies", "onderwerp": f"monitor.thema:{thema.pk}"})  # fmt: skip
    assert "telefoonnummer" in warned.content.decode()
    assert not Reflectie.objects.exists()

    sent = {"tekst": TEKST, "soort": "advies", "onderwerp": f"inspanningen.inspanning:{inspanning.pk}"}
    done = client.post(add, sent, follow=True).content.decode()
    assert "U krijgt uiterlijk op" in done
    assert "over <a" in done
    reflectie = Reflectie.objects.get()

    client.force_login(programmamanager)
    detail = reverse("ambassadeurs:reflectie", args=[reflectie.pk])
    assert "leest uw antwoord meteen" in client.get(detail).content.decode()
    answered = client.post(
        reverse("ambassadeurs:reflectie_answer", args=[reflectie.pk]),
        {"gevolg": "overgenomen", "antwoord": "Dat spreken wij af.", "gelezen": ""},
        follow=True,
    )
    assert "Woonpartner leest het nu" in answered.content.decode()
    assert "Vertel het terug" not in answered.content.decode()

    client.force_login(partner)
    for url in (own, detail):
        page = client.get(url).content.decode()
        assert "Dat spreken wij af." in page
        assert "We doen het." in page
        assert programmamanager.naam not in page


def test_another_partner_finds_nothing_of_it(client, give, ander):
    reflectie = give(onderwerp=(thema := ThemaFactory()))
    client.force_login(ander)
    assert client.get(reverse("ambassadeurs:reflectie", args=[reflectie.pk])).status_code == 404
    assert client.post(reverse("ambassadeurs:reflectie_answer", args=[reflectie.pk])).status_code == 404
    for url in (
        reverse("ambassadeurs:eigen_list"),
        reverse("ambassadeurs:reflecties_bij", args=["monitor.thema", thema.pk]),
        reverse("core:zoeken") + "?q=vaste",
    ):
        answered = client.get(url)
        assert answered.status_code == 200
        assert TEKST not in answered.content.decode()


def test_on_the_page_of_an_inspanning_a_partner_reads_its_own(client, partner, give):
    inspanning = InspanningFactory()
    give(onderwerp=inspanning)
    ReflectieFactory(onderwerp=inspanning, tekst="Van een ambassadeur.")
    client.force_login(partner)
    url = reverse("ambassadeurs:reflecties_bij", args=["inspanningen.inspanning", inspanning.pk])
    assert url in client.get(reverse("inspanningen:detail", args=[inspanning.pk])).content.decode()
    page = client.get(url).content.decode()
    assert TEKST in page
    assert "Van een ambassadeur." not in page
    assert f"over=inspanningen.inspanning%3A{inspanning.pk}" in page


def test_a_partner_account_without_an_organisation_reads_what_to_do(client, gebruiker_met):
    ReflectieFactory()
    client.force_login(gebruiker_met(Rol.PARTNER))
    page = client.get(reverse("ambassadeurs:eigen_add"), follow=True).content.decode()
    assert "Vraag de beheerder" in page
    assert "Zet de koffie klaar" not in page


def test_who_is_a_partner_beside_other_rollen_reads_here_its_own_only(client, gebruiker_met, give):
    ReflectieFactory(tekst="Van een groep.")
    client.force_login(gebruiker_met(Rol.PARTNER, Rol.WIJKMANAGER))
    assert "Van een groep." not in client.get(reverse("ambassadeurs:eigen_list")).content.decode()


def test_the_page_takes_as_many_queries_for_many_as_for_one(client, partner, give, django_assert_num_queries):
    client.force_login(partner)
    url = reverse("ambassadeurs:eigen_list")
    give(op=timezone.localdate())
    client.get(url)
    with django_assert_num_queries(7) as one:
        client.get(url)
    thema = ThemaFactory()
    for _ in range(7):
        give(op=timezone.localdate(), onderwerp=thema)
    with django_assert_num_queries(len(one)):
        client.get(url)
