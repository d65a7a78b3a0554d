import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from brunssum.core.rollen import Rol
from monitor import services
from monitor.models import Indicator, Verversing, Waarneming
from monitor.queries import propose
from tests.factories import GebiedFactory, IndicatorFactory, VerversingFactory, WaarnemingFactory
from tests.monitor.conftest import LATER, MOMENT

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}
LEZERS = [Rol.PROGRAMMAMANAGER, Rol.PROJECTLEIDER, Rol.WIJKMANAGER, Rol.BESTUUR, Rol.AMBASSADEUR, Rol.PARTNER]
GEEN_LEZERS = [Rol.RAADSLID, Rol.FUNCTIONARIS, Rol.BEHEERDER]


@pytest.fixture
def as_manager(client, programmamanager):
    client.force_login(programmamanager)
    return client


@pytest.fixture
def as_reader(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.BESTUUR))
    return client


@pytest.fixture
def voorbeeld(gebieden, indicatoren, programmamanager, driehoek_csv):
    return services.prepare_verversing(
        driehoek_csv, actor=programmamanager, bestandsnaam="cijfers.csv", periode=2023, moment=MOMENT
    )


def driehoek_url(code="WK089902", query=""):
    return reverse("monitor:driehoek", args=[code]) + query


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


# who may


@pytest.mark.parametrize("rol", LEZERS)
def test_readers_see_the_pages(client, gebruiker_met, cijfers, rol):
    client.force_login(gebruiker_met(rol))
    for url in (
        reverse("monitor:overview"),
        driehoek_url(),
        reverse("monitor:driehoek_csv", args=["WK089902"]),
        reverse("monitor:indicator", args=["bijstand"]),
        reverse("monitor:verversing_list"),
        reverse("monitor:verversing", args=[cijfers.pk]),
    ):
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("rol", [*GEEN_LEZERS, None])
def test_others_get_403_also_for_what_does_not_exist(client, gebruiker_met, cijfers, rol):
    client.force_login(gebruiker_met(*([rol] if rol else [])))
    for url in (
        reverse("monitor:overview"),
        driehoek_url(),
        driehoek_url("WK000000"),
        reverse("monitor:driehoek_csv", args=["WK089902"]),
        reverse("monitor:indicator", args=["bijstand"]),
        reverse("monitor:verversing_list"),
        reverse("monitor:verversing", args=[cijfers.pk]),
        reverse("monitor:verversing", args=[0]),
    ):
        assert client.get(url).status_code == 403, url


def test_a_reader_may_not_import_nor_see_a_preview(as_reader, voorbeeld):
    assert as_reader.get(reverse("monitor:verversing_create")).status_code == 403
    assert as_reader.post(reverse("monitor:verversing_accept", args=[voorbeeld.pk])).status_code == 403
    assert as_reader.post(reverse("monitor:verversing_withdraw", args=[voorbeeld.pk])).status_code == 403
    assert as_reader.get(reverse("monitor:verversing", args=[voorbeeld.pk])).status_code == 404
    assert "Wacht op akkoord" not in text_of(as_reader.get(reverse("monitor:verversing_list")))
    assert "Cijfers importeren" not in text_of(as_reader.get(reverse("monitor:overview")))
    assert not Waarneming.objects.exists()


@pytest.mark.parametrize(
    "url", ["/monitor/driehoek/WK000000/", "/monitor/indicatoren/geluk/", "/monitor/verversingen/0/"]
)
def test_what_does_not_exist_is_404(as_manager, url):
    assert as_manager.get(url).status_code == 404


# overview


def test_overview_has_a_card_per_gebied_with_figures(as_manager, cijfers):
    page = text_of(as_manager.get(reverse("monitor:overview")))
    assert page.count('class="card"') == 4
    assert page.index("Nederland</a>") < page.index("Brunssum</a>") < page.index("Brunssum-Noord</a>")
    assert "<strong>25 van 26</strong> indicatoren ongunstiger. <a href=" in page
    assert "Brunssum-West" not in page
    assert "cijfers.csv" in page


def test_overview_without_figures_says_what_to_do(as_manager, gebruiker_met, client):
    page = text_of(as_manager.get(reverse("monitor:overview")))
    assert "Importeer een csv-bestand" in page
    client.force_login(gebruiker_met(Rol.BESTUUR))
    page = text_of(client.get(reverse("monitor:overview")))
    assert "Zodra het programmateam ze importeert" in page
    assert reverse("monitor:verversing_create") not in page


def test_overview_has_a_fixed_number_of_queries(as_manager, cijfers, django_assert_num_queries):
    def count():
        with django_assert_num_queries(10):
            as_manager.get(reverse("monitor:overview"))

    count()
    for number in range(20):
        gebied = GebiedFactory(naam=f"Wijk {number:02} Elders-{number}")
        WaarnemingFactory(gebied=gebied, indicator=Indicator.objects.first())
        VerversingFactory()
    count()


# driehoek


def test_driehoek_shows_drawing_table_source_and_year(as_reader, cijfers):
    page = text_of(as_reader.get(driehoek_url()))

    assert "<h1>Stabiliteitsdriehoek Brunssum-Noord</h1>" in page
    assert page.count('class="dh-rij"') == 56
    assert "ingelezen op 2 maart 2026" in page
    assert "CBS, Kerncijfers wijken en buurten" in page
    assert "Hoe is een balk berekend?" in page
    assert page.count("n.v.t.") >= 4


def test_driehoek_compares_with_the_benchmark_unless_asked_otherwise(as_reader, cijfers):
    def compared(query):
        response = as_reader.get(driehoek_url(query=query))
        assert response.status_code == 200
        return response.context["driehoek"].vergelijking_code, response.context["driehoek"].periode

    assert compared("") == ("BM-SS", 2023)
    assert compared("?vergelijking=NL00") == ("NL00", 2023)
    assert compared("?vergelijking=GM0899&periode=2023") == ("GM0899", 2023)
    assert compared("?vergelijking=%00'--&periode=abc") == ("BM-SS", 2023)
    assert compared("?vergelijking=WK089902&periode=1999") == ("BM-SS", 2023)


def test_driehoek_of_an_earlier_year(as_reader, cijfers, importeer, driehoek_csv):
    importeer(driehoek_csv, periode=2021)
    assert as_reader.get(driehoek_url()).context["driehoek"].periode == 2023
    assert as_reader.get(driehoek_url(query="?periode=2021")).context["driehoek"].periode == 2021


def test_driehoek_gives_htmx_only_what_changes(as_reader, cijfers):
    response = as_reader.get(driehoek_url(query="?vergelijking=NL00"), **HTMX)
    page = text_of(response)
    assert page.strip().startswith('<div id="driehoek"')
    assert "<h1>" not in page
    assert "Brunssum-Noord in 2023 vergeleken met Nederland" in page
    assert "HX-Request" in response["Vary"]


def test_every_choice_is_a_plain_link_too(as_reader, cijfers):
    page = text_of(as_reader.get(driehoek_url()))
    assert page.partition("<main")[2].count("hx-get=") == 3
    assert 'href="?vergelijking=NL00" hx-get="?vergelijking=NL00"' in page


@pytest.mark.parametrize(
    ("code", "zin"),
    [("WK089901", "Van dit gebied zijn nog geen cijfers"), ("WK0", "geen cijfers om ze mee te vergelijken")],
)
def test_driehoek_without_enough_figures_says_so(as_reader, gebieden, code, zin):
    alone = GebiedFactory(code="WK0")
    WaarnemingFactory(gebied=alone)
    assert zin in text_of(as_reader.get(driehoek_url(code)))
    response = as_reader.get(reverse("monitor:driehoek_csv", args=[code]))
    assert (response.status_code, response.url) == (302, driehoek_url(code))


def test_driehoek_has_a_fixed_number_of_queries(
    as_reader, cijfers, importeer, driehoek_csv, django_assert_num_queries
):
    def count():
        with django_assert_num_queries(9):
            as_reader.get(driehoek_url())

    count()
    importeer(driehoek_csv, periode=2022)
    for wijk in GebiedFactory.create_batch(5):
        WaarnemingFactory(gebied=wijk, indicator=IndicatorFactory())
    count()


def test_driehoek_csv_is_for_a_dutch_spreadsheet(as_reader, cijfers):
    response = as_reader.get(reverse("monitor:driehoek_csv", args=["WK089902"]) + "?vergelijking=NL00")
    lines = response.content.decode("utf-8-sig").splitlines()

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="driehoek-WK089902-2023-NL00.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert lines[0] == ("thema;indicator;eenheid;gunstig;Brunssum-Noord;Nederland;afwijking in %;richting")
    assert "Bestaanszekerheid;Bijstand;%;lager;6,8;3,9;-74,4;ongunstiger" in lines
    assert len(lines) == 29


def test_a_small_cell_is_shown_nowhere(as_reader, cijfers):
    Indicator.objects.filter(code="gescheiden").update(kleinste_cel=14)

    page = text_of(as_reader.get(driehoek_url()))
    listing = as_reader.get(reverse("monitor:driehoek_csv", args=["WK089902"])).content.decode()
    figures = text_of(as_reader.get(reverse("monitor:indicator", args=["gescheiden"])))

    assert "Gescheiden;%;lager;niet getoond;niet getoond;;" in listing
    for shown in (page, figures):
        assert "niet getoond" in shown
        assert "13,0" not in shown
    assert "Gescheiden: niet getoond" in page


# indicator


def test_indicator_shows_all_gebieden_and_what_to_know(as_reader, cijfers):
    Indicator.objects.filter(code="woz-waarde").update(volgende_verversing="2099-03-12")
    page = text_of(as_reader.get(reverse("monitor:indicator", args=["woz-waarde"])))
    for zin in (
        "Gemiddelde WOZ-waarde",
        "x 1000 euro",
        "192",
        "347",
        "Hoger is gunstiger",
        "uiterlijk 12 maart 2099",
    ):
        assert zin in page
    assert "Te laat" not in page


def test_indicator_says_when_figures_are_late(as_reader, cijfers):
    Indicator.objects.filter(code="bijstand").update(volgende_verversing="2020-01-01")
    assert "Te laat" in text_of(as_reader.get(reverse("monitor:indicator", args=["bijstand"])))


def test_indicator_without_figures(as_reader, indicatoren):
    page = text_of(as_reader.get(reverse("monitor:indicator", args=["bijstand"])))
    assert "Van onze gebieden zijn nog geen cijfers" in page
    page = text_of(as_reader.get(reverse("monitor:indicator", args=["bijstand"]) + "?alle=1"))
    assert "Van deze indicator zijn nog geen cijfers" in page


def test_indicator_has_a_fixed_number_of_queries(as_reader, cijfers, django_assert_num_queries):
    def count():
        with django_assert_num_queries(7):
            as_reader.get(reverse("monitor:indicator", args=["bijstand"]))

    count()
    for year in range(2000, 2012):
        WaarnemingFactory(indicator=Indicator.objects.get(code="bijstand"), periode=year)
    count()


# import


def upload(client, inhoud: bytes, periode="2023", naam="cijfers.csv"):
    return client.post(
        reverse("monitor:verversing_create"),
        {"bestand": SimpleUploadedFile(naam, inhoud), "periode": periode},
    )


def test_upload_leads_to_a_preview_and_stores_no_figure(as_manager, gebieden, indicatoren, driehoek_csv):
    response = upload(as_manager, driehoek_csv)

    verversing = Verversing.objects.get()
    assert (response.status_code, response.url) == (302, reverse("monitor:verversing", args=[verversing.pk]))
    assert not Waarneming.objects.exists()
    page = text_of(as_manager.get(response.url))
    assert "Er is nog niets opgeslagen" in page
    assert "<strong>140 nieuw</strong>" in page
    assert page.count('<small class="text-muted">nieuw</small>') == 140


def test_preview_names_what_is_refused(as_manager, gebieden, indicatoren):
    response = upload(as_manager, b"indicator;Nederland;Brunssum\nBijstand;3,9;1.005\n")
    page = text_of(as_manager.get(response.url))
    assert "1 cel geweigerd" in page
    assert "een getal dat op één manier te lezen is" in page
    assert "Sla de andere cellen op" in page


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Het bestand is leeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Dit is geen tekst"),
        (b"thema;nummer;plaats\nTotaal;x;321\n", "geen kolom met een bekend gebied"),
        (b"a" * (10 * 1024 * 1024 + 1), "Het mag hoogstens 10 MB zijn"),
        (b"PK\x03\x04", "Excel-bestand is beschadigd"),
    ],
)
def test_upload_of_a_wrong_file_is_refused_beside_the_field(as_manager, gebieden, indicatoren, inhoud, zin):
    response = upload(as_manager, inhoud)
    assert response.status_code == 422
    assert zin in response.context["form"].errors["bestand"][0]
    assert not Verversing.objects.exists()


@pytest.mark.parametrize("periode", ["veel", "1989", "2999", "-1", "9" * 30])
def test_upload_of_a_wrong_year_is_refused_beside_the_field(
    as_manager, gebieden, indicatoren, driehoek_csv, periode
):
    response = upload(as_manager, driehoek_csv, periode=periode)
    assert response.status_code == 422
    assert response.context["form"].errors["periode"]
    assert not Verversing.objects.exists()


def test_upload_without_a_year_asks_for_one_unless_the_file_says_so(as_manager, gebieden, indicatoren):
    response = upload(as_manager, b"indicator;Nederland\nBijstand;3,9\n", periode="")
    assert response.status_code == 422
    assert "noemt geen jaar" in response.context["form"].errors["bestand"][0]

    response = upload(
        as_manager, b"indicator;jaar;Nederland\nBijstand;2022;3,9\nBijstand;2023;4\n", periode=""
    )
    page = text_of(as_manager.get(response.url))
    assert "cijfers over 2022, 2023" in page
    assert "Bijstand, 2022" in page


def test_upload_without_a_file_is_refused(as_manager):
    response = as_manager.post(reverse("monitor:verversing_create"), {"periode": "2023"})
    assert response.status_code == 422
    assert "Kies een bestand." in text_of(response)


def test_accept_stores_and_shows_the_result(as_manager, voorbeeld, driehoek_csv):
    response = as_manager.post(
        reverse("monitor:verversing_accept", args=[voorbeeld.pk]),
        {"gezien": propose(driehoek_csv, 2023).vingerafdruk},
        follow=True,
    )

    page = text_of(response)
    assert "De cijfers zijn opgeslagen." in page
    assert "28 indicatoren van 5 gebieden, 140 cellen" in page
    assert "Verversing verwerkt" in page
    assert Waarneming.objects.current().count() == 140


def test_accept_of_what_changed_meanwhile_shows_the_preview_again(
    as_manager, voorbeeld, importeer, driehoek_csv
):
    gezien = propose(driehoek_csv, 2023).vingerafdruk
    importeer(b"indicator;Nederland\nBijstand;3,8\n")

    response = as_manager.post(reverse("monitor:verversing_accept", args=[voorbeeld.pk]), {"gezien": gezien})

    assert response.status_code == 422
    assert "Intussen zijn er cijfers veranderd" in text_of(response)
    assert "was 3,8" in text_of(response)
    assert Waarneming.objects.current().count() == 1


def test_accept_without_having_seen_the_preview_is_refused(as_manager, voorbeeld):
    assert as_manager.post(reverse("monitor:verversing_accept", args=[voorbeeld.pk])).status_code == 422
    assert not Waarneming.objects.exists()


def test_accept_twice_does_no_harm(as_manager, voorbeeld, driehoek_csv):
    url = reverse("monitor:verversing_accept", args=[voorbeeld.pk])
    data = {"gezien": propose(driehoek_csv, 2023).vingerafdruk}
    as_manager.post(url, data)
    assert "al afgehandeld" in text_of(as_manager.post(url, data, follow=True))
    assert Waarneming.objects.count() == 140


def test_withdraw_puts_the_file_aside(as_manager, voorbeeld):
    url = reverse("monitor:verversing_withdraw", args=[voorbeeld.pk])
    assert "Er is niets opgeslagen" in text_of(as_manager.post(url, follow=True))
    assert "al afgehandeld" in text_of(as_manager.post(url, follow=True))
    voorbeeld.refresh_from_db()
    assert voorbeeld.status == "ingetrokken"
    assert as_manager.get(reverse("monitor:verversing", args=[voorbeeld.pk])).status_code == 200


def test_preview_of_a_file_that_no_longer_fits_says_so(as_manager, voorbeeld):
    Indicator.objects.update(deel_van=None)
    Indicator.objects.all().delete()
    page = text_of(as_manager.get(reverse("monitor:verversing", args=[voorbeeld.pk])))
    assert "Nog geen enkele cel is te plaatsen" in page
    assert "Trek het bestand in" in page
    assert "Sla deze cijfers op" not in page


def test_verversing_shows_what_was_refused_and_what_it_replaced(
    as_manager, cijfers, importeer, driehoek_csv, programmamanager
):
    changed = importeer(driehoek_csv.replace(b"6,8;7,0", b"6,9;1.005"), moment=LATER, actor=programmamanager)
    page = text_of(as_manager.get(reverse("monitor:verversing", args=[changed.pk])))
    assert "Wat niet te lezen was" in page
    assert "1.005" in page
    assert "Wat er eerst stond" in page
    assert '<td class="number">6,8</td>' in page
    assert page.count(programmamanager.naam) > 1


def test_verversing_tells_a_reader_the_counts_but_not_the_refused_cells_or_who(
    as_reader, importeer, programmamanager
):
    run = importeer(b"indicator;Nederland;Brunssum\nBijstand;3,9;1.005\n", actor=programmamanager)
    page = text_of(as_reader.get(reverse("monitor:verversing", args=[run.pk])))
    assert "<dt>Geweigerd</dt><dd>1</dd>" in page
    assert "1.005" not in page
    assert programmamanager.naam not in page


def test_verversing_of_a_bron_without_a_file_shows_the_bron(as_reader):
    verversing = VerversingFactory()
    assert verversing.bron.naam in text_of(as_reader.get(reverse("monitor:verversing", args=[verversing.pk])))
    assert verversing.bron.naam in text_of(as_reader.get(reverse("monitor:verversing_list")))


def test_verversing_list_is_paged(as_manager, django_assert_num_queries):
    VerversingFactory.create_batch(30)
    with django_assert_num_queries(5):
        page = text_of(as_manager.get(reverse("monitor:verversing_list")))
    assert page.count('<th scope="row">') == 25
    assert (
        text_of(as_manager.get(reverse("monitor:verversing_list") + "?pagina=2")).count('<th scope="row">')
        == 5
    )


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_reading_pages_only_answer_get(as_manager, cijfers, method):
    assert getattr(as_manager, method)(driehoek_url()).status_code == 405
    assert as_manager.get(reverse("monitor:verversing_accept", args=[cijfers.pk])).status_code == 405
