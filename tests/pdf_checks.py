"""What must hold of every PDF we make, whatever it is about.

`page-validation` knows the rules of PDF/UA-1 and PDF/A-2a; what it does not look at is checked here.
"""

import io
from collections.abc import Iterator

import pikepdf
from page import validate_pdf_bytes
from pypdf import PdfReader


def assert_publishable(pdf: bytes, *, titel: str, bladwijzers: bool = True) -> None:
    """The file is PDF/A-2a and PDF/UA-1, and reads well with a screen reader."""
    for profile in ("ua1", "2a"):
        result = validate_pdf_bytes(pdf, profile=profile)
        assert result.is_compliant, [(failure.rule_id, failure.message) for failure in result.failures]

    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        xmp = root.Metadata.read_bytes().decode()
        assert 'pdfuaid:part="1"' in xmp
        assert 'pdfaid:part="2"' in xmp
        assert 'pdfaid:conformance="A"' in xmp
        assert str(root.Lang) == "nl"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo.Title) == titel
        assert str(document.docinfo.Author)
        assert "/OutputIntents" in root
        assert not document.is_encrypted
        assert all(page.get("/Tabs") == "/S" for page in document.pages)
        assert not _fonts_not_embedded(document)
        _assert_structure(root.StructTreeRoot)
        if bladwijzers:
            assert root.Outlines.Count > 0


def text_of(pdf: bytes) -> str:
    """All text of a PDF, page by page."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def bladwijzers_of(pdf: bytes) -> list[str]:
    """The titles of the outline, from top to bottom."""

    def titles(items) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield item.title

    return list(titles(PdfReader(io.BytesIO(pdf)).outline))


def alternatives_of(pdf: bytes) -> list[str]:
    """The alternative text of each figure."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            str(element.Alt)
            for element, _ in _elements(document.Root.StructTreeRoot)
            if element.S == "/Figure"
        ]


def _assert_structure(tree) -> None:
    heads: list[int] = []
    for element, ancestors in _elements(tree):
        kind = str(element.S)
        if kind == "/Figure":
            assert str(element.get("/Alt", "")).strip(), "a figure without alternative text"
        elif kind == "/Table":
            cells = [child for child, _ in _elements(element)]
            assert any(cell.S == "/TH" for cell in cells), "a table without heads"
        elif kind == "/TH":
            assert element.A.get("/Scope") in ("/Column", "/Row"), "a table head without scope"
        elif kind in ("/TD", "/TR"):
            assert "/Table" in ancestors, f"{kind} outside a table"
        elif len(kind) == 3 and kind[1] == "H" and kind[2].isdigit():
            level = int(kind[2])
            assert level <= (heads[-1] if heads else 0) + 1, f"heads skip a level at {kind}"
            heads.append(level)
    assert heads, "no heads at all"


def _elements(tree, ancestors: tuple[str, ...] = ()) -> Iterator[tuple[pikepdf.Dictionary, tuple[str, ...]]]:
    """Every structure element below this one, in reading order, with the kinds of its ancestors."""
    children = tree.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child, ancestors
            yield from _elements(child, (*ancestors, str(child.S)))


def _fonts_not_embedded(document: pikepdf.Pdf) -> list[str]:
    return [
        str(thing.FontName)
        for thing in document.objects
        if isinstance(thing, pikepdf.Dictionary)
        and thing.get("/Type") == "/FontDescriptor"
        and not any(name in thing for name in ("/FontFile", "/FontFile2", "/FontFile3"))
    ]
