"""The calls of the API: whose someone sees, how they are found, counted per day and taken away as a file."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import ApiAanroep, ApiDagtelling
from brunssum.core.presenters.aanroepen import MEEST, dagstaven
from brunssum.core.queries.aanroepen import Dag, per_day
from brunssum.core.rollen import Rol
from brunssum.core.services import api_clients, create_api_client, withdraw_api_client
from tests.factories import OrganisatieFactory

DAG = timedelta(days=1)
LIST = "core:aanroep_list"


@pytest.fixture
def koppeling(db):
    return make("Weller", "Klantsysteem")


@pytest.fixture
def as_beheerder(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.BEHEERDER))
    return client


def make(organisatie, naam):
    client, _ = create_api_client(
        OrganisatieFactory(naam=organisatie).pk,
        actor=None,
        naam=naam,
        scopes=["gebieden:lezen"],
        nu=timezone.now(),
    )
    return client


def call(koppeling, *, moment=None, **values):
    row = {"methode": "GET", "pad": "/api/v1/gebieden", "status": 200, "milliseconden": 5} | values
    return ApiAanroep.objects.create(client=koppeling, tijdstip=moment or timezone.now(), **row)


def shown(client, **query):
    return [aanroep.pad for aanroep, _ in client.get(reverse(LIST), query).context["rijen"]]


def test_newest_first_and_refusals_stand_out(as_beheerder, koppeling):
    call(koppeling, moment=timezone.now() - DAG, pad="/api/v1/eerst")
    call(koppeling, pad="/api/v1/daarna", status=403)
    page = as_beheerder.get(reverse(LIST))
    assert [(row.pad, word) for row, word in page.context["rijen"]] == [
        ("/api/v1/daarna", "Mag dit niet"),
        ("/api/v1/eerst", ""),
    ]
    assert '<span class="badge badge--attention">403 Mag dit niet</span>' in page.content.decode()


def test_who_got_no_token_is_found_with_the_reason(as_beheerder, koppeling):
    call(koppeling, pad="/oauth/token", status=401, waarom="geheim")
    call(koppeling, pad="/api/v1/gebieden", status=401)
    page = as_beheerder.get(reverse(LIST), {"koppeling": koppeling.pk, "hoe": "geen-token"})
    assert [word for _, word in page.context["rijen"]] == ["Het geheim klopt niet"]
    assert '<span class="badge badge--attention">401 Het geheim klopt niet</span>' in page.content.decode()


def test_found_by_koppeling_outcome_address_and_day(as_beheerder, koppeling):
    ander = make("GGD", "Atlas")
    call(koppeling, moment=datetime(2026, 3, 1, 22, 59, tzinfo=UTC), pad="/a")  # 23:59 in Brunssum
    call(koppeling, moment=datetime(2026, 3, 1, 23, 0, tzinfo=UTC), pad="/b", status=429)  # the next day
    call(ander, moment=datetime(2026, 3, 2, 12, tzinfo=UTC), pad="/c", status=404)
    call(None, moment=datetime(2026, 3, 2, 13, tzinfo=UTC), pad="/d", status=401)
    call(koppeling, moment=datetime(2026, 3, 2, 14, tzinfo=UTC), pad="/e", status=500)
    maart = {"van": "2026-03-01", "tot": "2026-03-31"}
    assert shown(as_beheerder, **maart) == ["/e", "/d", "/c", "/b", "/a"]
    assert shown(as_beheerder, van="2026-03-01", tot="2026-03-01") == ["/a"]
    assert shown(as_beheerder, van="2026-03-31", tot="2026-03-02") == ["/e", "/d", "/c", "/b"], "turned round"
    assert shown(as_beheerder, koppeling=koppeling.pk, **maart) == ["/e", "/b", "/a"]
    assert shown(as_beheerder, koppeling="onbekend", **maart) == ["/d"]
    assert shown(as_beheerder, hoe="gelukt", **maart) == ["/a"]
    assert shown(as_beheerder, hoe="geweigerd", **maart) == ["/d", "/c", "/b"]
    assert shown(as_beheerder, hoe="te-vaak", **maart) == ["/b"]
    assert shown(as_beheerder, hoe="fout", **maart) == ["/e"]
    assert shown(as_beheerder, pad="D", **maart) == ["/d"]


def test_without_a_period_it_is_the_last_thirty_days(as_beheerder, koppeling):
    call(koppeling, moment=timezone.now() - 31 * DAG, pad="/lang-geleden")
    call(koppeling, moment=timezone.now() - 28 * DAG, pad="/kort-geleden")
    assert shown(as_beheerder) == ["/kort-geleden"]


@pytest.mark.parametrize(
    "query", [{"van": "gisteren"}, {"koppeling": "x"}, {"koppeling": "99999"}, {"hoe": "x"}, {"na": "x"}]
)
def test_a_filter_that_makes_no_sense_is_passed_over(as_beheerder, koppeling, query):
    call(koppeling)
    assert shown(as_beheerder, **query) == ["/api/v1/gebieden"]


def test_the_longest_period_is_a_year(as_beheerder, koppeling):
    page = as_beheerder.get(reverse(LIST), {"van": "1900-01-01", "tot": "2026-12-31"})
    assert page.context["van"] == date(2025, 12, 31)
    assert page.context["tekeningen"] == []


def test_a_partner_sees_the_calls_of_its_own_systems_only(client, gebruiker_met, koppeling):
    call(koppeling, pad="/van-ons")
    ander = make("GGD", "Atlas")
    call(ander, pad="/van-hen")
    call(None, pad="/van-niemand", status=401)
    client.force_login(gebruiker_met(Rol.PARTNER, organisatie=koppeling.organisatie))
    assert shown(client) == ["/van-ons"]
    assert shown(client, koppeling=ander.pk) == ["/van-ons"], "a choice that is not theirs filters nothing"
    page = client.get(reverse(LIST)).content.decode()
    assert "Atlas" not in page
    assert "Download als csv" not in page
    assert client.get(reverse("core:aanroep_csv")).status_code == 403


def test_a_partner_without_organisatie_sees_none(client, gebruiker_met, koppeling):
    call(koppeling)
    client.force_login(gebruiker_met(Rol.PARTNER))
    assert shown(client) == []


def test_the_functionaris_sees_and_takes_all_calls(client, gebruiker_met, koppeling):
    call(koppeling, pad="/van-weller")
    call(None, pad="/van-niemand", status=401)
    client.force_login(gebruiker_met(Rol.FUNCTIONARIS))
    assert shown(client) == ["/van-niemand", "/van-weller"]
    assert "Klantsysteem" in client.get(reverse(LIST)).content.decode()
    assert client.get(reverse("core:aanroep_csv")).status_code == 200
    assert reverse(LIST) in client.get(reverse("core:logboek")).content.decode()


def test_calls_of_a_withdrawn_koppeling_stay_to_be_found(as_beheerder, koppeling):
    call(koppeling, pad="/van-toen")
    withdraw_api_client(koppeling.client_id, actor=None, nu=timezone.now())
    assert shown(as_beheerder, koppeling=koppeling.pk) == ["/van-toen"]
    assert "Klantsysteem (ingetrokken)" in as_beheerder.get(reverse(LIST)).content.decode()


def test_the_list_takes_as_many_queries_for_one_as_for_many(
    as_beheerder, koppeling, django_assert_num_queries
):
    call(koppeling)
    # session, user, rollen, koppelingen of the filter, calls; last day counted, what was counted, what was not yet
    wanted = 8
    with django_assert_num_queries(wanted):
        as_beheerder.get(reverse(LIST))
    for n in range(60):
        call(koppeling if n % 2 else None, moment=timezone.now() - n * DAG / 10)
    api_clients.count_calls(vandaag=timezone.localdate())
    with django_assert_num_queries(wanted):
        page = as_beheerder.get(reverse(LIST))
    assert len(page.context["rijen"]) == 50


def test_older_calls_go_on_where_the_page_ended(as_beheerder, koppeling):
    """Also those of the same moment, and while new calls come in."""
    now = timezone.now()
    for n in range(120):
        call(koppeling, moment=now - timedelta(seconds=n // 7), pad=f"/{n}")
    pages, query = [], {"koppeling": str(koppeling.pk)}
    for _ in range(3):
        page = as_beheerder.get(reverse(LIST), query)
        pages += [aanroep.pad for aanroep, _ in page.context["rijen"]]
        call(koppeling, moment=now + timedelta(seconds=1), pad="/nieuw")
        if page.context["ouder"]:
            query["na"] = str(page.context["ouder"].pk)
    assert len(pages) == 120
    assert set(pages) == {f"/{n}" for n in range(120)}
    html = page.content.decode()
    assert "Oudere aanroepen" not in html
    assert f'href="?koppeling={koppeling.pk}">Nieuwste</a>' in html


@pytest.mark.parametrize("na", ["x", "-1", "٣", "9" * 30, "987654"])
def test_a_page_that_does_not_exist_is_the_first(as_beheerder, koppeling, na):
    call(koppeling)
    assert shown(as_beheerder, na=na) == ["/api/v1/gebieden"]


def test_calls_with_some_address_are_shown_and_not_counted(as_beheerder, koppeling):
    call(koppeling, pad="/api/v1/signalen")
    call(koppeling)
    page = as_beheerder.get(reverse(LIST), {"pad": "signalen"})
    assert page.context["tekeningen"] == []
    assert "Aanroepen met “signalen” in het adres" in page.content.decode()


def test_htmx_gets_the_table_alone(as_beheerder, koppeling):
    call(koppeling)
    part = as_beheerder.get(reverse(LIST), headers={"HX-Request": "true"}).content.decode()
    assert "<table" in part
    assert "<html" not in part


def test_an_empty_log_says_so(as_beheerder):
    assert "vroeg geen systeem iets" in as_beheerder.get(reverse(LIST)).content.decode()
    assert "niets gevonden" in as_beheerder.get(reverse(LIST), {"pad": "x"}).content.decode()


# Per day


def counted(van, tot, **which):
    aanroepen, tellingen = ApiAanroep.objects.filter(**which), ApiDagtelling.objects.filter(**which)
    return per_day(aanroepen, tellingen, van, tot)


@pytest.mark.parametrize("vandaag", [None, date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 9)])
def test_per_day_is_the_same_however_much_the_night_counted(koppeling, vandaag):
    """Days begin and end as they do here."""
    call(koppeling, moment=datetime(2026, 3, 1, 22, 59, tzinfo=UTC))
    call(koppeling, moment=datetime(2026, 3, 1, 23, 0, tzinfo=UTC), status=304)
    call(koppeling, moment=datetime(2026, 3, 2, 12, 0, tzinfo=UTC), status=400)
    call(None, moment=datetime(2026, 3, 2, 12, 0, tzinfo=UTC), status=401, waarom="onbekend")
    if vandaag:
        api_clients.count_calls(vandaag=vandaag)
    maart = (date(2026, 3, 1), date(2026, 3, 3))
    assert counted(*maart) == [
        Dag(date(2026, 3, 1), 1, 0),
        Dag(date(2026, 3, 2), 1, 2),
        Dag(date(2026, 3, 3), 0, 0),
    ]
    assert [dag.totaal for dag in counted(*maart, client=koppeling)] == [1, 2, 0]
    assert [dag.totaal for dag in counted(*maart, client=None)] == [0, 1, 0]
    assert [dag.totaal for dag in counted(*maart, waarom="onbekend")] == [0, 1, 0]


def test_what_the_night_counted_is_not_counted_again(koppeling):
    for n in range(3):
        call(koppeling, moment=datetime(2026, 3, 1 + n, 12, tzinfo=UTC))
    call(None, moment=datetime(2026, 3, 1, 12, tzinfo=UTC), status=401)
    for vandaag in (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 4)):
        api_clients.count_calls(vandaag=vandaag)
    rows = ApiDagtelling.objects.order_by("dag", "status").values_list(
        "dag__day", "client", "status", "aantal"
    )
    assert list(rows) == [
        (1, koppeling.pk, 200, 1),
        (1, None, 401, 1),
        (2, koppeling.pk, 200, 1),
        (3, koppeling.pk, 200, 1),
    ]
    ApiAanroep.objects.all().delete()
    assert [dag.totaal for dag in counted(date(2026, 3, 1), date(2026, 3, 3))] == [2, 1, 1]


@pytest.mark.parametrize("of_whom", ["koppeling", "nobody"])
def test_two_that_count_at_once_count_once(koppeling, of_whom):
    """The second finds the day counted by the first."""
    row = {"dag": date(2026, 3, 1), "client": koppeling if of_whom == "koppeling" else None, "status": 401}
    ApiDagtelling.objects.create(**row, aantal=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiDagtelling.objects.create(**row, aantal=7)
    ApiDagtelling.objects.bulk_create([ApiDagtelling(**row, aantal=7)], ignore_conflicts=True)
    assert ApiDagtelling.objects.get().aantal == 7


def test_nothing_is_counted_of_an_empty_log(db):
    api_clients.count_calls(vandaag=date(2026, 3, 9))
    assert not ApiDagtelling.objects.exists()


def test_counts_are_forgotten_with_the_calls(koppeling):
    for day in (date(2025, 2, 1), date(2026, 2, 1)):
        ApiDagtelling.objects.create(dag=day, client=koppeling, status=200, aantal=1)
    api_clients.drop_old(moment=datetime(2026, 3, 1, 3, tzinfo=UTC))
    assert ApiDagtelling.objects.get().dag == date(2026, 2, 1)


def test_the_drawing_says_in_words_what_it_shows():
    dagen = [Dag(date(2026, 3, 1), 1200, 0), Dag(date(2026, 3, 2), 3, 1)]
    breed, smal = dagstaven(dagen)
    assert breed.omschrijving == smal.omschrijving == (
        "Aanroepen per dag van 1 maart 2026 tot en met 2 maart 2026: in totaal 1.204, waarvan 1 geweigerd of mislukt. "
        "De meeste op 1 maart 2026: 1.200."
    )  # fmt: skip
    eerste, tweede = breed.staven
    assert (eerste.geweigerd, tweede.geweigerd) == (0, 2), "one refusal is still to be seen"
    assert eerste.gelukt > 100 > tweede.gelukt
    assert all(staaf.x + staaf.breedte <= breed.breedte and staaf.y >= 0 for staaf in breed.staven)


def test_nothing_is_drawn_without_calls_or_of_more_days_than_fit():
    assert dagstaven([Dag(date(2026, 3, 1), 0, 0)]) == []
    assert dagstaven([Dag(date(2026, 3, 1), 1, 0)] * MEEST)
    assert dagstaven([Dag(date(2026, 3, 1), 1, 0)] * (MEEST + 1)) == []


# As a file


def test_csv_is_streamed_and_holds_what_was_asked(as_beheerder, koppeling):
    call(koppeling, moment=datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC), ip_adres="192.0.2.1")
    call(None, moment=datetime(2026, 3, 1, 13, tzinfo=UTC), pad="=1+1", status=401)
    asked = {"methode": "POST", "pad": "/oauth/token", "status": 401, "waarom": "sleutel_verlopen"}
    call(koppeling, moment=datetime(2026, 3, 1, 12, 30, tzinfo=UTC), **asked)
    call(koppeling, moment=datetime(2026, 4, 1, 12, tzinfo=UTC))
    answer = as_beheerder.get(reverse("core:aanroep_csv"), {"van": "2026-03-01", "tot": "2026-03-31"})
    assert answer.streaming
    assert answer["Content-Disposition"] == 'attachment; filename="api-aanroepen-20260301-20260331.csv"'
    assert answer.getvalue().decode("utf-8-sig").splitlines() == [
        "Tijdstip;Organisatie;Koppeling;Methode;Adres;Status;Milliseconden;IP-adres;Waarom geen token",
        "01-03-2026 14:00:00;;;GET;'=1+1;401;5;;",
        "01-03-2026 13:30:00;Weller;Klantsysteem;POST;/oauth/token;401;5;;De sleutel is verlopen",
        "01-03-2026 13:00:05;Weller;Klantsysteem;GET;/api/v1/gebieden;200;5;192.0.2.1;",
    ]


def test_csv_link_keeps_the_filters_and_not_the_page(as_beheerder, koppeling):
    call(koppeling)
    last = call(koppeling)
    page = as_beheerder.get(reverse(LIST), {"hoe": "gelukt", "na": str(last.pk)}).content.decode()
    assert re.search(r'href="/koppelingen/aanroepen/csv/\?hoe=gelukt"', page)
