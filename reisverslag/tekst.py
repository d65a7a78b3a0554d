"""The author's text: Markdown in, clean html out. No html of the author's own, no pictures, no skipped heads."""

from functools import cache
from itertools import accumulate
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "br", "h3", "h4", "ul", "ol", "li", "em", "strong", "a", "blockquote"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"a": {"href"}, "table": {"class"}, "th": {"scope"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
RULES = ["heading", "list", "blockquote", "table", "emphasis", "link", "newline", "escape"]


def to_html(markdown: str) -> SafeString:
    """Html of this Markdown, safe to show, and fit for a tagged PDF: a head below a hoofdstuk is an h3 or h4."""
    reader = _reader()
    tokens = _fit_for_pdf(_without_empty_tables(reader.parse(markdown)))
    html = reader.renderer.render(tokens, reader.options, {})
    return mark_safe(  # noqa: S308 - cleaned here
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")
    )


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"breaks": True, "html": False}).enable(RULES)
    reader.validateLink = _is_outward_link
    return reader


def _is_outward_link(url: str) -> bool:
    """A link to nowhere (#…, a bare word) stays text: in a PDF it would lead to nothing."""
    parts = urlsplit(url.strip())
    return parts.scheme in SCHEMES and bool(parts.netloc or parts.path)


def _without_empty_tables(tokens: list[Token]) -> list[Token]:
    """A table of nothing but heads becomes a line for each of them."""
    kept: list[Token] = []
    start = None
    for token in tokens:
        if token.type == "table_open":
            start = len(kept)
        kept.append(token)
        if token.type == "table_close" and start is not None:
            table = kept[start:]
            if not any(part.type == "tbody_open" for part in table):
                kept[start:] = [
                    line
                    for part in table
                    if part.type == "inline"
                    for line in (
                        Token("paragraph_open", "p", 1, block=True),
                        part,
                        Token("paragraph_close", "p", -1, block=True),
                    )
                ]
            start = None
    return kept


def _fit_for_pdf(tokens: list[Token]) -> list[Token]:
    """Heads in steps of one; in a list item only lines and lists; in a link only words.

    Each table head says that it heads a column.
    """
    fitted: list[Token] = []
    depths = list(accumulate(_LIST_DEPTH.get(token.type, 0) for token in tokens))
    heads = [
        int(token.tag[1])
        for token, depth in zip(tokens, depths, strict=True)
        if token.type == "heading_open" and not depth
    ]
    top, head = min(heads, default=0), ""
    for token, depth in zip(tokens, depths, strict=True):
        if token.type == "heading_open" and not depth:
            token.tag = head = "h3" if not head or int(token.tag[1]) == top else "h4"
        elif token.type == "heading_close" and not depth:
            token.tag = head
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "table_open":
            token.attrSet("class", "table")
        elif token.type == "inline":
            token.children = _plain_links(token.children or [])
        if depth and token.type in _LINE_OPEN:
            if fitted[-1].type == "line_end":
                fitted[-1] = Token("hardbreak", "br", 0)
        elif depth and token.type in _LINE_CLOSE:
            fitted.append(Token("line_end", "", 0, hidden=True))
        elif not depth or token.type in _IN_A_LIST:
            fitted.append(token)
    return [token for token in fitted if token.type != "line_end"]


def _plain_links(tokens: list[Token]) -> list[Token]:
    """A link holds its words alone, and a link without words is none."""
    plain: list[Token] = []
    inside = False
    for token in tokens:
        if token.type == "link_open":
            inside = True
        elif token.type == "link_close":
            inside = False
            if plain[-1].type == "link_open":
                plain.pop()
                continue
        elif inside and token.type not in ("text", "softbreak", "hardbreak"):
            continue
        if not (inside and token.type == "text" and not token.content):
            plain.append(token)
    return plain


_LIST_DEPTH = {"list_item_open": 1, "list_item_close": -1}
_LINE_OPEN = {"paragraph_open", "heading_open", "th_open", "td_open"}
_LINE_CLOSE = {"paragraph_close", "heading_close", "th_close", "td_close"}
_LISTS = ("bullet_list", "ordered_list", "list_item")
_IN_A_LIST = {"inline"} | {f"{part}_{side}" for part in _LISTS for side in ("open", "close")}
