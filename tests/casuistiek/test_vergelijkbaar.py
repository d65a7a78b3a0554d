"""What helped in earlier casussen: what is shown of one that may not be seen, and to whom."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Casus, Knelpunt, Voorstel
from casuistiek.stappen import Stap
from casuistiek.vergelijkbaar import Vergelijkbaar, band, vergelijkbare

from .conftest import MELDING

HTMX = {"HX-Request": "true"}
TEKST = "In het schuurtje van deze bewoner lekt het dak boven de scootmobiel."
GEHEIM = "Kwartelkuiken"


@pytest.fixture
def elders(gebruiker_met):
    """Handles casussen, and may not see those of these tests."""
    return gebruiker_met(Rol.WIJKMANAGER, naam="Elders")


@pytest.fixture
def geholpen(casus_op):
    return casus_op(Stap.NAZORG, bedrag=Decimal(480))


def test_of_a_casus_one_may_not_see_it_shows_what_helped_and_about_what_it_cost(geholpen, elders):
    knelpunt = Knelpunt.objects.create(
        naam="Een schuurtje is geen woning",
        soort="geen_regeling",
        domein="wonen",
        eigenaar=elders,
        gemaakt_op=MELDING,
    )
    geholpen.casusknelpunten.create(knelpunt=knelpunt, door=elders, op=MELDING)
    assert vergelijkbare(elders, TEKST) == [
        Vergelijkbaar(
            kleine_duw="Het dak van het schuurtje laten herstellen.",
            knelpunten=("Een schuurtje is geen woning",),
            kosten="hoogstens €\u00a0500",
            dagen=4,
            casus=None,
        )
    ]


def test_of_a_casus_one_may_see_it_leads_there(geholpen, wijkmanager):
    assert vergelijkbare(wijkmanager, TEKST)[0].casus == geholpen


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.WIJKMANAGER, Rol.PROGRAMMAMANAGER)])
def test_it_is_for_who_handles_casussen(geholpen, gebruiker_met, rol):
    assert vergelijkbare(gebruiker_met(rol), TEKST) == []


@pytest.mark.parametrize("stap", [Stap.TER_PLEKKE, Stap.VOORSTEL, Stap.BESLUIT, Stap.DOORGELEID])
def test_a_casus_in_which_nothing_helped_yet_is_not_shown(casus_op, elders, stap):
    casus_op(stap)
    assert vergelijkbare(elders, TEKST) == []


def test_the_casus_itself_is_left_out(geholpen, wijkmanager):
    assert vergelijkbare(wijkmanager, TEKST, behalve=geholpen) == []


@pytest.mark.parametrize(
    "duw",
    ["Mevrouw Zonnedauw een dak geven.", "Het dak van Kerkstraat 12 laten herstellen.", "Bel 0612345678."],
)
def test_a_push_that_may_tell_who_it_was_is_shown_only_to_who_may_see_the_casus(
    geholpen, elders, wijkmanager, duw
):
    Voorstel.objects.update(kleine_duw=duw)
    assert vergelijkbare(elders, TEKST)[0].kleine_duw == ""
    assert vergelijkbare(wijkmanager, TEKST)[0].kleine_duw == duw


def test_a_push_with_the_name_of_the_betrokkene_is_not_shown(geholpen, elders, wijkmanager):
    services.set_betrokkene(geholpen.pk, actor=wijkmanager, naam=GEHEIM)
    Voorstel.objects.update(kleine_duw=f"{GEHEIM} kreeg een dak.")
    assert vergelijkbare(elders, TEKST)[0].kleine_duw == ""


def test_the_text_that_was_searched_is_never_shown(client, geholpen, elders):
    """Also not to who finds the casus by it."""
    Casus.objects.update(wat_gaat_mis=f"{TEKST} Dat vertelde {GEHEIM}.")
    client.force_login(elders)
    address = reverse("casuistiek:concept_similar", args=[uuid4()])
    page = client.post(address, {"wat_gaat_mis": f"{TEKST} {GEHEIM}"}, headers=HTMX).content.decode()
    assert "laten herstellen" in page
    assert GEHEIM not in page
    assert "2026-001" not in page
    assert "Klingelsberg" not in page


@pytest.mark.parametrize(
    ("bedrag", "wanted"),
    [("0", "geen geld"), ("0.01", "hoogstens €\u00a0250"), ("250", "hoogstens €\u00a0250"), ("250.01", "hoogstens €\u00a0500"), ("10000.01", "meer dan €\u00a010.000")],
)  # fmt: skip
def test_band_is_as_coarse_as_it_says(bedrag, wanted):
    assert band(Decimal(bedrag)) == wanted


def test_it_asks_no_more_queries_for_more_casussen(geholpen, casus_op, elders, django_assert_num_queries):
    vergelijkbare(elders, TEKST)  # the rights come along with the first
    with CaptureQueriesContext(connection) as one:
        assert len(vergelijkbare(elders, TEKST)) == 1
    for _ in range(3):
        casus_op(Stap.NAZORG, bedrag=Decimal(10))
    with django_assert_num_queries(len(one)):
        assert len(vergelijkbare(elders, TEKST)) == 4


def test_without_javascript_the_log_page_keeps_what_was_typed(client, geholpen, elders):
    client.force_login(elders)
    address = reverse("casuistiek:concept_similar", args=[uuid4()])
    response = client.post(address, {"wat_gaat_mis": TEKST, "urgentie": "1"})
    page = response.content.decode()
    assert response.status_code == 200
    assert f"{TEKST}</textarea>" in page
    assert "laten herstellen" in page
    assert not Casus.objects.filter(is_concept=True).exists()


def test_concept_of_another_does_not_exist(client, elders, gebruiker_met):
    kenmerk = uuid4()
    services.save_concept(kenmerk, actor=gebruiker_met(Rol.WIJKMANAGER), op=MELDING, wat_gaat_mis="x")
    client.force_login(elders)
    address = reverse("casuistiek:concept_similar", args=[kenmerk])
    assert client.post(address, {"wat_gaat_mis": TEKST}).status_code == 404


def test_page_of_a_casus_shows_what_helped_before(client, geholpen, casus_op, wijkmanager, elders):
    casus = casus_op(Stap.TER_PLEKKE)
    client.force_login(wijkmanager)
    address = reverse("casuistiek:similar", args=[casus.kenmerk])
    assert address in client.get(reverse("casuistiek:detail", args=[casus.kenmerk])).content.decode()
    assert "laten herstellen" in client.get(address).content.decode()
    part = client.get(address, headers=HTMX).content.decode()
    assert "<html" not in part
    assert "laten herstellen" in part
    client.force_login(elders)
    assert client.get(address).status_code == 404
