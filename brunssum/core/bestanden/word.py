"""Html of a publication to Word: the same words, heads, lists and tables as in its PDF, to work on elsewhere.

Made of the html that the PDF is made of (brunssum/core/bestanden/pdf.py), so that what can be in the one can be in the other and
nobody writes a second template. A drawing stays behind as what it tells, in words: beside each stands a table with the
same facts. python-docx is slow to import and to run: call this from a task.
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from brunssum.core.bestanden.pdf import BASE_URL, read_own_file

HEADS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
LISTS = {"ul": "List Bullet", "ol": "List Number"}
INK, MUTED = "1C1B19", "5C5953"
SKIPPED = {"nav", "style", "script", "head", "template"}
INLINE = {"strong", "b", "em", "i", "a", "span", "br", "small", "code", "abbr", "sup", "sub"}
DEEPEST = 3
"""So many levels of a list have a style in Word."""


def docx_from_html(
    html: str, *, titel: str, onderwerp: str, auteur: str, gemaakt_op: datetime, kop: str
) -> bytes:
    """A Word file of a whole html document; `kop` stands above each page."""
    import docx
    from lxml import html as parser

    document = docx.Document()
    _dress(document, kop)
    properties = document.core_properties
    properties.title, properties.subject, properties.author = titel, onderwerp, auteur
    properties.language, properties.comments, properties.keywords = "nl-NL", "", ""
    properties.created = properties.modified = gemaakt_op.replace(tzinfo=None)
    _Writer(document).write(parser.document_fromstring(html).find(".//main"))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


class _Writer:
    """Walks through the html and adds to the end of the document."""

    def __init__(self, document):
        self.document = document

    def write(self, element) -> None:
        """Everything inside this element. Loose words between blocks become a paragraph of their own."""
        loose: list[Any] = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str) and child.tag in INLINE:
                loose.append(child)
            else:
                self._loose(loose)
                loose = []
                if isinstance(child.tag, str):
                    self._block(child)
            loose.append(child.tail or "")
        self._loose(loose)

    def _loose(self, parts: list[Any]) -> None:
        if any(not isinstance(part, str) or part.strip() for part in parts):
            paragraph = self.document.add_paragraph()
            for part in parts:
                if isinstance(part, str):
                    _run(paragraph, part)
                else:
                    self._inline(paragraph, part)

    def _block(self, element) -> None:
        tag = element.tag
        classes = set((element.get("class") or "").split())
        if tag in SKIPPED or "visually-hidden" in classes:
            if tag == "nav":
                self._contents()
        elif tag in HEADS:
            self._paragraph(element, HEADS[tag])
        elif tag == "p":
            self._paragraph(element, "Kanttekening" if classes & {"aside", "small"} else "Normal")
        elif tag in LISTS:
            self._list(element, 1)
        elif tag == "blockquote":
            for part in list(element) or [element]:
                self._paragraph(part, "Quote")
        elif tag == "table":
            self._table(element)
        elif tag == "svg":
            self._drawing(element)
        elif tag == "img":
            self._picture(element)
        elif tag == "figcaption":
            self._paragraph(element, "Caption")
        else:
            self.write(element)

    def _paragraph(self, element, style: str):
        paragraph = self.document.add_paragraph(style=style)
        self._inside(paragraph, element)
        return paragraph

    def _inside(self, paragraph, element, **marks: bool) -> None:
        _run(paragraph, element.text, **marks)
        for child in element:
            if isinstance(child.tag, str):
                self._inline(paragraph, child, **marks)
            _run(paragraph, child.tail, **marks)

    def _inline(self, paragraph, element, **marks: bool) -> None:
        tag = element.tag
        if "visually-hidden" in (element.get("class") or ""):
            return
        if tag == "br":
            paragraph.add_run().add_break()
        elif tag == "a" and (element.get("href") or "").startswith(("http:", "https:", "mailto:")):
            _link(paragraph, element.get("href"), _text(element))
        else:
            marks = marks | ({"bold": True} if tag in ("strong", "b") else {})
            self._inside(paragraph, element, **marks | ({"italic": True} if tag in ("em", "i") else {}))

    def _list(self, element, level: int) -> None:
        style = LISTS[element.tag] + (f" {min(level, DEEPEST)}" if level > 1 else "")
        number = (
            _new_numbering(self.document, style, int(element.get("start") or 1))
            if element.tag == "ol"
            else None
        )
        for item in element.iterchildren("li"):
            paragraph = self.document.add_paragraph(style=style)
            if number is not None:
                _number(paragraph, number)
            _run(paragraph, item.text)
            for child in item:
                if child.tag in LISTS:
                    self._list(child, level + 1)
                    if (child.tail or "").strip():
                        paragraph = self.document.add_paragraph(child.tail.strip(), style="List Continue")
                elif isinstance(child.tag, str):
                    self._inline(paragraph, child)
                    _run(paragraph, child.tail)

    def _table(self, element) -> None:
        caption = element.find("caption")
        if caption is not None:
            self._paragraph(caption, "Caption")
        rows = list(element.iter("tr"))
        width = max(sum(int(cell.get("colspan") or 1) for cell in row) for row in rows)
        table = self.document.add_table(rows=0, cols=width, style="Table Grid")
        for row in rows:
            cells = table.add_row().cells
            is_head = row.getparent().tag == "thead"
            if is_head:
                _mark_as_head(table.rows[-1])
            place = 0
            for cell in row:
                span = int(cell.get("colspan") or 1)
                target = cells[place].merge(cells[place + span - 1]) if span > 1 else cells[place]
                paragraph = target.paragraphs[0]
                bold = is_head or cell.get("scope") == "rowgroup"
                for number, part in enumerate(_parts(cell)):
                    paragraph = paragraph if number == 0 else target.add_paragraph()
                    self._inside(paragraph, part, **({"bold": True} if bold else {}))
                if "number" in (cell.get("class") or ""):
                    for paragraph in target.paragraphs:
                        paragraph.alignment = 2
                place += span
        self.document.add_paragraph(style="Kanttekening")

    def _drawing(self, element) -> None:
        told = next((_text(child) for child in element if child.tag == "title"), "")
        if told:
            self.document.add_paragraph(f"Tekening in de pdf: {told}", style="Kanttekening")

    def _picture(self, element) -> None:
        from docx.shared import Cm

        source = element.get("src") or ""
        content, _ = read_own_file(source if source.startswith(BASE_URL) else BASE_URL.rstrip("/") + source)
        shape = self.document.add_picture(io.BytesIO(content), width=Cm(14))
        shape._inline.docPr.set("descr", element.get("alt") or "")

    def _contents(self) -> None:
        """Word's own table of contents: filled in when the file is opened, or with F9."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        self.document.add_paragraph("Inhoud", style="Kanttekening")
        paragraph = self.document.add_paragraph()
        for part in (
            '<w:fldChar w:fldCharType="begin" w:dirty="true"/>',
            '<w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>Klik hier en druk op F9 voor de inhoudsopgave.</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        ):
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))


def _parts(cell) -> list[Any]:
    """The paragraphs of a cell; the cell itself when it has none."""
    return cell.findall("p") or [cell]


def _text(element) -> str:
    return " ".join("".join(element.itertext()).split())


def _run(paragraph, text: str | None, **marks: bool) -> None:
    """Add words; spaces as html has them: any number is one, and none at the begin of a line."""
    words = re.sub(r"[ \t\r\n]+", " ", text or "")
    if not paragraph.text or paragraph.text.endswith(("\n", " ")):
        words = words.lstrip(" ")
    if words:
        run = paragraph.add_run(words)
        for name, value in marks.items():
            setattr(run, name, value)


def _link(paragraph, url: str, text: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _mark_as_head(row) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _new_numbering(document, style: str, start: int) -> int:
    """A numbering that begins anew, for one list: otherwise Word counts on from the list before."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    numbering = document.part.numbering_part.element
    used = document.styles[style].element.pPr.numPr.numId.val
    abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == used)
    number = max(num.numId for num in numbering.num_lst) + 1
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
    )
    return number


def _number(paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _dress(document, kop: str) -> None:
    """A4, Dutch, calm letters; and above each page what kind of file this is."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "nl-NL")
    for name, letters, size in _styles():
        style = document.styles[name]
        style.font.name, style.font.size = letters, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.font.color.rgb = RGBColor.from_string(INK)
    aside = document.styles.add_style("Kanttekening", WD_STYLE_TYPE.PARAGRAPH)
    aside.base_style = document.styles["Normal"]
    aside.font.size, aside.font.color.rgb = Pt(9), RGBColor.from_string(MUTED)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    header = section.header.paragraphs[0]
    header.text, header.style = kop, aside


def _styles() -> Iterator[tuple[str, str, float]]:
    yield "Normal", "Calibri", 11
    for name, size in (("Title", 26), ("Heading 1", 20), ("Heading 2", 14), ("Heading 3", 12)):
        yield name, "Georgia", size
    yield "Quote", "Georgia", 13
    yield "Caption", "Calibri", 10
