import pytest

from brunssum.core.verschillen import Stuk, word_diff


def test_word_diff_marks_only_the_words_that_changed():
    assert word_diff("De bewoners denken mee.", "De inwoners denken mee.") == (
        Stuk("gelijk", "De "),
        Stuk("weg", "bewoners"),
        Stuk("nieuw", "inwoners"),
        Stuk("gelijk", " denken mee."),
    )


def test_word_diff_of_the_same_text_is_one_piece():
    assert word_diff("Niets nieuws.", "Niets nieuws.") == (Stuk("gelijk", "Niets nieuws."),)


def test_word_diff_from_and_to_nothing():
    assert word_diff("", "Nieuw") == (Stuk("nieuw", "Nieuw"),)
    assert word_diff("Oud", "") == (Stuk("weg", "Oud"),)
    assert word_diff("", "") == ()


def test_word_diff_joins_changed_words_over_a_short_one_between():
    assert word_diff("geld van de gemeente", "hulp voor de buurt") == (
        Stuk("weg", "geld van de gemeente"),
        Stuk("nieuw", "hulp voor de buurt"),
    )


@pytest.mark.parametrize(
    ("voor", "na"),
    [
        ("- een\n- twee\n- drie", "- een\n- twee en een half\n- drie\n- vier"),
        ("a b c d e f", "a x c y e z"),
        ("Eerste alinea.\n\nTweede alinea.", "Tweede alinea.\n\nEerste alinea."),
        ("één euro: € 5,50", "een euro: € 5,75 (per stuk)"),
    ],
)
def test_word_diff_loses_no_character_of_either_text(voor, na):
    stukken = word_diff(voor, na)

    assert "".join(stuk.tekst for stuk in stukken if stuk.soort != "nieuw") == voor
    assert "".join(stuk.tekst for stuk in stukken if stuk.soort != "weg") == na


@pytest.mark.parametrize(
    ("voor", "na"),
    [
        ("a\n" * 10_000, "b\n" * 10_000),
        ("de " * 6_600, "de het " * 2_800),
        (" ".join(f"w{n}" for n in range(3_000)), " ".join(f"w{n}" for n in reversed(range(3_000)))),
    ],
    ids=["lines", "one word", "reversed"],
)
def test_word_diff_of_the_longest_texts_ends_and_loses_no_word(voor, na):
    stukken = word_diff(voor[:20_000], na[:20_000])

    assert "".join(stuk.tekst for stuk in stukken if stuk.soort != "weg").split() == na[:20_000].split()
