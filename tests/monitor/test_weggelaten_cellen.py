"""What is hidden cannot be worked out either: what gebieden lie in, minus those shown; a whole, minus its other parts."""

from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from monitor import queries
from monitor.kleine_cellen import AANTAL
from monitor.models import Indicator, Waarneming
from monitor.queries.overzichten import STAPELING_DELEN, STAPELING_TOTAAL
from monitor.services import handmatig
from tests.api.conftest import api, partner, token_for  # noqa: F401 - a partner's system
from tests.factories import (
    GebiedFactory,
    IndicatorFactory,
    ThemaFactory,
    VerversingFactory,
    WaarnemingFactory,
)
from tests.monitor.conftest import MOMENT

pytestmark = pytest.mark.django_db
GRENS = 5


@pytest.fixture
def lezer(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.BESTUUR))
    return client


@pytest.fixture
def gemeente(settings):
    land = GebiedFactory(code="NL00", naam="Nederland", soort=Gebied.Soort.LAND)
    return GebiedFactory(
        code=settings.GEMEENTE_CODE, naam="Brunssum", soort=Gebied.Soort.GEMEENTE, ouder=land
    )


@pytest.fixture
def telling(db):
    """An indicator that counts people."""
    return IndicatorFactory(code="telling", eenheid=AANTAL, decimalen=0, kleinste_cel=GRENS)


@pytest.fixture
def run(db):
    return VerversingFactory(verwerkt_op=MOMENT)


def wijken(gemeente, count):
    return [GebiedFactory(code=f"WK08990{number}", ouder=gemeente) for number in range(1, count + 1)]


def tel(telling, run, figures):
    """Store these figures, by gebied."""
    Waarneming.objects.bulk_create(
        Waarneming(indicator=telling, gebied=gebied, periode=2023, waarde=waarde, verversing=run)
        for gebied, waarde in figures.items()
    )


def hidden(rows=None):
    """The gebieden without a figure."""
    rows = (Waarneming.objects.current() if rows is None else rows).toonbaar().order_by("gebied__code")
    return [row.gebied.code for row in rows if row.getoonde_waarde is None]


def test_every_small_table_of_three_wijken(gemeente, telling, run, django_assert_num_queries):
    """A figure per year: all tables at once, and one query whatever is hidden."""
    places = wijken(gemeente, 3)
    tables = dict(enumerate(product((0, 2, 4, 5, 6, 9), repeat=3), start=1900))
    Waarneming.objects.bulk_create(
        Waarneming(indicator=telling, gebied=gebied, periode=jaar, waarde=waarde, verversing=run)
        for jaar, table in tables.items()
        for gebied, waarde in zip([gemeente, *places], (sum(table), *table), strict=True)
    )
    with django_assert_num_queries(1):
        rows = list(
            Waarneming.objects.current().toonbaar().values_list("periode", "gebied", "getoonde_waarde")
        )
    shown = {(jaar, gebied): waarde for jaar, gebied, waarde in rows}
    for jaar, table in tables.items():
        weg = [waarde for gebied, waarde in zip(places, table, strict=True) if shown[jaar, gebied.pk] is None]
        small = [waarde for waarde in table if waarde < GRENS]
        rest = sorted(waarde for waarde in table if waarde >= GRENS)
        assert sorted(weg) == sorted(small + (rest[:1] if small else [])), table
        if weg and shown[jaar, gemeente.pk] is not None:
            assert len(weg) > 1, table
            assert sum(weg) >= GRENS, table


def test_buurten_do_not_give_back_a_hidden_wijk(gemeente, telling, run):
    klein, tweede, groot = wijken(gemeente, 3)
    buurten = [GebiedFactory(code=f"BU0899{n}", soort=Gebied.Soort.BUURT, ouder=tweede) for n in (1, 2)]
    veilig = GebiedFactory(code="BU08993", soort=Gebied.Soort.BUURT, ouder=groot)
    tel(
        telling,
        run,
        {gemeente: 63, klein: 3, tweede: 20, groot: 40, buurten[0]: 8, buurten[1]: 12, veilig: 40},
    )
    assert hidden() == ["BU08991", "BU08992", klein.code, tweede.code]


def test_percentages_that_do_not_add_up_hide_only_themselves(gemeente, run):
    procent = IndicatorFactory(eenheid="%", kleinste_cel=GRENS)
    klein, tweede = wijken(gemeente, 2)
    tel(procent, run, {gemeente: 12, klein: 3, tweede: 20})
    assert hidden() == [klein.code]


def test_a_percentage_of_a_shown_number_is_measured_by_the_number_behind_it(gemeente, telling, run):
    """And hidden wherever the number itself is."""
    huishoudens = IndicatorFactory(code="huishoudens", eenheid=AANTAL)
    procent = IndicatorFactory(code="procent", eenheid="%", kleinste_cel=GRENS, deel_van=huishoudens)
    Indicator.objects.filter(pk=telling.pk).update(deel_van=huishoudens)
    klein, tweede, groot = wijken(gemeente, 3)
    tel(huishoudens, run, {gemeente: 700, klein: 100, tweede: 200, groot: 400})
    tel(telling, run, {gemeente: 84, klein: 4, tweede: 50, groot: 30})
    tel(procent, run, {gemeente: 12, klein: Decimal("5.2"), tweede: 25, groot: Decimal("7.5")})
    for indicator in (telling, procent):
        assert hidden(Waarneming.objects.filter(indicator=indicator)) == [klein.code, tweede.code]
    assert hidden(Waarneming.objects.filter(indicator=huishoudens)) == []


def test_what_the_bron_hides_cannot_be_subtracted_either(gemeente, telling, run):
    klein, tweede, groot = wijken(gemeente, 3)
    tel(telling, run, {gemeente: 63, tweede: 20, groot: 40})
    WaarnemingFactory(indicator=telling, gebied=klein, waarde=None, reden="onderdrukt", verversing=run)
    assert hidden() == [klein.code, tweede.code]


@pytest.fixture
def herzien(gemeente, telling, run):
    """One wijk had 3; now it has 30. Until then the second one was hidden with it."""
    eerst, tweede, groot = wijken(gemeente, 3)
    tel(telling, run, {gemeente: 63, tweede: 20, groot: 40})
    later = VerversingFactory(verwerkt_op=MOMENT + timedelta(days=30))
    WaarnemingFactory(indicator=telling, gebied=eerst, waarde=3, verversing=run, vervangen_door=later)
    WaarnemingFactory(indicator=telling, gebied=eerst, waarde=30, verversing=later)
    return telling, tweede, later


def test_as_known_then_hides_what_was_hidden_then(herzien, programmamanager):
    telling, tweede, later = herzien
    for moment, waarde in ((None, 20.0), (MOMENT + timedelta(days=1), None)):
        (reeks,) = queries.verloop(telling, [tweede], programmamanager, bekend_op=moment).reeksen
        assert reeks.punten[0].waarde == waarde
        ((_, trend),) = queries.trends(tweede, programmamanager, bekend_op=moment)
        assert trend.punten[0].waarde == waarde
        driehoek = queries.driehoek(tweede, 2023, tweede.ouder, bekend_op=moment)  # also that of a PDF
        (staaf,) = driehoek.staven
        assert (staaf.waarde, staaf.afwijking is None) == (waarde, waarde is None)
    (row,) = queries.replaced_by(later, programmamanager)
    assert row.getoonde_waarde is None


def test_page_csv_and_api_hide_the_same(herzien, gemeente, lezer, api):  # noqa: F811
    _telling, tweede, _ = herzien
    for query, weg in (("", 0), (f"?bekend_op={(MOMENT + timedelta(days=1)).date()}", 2)):
        page = lezer.get(reverse("monitor:indicator", args=["telling"]) + query).content.decode()
        assert page.count('<td class="number">niet getoond') == weg
        lines = lezer.get(reverse("monitor:indicator_csv", args=["telling"]) + query).content.decode()
        assert lines.count("niet getoond") == weg
    for query, weg in (({}, 0), ({"bekendOp": str((MOMENT + timedelta(days=1)).date())}, 2)):
        rows = api.get("/api/v1/waarnemingen", indicator="telling", **query).json()["resultaten"]
        assert len(rows) == 4
        assert [row["reden"] for row in rows].count("onderdrukt") == weg
        assert [row["gebied"]["code"] for row in rows if row["waarde"] == 20] == (
            [] if weg else [tweede.code]
        )


@pytest.fixture
def stapeling(gemeente, run):
    """Three wijken; in the first one, one huishouden in a hundred has five voorzieningen: three huishoudens."""
    thema = ThemaFactory()
    make = lambda code, **fields: IndicatorFactory(code=code, korte_naam=code[:28], thema=thema, **fields)  # noqa: E731
    huishoudens = make("stapeling-huishoudens", eenheid=AANTAL)
    aantal = make("stapeling-1-of-meer", eenheid=AANTAL, kleinste_cel=GRENS, deel_van=huishoudens)
    procent = make(STAPELING_TOTAAL, eenheid="%", kleinste_cel=GRENS, deel_van=huishoudens)
    klein, tweede, groot = wijken(gemeente, 3)
    for gebied, waarde in {gemeente: 1500, klein: 300, tweede: 500, groot: 700}.items():
        tel(huishoudens, run, {gebied: waarde * 4})
        tel(aantal, run, {gebied: waarde})
        tel(procent, run, {gebied: 25})
    for code, deel, minst in zip(
        STAPELING_DELEN, (40, 25, 15, 10, 5, 5), (44, 25, 15, 10, 1, 5), strict=True
    ):
        part = make(code, eenheid="% van huishoudens met voorziening", kleinste_cel=GRENS, deel_van=aantal)
        tel(part, run, {gemeente: deel, klein: minst, tweede: deel, groot: deel})
    return klein, tweede, groot


def test_no_part_of_a_stapeling_is_what_the_others_leave(stapeling, lezer):
    klein, tweede, groot = stapeling
    lines = lezer.get(reverse("monitor:stapeling_csv")).content.decode().splitlines()
    for gebied, weg in ((klein, 6), (tweede, 6), (groot, 0)):
        own = [line for line in lines if line.startswith(f"{gebied.naam};") and "Zonder" not in line]
        assert len(own) == 6
        assert sum(line.endswith("niet getoond") for line in own) == weg
    page = lezer.get(reverse("monitor:stapeling")).content.decode()
    assert page.count('class="wafel"') == 2, "of the gemeente and of the largest wijk"


def test_what_is_typed_by_hand_and_hidden_comes_back_hidden(gemeente, telling, run, programmamanager):
    klein, tweede, groot = wijken(gemeente, 3)
    tel(telling, run, {gemeente: 63, klein: 3, groot: 40})
    cel = handmatig.Ingevuld((telling.pk, tweede.pk, 2023), "20", "")
    uitkomst = handmatig.store_cellen([cel], actor=programmamanager, moment=timezone.now())
    assert uitkomst[cel.plaats].tekst == "x"
