"""What leaves casuïstiek for a reisverslag: released stories, and numbers and sums that tell of nobody."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brunssum.core import bouwstenen
from brunssum.core.bouwstenen import Vraag
from brunssum.core.rollen import Zicht
from casuistiek.models import Boeking, Budget, Casusknelpunt
from casuistiek.queries.budget import safe_budgetten
from tests.factories import CasusFactory, KnelpuntFactory

pytestmark = pytest.mark.django_db

VAN, TOT = date(2026, 1, 1), date(2026, 6, 30)
ERVOOR = date(2025, 12, 31)


@pytest.fixture
def vraag(programmamanager):
    return Vraag(programmamanager, Zicht.OPENBAAR, VAN, TOT)


def stenen(soort, vraag):
    return bouwstenen.offered(vraag, [soort])[soort]


def seen(knelpunt, count, op, door):
    for _ in range(count):
        Casusknelpunt.objects.create(
            casus=CasusFactory(gemeld_op=date(2025, 1, 1)), knelpunt=knelpunt, door=door, op=op
        )


def test_verhalen_are_those_that_were_released_in_the_period(vraag):
    told = CasusFactory(
        verhaal_titel="Een dak",
        anoniem_verhaal="Drie jaar ging het over een dak.",
        vrijgegeven_door=vraag.user,
        vrijgegeven_op=VAN,
    )
    CasusFactory(verhaal_titel="Niet vrijgegeven")
    (steen,) = stenen("casuistiek.verhaal", vraag)
    assert (steen.titel, steen.inhoud, steen.url) == ("Een dak", {"casus": told.pk}, "")


def test_knelpunten_that_are_new_or_grew_by_whole_fives(vraag):
    new = KnelpuntFactory(naam="Nieuw", gemaakt_op=VAN)
    grown = KnelpuntFactory(naam="Groeide", gemaakt_op=date(2025, 1, 1))
    seen(grown, 4, ERVOOR, vraag.user)
    seen(grown, 2, VAN, vraag.user)
    still = KnelpuntFactory(naam="Bijna", gemaakt_op=date(2025, 1, 1))
    seen(still, 5, ERVOOR, vraag.user)
    seen(still, 4, VAN, vraag.user)  # nine: still "5 of meer"
    seen(new, 4, VAN, vraag.user)

    found = {steen.titel: steen.zin for steen in stenen("casuistiek.knelpunt", vraag)}

    assert found == {
        "Nieuw": "Nieuw knelpunt.",
        "Groeide": "Vaker gezien: van minder dan vijf naar 5 casussen of meer.",
    }


def promise(budget, bedragen, door, begin=VAN):
    for nummer, bedrag in enumerate(bedragen):
        Boeking.objects.create(
            budget=budget,
            casus=CasusFactory(),
            soort=Boeking.Soort.VERPLICHTING,
            bedrag=bedrag,
            op=begin + timedelta(days=nummer),
            door=door,
        )


@pytest.fixture
def budget(vraag):
    budget = Budget.objects.create(jaar=2026, financiering="Regiodeal", bedrag=50_000)
    Boeking.objects.create(budget=budget, soort="toekenning", bedrag=50_000, op=VAN, door=vraag.user)
    return budget


def test_budget_is_silent_under_five_casussen(vraag, budget):
    promise(budget, [900] * 4, vraag.user)
    assert stenen("casuistiek.budget", vraag) == []


def test_budget_sums_whole_groups_of_five_and_rounds_down(vraag, budget):
    promise(budget, [900, 800, 700, 610, 500], vraag.user)
    five = safe_budgetten([2026], TOT)[2026]
    assert (five.beschikbaar, five.casussen, five.toegezegd) == (50_000, 5, Decimal(3500))

    promise(budget, [4_000], vraag.user, begin=date(2026, 5, 1))  # the sixth casus shows nowhere

    assert safe_budgetten([2026], TOT)[2026] == five
    (steen,) = stenen("casuistiek.budget", vraag)
    assert steen.zin.endswith("3.500 of meer toegezegd, aan 5 casussen of meer.")


def test_budget_stands_as_on_the_last_day_of_the_period(vraag, budget):
    promise(budget, [1_000] * 5, vraag.user)
    promise(budget, [1_000] * 5, vraag.user, begin=TOT + timedelta(days=1))
    assert safe_budgetten([2026], TOT)[2026].casussen == 5
    assert safe_budgetten([2026, 2027], date(2027, 3, 1))[2026].casussen == 10


def test_bouwstenen_of_casuistiek_cost_the_same_for_three_and_thirty(
    vraag, budget, django_assert_num_queries
):
    ours = ["casuistiek.verhaal", "casuistiek.knelpunt", "casuistiek.budget"]

    def make(count):
        for _ in range(count):
            seen(KnelpuntFactory(gemaakt_op=VAN), 1, VAN, vraag.user)
            CasusFactory(
                verhaal_titel="x", anoniem_verhaal="y", vrijgegeven_door=vraag.user, vrijgegeven_op=VAN
            )
        promise(budget, [100] * count, vraag.user)

    make(3)
    vraag.user.mag("")  # asks for its rollen once
    with CaptureQueriesContext(connection) as few:
        bouwstenen.offered(vraag, ours)
    make(27)
    with django_assert_num_queries(len(few)):
        found = bouwstenen.offered(vraag, ours)
    assert [len(found[soort]) for soort in ours] == [30, 30, 1]


def test_bouwstenen_are_for_who_writes(buitenstaander):
    KnelpuntFactory(gemaakt_op=VAN)
    CasusFactory(verhaal_titel="x", anoniem_verhaal="y", vrijgegeven_door=buitenstaander, vrijgegeven_op=VAN)
    ours = ["casuistiek.verhaal", "casuistiek.knelpunt"]
    assert not any(bouwstenen.offered(Vraag(buitenstaander, Zicht.OPENBAAR, VAN, TOT), ours).values())
