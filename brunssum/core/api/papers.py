"""The papers for partners in docs/, as they stand on the page of the API: one text, read in two places."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

PAPERS = settings.BASE_DIR / "docs"
EXAMPLE_SITE = "https://kanarie.example.org"
EXAMPLE_GEMEENTE = re.compile(r"\b(GM|WK|BU)9999")
ELSEWHERE = {"api.md": "", "api-wijzigingen.md": "#wijzigingen"}
"""Where on the page the other papers stand."""


@dataclass(frozen=True)
class Section:
    """What stands below a heading of the second rank."""

    anchor: str
    title: str
    html: SafeString


@dataclass(frozen=True)
class Paper:
    intro: SafeString
    sections: tuple[Section, ...]


@cache
def paper(name: str) -> Paper:
    """A file of docs/; it changes only with the code, so each process reads it once."""
    source = as_here((PAPERS / name).read_text(encoding="utf-8"))
    tokens = _for_the_page(_reader().parse(source))
    starts = [at for at, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    parts = [tokens[start:end] for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True)]
    intro = tokens[3 : starts[0]] if starts else tokens[3:]  # the page has a title of its own
    return Paper(
        _html(intro),
        tuple(Section(str(part[0].attrs["id"]), part[1].content, _html(part[3:])) for part in parts),
    )


def as_here(text: str) -> str:
    """What someone copies from the page works here: with our own address, and with the gemeente of this Kanarie."""
    text = text.replace(EXAMPLE_SITE, settings.SITE_URL)
    return EXAMPLE_GEMEENTE.sub(rf"\g<1>{settings.GEMEENTE_CODE[2:]}", text)


def inline(text: str) -> SafeString:
    """A sentence of the OpenAPI document: `code` and *emphasis* in it become html."""
    return mark_safe(_reader().renderInline(text))  # noqa: S308 - our own text, and html in it is escaped


def anchor_of(heading: str) -> str:
    """What a heading is called in an address, as GitHub and GitLab make it."""
    return re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _html(tokens: list[Token]) -> SafeString:
    reader = _reader()
    html = reader.renderer.render(tokens, reader.options, {})
    return mark_safe(html)  # noqa: S308 - our own text, and html in it is escaped


def _for_the_page(tokens: list[Token]) -> list[Token]:
    """Headings get their anchor, tables and code a frame that scrolls, and links lead to where it stands here."""
    made: list[Token] = []
    heading = ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
            token.attrSet("id", anchor_of(heading))
            token.attrSet("tabindex", "-1")
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", _href(str(child.attrs["href"])))
        match token.type:
            case "table_open":
                token.attrSet("class", "table")
                made.append(_frame(f"Tabel bij {heading}"))
                made.append(token)
            case "table_close":
                made.append(token)
                made.append(Token("html_block", "", 0, content="</div>\n"))
            case "th_open":
                token.attrSet("scope", "col")
                made.append(token)
            case "fence" | "code_block":
                made.append(Token("html_block", "", 0, content=code_block(token.content, token.info)))
            case _:
                made.append(token)
    return made


def _frame(label: str) -> Token:
    frame = f'<div class="table-scroll" tabindex="0" role="group" aria-label="{escape(label)}">\n'
    return Token("html_block", "", 0, content=frame)


LANGUAGES = {"sh": "opdracht", "python": "Python", "json": "JSON"}


def code_block(code: str, language: str) -> str:
    """Code that scrolls by itself, also with the keyboard; the button to copy it is shown by the script of the page."""
    name = LANGUAGES.get(language, "voorbeeld")
    return (
        f'<div class="api-code"><pre tabindex="0" role="group" aria-label="{name}"><code>{escape(code.rstrip())}'
        f'</code></pre><button class="api-code__copy" type="button" hidden data-copy>Kopieer</button></div>\n'
    )


def _href(target: str) -> str:
    name, mark, anchor = target.partition("#")
    if name in ELSEWHERE:
        return f"#{anchor}" if mark else ELSEWHERE[name] or "#inhoud"
    return target
