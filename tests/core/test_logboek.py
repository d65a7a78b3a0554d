"""The log as the functionaris sees it: who, what, which object, when; never what it said."""

from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from brunssum.core import audit
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from brunssum.core.services import create_api_client
from tests.factories import GebiedFactory, OrganisatieFactory


@pytest.fixture
def regel(programmamanager):
    """Write a row at a moment: regel("gebied.gewijzigd", moment, naam="Iemand")."""
    gebied = GebiedFactory()

    def write(actie, moment, actor=programmamanager, **na):
        return LogRegel.objects.create(
            actie=actie,
            tijdstip=moment,
            actor=actor,
            object_soort=ContentType.objects.get_for_model(gebied),
            object_id=gebied.pk,
            na=na,
        )

    return write


@pytest.fixture
def as_functionaris(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.FUNCTIONARIS))
    return client


def shown(client, **query):
    return [regel.actie for regel in client.get(reverse("core:logboek"), query).context["page"].object_list]


def test_logboek_shows_which_fields_changed_and_not_what_they_said(as_functionaris, regel):
    regel(
        "inspanning.bewerkt", datetime(2026, 3, 1, 12, tzinfo=UTC), aanleiding_tekst="Geheim", naam="Geheim"
    )
    page = as_functionaris.get(reverse("core:logboek")).content.decode()
    assert "Inspanning bewerkt" in page
    assert "aanleiding" in page
    assert "1 maart 2026, 13:00" in page.replace("\u00a0", " ")
    assert "Geheim" not in page


def test_logboek_finds_by_action_person_and_day(as_functionaris, regel, gebruiker_met):
    iemand = gebruiker_met(naam="Iemand Anders")
    regel("a.eerst", datetime(2026, 3, 1, 22, 59, tzinfo=UTC))  # 23:59 in Brunssum
    regel("b.daarna", datetime(2026, 3, 1, 23, 0, tzinfo=UTC), actor=iemand)  # midnight: the next day
    regel("c.laatst", datetime(2026, 3, 2, 23, 30, tzinfo=UTC), actor=None)  # the 3rd
    assert shown(as_functionaris) == ["c.laatst", "b.daarna", "a.eerst"]
    assert shown(as_functionaris, actie="b.daarna") == ["b.daarna"]
    assert shown(as_functionaris, persoon="anders") == ["b.daarna"]
    assert shown(as_functionaris, van="2026-03-02") == ["c.laatst", "b.daarna"]
    assert shown(as_functionaris, tot="2026-03-01") == ["a.eerst"]
    assert shown(as_functionaris, van="2026-03-02", tot="2026-03-02") == ["b.daarna"]


def test_logboek_names_the_system_that_did_it_and_finds_it(as_functionaris, regel):
    weller = OrganisatieFactory(naam="Weller")
    systeem, _ = create_api_client(
        weller.pk,
        actor=None,
        naam="Klantsysteem",
        scopes=["gebieden:lezen"],
        nu=datetime(2026, 3, 1, tzinfo=UTC),
    )
    regel("a.eerst", datetime(2026, 3, 1, tzinfo=UTC))
    audit.record("b.door_een_systeem", weller, actor=systeem)
    for name in ("klant", "weller"):
        page = as_functionaris.get(reverse("core:logboek"), {"persoon": name})
        assert [row.actie for row in page.context["page"]] == ["b.door_een_systeem"]
        assert "Klantsysteem (systeem van Weller)" in page.content.decode()


def test_logboek_shows_a_date_that_makes_no_sense_as_such(as_functionaris, regel):
    regel("a.eerst", datetime(2026, 3, 1, tzinfo=UTC))
    response = as_functionaris.get(reverse("core:logboek"), {"van": "gisteren", "actie": "bestaat.niet"})
    assert response.status_code == 200
    assert "Vul een datum in als dag, maand en jaar" in response.content.decode()
    assert [row.actie for row in response.context["page"]] == ["a.eerst"]


def test_logboek_takes_as_many_queries_for_one_row_as_for_thirty(
    as_functionaris, regel, django_assert_num_queries
):
    wanted = 6  # session, user, rollen, known actions, count, page
    regel("a.eerst", datetime(2026, 3, 1, tzinfo=UTC))
    with django_assert_num_queries(wanted):
        as_functionaris.get(reverse("core:logboek"))
    for _ in range(30):
        regel("a.eerst", datetime(2026, 3, 1, tzinfo=UTC))
    with django_assert_num_queries(wanted):
        response = as_functionaris.get(reverse("core:logboek"))
    assert len(response.context["page"].object_list) == 25


def test_logboek_says_what_to_do_when_nothing_is_found(as_functionaris, regel):
    assert "Er is nog niets vastgelegd." in as_functionaris.get(reverse("core:logboek")).content.decode()
    response = as_functionaris.get(reverse("core:logboek"), {"persoon": "niemand"})
    assert "Er is niets gevonden" in response.content.decode()


def test_logboek_is_for_the_functionaris(client, gebruiker_met):
    for rol in set(Rol) - {Rol.FUNCTIONARIS}:
        client.force_login(gebruiker_met(rol))
        assert client.get(reverse("core:logboek")).status_code == 403, rol
