"""What the ambassadeurs gave and what came of it, for who writes a reisverslag: of groups, never of persons."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brunssum.core import bouwstenen
from brunssum.core.bouwstenen import Vraag
from brunssum.core.rollen import Zicht
from tests.factories import AmbassadeurFactory, BijeenkomstFactory, InspanningFactory, ReflectieFactory

pytestmark = pytest.mark.django_db

VAN, TOT = date(2026, 1, 1), date(2026, 6, 30)
OURS = ["ambassadeurs.reflectie", "ambassadeurs.bijeenkomst"]


@pytest.fixture
def vraag(programmamanager):
    return Vraag(programmamanager, Zicht.OPENBAAR, VAN, TOT)


def stenen(soort, vraag):
    return bouwstenen.offered(vraag, [soort])[soort]


def told_back(door, op=date(2026, 3, 10), **kwargs):
    return ReflectieFactory(
        ontvangen_op=date(2026, 2, 28),
        gevolg="overgenomen",
        antwoord="De koffie staat klaar.",
        beantwoord_op=date(2026, 3, 1),
        beantwoord_door=door,
        teruggekoppeld_op=op,
        teruggekoppeld_hoe="gesprek",
        **kwargs,
    )


def meeting(**kwargs):
    begin = datetime(2026, 3, 3, 18, tzinfo=UTC)
    return BijeenkomstFactory(begint_op=begin, eindigt_op=begin + timedelta(hours=2), **kwargs)


def test_reflecties_told_back_name_the_group_and_no_person(vraag):
    lid = AmbassadeurFactory(aanduiding="Iemand met een naam")
    one = told_back(
        vraag.user, onderwerp=InspanningFactory(), ambassadeur=lid, groep=lid.groep, tekst="Zet koffie klaar."
    )
    told_back(vraag.user, op=date(2026, 7, 1))
    ReflectieFactory()

    (steen,) = stenen("ambassadeurs.reflectie", vraag)

    assert steen.sleutel == f"ambassadeurs.reflectie:{one.pk}"
    assert steen.zin == "Zet koffie klaar."
    assert "Iemand met een naam" not in str(steen)
    assert steen.inspanningen == {one.onderwerp_id}


def test_reflecties_are_counted_together_when_there_are_five(vraag):
    for _ in range(5):
        told_back(vraag.user)
    samen = next(steen for steen in stenen("ambassadeurs.reflectie", vraag) if "samen" in steen.sleutel)
    assert samen.titel == "5 reflecties beantwoord en terugverteld"
    assert samen.zin.startswith("De helft binnen 10 dagen")


def test_bijeenkomsten_that_were_held(vraag, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 6, 1, tzinfo=UTC))
    meeting(titel="Samen aan tafel", plaats="Het Noorderhuis", inwoners=12)
    meeting(titel="Klein", plaats="De Brede School", inwoners=3)
    meeting(titel="Afgelast", afgelast_op=datetime(2026, 3, 1, tzinfo=UTC))
    later = datetime(2026, 6, 20, 18, tzinfo=UTC)
    BijeenkomstFactory(titel="Komt nog", begint_op=later, eindigt_op=later + timedelta(hours=1))

    found = {steen.titel: steen.zin for steen in stenen("ambassadeurs.bijeenkomst", vraag)}

    assert set(found) == {"Samen aan tafel", "Klein"}
    assert "met 12 inwoners" in found["Samen aan tafel"]
    assert "inwoners" not in found["Klein"].removeprefix("Bijeenkomst")


def test_bouwstenen_of_ambassadeurs_cost_the_same_for_three_and_thirty(
    vraag, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 6, 1, tzinfo=UTC))

    def make(count):
        for _ in range(count):
            told_back(vraag.user)
            meeting()

    make(3)
    vraag.user.mag("")  # asks for its rollen once
    with CaptureQueriesContext(connection) as few:
        bouwstenen.offered(vraag, OURS)
    make(27)
    with django_assert_num_queries(len(few)):
        found = bouwstenen.offered(vraag, OURS)
    assert [len(found[soort]) for soort in OURS] == [31, 30]


def test_bouwstenen_are_for_who_sees_the_groups(buitenstaander, programmamanager):
    told_back(programmamanager)
    meeting()
    assert not any(bouwstenen.offered(Vraag(buitenstaander, Zicht.OPENBAAR, VAN, TOT), OURS).values())
