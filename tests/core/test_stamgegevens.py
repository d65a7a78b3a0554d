"""Areas and organisations from the data files: complete, idempotent, and careful with codes that CBS gives away again."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from brunssum.core import services
from brunssum.core.models import Gebied, LogRegel, Organisatie
from brunssum.core.stamgegevens import (
    GEBIEDEN,
    ORGANISATIES,
    BestandOnbruikbaar,
    read_gebieden,
    read_organisaties,
)

VANDAAG = date(2026, 11, 21)
MORGEN = date(2026, 11, 22)


@pytest.fixture
def gebieden(tmp_path):
    """Write a csv of areas and load it."""

    def load(*lines, vandaag=VANDAAG):
        path = tmp_path / "gebieden.csv"
        path.write_text("\n".join(["code;naam;soort;ouder", *lines]), encoding="utf-8")
        return services.load_stamgegevens(path, ORGANISATIES, vandaag=vandaag).gebieden

    return load


def test_load_stamgegevens_gives_the_whole_of_brunssum(db):
    verslag = services.load_stamgegevens(vandaag=VANDAAG)
    assert verslag.gebieden == {"nieuw": 53}
    soorten = Gebied.objects.values_list("soort", flat=True)
    assert {soort: list(soorten).count(soort) for soort in set(soorten)} == {
        "land": 1,
        "benchmark": 1,
        "gemeente": 1,
        "wijk": 5,
        "buurt": 45,
    }
    buurt = Gebied.objects.by_code("BU08990318").get()
    assert [buurt.naam, buurt.ouder.naam, buurt.ouder.ouder.naam, buurt.ouder.ouder.ouder.naam] == [
        "Schuttersveld",
        "Wijk 03 Brunssum-Oost",
        "Brunssum",
        "Nederland",
    ]


def test_load_stamgegevens_gives_the_nineteen_stakeholders_and_the_partners(db):
    services.load_stamgegevens(vandaag=VANDAAG)
    assert Organisatie.objects.filter(is_stakeholder=True).count() == 19
    assert Organisatie.objects.get(naam="Weller").soort == "corporatie"
    assert not Organisatie.objects.get(naam="Satijn+").is_stakeholder


def test_load_stamgegevens_twice_changes_nothing(db):
    services.load_stamgegevens(vandaag=VANDAAG)
    written = LogRegel.objects.count()
    verslag = services.load_stamgegevens(vandaag=MORGEN)
    assert verslag.gebieden == {"ongewijzigd": 53}
    assert set(verslag.organisaties) == {"ongewijzigd"}
    assert LogRegel.objects.count() == written


def test_load_stamgegevens_leaves_a_row_in_the_log_for_each_write(gebieden, db):
    gebieden("NL00;Nederland;land;")
    regel = LogRegel.objects.get(actie="gebied.toegevoegd")
    assert regel.actor is None
    assert regel.na["naam"] == "Nederland"


def test_load_stamgegevens_makes_another_area_of_a_code_with_another_name(gebieden, db):
    gebieden("NL00;Nederland;land;", "WK01;Noord;wijk;NL00", "BU01;Dorp;buurt;WK01")
    counts = gebieden(
        "NL00;Nederland;land;", "WK01;Noord-Oost;wijk;NL00", "BU01;Dorp;buurt;WK01", vandaag=MORGEN
    )
    assert counts == {"ongewijzigd": 1, "vervangen": 1, "gewijzigd": 1}
    old, new = Gebied.objects.get(naam="Noord"), Gebied.objects.get(naam="Noord-Oost")
    assert (old.code, old.geldig_tot) == ("WK01", MORGEN)
    assert (new.code, new.geldig_van, new.geldig_tot) == ("WK01", MORGEN, None)
    assert Gebied.objects.by_code("WK01").get() == new
    assert Gebied.objects.get(code="BU01").ouder == new


def test_load_stamgegevens_opens_the_old_area_when_its_name_comes_back(gebieden, db):
    gebieden("WK01;Noord;wijk;")
    noord = Gebied.objects.get()
    gebieden("WK01;Noord-Oost;wijk;", vandaag=MORGEN)
    gebieden("WK01;Noord;wijk;", vandaag=MORGEN)
    assert Gebied.objects.by_code("WK01").get() == noord
    assert list(Gebied.objects.valid_on(MORGEN)) == [noord]
    assert Gebied.objects.count() == 2


def test_load_stamgegevens_moves_an_area_to_another_parent(gebieden, db):
    gebieden("WK01;Noord;wijk;", "WK02;Oost;wijk;", "BU01;Dorp;buurt;WK01")
    assert gebieden("WK01;Noord;wijk;", "WK02;Oost;wijk;", "BU01;Dorp;buurt;WK02")["gewijzigd"] == 1
    assert Gebied.objects.get(code="BU01").ouder.code == "WK02"
    regel = LogRegel.objects.get(actie="gebied.gewijzigd")
    assert set(regel.voor) == set(regel.na) == {"ouder"}


def test_load_stamgegevens_deletes_nothing_that_is_not_in_the_file(gebieden, db):
    gebieden("WK01;Noord;wijk;", "WK02;Oost;wijk;")
    gebieden("WK01;Noord;wijk;")
    assert Gebied.objects.filter(code="WK02", geldig_tot=None).exists()


def test_load_stamgegevens_reads_a_parent_that_stands_further_down(gebieden, db):
    gebieden("BU01;Dorp;buurt;WK01", "WK01;Noord;wijk;")
    assert Gebied.objects.get(code="BU01").ouder.naam == "Noord"


def test_load_stamgegevens_updates_an_organisatie_in_place(tmp_path, db):
    path = tmp_path / "organisaties.yaml"
    path.write_text("- {naam: Weller, soort: corporatie}")
    services.load_stamgegevens(GEBIEDEN, path, vandaag=VANDAAG)
    path.write_text("- {naam: WELLER, soort: corporatie, is_kernpartner: true}")
    assert services.load_stamgegevens(GEBIEDEN, path, vandaag=VANDAAG).organisaties == {"gewijzigd": 1}
    organisatie = Organisatie.objects.get()
    assert (organisatie.naam, organisatie.is_kernpartner) == ("WELLER", True)


def test_load_stamgegevens_writes_nothing_when_one_file_is_wrong(tmp_path, db):
    path = tmp_path / "organisaties.yaml"
    path.write_text("- {naam: Weller}")
    with pytest.raises(BestandOnbruikbaar):
        services.load_stamgegevens(GEBIEDEN, path, vandaag=VANDAAG)
    assert not Gebied.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "eerste regel"),
        (b"naam;code\n", "eerste regel"),
        (b"code;naam;soort;ouder\n", "geen enkel gebied"),
        (b"code;naam;soort;ouder\nWK01;Noord;wijk\n", "Regel 2 van gebieden.csv heeft 3 kolommen"),
        (b"code;naam;soort;ouder\n;Noord;wijk;\n", "heeft geen code"),
        (b"code;naam;soort;ouder\nWK01; ;wijk;\n", "heeft geen naam"),
        (b"code;naam;soort;ouder\nWK01;" + b"x" * 101 + b";wijk;\n", "langer dan 100"),
        (b"code;naam;soort;ouder\nWK01;Noord;stad;\n", "soort 'stad' bestaat niet"),
        (b"code;naam;soort;ouder\nWK01;Noord;wijk;GM1\n", "die code staat er niet in"),
        (b"code;naam;soort;ouder\nWK01;Noord;wijk;\nWK01;Oost;wijk;\n", "staat twee keer"),
        (b"code;naam;soort;ouder\nA;Noord;wijk;B\nB;Oost;wijk;A\n", "liggen deze gebieden in elkaar: A, B"),
        (b'code;naam;soort;ouder\n"WK01;Noord;wijk;\n', "aanhalingstekens"),
        (b"\x89PNG\r\n\x1a\n", "geen tekstbestand in UTF-8"),
        (b"code;naam;soort;ouder\nWK01;No\x00ord;wijk;\n", "geen tekstbestand"),
        (b"x" * 1_000_001, "te groot"),
    ],
)
def test_read_gebieden_refuses_a_bad_file_with_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "gebieden.csv"
    path.write_bytes(content)
    with pytest.raises(BestandOnbruikbaar, match=sentence):
        read_gebieden(path)


def test_read_gebieden_passes_empty_lines_spaces_and_a_byte_order_mark(tmp_path):
    path = tmp_path / "gebieden.csv"
    path.write_bytes("\ufeffCode;Naam;Soort;Ouder\r\n\r\n WK01 ; Noord ;wijk;\r\n;;;\r\n".encode())
    assert [(regel.code, regel.naam) for regel in read_gebieden(path)] == [("WK01", "Noord")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "geen lijst"),
        ("naam: Weller", "geen lijst"),
        ("- [", "geen geldige YAML"),
        ("- Weller", "Organisatie 1 in organisaties.yaml heeft geen naam en soort"),
        ("- {naam: Weller}", "geen naam en soort"),
        ("- {naam: 2024, soort: zorg}", "geen naam en soort"),
        ("- {naam: ' ', soort: zorg}", "heeft geen naam"),
        (f"- {{naam: {'x' * 151}, soort: zorg}}", "langer dan 150"),
        ("- {naam: Weller, soort: bouw}", "soort 'bouw' bestaat niet"),
        ("- {naam: Weller, soort: zorg, kleur: rood}", "onbekend kenmerk: kleur"),
        ("- {naam: Weller, soort: zorg, is_kernpartner: ja}", "moet true of false zijn"),
        ("- {naam: Weller, soort: zorg}\n- {naam: weller, soort: zorg}", "staat twee keer"),
    ],
)
def test_read_organisaties_refuses_a_bad_file_with_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "organisaties.yaml"
    path.write_text(content)
    with pytest.raises(BestandOnbruikbaar, match=sentence):
        read_organisaties(path)


def test_laad_stamgegevens_says_what_it_did(capsys, db):
    call_command("laad_stamgegevens")
    call_command("laad_stamgegevens")
    out = capsys.readouterr().out
    assert "Gebieden: 53 nieuw, 0 vervangen, 0 gewijzigd, 0 ongewijzigd." in out
    assert "Gebieden: 0 nieuw, 0 vervangen, 0 gewijzigd, 53 ongewijzigd." in out
    assert f"Organisaties: {Organisatie.objects.count()} nieuw, 0 gewijzigd, 0 ongewijzigd." in out


def test_laad_stamgegevens_refuses_a_file_that_is_not_there(tmp_path, db):
    with pytest.raises(CommandError, match="is niet te lezen"):
        call_command("laad_stamgegevens", gebieden=tmp_path / "nergens.csv")
