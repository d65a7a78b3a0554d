"""A value under the limit of its indicator is nowhere: not on a page, in a csv, in the API or in a PDF, now or before."""

import json
import re

import pytest
from django.test import Client

from brunssum.core.rollen import Rol
from monitor.models import Indicator, Waarneming
from reisverslag import services as verslagen
from tests.api.conftest import api, partner, token_for  # noqa: F401 - a partner's system
from tests.monitor.conftest import LATER
from tests.pdf_checks import text_of
from tests.reisverslag.conftest import NU, bronnen, inhouden, verslag  # noqa: F401 - a report of one wijk

pytestmark = pytest.mark.django_db

KLEIN, EERDER, ANDERS = "3.70", "2.90", "7.4"  # of Noord now, of Noord before, of the benchmark
# As people and programs write them, and how far Noord is from the benchmark: from that the figure can be worked out.
GEHEIM = re.compile(r"(?<![\d.,])(3[.,]70?|2[.,]90?|-?50[.,]0)(?![\d])")


@pytest.fixture
def klein(importeer) -> Indicator:
    """Bijstand: in Noord a figure under the limit, which took the place of another one under it."""
    for waarde, moment in ((EERDER, {}), (KLEIN, {"moment": LATER})):
        regels = f"indicator;Benchmark sterk stedelijk;Brunssum-Noord\nBijstand;{ANDERS};{waarde}\n"
        importeer(regels.replace(".", ",").encode(), **moment)
    Indicator.objects.filter(code="bijstand").update(kleinste_cel=5)
    assert Waarneming.objects.filter(waarde__lt=5).count() == 2
    return Indicator.objects.get(code="bijstand")


@pytest.fixture
def lezer(gebruiker_met):
    client = Client()
    client.force_login(gebruiker_met(Rol.BESTUUR))
    return client


def secrets_in(text: str) -> list[str]:
    text = re.sub(
        r"<(svg|path|script src|link|polyline)\b[^>]*>", "", text
    )  # places in a drawing are no figures
    return GEHEIM.findall(re.sub(r'\b(x|y|x1|x2|y1|y2|width|height|transform|points|d)="[^"]*"', "", text))


@pytest.mark.parametrize(
    "path",
    [
        "indicatoren/bijstand/",
        "indicatoren/bijstand/?alle=1",
        "indicatoren/bijstand/?bekend_op=2026-06-01",
        "indicatoren/bijstand/csv/",
        "indicatoren/bijstand/csv/?bekend_op=2026-06-01",
        "driehoek/WK089902/",
        "driehoek/WK089902/?naast=WK089903",
        "driehoek/WK089902/csv/",
        "driehoek/WK089902/csv/?bekend_op=2026-06-01",
        "gebieden/WK089902/",
    ],
)
def test_no_page_and_no_csv_shows_it(klein, lezer, path):
    shown = lezer.get(f"/monitor/{path}")
    assert shown.status_code == 200
    assert secrets_in(shown.content.decode()) == []


def test_the_run_that_replaced_it_does_not_show_it(klein, lezer, client, programmamanager):
    run = Waarneming.objects.get(waarde=EERDER).vervangen_door
    client.force_login(programmamanager)
    for reader in (lezer, client):
        page = reader.get(f"/monitor/verversingen/{run.pk}/").content.decode()
        assert "niet getoond" in page
        assert secrets_in(page) == []


def test_the_api_does_not_give_it(klein, api):  # noqa: F811
    rows = api.get("/api/v1/waarnemingen", indicator="bijstand", gebied="WK089902").json()["resultaten"]
    assert [(row["waarde"], row["reden"]) for row in rows] == [(None, "onderdrukt")]
    for query in ({}, {"gebied": "WK089902"}, {"periode": "2023"}, {"indicator": "bijstand"}):
        assert secrets_in(json.dumps(api.get("/api/v1/waarnemingen", **query).json())) == []


def test_no_pdf_shows_it(verslag, bronnen, programmamanager):  # noqa: F811
    Waarneming.objects.filter(gebied=bronnen.wijk).update(waarde=KLEIN)
    Waarneming.objects.filter(gebied=bronnen.benchmark).update(waarde=ANDERS)
    Indicator.objects.filter(pk=bronnen.indicator.pk).update(kleinste_cel=5)
    uitgave = verslagen.make_uitgave(verslag.pk, actor=programmamanager, op=NU, meld=lambda *line: None)
    with uitgave.bestand.open() as stored:
        text = text_of(stored.read())
    assert "niet getoond" in text
    assert secrets_in(text) == []
