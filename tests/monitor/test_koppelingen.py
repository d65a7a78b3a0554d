import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from monitor import services
from monitor.models import Bron, Indicator, Koppeling, Verversing, Waarneming
from monitor.services.koppeling import OnbekendeKeuze, explain_names, forget_name
from tests.monitor.conftest import MOMENT
from tests.monitor.workbooks import workbook

pytestmark = pytest.mark.django_db

RAW = b"indicator;Nederland;Brunsum\nBijstnd;3,9;4,7\nGeluk;1;2\nVolwassenen met WW;1,4;1,7\n"


@pytest.fixture
def as_manager(client, programmamanager):
    client.force_login(programmamanager)
    return client


@pytest.fixture
def bijstand(gebieden, indicatoren) -> Indicator:
    return Indicator.objects.get(code="bijstand")


def prepare(raw: bytes = RAW, periode: int | None = 2023) -> Verversing:
    return services.prepare_verversing(
        raw, actor=None, bestandsnaam="cijfers.csv", periode=periode, moment=MOMENT, met_vragen=True
    )


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def explain(verversing, actor, bijstand, gebieden):
    return explain_names(
        verversing.pk,
        actor=actor,
        indicatoren={"Bijstnd": bijstand.pk, "Geluk": None},
        gebieden={"Brunsum": gebieden["GM0899"].pk},
    )


def test_names_explained_by_hand_are_used_and_remembered(bijstand, gebieden, programmamanager):
    first = prepare()
    assert (first.nieuw, first.geweigerd) == (1, 5)

    first = explain(first, programmamanager, bijstand, gebieden)
    assert (first.nieuw, first.geweigerd) == (4, 0)
    assert LogRegel.objects.about(first)[0].detail == {"namen": ["Bijstnd", "Brunsum", "Geluk"]}
    done = services.accept_verversing(first.pk, actor=programmamanager, moment=MOMENT)
    assert (done.nieuw, done.geweigerd) == (4, 0)
    assert Waarneming.objects.current().filter(indicator=bijstand).count() == 2

    second = prepare(RAW.replace(b"4,7", b"4,8"))
    assert (second.gewijzigd, second.ongewijzigd, second.geweigerd) == (1, 3, 0)
    assert "Gelezen zoals bij deze bron is gekozen: “Brunsum” als Brunssum" in second.opmerkingen[0]


def test_a_name_can_be_explained_again_and_forgotten(bijstand, gebieden, programmamanager):
    verversing = explain(prepare(), programmamanager, bijstand, gebieden)
    ww = Indicator.objects.get(code="wmo")
    explain_names(verversing.pk, actor=programmamanager, indicatoren={"bijstnd": ww.pk}, gebieden={})
    assert Koppeling.objects.get(sleutel="bijstnd").indicator == ww
    for koppeling in Koppeling.objects.all():
        forget_name(koppeling.pk, actor=programmamanager)
    assert prepare().geweigerd == 5


def test_a_choice_that_is_not_there_is_refused(bijstand, programmamanager):
    verversing = prepare()
    with pytest.raises(OnbekendeKeuze, match="bestaat niet meer"):
        explain_names(verversing.pk, actor=programmamanager, indicatoren={"Bijstnd": 999_999}, gebieden={})
    services.withdraw_verversing(verversing.pk, actor=programmamanager)
    with pytest.raises(OnbekendeKeuze, match="al afgehandeld"):
        explain_names(verversing.pk, actor=programmamanager, indicatoren={}, gebieden={})


def test_explaining_is_for_who_manages_the_monitor(bijstand, gebieden, gebruiker_met, programmamanager):
    verversing = prepare()
    with pytest.raises(PermissionDenied):
        explain(verversing, gebruiker_met(Rol.WIJKMANAGER), bijstand, gebieden)
    explain(verversing, programmamanager, bijstand, gebieden)
    with pytest.raises(PermissionDenied):
        forget_name(Koppeling.objects.first().pk, actor=gebruiker_met(Rol.WIJKMANAGER))


def test_a_koppeling_is_of_one_kind_and_one_per_name(bijstand, gebieden):
    bron = Bron.objects.get(code="bestand")
    with pytest.raises(IntegrityError), transaction.atomic():
        Koppeling.objects.create(
            bron=bron, soort="indicator", sleutel="x", tekst="X", gebied=gebieden["GM0899"]
        )
    Koppeling.objects.create(bron=bron, soort="indicator", sleutel="x", tekst="X", indicator=bijstand)
    with pytest.raises(IntegrityError), transaction.atomic():
        Koppeling.objects.create(bron=bron, soort="indicator", sleutel="x", tekst="x")


# in the browser


def test_the_preview_asks_what_unknown_names_mean(
    as_manager, bijstand, gebieden, django_assert_max_num_queries
):
    verversing = prepare()
    url = reverse("monitor:verversing", args=[verversing.pk])
    with django_assert_max_num_queries(14):
        page = text_of(as_manager.get(url))
    assert "Hoe lezen wij dit bestand?" in page
    assert page.count("Twijfel") == 2
    assert f'<option value="{bijstand.pk}" selected>' in page

    data = {
        "naam-gebied-1": "Brunsum",
        "gebied-1": gebieden["GM0899"].pk,
        "naam-indicator-2": "Bijstnd",
        "indicator-2": bijstand.pk,
        "naam-indicator-3": "Geluk",
        "indicator-3": "-",
    }
    response = as_manager.post(reverse("monitor:verversing_names", args=[verversing.pk]), data, follow=True)
    page = text_of(response)
    assert "Uw keuzes zijn onthouden" in page
    assert "<strong>4 nieuw</strong>" in page
    assert "“Geluk” is niet in gebruik" in page
    assert "Hoe lezen wij dit bestand?" not in page

    koppeling = Koppeling.objects.get(sleutel="geluk")
    as_manager.post(reverse("monitor:koppeling_forget", args=[verversing.pk, koppeling.pk]))
    assert not Koppeling.objects.filter(pk=koppeling.pk).exists()


@pytest.mark.parametrize("value", ["veel", "9" * 12, "999999"])
def test_a_wrong_choice_is_refused_beside_the_preview(as_manager, bijstand, value):
    verversing = prepare()
    data = {"naam-indicator-2": "Bijstnd", "indicator-2": value}
    response = as_manager.post(reverse("monitor:verversing_names", args=[verversing.pk]), data)
    assert response.status_code == 422
    assert "Kies opnieuw." in text_of(response)
    assert not Koppeling.objects.exists()


def test_another_sheet_is_chosen(as_manager, bijstand):
    raw = workbook(
        nieuw=[["indicator", "Nederland", "Brunssum"], ["Bijstand", 3.9, 4.7]],
        oud=[["indicator", "Nederland"], ["Bijstand", 3.1]],
    )
    verversing = prepare(raw)
    page = text_of(as_manager.get(reverse("monitor:verversing", args=[verversing.pk])))
    assert '<option value="nieuw" selected>' in page
    response = as_manager.post(
        reverse("monitor:verversing_names", args=[verversing.pk]), {"blad": "oud"}, follow=True
    )
    assert '<option value="oud" selected>' in text_of(response)
    verversing.refresh_from_db()
    assert verversing.nieuw == 1


def test_a_file_of_which_nothing_is_known_is_kept_for_explanation(as_manager, bijstand):
    response = as_manager.post(
        reverse("monitor:verversing_create"),
        {"bestand": SimpleUploadedFile("x.csv", b"gebied;2022;2023\nBrunssum;4,8;4,7\n"), "periode": ""},
    )
    page = text_of(as_manager.get(response.url))
    assert "Nog geen enkele cel is te plaatsen" in page
    assert "Sla deze cijfers op" not in page
    verversing = Verversing.objects.get()
    as_manager.post(reverse("monitor:verversing_names", args=[verversing.pk]), {"indicator": bijstand.pk})
    assert "<strong>2 nieuw</strong>" in text_of(as_manager.get(response.url))


@pytest.mark.parametrize("rol", [Rol.WIJKMANAGER, Rol.PARTNER])
def test_the_pages_are_for_who_manages_the_monitor(client, bijstand, gebruiker_met, rol):
    verversing = prepare()
    client.force_login(gebruiker_met(rol))
    for url in (
        reverse("monitor:verversing_names", args=[verversing.pk]),
        reverse("monitor:koppeling_forget", args=[verversing.pk, 1]),
    ):
        assert client.post(url).status_code == 403


# a file belongs to a bron, and its title is remembered


def test_a_file_is_of_the_bron_that_was_chosen(as_manager, bijstand):
    raw = RAW.replace(b"Brunsum", b"Brunssum")
    data = {"bestand": SimpleUploadedFile("a.csv", raw), "periode": 2023}
    assert as_manager.post(reverse("monitor:verversing_create"), data | {"bron": "kwb"}).status_code == 422
    data["bestand"] = SimpleUploadedFile("a.csv", raw)
    as_manager.post(reverse("monitor:verversing_create"), data | {"bron": "ranglijst"})
    verversing = Verversing.objects.get()
    assert verversing.bron.code == "ranglijst"
    as_manager.post(
        reverse("monitor:verversing_names", args=[verversing.pk]),
        {"indicator-1": bijstand.pk, "naam-indicator-1": "Bijstnd"},
    )
    assert Koppeling.objects.get().bron.code == "ranglijst"
    assert prepare(raw).geweigerd == 4, "another bron has its own names"


def test_a_bron_without_files_is_refused(bijstand):
    with pytest.raises(services.GeenBestandsbron):
        services.prepare_verversing(
            RAW, actor=None, bestandsnaam="a.csv", periode=2023, moment=MOMENT, bron="kwb"
        )


TITEL = "Mensen met een uitkering, {jaar};\n;\ngebied;{jaar}\nBrunssum;4,7\nNederland;3,9\n"


def test_the_title_of_a_file_is_remembered_without_its_year(bijstand, gebieden, programmamanager):
    first = prepare(TITEL.format(jaar=2023).encode(), periode=None)
    assert first.cellen == 0
    first = explain_names(
        first.pk, actor=programmamanager, indicatoren={}, gebieden={}, indicator=bijstand.pk
    )
    assert first.nieuw == 2
    assert Koppeling.objects.get().tekst == "Mensen met een uitkering"
    assert services.accept_verversing(first.pk, actor=programmamanager, moment=MOMENT).periode == 2023
    second = prepare(TITEL.format(jaar=2024).encode(), periode=None)
    assert (second.nieuw, second.geweigerd) == (2, 0)
    assert "Deze cijfers zijn van de indicator Bijstand." in second.opmerkingen


def test_the_name_of_a_sheet_is_remembered_unless_it_says_nothing(bijstand, gebieden, programmamanager):
    rows = [["gebied", "2023"], ["Brunssum", 4.7]]
    for blad, onthouden in (("Blad1", []), ("Uitkeringen 2023", ["Uitkeringen"])):
        verversing = prepare(workbook(**{blad: rows}), periode=None)
        explain_names(
            verversing.pk, actor=programmamanager, indicatoren={}, gebieden={}, indicator=bijstand.pk
        )
        assert list(Koppeling.objects.values_list("tekst", flat=True)) == onthouden
    assert prepare(workbook(**{"Uitkeringen 2024": rows}), periode=None).nieuw == 1


def test_a_gebied_in_the_title_is_not_taken_for_the_indicator(bijstand, gebieden, programmamanager):
    raw = b"Gemeente Brunssum;\nMensen met een uitkering;\njaar;waarde\n2023;4,7\n"
    verversing = prepare(raw, periode=None)
    explain_names(verversing.pk, actor=programmamanager, indicatoren={}, gebieden={}, indicator=bijstand.pk)
    assert Koppeling.objects.get().tekst == "Mensen met een uitkering"


def test_a_preview_without_a_known_year_names_none(as_manager, bijstand):
    verversing = prepare(TITEL.format(jaar=2023).encode(), periode=None)
    page = text_of(as_manager.get(reverse("monitor:verversing", args=[verversing.pk])))
    assert "cijfers.csv. Er is nog niets opgeslagen" in page
    assert "Boven de tabel staat “Mensen met een uitkering”" in page
