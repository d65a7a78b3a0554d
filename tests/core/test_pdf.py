import logging
import re
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings

from brunssum.core.bestanden import pdf
from tests.pdf_checks import alternatives_of, assert_publishable, bladwijzers_of, pages_of, text_of

PUBLICATIE = """{% extends "pdf/base.html" %}
{% block cover_soort %}Reisverslag{% endblock %}
{% block content %}
  <section class="chapter"><h2 id="eerste">Wat we zagen</h2>
    <p class="aside"><span class="aside__number">63</span> inspanningen</p>
    <p>Een zin over de wijk, met een <a href="https://example.org">verwijzing</a>.</p>
    <blockquote><p>Iemand vroeg eindelijk hoe het met ons ging.</p></blockquote>
    <h3>Cijfers</h3>
    <table><caption>Per buurt</caption>
      <thead><tr><th scope="col">Buurt</th><th scope="col" class="number">Aantal</th></tr></thead>
      <tbody>{% for rij in rijen %}<tr><th scope="row">Buurt {{ rij }}</th><td class="number">{{ rij }}</td></tr>{% endfor %}</tbody>
    </table>
  </section>
  <section class="chapter"><h2 id="tweede">Wat we leerden</h2>
    <figure>
      <svg viewBox="0 0 100 20" width="100" height="20"><title>Een balk van 60</title><rect width="60" height="10"/></svg>
      <figcaption>De balk</figcaption>
    </figure>
    <ul><li>Eerst kijken</li><li>Dan doen</li></ul>
  </section>
{% endblock %}"""
INHOUD = [{"anker": "eerste", "titel": "Wat we zagen"}, {"anker": "tweede", "titel": "Wat we leerden"}]
GEMAAKT = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def template(settings, tmp_path):
    """Write a template and give its name."""

    def write(text):
        (tmp_path / "publicatie.html").write_text(text)
        return "publicatie.html"

    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    with override_settings(TEMPLATES=templates):
        yield write


@pytest.fixture
def publicatie(template):
    return pdf.render_pdf(
        template(PUBLICATIE),
        {"rijen": range(70), "inhoudsopgave": INHOUD},
        titel="Onderweg in Noord en Oost",
        onderwerp="Wat er in een half jaar gebeurde",
        gemaakt_op=GEMAAKT,
    )


def html(body):
    return f'<!DOCTYPE html><html lang="nl"><head><title>T</title></head><body><h1>T</h1>{body}</body></html>'


def test_render_pdf_gives_an_archivable_and_accessible_file(publicatie):
    assert_publishable(publicatie, titel="Onderweg in Noord en Oost")


def test_render_pdf_has_chapters_as_bookmarks_and_page_numbers_in_the_contents(publicatie):
    assert bladwijzers_of(publicatie) == ["Wat we zagen", "Cijfers", "Wat we leerden"]
    pages = pages_of(publicatie)
    assert re.findall(r"Wat we (\w+)\s+(\d+)", pages[1]) == [("zagen", "3"), ("leerden", str(len(pages)))]
    assert f"3 van {len(pages)}" in pages[2]
    assert " van " not in pages[0]


def test_render_pdf_repeats_table_heads_and_running_heads(publicatie):
    second_page_of_the_table = pages_of(publicatie)[3]
    assert "Buurt Aantal" in second_page_of_the_table
    assert "Wat we zagen" in second_page_of_the_table


def test_render_pdf_says_of_a_figure_what_it_shows(publicatie):
    assert alternatives_of(publicatie) == ["Een balk van 60"]


def test_render_pdf_same_input_same_bytes(template, publicatie):
    again = pdf.render_pdf(
        template(PUBLICATIE),
        {"rijen": range(70), "inhoudsopgave": INHOUD},
        titel="Onderweg in Noord en Oost",
        onderwerp="Wat er in een half jaar gebeurde",
        gemaakt_op=GEMAAKT,
    )
    assert again == publicatie


def test_render_pdf_tells_which_page_it_lays_out(template):
    numbers = []
    made = pdf.render_pdf(template(PUBLICATIE), {"rijen": range(70)}, titel="T", op_bladzijde=numbers.append)
    assert set(numbers) == set(range(1, len(pages_of(made)) + 1))
    assert logging.getLogger("weasyprint.progress").handlers == []


def test_render_pdf_understands_all_of_its_stylesheet(template, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf.render_pdf(template(PUBLICATIE), {}, titel="T")
    theirs = ("color-scheme", "prefers-color-scheme")  # tokens.css: for a screen
    assert [message for message in caplog.messages if not any(name in message for name in theirs)] == []


def test_render_pdf_text_is_escaped(template):
    made = pdf.render_pdf(template(PUBLICATIE), {}, titel="<b>Vet</b> & co")
    assert "<b>Vet</b> & co" in text_of(made)
    assert_publishable(made, titel="<b>Vet</b> & co")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:8000/",
        "http://169.254.169.254/latest/meta-data",
        "https://example.org/static/css/pdf.css",
        "https://kanarie.invalid.example.org/static/css/pdf.css",
        "https://kanarie.invalid/static/../brunssum/settings.py",
        "https://kanarie.invalid/static/%2e%2e/brunssum/settings.py",
        "https://kanarie.invalid/static/%2e%2e%2fbrunssum%2fsettings.py",
        "https://kanarie.invalid/static//etc/passwd",
        "https://kanarie.invalid/bestanden/../geheim",
        "https://kanarie.invalid/bestanden/%2e%2e/geheim",
        "https://kanarie.invalid/bestanden//etc/passwd",
        "https://kanarie.invalid/letters/../__init__.py",
        "https://kanarie.invalid/letters/__init__.py",
        "https://kanarie.invalid/static/bestaat-niet.css",
        "https://kanarie.invalid/static/",
        "https://kanarie.invalid/",
        "data:text/css,p{}",
        "ftp://example.org/a.png",
        "/etc/passwd",
        "static/css/pdf.css",
    ],
)
def test_read_own_file_refuses_what_is_not_ours(url):
    with pytest.raises(pdf.Refused):
        pdf.read_own_file(url)


def test_read_own_file_reads_static_stored_and_letters():
    name = default_storage.save("proef/kaart.txt", ContentFile(b"Noord"))
    assert pdf.read_own_file(f"https://kanarie.invalid/bestanden/{name}") == (b"Noord", "text/plain")
    assert pdf.read_own_file("https://kanarie.invalid/static/css/pdf.css")[1] == "text/css"
    assert (
        pdf.read_own_file("https://kanarie.invalid/letters/SourceSansPro-Regular.ttf")[0][:4] == b"\0\1\0\0"
    )


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="http://127.0.0.1:9/a.png" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
        '<style>@import url("file:///etc/passwd");</style>',
        '<style>p { background: url("http://127.0.0.1:9/a.png") }</style><p>x</p>',
        '<svg viewBox="0 0 9 9"><title>x</title><image href="file:///etc/passwd" width="9" height="9"/></svg>',
        '<object data="file:///etc/passwd">x</object>',
    ],
)
def test_pdf_from_html_stops_at_a_file_that_is_not_ours(body):
    with pytest.raises(pdf.Refused):
        pdf.pdf_from_html(html(body), titel="T")


def test_pdf_from_html_gives_a_drawing_the_css_of_our_drawings(monkeypatch):
    monkeypatch.setattr(pdf, "_drawings_css", lambda: ".balk { fill: #123456 }")
    drawing = '<svg viewBox="0 0 9 9"><title>x</title><rect class="balk" width="9" height="9"/></svg>'
    root = pdf.pdf_from_html(html(drawing), titel="T")
    with_colour = pdf.pdf_from_html(html(drawing.replace('class="balk"', 'fill="#123456"')), titel="T")
    assert root == with_colour


def test_drawings_css_has_the_colours_of_the_pdf():
    assert "var(" not in pdf._drawings_css()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Frits zei: “één € 5,– → klaar”", "Frits zei: “één € 5,– → klaar”"),
        ("niet\u2011breekbaar", "niet-breekbaar"),
        ("● punt ✔", "• punt ✓"),
        ("ｗｉｊｋ", "wijk"),
        ("blij 😀\ufe0f!", "blij ◊!"),
        ("on\u200bzichtbaar\u0007", "onzichtbaar"),
        ("مرحبا", "◊◊◊◊◊"),
    ],
)
def test_printable_keeps_what_our_letters_have(text, printed):
    assert pdf.printable(text) == printed


def test_unprintable_names_only_what_would_be_lost():
    assert pdf.unprintable("wijk ● ✔ \u200b 😀 ع") == ["ع", "😀"]


def test_pdf_from_html_stays_archivable_with_characters_that_our_letters_lack():
    made = pdf.pdf_from_html(
        html("<p>Blij 😀 ● 中文</p><blockquote><em>😀 ✓ Ґ</em></blockquote>"), titel="T 😀"
    )
    assert_publishable(made, titel="T 😀")
    assert "Blij ◊ • ◊◊" in text_of(made)


def test_pdf_from_html_text_can_be_searched():
    text = "op 1\u00a0juli in het Tussen\u2010Wal\u2011en-Schip"
    made = pdf.pdf_from_html(html(f"<p>{text}</p><blockquote><p><em>{text}</em></p></blockquote>"), titel="T")
    assert text_of(made).count("op 1 juli in het Tussen-Wal-en-Schip") == 2


def test_check_counts_the_pages_of_what_may_go_out(publicatie):
    assert pdf.check(publicatie) == len(pages_of(publicatie))


def test_check_refuses_a_figure_without_alternative():
    made = pdf.pdf_from_html(html('<svg viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'), titel="T")
    with pytest.raises(pdf.Refused, match="alternative"):
        pdf.check(made)


def test_check_refuses_a_file_without_title():
    with pytest.raises(pdf.Refused, match="title"):
        pdf.check(pdf.pdf_from_html(html("<p>x</p>"), titel=""))


def test_pdf_from_html_every_stream_ends_where_its_length_says(template):
    """Of sixty small files about one in four holds a stream whose compressed data ends in a carriage return."""
    made = [pdf.pdf_from_html(html(f"<p>{number}</p>"), titel="T") for number in range(60)]
    assert any(b"\r\r\nendstream" in file for file in made)
    for file in made:
        assert_publishable(file, titel="T")
