"""What the database keeps to search in follows every write and every migration; and both databases find the same."""

import pytest
from django.db import connection, migrations, models

from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.rollen import Rol
from brunssum.core.zoekbaar import ACTIEPUNTEN
from brunssum.core.zoeken import index as zoekindex
from brunssum.core.zoeken import register
from brunssum.core.zoeken.taal import read_vraag
from brunssum.core.zoeken.vinden import find, find_page
from inspanningen.models import Inspanning
from inspanningen.models.inspanning import MAX_TEKST
from inspanningen.velden import TEKSTKOLOMMEN
from tests.factories import ActiepuntFactory, BlokFactory, CasusFactory, InspanningFactory, LeerpuntFactory


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


def found(user, q, **kwargs):
    """The titles of what is found, without marks, in order."""
    groepen = find(read_vraag(q), user, register.for_user(user), per_soort=kwargs.get("per_soort", 5))
    return [
        treffer.titel.replace("<mark>", "").replace("</mark>", "")
        for groep in groepen
        for treffer in groep.treffers
    ]


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("schuurtjes", "Het schuurtje lekt."),
        ("woningen", "Eén woning."),
        ("huizen", "Een HUIS."),
        ("cafes", "In het café/restaurant."),
        ("restaurant", "In het café/restaurant."),
        ("wmo loket", "Het WMO-loket is dicht."),
        ("loket wmo", "Het WMO-loket is dicht."),
        ("info", "Mail naar info@example.org"),
        ("2026", "Klaar in 2026."),
        ("50plus", "Voor 50plussers en 50plus."),
        ("1e5", "Code 1e5 hier."),
        ("12b34", "Kamer 12b34 boven."),
        ("risico’s", "Elk risico telt."),
    ],
)
def test_the_same_is_found_on_both_databases(team, q, text):
    ActiepuntFactory(titel="Gevraagd", toelichting=text)
    ActiepuntFactory(titel="Iets anders", toelichting="Geheel wat anders.")
    assert found(team, q) == ["Gevraagd"]


@pytest.mark.parametrize("q", ["wet", "huur", "50", "10", "onderzoek"])
def test_the_same_is_not_found_on_both_databases(team, q):
    ActiepuntFactory(titel="Gevraagd", toelichting="Wetenschap, verhuurder, 50plus, 1.000 en vooronderzoek.")
    assert found(team, q) == []


def test_all_words_stand_somewhere_in_one_thing(team):
    LeerpuntFactory(titel="Een stalling", tekst="Voor de scootmobiel.")
    LeerpuntFactory(titel="Een fiets", tekst="Voor de scootmobiel.")
    assert found(team, "scootmobielen stallingen") == ["Een stalling"]


def test_titles_come_before_texts_and_the_newest_first(team):
    for titel, tekst in [("A", "schuld"), ("B schuld", ""), ("C", "schulden"), ("D schulden", "")]:
        ActiepuntFactory(titel=titel, toelichting=tekst)
    assert found(team, "schuld") == ["D schulden", "B schuld", "C", "A"]


def test_every_way_of_writing_is_followed(team):
    one = ActiepuntFactory(titel="Oudewoord")
    Actiepunt.objects.filter(pk=one.pk).update(titel="Nieuwewoord")
    assert found(team, "oudewoord") == []
    assert found(team, "nieuwewoord") == ["Nieuwewoord"]
    one.uitkomst = "Bijgeschreven"
    one.save(update_fields=["uitkomst"])
    assert found(team, "bijgeschreven") == ["Nieuwewoord"]
    one.delete()
    assert found(team, "nieuwewoord") == []
    eigenaar = Gebruiker.objects.get(pk=team.pk)
    Actiepunt.objects.bulk_create(
        [Actiepunt(titel=f"Bulkwoord {n}", eigenaar=eigenaar, vervalt_op="2026-01-01") for n in range(3)]
    )
    assert len(found(team, "bulkwoord")) == 3


def test_a_text_in_json_is_found(team):
    blok = BlokFactory(inhoud={"tekst": "Over de **stabiliteit** van het verslagwoord."})
    assert found(team, "verslagwoord stabiliteit") == [
        f"{blok.hoofdstuk.titel}, in {blok.hoofdstuk.reisverslag.titel}"
    ]
    BlokFactory(soort="driehoek", inhoud={"gebied": "verslagwoord"})
    assert len(found(team, "verslagwoord")) == 1


def test_a_kaart_full_of_the_longest_texts_can_be_saved_and_found(team):
    words = " ".join(f"wörd{n:05}é" for n in range(MAX_TEKST // 11 - 1))
    InspanningFactory(naam="Vol", **{kolom: f"{kolom[:3]}{words}"[:MAX_TEKST] for kolom in TEKSTKOLOMMEN})
    InspanningFactory(naam="Eén woord", aanpak_tekst="x" * MAX_TEKST)
    assert found(team, "word01000e") == [str(Inspanning.objects.get(naam="Vol"))]


def test_bringing_up_to_date_twice_changes_nothing(team, django_assert_num_queries):
    ActiepuntFactory(titel="Blijft")
    zoekindex.bring_up_to_date()
    with django_assert_num_queries(1):
        zoekindex.bring_up_to_date()
    assert found(team, "blijft") == ["Blijft"]


def test_a_later_migration_of_a_searched_column_needs_to_know_nothing(team):
    ActiepuntFactory(titel="Overleeft", toelichting="een verandering")
    migration = migrations.Migration("0999_titel", "core")
    migration.operations = [migrations.AlterField("actiepunt", "titel", models.CharField(max_length=170))]
    plan = [(migration, False)]
    assert zoekindex._touched(plan) == {"core.actiepunt"}
    connection.check_constraints()  # PostgreSQL alters no table while a check of this test waits
    zoekindex.prepare(plan=plan)
    old, new = Actiepunt._meta.get_field("titel"), models.CharField("wat", max_length=170)
    new.set_attributes_from_name("titel")
    new.model = Actiepunt
    if connection.vendor == "postgresql":  # SQLite makes the table anew, which it does not inside a test
        with connection.schema_editor() as editor:
            editor.alter_field(Actiepunt, old, new)
    ActiepuntFactory(titel="Tussendoor")
    connection.check_constraints()
    zoekindex.bring_up_to_date()
    assert found(team, "overleeft verandering") == ["Overleeft"]
    assert found(team, "tussendoor") == ["Tussendoor"]


def test_the_first_migrations_of_all_have_nothing_to_make_way_for(team, monkeypatch):
    """In an empty database a later migration may change a table that an earlier one is still to make."""
    monkeypatch.setattr(Actiepunt._meta, "db_table", "nog_niet_gemaakt")
    titel = models.CharField(max_length=170)
    migration = migrations.Migration("0002_titel", "core")
    migration.operations = [migrations.AlterField("Actiepunt", "titel", titel)]
    zoekindex.prepare(plan=[(migration, False)])


def test_letting_go_of_old_words_leaves_what_there_is(team):
    ActiepuntFactory(titel="Verdwijnt").delete()
    ActiepuntFactory(titel="Blijft")
    zoekindex.compact()
    assert found(team, "blijft") == ["Blijft"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM zoek_core_actiepunt_data WHERE instr(block, 'erdwijnt')")
            assert cursor.fetchone() == (0,)


def test_a_page_of_one_kind_has_all_of_them(team):
    for n in range(30):
        ActiepuntFactory(titel=f"Paginawoord {n}")
    page = find_page(read_vraag("paginawoord"), team, ACTIEPUNTEN, "2")
    assert (page.paginator.count, len(page.object_list), page.number) == (30, 5, 2)
    assert find_page(read_vraag("bestaatniet"), team, ACTIEPUNTEN, "999").object_list == []


def test_two_kinds_of_one_model_name_the_same_columns():
    for soort in register.all_registered():
        [kept] = [one for one in register.per_model(register.all_registered()) if one.model is soort.model]
        assert kept.columns == soort.columns


def test_a_casus_is_no_kind_that_is_always_searched(programmamanager):
    CasusFactory(wat_gaat_mis="Casuswoord")
    assert found(programmamanager, "casuswoord") == []
