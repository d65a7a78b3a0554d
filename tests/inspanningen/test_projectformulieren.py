"""Reading projectformulieren: invented forms with every oddity that a pdf reader makes of real ones."""

import io
import json
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from inspanningen.projectformulieren import (
    MAX_BYTES,
    MAX_LINES,
    MAX_PAGES,
    NAAM_ONTBREEKT,
    VELDEN,
    GeenProjectformulier,
    Uitkomst,
    read_projectformulieren,
)

DATA = Path(__file__).parent / "data"
VERZONNEN = (DATA / "projectformulieren_verzonnen.txt").read_bytes()


@pytest.fixture(scope="module")
def uitkomst() -> Uitkomst:
    return read_projectformulieren(VERZONNEN)


def read(text: str) -> Uitkomst:
    return read_projectformulieren(text.encode())


def read_veld(text: str, *, elsewhere: str = "", veld: str = "aanpak") -> str:
    """The text of one veld of a small form; `elsewhere` is text that the document holds beside it."""
    label = dict(VELDEN)[veld]
    form = f"Inleiding\n{elsewhere}\n\nProjectnaam: Proef\n\nProjectleider\nN.t.b.\n\n{label}\n{text}\n"
    return read(form).kaarten[0].velden[veld]


def doubts_of(uitkomst: Uitkomst, veld: str) -> list[str]:
    return [onzeker.zin for onzeker in uitkomst.onzeker if onzeker.veld == veld]


# ------------------------------------------------------------------- the whole of the invented file


def test_velden_are_the_nineteen_of_the_form():
    assert len(VELDEN) == 19
    assert VELDEN[0] == ("projectleider", "Projectleider")
    assert VELDEN[13] == ("risicos", "Risico's")
    assert VELDEN[-1] == ("communicatie", "Communicatie")


EXPECTED = json.loads((DATA / "projectformulieren_verzonnen.json").read_text(encoding="utf-8"))


def test_read_finds_every_kaart_once_in_the_order_of_the_file(uitkomst):
    assert [kaart.naam for kaart in uitkomst.kaarten] == [
        "Leefbare straten",
        "Samen koken - Buurtkoks",
        "Samen koken - Leveranciers",
        "De groene kade: wonen en werken",
        "Buren helpen buren",
    ]


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("veld", [veld for veld, _ in VELDEN])
def test_read_gives_every_veld_as_a_person_would_type_it(uitkomst, number, veld):
    assert uitkomst.kaarten[number].velden[veld] == EXPECTED["inhoud"][number]["velden"][veld]


def test_read_keeps_onderdelen_apart_from_the_name(uitkomst):
    assert [kaart.onderdelen for kaart in uitkomst.kaarten] == [
        (),
        (),
        (),
        ("Kadehuis", "Werkplaats (in de oude Watermolen)", "Steiger"),
        ("Klussen", "Oppassen"),
    ]


def test_read_says_what_it_was_not_sure_of(uitkomst):
    assert [(o.kaart, o.veld) for o in uitkomst.onzeker] == [
        (o["kaart"], o["veld"]) for o in EXPECTED["onzeker"]
    ]
    assert all(o.zin.endswith(".") and "\n" not in o.zin for o in uitkomst.onzeker)


def test_als_json_counts_filled_velden_only(uitkomst):
    outcome = uitkomst.als_json()
    assert list(outcome) == ["kaarten", "velden", "onzeker", "inhoud"]
    assert outcome["kaarten"] == 5
    assert outcome["velden"] == uitkomst.aantal_velden == 5 * 19 - 2
    assert list(outcome["onzeker"][0]) == ["kaart", "veld", "zin"]
    assert list(outcome["inhoud"][0]) == ["naam", "onderdelen", "velden"]
    assert list(outcome["inhoud"][0]["velden"]) == [veld for veld, _ in VELDEN]
    assert json.loads(json.dumps(outcome)) == EXPECTED


@pytest.mark.parametrize(
    "raw",
    [
        VERZONNEN.replace(b"\n", b"\r\n"),
        VERZONNEN.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + VERZONNEN,
        VERZONNEN.decode().encode("utf-16"),
        b"\xfe\xff" + VERZONNEN.decode().encode("utf-16-be"),
        VERZONNEN.decode().encode("cp1252"),
        unicodedata.normalize("NFD", VERZONNEN.decode()).encode(),
    ],
    ids=["crlf", "cr", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "loose accents"],
)
def test_read_gives_the_same_for_every_encoding_and_line_end(uitkomst, raw):
    assert read_projectformulieren(raw) == uitkomst


def test_read_needs_no_spaces_at_the_end_of_lines(uitkomst):
    stripped = "\n".join(line.strip() for line in VERZONNEN.decode().replace("\f", "\n").split("\n"))
    different = [
        (kaart.naam, veld)
        for kaart, other in zip(uitkomst.kaarten, read(stripped).kaarten, strict=True)
        for veld in kaart.velden
        if kaart.velden[veld] != other.velden[veld]
    ]
    # what only those spaces can tell: a line that the author ended by hand
    assert set(different) <= {
        ("Leefbare straten", "projectteam"),
        ("Samen koken - Buurtkoks", "doelstellingen"),
    }


# ------------------------------------------------------------------------------------- broken words


@pytest.mark.parametrize(
    ("text", "expected", "elsewhere"),
    [
        ("De muur is gerepa-\nreerd.", "De muur is gerepareerd.", ""),
        ("De muur is gerepa- \n\nreerd.", "De muur is gerepareerd.", ""),
        ("• Praat met de bewoners- \n\nraad", "- Praat met de bewonersraad", ""),
        ("Een wijk-\noverstijgend plan", "Een wijk-overstijgend plan", "wijk-overstijgend"),
        ("Een wijk-\noverstijgend plan", "Een wijk-overstijgend plan", "wijk-overstijgende"),
        ("Een wijk-\noverstijgend plan", "Een wijkoverstijgend plan", ""),
        ("De huur- \nen koopwoningen", "De huur- en koopwoningen", ""),
        ("De zorg- \nen welzijnsgroep", "De zorg- en welzijnsgroep", "De zorg is er om te zorgen."),
        ("De op- en \nafbouw", "De op- en afbouw", ""),
        ("Voor \nop- en afbouw", "Voor op- en afbouw", ""),
        ("De moestuin- \nen van de wijk", "De moestuinen van de wijk", "Er zijn moestuinen."),
        ("De moestuin- \nen van de wijk", "De moestuinen van de wijk", ""),
        ("Elke VVE-\ncommissie", "Elke VVE-commissie", ""),
        ("Stuur een e-\nmail", "Stuur een e-mail", ""),
        ("Sport in Noord-\nHolland", "Sport in Noord-Holland", ""),
        ("De jaren 2031-\n2033", "De jaren 2031-2033", ""),
        ("Na 4-\n5 jaar", "Na 4-5 jaar", ""),
        ("Slecht ge-\nisoleerd", "Slecht geïsoleerd", "geïsoleerde"),
        ("Het muse-\num", "Het museum", "museum"),
        ("Een oud-\nwethouder", "Een oud-wethouder", "wethouder"),
        ("De oud-\ners", "De ouders", ""),
        ("Een ex-\ntern bureau", "Een extern bureau", ""),
        ("Een auto-\nongeluk", "Een auto-ongeluk", ""),
        ("Na draai-\ning van de molen", "Na draaiing van de molen", ""),
        ("De Buurtkoks-groep\nkookt", "De Buurtkoks-groep kookt", ""),
        ("• Gemeente - \n\nGroenbeheer", "- Gemeente - Groenbeheer", ""),
        ("Basisschool / \npeuteropvang", "Basisschool / peuteropvang", ""),
        ("Ouders/\nverzorgers", "Ouders/verzorgers", ""),
        ("De muur is gerepa\u00ad\nreerd.", "De muur is gerepareerd.", ""),
        ("De VVE\u00ad\ncommissie", "De VVEcommissie", ""),
        ("Een af\u00adbreekstreepje", "Een afbreekstreepje", ""),
        ("Het kost € 50,-\nper jaar", "Het kost € 50,- per jaar", ""),
    ],
)
def test_read_undoes_line_breaks_in_words_and_keeps_true_hyphens(text, expected, elsewhere):
    assert read_veld(text, elsewhere=elsewhere) == expected


def test_read_reports_a_broken_word_that_may_have_had_a_hyphen():
    outcome = read("de wijk en de gids\n\nProjectnaam: X\n\nScope\nN.t.b.\n\nAanpak\nEen wijk-\ngids")
    assert outcome.kaarten[0].velden["aanpak"] == "Een wijkgids"
    assert any("‘wijkgids’" in zin for zin in doubts_of(outcome, "aanpak"))


# ----------------------------------------------------------------------------- paragraphs and items


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een regel\nen  nog   een.", "Een regel en nog een."),
        ("Eerste zin.\n\nTweede zin.", "Eerste zin.\n\nTweede zin."),
        ("Dit loopt door naar de \n\nvolgende kolom.", "Dit loopt door naar de volgende kolom."),
        ("Dit is van de \n\nProvincie.", "Dit is van de Provincie."),
        ("Wij doen dit (samen \n\nMet anderen) graag", "Wij doen dit (samen Met anderen) graag"),
        ("Kijk naar geluid, o.a. \n\nVerkeer", "Kijk naar geluid, o.a. Verkeer"),
        ("• Een\n• Twee", "- Een\n- Twee"),
        ("•  Een\n\n\n•Twee", "- Een\n- Twee"),
        ("•\nEen\n•\n•\n\nTwee", "- Een\n- Twee"),
        ("\uf0b7 Een\no Twee", "- Een\n- Twee"),
        ("-Een\n-Twee", "- Een\n- Twee"),
        ("- Een\n- 2 maal twee", "- Een\n- 2 maal twee"),
        ("• -Een\n• - Twee", "- Een\n- Twee"),
        ("• Werk in de buurt met \n\n+- 8 lessen", "- Werk in de buurt met +- 8 lessen"),
        ("• Kiezen \n\n(eenmalig)\n• Doen", "- Kiezen (eenmalig)\n- Doen"),
        ("• Kort\n\nDaarna een alinea.", "- Kort\n\nDaarna een alinea."),
        ("• Klaar.\nDaarna een alinea.", "- Klaar.\n\nDaarna een alinea."),
        (
            "• Overleg met het bestuur van Stichting \n\nMolenhoek",
            "- Overleg met het bestuur van Stichting Molenhoek",
        ),
        ("Keuken:\n• Kok\nZaal:\n• Gids", "Keuken:\n\n- Kok\n\nZaal:\n\n- Gids"),
        ("Drie stappen:\n1. Kijken\n2. Praten\n\n3. Doen", "Drie stappen:\n\n1. Kijken\n2. Praten\n3. Doen"),
        ("a. Kijken\nb. Praten", "a. Kijken\nb. Praten"),
        ("Wij geven les in groep\n12. Dat gaat goed.", "Wij geven les in groep 12. Dat gaat goed."),
        ("Wij leren dat – soms\n– met vallen en opstaan.", "Wij leren dat – soms – met vallen en opstaan."),
        ("• Jan \n\n- tuinman", "- Jan - tuinman"),
        ("• De groep van inwoners\n-werkers en bezoekers", "- De groep van inwoners -werkers en bezoekers"),
    ],
)
def test_read_makes_paragraphs_and_items(text, expected):
    assert read_veld(text) == expected


def test_read_joins_lines_that_break_off_early(uitkomst):
    assert (
        uitkomst.kaarten[3].velden["context"].startswith("In de oude loods kwamen vroeger de turfschepen aan")
    )


# ----------------------------------------------------------------------------------------- headings


def test_read_takes_heading_words_in_a_sentence_as_text():
    outcome = read(
        "Projectnaam: Proef\n\nAanleiding\nDe wijk wil meer\nContext\nbij haar cijfers en een"
        "\n\nBudget\nvoor later.\n\nContext\nDe wijk is oud.\n\nBudget\nN.t.b.\n"
    )
    velden = outcome.kaarten[0].velden
    assert velden["aanleiding"] == "De wijk wil meer Context bij haar cijfers en een Budget voor later."
    assert velden["context"] == "De wijk is oud."
    assert velden["budget"] == "N.t.b."


def test_read_prefers_the_heading_that_does_not_stand_in_a_sentence():
    outcome = read(
        "Projectnaam: Proef\n\nAanleiding\n• Wij vragen om veel meer van zulke \n\nContext\nbij cijfers"
        "\n• Een plan\n\nContext\nDe wijk is oud.\n"
    )
    assert (
        outcome.kaarten[0].velden["aanleiding"]
        == "- Wij vragen om veel meer van zulke Context bij cijfers\n- Een plan"
    )
    assert outcome.kaarten[0].velden["context"] == "De wijk is oud."


def test_read_never_takes_a_word_after_an_article_as_a_heading():
    outcome = read("Projectnaam: Proef\n\nAanleiding\nDat is de\nScope\nvan het plan.\n\nContext\nOud.\n")
    assert outcome.kaarten[0].velden["aanleiding"] == "Dat is de Scope van het plan."
    assert outcome.kaarten[0].velden["scope"] == ""


def test_read_takes_a_lower_case_line_as_text():
    assert read_veld("Dit telt mee:\n\nbudget\n\nen tijd.") == "Dit telt mee: budget en tijd."


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "`"])
def test_read_knows_every_apostrophe_in_a_heading(apostrophe):
    outcome = read(f"Projectnaam: Proef\n\nRisico{apostrophe}s\nVeel.\n\nScope\nKlein.\n")
    assert outcome.kaarten[0].velden["risicos"] == "Veel."


def test_read_loosens_a_heading_from_the_word_before_it():
    outcome = read("Projectnaam: Proef\n\nAanpak\nWij gaan iets nieuws maken.Scope\n\nDe wijk.\n")
    assert outcome.kaarten[0].velden["aanpak"] == "Wij gaan iets nieuws maken."
    assert outcome.kaarten[0].velden["scope"] == "De wijk."
    assert "zat vast" in doubts_of(outcome, "scope")[0]


def test_read_keeps_a_word_that_ends_in_a_heading_when_the_heading_is_there_too():
    outcome = read("Projectnaam: Proef\n\nAanpak\nLees de nota BuurtScope\n\nScope\nDe wijk.\n")
    assert outcome.kaarten[0].velden["aanpak"] == "Lees de nota BuurtScope"
    assert outcome.kaarten[0].velden["scope"] == "De wijk."


def test_read_knows_a_heading_over_two_lines_and_one_with_a_colon():
    outcome = read("Projectnaam: Proef\n\nBijdrage aan strategische\nprincipes\nKlein.\n\nScope:\nDe wijk.\n")
    assert outcome.kaarten[0].velden["principes"] == "Klein."
    assert outcome.kaarten[0].velden["scope"] == "De wijk."


def test_read_reports_a_missing_heading_and_an_empty_veld():
    outcome = read("Projectnaam: Proef\n\nAanpak\nDoen.\n\nScope\n\nBudget\nN.t.b.\n")
    assert outcome.kaarten[0].velden["scope"] == ""
    assert outcome.kaarten[0].velden["context"] == ""
    assert outcome.aantal_velden == 2
    assert "geen tekst" in doubts_of(outcome, "scope")[0]
    assert "staat niet in dit formulier" in doubts_of(outcome, "context")[0]


# ---------------------------------------------------------------------------------- pages and forms


def test_read_joins_the_halves_of_a_form_whatever_stands_between():
    outcome = read(
        "Projectnaam: Alfa:  Beta \n\nScope\nEen.\n\nBudget\nTwee.\n\n"
        "Projectnaam: Gamma\n\nScope\nDrie.\n\nBudget\nVier.\n\f"
        "PROJECTNAAM: alfa - BETA\n\nAanpak\nVijf.\n\nPlanning\nZes.\n"
    )
    assert [kaart.naam for kaart in outcome.kaarten] == ["Alfa: Beta", "Gamma"]
    assert outcome.kaarten[0].velden["scope"] == "Een."
    assert outcome.kaarten[0].velden["planning"] == "Zes."
    assert outcome.kaarten[1].velden["planning"] == ""


def test_read_keeps_two_forms_with_one_name_apart_and_says_so():
    form = "Projectnaam: Dubbel\n\nScope\nEen.\n\nBudget\nTwee.\n\n"
    outcome = read(form + form)
    assert len(outcome.kaarten) == 2
    assert any("nog een formulier" in onzeker.zin for onzeker in outcome.onzeker)


def test_read_puts_text_of_a_heading_on_both_pages_together():
    outcome = read(
        "Projectnaam: X\n\nScope\nEen.\n\nBudget\nTwee.\n\n"
        "Projectnaam: X\n\nScope\nDrie.\n\nPlanning\nVier.\n"
    )
    assert len(outcome.kaarten) == 1
    assert outcome.kaarten[0].velden["scope"] == "Een.\n\nDrie."
    assert "twee keer" in doubts_of(outcome, "scope")[0]


def test_read_accepts_a_project_named_after_a_heading():
    outcome = read("Projectnaam:\nCommunicatie\n\nScope\nDe wijk.\n\nCommunicatie\nEen krant.\n")
    assert outcome.kaarten[0].naam == "Communicatie"
    assert outcome.kaarten[0].velden["communicatie"] == "Een krant."


def test_read_reports_a_form_without_a_name():
    outcome = read("Projectnaam:\n\nScope\nDe wijk.\n\nBudget\nN.t.b.\n")
    assert outcome.kaarten[0].naam == NAAM_ONTBREEKT
    assert outcome.onzeker[-1].veld is None


def test_read_never_loses_text_under_a_title():
    outcome = read("Projectnaam: Proef\n\nVersie van maart.\n\nScope\nDe wijk.\n\nBudget\nN.t.b.\n")
    assert outcome.kaarten[0].naam == "Proef"
    assert outcome.kaarten[0].onderdelen == ("Versie van maart.",)
    assert "zonder kop" in outcome.onzeker[-1].zin


def test_read_reports_a_title_without_headings():
    outcome = read("Projectnaam: Niets\n\nProjectnaam: Proef\n\nScope\nDe wijk.\n\nBudget\nN.t.b.\n")
    assert [kaart.naam for kaart in outcome.kaarten] == ["Proef"]
    assert outcome.onzeker[0].kaart == "Niets"


@pytest.mark.parametrize("foot", ["Projectformulieren", "12", "Pagina 3 van 20", "- 4 -", "Bijlage 2"])
def test_read_drops_page_furniture_and_says_so(foot):
    outcome = read(f"Projectnaam: Proef\n\nScope\nEen wijk.\n\nBudget\nEen bedrag.\n\n{foot}\n\f")
    assert outcome.kaarten[0].velden["budget"] == "Een bedrag."
    assert foot in doubts_of(outcome, "budget")[0]


def test_read_reads_on_over_a_page_break():
    outcome = read("Projectnaam: Proef\n\nScope\nDe wijk en haar \n\n12\n\fomgeving.\n\nBudget\nN.t.b.\n")
    assert outcome.kaarten[0].velden["scope"] == "De wijk en haar omgeving."


def test_read_keeps_a_number_or_word_that_is_the_text_of_a_veld():
    outcome = read("Projectnaam: X\n\nScope\nWij zien\n\nzie ook de\n\nBijlage 2\n\f\n\nBudget\n\n500\n")
    assert outcome.kaarten[0].velden["scope"] == "Wij zien zie ook de Bijlage 2"
    assert outcome.kaarten[0].velden["budget"] == "500"


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_read_puts_a_footnote_with_the_text_that_refers_to_it(between):
    outcome = read(
        "Projectnaam: Proef\n\nScope\nEen raad van be-\nwoners1 beslist.\n\nBudget\nDe 2 straten."
        f"{between}1 gekozen \nuit de wijk"
    )
    assert outcome.kaarten[0].velden["scope"] == "Een raad van bewoners¹ beslist.\n\n¹ gekozen uit de wijk"
    assert outcome.kaarten[0].velden["budget"] == "De 2 straten."
    assert "voetnoot" in doubts_of(outcome, "scope")[0]


def test_read_takes_no_numbered_paragraph_for_a_footnote():
    assert read_veld("De K2 regelt dit.\n\n2 keer per jaar") == "De K2 regelt dit.\n\n2 keer per jaar"


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Wie doet er mee (bijv. buren)? En wanneer is dat.", True),
        ("• Hoe past dit bij het andere werk?", True),
        ("Beschrijf hier de aanpak.", True),
        ("Wat kan dat doen we. Kan het beter?", False),
        ("Wie meedoet krijgt\n• soep\n• brood?", False),
        ("N.t.b.", False),
    ],
)
def test_read_reports_the_forms_own_help_text(text, reported):
    outcome = read(f"Projectnaam: Proef\n\nScope\nDe wijk.\n\nAanpak\n{text}\n")
    assert outcome.kaarten[0].velden["aanpak"]
    assert bool(doubts_of(outcome, "aanpak")) is reported


# ----------------------------------------------------------------------------------------- refusals


def zipped(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "leeg"),
        (b" \n\t\r\n", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (b"%PDF-1.7\n1 0 obj", "pdf; sla hem eerst op als platte tekst"),
        (zipped("word/document.xml"), "Word-document; sla het eerst op als platte tekst"),
        (zipped("xl/workbook.xml"), "rekenblad"),
        (zipped("iets.txt"), "zip-bestand; pak het eerst uit"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "oud Office-document"),
        (b"{\\rtf1 Projectnaam: X}", "rtf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "plaatje"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "plaatje"),
        (b"GIF89a" + bytes(50), "plaatje"),
        (b"BM" + bytes(50), "plaatje"),
        (bytes(range(256)) * 4, "geen leesbare tekst"),
        (b"\x81\x8d\x8f\x90", "geen leesbare tekst"),
        (b"\xff\xfeP", "beschadigd"),
        (b"naam;jaar;waarde\nA;2030;1\nB;2031;2\n", "tabel (csv)"),
        (b"Een gewone brief.\n\nPlanning\nMorgen.\n", "geen projectformulier"),
        (b"Projectnaam: Alleen een titel\n\nEn een zin.\n", "geen projectformulier"),
        (b"Projectnaam;Scope;Budget\nA;B;C\n", "tabel (csv)"),
        (b"BMW rijdt door de straat", "geen projectformulier"),
        (b"Projectnaam: x\n" * (MAX_PAGES + 1), "meer dan 1000 projectnamen"),
        (b"\n" * MAX_LINES + b"x", "meer dan 400000 regels"),
        (b"a" * (MAX_BYTES + 1), "groter dan 5 MB"),
    ],
)
def test_read_refuses_what_is_no_projectformulier_in_one_sentence(raw, words):
    with pytest.raises(GeenProjectformulier) as refusal:
        read_projectformulieren(raw)
    sentence = str(refusal.value)
    assert words in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert isinstance(refusal.value, ValueError)


class Unread(bytes):
    """Bytes that say how many they are and refuse to be read."""

    def decode(self, *_args, **_kwargs):
        raise AssertionError("read before its size was looked at")


@pytest.mark.parametrize(
    "raw", [Unread(b"a-\n" * 7_000_000), Unread(b"%PDF-1.4" + b"a" * 20_000_000)], ids=["text", "pdf"]
)
def test_read_refuses_twenty_megabytes_without_reading_them(raw):
    with pytest.raises(GeenProjectformulier):
        read_projectformulieren(raw)


@pytest.mark.parametrize(
    "unit",
    [
        "a-\n",
        "•\n",
        "• b\n\n",
        "lorem-\nipsum ",
        "a",
        "A",
        "AAA-\na",
        "a-",
        "(",
        "(\n",
        "- a\n",
        "1. a\n",
        "de\n\n",
        "Budget\n",
        "a\nBudget\n\n",
        "aBudget\n",
        "\fa\n",
        "12\n\n",
        "\n",
        " ",
        "aaa1 ",
        "aaa1 aaa2\n\n1 a\n2 b\n",
        "Hoe a. b ",
        "a\u0301\u0316",
        "’",
    ],
)
def test_read_does_work_in_proportion_to_the_text(unit):
    """Twice the text is twice the function calls. A pattern that looked back would not end here at all."""

    def calls(size: int) -> int:
        text = f"Projectnaam: x\n\nAanpak\n{unit * (size // len(unit.encode()))}\n\nPlanning\nMorgen.\n"
        count = 0

        def counted(_frame, event, _argument):
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(counted)
        try:
            read(text)
        finally:
            sys.setprofile(None)
        return count

    assert calls(60_000) < 2.6 * calls(30_000) + 1_000
