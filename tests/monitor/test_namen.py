import pytest

from monitor.namen import gebied_sleutel, korte_gebiedsnaam, sleutel


@pytest.mark.parametrize(
    "naam",
    [
        "Wijk 02 Brunssum-Noord",
        "Brunssum Noord",
        "brunssum-noord",
        " BRUNSSUM  NOORD ",
        "Wijk 2 Brunssum Noord",
    ],
)
def test_gebied_sleutel_sees_through_spelling(naam):
    assert gebied_sleutel(naam) == "brunssum noord"


def test_gebied_sleutel_keeps_gebieden_apart():
    assert (
        len({gebied_sleutel(naam) for naam in ("Brunssum", "Wijk 02 Brunssum-Noord", "Brunssum-Oost")}) == 3
    )


def test_sleutel_has_no_accents_or_brackets():
    assert sleutel("Cliënten met Wmo (18+)") == "clienten met wmo 18+"


@pytest.mark.parametrize(
    ("naam", "kort"),
    [
        ("Wijk 02 Brunssum-Noord", "Brunssum-Noord"),
        ("Gemeente Brunssum", "Brunssum"),
        ("Wijkpark", "Wijkpark"),
        ("Nederland", "Nederland"),
    ],
)
def test_korte_gebiedsnaam(naam, kort):
    assert korte_gebiedsnaam(naam) == kort
