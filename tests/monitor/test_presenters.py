import re

import pytest
from django.template.loader import render_to_string

from monitor import presenters, queries
from monitor.presenters.tekening import BREED, PUNT, SCHAAL, SMAL
from monitor.queries import Driehoek, Hoek, Staaf

pytestmark = pytest.mark.django_db


def make_staaf(afwijking: float | None = -50, **fields) -> Staaf:
    return Staaf(
        **{
            "code": "bijstand",
            "naam": "Bijstand",
            "korte_naam": "Bijstand",
            "eenheid": "%",
            "decimalen": 1,
            "gunstig": "lager",
            "waarde": 6.0,
            "reden": "",
            "vergelijking": 4.0,
            "vergelijking_reden": "",
            "afwijking": afwijking,
        }
        | fields
    )


def make_driehoek(*staven: Staaf, hoeken: int = 1) -> Driehoek:
    return Driehoek(
        gebied_code="WK1",
        gebied_naam="Noord",
        periode=2023,
        vergelijking_code="BM",
        vergelijking_naam="Benchmark",
        hoeken=tuple(
            Hoek(f"hoek-{number}", f"Hoek {number}", "midden" if number == 3 else "hoek", staven)
            for number in range(hoeken)
        ),
        bronnen=("CBS",),
        ingelezen_op=None,
    )


def only_row(staaf: Staaf, vorm: str = "breed"):
    return presenters.draw(make_driehoek(staaf), vorm).vlakken[0].rijen[0]


@pytest.mark.parametrize("vorm", [BREED, SMAL], ids=lambda vorm: vorm.naam)
def test_draw_puts_unfavourable_left_of_the_zero_line_and_favourable_right(vorm):
    left, right = only_row(make_staaf(-SCHAAL / 2), vorm.naam), only_row(make_staaf(SCHAAL / 2), vorm.naam)

    assert (left.balk_x, left.balk_breedte) == (vorm.nul - vorm.half / 2, vorm.half / 2)
    assert (right.balk_x, right.balk_breedte) == (vorm.nul, vorm.half / 2)
    assert left.afwijking_x > vorm.nul > right.afwijking_x, "the text stands on the empty side"


def test_draw_ends_a_bar_that_is_longer_than_the_scale_in_a_point():
    fits, too_long = only_row(make_staaf(-SCHAAL)), only_row(make_staaf(-SCHAAL - 1))

    assert (fits.balk_x, fits.punten) == (BREED.nul - BREED.half, "")
    assert too_long.balk_x == fits.balk_x
    assert f"{BREED.nul - BREED.half - PUNT}," in too_long.punten
    assert too_long.afwijking == f"−{SCHAAL + 1}%", "the figure says what the bar cannot"


def test_draw_shows_the_smallest_deviation():
    assert only_row(make_staaf(0.1)).balk_breedte == 1.5
    assert only_row(make_staaf(0.0)).balk_breedte == 0


@pytest.mark.parametrize(
    ("afwijking", "tekst"),
    [
        (-55.0, "−55%"),
        (8.2, "+8%"),
        (-0.35, "−0,4%"),
        (0.96, "+1%"),
        (-1020.0, "−>999%"),
        (0.0, "gelijk"),
        (None, ""),
    ],
)
def test_deviation_text_has_a_sign(afwijking, tekst):
    assert presenters.deviation_text(make_staaf(afwijking)) == tekst


def test_draw_names_what_is_missing():
    rij = only_row(make_staaf(None, waarde=None, reden="nvt"))
    assert (rij.waarde, rij.vergelijking, rij.afwijking, rij.balk_breedte) == ("n.v.t.", "4,0%", "", 0)
    assert rij.zin == "Bijstand: n.v.t., Benchmark 4,0%, niet te vergelijken"


@pytest.mark.parametrize(
    ("afwijking", "slot"), [(-50, "50% ongunstiger"), (50, "50% gunstiger"), (0, "gelijk")]
)
def test_draw_says_each_bar_in_words(afwijking, slot):
    assert only_row(make_staaf(afwijking)).zin == f"Bijstand: 6,0%, Benchmark 4,0%, {slot}"


def test_draw_leaves_no_panel_outside_or_over_another():
    for vorm in (BREED, SMAL):
        tekening = presenters.draw(make_driehoek(*[make_staaf()] * 9, hoeken=4), vorm.naam)
        boxes = [(vlak.x, vlak.y, vlak.x + vorm.vlak, vlak.y + vlak.hoogte) for vlak in tekening.vlakken]
        assert all(
            x >= 0 and right <= vorm.breedte and bottom <= tekening.hoogte for x, _, right, bottom in boxes
        )
        for number, (x, y, right, bottom) in enumerate(boxes):
            for other_x, other_y, other_right, other_bottom in boxes[number + 1 :]:
                assert right <= other_x or other_right <= x or bottom <= other_y or other_bottom <= y


def test_draw_puts_the_middle_between_the_corners():
    tekening = presenters.draw(make_driehoek(make_staaf(), hoeken=4), "breed")
    places = {vlak.hoek.naam: (vlak.x, vlak.y) for vlak in tekening.vlakken}
    assert places["Hoek 0"][1] < places["Hoek 3"][1] < places["Hoek 1"][1] == places["Hoek 2"][1]
    assert places["Hoek 1"][0] < places["Hoek 0"][0] == places["Hoek 3"][0] < places["Hoek 2"][0]


@pytest.mark.parametrize("hoeken", [0, 1, 2, 3, 4, 6])
def test_draw_takes_any_number_of_themas(hoeken):
    driehoek = make_driehoek(make_staaf(), hoeken=hoeken)
    html = render_to_string("monitor/_driehoek.html", {"driehoek": driehoek})
    assert html.count("<svg") == 2
    assert render_to_string("monitor/_embleem.html", {"driehoek": driehoek}).count("<svg") == 1
    assert bool(presenters.draw(driehoek, "breed").punten) is (hoeken >= 3 and hoeken <= 4)


# the template, with the real figures


@pytest.fixture
def noord(cijfers, gebieden):
    return queries.driehoek(gebieden["WK089902"], 2023, gebieden["BM-SS"])


def test_the_drawing_has_a_link_per_bar_and_a_text_alternative(noord):
    html = render_to_string("monitor/_driehoek.html", {"driehoek": noord})

    assert html.count('class="dh-rij"') == 2 * 28
    assert 'href="/monitor/indicatoren/bijstand/"' in html
    assert 'aria-label="Bijstand: 6,8%, Benchmark sterk stedelijk 4,2%, 62% ongunstiger"' in html
    assert "<title" in html
    assert "Van 26 indicatoren is Brunssum-Noord in 2023 bij 25 ongunstiger en bij 1 gunstiger" in html
    assert html.count('role="group"') == 2
    assert "style=" not in html


def test_the_drawing_is_readable_without_colour(noord):
    html = render_to_string("monitor/_driehoek.html", {"driehoek": noord, "als_pdf": True})
    assert html.count('class="dh-rand" fill="url(#dh-WK089902-2023-BM-SS-breed-streep)"') == 25
    assert html.count(">−") == 25 + 1, "each bar to the left has its sign; so has the legend"
    assert html.count(">+") == 1 + 1


def test_the_drawing_in_a_pdf_is_one_picture_without_links(noord):
    html = render_to_string("monitor/_driehoek.html", {"driehoek": noord, "als_pdf": True})
    assert html.count("<svg") == 1
    assert 'role="img"' in html
    assert "<a " not in html
    assert re.search(r"<title[^>]*>Stabiliteitsdriehoek van Brunssum-Noord, 2023.*25 ongunstiger", html)
    table = render_to_string("monitor/_driehoek_tabel.html", {"driehoek": noord, "als_pdf": True})
    assert "<a " not in table


def test_the_drawing_has_no_decimal_comma_in_its_measures(noord):
    html = render_to_string("monitor/_driehoek.html", {"driehoek": noord})
    assert not re.findall(r' (?:x|y|width|height|x1|viewBox)="[^"]*,[^"]*"', html)


def test_two_drawings_on_one_page_share_no_id(noord, gebieden):
    other = queries.driehoek(gebieden["WK089903"], 2023, gebieden["BM-SS"])
    html = "".join(render_to_string("monitor/_driehoek.html", {"driehoek": one}) for one in (noord, other))
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 2 * 2 * 3


def test_the_table_names_every_figure(noord):
    html = render_to_string("monitor/_driehoek_tabel.html", {"driehoek": noord})
    assert html.count("<tr>") == 1 + 4 + 28
    assert html.count("n.v.t.") == 2
    assert "niet te vergelijken" in html


def test_csv_rows_have_decimal_commas_and_words(noord):
    rows = presenters.csv_rows(noord)
    assert rows[0] == [
        "thema",
        "indicator",
        "eenheid",
        "gunstig",
        "Brunssum-Noord",
        "Benchmark sterk stedelijk",
        "afwijking in %",
        "richting",
    ]
    assert ["Bestaanszekerheid", "Bijstand", "%", "lager", "6,8", "4,2", "-61,9", "ongunstiger"] in rows
    assert rows[-1][4:] == ["n.v.t.", "10,1", "", ""]
    assert len(rows) == 29


def test_preview_shows_the_fate_of_each_cell(cijfers):
    raw = "indicator;Nederland;Brunssum Noord\nBijstand;4,0;1.005\nGeluk;1;2\nVolwassenen met WW;1,4;2,3"
    voorbeeld = presenters.preview(queries.propose(raw.encode(), 2023))

    assert voorbeeld.gebieden == ("Nederland", "Brunssum-Noord")
    assert [
        (regel.indicator, [(cel.tekst, cel.uitkomst, cel.was) for cel in regel.cellen])
        for regel in voorbeeld.regels
    ] == [
        ("Bijstand", [("4,0", "gewijzigd", "3,9"), ("1.005", "geweigerd", "")]),
        ("Geluk", [("", "geweigerd", ""), ("", "geweigerd", "")]),
        ("Volwassenen met WW", [("1,4", "ongewijzigd", ""), ("2,3", "ongewijzigd", "")]),
    ]
