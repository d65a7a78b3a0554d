"""A group writes along on the concept of a doelstelling."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from ambassadeurs.models import Meeschrijven
from ambassadeurs.services import meeschrijven as services
from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from inspanningen.models import Doelstelling
from tests.factories import (
    AmbassadeurFactory,
    AmbassadeursgroepFactory,
    DoelstellingFactory,
    GebruikerFactory,
    MeeschrijvenFactory,
)

pytestmark = pytest.mark.django_db
DAG = date(2026, 3, 2)


@pytest.fixture
def lid():
    return GebruikerFactory(rollen=[Rol.AMBASSADEUR])


@pytest.fixture
def schrijft(lid):
    groep = AmbassadeursgroepFactory(naam="Inwoners")
    AmbassadeurFactory(groep=groep, gebruiker=lid)
    return MeeschrijvenFactory(groep=groep, doelstelling=DoelstellingFactory(naam="Rondkomen"))


def write(schrijft, actor, **change):
    values = {"basisversie": 0, "naam": "Rondkomen", "omschrijving": "Ieder komt rond."} | change
    return services.write_along(schrijft.pk, actor=actor, op=DAG, **values)


def test_a_member_writes_for_the_group(schrijft, lid):
    doel = write(schrijft, lid)

    versie = doel.versies.get()
    assert (versie.door, versie.namens, doel.omschrijving) == (lid, "Inwoners", "Ieder komt rond.")
    assert LogRegel.objects.about(doel).get().detail["namens"] == "Inwoners"


def test_who_is_no_member_does_not(schrijft, programmamanager):
    for outsider in (GebruikerFactory(rollen=[Rol.AMBASSADEUR]), programmamanager):
        with pytest.raises(PermissionDenied):
            write(schrijft, outsider)


def test_who_left_the_group_does_not(schrijft, lid):
    schrijft.groep.ambassadeurs.update(lid_tot=DAG)
    with pytest.raises(PermissionDenied):
        write(schrijft, lid)


def test_two_write_at_once_and_no_word_is_lost(schrijft, lid):
    write(schrijft, lid)
    with pytest.raises(Tussentijds):
        write(schrijft, lid, omschrijving="Iets anders.")


def test_inviting_is_for_who_manages_the_groups(schrijft, lid, programmamanager):
    groep, doel = AmbassadeursgroepFactory(), schrijft.doelstelling
    with pytest.raises(PermissionDenied):
        services.invite_groep(doel.pk, actor=lid, op=DAG, groep=groep)

    services.invite_groep(doel.pk, actor=programmamanager, op=DAG, groep=groep)

    with pytest.raises(ValidationError, match="schrijft al mee"):
        services.invite_groep(doel.pk, actor=programmamanager, op=DAG, groep=groep)
    services.end_meeschrijven(schrijft.pk, actor=programmamanager)
    assert [one.groep for one in doel.meeschrijvers.all()] == [groep]


def test_nobody_is_invited_to_what_is_vastgesteld(programmamanager):
    doel = DoelstellingFactory(status="vastgesteld", vastgesteld_op=DAG)
    with pytest.raises(services.MeeschrijvenGeweigerd, match="geen concept"):
        services.invite_groep(doel.pk, actor=programmamanager, op=DAG, groep=AmbassadeursgroepFactory())


def test_a_group_writes_along_once(schrijft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeschrijven.objects.create(groep=schrijft.groep, doelstelling=schrijft.doelstelling, sinds=DAG)


def test_the_page_of_a_doelstelling_offers_it_to_members_only(client, schrijft, lid, programmamanager):
    url = reverse("ambassadeurs:meeschrijvers_bij", args=[schrijft.doelstelling_id])
    client.force_login(lid)
    assert "Schrijf mee" in client.get(url, headers={"HX-Request": "true"}).content.decode()
    client.force_login(programmamanager)
    page = client.get(url).content.decode()
    assert "Schrijf mee<" not in page
    assert "Een groep laten meeschrijven" in page


def test_a_member_writes_on_the_page(client, schrijft, lid):
    client.force_login(lid)
    url = reverse("ambassadeurs:meeschrijven", args=[schrijft.pk])
    data = {"naam": "Rondkomen", "omschrijving": "Ieder komt rond.", "basisversie": "0"}

    assert client.post(url, data).url == reverse("programma:doelstelling", args=[schrijft.doelstelling_id])

    refused = client.post(url, data | {"omschrijving": "Van mij."})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Ieder komt rond." in page
    assert "Van mij." in page
    assert 'name="basisversie" value="1"' in page


def test_a_group_that_comes_too_late_is_told(client, schrijft, lid):
    Doelstelling.objects.update(status="vastgesteld", vastgesteld_op=DAG)
    client.force_login(lid)

    response = client.get(reverse("ambassadeurs:meeschrijven", args=[schrijft.pk]), follow=True)

    assert "geen concept meer" in response.content.decode()


def test_the_group_sees_what_it_writes_on(client, schrijft, lid):
    client.force_login(lid)
    page = client.get(reverse("ambassadeurs:detail", args=[schrijft.groep_id])).content.decode()

    assert "Waar de groep aan meeschrijft" in page
    assert "Rondkomen" in page
