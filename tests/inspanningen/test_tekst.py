import pytest

from inspanningen.tekst import Blok, blokken, clean, clean_line, comparable


def test_clean_keeps_every_visible_word_and_drops_what_cannot_be_seen():
    assert (
        clean("Een\x00 tekst\x07 met\u2028twee regels  \r\nen een derde\x0b")
        == "Een tekst met\ntwee regels\nen een derde"
    )


def test_clean_drops_half_a_surrogate_pair():
    assert clean("a\ud800b") == "ab"


def test_clean_line_makes_one_line_of_it():
    assert clean_line("  Werken\r\n met   ambassadeurs ") == "Werken met ambassadeurs"


def test_blokken_finds_paragraphs_and_lists():
    text = "Eerst dit.\nOp twee regels.\n\nDan dit:\n- een\n- twee\n\n- drie\n1. stap\n2. stap\nKlaar."

    assert blokken(text) == (
        Blok("alinea", ("Eerst dit.", "Op twee regels.")),
        Blok("alinea", ("Dan dit:",)),
        Blok("lijst", ("een", "twee", "drie")),
        Blok("genummerd", ("stap", "stap")),
        Blok("alinea", ("Klaar.",)),
    )


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_blokken_of_nothing_is_nothing(text):
    assert blokken(text) == ()


def test_blokken_takes_a_dash_inside_a_sentence_for_a_dash():
    assert blokken("- 20 graden\n-20 graden")[1] == Blok("alinea", ("-20 graden",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Werken met Ambassadeurs - Inwoners", "werken met ambassadeurs: inwoners"),
        ("Casuïstiekoverleg", "casuistiekoverleg"),
        ("  Het   Relevante Gesprek.", "het relevante gesprek"),
        ("Tussen Wal en Schip Budget", "Tussen-Wal-en-Schipbudget"),
    ],
)
def test_comparable_sees_the_same_name(one, other):
    assert comparable(one) == comparable(other)


def test_comparable_keeps_different_names_apart():
    assert comparable("Wijkplannen") != comparable("Wijkplan")
