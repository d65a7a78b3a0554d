"""Html to Word: heads, lists, tables and words arrive as what they are."""

import io
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn

from brunssum.core.bestanden.word import docx_from_html

KOP = "Werkversie"


@pytest.fixture
def word():
    """The document of this html, opened again."""

    def make(body):
        html = f"<!DOCTYPE html><html lang='nl'><head><title>x</title></head><body><main>{body}</main></body></html>"
        content = docx_from_html(html, titel="Een <titel>", onderwerp="Waarover", auteur="Gemeente", gemaakt_op=datetime(2026, 7, 1, tzinfo=UTC), kop=KOP)  # fmt: skip
        return docx.Document(io.BytesIO(content))

    return make


def lines(document):
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def test_word_knows_its_title_language_and_what_it_is(word):
    document = word("<h1>Titel</h1>")

    properties = document.core_properties
    assert (properties.title, properties.subject, properties.author) == (
        "Een <titel>",
        "Waarover",
        "Gemeente",
    )
    assert properties.language == "nl-NL"
    (language,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert language.get(qn("w:val")) == "nl-NL"
    assert document.sections[0].header.paragraphs[0].text == KOP


def test_word_has_real_heads_quotes_and_asides(word):
    document = word(
        "<section class='cover'><h1>Titel</h1></section><div><h2><span>1</span> Kop</h2>\n<h3>Onder</h3><h4>Dieper</h4>"
        "<p class='aside'><strong>12</strong><br>mensen</p><p>Een  zin\n met <em>nadruk</em>.</p>"
        "<blockquote><p>Eindelijk.</p></blockquote><p class='visually-hidden'>weg</p></div>"
    )

    assert lines(document) == [
        ("Title", "Titel"),
        ("Heading 1", "1 Kop"),
        ("Heading 2", "Onder"),
        ("Heading 3", "Dieper"),
        ("Kanttekening", "12\nmensen"),
        ("Normal", "Een zin met nadruk."),
        ("Quote", "Eindelijk."),
    ]
    assert [run.italic for run in document.paragraphs[5].runs] == [None, True, None]


def test_word_lists_begin_anew_and_go_deeper(word):
    document = word(
        "<ol><li>een</li><li>twee<ul><li>onder</li></ul></li></ol><p>tussen</p><ol start='5'><li>vijf</li></ol>"
    )

    assert lines(document) == [
        ("List Number", "een"),
        ("List Number", "twee"),
        ("List Bullet 2", "onder"),
        ("Normal", "tussen"),
        ("List Number", "vijf"),
    ]
    numbers = [paragraph._p.pPr.numPr.numId.val for paragraph in document.paragraphs if paragraph.style.name == "List Number"]  # fmt: skip
    assert numbers[0] == numbers[1] != numbers[2]
    starts = document.part.numbering_part.element.xpath("w:num/w:lvlOverride/w:startOverride/@w:val")
    assert starts == ["1", "5"]


def test_word_tables_repeat_their_heads(word):
    document = word(
        "<table><caption>Cijfers</caption><thead><tr><th>Wat</th><th class='number'>Hoeveel</th></tr></thead>"
        "<tbody><tr><th scope='rowgroup' colspan='2'>Groep</th></tr>"
        "<tr><td><strong>Bijstand</strong><br>per huishouden</td><td class='number'>6,8%</td></tr></tbody></table>"
    )

    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Wat", "Hoeveel"],
        ["Groep", "Groep"],
        ["Bijstand\nper huishouden", "6,8%"],
    ]
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]
    assert lines(document) == [("Caption", "Cijfers")]


def test_word_tells_what_a_drawing_tells(word):
    document = word(
        "<figure><svg><title>Drie van vier</title><text>3</text></svg><figcaption>Zo.</figcaption></figure>"
    )

    assert lines(document) == [("Kanttekening", "Tekening in de pdf: Drie van vier"), ("Caption", "Zo.")]


def test_word_links_lead_outward(word):
    document = word(
        "<p>Lees <a href='https://brunssum.example/x'>hier</a> en <a href='#hoofdstuk'>daar</a>.</p>"
    )

    assert document.paragraphs[0].text == "Lees hier en daar."
    assert [link.address for link in document.paragraphs[0].hyperlinks] == ["https://brunssum.example/x"]
