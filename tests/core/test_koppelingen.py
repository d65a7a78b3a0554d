"""Koppelingen: whose keys someone may renew and end, who hears of it, and that a key ends in time to know."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from oauth2_provider.models import AccessToken

from brunssum.core.models import ApiSleutel, LogRegel, Melding
from brunssum.core.rollen import Rol
from brunssum.core.services import (
    ApiClientGeweigerd,
    change_api_client,
    create_api_client,
    rotate_api_key,
    use_api_key,
    withdraw_api_client,
    withdraw_api_key,
)
from brunssum.core.services.api_clients import OVERLAP, SLEUTEL_GELDT
from brunssum.core.services.koppeling_meldingen import remind
from tests.factories import OrganisatieFactory

NU = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAG = timedelta(days=1)


@pytest.fixture
def weller(db):
    return OrganisatieFactory(naam="Weller")


@pytest.fixture
def beheerder(gebruiker_met):
    return gebruiker_met(Rol.BEHEERDER, naam="Beheerder")


@pytest.fixture
def contact(gebruiker_met, weller):
    return gebruiker_met(Rol.PARTNER, naam="Contact", organisatie=weller)


@pytest.fixture
def ander(gebruiker_met, db):
    """A contact of another partner."""
    return gebruiker_met(Rol.PARTNER, naam="Ander", organisatie=OrganisatieFactory())


@pytest.fixture
def koppeling(weller):
    client, _ = create_api_client(
        weller.pk, actor=None, naam="Klantsysteem", scopes=["gebieden:lezen"], nu=NU
    )
    return client


def newest(koppeling):
    return koppeling.sleutels.latest("pk")


def told(person):
    return list(Melding.objects.filter(ontvanger=person).order_by("pk").values_list("soort", flat=True))


# Whose keys


@pytest.mark.parametrize("wie", ["beheerder", "contact"])
def test_rotate_and_withdraw_are_for_the_beheerder_and_for_the_contact(wie, request, koppeling):
    actor = request.getfixturevalue(wie)
    secret = rotate_api_key(koppeling.client_id, actor=actor, nu=NU + DAG)
    assert use_api_key(koppeling, secret, nu=NU + DAG)
    withdraw_api_key(newest(koppeling).pk, actor=actor, nu=NU + DAG)
    assert not use_api_key(koppeling, secret, nu=NU + DAG)
    regels = LogRegel.objects.about(koppeling).filter(actor=actor)
    assert [regel.actie for regel in regels] == ["sleutel.ingetrokken", "sleutel.gemaakt"]


def test_rotate_and_withdraw_are_for_nobody_else(ander, programmamanager, gebruiker_met, koppeling):
    without_organisation = gebruiker_met(Rol.PARTNER)
    for actor in (ander, programmamanager, without_organisation):
        with pytest.raises(PermissionDenied):
            rotate_api_key(koppeling.client_id, actor=actor, nu=NU)
        with pytest.raises(PermissionDenied):
            withdraw_api_key(newest(koppeling).pk, actor=actor, nu=NU)
    assert koppeling.sleutels.count() == 1


def test_what_it_may_do_is_for_the_beheerder_alone(contact, koppeling):
    with pytest.raises(PermissionDenied):
        change_api_client(koppeling.client_id, actor=contact, naam="Klantsysteem", scopes=["signalen:lezen"])
    with pytest.raises(PermissionDenied):
        withdraw_api_client(koppeling.client_id, actor=contact, nu=NU)
    with pytest.raises(PermissionDenied):
        create_api_client(
            koppeling.organisatie_id, actor=contact, naam="Nog een", scopes=["gebieden:lezen"], nu=NU
        )


def test_rotate_leaves_the_old_key_its_overlap(koppeling, beheerder):
    old = newest(koppeling)
    rotate_api_key(koppeling.client_id, actor=beheerder, nu=NU + DAG)
    old.refresh_from_db()
    assert old.verloopt_op == NU + DAG + OVERLAP
    assert newest(koppeling).verloopt_op == NU + DAG + SLEUTEL_GELDT


def test_rotate_twice_from_the_same_page_makes_one_key(koppeling, beheerder, contact):
    seen = newest(koppeling).pk
    rotate_api_key(koppeling.client_id, actor=beheerder, nu=NU, na_sleutel=seen)
    with pytest.raises(ApiClientGeweigerd, match="net al een nieuwe sleutel"):
        rotate_api_key(koppeling.client_id, actor=contact, nu=NU, na_sleutel=seen)
    assert koppeling.sleutels.count() == 2


def test_a_key_is_withdrawn_once(koppeling, beheerder):
    withdraw_api_key(newest(koppeling).pk, actor=beheerder, nu=NU)
    with pytest.raises(ApiClientGeweigerd, match="werkt al niet meer"):
        withdraw_api_key(newest(koppeling).pk, actor=beheerder, nu=NU + DAG)
    assert newest(koppeling).ingetrokken_op == NU


def test_another_name_leaves_tokens_and_other_scopes_end_them(koppeling, beheerder):
    AccessToken.objects.create(application=koppeling, token="t", expires=NU + DAG, scope="gebieden:lezen")
    change_api_client(koppeling.client_id, actor=beheerder, naam="Anders", scopes=["gebieden:lezen"])
    assert koppeling.accesstoken_set.exists()
    change_api_client(koppeling.client_id, actor=beheerder, naam="Anders", scopes=["themas:lezen"])
    assert not koppeling.accesstoken_set.exists()


# Who hears of it


def test_contact_hears_that_there_is_a_koppeling(beheerder, contact, ander, weller):
    create_api_client(weller.pk, actor=beheerder, naam="Atlas", scopes=["gebieden:lezen"], nu=NU)
    assert told(contact) == ["koppeling.gemaakt"]
    assert told(beheerder) == told(ander) == []


def test_beheerder_and_contact_hear_what_the_other_did_with_keys(koppeling, beheerder, contact, ander):
    rotate_api_key(koppeling.client_id, actor=contact, nu=NU)
    withdraw_api_key(newest(koppeling).pk, actor=contact, nu=NU)
    assert told(beheerder) == ["sleutel.gemaakt", "sleutel.ingetrokken"]
    assert (told(contact), told(ander)) == ([], [])
    change_api_client(koppeling.client_id, actor=beheerder, naam="Klantsysteem", scopes=["themas:lezen"])
    withdraw_api_client(koppeling.client_id, actor=beheerder, nu=NU)
    assert told(contact) == ["koppeling.gewijzigd", "koppeling.ingetrokken"]
    assert told(ander) == []


def test_another_name_is_told_to_nobody(koppeling, beheerder, contact):
    change_api_client(koppeling.client_id, actor=beheerder, naam="Anders", scopes=["gebieden:lezen"])
    assert told(contact) == []


# In time


def remind_on(day):
    begin = day.replace(hour=0)
    return remind(begin=begin, eind=begin + DAG)


def test_a_key_that_ends_within_a_month_is_told_once_and_once_more_on_its_last_day(
    koppeling, beheerder, contact, ander
):
    ends = newest(koppeling).verloopt_op
    assert remind_on(ends - 31 * DAG) == 0
    assert remind_on(ends - 29 * DAG) == 2
    assert remind_on(ends - 28 * DAG) == 0
    assert told(beheerder) == told(contact) == ["sleutel.bijna"]
    assert remind_on(ends) == 2
    assert remind_on(ends) == 0
    assert remind_on(ends + DAG) == 0
    assert told(beheerder) == told(contact) == ["sleutel.bijna", "sleutel.verloopt"]
    assert told(ander) == []


def test_two_keys_that_end_on_one_day_are_each_told_once(koppeling, beheerder):
    other, _ = create_api_client(
        koppeling.organisatie_id, actor=None, naam="Tweede", scopes=["gebieden:lezen"], nu=NU
    )
    ends = newest(other).verloopt_op
    assert remind_on(ends) == 2
    assert remind_on(ends + DAG) == 0


def test_a_key_that_was_replaced_is_told_of_only_when_the_new_one_was_never_used(koppeling, beheerder):
    rotate_api_key(koppeling.client_id, actor=None, nu=NU)
    Melding.objects.all().delete()
    assert remind_on(NU + DAG) == 0, "it ends in two weeks because it was replaced"
    assert remind_on(NU + OVERLAP) == 1, "nobody took the new one into use"
    assert told(beheerder) == ["sleutel.verloopt"]


def test_a_key_whose_successor_is_in_use_ends_in_silence(koppeling, beheerder):
    secret = rotate_api_key(koppeling.client_id, actor=None, nu=NU)
    Melding.objects.all().delete()
    use_api_key(koppeling, secret, nu=NU + DAG)
    assert remind_on(NU + OVERLAP) == 0


def test_a_night_that_was_missed_is_made_up_for(koppeling, beheerder):
    ends = newest(koppeling).verloopt_op
    assert remind_on(ends + 2 * DAG) == 1
    assert told(beheerder) == ["sleutel.verloopt"]


def test_volg_sleutels_looks_at_today(koppeling, beheerder):
    koppeling.sleutels.update(gemaakt_op=NU, verloopt_op=timezone.now() + 20 * DAG)
    call_command("volg_sleutels")
    call_command("volg_sleutels")
    assert told(beheerder) == ["sleutel.bijna"]


def test_what_was_withdrawn_is_told_of_no_more(koppeling, beheerder):
    ends = newest(koppeling).verloopt_op
    withdraw_api_client(koppeling.client_id, actor=beheerder, nu=NU)
    assert remind_on(ends - DAG) == remind_on(ends) == 0


def test_a_key_is_seen_by_who_may_see_its_koppeling(koppeling, beheerder, contact, ander, programmamanager):
    for person, count in ((beheerder, 1), (contact, 1), (ander, 0), (programmamanager, 0)):
        assert ApiSleutel.objects.visible_to(person).count() == count
