"""What we aim for with an indicator, and what works on its thema: asked by the pages of the monitor."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from brunssum.core.models import Gebied, LogRegel
from inspanningen import services
from inspanningen.models import Bijdrage, Streefwaarde
from tests.factories import (
    DoelstellingFactory,
    GebiedFactory,
    IndicatorFactory,
    InspanningFactory,
    StreefwaardeFactory,
    WaarnemingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator():
    return IndicatorFactory(naam="Bijstand", gunstig="lager")


@pytest.fixture
def noord():
    return GebiedFactory(code="WK089902", naam="Brunssum-Noord", soort=Gebied.Soort.WIJK)


def page_url(indicator):
    return reverse("inspanningen:streefwaarden_bij_indicator", args=[indicator.code])


def test_one_streefwaarde_per_doelstelling_gebied_and_year():
    one = StreefwaardeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        StreefwaardeFactory(doelstelling=one.doelstelling, indicator=one.indicator, gebied=one.gebied)


def test_a_streefwaarde_is_of_a_year():
    with pytest.raises(IntegrityError), transaction.atomic():
        StreefwaardeFactory(jaar=23)


def test_add_streefwaarde_refuses_a_second_one_in_words(programmamanager, indicator, noord):
    values = {
        "doelstelling": DoelstellingFactory(),
        "indicator": indicator,
        "gebied": noord,
        "jaar": 2030,
        "waarde": Decimal("5.5"),
    }
    services.add_streefwaarde(actor=programmamanager, **values)
    assert LogRegel.objects.get(actie="streefwaarde.toegevoegd").detail["waarde"] == "5.5"
    with pytest.raises(ValidationError, match="staat er al een streefwaarde"):
        services.add_streefwaarde(actor=programmamanager, **values)


def test_only_the_team_changes_streefwaarden(wijkmanager, indicator, noord):
    one = StreefwaardeFactory()
    with pytest.raises(PermissionDenied):
        services.remove_streefwaarde(one.pk, actor=wijkmanager)
    with pytest.raises(PermissionDenied):
        services.add_streefwaarde(
            actor=wijkmanager,
            doelstelling=one.doelstelling,
            indicator=indicator,
            gebied=noord,
            jaar=2030,
            waarde=Decimal(5),
        )
    assert Streefwaarde.objects.get() == one


@pytest.mark.parametrize(("waarde", "stand"), [(6, "nog niet gehaald"), (5, "gehaald")])
def test_a_streefwaarde_stands_beside_the_newest_figure(client, wijkmanager, indicator, noord, waarde, stand):
    StreefwaardeFactory(indicator=indicator, gebied=noord, waarde=5)
    WaarnemingFactory(indicator=indicator, gebied=noord, periode=2022, waarde=9)
    WaarnemingFactory(indicator=indicator, gebied=noord, periode=2023, waarde=waarde)
    client.force_login(wijkmanager)
    html = client.get(page_url(indicator)).content.decode()
    assert f"in 2023: {stand}<" in html
    assert "Streefwaarde toevoegen" not in html


def test_a_figure_that_may_not_be_shown_does_not_stand_beside_its_streefwaarde(client, wijkmanager, noord):
    indicator = IndicatorFactory(kleinste_cel=10)
    StreefwaardeFactory(indicator=indicator, gebied=noord, waarde=3)
    WaarnemingFactory(indicator=indicator, gebied=noord, waarde=7)
    client.force_login(wijkmanager)
    html = client.get(page_url(indicator)).content.decode()
    assert "geen cijfer" in html
    assert "gehaald" not in html


def test_the_indicator_page_gets_the_list_without_the_page_around_it(client, wijkmanager, indicator):
    client.force_login(wijkmanager)
    html = client.get(page_url(indicator), headers={"HX-Request": "true"}).content.decode()
    assert "nog geen streefwaarde" in html
    assert "<html" not in html


def test_streefwaarden_take_the_same_queries_however_many(
    client, wijkmanager, indicator, noord, django_assert_max_num_queries
):
    client.force_login(wijkmanager)
    for jaar in range(2026, 2036):
        StreefwaardeFactory(indicator=indicator, gebied=noord, jaar=jaar)
        WaarnemingFactory(indicator=indicator, gebied=noord, periode=jaar - 15)
    with django_assert_max_num_queries(9):
        client.get(page_url(indicator), headers={"HX-Request": "true"})


def test_the_team_adds_one_and_takes_it_away(client, programmamanager, indicator, noord):
    client.force_login(programmamanager)
    doel = DoelstellingFactory()
    add = reverse("inspanningen:streefwaarde_add", args=[indicator.code])
    wrong = client.post(add, {"doelstelling": doel.pk, "gebied": noord.pk, "jaar": "2030", "waarde": "12.5"})
    assert wrong.status_code == 422
    assert 'value="12.5"' in wrong.content.decode()
    assert "met een komma" in wrong.content.decode()
    good = {"doelstelling": doel.pk, "gebied": noord.pk, "jaar": "2030", "waarde": "1.012,5"}
    assert client.post(add, good).url == page_url(indicator)
    assert client.post(add, good).status_code == 422
    one = Streefwaarde.objects.get()
    assert one.waarde == Decimal("1012.5")
    client.post(reverse("inspanningen:streefwaarde_remove", args=[one.pk]))
    assert not Streefwaarde.objects.exists()


def test_bij_thema_lists_what_works_on_the_thema_and_first_on_the_indicator(client, wijkmanager, indicator):
    aan_thema, aan_cijfer = InspanningFactory(nummer="1"), InspanningFactory(nummer="2")
    elders = InspanningFactory(nummer="3", naam="Elders")
    Bijdrage.objects.create(inspanning=aan_thema, doelstelling=DoelstellingFactory(hoek=indicator.thema))
    Bijdrage.objects.create(inspanning=elders, doelstelling=DoelstellingFactory())
    streef = StreefwaardeFactory(indicator=indicator)
    StreefwaardeFactory(
        indicator=indicator, doelstelling=streef.doelstelling, gebied=streef.gebied, jaar=2034
    )
    Bijdrage.objects.create(inspanning=aan_cijfer, doelstelling=streef.doelstelling)
    client.force_login(wijkmanager)
    url = reverse("inspanningen:bij_thema", args=[indicator.thema.code])
    html = client.get(f"{url}?indicator={indicator.code}").content.decode()
    assert html.index(str(aan_cijfer)) < html.index(str(aan_thema))
    assert html.count("werkt aan een streefwaarde van dit cijfer") == 1
    assert "Elders" not in html
    assert "werkt aan een streefwaarde" not in client.get(url).content.decode()


def test_the_indicator_page_asks_for_both(client, wijkmanager, indicator):
    client.force_login(wijkmanager)
    html = client.get(reverse("monitor:indicator", args=[indicator.code])).content.decode()
    thema = reverse("inspanningen:bij_thema", args=[indicator.thema.code])
    assert f'hx-get="{page_url(indicator)}"' in html
    assert f'hx-get="{thema}?indicator={indicator.code}"' in html
