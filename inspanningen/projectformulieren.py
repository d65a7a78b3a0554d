"""Read projectformulieren from the plain text that a pdf reader gives.

A projectformulier has a line "Projectnaam: ..." and nineteen headings. A pdf reader gives its text column by
column: headings in any order, a form in two halves, sentences and words broken over lines, and a blank line
in the middle of a bullet. This module puts that back together and says where it was not sure.

The work is a row of small passes, each linear in the length of the text:

    decode -> lines -> pages -> forms -> headings -> blocks (paragraph or item) -> text

Nothing of the author is left out or corrected: only the breaking over lines is undone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

VELDEN: tuple[tuple[str, str], ...] = (
    ("projectleider", "Projectleider"),
    ("opdrachtgever", "Opdrachtgever"),
    ("projectteam", "Projectteam + rollen"),
    ("doelstellingen", "Bijdrage aan doelstellingen"),
    ("resultaat", "Resultaat"),
    ("principes", "Bijdrage aan strategische principes"),
    ("aanleiding", "Aanleiding"),
    ("context", "Context"),
    ("kwaliteit", "Kwaliteit"),
    ("scope", "Scope"),
    ("afbakening", "Afbakening"),
    ("planning", "Planning"),
    ("budget", "Budget"),
    ("risicos", "Risico's"),
    ("partners", "Samenwerkingspartners"),
    ("randvoorwaarden", "Randvoorwaarden"),
    ("aanpak", "Aanpak"),
    ("afhankelijkheden", "Afhankelijkheden"),
    ("communicatie", "Communicatie"),
)

MAX_BYTES = 5_000_000
MAX_LINES = 400_000
MAX_PAGES = 1_000
MIN_KOPPEN = 2  # a title with fewer headings under it is not a form
NAAM_ONTBREEKT = "(naam ontbreekt)"

_LABELS = dict(VELDEN)


# ----------------------------------------------------------------------------------- what comes out


class GeenProjectformulier(ValueError):
    """Raised with one Dutch sentence, for the user, when a file holds no projectformulieren to read."""


@dataclass(frozen=True)
class Onzekerheid:
    """Something a person should look at: on which kaart, in which veld (key of VELDEN, or None), and why."""

    kaart: str
    veld: str | None
    zin: str


@dataclass(frozen=True)
class Kaart:
    """One form: its title, the parts named under the title, and a text for each key of VELDEN ("" if absent).

    In a text a blank line separates paragraphs; a list item is one line that begins with "- " or "1. ".
    """

    naam: str
    onderdelen: tuple[str, ...]
    velden: dict[str, str]


@dataclass(frozen=True)
class Uitkomst:
    """All kaarten of a file in the order of the file, and what the reader was not sure of."""

    kaarten: tuple[Kaart, ...]
    onzeker: tuple[Onzekerheid, ...]

    @property
    def aantal_velden(self) -> int:
        """How many fields hold text, over all kaarten."""
        return sum(1 for kaart in self.kaarten for tekst in kaart.velden.values() if tekst)

    def als_json(self) -> dict[str, Any]:
        """The whole outcome in types that json.dumps accepts."""
        return {
            "kaarten": len(self.kaarten),
            "velden": self.aantal_velden,
            "onzeker": [{"kaart": o.kaart, "veld": o.veld, "zin": o.zin} for o in self.onzeker],
            "inhoud": [
                {"naam": k.naam, "onderdelen": list(k.onderdelen), "velden": dict(k.velden)}
                for k in self.kaarten
            ],
        }


def read_projectformulieren(raw: bytes) -> Uitkomst:
    """Read the bytes of a plain text file (utf-8, utf-16 with BOM or cp1252) into kaarten.

    Raises GeenProjectformulier, with a sentence for the user, for an empty, too large or binary file and for
    a text without forms.
    """
    text = _decode(raw)
    lines = _read_lines(text)
    pages = _split_pages(lines)
    _refuse_without_forms(pages, lines)
    forms = _group_pages(pages)
    evidence = _gather_evidence(lines, pages)

    kaarten: list[Kaart] = []
    onzeker: list[Onzekerheid] = []
    for form in forms:
        doubts = _Doubts(form.naam)
        if len(form.keys) < MIN_KOPPEN:
            doubts.add(None, "Onder deze projectnaam staan bijna geen koppen; dit is niet als kaart gelezen.")
        else:
            kaarten.append(_read_kaart(form, evidence, doubts))
        onzeker.extend(doubts.found)
    return Uitkomst(tuple(kaarten), tuple(onzeker))


# ------------------------------------------------------------------------------------ bytes to text

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "Dit is een pdf; sla hem eerst op als platte tekst (.txt) en kies dan dat bestand."),
    (
        b"\xd0\xcf\x11\xe0",
        "Dit is een oud Office-document; sla het eerst op als platte tekst (.txt) en kies dan dat bestand.",
    ),
    (b"{\\rtf", "Dit is een rtf-document; sla het eerst op als platte tekst (.txt) en kies dan dat bestand."),
    *(
        (start, "Dit is een plaatje; kies een tekstbestand (.txt) met de projectformulieren.")
        for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
    ),
    *(
        (start, "Dit is een ingepakt bestand; pak het eerst uit en kies daaruit het tekstbestand (.txt).")
        for start in (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
    ),
)
_BINARY = "Dit bestand bevat geen leesbare tekst; kies een tekstbestand (.txt) met de projectformulieren."
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_INVISIBLE = dict.fromkeys(_CONTROL_BYTES) | {0xFEFF: None, 0x200B: None}
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_LOOSE_ACCENT = re.compile("[A-Za-z][\u0300-\u036f]")
_LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")


def _decode(raw: bytes) -> str:
    """Turn bytes into text, refusing what is not text before any real work is done."""
    _refuse_known_files(raw)
    if len(raw) > MAX_BYTES:
        raise GeenProjectformulier(
            "Dit bestand is groter dan 5 MB; splits het en lees de projectformulieren in delen in."
        )
    text = _decode_with_bom(raw)
    if text is None:
        if len(raw) - len(raw.translate(None, _CONTROL_BYTES)) > len(raw) // 100 or b"\0" in raw:
            raise GeenProjectformulier(_BINARY)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text = raw.decode("cp1252")
            except UnicodeDecodeError:
                raise GeenProjectformulier(_BINARY) from None
    text = text.translate(_INVISIBLE).translate(_LIGATURES)
    if not text.strip():
        raise GeenProjectformulier("Dit bestand is leeg; kies een tekstbestand met de projectformulieren.")
    return _LOOSE_ACCENT.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def _refuse_known_files(raw: bytes) -> None:
    """Recognise a file by its first bytes, because a name can lie."""
    start = raw[:64].lstrip()
    if start.startswith(b"PK\x03\x04"):
        names = raw[:65_536] + raw[-65_536:]
        if b"word/" in names or b"opendocument.text" in names:
            kind = "een Word-document"
        elif b"xl/" in names or b"opendocument.spreadsheet" in names:
            kind = "een rekenblad"
        else:
            raise GeenProjectformulier(
                "Dit is een zip-bestand; pak het eerst uit en kies daaruit het tekstbestand (.txt)."
            )
        raise GeenProjectformulier(
            f"Dit is {kind}; sla het eerst op als platte tekst (.txt) en kies dan dat bestand."
        )
    for signature, sentence in _SIGNATURES:
        if start.startswith(signature) and (signature != b"BM" or b"\0" in raw[:32]):
            raise GeenProjectformulier(sentence)


def _decode_with_bom(raw: bytes) -> str | None:
    """Decode a text that begins with a byte order mark; None if it has none."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                raise GeenProjectformulier(
                    "Dit tekstbestand is beschadigd; sla het opnieuw op als platte tekst (utf-8)."
                ) from None
            if "\0" in text:
                raise GeenProjectformulier(_BINARY)
            return text
    return None


# ------------------------------------------------------------------------------------ text to lines


class _Line(NamedTuple):
    """A line with its spaces tidied; `soft` remembers that it ended in a space, as a wrapped line does."""

    text: str
    soft: bool = False
    width: int = 0  # of the whole line, so that it stays right when a bullet is cut off


_BLANK = _Line("")


def _read_lines(text: str) -> list[_Line]:
    """Cut the text in lines; a page break becomes a line of its own, so that later passes can see it."""
    raw_lines = _LINE_END.split(text.replace("\f", "\n\f\n"))
    if len(raw_lines) > MAX_LINES:
        raise GeenProjectformulier(
            f"Dit bestand heeft meer dan {MAX_LINES} regels; splits het en lees de formulieren in delen in."
        )
    lines = []
    for raw_line in raw_lines:
        if raw_line == "\f":
            lines.append(_Line("\f"))
            continue
        tidy = " ".join(raw_line.split())
        tidy = tidy[:-1].replace("\u00ad", "") + tidy[-1:]  # one at the end tells that a word goes on
        lines.append(_Line(tidy, raw_line[-1].isspace(), len(tidy)) if tidy else _BLANK)
    return lines


# ----------------------------------------------------------------------------------- lines to pages

_TITLE = re.compile(r"Projectnaam ?:", re.IGNORECASE)
_SENTENCE_END = (".", "!", "?", "…")
_CLOSERS = "\"'”’»)]"
_HYPHENS = "-\u2010\u2011\u00ad"


def _words(text: str) -> frozenset[str]:
    """A set of words, written so that it reads as a line."""
    return frozenset(text.split())


_NOT_FINAL = _words(
    "o.a. bijv. bv. vgl. incl. excl. m.b.t. m.b.v. i.v.m. i.p.v. t.b.v. t.a.v. n.a.v. o.b.v. d.w.z. "
    "m.n. w.o. ca. dhr. mevr. mw. nr. art."
)
_CONJUNCTIONS = _words("en of tot als dan noch respectievelijk")
_NEVER_LAST = _words(  # no sentence ends in one of these
    "de het een der den des van te met tot naar tussen zonder volgens vanuit vanaf via per sinds tijdens "
    "en of maar als dan dat die dit deze onze ons hun haar uw zoals omdat zodat waar welke inclusief"
)
_HANGS = _NEVER_LAST | _NOT_FINAL
_SELDOM_LAST = _words("in op voor door bij aan uit om over onder tegen binnen buiten rond")  # "zet dat in"
_NO_NOUN = (
    _NEVER_LAST
    | _SELDOM_LAST
    | _words(
        "is zijn was waren wordt worden werd werden moet moeten kan kunnen zal zullen mag mogen heeft hebben"
    )
    | _words("we wij ze zij er ook niet nog wel meer al daar hier dus nu")
)


@dataclass(frozen=True)
class _Kop:
    """A line that may be the heading of a veld; the lower its rank, the more it looks like one."""

    veld: str
    page: int
    start: int  # index of its line in the page
    end: int  # index of the first line after it
    rank: int
    before: str = ""  # for a heading glued to a word: the text it was glued to


@dataclass
class _Page:
    """What stands from one "Projectnaam:" to the next: often half a form."""

    naam: str
    onderdelen: list[str]
    stray: list[str]  # text between the title and the first heading that is not a title
    body: list[_Line]
    koppen: list[_Kop] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)  # page furniture, left out
    footnotes: list[tuple[str, list[_Line]]] = field(default_factory=list)

    @property
    def keys(self) -> set[str]:
        """The velden whose heading stands on this page, as far as one can tell from the page alone."""
        return {kop.veld for kop in self.koppen}


def _split_pages(lines: Sequence[_Line]) -> list[_Page]:
    """Cut at every title; what stands before the first title is an introduction and belongs to no form."""
    starts = [i for i, line in enumerate(lines) if _TITLE.match(line.text)]
    if len(starts) > MAX_PAGES:
        raise GeenProjectformulier(
            f"In dit bestand staan meer dan {MAX_PAGES} projectnamen; splits het en lees het in delen in."
        )
    pages = []
    for start, end in pairwise([*starts, len(lines)]):
        title, body = _split_title(lines[start:end])
        page = _read_title(title)
        page.body = body
        _set_page_ends_apart(page)
        pages.append(page)
    for number, page in enumerate(pages):
        page.koppen = _find_koppen(page.body, number)
    return pages


def _split_title(lines: Sequence[_Line]) -> tuple[list[_Line], list[_Line]]:
    """Part the title of a page from its body, which begins at the first heading."""
    rest = lines[0].text[_TITLE.match(lines[0].text).end() :].strip()
    title = [_Line(rest, lines[0].soft)]
    for i, line in enumerate(lines[1:], start=1):
        # a project may be named after a heading ("Communicatie"): right under "Projectnaam:" it is the name
        if _label_at(lines, i) and not (i == 1 and not rest):
            return title, list(lines[i:])
        title.append(_BLANK if line.text == "\f" else line)
    return title, []


def _read_title(lines: Sequence[_Line]) -> _Page:
    """Read the name, which may run over several lines, and the parts listed under it."""
    name: list[_Line] = []
    parts: list[list[_Line]] = []
    stray: list[list[_Line]] = []
    current: list[_Line] = name
    after_blank = False
    for line in lines:
        if not line.text:
            after_blank = True
            continue
        marker = _MARKER.match(line.text)
        if marker and name:
            current = [_Line(line.text[marker.end() :], line.soft)]
            parts.append(current)
        elif current and after_blank and not _goes_on_after_blank(current[-1].text, line.text):
            current = [line]
            stray.append(current)
        else:
            current.append(line)
        after_blank = False
    return _Page(
        _join_plainly(name), [_join_plainly(p) for p in parts], [_join_plainly(s) for s in stray], []
    )


def _join_plainly(lines: Sequence[_Line]) -> str:
    """Join the lines of a title, where there is no document yet to learn hyphens from."""
    return _join_lines(lines, _Evidence(), lambda _: None)


_FURNITURE = re.compile(
    r"projectformulier(en)?|bijlage \d{1,2}"
    r"|(pagina |blad |p\. ?)?[-–]? ?\d{1,3} ?[-–]?( ?(van|/|\|) ?\d{1,3})?",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"(\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])\s+(?=\S)")
_FOOTNOTE_MARK = re.compile(r"(?<=[^\W\d_][^\W\d_][a-zß-ÿ])(\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])(?![\w%])")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _set_page_ends_apart(page: _Page) -> None:
    """Take page furniture and footnotes off the foot of each sheet, to keep them out of the sentences."""
    sheets: list[list[_Line]] = [[]]
    for line in page.body:
        if line.text == "\f":
            sheets.append([])
        else:
            sheets[-1].append(line)
    for number, sheet in enumerate(sheets):
        _drop_furniture(sheet, page.dropped, follows=number > 0)
        page.footnotes.extend(_take_footnotes(sheet))
    page.body = [line for sheet in sheets for line in (*sheet, _BLANK)]


def _drop_furniture(sheet: list[_Line], dropped: list[str], *, follows: bool) -> None:
    """Drop lines such as "Projectformulieren" or "Pagina 3" that stand alone at the foot of a sheet.

    What stands right under a heading is the text of that heading, whatever it looks like.
    """
    while True:
        _strip_blank_end(sheet)
        if not sheet or not _FURNITURE.fullmatch(sheet[-1].text):
            return
        text = sheet[-1].text
        above = next((i for i in range(len(sheet) - 2, -1, -1) if sheet[i].text), None)
        if above is None:
            if not follows:
                return
        elif _label_at(sheet, above) or text[0].islower():
            return
        elif text.startswith("Bijlage") and _is_left_hanging(sheet[above].text):
            return  # "zie ook de" / "Bijlage 2"
        elif above == len(sheet) - 2 and not text.startswith("Projectformulier"):
            return  # the last line of a paragraph
        dropped.append(sheet.pop().text)


def _take_footnotes(sheet: list[_Line]) -> list[tuple[str, list[_Line]]]:
    """Take the numbered lines from the last paragraph of a sheet if a word in the text bears that number."""
    start = len(sheet)
    while start and sheet[start - 1].text:
        start -= 1
    if not any(_FOOTNOTE.match(line.text) for line in sheet[start:]):
        return []
    referred = {
        mark.translate(_FROM_SUPERSCRIPT) for line in sheet for mark in _FOOTNOTE_MARK.findall(line.text)
    }
    notes: list[tuple[str, list[_Line]]] = []
    first = len(sheet)
    for i in range(max(start, 1), len(sheet)):
        line = sheet[i]
        match = _FOOTNOTE.match(line.text)
        number = match[1].translate(_FROM_SUPERSCRIPT) if match else ""
        follows = (
            int(number) > int(notes[-1][0]) if match and notes else not _is_left_hanging(sheet[i - 1].text)
        )
        if match and number in referred and follows:
            notes.append((number, [_Line(line.text[match.end() :], line.soft, line.width)]))
            first = min(first, i)
        elif notes:
            notes[-1][1].append(line)
    del sheet[first:]
    return notes


def _strip_blank_end(lines: list[_Line]) -> None:
    """Remove the blank lines at the end of a list of lines."""
    while lines and not lines[-1].text:
        lines.pop()


# --------------------------------------------------------------------------------- finding headings

_VELD_OF_LABEL = {label.replace("'", sign): veld for veld, label in VELDEN for sign in "'’‘`´"}
_TWO_LINE_LABELS = {
    (" ".join(words[:cut]), " ".join(words[cut:])): veld
    for words, veld in ((label.split(), veld) for veld, label in VELDEN)
    for cut in range(1, len(words))
}
_FIRST_HALVES = frozenset(first for first, _ in _TWO_LINE_LABELS)
_GLUED_LABELS = tuple(_VELD_OF_LABEL)
_RANK_LEFT_HANGING = 4
_RANK_GLUED = 5


def _label_at(lines: Sequence[_Line], i: int) -> tuple[str, int] | None:
    """The veld whose label is the whole of line i (or of two lines), with the number of lines it takes.

    The whole line and the exact capitals: the same word inside a sentence is no heading.
    """
    text = lines[i].text.removesuffix(":").rstrip()
    if text in _VELD_OF_LABEL:
        return _VELD_OF_LABEL[text], 1
    if text in _FIRST_HALVES and i + 1 < len(lines):
        veld = _TWO_LINE_LABELS.get((text, lines[i + 1].text.removesuffix(":").rstrip()))
        return (veld, 2) if veld else None
    return None


def _find_koppen(lines: Sequence[_Line], page: int) -> list[_Kop]:
    """List everything on a page that may be a heading; which of them are is decided for the whole form."""
    koppen: list[_Kop] = []
    previous = ""  # the text above, "" right under a title or a heading
    after_blank = True
    i = 0
    while i < len(lines):
        line = lines[i]
        if not line.text:
            after_blank = True
            i += 1
            continue
        label = _label_at(lines, i)
        if label:
            veld, count = label
            following = next((other.text for other in lines[i + count : i + count + 3] if other.text), "")
            rank = _rank_kop(previous, after_blank, following)
            if rank is not None:
                koppen.append(_Kop(veld, page, i, i + count, rank))
            previous = "" if rank is not None else line.text
            i += count
        else:
            glued = _find_glued(line.text)
            if glued:
                veld, before = glued
                koppen.append(_Kop(veld, page, i, i + 1, _RANK_GLUED, before))
            previous = line.text
            i += 1
        after_blank = False
    return koppen


def _rank_kop(previous: str, after_blank: bool, following: str) -> int | None:
    """Say how much a line looks like a heading: 0 is certain, None is surely a word of a sentence."""
    hanging = _is_left_hanging(previous)
    if hanging:
        return _RANK_LEFT_HANGING if after_blank else None
    if not previous or _ends_sentence(previous):
        return 0 if after_blank or not previous else 1
    if following[:1].islower():
        return 3  # stands between the two halves of what may be one sentence
    return 1 if after_blank else 2


def _find_glued(text: str) -> tuple[str, str] | None:
    """Find a heading that lost its line break: the veld and the text before it."""
    if not text.endswith(_GLUED_LABELS):
        return None
    for label in _GLUED_LABELS:
        if text.endswith(label) and len(text) > len(label):
            before = text[: -len(label)]
            if before[-1].islower() or before[-1] in ".!?…)”’":
                return _VELD_OF_LABEL[label], before
    return None


# ----------------------------------------------------------------------------------- pages to forms


@dataclass
class _Form:
    """The pages that together are one kaart."""

    naam: str
    pages: list[_Page]
    keys: set[str]
    same_name: bool = False  # an earlier form has this name too


def _refuse_without_forms(pages: Sequence[_Page], lines: Sequence[_Line]) -> None:
    """Refuse a text in which no title has headings under it, and say what we looked for."""
    if any(len(page.keys) >= MIN_KOPPEN for page in pages):
        return
    filled = [line.text for line in lines if line.text][:5]
    if any(len(filled) > 1 and all(line.count(mark) >= 2 for line in filled) for mark in (";", ",", "|")):
        raise GeenProjectformulier(
            "Dit is een tabel (csv) en geen tekst met projectformulieren; kies de tekst van de formulieren."
        )
    raise GeenProjectformulier(
        "In dit bestand staat geen projectformulier; kies een tekst met regels die beginnen met "
        "‘Projectnaam:’ en daaronder koppen als ‘Aanleiding’ en ‘Resultaat’."
    )


def _group_pages(pages: Sequence[_Page]) -> list[_Form]:
    """Bring the halves of a form together by their title, also when another form stands between them."""
    forms: list[_Form] = []
    latest: dict[str, _Form] = {}
    for page in pages:
        key = "".join(char for char in page.naam.casefold() if char.isalnum())
        form = latest.get(key) if key else None
        if form and _belongs_to(page, form):
            form.pages.append(page)
            form.keys |= page.keys
        else:
            forms.append(_Form(page.naam or NAAM_ONTBREEKT, [page], page.keys, same_name=form is not None))
            latest[key] = forms[-1]
    return forms


def _belongs_to(page: _Page, form: _Form) -> bool:
    """Tell the other half of a form from a second form with the same name: halves share few headings."""
    ours = {part.casefold() for other in form.pages for part in other.onderdelen}
    theirs = {part.casefold() for part in page.onderdelen}
    if ours and theirs and not ours & theirs:
        return False
    return len(page.keys & form.keys) * 2 <= len(page.keys)


# -------------------------------------------------------------- what the document itself teaches us

_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True)
class _Evidence:
    """What the document shows about its own words and its own line breaks."""

    words: frozenset[str] = frozenset()  # as written
    folded: frozenset[str] = frozenset()  # without capitals
    soft_reliable: bool = False  # wrapped lines end in a space here, so a line without one was ended by hand
    narrow: int = 30  # a line and its next word shorter than this together would have fitted

    def knows(self, word: str) -> bool:
        """Whether the document writes this word somewhere, perhaps with another ending."""
        base = word.casefold()
        return any(form in self.folded for form in (base, f"{base}e", f"{base}en", f"{base}s", base[:-1]))


def _gather_evidence(lines: Sequence[_Line], pages: Sequence[_Page]) -> _Evidence:
    """Learn from the whole text: the introduction too holds words written in full."""
    words: set[str] = set()
    broken = False
    for line in lines:
        tokens = _TOKEN.findall(line.text)
        breaks_off = _broken_stem(line.text) is not None
        if broken and tokens:
            del tokens[0]
        if breaks_off and tokens:
            del tokens[-1]
        words.update(tokens)
        broken = breaks_off if line.text else broken

    wrapped: list[tuple[int, bool]] = []  # of each wrapped line: with the next word, and did a space end it
    for page in pages:
        for line, following in pairwise(page.body):
            if line.text and following.text[:1].islower() and line.text[-1] not in _HYPHENS:
                wrapped.append((line.width + 1 + len(following.text.split(None, 1)[0]), line.soft))
    enough = len(wrapped) >= 10
    soft_reliable = enough and sum(soft for _, soft in wrapped) >= 0.8 * len(wrapped)
    reach = sorted(width for width, soft in wrapped if soft or not soft_reliable)
    return _Evidence(
        frozenset(words),
        frozenset(word.casefold() for word in words),
        soft_reliable,
        narrow=reach[len(reach) * 3 // 100] if enough else 30,
    )


# ------------------------------------------------------------------------------------ form to kaart

_HELP_TEXT = re.compile(
    r"(?:(?:hoe|waar|wat|wie|welke|wanneer|waarom|waarmee|waaruit|waaraan)\b"
    r"[^.!?\n]*(?:\.(?!(?-i: [A-Z]))[^.!?\n]*)*\?"
    r"|(?:beschrijf|omschrijf|geef aan|vul (?:hier )?in|licht toe)\b)",
    re.IGNORECASE,
)


class _Doubts:
    """Collects, for one kaart, what a person should look at; the same doubt is told once."""

    def __init__(self, naam: str) -> None:
        self.naam = naam
        self._found: dict[Onzekerheid, None] = {}

    def add(self, veld: str | None, zin: str) -> None:
        """Note a doubt about a veld, or about the kaart as a whole."""
        self._found[Onzekerheid(self.naam, veld, zin)] = None

    def about(self, veld: str) -> Callable[[str], None]:
        """A function that notes doubts about one veld."""
        return lambda zin: self.add(veld, zin)

    @property
    def found(self) -> list[Onzekerheid]:
        """All doubts, in the order in which they came up."""
        return list(self._found)


def _read_kaart(form: _Form, evidence: _Evidence, doubts: _Doubts) -> Kaart:
    """Read all pages of one form into a kaart with nineteen velden."""
    velden = {veld: "" for veld, _ in VELDEN}
    last_filled: str | None = None
    seen: set[str] = set()
    for page, koppen in zip(form.pages, _choose_koppen(form, doubts), strict=True):
        here: list[str] = []
        for veld, lines in _cut_at_koppen(page, koppen):
            text = _read_text(lines, evidence, doubts.about(veld))
            if veld in seen and text and text != velden[veld]:
                doubts.add(
                    veld, f"De kop ‘{_LABELS[veld]}’ stond er twee keer; de teksten staan nu onder elkaar."
                )
                text = f"{velden[veld]}\n\n{text}" if velden[veld] else text
            velden[veld] = text or velden[veld]
            seen.add(veld)
            here.append(veld)
        last_filled = here[-1] if here else last_filled
        _place_footnotes(page, here, velden, evidence, doubts)
        for text in page.dropped:
            doubts.add(
                last_filled,
                f"De losse regel ‘{text}’ onderaan lijkt bij de bladzijde te horen; we lieten hem weg.",
            )
    for veld, label in VELDEN:
        if veld not in seen:
            doubts.add(veld, f"De kop ‘{label}’ staat niet in dit formulier; het veld is leeg.")
        elif not velden[veld]:
            doubts.add(veld, f"Onder de kop ‘{label}’ staat geen tekst; het veld is leeg.")
        elif _HELP_TEXT.match(velden[veld].removeprefix("- ")):
            doubts.add(
                veld,
                "Dit lijkt de hulptekst van het formulier zelf, die niet is ingevuld; we lieten hem staan.",
            )
    return Kaart(form.naam, _collect_onderdelen(form, doubts), velden)


def _collect_onderdelen(form: _Form, doubts: _Doubts) -> tuple[str, ...]:
    """The parts named under the title, each once: the second page of a form repeats them."""
    if form.naam == NAAM_ONTBREEKT:
        doubts.add(None, "Achter ‘Projectnaam:’ staat geen naam; geef de kaart zelf een naam.")
    if form.same_name:
        doubts.add(
            None, "Er is nog een formulier met deze naam en dezelfde koppen; we lazen er twee kaarten van."
        )
    parts: dict[str, str] = {}
    for page in form.pages:
        for part in (*page.onderdelen, *page.stray):
            parts.setdefault(part.casefold(), part)
        for text in page.stray:
            doubts.add(
                None, f"Onder de titel staat ‘{_shorten(text)}’ zonder kop; we lazen het als onderdeel."
            )
    return tuple(parts.values())


def _choose_koppen(form: _Form, doubts: _Doubts) -> list[list[_Kop]]:
    """Choose the real headings per page: of a veld the likeliest, and on another page only an equal one."""
    candidates: dict[str, list[_Kop]] = {}
    for page in form.pages:
        for kop in page.koppen:
            candidates.setdefault(kop.veld, []).append(kop)
    chosen: list[_Kop] = []
    for veld, koppen in candidates.items():
        best = min(kop.rank for kop in koppen)
        taken: set[int] = set()
        for kop in koppen:
            if kop.rank == best and kop.page not in taken and not (best == _RANK_GLUED and taken):
                taken.add(kop.page)
                chosen.append(kop)
            elif kop.rank <= best + 1:
                doubts.add(
                    veld, f"De regel ‘{_LABELS[veld]}’ staat er vaker; één ervan lazen we als gewone tekst."
                )
        if best == _RANK_GLUED:
            doubts.add(veld, f"De kop ‘{_LABELS[veld]}’ zat vast aan het woord ervoor; we maakten hem los.")
        elif best == _RANK_LEFT_HANGING:
            doubts.add(veld, f"Boven de kop ‘{_LABELS[veld]}’ lijkt een zin af te breken; kijk of hij klopt.")
    chosen.sort(key=lambda kop: (kop.page, kop.start))
    per_page: dict[int, list[_Kop]] = {}
    for kop in chosen:
        per_page.setdefault(kop.page, []).append(kop)
    return [per_page.get(page.koppen[0].page, []) if page.koppen else [] for page in form.pages]


def _cut_at_koppen(page: _Page, koppen: Sequence[_Kop]) -> list[tuple[str, list[_Line]]]:
    """Give each chosen heading the lines up to the next; a body begins with a heading, so none is lost."""
    sections: list[tuple[str, list[_Line]]] = []
    for kop, following in pairwise([*koppen, None]):
        lines = page.body[kop.end : following.start if following else len(page.body)]
        if following and following.before:
            lines.append(_Line(following.before, width=len(following.before)))
        sections.append((kop.veld, lines))
    return sections


def _place_footnotes(
    page: _Page, here: Sequence[str], velden: dict[str, str], evidence: _Evidence, doubts: _Doubts
) -> None:
    """Put each footnote under the text that refers to it, with the same raised number at both places."""
    if not page.footnotes or not here:
        return
    numbers = {number for number, _ in page.footnotes}
    home: dict[str, str] = {}  # of each number the veld that refers to it

    def raise_mark(match: re.Match[str]) -> str:
        number = match[1].translate(_FROM_SUPERSCRIPT)
        if number not in numbers or home.setdefault(number, veld) != veld:
            return match[0]
        return number.translate(_SUPERSCRIPT)

    for veld in dict.fromkeys(here):
        velden[veld] = _FOOTNOTE_MARK.sub(raise_mark, velden[veld])
    for number, lines in page.footnotes:
        veld = home.get(number, here[-1])
        note = _join_lines(lines, evidence, doubts.about(veld))
        velden[veld] += f"\n\n{number.translate(_SUPERSCRIPT)} {note}"
        doubts.add(
            veld,
            f"De voetnoot ‘{_shorten(note)}’ stond onder aan de bladzijde; we zetten hem bij de tekst "
            f"met het cijfer {number}.",
        )


# ------------------------------------------------------------------------------ lines to paragraphs

_MARKER = re.compile(
    r"[•·▪◦●○‣■□▫➢►✓*\uf0b7\uf0a7]\s*"
    r"|o\s+"  # Word's round bullet on the second level
    r"|[-–—\u2010](?:\s+(?=\S)|(?=[^\W\d_]|[\"'‘“(]))"
    r"|(?:\d{1,2}|[A-Za-z])[.)]\s+(?=\S)"
)
_DASHES = "-–—\u2010"


@dataclass
class _Blok:
    """A paragraph (prefix "") or a list item (prefix "- " or "1. ") with the lines that belong to it."""

    prefix: str
    lines: list[_Line]


@dataclass(frozen=True)
class _ListSigns:
    """What a whole section shows about its lists, to tell a list from a line that happens to begin so."""

    numbers: frozenset[str]
    dashes: int
    longest: int


def _read_text(lines: Sequence[_Line], evidence: _Evidence, doubt: Callable[[str], None]) -> str:
    """Make the text of one veld: paragraphs with a blank line between, items one per line."""
    bloks = _collect_bloks(lines, evidence, doubt)
    parts: list[str] = []
    for above, blok in pairwise([None, *bloks]):
        text = _join_lines(blok.lines, evidence, doubt)
        if above is not None:
            parts.append("\n" if above.prefix and blok.prefix else "\n\n")
        parts.append(blok.prefix + text)
    return "".join(parts)


def _collect_bloks(lines: Sequence[_Line], evidence: _Evidence, doubt: Callable[[str], None]) -> list[_Blok]:
    """Gather the lines of a section into paragraphs and items."""
    signs = _read_list_signs(lines)
    bloks: list[_Blok] = []
    number = ""  # of the last numbered item
    after_blank = False
    for line in lines:
        if not line.text:
            after_blank = True
            continue
        blok = bloks[-1] if bloks else None
        marker = _read_marker(line, blok, after_blank, number, signs)
        if marker:
            prefix, rest = marker
            number = prefix[:-2] if prefix != "- " else number
            bloks.append(_Blok(prefix, [rest] if rest.text else []))
        elif blok and (not blok.lines or _goes_on(blok, line, after_blank, evidence, signs, doubt)):
            blok.lines.append(line)
        else:
            bloks.append(_Blok("", [line]))
        after_blank = False
    return [blok for blok in bloks if blok.lines]


def _read_list_signs(lines: Iterable[_Line]) -> _ListSigns:
    """Look once at the whole section: which numbers begin a line, and how many lines begin with a dash."""
    numbers, dashes, longest = set(), 0, 0
    for line in lines:
        longest = max(longest, line.width)
        match = _MARKER.match(line.text)
        if match and match[0][0].isalnum() and match[0][0] != "o":
            numbers.add(match[0].rstrip()[:-1].lower())
        elif match and match[0][0] in _DASHES:
            dashes += 1
    return _ListSigns(frozenset(numbers), dashes, longest)


def _read_marker(
    line: _Line, blok: _Blok | None, after_blank: bool, number: str, signs: _ListSigns
) -> tuple[str, _Line] | None:
    """The prefix and the text of a list item, or None when the line is ordinary text."""
    match = _MARKER.match(line.text)
    if not match:
        return None
    sign = match[0].rstrip()
    rest = line.text[match.end() :]
    above = blok.lines[-1].text if blok and blok.lines else ""
    at_break = not above or above.endswith(":") or _ends_sentence(above)
    prefix = "- "
    if sign[0] in _DASHES:
        spaced = match[0] != sign
        if not (at_break or _is_dash_item(blok, rest, spaced, after_blank, signs)):
            return None  # a dash in the middle of a sentence
    elif sign[-1] in ".)" and len(sign) > 1:
        if not _counts_on(
            sign[:-1].lower(), number.lower(), at_break or after_blank, blok is None, signs.numbers
        ):
            return None  # a number or an initial that happens to stand at the beginning of a line
        prefix = f"{sign} "
    else:
        nested = _MARKER.match(rest)
        if nested and nested[0][0] in _DASHES:
            rest = rest[nested.end() :]  # an author's own dash behind the bullet of the form
    return prefix, _Line(rest, line.soft, line.width)


def _is_dash_item(blok: _Blok, rest: str, spaced: bool, after_blank: bool, signs: _ListSigns) -> bool:
    """Whether a dash under an unfinished line begins an item; a lone dash is rather part of a sentence."""
    if signs.dashes > 1:
        return spaced or after_blank or blok.prefix == "- " or rest[:1].isupper()
    hangs_under_bullet = bool(blok.prefix) and len(blok.lines) == 1
    return (after_blank and not hangs_under_bullet) or (not spaced and rest[:1].isupper())


def _counts_on(sign: str, last: str, at_break: bool, first: bool, present: frozenset[str]) -> bool:
    """Whether a number or letter is the next of its list, or the first of a list."""
    if last and sign == _next_number(last):
        return True
    if sign in ("1", "a"):
        return at_break or _next_number(sign) in present
    return first


def _next_number(sign: str) -> str:
    """The number or letter that follows in a list."""
    return str(int(sign) + 1) if sign.isdecimal() else chr(ord(sign[0]) + 1)


def _goes_on(
    blok: _Blok,
    line: _Line,
    after_blank: bool,
    evidence: _Evidence,
    signs: _ListSigns,
    doubt: Callable[[str], None],
) -> bool:
    """Decide whether a line belongs to the block above it, or begins a paragraph of its own.

    A pdf reader puts a blank line after the first line of a bullet, so a blank line alone proves nothing.
    """
    above = blok.lines[-1]
    if _is_left_hanging(above.text):
        return True
    begins_sentence = line.text[0].isupper() or line.text[0].isdecimal() or line.text[0] in "€“‘\"'"
    if not begins_sentence:
        return not after_blank or _goes_on_after_blank(above.text, line.text)
    ended = _ends_sentence(above.text)
    by_hand = evidence.soft_reliable and not above.soft
    unfinished = _last_word(above.text) in _SELDOM_LAST
    fits = above.width + 1 + len(line.text.split(None, 1)[0]) <= max(
        evidence.narrow, signs.longest * 85 // 100
    )
    if not after_blank:
        return _goes_on_directly(blok, line, ended, by_hand, fits, evidence, doubt)
    if ended or above.text.endswith(":") or not blok.prefix or len(blok.lines) > 1:
        return False
    if unfinished and not by_hand:
        return True
    if fits or by_hand:
        doubt(_no_marker(line))
        return False
    doubt(f"‘{_shorten(above.text)}’ en ‘{_shorten(line.text)}’ lazen we als één punt van de opsomming.")
    return True


def _goes_on_directly(
    blok: _Blok,
    line: _Line,
    ended: bool,
    by_hand: bool,
    fits: bool,
    evidence: _Evidence,
    doubt: Callable[[str], None],
) -> bool:
    """The same decision for a line with a capital and no blank line above it."""
    above = blok.lines[-1]
    if blok.prefix:
        if above.text.endswith(":") or not line.text[0].isupper():
            return not (ended and fits)
        apart = fits if ended or not evidence.soft_reliable else by_hand
        if apart and not ended and not line.text.endswith(":"):
            doubt(_no_marker(line))
        return not apart
    if ended or above.text.endswith(":") or not line.text[0].isupper():
        return True
    if by_hand:
        doubt(f"Voor ‘{_shorten(line.text)}’ staat geen punt; we begonnen daar een nieuwe alinea.")
        return False
    if line.text.split(None, 1)[0].lower() in _NEVER_LAST:
        doubt(f"Voor ‘{_shorten(line.text)}’ lijkt een punt te ontbreken; we hielden het in dezelfde alinea.")
    return True


def _no_marker(line: _Line) -> str:
    """The doubt about a line that stands under a list as a paragraph of its own."""
    return f"‘{_shorten(line.text)}’ volgt op een opsomming zonder eigen teken; we maakten er een alinea van."


def _goes_on_after_blank(above: str, text: str) -> bool:
    """Whether a sentence clearly goes on after a blank line: it hung, or the next line has no capital."""
    if _is_left_hanging(above):
        return True
    if _ends_sentence(above):
        return False
    return not (text[0].isupper() or text[0].isdecimal() or text[0] in "€“‘\"'")


def _ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does; an abbreviation in the middle of one does not count."""
    bare = text.rstrip(_CLOSERS)
    return bare.endswith(_SENTENCE_END) and _last_word(bare).lower() not in _NOT_FINAL


def _is_left_hanging(text: str) -> bool:
    """Whether a line cannot be the end of anything: a comma, a broken word, an article, an open bracket."""
    if not text:
        return False
    if text[-1] in ",/&+(–—":
        return True
    if text[-1] in _HYPHENS:
        return not text.endswith((",-", ", -", "--", "+-"))  # "€ 5.000,-" ends there
    if text.rfind("(") > text.rfind(")"):
        return True
    return _last_word(text).lower() in _HANGS


def _last_word(text: str) -> str:
    """The last word of a line, without what opens before it."""
    return text.rsplit(None, 1)[-1].lstrip("(‘“\"'") if text else ""


# ---------------------------------------------------------------------------- lines to one sentence

_TREMA = str.maketrans("aeiou", "äëïöü")
_CLASHES = _words("aa ae ai au ee ei eu ie ii oe oi oo ou ui uu")
_NO_CLASH_AFTER = ("aai", "ooi", "oei", "ei", "ui")  # "draai-ing" is one word
_HYPHEN_PREFIXES = _words("co ex niet non oud semi vice")


def _join_lines(lines: Sequence[_Line], evidence: _Evidence, doubt: Callable[[str], None]) -> str:
    """Make one run of text of the lines of a block, undoing words that were broken over two lines."""
    pieces: list[str] = []
    for above, line in pairwise([None, *lines]):
        if above is not None:
            kept, glue, first = _join_two(above.text, line.text, evidence, doubt)
            if not kept:
                pieces[-1] = pieces[-1][:-1]
            pieces.append(glue)
            pieces.append(first + line.text[len(first) :])
        else:
            pieces.append(line.text)
    return "".join(pieces)


def _broken_stem(text: str) -> str | None:
    """The first half of a word that breaks off at the end of a line, or None."""
    if len(text) < 2 or text[-1] not in _HYPHENS or not text[-2].isalnum():
        return None
    tokens = _last_word(text[:-1]).split("/")
    return tokens[-1].strip("“‘\"'(,.;:") or None


def _join_two(
    above: str, line: str, evidence: _Evidence, doubt: Callable[[str], None]
) -> tuple[bool, str, str]:
    """How two lines join: is the last sign kept, what comes between, and a new start of the second."""
    stem = _broken_stem(above)
    if stem is None:
        tight = above[-1] == "/" and len(above) > 1 and not above[-2].isspace()
        return True, "" if tight else " ", ""
    match = _TOKEN.match(line)
    if not match:
        return True, " ", ""
    rest = match[0].rstrip("0123456789") or match[0]
    if above[-1] == "\u00ad":
        return False, "", ""
    if not rest[0].islower():
        return stem + rest not in evidence.words, "", ""
    if rest in _CONJUNCTIONS:
        return _join_before_conjunction(stem, line, evidence, doubt)
    return _join_halves(stem, rest, evidence, doubt)


def _join_before_conjunction(
    stem: str, line: str, evidence: _Evidence, doubt: Callable[[str], None]
) -> tuple[bool, str, str]:
    """Tell the two parts of a suspended pair ("op- / en afbouw") from a broken plural ("cirkel- / en")."""
    words = line.split(None, 2)
    joined = stem + words[0]
    own_word = stem.casefold() in evidence.folded
    if len(words) > 1 and words[1] in _NO_NOUN:  # a suspended pair would have its second noun here
        one_word = joined.casefold() in evidence.folded or not own_word
    else:
        one_word = joined in evidence.words and not own_word
    if not one_word:
        if joined in evidence.words:
            doubt(f"Bij ‘{stem}- {words[0]}’ dachten we aan een weggelaten woorddeel, niet aan ‘{joined}’.")
        return True, " ", ""
    doubt(
        f"‘{stem}-’ en ‘{words[0]}’ lazen we als het ene woord ‘{joined}’, niet als een weggelaten woorddeel."
    )
    return False, "", ""


def _join_halves(
    stem: str, rest: str, evidence: _Evidence, doubt: Callable[[str], None]
) -> tuple[bool, str, str]:
    """Join the halves of a word: as the document writes it elsewhere, else by the rules of Dutch spelling."""
    joined = stem + rest
    if evidence.knows(joined):
        return False, "", ""
    if evidence.knows(f"{stem}-{rest}"):
        return True, "", ""
    if len(stem) == 1 or not any(char.islower() for char in stem):
        return True, "", ""  # GGD-arts, e-mail
    if stem[-1].lower() + rest[0] in _CLASHES and not stem.endswith(_NO_CLASH_AFTER):
        trema = rest[0].translate(_TREMA)
        if evidence.knows(stem + trema + rest[1:]):
            return False, "", trema  # a trema drops away where a word is broken
        doubt(f"In ‘{stem}-{rest}’ lieten we het streepje staan omdat er klinkers botsen; kijk of dat klopt.")
        return True, "", ""
    both_words = stem.casefold() in evidence.folded and rest.casefold() in evidence.folded
    if stem.casefold() in _HYPHEN_PREFIXES and rest.casefold() in evidence.folded:
        doubt(f"In ‘{stem}-{rest}’ lieten we het streepje staan; kijk of dat klopt.")
        return True, "", ""
    if both_words:
        doubt(f"‘{stem}-’ en ‘{rest}’ schreven we aaneen als ‘{joined}’; kijk of er een streepje hoort.")
    return False, "", ""


def _shorten(text: str) -> str:
    """The first words of a text, to point at it in a sentence."""
    return text if len(text) <= 50 else text[:50].rsplit(" ", 1)[0] + "…"
