from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from monitor.models import Verversing, Waarneming
from tests.factories import (
    BronFactory,
    GebiedFactory,
    IndicatorFactory,
    VerversingFactory,
    WaarnemingFactory,
)
from tests.monitor.conftest import LATER, MOMENT

pytestmark = pytest.mark.django_db


def test_waarneming_has_one_current_value_per_indicator_gebied_and_year():
    first = WaarnemingFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        WaarnemingFactory(indicator=first.indicator, gebied=first.gebied, waarde=11)

    first.vervangen_door = VerversingFactory()
    first.save()

    WaarnemingFactory(indicator=first.indicator, gebied=first.gebied, waarde=11)
    WaarnemingFactory(indicator=first.indicator, gebied=first.gebied, periode=2024)


@pytest.mark.parametrize(
    ("waarde", "reden"), [(None, ""), (10, "onderdrukt"), (0, "ontbreekt"), (None, "anders")]
)
def test_waarneming_has_a_value_or_a_reason(waarde, reden):
    with pytest.raises(IntegrityError), transaction.atomic():
        WaarnemingFactory(waarde=waarde, reden=reden)


@pytest.mark.parametrize(
    ("waarde", "reden"), [(0, ""), (None, "onderdrukt"), (None, "nvt"), (None, "ontbreekt")]
)
def test_waarneming_may_be_zero_or_missing_for_a_reason(waarde, reden):
    assert WaarnemingFactory(waarde=waarde, reden=reden).pk


@pytest.mark.parametrize("periode", [23, 20234])
def test_waarneming_is_of_a_year(periode):
    with pytest.raises(IntegrityError), transaction.atomic():
        WaarnemingFactory(periode=periode)


def test_waarneming_keeps_what_it_was_told_exactly():
    pk = WaarnemingFactory(waarde=Decimal("12345678901.2345")).pk
    assert Waarneming.objects.get(pk=pk).waarde == Decimal("12345678901.2345")


@pytest.mark.parametrize(
    ("status", "verwerkt_op"),
    [("verwerkt", None), ("voorbeeld", timezone.now()), ("mislukt", timezone.now())],
)
def test_verversing_has_a_moment_exactly_when_it_is_done(status, verwerkt_op):
    with pytest.raises(IntegrityError), transaction.atomic():
        VerversingFactory(status=status, verwerkt_op=verwerkt_op)


def test_verversing_counts_add_up():
    VerversingFactory(cellen=10, nieuw=1, gewijzigd=2, ongewijzigd=3, geweigerd=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        VerversingFactory(cellen=10, nieuw=1)


@pytest.mark.parametrize("status", ["verwerkt", "mislukt", "ingetrokken"])
def test_verversing_that_ended_becomes_nothing_else(status):
    assert not any(Verversing(status=status).can_become(other) for other in Verversing.Status)
    assert Verversing(status="voorbeeld").can_become(status)


def test_indicator_has_at_most_four_decimals():
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorFactory(decimalen=5)
    with pytest.raises(ValidationError, match="vier decimalen"):
        IndicatorFactory.build(decimalen=5, thema=None, bron=None).validate_constraints()


def test_bron_knows_when_to_look_again_and_when_figures_are_late():
    bron, day = BronFactory.build(interval_dagen=7, te_laat_na_dagen=10), MOMENT.date()
    assert (bron.look_after(day), bron.next_after(day)) == (day + timedelta(7), day + timedelta(10))
    bron = BronFactory.build()
    assert (bron.look_after(day), bron.next_after(day)) == (None, None)


def test_as_known_on_gives_what_held_then():
    first_run, second_run = VerversingFactory(verwerkt_op=MOMENT), VerversingFactory(verwerkt_op=LATER)
    old = WaarnemingFactory(waarde=10, verversing=first_run, vervangen_door=second_run)
    new = WaarnemingFactory(indicator=old.indicator, gebied=old.gebied, waarde=11, verversing=second_run)

    known = [
        list(Waarneming.objects.as_known_on(moment))
        for moment in (MOMENT - timedelta(seconds=1), MOMENT, LATER - timedelta(seconds=1), LATER)
    ]

    assert known == [[], [old], [old], [new]]
    assert list(Waarneming.objects.current()) == [new]


def test_toonbaar_hides_what_is_under_the_smallest_cell():
    indicator = IndicatorFactory(kleinste_cel=5)
    for waarde in (0, 4, 5, 6):
        WaarnemingFactory(indicator=indicator, gebied=GebiedFactory(), waarde=waarde)
    WaarnemingFactory(indicator=indicator, waarde=None, reden="nvt")
    WaarnemingFactory(waarde=1)

    rows = Waarneming.objects.toonbaar().order_by("pk")
    shown = [(row.getoonde_waarde, row.getoonde_reden) for row in rows]

    assert shown == [
        (None, "onderdrukt"),
        (None, "onderdrukt"),
        (5, ""),
        (6, ""),
        (None, "nvt"),
        (1, ""),
    ]


def test_toonbaar_can_be_filtered_on_what_is_shown():
    WaarnemingFactory(indicator=IndicatorFactory(kleinste_cel=5), waarde=4)
    assert not Waarneming.objects.toonbaar().filter(getoonde_waarde=4).exists()
    assert Waarneming.objects.toonbaar().filter(getoonde_waarde=None).exists()
