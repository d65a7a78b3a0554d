from brunssum.core.rollen import Zicht
from inspanningen import projectformulieren
from inspanningen.models import Inspanning
from inspanningen.velden import KOPPELINGEN, LABELS, SECTIES, TEKSTKOLOMMEN, VELDEN, is_visible, names_in


def test_velden_are_the_nineteen_of_the_projectformulier():
    assert {veld.key for veld in VELDEN} == {key for key, _ in projectformulieren.VELDEN}
    assert len(VELDEN) == 19


def test_velden_all_have_a_column_and_every_text_column_is_a_veld():
    columns = {field.name for field in Inspanning._meta.get_fields() if field.name.endswith("_tekst")}

    assert columns == set(TEKSTKOLOMMEN)


def test_koppelingen_all_stand_on_inspanning():
    for koppeling in KOPPELINGEN:
        assert Inspanning._meta.get_field(koppeling.key)


def test_names_in_gives_every_name_but_the_fase_one_place_to_be_edited():
    edited = [naam for key in ("basis", *(sectie.key for sectie in SECTIES)) for naam in names_in(key)]

    assert sorted(edited) == sorted(set(LABELS) - {"fase"})


def test_is_visible_keeps_names_of_persons_and_money_inside():
    for naam in (
        "projectleider",
        "projectleider_tekst",
        "opdrachtgever_tekst",
        "projectteam_tekst",
        "budget_tekst",
    ):
        assert is_visible(naam, Zicht.INTERN)
        assert not is_visible(naam, Zicht.PARTNERS)


def test_is_visible_opens_more_with_a_wider_zicht():
    seen = {zicht: {naam for naam in LABELS if is_visible(naam, zicht)} for zicht in Zicht}

    assert seen[Zicht.OPENBAAR] < seen[Zicht.PARTNERS] < seen[Zicht.INTERN] == set(LABELS)
