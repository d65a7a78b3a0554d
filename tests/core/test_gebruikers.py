"""Users: who may let people in, what a change leaves behind, and what nobody can do to themselves."""

import re
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from brunssum.core import services
from brunssum.core.models import Gebied, Gebruiker, LogRegel, Roltoekenning
from brunssum.core.rollen import RECHTEN, Recht, Rol
from tests.factories import GebiedFactory, GebruikerFactory, OrganisatieFactory


@pytest.fixture
def beheerder(gebruiker_met):
    return gebruiker_met(Rol.BEHEERDER, naam="Beheerder")


@pytest.fixture
def iemand(gebruiker_met):
    return gebruiker_met(Rol.PROJECTLEIDER, naam="Iemand", functie="Projectleider wonen")


def change(gebruiker, actor, **values):
    """Change only these values of someone."""
    present = {
        "naam": gebruiker.naam,
        "functie": gebruiker.functie,
        "organisatie": gebruiker.organisatie,
        "gebieden": list(gebruiker.gebieden.all()),
        "rollen": [toekenning.rol for toekenning in gebruiker.roltoekenningen.all()],
    }
    return services.change_gebruiker(gebruiker.pk, actor=actor, **(present | values))


def fresh(gebruiker):
    return Gebruiker.objects.get(pk=gebruiker.pk)


# Adding


def test_add_gebruiker_makes_someone_with_rollen_and_writes_it_down(beheerder):
    organisatie, wijk = OrganisatieFactory(naam="Weller"), GebiedFactory(naam="Noord")
    gebruiker = services.add_gebruiker(
        actor=beheerder,
        email=" Nieuw@Example.org ",
        naam="Nieuw",
        functie="Wijkmanager",
        organisatie=organisatie,
        gebieden=[wijk],
        rollen=[Rol.WIJKMANAGER, Rol.PARTNER],
    )
    gebruiker = fresh(gebruiker)
    assert (gebruiker.email, gebruiker.rollen) == ("nieuw@example.org", {"wijkmanager", "partner"})
    assert list(gebruiker.gebieden.all()) == [wijk]
    assert not gebruiker.has_usable_password()
    regel = LogRegel.objects.about(gebruiker).get()
    assert (regel.actor, regel.actie, regel.voor) == (beheerder, "gebruiker.toegevoegd", {})
    assert regel.na == {
        "naam": "Nieuw",
        "functie": "Wijkmanager",
        "organisatie": "Weller",
        "eigen_wijken": "Noord",
        "rollen": "Wijkmanager, Partner",
    }


def test_add_gebruiker_mails_a_link_by_which_the_password_is_chosen(
    beheerder, settings, client, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://kanarie.example.org/"
    with django_capture_on_commit_callbacks(execute=True):
        gebruiker = services.add_gebruiker(actor=beheerder, email="nieuw@example.org", naam="R&D <Noord>")
    (message,) = mail.outbox
    assert message.to == ["nieuw@example.org"]
    assert "Beste R&D <Noord>," in message.body
    assert "De link werkt 3 dagen." in message.body
    link = next(line for line in message.body.splitlines() if "/wachtwoord/instellen/" in line)
    assert link.startswith("https://kanarie.example.org/account/wachtwoord/instellen/")
    page = client.get(link.removeprefix("https://kanarie.example.org"), follow=True)
    url = page.redirect_chain[-1][0]
    client.post(url, {"password1": "nog-een-lang-wachtwoord", "password2": "nog-een-lang-wachtwoord"})
    assert fresh(gebruiker).check_password("nog-een-lang-wachtwoord")
    assert client.get(link.removeprefix("https://kanarie.example.org")).status_code == 200, (
        "used: says so, no form"
    )
    assert LogRegel.objects.filter(actie="gebruiker.wachtwoord_gekozen", actor=gebruiker).exists()


def test_add_gebruiker_that_is_refused_mails_nobody(beheerder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError):
        services.add_gebruiker(actor=beheerder, email="nieuw@example.org", naam="Nieuw", rollen=["koning"])
    assert mail.outbox == []
    assert not Gebruiker.objects.filter(email="nieuw@example.org").exists()


@pytest.mark.parametrize("email", ["iemand@example.org", "IEMAND@example.org"])
def test_add_gebruiker_refuses_an_address_that_is_known(beheerder, gebruiker_met, email):
    gebruiker_met(email="iemand@example.org")
    with pytest.raises(ValidationError, match="Er is al een gebruiker met dit e-mailadres"):
        services.add_gebruiker(actor=beheerder, email=email, naam="Nog een")


def test_two_gebruikers_never_share_an_address(gebruiker_met):
    gebruiker_met(email="iemand@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        GebruikerFactory(email="Iemand@example.org")


# Changing


def test_change_gebruiker_writes_down_only_what_changed(beheerder, iemand):
    change(iemand, beheerder, functie="Projectleider zorg", rollen=[Rol.BATENEIGENAAR])
    iemand = fresh(iemand)
    assert (iemand.functie, iemand.rollen) == ("Projectleider zorg", {"bateneigenaar"})
    regel = LogRegel.objects.about(iemand).get()
    assert regel.voor == {"functie": "Projectleider wonen", "rollen": "Projectleider"}
    assert regel.na == {"functie": "Projectleider zorg", "rollen": "Bateneigenaar"}


def test_change_gebruiker_that_changes_nothing_writes_nothing_down(beheerder, iemand):
    toekenning = iemand.roltoekenningen.get()
    change(iemand, beheerder)
    assert not LogRegel.objects.exists()
    assert iemand.roltoekenningen.get() == toekenning


def test_change_gebruiker_takes_effect_on_the_next_click(beheerder, iemand, client):
    client.force_login(iemand)
    assert client.get(reverse("core:gebruiker_list")).status_code == 403
    change(iemand, beheerder, rollen=[Rol.BEHEERDER])
    assert client.get(reverse("core:gebruiker_list")).status_code == 200


def test_change_gebruiker_refuses_to_take_away_the_own_rol_of_beheerder(beheerder):
    with pytest.raises(services.GebruikerGeweigerd, match="eigen rol Beheerder"):
        change(beheerder, beheerder, rollen=[Rol.PROGRAMMAMANAGER])
    assert fresh(beheerder).rollen == {"beheerder"}


def test_change_gebruiker_may_take_away_the_rol_of_another_beheerder(beheerder, gebruiker_met):
    other = gebruiker_met(Rol.BEHEERDER)
    change(other, beheerder, rollen=[])
    assert fresh(other).rollen == frozenset()


def test_change_gebruiker_looks_at_the_rights_of_now(beheerder, gebruiker_met, iemand):
    """Two beheerders take away each other's rol: the second no longer is one, whatever the request knew."""
    other = gebruiker_met(Rol.BEHEERDER)
    assert other.mag(Recht.GEBRUIKERS_BEHEREN)  # and this is kept for the rest of the request
    change(other, beheerder, rollen=[])
    with pytest.raises(PermissionDenied):
        change(beheerder, other, rollen=[])
    assert fresh(beheerder).rollen == {"beheerder"}


def test_change_gebruiker_refuses_an_empty_name(beheerder, iemand):
    with pytest.raises(ValidationError):
        change(iemand, beheerder, naam="")
    assert fresh(iemand).naam == "Iemand"


# Shutting out


def test_deactivate_gebruiker_ends_every_session_of_that_person_only(beheerder, iemand):
    browsers = {name: Client() for name in ("laptop", "telefoon", "ander")}
    for name, browser in browsers.items():
        browser.force_login(beheerder if name == "ander" else iemand)
    services.deactivate_gebruiker(iemand.pk, actor=beheerder, moment=timezone.now())
    services.activate_gebruiker(iemand.pk, actor=beheerder)
    profiel = reverse("core:profiel")
    assert {name: browser.get(profiel).status_code for name, browser in browsers.items()} == {
        "laptop": 302,
        "telefoon": 302,
        "ander": 200,
    }
    assert Session.objects.count() == 1
    assert [(regel.actie, regel.detail) for regel in LogRegel.objects.about(iemand)] == [
        ("gebruiker.toegelaten", {}),
        ("gebruiker.geblokkeerd", {"sessies": 2}),
    ]


def test_deactivate_gebruiker_twice_writes_it_down_once(beheerder, iemand):
    for _ in range(2):
        services.deactivate_gebruiker(iemand.pk, actor=beheerder, moment=timezone.now())
    assert LogRegel.objects.count() == 1
    services.activate_gebruiker(iemand.pk, actor=beheerder)
    services.activate_gebruiker(iemand.pk, actor=beheerder)
    assert LogRegel.objects.count() == 2


def test_deactivate_gebruiker_refuses_the_own_account(beheerder):
    with pytest.raises(services.GebruikerGeweigerd, match="eigen account"):
        services.deactivate_gebruiker(beheerder.pk, actor=beheerder, moment=timezone.now())
    assert fresh(beheerder).is_active


def test_someone_who_is_shut_out_has_no_rights(gebruiker_met):
    assert not gebruiker_met(Rol.PROGRAMMAMANAGER, is_active=False).mag(Recht.INSPANNINGEN_ZIEN)


# Inviting again


def test_invite_gebruiker_sends_the_mail_again(beheerder, iemand, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        taak = services.invite_gebruiker(iemand.pk, actor=beheerder)
    assert [message.to for message in mail.outbox] == [[iemand.email]]
    taak.refresh_from_db()
    assert taak.status == "klaar"
    assert "Klaar: de mail is verstuurd" in render_to_string("components/taak.html", {"taak": taak})
    assert LogRegel.objects.about(iemand).get().actie == "gebruiker.uitgenodigd"


def test_invite_gebruiker_refuses_someone_who_is_shut_out(beheerder, gebruiker_met):
    iemand = gebruiker_met(is_active=False)
    with pytest.raises(services.GebruikerGeweigerd, match="geblokkeerd"):
        services.invite_gebruiker(iemand.pk, actor=beheerder)


def test_send_uitnodiging_mails_nobody_who_was_shut_out_meanwhile(iemand):
    Gebruiker.objects.update(is_active=False)
    with pytest.raises(services.GebruikerGeweigerd):
        services.send_uitnodiging(iemand.pk)
    assert mail.outbox == []


# Rights


@pytest.mark.parametrize("rol", [rol for rol in Rol if Recht.GEBRUIKERS_BEHEREN not in RECHTEN[rol]])
def test_services_refuse_who_is_no_beheerder(gebruiker_met, iemand, rol):
    actor = gebruiker_met(rol)
    refused = [
        lambda: services.add_gebruiker(actor=actor, email="nieuw@example.org", naam="Nieuw"),
        lambda: change(iemand, actor, rollen=[Rol.BEHEERDER]),
        lambda: change(actor, actor, rollen=[rol, Rol.BEHEERDER]),
        lambda: services.deactivate_gebruiker(iemand.pk, actor=actor, moment=timezone.now()),
        lambda: services.activate_gebruiker(iemand.pk, actor=actor),
        lambda: services.invite_gebruiker(iemand.pk, actor=actor),
    ]
    for attempt in refused:
        with pytest.raises(PermissionDenied):
            attempt()
    assert not LogRegel.objects.exists()


def test_services_refuse_a_beheerder_who_is_shut_out(gebruiker_met, iemand):
    actor = gebruiker_met(Rol.BEHEERDER, is_active=False)
    with pytest.raises(PermissionDenied):
        change(iemand, actor, naam="Anders")


def test_visible_to_shows_everyone_to_the_beheerder_and_others_only_themselves(beheerder, iemand):
    assert set(Gebruiker.objects.visible_to(beheerder)) == {beheerder, iemand}
    assert set(Gebruiker.objects.visible_to(iemand)) == {iemand}


# Pages


@pytest.fixture
def as_beheerder(client, beheerder):
    client.force_login(beheerder)
    return client


def test_gebruiker_list_finds_by_text_rol_and_access(as_beheerder, iemand, gebruiker_met):
    gebruiker_met(Rol.WIJKMANAGER, Rol.PARTNER, naam="Wijkmanager Noord", is_active=False)

    def found(**query):
        return [
            g.naam
            for g in as_beheerder.get(reverse("core:gebruiker_list"), query).context["page"].object_list
        ]

    assert found() == ["Beheerder", "Iemand", "Wijkmanager Noord"]
    assert found(q="noord") == ["Wijkmanager Noord"]
    assert found(q="projectleider wonen") == ["Iemand"]
    assert found(q=iemand.email) == ["Iemand"]
    assert found(rol="partner") == ["Wijkmanager Noord"]
    assert found(toegang="geblokkeerd") == ["Wijkmanager Noord"]
    assert found(toegang="actief", rol="wijkmanager") == []
    assert found(rol="koning") == ["Beheerder", "Iemand", "Wijkmanager Noord"]


def test_gebruiker_list_takes_as_many_queries_for_one_as_for_thirty(as_beheerder, django_assert_num_queries):
    wanted = 6  # session, user, rollen, count, page, rollen of the page
    with django_assert_num_queries(wanted):
        as_beheerder.get(reverse("core:gebruiker_list"))
    GebruikerFactory.create_batch(30, rollen=[Rol.PARTNER], organisatie=OrganisatieFactory())
    with django_assert_num_queries(wanted):
        response = as_beheerder.get(reverse("core:gebruiker_list"))
    assert len(response.context["page"].object_list) == 25
    assert "?pagina=2" in response.content.decode()


def test_gebruiker_list_gives_htmx_the_table_only(as_beheerder):
    response = as_beheerder.get(reverse("core:gebruiker_list"), headers={"HX-Request": "true"})
    assert "<table" in response.content.decode()
    assert "<h1" not in response.content.decode()


def test_gebruiker_list_says_what_to_do_when_nobody_is_found(as_beheerder):
    response = as_beheerder.get(reverse("core:gebruiker_list"), {"q": "zzz"})
    assert "Er is niemand gevonden" in response.content.decode()


def test_gebruiker_add_page_adds_someone(as_beheerder):
    wijk = GebiedFactory()
    response = as_beheerder.post(
        reverse("core:gebruiker_add"),
        {"naam": "Nieuw", "email": "Nieuw@example.org", "rollen": ["partner"], "gebieden": [wijk.pk]},
    )
    gebruiker = Gebruiker.objects.get(email="nieuw@example.org")
    assert response["Location"] == reverse("core:gebruiker_change", args=[gebruiker.pk])
    assert gebruiker.rollen == {"partner"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"naam": ""}, "Vul dit in."),
        ({"email": "geen adres"}, "Voer een geldig e-mailadres in."),
        ({"email": "IEMAND@example.org"}, "Er is al een gebruiker met dit e-mailadres."),
        ({"rollen": ["koning"]}, "koning"),
        ({"naam": "x" * 151}, "niet meer dan 150"),
    ],
)
def test_gebruiker_add_page_tells_what_is_wrong(as_beheerder, gebruiker_met, values, sentence):
    gebruiker_met(email="iemand@example.org")
    before = Gebruiker.objects.count()
    response = as_beheerder.post(
        reverse("core:gebruiker_add"), {"naam": "Nieuw", "email": "nieuw@example.org"} | values
    )
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Gebruiker.objects.count() == before


def test_gebruiker_change_page_shows_and_changes_someone(as_beheerder, iemand):
    url = reverse("core:gebruiker_change", args=[iemand.pk])
    assert 'value="Projectleider wonen"' in as_beheerder.get(url).content.decode()
    response = as_beheerder.post(url, {"naam": "Iemand anders", "rollen": ["bestuur"]})
    assert response["Location"] == url
    assert (fresh(iemand).naam, fresh(iemand).rollen) == ("Iemand anders", {"bestuur"})
    page = as_beheerder.get(url).content.decode()
    assert "Gebruiker gewijzigd" in page
    assert "De gegevens van Iemand anders zijn bewaard." in page


def test_gebruiker_change_page_shows_a_refusal_of_the_service(as_beheerder, beheerder):
    response = as_beheerder.post(
        reverse("core:gebruiker_change", args=[beheerder.pk]), {"naam": "Beheerder", "rollen": ["partner"]}
    )
    assert response.status_code == 422
    assert "De eigen rol Beheerder is niet weg te halen." in response.content.decode()


def test_gebruiker_change_page_offers_only_the_wijken_of_now(as_beheerder, iemand):
    GebiedFactory(naam="Oude wijk", geldig_tot=date(2020, 1, 1))
    GebiedFactory(naam="Een buurt", soort=Gebied.Soort.BUURT)
    GebiedFactory(naam="Deze wijk")
    page = as_beheerder.get(reverse("core:gebruiker_change", args=[iemand.pk])).content.decode()
    assert "Deze wijk" in page
    assert "Oude wijk" not in page
    assert "Een buurt" not in page


def test_gebruiker_change_page_takes_a_fixed_number_of_queries(
    as_beheerder, iemand, django_assert_max_num_queries
):
    for n in range(25):
        change(iemand, None, functie=f"Functie {n}")
        GebiedFactory()
    with django_assert_max_num_queries(11):
        as_beheerder.get(reverse("core:gebruiker_change", args=[iemand.pk]))


@pytest.mark.parametrize(
    ("name", "message", "is_active"),
    [
        ("gebruiker_deactivate", "Iemand kan niet meer inloggen.", False),
        ("gebruiker_invite", "Iemand krijgt een mail", True),
        ("gebruiker_activate", "Iemand kan weer inloggen.", True),
    ],
)
def test_the_buttons_on_the_page_of_someone(as_beheerder, iemand, name, message, is_active):
    url = reverse(f"core:{name}", args=[iemand.pk])
    assert as_beheerder.get(url).status_code == 405
    response = as_beheerder.post(url, follow=True)
    assert message in response.content.decode()
    assert fresh(iemand).is_active is is_active


def test_a_button_that_is_refused_says_why(as_beheerder, beheerder):
    response = as_beheerder.post(reverse("core:gebruiker_deactivate", args=[beheerder.pk]))
    assert response.status_code == 422
    assert "Het eigen account is niet te blokkeren." in response.content.decode()


def test_pages_of_someone_who_is_not_there(as_beheerder):
    for name in ("gebruiker_change", "gebruiker_deactivate", "gebruiker_activate", "gebruiker_invite"):
        assert as_beheerder.post(reverse(f"core:{name}", args=[987654])).status_code == 404, name


def test_profiel_says_in_words_what_i_may_do(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.BESTUUR, functie="Wethouder"))
    page = client.get(reverse("core:profiel")).content.decode()
    assert "Wethouder" in page
    assert "De monitor zien" in page
    assert "U ziet" not in page
    assert "ook de interne" in page
    assert reverse("account_change_password") in page
    assert "Gebruikers en rollen beheren" not in page


def test_profiel_of_someone_without_a_rol_says_whom_to_ask(client, buitenstaander):
    client.force_login(buitenstaander)
    assert "U hebt nog geen rol." in client.get(reverse("core:profiel")).content.decode()


def test_roltoekenning_is_unique(iemand):
    with pytest.raises(IntegrityError), transaction.atomic():
        Roltoekenning.objects.create(gebruiker=iemand, rol=Rol.PROJECTLEIDER)


# From the command line


def test_voeg_gebruiker_toe_lets_the_first_beheerder_in(capsys, client, db):
    call_command("voeg_gebruiker_toe", "eerste@example.org", "Beheerder", rol=["beheerder"], toon_link=True)
    gebruiker = Gebruiker.objects.get()
    assert gebruiker.rollen == {"beheerder"}
    link = re.search(r"Kies hier een wachtwoord: http://localhost:8000(\S+)", capsys.readouterr().out)[1]
    assert "password1" in client.get(link, follow=True).content.decode()
    assert LogRegel.objects.get().actor is None


def test_voeg_gebruiker_toe_tells_what_is_wrong(gebruiker_met):
    gebruiker_met(email="eerste@example.org")
    with pytest.raises(CommandError, match="Er is al een gebruiker met dit e-mailadres"):
        call_command("voeg_gebruiker_toe", "Eerste@example.org", "Beheerder")
    with pytest.raises(CommandError, match="e-mailadres"):
        call_command("voeg_gebruiker_toe", "geen adres", "Beheerder")
