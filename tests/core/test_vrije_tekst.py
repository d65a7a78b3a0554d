"""What free text is warned about. The numbers are made up; the BSN are numbers the state gives out for tests."""

import pytest

from brunssum.core.vrije_tekst import Vondst, find, find_contact, find_recognisable, mentions


@pytest.mark.parametrize("tekst", ["bsn 999990019", "999 990 019.", "999.990.019", "(999990019)"])
def test_find_sees_a_number_that_passes_the_eleven_test(tekst):
    assert find(tekst) == [Vondst.BSN]


@pytest.mark.parametrize(
    "tekst", ["999990018", "000000000", "zaak 20261234567890", "€ 123.456,78", "1234567"]
)
def test_find_lets_other_numbers_be(tekst):
    assert find(tekst) == []


@pytest.mark.parametrize(
    "tekst",
    ["bel 0612345678", "06-1234 5678", "06 12 34 56 78", "+31612345678", "+31 (0)45 123 45 67", "045-1234567", "(045) 123 45 67", "0031 6 12345678"],
)  # fmt: skip
def test_find_sees_a_phone_number(tekst):
    assert find(tekst) == [Vondst.TELEFOON]


@pytest.mark.parametrize("tekst", ["op 06-03-2026", "0,5 uur", "sinds 2019", "€ 12.500", "postbus 0612"])
def test_find_sees_no_phone_number_in_a_date_or_an_amount(tekst):
    assert find(tekst) == []


def test_find_sees_an_email_address():
    assert find("mail naar iemand.anders@example.org graag") == [Vondst.EMAIL]


def test_find_names_each_kind_once():
    assert find("0612345678, 0687654321 of a@example.org; bsn 999990019") == [
        Vondst.BSN,
        Vondst.TELEFOON,
        Vondst.EMAIL,
    ]


@pytest.mark.parametrize(
    "tekst", ["Toen kwam Zwartkop langs.", "zwartkop van de berg belde", "De Zwartkop zong."]
)
def test_mentions_sees_a_name_whole_or_in_part(tekst):
    assert mentions(tekst, "Zwartkop van de Berg")


def test_mentions_lets_small_words_of_a_name_be():
    assert not mentions("Hij liep van de berg naar huis.", "Zwartkop van de Berg")


@pytest.mark.parametrize("tekst", ["Zwartkops fiets", "Zwartkop’s fiets", "met Zwártkop"])
def test_mentions_sees_a_name_through_accents_and_endings(tekst):
    assert mentions(tekst, "Zwartkop")


def test_mentions_sees_no_name_inside_another_word():
    assert not mentions("Hij kan dat nu ook anders.", "An")


@pytest.mark.parametrize(
    "tekst",
    ["op de Zonnedauwstraat 12", "Kerkplein 3a", "post naar 6441 AB", "aan de Zonnegracht 4", "postcode 6441ab"],
)  # fmt: skip
def test_find_contact_sees_an_address(tekst):
    assert find_contact(tekst) == find_recognisable(tekst) == [Vondst.ADRES]


@pytest.mark.parametrize("tekst", ["1500kg zand", "in 2024 om 12 uur", "mevrouw Kwartel belde"])
def test_find_contact_lets_other_words_be(tekst):
    assert find_contact(tekst) == []


@pytest.mark.parametrize(
    "tekst",
    [
        "Toen kwam mevrouw Kwartel langs.",
        "mijn buurman Koen hielp",
        "Zij heet Saar.",
        "hij kent Koen van der Zonnedauw goed",
        "de familie de Kwartel",
    ],
)
def test_find_recognisable_sees_a_name(tekst):
    assert find_recognisable(tekst) == [Vondst.NAAM]


@pytest.mark.parametrize(
    "tekst",
    [
        "Ik woon al dertig jaar in de wijk. Vroeger was het er stil.",
        "Het is fijn in Brunssum Noord, zegt de buurvrouw.",
        "Ik kreeg 2024 brieven. De straat is 12 meter breed.",
    ],
)
def test_find_recognisable_lets_a_story_be(tekst):
    assert find_recognisable(tekst, bekend=["Wijk 02 Brunssum-Noord"]) == []
