import pytest

from brunssum.core.bestanden import pdf
from reisverslag.tekst import to_html
from tests.pdf_checks import assert_publishable


def test_to_html_knows_paragraphs_emphasis_lists_quotes_links_and_tables():
    html = to_html(
        "Eerst **kijken**, dan *doen*.\nNieuwe regel.\n\n- een\n- twee\n\n> Eindelijk iemand die belde.\n\n"
        "[verder](https://example.org)\n\n| Buurt | Aantal |\n|---|---|\n| Noord | 12 |"
    )

    assert "<strong>kijken</strong>" in html
    assert "<em>doen</em>.<br>\nNieuwe regel." in html
    assert "<li>een</li>" in html
    assert "<blockquote>\n<p>Eindelijk" in html
    assert '<a href="https://example.org" rel="noopener noreferrer">verder</a>' in html
    assert '<th scope="col">Buurt</th>' in html


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "[klik](data:text/html;base64,PHNjcmlwdD4=)",
        "![plaatje](https://example.org/volg.png)",
        "[naam]: javascript:alert(1)\n\n[naam]",
        '<p style="position:fixed">x</p>',
        "<https://example.org/><svg onload=alert(1)>",
    ],
)
def test_to_html_lets_no_html_script_or_picture_of_the_author_through(markdown):
    html = to_html(markdown)

    for forbidden in ("<script", "<img", "<svg", "<p style", 'href="javascript', 'href="data', "<https"):
        assert forbidden not in html


def test_to_html_shows_html_as_it_was_typed():
    assert to_html("Een < b & <i>c</i>") == "<p>Een &lt; b &amp; &lt;i&gt;c&lt;/i&gt;</p>\n"


@pytest.mark.parametrize(
    ("markdown", "heads"),
    [
        ("# A\n\n## B\n\n# C", ["h3", "h4", "h3"]),
        ("### A\n\n##### B", ["h3", "h4"]),
        ("## eerst klein\n\n# dan groot", ["h3", "h3"]),
        ("> # In een citaat", ["h3"]),
        ("- # In een lijst", []),
        ("- # In een lijst\n\n## Erna", ["h3"]),
    ],
)
def test_to_html_heads_follow_on_the_hoofdstuk_without_a_gap(markdown, heads):
    html = to_html(markdown)

    assert [
        html[place + 1 : place + 3] for place in range(len(html)) if html[place : place + 2] == "<h"
    ] == heads


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            "[*een* **twee**](https://a.nl)",
            '<p><a href="https://a.nl" rel="noopener noreferrer">een twee</a></p>\n',
        ),
        ("voor [](https://a.nl) na", "<p>voor  na</p>\n"),
        ("[**](https://a.nl)", '<p><a href="https://a.nl" rel="noopener noreferrer">**</a></p>\n'),
    ],
)
def test_to_html_a_link_holds_words_alone(markdown, html):
    assert to_html(markdown) == html


def test_to_html_a_table_without_rows_becomes_lines():
    assert to_html("| Buurt | Aantal |\n|---|---|") == "<p>Buurt</p>\n<p>Aantal</p>\n"


@pytest.mark.parametrize(
    "markdown",
    [
        "- een\n\n  tweede\n- drie",
        "- > citaat",
        "1. # kop",
        "- | a |\n  |---|\n  | 1 |",
        "- a\n  - b\n\n    c",
    ],
)
def test_to_html_list_items_hold_only_lines_and_lists(markdown):
    html = to_html(markdown)

    for tag in ("<p>", "<blockquote>", "<h3>", "<table", "<td>"):
        assert tag not in html


def test_to_html_whatever_is_typed_fits_an_accessible_pdf():
    typed = """
- # kop in een lijst
- | a |
  |---|
  | 1 |

## Sub

### Diep

> # kop in een citaat
> - lijst in een citaat
>
> > citaat in een citaat

1. a
2. b
   - c

     > d

[*schuin* **vet**](https://example.org) en [](https://example.org)

| alleen | een kop |
|---|---|

| | |
|---|---|
| [x](https://example.org) | |

-
-

* * *
"""
    html = f'<html lang="nl"><body><h1>T</h1><h2>H</h2>{to_html(typed)}</body></html>'
    assert_publishable(pdf.pdf_from_html(html, titel="T"), titel="T", bladwijzers=False)
