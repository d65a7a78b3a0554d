"""Whether a streefwaarde is on course, and when a bijdrage is evidenced."""

from decimal import Decimal

import pytest

from inspanningen import queries
from inspanningen.onderbouwing import onderbouwing
from inspanningen.queries import Koers, Streven
from monitor.models import Indicator
from monitor.queries import Punt
from tests.factories import IndicatorFactory, ProgrammaFactory, StreefwaardeFactory, WaarnemingFactory


def punt(jaar, waarde):
    return Punt(jaar, waarde, "", voorlopig=False, editie="")


@pytest.mark.parametrize(
    ("gunstig", "begin", "nieuwste", "koers"),
    [
        ("lager", (2024, 10), (2027, 5), Koers.GEHAALD),
        ("lager", (2024, 10), (2027, 7.5), Koers.OP_KOERS),
        ("lager", (2024, 10), (2027, 7.6), Koers.ACHTER),
        ("lager", (2024, 10), (2030, 6), Koers.NIET_GEHAALD),
        ("hoger", (2024, 1), (2027, 3), Koers.OP_KOERS),
        ("hoger", (2024, 1), (2027, 2.9), Koers.ACHTER),
        ("lager", (2024, 10), (2024, 10), Koers.ONBEKEND),
        ("geen", (2024, 10), (2027, 5), Koers.ONBEKEND),
    ],
)
def test_koers(gunstig, begin, nieuwste, koers):
    streef = StreefwaardeFactory.build(
        indicator=IndicatorFactory.build(gunstig=gunstig), jaar=2030, waarde=Decimal(5)
    )
    assert Streven(streef, punt(*nieuwste), punt(*begin)).koers == koers


def test_koers_without_a_figure_is_unknown():
    streef = StreefwaardeFactory.build(indicator=IndicatorFactory.build(gunstig="lager"))
    assert Streven(streef, None).koers == Koers.ONBEKEND


@pytest.mark.parametrize(
    ("steunt", "tegen", "stand"), [(0, 0, "nooit"), (2, 0, "steunt"), (1, 3, "gemengd"), (0, 1, "tegen")]
)
def test_onderbouwing(steunt, tegen, stand):
    assert onderbouwing(steunt, tegen) == stand


@pytest.mark.django_db
def test_the_batch_and_the_page_of_an_indicator_say_the_same(programmamanager):
    ProgrammaFactory(start=2022)
    indicator = IndicatorFactory(gunstig=Indicator.Gunstig.LAGER)
    streef = StreefwaardeFactory(indicator=indicator, jaar=2030, waarde=Decimal(5))
    for jaar, waarde in ((2020, 12), (2022, 10), (2024, 9)):
        WaarnemingFactory(indicator=indicator, gebied=streef.gebied, periode=jaar, waarde=Decimal(waarde))

    (alone,) = queries.streven(indicator, programmamanager)
    (batch,) = queries.streven_van([streef.doelstelling], programmamanager)

    assert (alone.begin.periode, alone.nieuwste.periode) == (2022, 2024)
    assert (batch.begin.periode, batch.nieuwste.periode, batch.koers) == (2022, 2024, alone.koers)
