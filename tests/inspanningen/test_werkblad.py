"""The spreadsheet out and in: what goes out comes back the same, what was changed is shown first, and nothing is lost."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from inspanningen import services
from inspanningen.models import Inspanning, Mijlpaal, Versie, Werkbladimport
from inspanningen.queries.werkblad import regels_of
from inspanningen.services import mijlpalen, werkblad
from inspanningen.vage_datum import read
from tests.factories import (
    DoelstellingFactory,
    GebiedFactory,
    LeidendPrincipeFactory,
    MijlpaalFactory,
    OrganisatieFactory,
)
from tests.monitor.workbooks import workbook

pytestmark = pytest.mark.django_db

OP = date(2026, 6, 1)


@pytest.fixture
def kaart(programmamanager, projectleider):
    return services.add_inspanning(
        actor=programmamanager,
        nummer="2",
        naam="Werken met ambassadeurs",
        fase="uitvoering",
        projectleider=projectleider,
        gebieden=[GebiedFactory(naam="Noord"), GebiedFactory(naam="Oost")],
        doelstellingen=[DoelstellingFactory()],
        principes=[LeidendPrincipeFactory()],
        partners=[(OrganisatieFactory(naam="Weller: wonen"), "denkt mee; en doet mee")],
        aanleiding_tekst="Het begin.\n\n- een\n- twee",
    )


@pytest.fixture
def mijlpaal(kaart):
    return MijlpaalFactory(inspanning=kaart, naam="Groep gestart")


def fetch(client, user) -> openpyxl.Workbook:
    client.force_login(user)
    response = client.get(reverse("inspanningen:werkblad_xlsx"))
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def rows(book, blad) -> list[dict]:
    kop, *rest = book[blad].iter_rows(values_only=True)
    return [dict(zip(kop, row, strict=True)) for row in rest]


def change(book, blad, kolom, waarde, rij=2) -> None:
    koppen = [cell.value for cell in book[blad][1]]
    book[blad].cell(rij, koppen.index(kolom) + 1).value = waarde


def bytes_of(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(actor, raw) -> tuple[Werkbladimport, dict]:
    gelezen = werkblad.read_werkblad(actor=actor, bestandsnaam="werkblad.xlsx", raw=raw)
    return gelezen, {regel.sleutel: regel for regel in regels_of(gelezen, actor.zicht)}


def accept(gelezen, actor, *sleutels, vervang=()):
    return werkblad.accept_werkblad(gelezen.pk, actor=actor, rijen=sleutels, vervang=vervang, op=OP)


# Out and in


def test_what_goes_out_comes_back_the_same(client, programmamanager, kaart, mijlpaal):
    _, regels = upload(programmamanager, bytes_of(fetch(client, programmamanager)))
    assert {regel.soort for regel in regels.values()} == {"gelijk"}
    assert len(regels) == 2


def test_a_reader_gets_only_what_they_may_see(client, gebruiker_met, programmamanager, kaart):
    services.edit_inspanning(
        kaart.pk, actor=programmamanager, basisversie=1, velden={"budget_tekst": "Geheim bedrag"}
    )
    (row,) = rows(fetch(client, gebruiker_met(Rol.AMBASSADEUR)), "Inspanningen")
    assert "Budget" not in row
    assert "Projectleider in Kanarie" not in row
    assert "Geheim bedrag" not in row.values()
    assert row["Gebieden"] == "Noord; Oost"
    (row,) = rows(fetch(client, programmamanager), "Inspanningen")
    assert row["Budget"] == "Geheim bedrag"


def test_text_that_looks_like_a_formula_stays_text(client, programmamanager, kaart):
    services.edit_inspanning(kaart.pk, actor=programmamanager, basisversie=1, velden={"scope_tekst": "=1+1"})
    book = fetch(client, programmamanager)
    koppen = [cell.value for cell in book["Inspanningen"][1]]
    assert book["Inspanningen"].cell(2, koppen.index("Scope") + 1).data_type == "s"


def test_export_costs_the_same_queries_for_more_rows(
    client, programmamanager, kaart, django_assert_max_num_queries
):
    for n in range(20):
        extra = services.add_inspanning(actor=programmamanager, nummer=str(100 + n), naam=f"Extra {n}")
        MijlpaalFactory(inspanning=extra)
    client.force_login(programmamanager)
    with django_assert_max_num_queries(14):
        client.get(reverse("inspanningen:werkblad_xlsx"))


# What would change


def test_a_changed_cell_is_shown_and_taken_over(client, programmamanager, kaart):
    book = fetch(client, programmamanager)
    change(book, "Inspanningen", "Resultaat", "Twaalf ambassadeurs.")
    change(book, "Inspanningen", "Fase", "Naar de lijn")
    change(book, "Inspanningen", "Gebieden", "Oost")
    gelezen, regels = upload(programmamanager, bytes_of(book))
    (regel,) = regels.values()
    assert {cel.label: (cel.was, cel.wordt) for cel in regel.verschillen} == {
        "Resultaat": ("", "Twaalf ambassadeurs."),
        "Fase": ("Uitvoering", "Naar de lijn"),
        "Gebieden": ("Noord; Oost", "Oost"),
    }
    done = accept(gelezen, programmamanager, regel.sleutel)
    kaart.refresh_from_db()
    assert (kaart.resultaat_tekst, kaart.fase) == ("Twaalf ambassadeurs.", "naar_de_lijn")
    assert [gebied.naam for gebied in kaart.gebieden.all()] == ["Oost"]
    assert done.resultaat == {"nieuw": 0, "gewijzigd": 1}
    assert done.rijen == {}, "what was read is not kept"
    assert Versie.objects.filter(inspanning=kaart).latest("nummer").toelichting == "Werkblad werkblad.xlsx"
    assert LogRegel.objects.filter(actie="werkblad.overgenomen").exists()


def test_a_row_that_is_not_ticked_stays_as_it_is(client, programmamanager, kaart):
    book = fetch(client, programmamanager)
    change(book, "Inspanningen", "Naam", "Anders")
    gelezen, _ = upload(programmamanager, bytes_of(book))
    accept(gelezen, programmamanager)
    kaart.refresh_from_db()
    assert kaart.naam == "Werken met ambassadeurs"


def test_what_another_changed_elsewhere_meanwhile_is_kept(client, programmamanager, kaart):
    book = fetch(client, programmamanager)
    services.edit_inspanning(
        kaart.pk, actor=programmamanager, basisversie=1, velden={"scope_tekst": "Noord."}
    )
    change(book, "Inspanningen", "Resultaat", "Anders.")
    gelezen, regels = upload(programmamanager, bytes_of(book))
    (regel,) = regels.values()
    assert [cel.label for cel in regel.verschillen] == ["Resultaat"]
    accept(gelezen, programmamanager, regel.sleutel)
    kaart.refresh_from_db()
    assert (kaart.scope_tekst, kaart.resultaat_tekst) == ("Noord.", "Anders.")


@pytest.mark.parametrize(("vervang", "wordt"), [(False, "Van hier."), (True, "Uit het bestand.")])
def test_the_same_field_changed_on_both_sides_is_asked_about(client, programmamanager, kaart, vervang, wordt):
    book = fetch(client, programmamanager)
    services.edit_inspanning(
        kaart.pk, actor=programmamanager, basisversie=1, velden={"scope_tekst": "Van hier."}
    )
    change(book, "Inspanningen", "Scope", "Uit het bestand.")
    gelezen, regels = upload(programmamanager, bytes_of(book))
    (regel,) = regels.values()
    (botsing,) = regel.botsingen
    assert (regel.soort, botsing.was, botsing.wordt) == ("botst", "Van hier.", "Uit het bestand.")
    assert botsing.door == "Programmamanager"
    accept(gelezen, programmamanager, regel.sleutel, vervang=[regel.sleutel] if vervang else ())
    kaart.refresh_from_db()
    assert kaart.scope_tekst == wordt


def test_a_new_row_becomes_a_new_kaart(programmamanager, kaart):
    raw = workbook(Inspanningen=[["Nummer", "Naam", "Onderdeel van", "Fase"], ["2b", "Inwoners", 2, "idee"]])
    gelezen, regels = upload(programmamanager, raw)
    (regel,) = regels.values()
    assert (regel.soort, regel.titel) == ("nieuw", "2B Inwoners")
    accept(gelezen, programmamanager, regel.sleutel)
    assert Inspanning.objects.get(nummer="2B").ouder == kaart


@pytest.mark.parametrize(
    ("kop", "waarde", "zin"),
    [
        ("Fase", "Bezig", "Fase: “Bezig” is geen fase. Kies uit: Idee"),
        ("Fase", "Idee", "Fase: van ‘Uitvoering’ naar ‘Idee’ kan niet in één stap."),
        ("Gebieden", "Zuid", "Gebieden: “Zuid” is hier niet bekend."),
        ("Nummer", "twee", "Nummer: Schrijf een getal"),
        ("Naam", "  ", "Naam: Geef de inspanning een naam."),
        ("Projectleider in Kanarie", "Niemand", "Projectleider in Kanarie: “Niemand” is hier niet bekend."),
        ("Kenmerk (niet wijzigen)", 999_999, "Dit kenmerk is niet van een inspanning hier."),
        ("Kenmerk (niet wijzigen)", "9" * 30, "Dit kenmerk is niet van een inspanning hier."),
    ],
)
def test_what_cannot_be_is_said_and_never_taken_over(client, programmamanager, kaart, kop, waarde, zin):
    book = fetch(client, programmamanager)
    change(book, "Inspanningen", kop, waarde)
    gelezen, regels = upload(programmamanager, bytes_of(book))
    (regel,) = regels.values()
    assert any(zin in one for one in regel.weigeringen), regel.weigeringen
    with pytest.raises(werkblad.CannotTakeOver, match="nog niets overgenomen"):
        accept(gelezen, programmamanager, regel.sleutel)
    assert Versie.objects.count() == 1


def test_one_refused_row_keeps_all_of_them_out(client, programmamanager, kaart):
    """A text of 21,000 characters is readable, but no kaart takes it: the service says no."""
    services.add_inspanning(actor=programmamanager, nummer="3", naam="Budget")
    book = fetch(client, programmamanager)
    change(book, "Inspanningen", "Naam", "Anders")
    change(book, "Inspanningen", "Scope", "x" * 21_000, rij=3)
    gelezen, regels = upload(programmamanager, bytes_of(book))
    with pytest.raises(werkblad.CannotTakeOver, match=r"rij 3 \(3 Budget\).*te lang"):
        accept(gelezen, programmamanager, *regels)
    kaart.refresh_from_db()
    assert kaart.naam == "Werken met ambassadeurs"
    assert Werkbladimport.objects.get().status == Werkbladimport.Status.OPEN


def test_the_same_inspanning_twice_is_refused(client, programmamanager, kaart):
    book = fetch(client, programmamanager)
    sheet = book["Inspanningen"]
    sheet.append([cell.value for cell in sheet[2]])
    _, regels = upload(programmamanager, bytes_of(book))
    assert [regel.soort for regel in regels.values()] == ["geweigerd", "geweigerd"]


def test_looking_costs_the_same_queries_for_more_rows(
    client, programmamanager, kaart, django_assert_max_num_queries
):
    for n in range(20):
        extra = services.add_inspanning(actor=programmamanager, nummer=str(100 + n), naam=f"Extra {n}")
        MijlpaalFactory(inspanning=extra)
    gelezen, _ = upload(programmamanager, bytes_of(fetch(client, programmamanager)))
    with django_assert_max_num_queries(12):
        regels_of(gelezen, programmamanager.zicht)


# Mijlpalen


def test_a_mijlpaal_is_moved_reached_and_added(client, programmamanager, kaart, mijlpaal):
    book = fetch(client, programmamanager)
    change(book, "Mijlpalen", "Wanneer", "eind 2026")
    change(book, "Mijlpalen", "Waarom verschoven of vervallen", "De werving duurde langer.")
    book["Mijlpalen"].append([None, None, "2", "Eerste advies", "Q3 2026", "Gehaald", date(2026, 5, 4)])
    gelezen, regels = upload(programmamanager, bytes_of(book))
    assert sorted(regel.soort for regel in regels.values()) == ["gelijk", "gewijzigd", "nieuw"]
    accept(gelezen, programmamanager, *regels)
    mijlpaal.refresh_from_db()
    assert (mijlpaal.wanneer, mijlpaal.tot) == ("eind 2026", date(2026, 12, 31))
    assert mijlpaal.verschuivingen.get().reden == "De werving duurde langer."
    nieuw = Mijlpaal.objects.get(naam="Eerste advies")
    assert (nieuw.status, nieuw.gehaald_op) == ("gehaald", date(2026, 5, 4))


def test_a_mijlpaal_that_was_reached_gets_another_day_or_is_planned_again(client, programmamanager, kaart, mijlpaal):  # fmt: skip
    mijlpalen.reach_mijlpaal(mijlpaal.pk, actor=programmamanager, gehaald_op=date(2026, 4, 2), vandaag=OP)
    book = fetch(client, programmamanager)
    change(book, "Mijlpalen", "Gehaald op", "3-4-2026")
    gelezen, regels = upload(programmamanager, bytes_of(book))
    accept(gelezen, programmamanager, *regels)
    mijlpaal.refresh_from_db()
    assert (mijlpaal.status, mijlpaal.gehaald_op) == ("gehaald", date(2026, 4, 3))

    book = fetch(client, programmamanager)
    change(book, "Mijlpalen", "Status", "Gepland")
    change(book, "Mijlpalen", "Gehaald op", None)
    change(book, "Mijlpalen", "Waarom verschoven of vervallen", "Toch niet af.")
    gelezen, regels = upload(programmamanager, bytes_of(book))
    accept(gelezen, programmamanager, *regels)
    mijlpaal.refresh_from_db()
    assert (mijlpaal.status, mijlpaal.gehaald_op) == ("gepland", None)


@pytest.mark.parametrize(
    ("kop", "waarde", "zin"),
    [
        ("Wanneer", "ooit", "Wanneer: "),
        ("Wanneer", "eind 2026", "schrijf op waarom dit verandert"),
        ("Status", "Gehaald", "Gehaald op: vul in op welke dag."),
        ("Status", "Vervallen", "schrijf op waarom dit verandert"),
        ("Status", "klaar", "“klaar” is geen status. Kies uit: Gepland, Gehaald, Vervallen."),
        ("Gehaald op", "31-2-2026", "“31-2-2026” is geen dag."),
        ("Inspanning", "9", "een mijlpaal blijft bij haar inspanning (2)"),
    ],
)
def test_a_mijlpaal_that_cannot_be_is_said(client, programmamanager, mijlpaal, kop, waarde, zin):
    book = fetch(client, programmamanager)
    change(book, "Mijlpalen", kop, waarde)
    _, regels = upload(programmamanager, bytes_of(book))
    assert any(zin in one for regel in regels.values() for one in regel.weigeringen)


def test_a_mijlpaal_that_another_changed_meanwhile_is_asked_about(client, programmamanager, mijlpaal):
    book = fetch(client, programmamanager)
    mijlpalen.edit_mijlpaal(
        mijlpaal.pk, actor=programmamanager, op=OP, naam="Hier", wanneer=read("april 2026")
    )
    change(book, "Mijlpalen", "Mijlpaal", "In het bestand")
    gelezen, regels = upload(programmamanager, bytes_of(book))
    assert gelezen.opmerkingen == [], "its own sheets are no news"
    (regel,) = (regel for regel in regels.values() if regel.blad == "Mijlpalen")
    assert regel.soort == "botst"
    accept(gelezen, programmamanager, regel.sleutel)
    mijlpaal.refresh_from_db()
    assert mijlpaal.naam == "Hier"


# The file, and who may


@pytest.mark.parametrize(
    ("raw", "zin"),
    [
        (b"geen excel", "beschadigd"),
        (workbook(Blad1=[["a", "b"], [1, 2]]), "staat geen blad Inspanningen of Mijlpalen"),
        (workbook(Inspanningen=[["a", "b"], [1, 2]]), "geen koppen die Kanarie kent"),
        (workbook(Inspanningen=[["Nummer", "Naam", "naam"], [1, 2, 3]]), "de kolom Naam twee keer"),
        (workbook(Inspanningen=[["Nummer", "Naam"]]), "staan geen rijen"),
    ],
)
def test_a_file_that_is_no_werkblad_is_refused_at_its_field(client, programmamanager, raw, zin):
    client.force_login(programmamanager)
    bestand = io.BytesIO(raw)
    bestand.name = "werkblad.xlsx"
    response = client.post(reverse("inspanningen:werkblad"), {"bestand": bestand})
    assert response.status_code == 422
    assert zin in response.content.decode()
    assert not Werkbladimport.objects.exists()


def test_columns_of_ones_own_are_said_to_be_left_out(programmamanager, kaart):
    raw = workbook(
        Inspanningen=[["Nummer", "Kleur", "Naam"], ["2", "groen", "Werken met ambassadeurs"]], Extra=[["x"]]
    )
    gelezen, _ = upload(programmamanager, raw)
    assert gelezen.opmerkingen == [
        "Blad Inspanningen: niet gelezen kolom Kleur.",
        "Blad Extra is niet gelezen.",
    ]


def test_only_the_team_takes_a_werkblad_in_and_only_its_own(gebruiker_met, programmamanager, projectleider):
    with pytest.raises(PermissionDenied):
        werkblad.read_werkblad(actor=projectleider, bestandsnaam="x.xlsx", raw=b"")
    gelezen = Werkbladimport.objects.create(bestandsnaam="x.xlsx", door=programmamanager)
    other = gebruiker_met(Rol.PROGRAMMATEAM)
    with pytest.raises(PermissionDenied):
        accept(gelezen, other)
    assert not Werkbladimport.objects.visible_to(other).exists()
    werkblad.drop_werkblad(gelezen.pk, actor=programmamanager)
    with pytest.raises(ValidationError, match="al overgenomen of weggegooid"):
        accept(gelezen, programmamanager)


def test_an_old_one_is_emptied_by_night(programmamanager):
    gelezen = Werkbladimport.objects.create(
        bestandsnaam="x.xlsx", door=programmamanager, rijen={"Inspanningen": [{"rij": 2, "cellen": {}}]}
    )
    assert werkblad.drop_old_werkbladen(tot_en_met=date(2020, 1, 1)) == 0
    assert werkblad.drop_old_werkbladen(tot_en_met=date(2100, 1, 1)) == 1
    gelezen.refresh_from_db()
    assert (gelezen.status, gelezen.rijen) == ("vervallen", {})


def test_the_pages_from_upload_to_taken_over(client, programmamanager, kaart):
    book = fetch(client, programmamanager)
    change(book, "Inspanningen", "Scope", "<b>Noord</b>")
    bestand = io.BytesIO(bytes_of(book))
    bestand.name = "werkblad.xlsx"
    response = client.post(reverse("inspanningen:werkblad"), {"bestand": bestand}, follow=True)
    html = response.content.decode()
    assert "0 nieuw, 1 gewijzigd, 0 ongewijzigd" in html
    assert "&lt;b&gt;Noord&lt;/b&gt;" in html
    response = client.post(response.request["PATH_INFO"], {"rij": "Inspanningen-2"}, follow=True)
    assert "Overgenomen uit het werkblad: 0 nieuw, 1 gewijzigd." in response.content.decode()


def test_a_refusal_keeps_what_was_ticked(client, programmamanager, kaart):
    book = fetch(client, programmamanager)
    change(book, "Inspanningen", "Scope", "x" * 21_000)
    gelezen, _ = upload(programmamanager, bytes_of(book))
    response = client.post(
        reverse("inspanningen:werkblad_preview", args=[gelezen.pk]), {"rij": "Inspanningen-2"}
    )
    assert response.status_code == 422
    assert "te lang" in response.content.decode()
    assert 'value="Inspanningen-2" id="rij-Inspanningen-2" checked' in response.content.decode()
