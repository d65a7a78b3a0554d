"""Html to PDF: PDF/A-2a and PDF/UA-1 in one file, made from our own files only.

A template extends `pdf/base.html`. The same input gives the same bytes, on every machine: the letters come from
packages, and nothing looks at the clock. WeasyPrint is slow to import and to run: call this from a task.

In a template for PDF: column heads stand in `<thead>`; every `<img>` has an alt and every `<svg>` a `<title>`;
decoration is a css background; no paragraph, div or table inside an `<li>`, nothing but text inside an `<a>`; no table
without rows; heads skip no level.
"""

import io
import logging
import mimetypes
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import font_source_sans_pro
import font_source_serif_pro
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.timezone import localtime

BASE_URL = "https://kanarie.invalid/"
"""Where a document says it is. Nothing is ever fetched from there: the path decides which own file is read."""

MEDIA_PATH = "/bestanden/"
LETTER_PATH = "/letters/"

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS_CSS = "css/drawings.css"
TOKENS_CSS = "css/tokens.css"
PDF_CSS = "css/pdf.css"

_LETTERS = {
    "Source Sans Pro": (font_source_sans_pro.font_files_ttf, "SourceSansPro"),
    "Source Serif Pro": (font_source_serif_pro.font_files_ttf, "SourceSerifPro"),
}
_STYLES = (("", 400, "normal"), ("It", 400, "italic"), ("Semibold", 600, "normal"), ("SemiboldIt", 600, "italic"), ("Bold", 700, "normal"))  # fmt: skip

_HALO = re.compile(r"paint-order:\s*stroke;\s*stroke:[^;]*;\s*stroke-width:[^;]*;")
"""The edge of paper around a letter that stands on a line: WeasyPrint would draw it over the letter."""

_ALIKE = {"\u2011": "-", "\u2010": "-", "●": "•", "▪": "•", "■": "•", "✔": "✓", "➔": "→", "➜": "→"}  # fmt: skip
_UNKNOWN = "◊"

_PDFUA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that this file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


class Refused(Exception):
    """A document asked for what is not one of our own files, or held a drawing that cannot be drawn."""


def render_pdf(
    template: str,
    context: dict[str, Any],
    *,
    titel: str,
    onderwerp: str = "",
    gemaakt_op: datetime | None = None,
    op_bladzijde: Callable[[int], None] | None = None,
) -> bytes:
    """Render a template that extends pdf/base.html to a tagged, archivable PDF.

    `gemaakt_op` is the date in the file's properties (none: no date, so that the bytes depend on nothing but the
    input). `op_bladzijde` is called with the number of each page that is being laid out; a page may come by again
    when the table of contents shifts. What it raises ends the work.
    """
    html = render_html(template, context, titel=titel, onderwerp=onderwerp, gemaakt_op=gemaakt_op)
    return pdf_from_html(
        html, titel=titel, onderwerp=onderwerp, gemaakt_op=gemaakt_op, op_bladzijde=op_bladzijde
    )


def render_html(
    template: str,
    context: dict[str, Any],
    *,
    titel: str,
    onderwerp: str = "",
    gemaakt_op: datetime | None = None,
    voorbeeld: bool = False,
) -> str:
    """The html of a PDF. `voorbeeld`: to be read in the browser, with a way back."""
    document = {"titel": titel, "onderwerp": onderwerp, "gemaakt_op": gemaakt_op, "voorbeeld": voorbeeld}
    return render_to_string(
        template,
        {"gemeente_naam": settings.GEMEENTE_NAAM, "programma_naam": settings.PROGRAMMA_NAAM}
        | context
        | {"document": document, "als_pdf": not voorbeeld},
    )


def pdf_from_html(
    html: str,
    *,
    titel: str,
    onderwerp: str = "",
    auteur: str = "",
    gemaakt_op: datetime | None = None,
    op_bladzijde: Callable[[int], None] | None = None,
) -> bytes:
    """Lay out a whole html document and write it as PDF/A-2a and PDF/UA-1. `auteur`: the gemeente, unless given."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    _end_streams_clearly()
    fetch = own_files_only()
    letters = FontConfiguration()
    target = io.BytesIO()
    try:
        with _listening(op_bladzijde) as failures, warnings.catch_warnings():
            warnings.filterwarnings("ignore", "unclosed file .*sRGB", ResourceWarning)  # WeasyPrint's own
            source = HTML(string=printable(html), base_url=BASE_URL, url_fetcher=fetch)
            _style_drawings(source.etree_element)
            letter_css = CSS(string=_letter_css(), font_config=letters, url_fetcher=fetch, base_url=BASE_URL)
            document = source.render(font_config=letters, stylesheets=[letter_css])
            document.metadata = _metadata(document.metadata, titel, onderwerp, auteur, gemaakt_op)
            document.write_pdf(target, finisher=_finish, pdf_variant="pdf/a-2a")
    except FatalURLFetchingError as failed:
        raise Refused(str(failed.__cause__)) from failed
    if failures:
        raise Refused(" ".join(failures))
    return target.getvalue()


def printable(text: str) -> str:
    """The text with each character that our letters lack replaced by one that they have.

    Otherwise it would depend on the machine which font is taken, and with none the file is no PDF/A.
    """
    absent = _absent(text)
    return text.translate({ord(char): _substitute(char) for char in absent}) if absent else text


def unprintable(text: str) -> list[str]:
    """The characters for which our letters have nothing alike: an emoji, another script."""
    return sorted(char for char in _absent(text) if _substitute(char) == _UNKNOWN)


def _absent(text: str) -> set[str]:
    return {char for char in set(text) if ord(char) not in _characters()}


@cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    found = {ord(char) for char in "\t\n\r\f"}
    for name in ("SourceSansPro-Regular.ttf", "SourceSerifPro-Regular.ttf"):
        with TTFont(io.BytesIO(_read_letter(name)), lazy=True) as letters:
            found |= letters.getBestCmap().keys()
    return frozenset(found)


def _substitute(char: str) -> str:
    if unicodedata.category(char) in {"Cf", "Mn", "Cc", "Cs"}:
        return ""
    alike = _ALIKE.get(char) or unicodedata.normalize("NFKD", char)
    return alike if alike != char and not _absent(alike) else _UNKNOWN


def pages_roughly(html: str) -> int:
    """About how many pages this html takes: for a progress bar, which needs to know before there are any.

    Counted in what fills a page: letters, rows of tables, heads and drawings, as our publications set them.
    """
    body = html.partition("<body>")[2]
    drawings = len(re.findall(r"<svg|<img", body))
    without = re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)
    rows, heads = without.count("<tr"), len(re.findall(r"<h[1-4]", without))
    letters = len(re.sub(r"<[^>]*>|\s+", " ", re.sub(r"<table.*?</table>", "", without, flags=re.DOTALL)))
    chapters = without.count('class="chapter"')
    return max(3, round(2 + letters / 2300 + rows / 38 + heads / 25 + drawings / 2.5 + chapters / 4))


def read_own_file(url: str) -> tuple[bytes, str]:
    """The content and type of one of our own files: static, stored, or a letter. Refuses everything else."""
    if not url.startswith(BASE_URL):
        raise Refused(f"Not one of our own files: {url}")
    path = unquote(urlsplit(url).path)
    static_path = "/" + settings.STATIC_URL.strip("/") + "/"
    try:
        if path.startswith(static_path):
            content = _read_static(path.removeprefix(static_path))
        elif path.startswith(MEDIA_PATH):
            with default_storage.open(path.removeprefix(MEDIA_PATH)) as stored:
                content = stored.read()
        elif path.startswith(LETTER_PATH):
            content = _read_letter(path.removeprefix(LETTER_PATH))
        else:
            raise Refused(f"Not one of our own files: {url}")
    except (SuspiciousFileOperation, OSError, KeyError) as failed:
        raise Refused(f"This file of ours does not exist: {path}") from failed
    return content, mimetypes.guess_type(path)[0] or "application/octet-stream"


def own_files_only():
    """The only reader of files that WeasyPrint gets."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        def __init__(self):
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url, headers=None):
            content, mime_type = read_own_file(url)
            return URLFetcherResponse(url, content, {"Content-Type": mime_type})

    return OwnFilesOnly()


def _read_static(name: str) -> bytes:
    """A static file by its name, or by the hashed name that production gives it."""
    found = finders.find(name)
    if found:
        with open(found, "rb") as file:
            return file.read()
    with staticfiles_storage.open(name) as file:
        return file.read()


def _read_letter(name: str) -> bytes:
    paths = {path.rsplit("/", 1)[-1]: path for files, _ in _LETTERS.values() for path in files.values()}
    with open(paths[name], "rb") as file:
        return file.read()


def _letter_css() -> str:
    return "\n".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: {style};"
        f" src: url({BASE_URL.rstrip('/')}{LETTER_PATH}{prefix}-{name or 'Regular'}.ttf) }}"
        for family, (_, prefix) in _LETTERS.items()
        for name, weight, style in _STYLES
    )


def _style_drawings(root) -> None:
    """Give every svg the css of our drawings: WeasyPrint looks only inside the svg itself."""
    from xml.etree.ElementTree import SubElement

    drawings = list(root.iter(f"{SVG}svg"))
    if drawings:
        css = _drawings_css()
        for drawing in drawings:
            SubElement(drawing, f"{SVG}style").text = css


def _drawings_css() -> str:
    """css/drawings.css with each var(--token) replaced by the value it has on paper."""
    theme = _read_static(TOKENS_CSS).decode().partition("@media")[0]
    tokens = dict(re.findall(r"(--[\w-]+)\s*:\s*([^;}]+)", theme + _read_static(PDF_CSS).decode()))
    drawings = _read_static(DRAWINGS_CSS).decode() if finders.find(DRAWINGS_CSS) else ""
    drawings = _HALO.sub("", drawings)

    def value(match: re.Match) -> str:
        return tokens.get(match[1], match[2] or "currentColor").strip()

    css = re.sub(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]+))?\)", value, drawings)
    return "text { font-family: 'Source Sans Pro' }\n" + css


@contextmanager
def _listening(op_bladzijde: Callable[[int], None] | None) -> Iterator[list[str]]:
    """Hear from WeasyPrint which page it lays out, and gather what it failed to draw and would leave out."""
    failures: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record):
            if record.levelno >= logging.ERROR and record.msg.startswith("Failed to"):
                failures.append(record.getMessage())
            elif op_bladzijde and "Page" in record.msg and record.args:
                op_bladzijde(record.args[0])

    listener = Listener()
    errors, progress = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
    before = progress.level, progress.propagate
    errors.addHandler(listener)
    progress.addHandler(listener)
    progress.setLevel(logging.INFO)
    progress.propagate = False
    try:
        yield failures
    finally:
        errors.removeHandler(listener)
        progress.removeHandler(listener)
        progress.setLevel(before[0])
        progress.propagate = before[1]


@cache
def _end_streams_clearly() -> None:
    """Let no stream end in CR LF where the CR is data: a reader takes both for the line end, and finds it too short.

    One compressed stream in 256 ends that way. ISO 32000-1, 7.3.8.1 and PDF/A-2, 6.1.7.1.
    """
    import pydyf

    written = pydyf.Stream.data.fget

    def data(stream) -> bytes:
        content = written(stream)
        ambiguous = content.endswith(b"\r\nendstream")
        return content.removesuffix(b"\nendstream") + b"\r\nendstream" if ambiguous else content

    pydyf.Stream.data = property(data)


def _metadata(found, titel: str, onderwerp: str, auteur: str, gemaakt_op: datetime | None):
    """The properties of the file, with the mark that makes a PDF/A also a PDF/UA-1."""
    from weasyprint.document import DocumentMetadata

    class Metadata(DocumentMetadata):
        def generate_rdf_metadata(self, *args):
            rdf = super().generate_rdf_metadata(*args)
            return rdf.replace(b"</rdf:RDF>", _PDFUA.encode() + b"</rdf:RDF>")

        def include_in_pdf(self, pdf, variant, version, conformance, compress):
            super().include_in_pdf(pdf, variant, version, conformance, compress=False)

    moment = localtime(gemaakt_op).isoformat(timespec="seconds") if gemaakt_op else None
    return Metadata(
        title=titel,
        authors=[auteur or settings.GEMEENTE_NAAM],
        description=onderwerp or None,
        generator="Kanarie",
        created=moment,
        modified=moment,
        lang=found.lang,
    )


def _finish(document, pdf) -> None:
    """The last touch, before the bytes are written."""
    _add_scope_to_heads(pdf)
    _let_text_be_found(pdf)


def _let_text_be_found(pdf) -> None:
    """Every kind of space reads as a space, and every hyphen as a hyphen.

    Several characters share a shape in our letters, and the first one used would give all of them its meaning:
    after one unbreakable space no two words could be searched for.
    """
    plain = {b"<00a0>": b"<0020>", b"<2002>": b"<0020>", b"<00ad>": b"<002d>", b"<2010>": b"<002d>"}
    for thing in pdf.objects:
        if getattr(thing, "stream", None) and thing.stream[0] == b"/CIDInit /ProcSet findresource begin":
            thing.stream = [
                line[:-6] + plain.get(line[-6:], line[-6:]) if isinstance(line, bytes) else line
                for line in thing.stream
            ]


def _add_scope_to_heads(pdf) -> None:
    """Say of each table head whether it heads a column (it stands in the thead) or a row."""

    def parent(element):
        return pdf.objects[int(element["P"].split()[0])]

    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            in_thead = parent(parent(element)).get("S") == "/THead"
            element["A"]["Scope"] = "/Column" if in_thead else "/Row"


def check(content: bytes) -> int:
    """Open a made PDF again and see that it is whole, tagged and readable on every machine; gives its pages."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as document:
        root = document.Root
        faults = [
            fault
            for is_wrong, fault in (
                (bool(document.check_pdf_syntax()), "its syntax is broken"),
                (not root.get("/MarkInfo", {}).get("/Marked"), "it has no tags"),
                (not str(root.get("/Lang", "")), "it has no language"),
                (not str(document.docinfo.get("/Title", "")), "it has no title"),
                (
                    any(_is_nameless_figure(thing) for thing in document.objects),
                    "a figure has no alternative",
                ),
                (any(_is_absent_font(thing) for thing in document.objects), "a font is not inside"),
            )
            if is_wrong
        ]
        if faults:
            raise Refused(f"This PDF may not go out: {', '.join(faults)}")
        return len(document.pages)


def _is_nameless_figure(thing) -> bool:
    return _has(thing, "/S", "/Figure") and not str(thing.get("/Alt", "")).strip()


def _is_absent_font(thing) -> bool:
    inside = ("/FontFile", "/FontFile2", "/FontFile3")
    return _has(thing, "/Type", "/FontDescriptor") and not any(name in thing for name in inside)


def _has(thing, key: str, value: str) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary) and thing.get(key) == value
