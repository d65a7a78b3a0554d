"""Which words are the same word in Dutch, what cannot be asked, and what is shown of a text."""

import pytest

from brunssum.core.zoeken.taal import MAX_VRAAG, MAX_WOORDEN, fragment, mark, plain, read_vraag


def finds(asked: str, text: str) -> bool:
    return bool(read_vraag(asked).pattern.search(plain(text)))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("schuurtjes", "een schuurtje"),
        ("schuurtjes", "de schuur"),
        ("schuurtje", "twee schuurtjes"),
        ("woningen", "een woning"),
        ("woning", "woningen en woningbouw"),
        ("scholen", "de school"),
        ("school", "alle scholen"),
        ("huizen", "een huis"),
        ("huis", "oude huizen"),
        ("brieven", "een brief"),
        ("brief", "blauwe brieven"),
        ("mannen", "een man"),
        ("man", "mannen"),
        ("wetten", "een wet"),
        ("afspraken", "een afspraak"),
        ("afspraak", "afspraken"),
        ("kinderen", "een kind"),
        ("bewoners", "een bewoner"),
        ("problemen", "een probleem"),
        ("grote", "groot"),
        ("mogelijkheden", "een mogelijkheid"),
        ("mannetje", "een man"),
        ("boompje", "een boom"),
        ("ideeën", "een idee"),
        ("risico’s", "een risico"),
        ("cafe", "het café"),
        ("CAFÉS", "een cafe"),
        ("2b", "inspanning 2B"),
    ],
)
def test_other_forms_of_a_word_are_found(asked, text):
    assert finds(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("wet", "wetenschap"),  # a short word is no beginning
        ("man", "manager"),
        ("2", "2B en 20"),  # nor is a number
        ("2026", "20261"),
        ("acties", "activiteiten"),
        ("schuur", "onschuurlijk"),  # nor is the middle of a word one
    ],
)
def test_another_word_is_not(asked, text):
    assert not finds(asked, text)


def test_while_typing_the_last_word_is_a_beginning():
    assert read_vraag("wet", typing=True).pattern.search("wetenschap")
    assert not read_vraag("wet school", typing=True).pattern.fullmatch("wetenschap")


@pytest.mark.parametrize("text", ["a", "’ b !"])
def test_one_letter_is_too_short(text):
    assert "te kort" in read_vraag(text).bezwaar


def test_what_stands_in_every_text_is_not_asked():
    assert "bijna elke tekst" in read_vraag("van de").bezwaar
    assert [woord.tekst for woord in read_vraag("het dak van de schuur").woorden] == ["dak", "schuur"]


def test_a_text_is_too_long_to_ask():
    vraag = read_vraag("a" * 20_000)
    assert "te lang" in vraag.bezwaar
    assert len(vraag.tekst) == MAX_VRAAG


def test_of_many_words_the_first_are_asked_and_it_says_so():
    vraag = read_vraag(" ".join(f"woord{letter}" for letter in "abcdefghij"))
    assert len(vraag.woorden) == MAX_WOORDEN
    assert str(MAX_WOORDEN) in vraag.opmerking


@pytest.mark.parametrize("text", ["", "   ", "!?", "\0", "' & | ! :* ( ) { } \" - NEAR"])
def test_signs_ask_nothing_or_only_words(text):
    assert all(woord.tekst.isalnum() for woord in read_vraag(text).woorden)


def test_plain_is_as_long_as_the_text():
    text = "İstanbul ﬁets Ærø ’s-Hertogenbosch ÉÉN straße"
    assert len(plain(text)) == len(text)


def test_what_was_found_is_marked_and_the_rest_escaped():
    vraag = read_vraag("schuurtjes")
    assert mark("<b>Schúúrtje</b> & co", vraag) == "&lt;b&gt;<mark>Schúúrtje</mark>&lt;/b&gt; &amp; co"


def test_a_fragment_is_of_the_text_with_most_words_and_ends_on_whole_words():
    vraag = read_vraag("lekkend schuurtje")
    far = "aaa bbb " * 60 + "een lekkend <i>schuurtje</i> " + "ccc ddd " * 60
    shown = fragment(["Alleen een schuurtje.", far], vraag)
    assert "<mark>lekkend</mark> &lt;i&gt;<mark>schuurtje</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert set(shown.replace("…", "").split(" een")[0].split()) <= {"aaa", "bbb"}
    assert fragment(["Niets ervan."], vraag) == ""
    assert len(fragment(["schuurtje" * 2000], vraag)) > 0
