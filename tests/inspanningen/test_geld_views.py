"""Money on the page: the tab, one financiering, and what stops when."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from inspanningen.models import Budgetpost, Financiering
from inspanningen.presenters import geld as presenters
from inspanningen.queries.geld import Gevolg, geldstand, verantwoording
from inspanningen.services import geld as services
from tests.factories import BudgetpostFactory, FinancieringFactory, InspanningFactory

pytestmark = pytest.mark.django_db

VANDAAG = date(2026, 11, 30)
DUIZEND = Decimal(1000)
POST = {
    "jaar": "2027",
    "omschrijving": "Training",
    "gepland": "€ 12.500,25",
    "werkelijk": "",
    "financiering": "",
}
BRON = {"naam": "Regiodeal", "bron": "Regiodeal", "bedrag": "900.000", "van": "2026-01-01", "tot": "2027-12-31", "voorwaarden": "", "verantwoorden_op": "", "verantwoord_op": "", "toelichting": ""}  # fmt: skip


@pytest.fixture
def manager(client, programmamanager):
    client.force_login(programmamanager)
    return programmamanager


def page(name, *args):
    return reverse(f"inspanningen:{name}", args=args)


def programma(name, *args):
    return reverse(f"programma:{name}", args=args)


def stand():
    return geldstand(Financiering.objects.all(), Budgetpost.objects.all(), VANDAAG)


def inspanning(nummer, *posten, fase="uitvoering"):
    """One with these budgetposten: (jaar, financiering, gepland in thousands)."""
    made = InspanningFactory(nummer=nummer, fase=fase)
    for jaar, financiering, gepland in posten:
        BudgetpostFactory(
            inspanning=made, jaar=jaar, financiering=financiering, gepland=Decimal(gepland) * DUIZEND
        )
    return made


def test_what_stops_is_said_in_a_sentence():
    regiodeal = FinancieringFactory(naam="de Regiodeal")
    blijft = FinancieringFactory(tot=None)
    inspanning("2A", (2027, regiodeal, 60))
    inspanning("2B", (2027, regiodeal, 45), (2028, None, 45))
    inspanning("4", (2027, regiodeal, 75))
    inspanning("3", (2027, regiodeal, 80), (2028, blijft, 30), (2028, None, 50))
    inspanning("1", (2027, regiodeal, 25), (2027, blijft, 100), (2028, blijft, 100))
    inspanning("8", (2027, regiodeal, 10), (2028, blijft, 10))
    inspanning("9", (2026, regiodeal, 10))
    inspanning("5", (2027, regiodeal, 10), fase="afgerond")
    (stop,) = stand().stops
    assert [(one.inspanning.nummer, one.gevolg) for one in stop.verliezen] == [
        ("2A", Gevolg.GEEN),
        ("2B", Gevolg.GEEN),
        ("4", Gevolg.GEEN),
        ("3", Gevolg.TEKORT),
        ("1", Gevolg.MINDER),
        ("8", Gevolg.OPGEVANGEN),
    ]
    assert presenters.stop_zin(stop, VANDAAG) == (
        "Als de Regiodeal op 31 december 2027 stopt, hebben 2A, 2B en 4 geen geld meer voor 2028. "
        "Ook komt 3 in 2028 €\u00a050.000 tekort. "
        "Ook heeft 1 minder geld dan in 2027, maar genoeg voor wat gepland is. "
        "Ook is het voor 8 al op een andere manier geregeld."
    )


def test_what_stopped_this_year_is_said_as_such_and_what_stopped_before_is_not():
    FinancieringFactory(naam="Oud", van=date(2024, 1, 1), tot=date(2025, 12, 31))
    FinancieringFactory(naam="Noodfonds", tot=date(2026, 6, 30))
    (stop,) = stand().stops
    assert presenters.stop_zin(stop, VANDAAG).startswith("Nu Noodfonds op 30 juni 2026 is gestopt, mist geen")


def test_two_that_end_together_leave_nothing():
    een, twee = FinancieringFactory(naam="A"), FinancieringFactory(naam="B")
    inspanning("2A", (2027, een, 60), (2027, twee, 60), (2028, None, 100))
    assert [stop.verliezen[0].gevolg for stop in stand().stops] == [Gevolg.GEEN, Gevolg.GEEN]


def test_over_assigned_is_shown_for_a_term_and_per_year_for_what_goes_on():
    krap = FinancieringFactory(naam="Krap", bedrag=100 * DUIZEND)
    blijft = FinancieringFactory(naam="Blijft", bedrag=50 * DUIZEND, tot=None)
    inspanning(
        "1",
        (2026, krap, 60),
        (2027, krap, 60),
        (2026, blijft, 50),
        (2028, blijft, "50.5"),
        (2020, blijft, 90),
    )
    zinnen = {str(one.financiering): presenters.over_zin(one) for one in stand().financieringen}
    assert zinnen == {"Krap": "€\u00a020.000 te veel", "Blijft": "€\u00a0500 te veel in 2028"}


def test_years_add_up_to_the_cent_and_know_what_is_not_covered():
    bron = FinancieringFactory()
    made = InspanningFactory()
    for gepland, werkelijk, financiering in (("0.10", "0.30", bron), ("0.20", None, None)):
        BudgetpostFactory(inspanning=made, gepland=Decimal(gepland), werkelijk=werkelijk and Decimal(werkelijk), financiering=financiering)  # fmt: skip
    (jaar,) = stand().jaren
    assert (jaar.gepland, jaar.gedekt, jaar.ongedekt, jaar.werkelijk) == tuple(map(Decimal, ("0.30", "0.10", "0.20", "0.30")))  # fmt: skip


@pytest.mark.parametrize(
    ("dagen", "ingestuurd", "zin"),
    [(-1, None, "te laat"), (0, None, "binnenkort"), (60, None, "binnenkort"), (61, None, ""), (-1, VANDAAG, "")],
)  # fmt: skip
def test_an_account_asks_for_someone_in_time(dagen, ingestuurd, zin):
    bron = FinancieringFactory(verantwoorden_op=VANDAAG + timedelta(days=dagen), verantwoord_op=ingestuurd)
    assert verantwoording(bron, VANDAAG) == zin


def test_the_drawings_stay_inside_and_hold_the_same_facts():
    lang = FinancieringFactory(naam="Een heel lange naam van een financiering " * 2, van=date(2027, 6, 1))
    inspanning("2A", (2027, lang, 60))
    for tekening in presenters.tijdlijnen(stand(), VANDAAG):
        assert "daarna zonder geld: 2A" in tekening.omschrijving
        assert all(lijn.x >= 0 and lijn.x + lijn.breedte <= tekening.breedte for lijn in tekening.lijnen)
        assert all(y < tekening.hoogte for lijn in tekening.lijnen for y, _ in lijn.regels)
    for tekening in presenters.jaarbalken(stand().jaren):
        assert "2027: gepland" in tekening.omschrijving
    assert presenters.jaarbalken(()) == []


def test_a_financiering_of_centuries_is_still_drawn():
    FinancieringFactory(van=date(1900, 1, 1), tot=date(2199, 12, 31))
    assert len(presenters.tijdlijnen(stand(), VANDAAG)[0].strepen) <= presenters.MEEST_JAREN


def test_pages_show_it(client, manager):
    regiodeal = FinancieringFactory(naam="Regiodeal", tot=date(timezone.localdate().year + 1, 12, 31))
    made = inspanning("2A", (regiodeal.tot.year, regiodeal, 60), (regiodeal.tot.year + 1, None, 60))
    html = client.get(programma("geld")).content.decode()
    assert "hebben" not in html.split("Wat stopt wanneer")[1].split("</section>")[0]
    assert "heeft 2A geen geld meer" in html
    assert "Geen geld meer" in client.get(programma("financiering", regiodeal.pk)).content.decode()
    html = client.get(page("geld", made.pk)).content.decode()
    assert "is er voor" in html
    assert "nog niet gevonden" in html
    assert "Nog niet gevonden" in html


def test_empty_pages_say_how_to_begin(client, manager):
    assert "Begin met een financiering" in client.get(programma("geld")).content.decode()
    assert (
        "Begin met wat dit jaar nodig is" in client.get(page("geld", InspanningFactory().pk)).content.decode()
    )


def test_add_edit_and_remove_a_budgetpost(client, manager):
    made, bron = InspanningFactory(), FinancieringFactory()
    assert client.post(page("budgetpost_add", made.pk), POST)["Location"] == page("geld", made.pk)
    post = Budgetpost.objects.get()
    assert post.gepland == Decimal("12500.25")
    html = client.get(page("budgetpost_edit", post.pk)).content.decode()
    assert "12.500,25" in html
    client.post(
        page("budgetpost_edit", post.pk), POST | {"financiering": bron.pk, "werkelijk": "0", "gelezen": "1"}
    )
    post.refresh_from_db()
    assert (post.financiering, post.werkelijk) == (bron, Decimal(0))
    client.post(page("budgetpost_remove", post.pk))
    assert not Budgetpost.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({"jaar": "1999"}, "Vul een jaar in"),
        ({"jaar": "99999999999999999999"}, "Vul een jaar in"),
        ({"jaar": "twee"}, "Vul een jaar in"),
        ({"gepland": "12.5"}, "Vul een bedrag in euro"),
        ({"gepland": "-1"}, "of meer"),
        ({"gepland": "9" * 30}, "te groot"),
        ({"gepland": "99999999999"}, "te groot"),
        ({"omschrijving": "x" * 20_000}, "150"),
        ({"financiering": "999999"}, "geldige keuze"),
        ({"financiering": "9" * 30}, "geldige keuze"),
    ],
)
def test_what_is_wrong_with_a_budgetpost_is_said_and_nothing_is_kept(client, manager, wrong, zin):
    response = client.post(page("budgetpost_add", InspanningFactory().pk), POST | wrong)
    assert response.status_code == 422
    assert zin in response.content.decode()
    assert not Budgetpost.objects.exists()


def test_a_year_outside_the_term_is_refused_beside_the_financiering(client, manager):
    bron = FinancieringFactory(naam="Regiodeal")
    response = client.post(page("budgetpost_add", InspanningFactory().pk), POST | {"jaar": "2028", "financiering": bron.pk})  # fmt: skip
    assert response.status_code == 422
    assert "Regiodeal stopt op 31 december 2027" in response.context["form"].errors["financiering"][0]


def test_add_edit_and_remove_a_financiering(client, manager):
    client.post(programma("financiering_add"), BRON)
    bron = Financiering.objects.get()
    assert bron.bedrag == Decimal(900_000)
    assert "900.000" in client.get(programma("financiering_edit", bron.pk)).content.decode()
    client.post(programma("financiering_edit", bron.pk), BRON | {"tot": "", "gelezen": "1"})
    bron.refresh_from_db()
    assert bron.is_structureel
    BudgetpostFactory(financiering=bron)
    client.post(programma("financiering_remove", bron.pk))
    assert Financiering.objects.exists()
    Budgetpost.objects.all().delete()
    client.post(programma("financiering_remove", bron.pk))
    assert not Financiering.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({"naam": ""}, "Vul dit in."),
        ({"tot": "2025-01-01"}, "De laatste dag ligt voor de eerste dag."),
        ({"van": "9999-01-01"}, "Controleer het jaar"),
        ({"verantwoord_op": "2026-01-05"}, "wanneer de verantwoording binnen moest zijn"),
        ({"verantwoorden_op": "2150-01-01", "verantwoord_op": "2150-01-01"}, "in de toekomst"),
        ({"voorwaarden": "x" * 20_000}, "3000"),
    ],
)
def test_what_is_wrong_with_a_financiering_is_said_and_nothing_is_kept(client, manager, wrong, zin):
    response = client.post(programma("financiering_add"), BRON | wrong)
    assert response.status_code == 422
    assert zin in response.content.decode()
    assert not Financiering.objects.exists()


def test_who_edits_a_financiering_on_an_older_version_sees_what_stands_there_now(client, manager):
    bron = FinancieringFactory()
    values = {name: getattr(bron, name) for name in services.FINANCIERING} | {"bedrag": Decimal("123456.78")}
    services.edit_financiering(bron.pk, actor=manager, **values)
    response = client.post(programma("financiering_edit", bron.pk), BRON | {"gelezen": "1"})
    assert response.status_code == 422
    assert "€\u00a0123.456,78" in response.content.decode()
    assert "900.000" in response.content.decode()


def test_an_actiepunt_is_about_a_financiering(client, manager):
    bron = FinancieringFactory(naam="Regiodeal")
    url = reverse("core:actiepunt_add") + f"?over=inspanningen.financiering:{bron.pk}"
    sent = {
        "titel": "Maak de verantwoording",
        "eigenaar": manager.pk,
        "vervalt_op": f"{timezone.localdate():%Y-%m-%d}",
    }
    assert client.post(url, sent)["Location"] == programma("financiering", bron.pk)
    bij = reverse("core:actiepunten_bij", args=["inspanningen.financiering", bron.pk])
    assert bij in client.get(programma("financiering", bron.pk)).content.decode()
    assert "Maak de verantwoording" in client.get(bij).content.decode()


def test_money_downloads_with_decimal_commas(client, manager):
    BudgetpostFactory(gepland=Decimal("1250.50"), financiering=FinancieringFactory(naam="Regiodeal"))
    assert "Regiodeal;Regiodeal;1250,50;" in client.get(programma("geld_csv")).content.decode()
    assert client.get(programma("geld_xlsx")).getvalue().startswith(b"PK")


def test_a_partner_sees_no_money(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.PARTNER))
    assert client.get(page("geld", InspanningFactory().pk)).status_code == 403
    assert client.get(programma("geld")).status_code == 403
    assert client.get(programma("financiering", FinancieringFactory().pk)).status_code == 404


@pytest.mark.parametrize("aantal", [3, 30])
def test_pages_ask_as_much_of_the_database_for_many_as_for_few(
    client, manager, aantal, django_assert_num_queries
):
    made = InspanningFactory()
    for _ in range(aantal):
        bron = FinancieringFactory()
        BudgetpostFactory(inspanning=made, financiering=bron)
        BudgetpostFactory(financiering=bron)
    client.get(programma("financiering", bron.pk))
    with django_assert_num_queries(5):
        client.get(programma("geld"))
    with django_assert_num_queries(5):
        client.get(page("geld", made.pk))
    with django_assert_num_queries(7):
        client.get(programma("financiering", bron.pk))
