"""What the monitor offers to who writes a reisverslag."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brunssum.core import bouwstenen
from brunssum.core.bouwstenen import Vraag
from brunssum.core.models import Gebied
from brunssum.core.rollen import Zicht
from monitor.models import Verversing
from tests.api.cijfers import make_indicator, make_waarneming
from tests.factories import GebiedFactory, UitvraagFactory, VerhaalFactory

pytestmark = pytest.mark.django_db

VAN, TOT = date(2026, 1, 1), date(2026, 6, 30)


@pytest.fixture
def vraag(programmamanager):
    return Vraag(programmamanager, Zicht.OPENBAAR, VAN, TOT)


@pytest.fixture
def wijk(settings):
    gemeente = GebiedFactory(code=settings.GEMEENTE_CODE, naam="Brunssum", soort=Gebied.Soort.GEMEENTE)
    return GebiedFactory(naam="Wijk 02 Noord", soort=Gebied.Soort.WIJK, ouder=gemeente)


def stenen(soort, vraag):
    return bouwstenen.offered(vraag, [soort])[soort]


def read_in(op=datetime(2026, 3, 3, tzinfo=UTC)):
    Verversing.objects.update(verwerkt_op=op)


def test_cijfers_tell_which_way_and_how_far(vraag, wijk):
    bijstand = make_indicator("bijstand", naam="Bijstand", eenheid="% van de huishoudens", gunstig="lager")
    make_waarneming(bijstand, wijk, 2023, waarde="8.0")
    make_waarneming(bijstand, wijk, 2025, waarde="6.8")
    read_in()

    (steen,) = stenen("monitor.indicator", vraag)

    assert steen.sleutel == f"monitor.indicator:{bijstand.pk}-2025"
    assert steen.zin == "% van de huishoudens: Noord van 8,0 in 2023 naar 6,8 in 2025 (gunstiger)."
    assert steen.inhoud == {"indicator": bijstand.pk, "gebieden": [wijk.pk]}


@pytest.mark.parametrize(
    ("was", "nu", "told"), [("100", "104.9", False), ("100", "105", True), ("100", "95", True)]
)
def test_cijfers_that_hardly_moved_are_no_news(was, nu, told, vraag, wijk):
    one = make_indicator("een", gunstig="geen")
    make_waarneming(one, wijk, 2023, waarde=was)
    make_waarneming(one, wijk, 2024, waarde=nu)
    read_in()
    assert bool(stenen("monitor.indicator", vraag)) == told


def test_cijfers_that_were_read_in_before_or_break_or_are_small_are_no_news(vraag, wijk):
    broken = make_indicator("gebroken", gunstig="lager")
    broken.breuken = [{"jaar": 2024, "uitleg": "Anders geteld."}]
    small = make_indicator("klein", gunstig="lager", kleinste_cel=10)
    for indicator in (broken, small):
        indicator.save()
        make_waarneming(indicator, wijk, 2023, waarde="20")
        make_waarneming(indicator, wijk, 2024, waarde="7")
    old = make_indicator("oud", gunstig="lager")
    make_waarneming(old, wijk, 2023, waarde="20")
    make_waarneming(old, wijk, 2024, waarde="40")
    read_in()
    Verversing.objects.filter(waarnemingen__indicator=old).update(
        verwerkt_op=datetime(2025, 12, 1, tzinfo=UTC)
    )
    assert stenen("monitor.indicator", vraag) == []


def test_verhalen_and_uitvragen_of_the_period(vraag):
    told = VerhaalFactory(titel="Koffie", gepubliceerd=True)
    VerhaalFactory(titel="Nog niet")
    VerhaalFactory(titel="Later", gepubliceerd=True, gepubliceerd_op=date(2026, 7, 1))
    UitvraagFactory(
        naam="Ronde langs de deuren", tot=TOT, van=VAN, meegedaan=4, samenvatting="Men wil licht."
    )

    (verhaal,) = stenen("monitor.verhaal", vraag)
    (uitvraag,) = stenen("monitor.uitvraag", vraag)

    assert (verhaal.titel, verhaal.inhoud) == ("Koffie", {"verhalen": [told.pk]})
    assert uitvraag.zin == "Men wil licht."  # four people are not counted


def test_bouwstenen_of_the_monitor_cost_the_same_for_three_and_thirty(vraag, wijk, django_assert_num_queries):
    ours = ["monitor.indicator", "monitor.verhaal", "monitor.uitvraag"]

    def make(numbers):
        for number in numbers:
            one = make_indicator(f"i{number}", gunstig="lager")
            for jaar in (2023, 2024):
                make_waarneming(one, wijk, jaar, waarde=jaar - 2000 if jaar == 2023 else 50)
            VerhaalFactory(gepubliceerd=True)
            UitvraagFactory(van=VAN, tot=TOT)
        read_in()

    make(range(3))
    vraag.user.mag("")  # asks for its rollen once
    with CaptureQueriesContext(connection) as few:
        bouwstenen.offered(vraag, ours)
    make(range(3, 30))
    with django_assert_num_queries(len(few)):
        found = bouwstenen.offered(vraag, ours)
    assert [len(found[soort]) for soort in ours] == [30, 30, 30]


def test_bouwstenen_are_for_who_sees_the_monitor(buitenstaander, wijk):
    VerhaalFactory(gepubliceerd=True)
    UitvraagFactory(van=VAN, tot=TOT)
    one = make_indicator("een", gunstig="lager")
    make_waarneming(one, wijk, 2023, waarde="1")
    make_waarneming(one, wijk, 2024, waarde="9")
    read_in()
    ours = ["monitor.indicator", "monitor.verhaal", "monitor.uitvraag"]
    assert not any(bouwstenen.offered(Vraag(buitenstaander, Zicht.OPENBAAR, VAN, TOT), ours).values())
