"""The work in hand in its shapes, what is late, and how long residents wait."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Actiepunt
from casuistiek import services
from casuistiek.doorlooptijd import doorlooptijd, jaren
from casuistiek.models import Casus
from casuistiek.stappen import Stap
from casuistiek.werklijst import bord
from tests.factories import CasusFactory

from .conftest import MELDING

HOOG, NORMAAL, LAAG = Casus.Urgentie.HOOG, Casus.Urgentie.NORMAAL, Casus.Urgentie.LAAG


@pytest.mark.parametrize(
    ("urgentie", "dagen", "is_late"),
    [
        (HOOG, 0, False),
        (HOOG, 1, True),
        (NORMAAL, 7, False),
        (NORMAAL, 8, True),
        (LAAG, 30, False),
        (LAAG, 31, True),
    ],
)
def test_a_casus_nobody_looked_at_is_late_by_its_urgentie(casus_op, urgentie, dagen, is_late):
    casus_op(Stap.GESIGNALEERD, urgentie=urgentie)
    casus_op(Stap.TER_PLEKKE, urgentie=urgentie)  # somebody went
    assert Casus.objects.late(MELDING + timedelta(days=dagen)).count() == is_late


def test_a_casus_is_late_when_an_afspraak_is(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    services.make_afspraak(
        casus.pk, actor=wijkmanager, op=MELDING, titel="Bel", eigenaar=wijkmanager, vervalt_op=MELDING
    )
    assert not Casus.objects.late(MELDING).exists()
    assert Casus.objects.late(MELDING + timedelta(days=1)).get() == casus
    Actiepunt.objects.update(status="ingetrokken")
    assert not Casus.objects.late(MELDING + timedelta(days=1)).exists()


def test_nazorg_is_late_after_three_months(casus_op):
    casus = casus_op(Stap.NAZORG)
    assert not Casus.objects.late(date(2026, 6, 7)).exists()
    assert Casus.objects.late(date(2026, 6, 8)).get() == casus


def test_bord_has_a_column_per_step_with_its_first_ten(wijkmanager, django_assert_num_queries):
    CasusFactory.create_batch(12, stap=Stap.TER_PLEKKE)
    urgent = CasusFactory(stap=Stap.TER_PLEKKE, urgentie=HOOG)
    CasusFactory(stap=Stap.GESLOTEN)
    with django_assert_num_queries(9):  # counts, six steps, the casussen, their leefgebieden
        kolommen = bord(Casus.objects.open(), timezone.localdate())
    by_step = {kolom.stap: kolom for kolom in kolommen}
    assert Stap.GESLOTEN not in by_step
    ter_plekke = by_step[Stap.TER_PLEKKE]
    assert (ter_plekke.aantal, len(ter_plekke.rijen), ter_plekke.meer) == (13, 10, 3)
    assert ter_plekke.rijen[0][0] == urgent


@pytest.mark.parametrize("vorm", ["kaarten", "bord", "tabel"])
def test_list_in_each_shape_keeps_the_filters_in_the_address(client, wijkmanager, casus_op, vorm):
    casus_op(Stap.TER_PLEKKE)
    casus_op(Stap.TER_PLEKKE, leefgebieden=["geld"], wat_gaat_mis="De huur is niet betaald.")
    client.force_login(wijkmanager)
    response = client.get(reverse("casuistiek:list"), {"toon": "mijn", "vorm": vorm, "leefgebied": "geld"})
    page = response.content.decode()
    assert page.count('href="/casussen/20') == 0  # never a nummer in an address
    assert page.count("2026-") == 1
    assert f'name="vorm" value="{vorm}"' in page
    assert "leefgebied=geld" in page
    assert "/casussen/werkvoorraad.xlsx?toon=mijn&amp;leefgebied=geld" in page


def test_list_costs_as_many_queries_for_many_as_for_one(client, programmamanager, django_assert_num_queries):
    client.force_login(programmamanager)
    CasusFactory()

    def ask(vorm):
        return client.get(reverse("casuistiek:list"), {"toon": "lopend", "vorm": vorm})

    ask("tabel")
    costs = {}
    for vorm in ("bord", "tabel"):
        with django_assert_num_queries(20, exact=False) as few:
            ask(vorm)
        costs[vorm] = len(few)
    CasusFactory.create_batch(15)
    for vorm, cost in costs.items():
        with django_assert_num_queries(cost):
            ask(vorm)


def test_xlsx_holds_the_casussen_of_the_list_and_nothing_of_a_person(client, wijkmanager, casus_op):
    casus = casus_op(Stap.BESLUIT, bedrag=Decimal(250))
    casus_op(Stap.INGETROKKEN)
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam="Zwaluwstaart van den Kwikkel")
    client.force_login(wijkmanager)
    response = client.get(reverse("casuistiek:xlsx"), {"toon": "mijn"})
    sheet = openpyxl.load_workbook(BytesIO(response.getvalue())).active
    rows = list(sheet.values)
    assert len(rows) == 2
    row = dict(zip(*rows, strict=True))
    assert (row["Nummer"], row["Wijk"], row["Leefgebieden"]) == (
        casus.nummer,
        "Wijk 02 Brunssum-Noord",
        "Wonen, Gezondheid en zorg",
    )
    assert (row["Dagen tot besluit"], row["Toegekend"]) == (3, 250)
    everything = str(rows)
    for personal in ("Zwaluwstaart", "schuurtje", "Wmo-consulent", wijkmanager.naam):
        assert personal not in everything


def test_xlsx_shows_text_that_looks_like_a_formula_as_text(client, wijkmanager, casus_op, buurt):
    buurt.naam = "=1+1"
    buurt.save()
    casus_op(Stap.TER_PLEKKE)
    client.force_login(wijkmanager)
    response = client.get(reverse("casuistiek:xlsx"))
    cell = openpyxl.load_workbook(BytesIO(response.getvalue())).active["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


# How long it takes


def test_doorlooptijd_is_the_median_of_five_or_more(wijk, buurt):
    gemeld = date(2026, 3, 2)
    for dagen in (1, 2, 4, 9, 30):
        CasusFactory(
            gebied=buurt, gemeld_op=gemeld, stap_sinds=gemeld, besloten_op=gemeld + timedelta(days=dagen)
        )
    for dagen in (2, 3):
        CasusFactory(
            gebied=buurt, gemeld_op=gemeld, stap_sinds=gemeld, eerste_hulp_op=gemeld + timedelta(days=dagen)
        )
    tijden = doorlooptijd(2026)
    noord = next(regel for regel in tijden.wijken if regel.naam == wijk.naam)
    assert noord.tot_besluit.dagen == 4
    assert (noord.tot_eerste_hulp.dagen, noord.tot_eerste_hulp.is_te_klein) == (None, True)
    assert tijden.alle.tot_besluit.dagen == 4
    assert doorlooptijd(2025).alle.tot_besluit.dagen is None


def test_doorlooptijd_page_offers_the_years_and_hides_few(client, wijkmanager, buurt):
    gemeld = date(2024, 12, 31)
    CasusFactory(gebied=buurt, gemeld_op=gemeld, stap_sinds=gemeld, besloten_op=gemeld + timedelta(days=123))
    client.force_login(wijkmanager)
    page = client.get(reverse("casuistiek:doorlooptijd"), {"jaar": "2024"}).content.decode()
    assert "te weinig" in page
    assert "123" not in page
    assert 'href="?jaar=2024" aria-current="page"' in page
    assert jaren(date(2026, 1, 1)) == [2026, 2025, 2024]
    assert client.get(reverse("casuistiek:doorlooptijd"), {"jaar": "gisteren"}).status_code == 200


def test_doorlooptijd_costs_two_queries(buurt, django_assert_num_queries):
    CasusFactory.create_batch(8, gebied=buurt)
    with django_assert_num_queries(2):
        doorlooptijd(timezone.localdate().year)
