"""Storing the figures of a run. The database does the comparing, so these run on SQLite and PostgreSQL alike."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from monitor import services
from monitor.models import Waarneming
from monitor.queries import Cijfer
from tests.factories import GebiedFactory, IndicatorFactory, VerversingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plaatsen() -> list[tuple[int, int, int]]:
    """Two indicators, three gebieden, twenty-five years."""
    indicatoren, gebieden = IndicatorFactory.create_batch(2), GebiedFactory.create_batch(3)
    return [(i.pk, g.pk, 2000 + jaar) for i in indicatoren for g in gebieden for jaar in range(25)]


def store(cijfers) -> dict:
    return dict(services.store_waarnemingen(VerversingFactory(), cijfers))


def every(plaatsen, waarde):
    return (Cijfer(*plaats, Decimal(waarde)) for plaats in plaatsen)


def facts(rows) -> set[tuple]:
    return set(rows.values_list("indicator", "gebied", "periode", "waarde", "reden", "status", "editie"))


def test_any_number_of_figures_in_a_fixed_number_of_queries(
    plaatsen, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(services.waarnemingen, "BATCH", 50)
    run = VerversingFactory()
    with django_assert_max_num_queries(9 + 3):  # a round trip for each batch
        assert services.store_waarnemingen(run, every(plaatsen, 1)) == {"nieuw": 150}
    assert run.waarnemingen.count() == 150


def test_new_changed_and_unchanged_in_one_delivery(plaatsen, monkeypatch):
    monkeypatch.setattr(services.waarnemingen, "BATCH", 40)
    first = VerversingFactory()
    services.store_waarnemingen(first, every(plaatsen[:100], 1))
    run = VerversingFactory()
    delivered = [*every(plaatsen[:70], 1), *every(plaatsen[70:], 2)]

    assert services.store_waarnemingen(run, delivered) == {"ongewijzigd": 70, "gewijzigd": 30, "nieuw": 50}

    assert facts(Waarneming.objects.current()) == {
        (*cijfer.plaats, cijfer.waarde, "", "definitief", "") for cijfer in delivered
    }
    replaced = Waarneming.objects.filter(vervangen_door=run)
    assert facts(replaced) == {(*plaats, 1, "", "definitief", "") for plaats in plaatsen[70:100]}
    assert set(replaced.values_list("verversing", flat=True)) == {first.pk}
    assert run.waarnemingen.count() == 80


def test_the_same_delivery_again_changes_nothing(plaatsen):
    delivered = [
        *(Cijfer(*plaats, Decimal("0.10005")) for plaats in plaatsen[:10]),  # one decimal more than is kept
        *(Cijfer(*plaats, None, "nvt") for plaats in plaatsen[10:20]),
        *(Cijfer(*plaats, Decimal(0)) for plaats in plaatsen[20:30]),
    ]
    assert store(delivered) == {"nieuw": 30}
    before = list(Waarneming.objects.values_list())

    assert store(delivered) == {"ongewijzigd": 30}
    assert list(Waarneming.objects.values_list()) == before


@pytest.mark.parametrize(
    ("was", "wordt"),
    [
        ({"waarde": Decimal("1.5")}, {"waarde": Decimal("1.6")}),
        ({"waarde": Decimal("0")}, {"waarde": None, "reden": "ontbreekt"}),
        ({"waarde": None, "reden": "ontbreekt"}, {"waarde": Decimal("0")}),
        ({"waarde": None, "reden": "ontbreekt"}, {"waarde": None, "reden": "onderdrukt"}),
        ({"waarde": Decimal(1), "status": "voorlopig"}, {"waarde": Decimal(1), "status": "definitief"}),
    ],
)
def test_another_figure_reason_or_status_is_a_change(plaatsen, was, wordt):
    assert store([Cijfer(*plaatsen[0], **was)]) == {"nieuw": 1}
    assert store([Cijfer(*plaatsen[0], **wordt)]) == {"gewijzigd": 1}
    assert Waarneming.objects.current().get().reden == wordt.get("reden", "")


def test_another_edition_alone_is_no_change(plaatsen):
    assert store([Cijfer(*plaatsen[0], Decimal(1), editie="2024-05")]) == {"nieuw": 1}
    assert store([Cijfer(*plaatsen[0], Decimal(1), editie="2024-06")]) == {"ongewijzigd": 1}
    assert Waarneming.objects.get().editie == "2024-05"


def test_a_figure_that_comes_back_is_a_change_and_keeps_all_before_it(plaatsen):
    for waarde in (1, 2, 1):
        store(every(plaatsen[:3], waarde))
    assert Waarneming.objects.count() == 9
    assert {row.waarde for row in Waarneming.objects.current()} == {1}


def test_nothing_delivered_is_nothing_stored():
    assert store([]) == {}


def test_a_delivery_that_breaks_off_leaves_nothing(plaatsen, monkeypatch):
    monkeypatch.setattr(services.waarnemingen, "BATCH", 50)
    store(every(plaatsen[:100], 1))
    before = list(Waarneming.objects.values_list())

    def breaks_off():
        yield from every(plaatsen[:120], 2)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store(breaks_off())
    assert list(Waarneming.objects.values_list()) == before
    assert store(every(plaatsen, 2)) == {"gewijzigd": 100, "nieuw": 50}


@pytest.mark.parametrize(
    "fout",
    [
        pytest.param(lambda plaats: Cijfer(*plaats, Decimal(3)), id="a place that was there before"),
        pytest.param(lambda plaats: Cijfer(*plaats, None), id="no figure and no reason"),
        pytest.param(lambda plaats: Cijfer(*plaats, Decimal(3), "nvt"), id="a figure and a reason"),
        pytest.param(lambda plaats: Cijfer(*plaats[:2], 3000, Decimal(3)), id="a year that cannot be"),
    ],
)
def test_one_figure_that_cannot_be_refuses_all(plaatsen, fout):
    store(every(plaatsen[:10], 1))
    before = list(Waarneming.objects.values_list())
    with pytest.raises(IntegrityError), transaction.atomic():
        store([*every(plaatsen, 2), fout(plaatsen[0])])
    assert list(Waarneming.objects.values_list()) == before
