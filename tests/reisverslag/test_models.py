from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from brunssum.core.rollen import Rol, Zicht
from reisverslag.models import Blok, Hoofdstuk, Opmerking, Reisverslag, Uitgave, Verslagstap
from reisverslag.stappen import AAN_ZET, TOEGESTAAN, VAST
from tests.factories import BlokFactory, HoofdstukFactory, ReisverslagFactory
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db


def breaks(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_reisverslag_periode_ends_after_it_begins():
    breaks(lambda: ReisverslagFactory(periode_van=date(2026, 2, 1), periode_tot=date(2026, 1, 31)))
    assert ReisverslagFactory(periode_van=date(2026, 2, 1), periode_tot=date(2026, 2, 1)).pk


def test_reisverslag_periode_says_so_in_dutch():
    verslag = Reisverslag(titel="Winter", periode_van=date(2026, 2, 1), periode_tot=date(2026, 1, 31))
    with pytest.raises(ValidationError, match="eindigt voordat zij begint"):
        verslag.validate_constraints()


def test_reisverslag_has_a_title():
    breaks(lambda: ReisverslagFactory(titel=""))


def test_reisverslag_vastgesteld_says_by_whom_and_when(programmamanager):
    breaks(lambda: ReisverslagFactory(stap="vastgesteld"))
    breaks(lambda: ReisverslagFactory(stap="vastgesteld", vastgesteld_op=NU))
    breaks(lambda: ReisverslagFactory(stap="concept", vastgesteld_op=NU, vastgesteld_door=programmamanager))
    breaks(lambda: ReisverslagFactory(stap="elders"))
    for stap in VAST:
        breaks(lambda stap=stap: ReisverslagFactory(stap=stap))
        assert ReisverslagFactory(stap=stap, vastgesteld_op=NU, vastgesteld_door=programmamanager).pk
    assert ReisverslagFactory(stap="ter_beoordeling").is_concept


def test_hoofdstuk_has_a_title():
    breaks(lambda: HoofdstukFactory(titel=""))


def test_blok_facts_have_a_moment():
    breaks(lambda: BlokFactory(feiten={"tekst": "x"}))
    breaks(lambda: BlokFactory(feiten_op=NU))


def test_uitgave_one_per_content():
    verslag = ReisverslagFactory()
    values = {
        "reisverslag": verslag,
        "bestand": "a.pdf",
        "stap": "concept",
        "inhoud_sha256": "a" * 64,
        "sha256": "b" * 64,
        "omvang": 1,
        "paginas": 1,
    }
    Uitgave.objects.create(**values)
    breaks(lambda: Uitgave.objects.create(**values))


def test_every_publiek_has_a_zicht():
    assert set(Reisverslag.ZICHT) == set(Reisverslag.Publiek)
    assert Reisverslag.publiek_within(Zicht.OPENBAAR) == ["college", "raad", "inwoners"]


def test_every_stap_can_be_reached_and_says_who_is_at_turn():
    assert {one.naar for one in TOEGESTAAN} == set(Reisverslag.Stap)
    assert set(AAN_ZET) == set(Reisverslag.Stap)
    back = [one for one in TOEGESTAAN if one.terug]
    assert {one.naar for one in back if one.van not in VAST} == {"concept"}
    assert all(one.naar in VAST for one in TOEGESTAAN if one.van in VAST)


def test_verslagstap_back_has_a_reason(programmamanager):
    values = {"reisverslag": ReisverslagFactory(), "naar": "concept", "door": programmamanager, "op": NU}
    breaks(lambda: Verslagstap.objects.create(**values, terug=True))
    breaks(lambda: Verslagstap.objects.create(**values | {"naar": "elders"}))
    assert Verslagstap.objects.create(**values, terug=True, toelichting="Nog niet.").pk


def test_verslagstap_only_grows(programmamanager):
    Verslagstap.objects.create(
        reisverslag=ReisverslagFactory(), naar="ter_beoordeling", door=programmamanager, op=NU
    )
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Verslagstap.objects.update(naar="concept")
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Verslagstap.objects.all().delete()


def test_new_versie_says_what_it_replaces_and_why():
    oud = ReisverslagFactory()
    breaks(lambda: ReisverslagFactory(vervangt=oud))
    breaks(lambda: ReisverslagFactory(vervangt=oud, versie=2))
    breaks(lambda: ReisverslagFactory(vervangt=oud, vervangt_waarom="Een fout."))
    breaks(lambda: ReisverslagFactory(versie=2))
    assert ReisverslagFactory(vervangt=oud, versie=2, vervangt_waarom="Een fout.").pk
    breaks(lambda: ReisverslagFactory(vervangt=oud, versie=2, vervangt_waarom="Nog een fout."))


def test_opmerking_has_a_text_and_is_dealt_with_by_someone(programmamanager):
    values = {"blok": BlokFactory(), "door": programmamanager, "op": NU}
    breaks(lambda: Opmerking.objects.create(**values, tekst=""))
    breaks(lambda: Opmerking.objects.create(**values, tekst="Klopt dit?", afgehandeld_op=NU))
    assert Opmerking.objects.create(**values, tekst="Klopt dit?").is_open


@pytest.mark.parametrize("stap", VAST)
@pytest.mark.parametrize(
    ("rol", "concept", "college", "ambassadeurs"),
    [
        (Rol.PROGRAMMAMANAGER, True, True, True),
        (Rol.PROGRAMMATEAM, True, True, True),
        (Rol.PROJECTLEIDER, True, True, True),
        (Rol.WIJKMANAGER, True, True, True),
        (Rol.BATENEIGENAAR, True, True, True),
        (Rol.BESTUUR, False, True, True),
        (Rol.RAADSLID, False, True, False),
        (Rol.AMBASSADEUR, False, True, True),
        (Rol.PARTNER, False, True, True),
        (Rol.FUNCTIONARIS, False, False, False),
        (Rol.BEHEERDER, False, False, False),
    ],
)
def test_visible_to_shows_readers_what_is_vastgesteld_and_meant_for_their_zicht(
    gebruiker_met, rol, concept, college, ambassadeurs, stap
):
    fixed = {"stap": stap, "vastgesteld_op": NU, "vastgesteld_door": gebruiker_met()}
    verslagen = {
        ReisverslagFactory(): concept,
        ReisverslagFactory(stap="ter_beoordeling"): concept,
        ReisverslagFactory(publiek="college", **fixed): college,
        ReisverslagFactory(publiek="ambassadeurs", **fixed): ambassadeurs,
    }
    blokken = {verslag: BlokFactory(hoofdstuk__reisverslag=verslag) for verslag in verslagen}
    user = gebruiker_met(rol)

    seen = Reisverslag.objects.visible_to(user)

    assert {verslag: verslag in seen for verslag in verslagen} == verslagen
    for verslag, blok in blokken.items():
        assert Blok.objects.visible_to(user).filter(pk=blok.pk).exists() == verslagen[verslag]
        assert Hoofdstuk.objects.visible_to(user).filter(pk=blok.hoofdstuk_id).exists() == verslagen[verslag]


@pytest.mark.parametrize("stap", VAST)
def test_uitgave_of_a_concept_is_never_for_readers(gebruiker_met, programmamanager, stap):
    verslag = ReisverslagFactory(stap=stap, vastgesteld_op=NU, vastgesteld_door=programmamanager)
    values = {"reisverslag": verslag, "bestand": "a.pdf", "sha256": "b" * 64, "omvang": 1, "paginas": 1}
    concept = Uitgave.objects.create(**values, stap="concept", inhoud_sha256="a" * 64)
    vastgesteld = Uitgave.objects.create(**values, stap="vastgesteld", inhoud_sha256="c" * 64)

    assert set(Uitgave.objects.visible_to(gebruiker_met(Rol.RAADSLID))) == {vastgesteld}
    assert set(Uitgave.objects.visible_to(programmamanager)) == {concept, vastgesteld}
    assert Reisverslag.objects.with_latest_uitgave().get().uitgave_id == vastgesteld.pk
    assert set(Uitgave.objects.visible_to(gebruiker_met(Rol.BEHEERDER))) == set()
