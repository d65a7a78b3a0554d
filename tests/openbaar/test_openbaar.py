import re
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brunssum.core.rollen import Rol
from inspanningen.models import Inspanning
from inspanningen.velden import VELDEN
from reisverslag import services
from reisverslag.models import Reisverslag
from reisverslag.services import stappen
from tests.api.cijfers import make_indicator, make_waarneming
from tests.factories import (
    DoelstellingFactory,
    HoofdstukFactory,
    InspanningFactory,
    ParticipatieFactory,
    ReisverslagFactory,
    UitgaveFactory,
)
from tests.openbaar.maken import make_gebied_met_cijfers, make_gepubliceerd
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db
Stap = Reisverslag.Stap

PAGES = ("begin", "programma", "gebieden", "verslagen", "feed")


def url(name, *args):
    return reverse(f"openbaar:{name}", args=args)


@pytest.fixture
def gepubliceerd():
    return make_gepubliceerd(titel="Onderweg in Noord")


@pytest.fixture
def addresses(gepubliceerd):
    """Every public address, and some that are not there."""
    wijk = make_gebied_met_cijfers()
    found = [url(name) for name in PAGES]
    found += [url("gebied", wijk.code), url("verslag", gepubliceerd.pk), url("pdf", gepubliceerd.pk)]
    found += [
        "/sitemap.xml",
        "/robots.txt",
        "/api",
        "/api/",
        "/openbaar/niets/",
        "/openbaar/gebieden/WK0/",
        url("verslag", 999),
    ]
    return found


def content(response):
    return b"".join(response) if response.streaming else response.content


def test_no_cookie_is_ever_set_and_a_login_makes_no_difference(client, addresses, gebruiker_met):
    anonymous = {address: client.get(address) for address in addresses}
    before = {address: content(response) for address, response in anonymous.items()}
    client.force_login(gebruiker_met(*Rol))
    for address in addresses:
        response = client.get(address)
        assert content(response) == before[address], address
        assert not response.cookies, address
        assert "Set-Cookie" not in response.headers, address
        assert response.get("Vary") in {None, "Accept-Encoding"}, address
        assert not anonymous[address].cookies, address


def test_caches_may_keep_a_page_and_ask_whether_it_changed(client, addresses):
    for address in addresses:
        response = client.get(address)
        content(response)
        assert (
            response["Cache-Control"] == "max-age=600, public"
            or response["Cache-Control"] == "public, max-age=600"
        ), address
        if response.status_code == 200:
            again = client.get(address, headers={"If-None-Match": response["ETag"]})
            assert again.status_code == 304, address
            assert not content(again), address


def test_the_security_headers_are_there_as_elsewhere(client, gepubliceerd):
    response = client.get(url("verslag", gepubliceerd.pk))
    csp = response["Content-Security-Policy"]
    assert "script-src 'self'" in csp
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    page = response.content.decode()
    assert "<script" not in page
    assert "og:" not in page
    assert "csrf" not in page


def test_the_verslag_is_read_with_heads_that_skip_no_level(client, gepubliceerd):
    page = client.get(url("verslag", gepubliceerd.pk)).content.decode()
    assert "<h1>Onderweg in Noord</h1>" in page
    assert "Wat we zagen</h2>" in page
    assert "<h3>Onderweg</h3>" in page
    uitgave = gepubliceerd.uitgaven.get()
    for said in (
        uitgave.sha256,
        "Versie 1",
        "kenmerk",
        "Zo verwijst u hiernaar",
        f"/openbaar/reisverslagen/{gepubliceerd.pk}/",
    ):
        assert said in page
    pdf = client.get(url("pdf", gepubliceerd.pk))
    assert content(pdf) == b"%PDF-1.7"
    assert pdf["ETag"] == f'"{uitgave.sha256}"'


@pytest.mark.parametrize(
    "make",
    [
        lambda: ReisverslagFactory(),
        lambda: UitgaveFactory().reisverslag,
        lambda: make_gepubliceerd(publiek=Reisverslag.Publiek.AMBASSADEURS),
    ],
)
def test_what_is_not_for_everyone_is_not_there(client, make):
    verslag = make()
    for name in ("verslag", "pdf"):
        assert client.get(url(name, verslag.pk)).status_code == 404
    assert verslag.titel not in client.get(url("verslagen")).content.decode()
    assert f"reisverslagen/{verslag.pk}/" not in client.get("/sitemap.xml").content.decode()


def test_what_is_withdrawn_says_so(client, gepubliceerd, programmamanager):
    stappen.withdraw_publication(
        gepubliceerd.pk, actor=programmamanager, op=NU, toelichting="Staat een fout in van een ambtenaar."
    )
    for name in ("verslag", "pdf"):
        response = client.get(url(name, gepubliceerd.pk))
        assert response.status_code == 410
        assert "trok het in op 1 juli 2026" in response.content.decode()
        assert "ambtenaar" not in response.content.decode(), "why is for inside"
    stappen.publish(gepubliceerd.pk, actor=programmamanager, op=NU)
    assert client.get(url("verslag", gepubliceerd.pk)).status_code == 200


def test_what_is_for_ambassadeurs_cannot_be_published(programmamanager):
    verslag = UitgaveFactory(reisverslag__publiek=Reisverslag.Publiek.AMBASSADEURS).reisverslag
    with pytest.raises(stappen.StapGeweigerd, match="alleen voor ambassadeurs"):
        stappen.publish(verslag.pk, actor=programmamanager, op=NU)


def test_every_kind_of_blok_reads_without_links_to_inside(client, inhouden, programmamanager):
    verslag = ReisverslagFactory(publiek=Reisverslag.Publiek.INWONERS)
    hoofdstuk = HoofdstukFactory(reisverslag=verslag)
    for soort, inhoud in inhouden.items():
        services.add_blok(hoofdstuk.pk, actor=programmamanager, soort=soort, inhoud=inhoud)
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    stappen.publish(verslag.pk, actor=programmamanager, op=NU)
    page = client.get(url("verslag", verslag.pk)).content.decode()
    for told in (
        "Stabiliteitsdriehoek",
        "Huishoudens met bijstand",
        "Werken met ambassadeurs",
        "Een dak boven",
    ):
        assert told in page
    links = set(re.findall(r'href="([^"#]+)', page))
    assert {
        one
        for one in links
        if not one.startswith(("/openbaar/", "/static/", "http", "/toegankelijkheid/", "/api/"))
    } == set()
    assert client.get(url("pdf", verslag.pk)).status_code == 404, "no pdf was made yet"


def test_only_openbaar_fields_of_a_kaart_are_told(client):
    velden = {veld.kolom: f"TEKST-{veld.key}-" for veld in VELDEN}
    InspanningFactory(naam="Buurtmobiel", fase=Inspanning.Fase.UITVOERING, **velden)
    InspanningFactory(naam="Nog een idee", fase=Inspanning.Fase.IDEE)
    page = client.get(url("programma")).content.decode()
    shown = {veld.key for veld in VELDEN if f"TEKST-{veld.key}-" in page}
    assert shown == {veld.key for veld in VELDEN if veld.zicht == 1}
    assert "planning" in shown
    assert "Buurtmobiel" in page
    assert "Nog een idee" not in page


def test_only_a_doelstelling_that_is_vastgesteld_is_told(client):
    DoelstellingFactory(nummer="1", naam="Iedereen doet mee", status="vastgesteld", vastgesteld_op=NU.date())
    DoelstellingFactory(nummer="2", naam="Nog in de maak", status="concept")
    page = client.get(url("programma")).content.decode()
    assert "Iedereen doet mee" in page
    assert "Nog in de maak" not in page


def test_a_small_cell_is_not_shown(client):
    wijk = make_gebied_met_cijfers()
    klein = make_indicator("schulden", naam="Kinderen in schuld", kleinste_cel=5, eenheid="aantal")
    make_waarneming(klein, wijk, 2023, waarde="3")
    page = client.get(url("gebied", wijk.code)).content.decode()
    assert "Kinderen in schuld" in page
    row = page[page.index("<td>Kinderen in schuld") :][:400]
    assert ">3<" not in row


def test_feed_and_sitemap_are_whole_and_name_what_is_public(client, gepubliceerd):
    feed = ET.fromstring(client.get(url("feed")).content)
    assert [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")][1:] == ["Onderweg in Noord"]
    sitemap = ET.fromstring(client.get("/sitemap.xml").content)
    found = [one.text for one in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert any(one.endswith(url("verslag", gepubliceerd.pk)) for one in found)
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_only_reading(client, addresses):
    for address in addresses:
        assert client.post(address).status_code == 405, address


def test_queries_do_not_grow(client):
    make_gebied_met_cijfers()
    addresses = [url(name) for name in PAGES] + [url("gebied", "WK089902"), "/sitemap.xml"]

    def count():
        found = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    def grow(n):
        for _ in range(n):
            make_gepubliceerd()
            ParticipatieFactory(inspanning=InspanningFactory(fase=Inspanning.Fase.UITVOERING))

    grow(3)
    few = count()
    grow(12)
    assert count() == few
    assert max(few) <= 14
