"""Where the marks of the timeline stand: in time, beside each other, and counted when there is no room."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from inspanningen.models import Mijlpaal
from inspanningen.presenters.planning import planningregels
from inspanningen.presenters.tijdlijn import KOP, LINKS, MAX_BANEN, RECHTS, tijdlijn, whole_years
from inspanningen.queries.mijlpalen import mijlpaal_feiten
from inspanningen.vage_datum import read
from tests.factories import InspanningFactory, MijlpaalFactory

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 7, 2)
JAAR = (date(2026, 1, 1), date(2026, 12, 31))


def plan(wanneer, eerst=None, **kwargs):
    one, first = read(wanneer), read(eerst or wanneer)
    velden = {"wanneer": one.tekst, "van": one.van, "tot": one.tot}
    velden |= {"eerste_wanneer": first.tekst, "eerste_van": first.van, "eerste_tot": first.tot}
    return MijlpaalFactory(**velden | kwargs)


def drawn(venster=JAAR):
    regels = planningregels(mijlpaal_feiten(Mijlpaal.objects.in_order()), VANDAAG)
    return tijdlijn([("1 Een inspanning", 1, regels)], venster, VANDAAG)


def test_x_is_time_and_today_is_halfway_the_year():
    plan("2026")
    plan("1 januari 2026", gehaald_op=date(2026, 1, 1))
    picture = drawn()
    assert picture.vandaag_x == pytest.approx((LINKS + RECHTS) / 2, abs=2)
    reached, whole = sorted(picture.rijen[0].merken, key=lambda merk: merk.soort)
    assert (reached.soort, reached.balk_breedte) == ("gehaald", 0)
    assert reached.x == pytest.approx(LINKS, abs=2)
    assert (whole.soort, whole.balk_x, whole.balk_breedte) == ("gepland", LINKS, RECHTS - LINKS)
    assert drawn((date(2030, 1, 1), date(2030, 12, 31))).vandaag_x is None


def test_shapes_by_status_and_by_how_long_the_plan_is():
    inspanning = InspanningFactory()
    plan("derde kwartaal 2026", naam="balk", inspanning=inspanning)
    plan("15 oktober 2026", naam="punt", inspanning=inspanning)
    plan("april 2026", naam="laat", inspanning=inspanning)
    plan("mei 2026", naam="weg", inspanning=inspanning, status="vervallen", vervallen_op=VANDAAG, vervallen_reden="Nee.")  # fmt: skip
    plan("mei 2026", eerst="maart 2026", naam="er", inspanning=inspanning, gehaald_op=date(2026, 5, 9))
    merken = {merk.regel.feit.naam: merk for merk in drawn().rijen[0].merken}
    assert {naam: (merk.soort, merk.balk_breedte > 0) for naam, merk in merken.items()} == {
        "balk": ("gepland", True),
        "punt": ("gepland", False),
        "laat": ("laat", True),
        "weg": ("vervallen", False),
        "er": ("gehaald", False),
    }
    first, now = merken["er"].lijn
    assert first < now == pytest.approx(merken["er"].x, abs=2)
    assert merken["balk"].lijn is None


def test_marks_never_cover_each_other_and_what_finds_no_room_is_counted():
    inspanning = InspanningFactory()
    for number in range(60):
        day = f"{date(2026, 1, 1) + timedelta(days=number * 6):%d-%m-%Y}"
        plan(day, naam=f"Een mijlpaal met een lange naam, nummer {number}", inspanning=inspanning)
    (rij,) = drawn().rijen
    for one, other in combinations(rij.merken, 2):
        if one.y == other.y:
            assert one.x + 10 <= other.x - 10 or other.x + 10 <= one.x - 10
    assert len({merk.y for merk in rij.merken}) <= MAX_BANEN
    for number in range(40):
        plan("2 juli 2026", naam=f"Zelfde dag {number}", inspanning=inspanning)
    (rij,) = drawn().rijen
    assert rij.niet_getekend == 100 - len(rij.merken) >= 36
    assert all(KOP <= merk.y <= KOP + rij.hoogte for merk in rij.merken)


def test_what_lies_outside_stands_on_the_edge():
    plan("2020 t/m 2040")
    (merk,) = drawn().rijen[0].merken
    assert (merk.balk_x, merk.balk_x + merk.balk_breedte) == (LINKS, RECHTS)


@pytest.mark.parametrize(("jaren", "namen"), [(1, ["2026"]), (4, ["2026", "2027", "2028", "2029"])])
def test_axis_names_the_years(jaren, namen):
    plan("2026")
    strepen = drawn((date(2026, 1, 1), date(2025 + jaren, 12, 31))).strepen
    assert [streep.tekst for streep in strepen if streep.is_jaar] == namen
    assert sum(not streep.is_jaar for streep in strepen) == 4 * jaren


def test_axis_of_many_years_names_each_fifth():
    plan("2026")
    strepen = drawn(whole_years((date(2024, 5, 1), date(2050, 2, 1)))).strepen
    assert [streep.tekst for streep in strepen if streep.tekst] == ["2025", "2030", "2035", "2040", "2045", "2050"]  # fmt: skip


def test_the_description_counts_what_is_drawn():
    plan("april 2026")
    plan("oktober 2026")
    assert drawn().omschrijving.startswith(
        "2 mijlpalen in 2026: 0 gehaald, 1 gepland, 1 te laat en 0 vervallen."
    )
