"""How the work of two people is put together: the rules, without a database."""

import pytest

from inspanningen.stand import as_stand, merge

LEEG = {"aanleiding_tekst": "", "scope_tekst": "", "gebieden": [], "partners": [], "projectleider": None}


def stand(**waarden):
    return LEEG | waarden


def test_merge_keeps_what_only_i_changed():
    samen = merge(LEEG, LEEG, {"aanleiding_tekst": "van mij"})

    assert samen.waarden == {"aanleiding_tekst": "van mij"}
    assert not samen.botsingen


def test_merge_keeps_what_only_the_other_changed_although_my_form_holds_the_old_text():
    huidig = stand(scope_tekst="van de ander")

    samen = merge(LEEG, huidig, {"aanleiding_tekst": "van mij", "scope_tekst": ""})

    assert samen.waarden == {"aanleiding_tekst": "van mij", "scope_tekst": "van de ander"}
    assert not samen.botsingen


def test_merge_is_quiet_when_both_wrote_the_same():
    samen = merge(LEEG, stand(scope_tekst="gelijk"), {"scope_tekst": "gelijk"})

    assert not samen.botsingen


def test_merge_names_what_both_changed_and_keeps_mine_for_the_form():
    samen = merge(LEEG, stand(scope_tekst="van de ander"), {"scope_tekst": "van mij"})

    assert samen.botsingen == ("scope_tekst",)
    assert samen.waarden == {"scope_tekst": "van mij"}


def test_merge_sees_a_botsing_when_i_emptied_what_the_other_rewrote():
    samen = merge(stand(scope_tekst="oud"), stand(scope_tekst="herschreven"), {"scope_tekst": ""})

    assert samen.botsingen == ("scope_tekst",)


def test_merge_sees_a_botsing_between_two_projectleiders():
    assert merge(LEEG, stand(projectleider=1), {"projectleider": 2}).botsingen == ("projectleider",)


def test_merge_puts_lists_together_item_by_item():
    samen = merge(stand(gebieden=[1, 2, 3]), stand(gebieden=[2, 3, 4]), {"gebieden": [1, 2, 5]})

    assert samen.waarden == {"gebieden": [2, 4, 5]}  # they took 1 out and added 4; I took 3 out and added 5
    assert not samen.botsingen


def partners(**rollen):
    return [{"organisatie": int(pk[1:]), "rol": rol} for pk, rol in rollen.items()]


@pytest.mark.parametrize(
    ("was", "hunne", "mijne", "samen", "botst"),
    [
        (partners(o1="bouwt"), partners(o1="bouwt", o2="helpt"), partners(o3="leert"), partners(o2="helpt", o3="leert"), False),
        (partners(o1="bouwt"), partners(o1="sloopt"), partners(o1="bouwt", o2=""), partners(o1="sloopt", o2=""), False),
        (partners(o1="bouwt"), partners(o1="sloopt"), partners(o1="verft"), partners(o1="verft"), True),
        (partners(o1="bouwt"), partners(o1="sloopt", o2="x"), [], partners(o1="sloopt", o2="x"), True),
        (partners(o1="bouwt"), [], partners(o1="verft"), partners(o1="verft"), True),
        ([], partners(o1="bouwt"), partners(o1="bouwt"), partners(o1="bouwt"), False),
    ],
    ids=["both add and I remove", "they change a rol", "both change a rol", "I remove what they wrote", "they remove what I wrote", "both add the same"],
)  # fmt: skip
def test_merge_of_partners(was, hunne, mijne, samen, botst):
    uitkomst = merge(stand(partners=was), stand(partners=hunne), {"partners": mijne})

    assert uitkomst.waarden == {"partners": samen}
    assert uitkomst.botsingen == (("partners",) if botst else ())


def test_as_stand_makes_values_comparable():
    assert as_stand(
        {
            "nummer": " 2b ",
            "naam": "Een  naam",
            "gebieden": [3, 1, 3],
            "scope_tekst": "a\r\nb ",
            "ouder": None,
        }
    ) == {"nummer": "2B", "naam": "Een naam", "gebieden": [1, 3], "scope_tekst": "a\nb", "ouder": None}


def test_as_stand_refuses_a_name_that_is_no_field():
    with pytest.raises(TypeError, match="kleur"):
        as_stand({"kleur": "geel"})
