from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ambassadeurs.models import Ambassadeur, Ambassadeursgroep
from brunssum.core.rollen import RECHTEN, Recht, Rol
from tests.factories import AmbassadeurFactory, AmbassadeursgroepFactory, GebruikerFactory, ReflectieFactory


@pytest.fixture
def groep(db):
    return AmbassadeursgroepFactory(naam="Inwoners", werkwijze="Elke maand koffie.")


@pytest.fixture
def lid(gebruiker_met, groep):
    gebruiker = gebruiker_met(Rol.AMBASSADEUR)
    AmbassadeurFactory(groep=groep, gebruiker=gebruiker, aanduiding="Buurvrouw uit Noord")
    return gebruiker


@pytest.fixture
def as_user(client):
    def log_in(user):
        client.force_login(user)
        return client

    return log_in


def url(name, *args):
    return reverse(f"ambassadeurs:{name}", args=args)


@pytest.mark.parametrize("rol", list(Rol))
def test_pages_are_for_who_may_see_the_groups(as_user, gebruiker_met, groep, rol):
    client, may = as_user(gebruiker_met(rol)), Recht.AMBASSADEURS_ZIEN in RECHTEN[rol]
    assert client.get(url("list")).status_code == (200 if may else 403)
    assert client.get(url("detail", groep.pk)).status_code == (200 if may else 404)


@pytest.mark.parametrize("rol", list(Rol))
def test_managing_is_for_who_has_the_right(as_user, gebruiker_met, groep, rol):
    client = as_user(gebruiker_met(rol))
    lid = AmbassadeurFactory(groep=groep)
    may = Recht.AMBASSADEURS_BEHEREN in RECHTEN[rol]
    refused = 403 if Recht.AMBASSADEURS_ZIEN in RECHTEN[rol] else 404
    assert client.get(url("add")).status_code == (200 if may else 403)
    for address in (url("lid_add", groep.pk), url("lid_end", groep.pk, lid.pk), url("werkwijze", groep.pk)):
        assert client.get(address).status_code == (200 if may else refused)


def test_list_shows_the_groups_as_cards(as_user, lid, groep):
    page = as_user(lid).get(url("list")).content.decode()
    assert "Inwoners</a>" in page
    assert "1 ambassadeur ·" in page


def test_list_without_groups_offers_to_begin_one(as_user, programmamanager, wijkmanager):
    assert b"Groep beginnen" in as_user(programmamanager).get(url("list")).content
    assert b"Groep beginnen" not in as_user(wijkmanager).get(url("list")).content


def test_list_costs_the_same_for_one_group_as_for_many(as_user, lid, django_assert_max_num_queries):
    client = as_user(lid)
    AmbassadeurFactory.create_batch(5)
    with django_assert_max_num_queries(10):
        client.get(url("list"))


def test_detail_tells_a_member_and_another_what_they_may_do(
    as_user, lid, groep, wijkmanager, programmamanager
):
    member = as_user(lid).get(url("detail", groep.pk)).content.decode()
    assert "Buurvrouw uit Noord (u)" in member
    assert "U bent lid van deze groep." in member
    assert "Werkwijze wijzigen" in member
    reader = as_user(wijkmanager).get(url("detail", groep.pk)).content.decode()
    assert "U leest mee." in reader
    assert "Werkwijze wijzigen" not in reader
    manager = as_user(programmamanager).get(url("detail", groep.pk)).content.decode()
    assert "Ambassadeur toevoegen" in manager
    assert "Geschiedenis" in manager


def test_detail_shows_members_as_functions_and_who_was_one(as_user, wijkmanager, groep):
    AmbassadeurFactory(groep=groep, aanduiding="Huisarts", gebruiker=GebruikerFactory(naam="Geheime Naam"))
    AmbassadeurFactory(groep=groep, aanduiding="Wijkagent", lid_tot=timezone.localdate())
    AmbassadeurFactory(groep=groep, aanduiding="Kapper", lid_van=timezone.localdate() + timedelta(days=9))
    response = as_user(wijkmanager).get(url("detail", groep.pk))
    assert [str(one) for one in response.context["leden"]] == ["Huisarts", "Kapper"]
    assert [str(one) for one in response.context["oud_leden"]] == ["Wijkagent"]
    assert b"Geheime Naam" not in response.content


def test_detail_costs_the_same_for_one_member_as_for_many(as_user, lid, groep, django_assert_max_num_queries):
    client = as_user(lid)
    AmbassadeurFactory.create_batch(20, groep=groep)
    with django_assert_max_num_queries(12):
        client.get(url("detail", groep.pk))


def test_werkwijze_is_written_by_a_member(as_user, lid, groep):
    client = as_user(lid)
    assert b"Elke maand koffie.</textarea>" in client.get(url("werkwijze", groep.pk)).content
    response = client.post(
        url("werkwijze", groep.pk),
        {"werkwijze": "Elke week.\r\n\r\nMet taart.", "gelezen": "Elke maand koffie."},
    )
    assert response["Location"] == url("detail", groep.pk)
    assert Ambassadeursgroep.objects.get().werkwijze == "Elke week.\n\nMet taart."


def test_werkwijze_of_two_at_once_loses_no_word(as_user, lid, groep):
    Ambassadeursgroep.objects.update(werkwijze="Elke week thee.")
    client, address = as_user(lid), url("werkwijze", groep.pk)
    response = client.post(address, {"werkwijze": "Nooit koffie.", "gelezen": "Elke maand koffie."})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Wat er nu staat" in page
    assert "<p>Elke week thee.</p>" in page
    assert "Nooit koffie.</textarea>" in page
    assert 'name="gelezen" value="Elke week thee."' in page
    client.post(address, {"werkwijze": "Nooit koffie, wel thee.", "gelezen": "Elke week thee."})
    assert Ambassadeursgroep.objects.get().werkwijze == "Nooit koffie, wel thee."


def test_group_and_member_are_added_and_a_membership_ends(as_user, programmamanager, gebruiker_met):
    client = as_user(programmamanager)
    client.post(
        url("add"),
        {
            "naam": "Externe partijen",
            "soort": "externe_partijen",
            "omschrijving": "X",
            "gestart_op": "2025-04-17",
        },
    )
    groep = Ambassadeursgroep.objects.get()
    account = gebruiker_met(Rol.AMBASSADEUR)
    client.post(
        url("lid_add", groep.pk), {"aanduiding": "Huisarts", "lid_van": "2025-04-17", "gebruiker": account.pk}
    )
    lid = Ambassadeur.objects.get()
    assert (groep.gestart_op, lid.gebruiker) == (date(2025, 4, 17), account)
    client.post(url("lid_end", groep.pk, lid.pk), {"lid_tot": "2025-06-01"})
    lid.refresh_from_db()
    assert lid.lid_tot == date(2025, 6, 1)
    assert client.get(url("lid_end", groep.pk, lid.pk)).status_code == 404


@pytest.mark.parametrize(
    ("name", "velden", "zin"),
    [
        (
            "add",
            {"naam": "Inwoners", "soort": "inwoners", "omschrijving": "X", "gestart_op": "2025-01-01"},
            "bestaat al",
        ),
        (
            "add",
            {"naam": "Nieuw", "soort": "onzin", "omschrijving": "X", "gestart_op": "2025-01-01"},
            "geldige keuze",
        ),
        ("lid_add", {"aanduiding": "", "lid_van": "2025-01-01"}, "Vul dit in."),
        ("lid_end", {"lid_tot": "2000-01-01"}, "De laatste dag ligt voor de eerste dag"),
    ],
)
def test_a_form_that_is_not_right_says_so(as_user, programmamanager, groep, name, velden, zin):
    lid = AmbassadeurFactory(groep=groep)
    args = {"add": [], "lid_add": [groep.pk], "lid_end": [groep.pk, lid.pk]}[name]
    response = as_user(programmamanager).post(url(name, *args), velden)
    assert (response.status_code, zin in response.content.decode()) == (422, True)


def test_a_member_of_another_group_does_not_exist_here(as_user, programmamanager, groep):
    other = AmbassadeurFactory()
    assert as_user(programmamanager).get(url("lid_end", groep.pk, other.pk)).status_code == 404


def test_who_answers_is_a_name_inside_and_what_they_do_outside(client, gebruiker_met, programmamanager):
    eigenaar = gebruiker_met(Rol.PROJECTLEIDER, naam="Iris de Vries", functie="Projectleider wonen")
    reflectie = ReflectieFactory(actiepunt__eigenaar=eigenaar)
    pages = [reverse("ambassadeurs:reflectie", args=[reflectie.pk]), reverse("ambassadeurs:reflectie_list")]
    client.force_login(programmamanager)
    assert all("Iris de Vries" in client.get(url).content.decode() for url in pages)
    client.force_login(gebruiker_met(Rol.AMBASSADEUR))
    for url in pages:
        page = client.get(url).content.decode()
        assert "Iris de Vries" not in page
        assert "Projectleider wonen" in page
