from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from brunssum.core.templatetags.kanarie import actie, datum, euro, getal, pagina_nummers, tijdstip, veldnaam


def render(text, **context):
    return Template(text).render(Context(context))


@pytest.mark.parametrize(
    ("value", "decimalen", "expected"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (999, 0, "999"),
        (Decimal("8.25"), 1, "8,3"),  # half is rounded up, as people do
        (Decimal("-3.25"), 1, "−3,3"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("12.50"), None, "12,50"),
        (Decimal("1E+3"), None, "1.000"),
        (0, 0, "0"),
        ("3.5", 1, "3,5"),
        (None, 1, "–"),
        ("", 1, "–"),
        ("n.v.t.", 1, "n.v.t."),
        (True, 0, "True"),
    ],
)
def test_getal_writes_dutch_numbers(value, decimalen, expected):
    assert getal(value, decimalen) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5000, "€\u00a05.000"),
        (Decimal("5000.00"), "€\u00a05.000"),
        (Decimal("1250.5"), "€\u00a01.250,50"),
        (Decimal("0.005"), "€\u00a00,01"),
        (-100, "€\u00a0−100"),
        (0, "€\u00a00"),
        (None, "–"),
    ],
)
def test_euro_shows_cents_only_when_there_are_any(value, expected):
    assert euro(value) == expected


def test_datum_is_written_in_full():
    assert datum(date(2025, 4, 17)) == "17 april 2025"
    assert datum(None) == "–"


def test_a_moment_is_shown_in_local_time():
    just_before_midnight_in_utc = datetime(2025, 6, 30, 23, 5, tzinfo=UTC)

    assert datum(just_before_midnight_in_utc) == "1 juli 2025"
    assert tijdstip(just_before_midnight_in_utc) == "1 juli 2025, 01:05"
    assert tijdstip(None) == "–"


def test_actie_and_veldnaam_are_words():
    assert actie("inspanning.in_uitvoering_genomen") == "Inspanning in uitvoering genomen"
    assert veldnaam("aanleiding_tekst") == "aanleiding"
    assert veldnaam("projectleider_id") == "projectleider"


def test_query_string_keeps_the_filter_and_changes_the_page():
    request = RequestFactory().get("/inspanningen/", {"fase": "uitvoering", "pagina": "2"})

    assert render("{% query_string pagina=3 %}", request=request) == "?fase=uitvoering&amp;pagina=3"
    assert render("{% query_string pagina=None %}", request=request) == "?fase=uitvoering"
    assert render("{% query_string fase=None pagina=None %}", request=request) == "?"


def test_query_string_escapes_what_a_visitor_typed():
    request = RequestFactory().get("/inspanningen/", {"zoek": '"><script>'})

    assert "<script>" not in render("{% query_string pagina=3 %}", request=request)


@pytest.mark.parametrize(
    ("pages", "here", "expected"),
    [
        (1, 1, [1]),
        (3, 2, [1, 2, 3]),
        (8, 1, [1, 2, None, 8]),
        (8, 4, [1, 2, 3, 4, 5, None, 8]),
        (20, 10, [1, None, 9, 10, 11, None, 20]),
        (20, 20, [1, None, 19, 20]),
    ],
)
def test_pagina_nummers_leave_out_what_is_far_away(pages, here, expected):
    assert pagina_nummers(Paginator(range(pages * 25), 25).page(here)) == expected


def test_enclose_shows_nothing_around_nothing():
    tag = "{% enclose 'components/lead.html' %}{{ tekst }} {% endenclose %}"

    assert render(tag, tekst="") == ""
    assert render(tag, tekst="Voor <iedereen>").strip() == '<p class="lead">Voor &lt;iedereen&gt;</p>'
