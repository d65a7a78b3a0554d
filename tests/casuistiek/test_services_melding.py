"""Logging a casus: concept first, then it counts."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Casus
from casuistiek.samenloop import afdruk_of, stand_of
from casuistiek.stappen import Stap

from .conftest import MELDING


def log(actor, buurt, **velden):
    return services.log_casus(
        **{
            "actor": actor,
            "op": MELDING,
            "gebied": buurt,
            "wat_gaat_mis": "Het dak lekt.",
            "leefgebieden": ["wonen"],
        }
        | velden
    )


def test_save_concept_keeps_what_is_typed_so_far(wijkmanager):
    kenmerk = uuid4()
    services.save_concept(kenmerk, actor=wijkmanager, op=MELDING, wat_gaat_mis="Het d")
    casus = services.save_concept(
        kenmerk, actor=wijkmanager, op=MELDING, wat_gaat_mis="Het dak", leefgebieden=["geld"]
    )
    assert Casus.objects.get() == casus
    assert (casus.is_concept, casus.nummer, casus.wat_gaat_mis) == (True, None, "Het dak")
    assert casus.leefgebied_labels == ["Geld"]


def test_save_concept_leaves_one_row_when_it_begins(wijkmanager):
    kenmerk = uuid4()
    for tekst in ("Het", "Het dak"):
        services.save_concept(kenmerk, actor=wijkmanager, op=MELDING, wat_gaat_mis=tekst)
    assert [regel.actie for regel in LogRegel.objects.all()] == ["casus.concept"]


def test_save_concept_of_another_is_refused(wijkmanager, gebruiker_met):
    casus = services.save_concept(uuid4(), actor=wijkmanager, op=MELDING)
    with pytest.raises(PermissionDenied):
        services.save_concept(casus.kenmerk, actor=gebruiker_met(Rol.WIJKMANAGER), op=MELDING)


def test_save_concept_does_not_change_a_casus_that_counts(wijkmanager, buurt):
    casus = log(wijkmanager, buurt)
    with pytest.raises(PermissionDenied):
        services.save_concept(casus.kenmerk, actor=wijkmanager, op=MELDING, wat_gaat_mis="Anders")


def test_log_casus_makes_the_concept_count(wijkmanager, buurt):
    concept = services.save_concept(uuid4(), actor=wijkmanager, op=MELDING, wat_gaat_mis="Het dak")
    casus = log(wijkmanager, buurt, kenmerk=concept.kenmerk)
    assert (casus.pk, casus.is_concept, casus.nummer) == (concept.pk, False, "2026-001")
    assert (casus.stap, casus.casusverantwoordelijke) == (Stap.GESIGNALEERD, wijkmanager)
    assert casus.gemeld_op == casus.stap_sinds == casus.bewogen_op == MELDING


def test_log_casus_counts_per_year(wijkmanager, buurt):
    nummers = [log(wijkmanager, buurt, op=op).nummer for op in (MELDING, MELDING.replace(year=2027), MELDING)]
    assert nummers == ["2026-001", "2027-001", "2026-002"]


def test_log_casus_twice_with_one_kenmerk_gives_one_casus(wijkmanager, buurt):
    kenmerk = uuid4()
    assert log(wijkmanager, buurt, kenmerk=kenmerk) == log(wijkmanager, buurt, kenmerk=kenmerk)
    assert Casus.objects.count() == 1


def test_log_casus_leaves_no_free_text_in_the_audit_row(wijkmanager, buurt):
    log(wijkmanager, buurt)
    regel = LogRegel.objects.get(actie="casus.gemeld")
    assert regel.na == {"nummer": "2026-001", "gebied_id": buurt.pk, "urgentie": 2, "stap": "gesignaleerd"}
    assert not LogRegel.objects.filter(na__icontains="dak").exists()


@pytest.mark.parametrize("missing", [{"wat_gaat_mis": "  "}, {"leefgebieden": []}, {"gebied": None}])
def test_log_casus_without_what_it_needs_is_refused(wijkmanager, buurt, missing):
    with pytest.raises(services.Incomplete, match="Vul in waar het is"):
        log(wijkmanager, buurt, **missing)
    assert not Casus.objects.exists()


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.WIJKMANAGER, Rol.PROGRAMMAMANAGER)])
def test_log_casus_is_for_who_handles_casussen(gebruiker_met, buurt, rol):
    with pytest.raises(PermissionDenied):
        log(gebruiker_met(rol), buurt)


def test_discard_concept_throws_it_away(wijkmanager):
    casus = services.save_concept(uuid4(), actor=wijkmanager, op=MELDING)
    services.discard_concept(casus.kenmerk, actor=wijkmanager)
    assert not Casus.objects.exists()


def test_discard_concept_leaves_a_casus_that_counts(wijkmanager, buurt):
    with pytest.raises(PermissionDenied):
        services.discard_concept(log(wijkmanager, buurt).kenmerk, actor=wijkmanager)


def test_edit_casus_names_the_texts_that_changed_not_what_they_say(wijkmanager, buurt, wijk):
    casus = log(wijkmanager, buurt)
    services.edit_casus(
        casus.pk,
        actor=wijkmanager,
        op=MELDING,
        gebied=wijk,
        wat_gaat_mis="Het dak lekt nu ook binnen.",
        leefgebieden=["wonen", "geld"],
        betrokken_partijen="",
        urgentie=1,
    )
    casus.refresh_from_db()
    assert (casus.gebied, casus.urgentie, casus.leefgebied_labels) == (wijk, 1, ["Geld", "Wonen"])
    regel = LogRegel.objects.get(actie="casus.aangevuld")
    assert regel.detail == {"teksten": ["wat_gaat_mis"]}
    assert (regel.voor, regel.na) == ({"gebied": buurt.pk, "urgentie": 2}, {"gebied": wijk.pk, "urgentie": 1})


def test_edit_casus_that_ended_is_refused(casus_op, wijkmanager, buurt):
    casus = casus_op(Stap.INGETROKKEN)
    with pytest.raises(services.CannotStep, match="lopende"):
        services.edit_casus(
            casus.pk,
            actor=wijkmanager,
            op=MELDING,
            gebied=buurt,
            wat_gaat_mis="X",
            leefgebieden=["geld"],
            betrokken_partijen="",
            urgentie=1,
        )


# Two who complete at once


def edited(casus, actor, gelezen=None, **velden):
    """Complete a casus as it is, with these fields changed."""
    casus = Casus.objects.get(pk=casus.pk)
    present = stand_of(casus) | {"gebied": casus.gebied} | velden
    return services.edit_casus(casus.pk, actor=actor, op=MELDING, gelezen=gelezen, **present)


def test_edit_casus_keeps_what_another_changed_in_other_fields(casus_op, wijkmanager, programmamanager):
    casus = casus_op(Stap.TER_PLEKKE)
    read = stand_of(casus)
    edited(casus, wijkmanager, wat_gaat_mis="Het dak is ingestort.")
    services.edit_casus(
        casus.pk,
        actor=wijkmanager,
        op=MELDING,
        gelezen=afdruk_of(read),
        **read | {"gebied": casus.gebied, "betrokken_partijen": "De verhuurder"},
    )
    casus.refresh_from_db()
    assert (casus.wat_gaat_mis, casus.betrokken_partijen) == ("Het dak is ingestort.", "De verhuurder")


def test_edit_casus_refuses_what_both_changed_and_shows_what_stands_there(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    read = stand_of(casus)
    edited(casus, wijkmanager, wat_gaat_mis="Het dak is ingestort.", leefgebieden=["wonen"])
    mine = read | {"gebied": casus.gebied, "wat_gaat_mis": "De muur is nat.", "leefgebieden": ["geld"]}
    with pytest.raises(services.Botst, match=f"{wijkmanager} heeft dit ondertussen") as botst:
        services.edit_casus(casus.pk, actor=wijkmanager, op=MELDING, gelezen=afdruk_of(read), **mine)
    assert {one.naam: one.hunne for one in botst.value.botsingen} == {
        "wat_gaat_mis": "Het dak is ingestort.",
        "leefgebieden": "Wonen",
    }
    casus.refresh_from_db()
    assert casus.wat_gaat_mis == "Het dak is ingestort."
    services.edit_casus(
        casus.pk, actor=wijkmanager, op=MELDING, gelezen=afdruk_of(read) | botst.value.afdruk, **mine
    )
    casus.refresh_from_db()
    assert (casus.wat_gaat_mis, stand_of(casus)["leefgebieden"]) == ("De muur is nat.", ["geld"])


def test_edit_casus_of_the_same_change_is_no_botsing(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    read = afdruk_of(stand_of(casus))
    edited(casus, wijkmanager, wat_gaat_mis="Het dak\nis ingestort.")
    edited(casus, wijkmanager, gelezen=read, wat_gaat_mis="Het dak\r\nis ingestort. ")
    casus.refresh_from_db()
    assert casus.wat_gaat_mis == "Het dak\nis ingestort."
