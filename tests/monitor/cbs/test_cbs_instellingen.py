"""The settings that are shipped fit the indicators and the recorded tables; settings that cannot be are refused."""

import copy
import re

import pytest
import yaml

from monitor.cbs import InstellingenOnbruikbaar, read_bronnen
from monitor.cbs.controle import choose_maat
from monitor.cbs.instellingen import BRONNEN, Keuze, parse_bronnen
from monitor.cbs.odata3 import name_of
from monitor.cbs.tabel import Maatkop, squeeze
from monitor.indicatorlijst import INDICATOREN, read_indicatorlijst
from tests.monitor.cbs_server.gegevens import pristine

SHIPPED = read_bronnen()
LIJST = read_indicatorlijst(INDICATOREN)


def test_every_cbs_bron_has_settings_and_no_other():
    assert set(SHIPPED) == {bron["code"] for bron in LIJST.bronnen if bron["adapter"] == "cbs"}


def test_every_indicator_of_these_bronnen_is_read_or_said_not_to_be():
    wanted = {(one["bron"], one["code"]) for one in LIJST.indicatoren if one["bron"] in SHIPPED}
    told = {
        (code, indicator)
        for code, bron in SHIPPED.items()
        for indicator in (*bron.indicatoren, *(one.indicator for one in bron.niet_overgenomen))
    }
    assert told == wanted
    both = [
        one.indicator
        for bron in SHIPPED.values()
        for one in bron.niet_overgenomen
        if one.indicator in bron.indicatoren
    ]
    assert both == []


def test_a_figure_has_the_unit_of_its_indicator():
    """A percentage for a percentage, a thousandth for a thousandth: what is read is what the indicator says."""
    eenheden = {one["code"]: one["eenheid"] for one in LIJST.indicatoren}
    for bron in SHIPPED.values():
        for meting in bron.metingen:
            if meting.keer == 1000:
                made = "per 1000 inwoners"
            elif meting.keer == 100:
                made = "%"
            else:
                made = bron.maten[meting.teller].eenheden[0].replace("1 000", "1000")
            assert made == eenheden[meting.indicator], meting.indicator


def test_every_reason_is_a_sentence():
    for bron in SHIPPED.values():
        for one in bron.niet_overgenomen:
            assert one.reden.endswith("."), one
            assert "\n" not in one.reden


def test_the_editions_are_all_there_once():
    jaren = [editie.jaar for editie in SHIPPED["kwb"].edities]
    assert jaren == list(range(2025, 2012, -1))
    assert len({editie.tabel for editie in SHIPPED["kwb"].edities}) == len(jaren)


@pytest.mark.parametrize("tabel", ["83765NED", "84799NED"])
def test_titles_and_units_are_those_of_the_recorded_tables(tabel):
    """Of 2017 and 2020 the metadata was recorded at the CBS: nothing of it is held for review."""
    koppen = [
        Maatkop(row["Identifier"], row["Title"], row["Unit"], row["Index"], "")
        for row in pristine(tabel).measures
    ]
    found = {naam: choose_maat(maat, koppen) for naam, maat in SHIPPED["kwb"].maten.items()}
    assert [keus.vastgehouden for keus in found.values() if keus.vastgehouden] == []
    assert len([keus for keus in found.values() if keus.kop]) >= 17


def test_a_v3_column_name_is_its_title_in_every_recorded_column():
    """So that the name of a column is enough to check its title by; only a digit in front gets a letter."""
    for row in pristine("84799NED").dataproperties:
        if row["Type"] == "Topic":
            name = name_of(row["Key"]).removeprefix("k_")
            assert squeeze(name) == squeeze(row["Title"])


def test_choices_of_a_meting_are_read():
    gezondheid = SHIPPED["gezondheidsmonitor"]
    oud = next(one for one in gezondheid.metingen if one.indicator == "slechte-gezondheid-65")
    assert oud.vast == (("Leeftijd", Keuze(code="80200")),)
    assert SHIPPED["politie"].vast == (("Overlast", Keuze(titel="Totaal")),)
    assert SHIPPED["politie"].basis == SHIPPED["kwb"]


def test_a_fingerprint_ignores_editions_and_notes_and_nothing_else():
    data = yaml.safe_load(BRONNEN.read_text(encoding="utf-8"))["bronnen"]

    def fingerprint(change, bron="kwb"):
        changed = copy.deepcopy(data)
        change(changed)
        return parse_bronnen(changed)[bron].fingerprint()

    same = SHIPPED["kwb"].fingerprint()
    assert fingerprint(lambda d: d["kwb"]["edities"].pop()) == same
    assert fingerprint(lambda d: d["kwb"]["niet_overgenomen"].pop()) == same
    assert fingerprint(lambda d: d["kwb"]["metingen"].pop()) != same
    assert fingerprint(lambda d: d["kwb"]["maten"]["inwoners"].update(titel="Anders")) != same
    politie = SHIPPED["politie"].fingerprint()
    assert fingerprint(lambda d: d["kwb"]["edities"].pop(), "politie") == politie
    assert fingerprint(lambda d: d["kwb"]["maten"]["inwoners"].update(titel="Anders"), "politie") != politie


SMALL = {
    "dienst": "odata4",
    "edities": [{"tabel": "84799NED", "jaar": 2020}],
    "maten": {
        "inwoners": {"code": "T001036", "titel": "Aantal inwoners", "eenheid": "aantal"},
        "gescheiden": {"code": "1080", "titel": "Gescheiden", "eenheid": "aantal"},
    },
    "metingen": [
        {"indicator": "gescheiden", "teller": "gescheiden", "delen_door": ["inwoners"], "keer": 100}
    ],
}


def test_the_smallest_settings():
    bron = parse_bronnen({"b": SMALL})["b"]
    assert bron.metingen[0].hoogstens == 100
    assert bron.landcode == "NL00"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"dienst": "fax"}, "dienst moet odata4, odata3 of derden zijn"),
        ({"iets": 1}, "iets onbekends: iets"),
        ({"maten": None}, "maten moet bestaan uit namen met waarden"),
        ({"edities": "84799NED"}, "edities moet een lijst zijn"),
        ({"edities": [{"jaar": 2020}]}, "mist: tabel"),
        ({"edities": [{"tabel": "x", "jaar": "2020"}]}, "jaar moet een jaartal zijn"),
        ({"edities": ["x"]}, "verwacht was een lijst van namen met waarden"),
        ({"maten": {"m": {"titel": "x"}}}, "De maat m mist: eenheid"),
        ({"maten": {"m": {"code": "x", "eenheid": "%"}}}, "De maat m mist: titel"),
        ({"metingen": [{"indicator": "x"}]}, "mist: teller"),
        ({"metingen": [{"indicator": "x", "teller": "niets"}]}, "die staat niet bij maten"),
        ({"metingen": [{"indicator": "x", "teller": "inwoners", "gewicht": ["niets"]}]}, "gebruikt niets"),
        ({"metingen": [{"indicator": "x", "teller": "inwoners", "keer": 100}]}, "keer zonder delen_door"),
        ({"metingen": [{"indicator": "x", "teller": "inwoners", "hoogstens": 1}]}, "onbekends: hoogstens"),
        (
            {"metingen": [{"indicator": "x", "teller": "gescheiden", "delen_door": ["inwoners"], "keer": 7}]},
            "keer is 1, 100 of 1000",
        ),
        (
            {
                "metingen": [
                    {"indicator": "x", "teller": "gescheiden", "delen_door": ["inwoners"], "keer": "honderd"}
                ]
            },
            "een getal dat geen getal is",
        ),
        (
            {
                "metingen": [
                    {
                        "indicator": "x",
                        "teller": "gescheiden",
                        "delen_door": ["inwoners"],
                        "gewicht": ["inwoners"],
                    }
                ]
            },
            "kies er één",
        ),
        ({"metingen": SMALL["metingen"] * 2}, "staat voor 1990 dubbel"),
        (
            {"benchmark": {"gebied": "BM-SS", "maat": "niets", "klasse": 2, "naam": "x"}},
            "die staat niet bij maten",
        ),
        ({"benchmark": {"gebied": "BM-SS"}}, "De benchmark mist"),
        ({"basis": "b"}, "staat niet vóór deze bron"),
        ({"vast": ["x"]}, "vast moet bestaan uit namen"),
        ({"vast": {"Leeftijd": {"code": "x"}}}, "De keuze bij Leeftijd"),
        ({"niet_overgenomen": [{"indicator": "x"}]}, "mist: reden"),
        ({"dienst": "derden", "edities": [{"tabel": "x"}]}, "heeft een jaar nodig"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_a_sentence(change, sentence):
    with pytest.raises(InstellingenOnbruikbaar) as refused:
        parse_bronnen({"b": SMALL | change})
    (message,) = refused.value.messages
    assert message.startswith("Bron b: ")
    assert re.search(re.escape(sentence), message)


def test_one_indicator_may_have_a_measure_for_each_period():
    before = {"indicator": "x", "teller": "gescheiden", "tot": 2019}
    after = {"indicator": "x", "teller": "inwoners", "vanaf": 2020}
    bron = parse_bronnen({"b": SMALL | {"metingen": [before, after]}})["b"]
    assert [meting.covers(2019) for meting in bron.metingen] == [True, False]
    assert [meting.covers(2020) for meting in bron.metingen] == [False, True]


@pytest.mark.parametrize("text", ["bronnen: [", "- 1", "bronnen: []", "iets: {}", "bronnen: {}\niets: 1"])
def test_a_file_that_is_something_else(tmp_path, text):
    path = tmp_path / "bronnen.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InstellingenOnbruikbaar, match=r"bronnen\.yaml"):
        read_bronnen(path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InstellingenOnbruikbaar, match="niet als YAML te lezen"):
        read_bronnen(tmp_path / "weg.yaml")
