"""How many signalen, how many taken up, how fast answered: for the programme, and never of a few people."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from brunssum.core.rollen import Rol
from casuistiek.signaalcijfers import jaren, signaalcijfers
from casuistiek.signaalstanden import Stand
from tests.factories import CasusFactory, GebiedFactory, OrganisatieFactory, SignaalFactory

DAG = date(2026, 3, 2)


@pytest.fixture
def weller(db):
    return OrganisatieFactory(naam="Weller")


def give(gebied, organisatie, *, na: int | None = None, opgepakt: bool = True, op: date = DAG):
    """A signaal that was answered after so many days; None: it still waits."""
    signaal = SignaalFactory(gebied=gebied, organisatie=organisatie, ontvangen_op=op)
    signaal.stappen.create(stand=Stand.ONTVANGEN, op=op)
    if na is not None:
        signaal.stand = Stand.OPGEPAKT if opgepakt else Stand.NIET_OPGEPAKT
        signaal.casus = CasusFactory(gebied=gebied) if opgepakt else None
        signaal.afgesloten_op = None if opgepakt else op
        signaal.save()
        signaal.stappen.create(stand=signaal.stand, op=op + timedelta(days=na))
        if opgepakt:
            signaal.stappen.create(stand=Stand.BEKEKEN, op=op + timedelta(days=na + 90))
    return signaal


def test_each_row_counts_in_fives_and_its_median_needs_five_answers(wijk, buurt, weller):
    for na in (1, 2, 3, 9, 30):
        give(buurt, weller, na=na)
    give(wijk, weller, na=5, opgepakt=False)
    give(wijk, weller)
    give(GebiedFactory(), OrganisatieFactory(naam="ISD BOL"), na=40)
    cijfers = signaalcijfers(2026)
    noord = next(regel for regel in cijfers.wijken if regel.naam == wijk.naam)
    assert (noord.aantal, noord.opgepakt, noord.tot_antwoord.dagen) == (5, 5, 4)
    isd, van_weller = cijfers.partners
    assert (isd.naam, isd.aantal, isd.opgepakt, isd.tot_antwoord.dagen, isd.tot_antwoord.is_te_klein) == ("ISD BOL", None, None, None, True)  # fmt: skip
    assert (van_weller.aantal, van_weller.tot_antwoord.dagen) == (5, 4)
    assert cijfers.tot_antwoord.dagen == 5
    assert signaalcijfers(2025).partners == ()


def test_the_whole_leaves_room_for_what_is_hidden(wijk, weller):
    """Five partners of four each: "20 of meer" would say that each is exactly four."""
    for _ in range(5):
        partner = OrganisatieFactory()
        for _ in range(4):
            give(wijk, partner)
    cijfers = signaalcijfers(2026)
    assert next(regel for regel in cijfers.wijken if regel.naam == wijk.naam).aantal == 20
    assert cijfers.aantal == 15


def test_the_page_offers_the_years_and_tells_of_nobody(client, gebruiker_met, wijk, weller):
    give(wijk, weller, na=123, op=date(2024, 12, 31))
    client.force_login(gebruiker_met(Rol.WIJKMANAGER))
    page = reverse("casuistiek:signaal_figures")
    assert page in client.get(reverse("casuistiek:signalen")).content.decode()
    text = client.get(page, {"jaar": "2024"}).content.decode()
    assert "Weller" in text
    assert "te weinig" in text
    assert "123" not in text
    assert jaren(date(2026, 1, 1)) == [2026, 2025, 2024]
    assert client.get(page, {"jaar": "gisteren"}).status_code == 200


def test_it_costs_two_queries_however_many(wijk, weller, django_assert_num_queries):
    for na in (1, 2, None):
        give(wijk, weller, na=na)
    with django_assert_num_queries(2):
        signaalcijfers(2026)
