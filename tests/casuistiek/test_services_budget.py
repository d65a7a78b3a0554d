"""Every euro: what a booking moves, what it may not, and that the totals are the sum of the bookings."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Boeking, Budget, Mandaat
from casuistiek.prognose import Prognose, prognose
from casuistiek.queries import Bedragen, budget_on, budgetstand
from casuistiek.stappen import Stap

from .conftest import MELDING, MOTIVERING

LATER = MELDING + timedelta(days=20)


def pay(casus, actor, bedrag, op=LATER):
    return services.book_betaling(
        casus.pk, actor=actor, op=op, bedrag=Decimal(bedrag), omschrijving="Factuur dakdekker"
    )


def correct(boeking, actor, juist):
    return services.correct_boeking(
        boeking.pk, actor=actor, op=LATER, juist=Decimal(juist), omschrijving="Tikfout in het bedrag"
    )


def test_add_toekenning_begins_a_budget_and_adds_to_it(programmamanager, budget):
    again = services.add_toekenning(
        actor=programmamanager, jaar=2026, financiering=" Regiodeal ", bedrag=Decimal(250), op=MELDING
    )
    assert (again, again.bedrag) == (budget, 1250)
    assert LogRegel.objects.filter(actie="boeking.toekenning").count() == 2


def test_add_toekenning_is_for_who_decides(wijkmanager):
    with pytest.raises(PermissionDenied):
        services.add_toekenning(actor=wijkmanager, jaar=2026, financiering="X", bedrag=Decimal(1), op=MELDING)


def test_add_toekenning_of_nothing_is_refused(programmamanager):
    with pytest.raises(ValidationError, match="meer dan nul"):
        services.add_toekenning(
            actor=programmamanager, jaar=2026, financiering="X", bedrag=Decimal(0), op=MELDING
        )
    assert not Budget.objects.exists()


def test_book_betaling_pays_and_starts_the_uitvoering(casus_op, wijkmanager, budget):
    casus = casus_op(Stap.BESLUIT, bedrag=Decimal(500))
    pay(casus, wijkmanager, "120.50")
    casus.refresh_from_db()
    budget.refresh_from_db()
    assert (budget.verplicht, budget.betaald, budget.nog_te_betalen) == (
        500,
        Decimal("120.50"),
        Decimal("379.50"),
    )
    assert (casus.stap, casus.eerste_hulp_op) == (Stap.UITVOERING, LATER)


def test_book_betaling_later_keeps_the_day_of_the_first_help(casus_op, programmamanager):
    casus = casus_op(Stap.NAZORG)
    pay(casus, programmamanager, 500)
    casus.refresh_from_db()
    assert (casus.stap, casus.eerste_hulp_op, casus.bewogen_op) == (
        Stap.NAZORG,
        MELDING + timedelta(days=4),
        LATER,
    )


def test_book_betaling_never_passes_what_was_committed(casus_op, wijkmanager):
    casus = casus_op(Stap.UITVOERING, bedrag=Decimal(500))
    pay(casus, wijkmanager, 300)
    with pytest.raises(services.NotEnoughBudget, match=r"nog €.+200 te betalen"):
        pay(casus, wijkmanager, "200.01")
    pay(casus, wijkmanager, 200)
    with pytest.raises(services.CannotBook, match="Alles wat is toegekend, is betaald"):
        pay(casus, wijkmanager, 1)


@pytest.mark.parametrize("stap", [Stap.GESIGNALEERD, Stap.VOORSTEL, Stap.GESLOTEN, Stap.INGETROKKEN])
def test_book_betaling_needs_a_running_casus_with_money(casus_op, wijkmanager, stap):
    with pytest.raises(services.CannotBook, match="Betalen kan als er een bedrag is toegekend"):
        pay(casus_op(stap), wijkmanager, 1)


def test_book_betaling_after_a_no_is_refused(casus_op, wijkmanager):
    with pytest.raises(services.CannotBook):
        pay(casus_op(Stap.BESLUIT, toegekend=False), wijkmanager, 1)


def test_book_betaling_is_for_who_handles_or_decides(casus_op, gebruiker_met):
    casus = casus_op(Stap.UITVOERING)
    for rol in (Rol.WIJKMANAGER, Rol.PROGRAMMATEAM, Rol.BEHEERDER):
        with pytest.raises(PermissionDenied):
            pay(casus, gebruiker_met(rol), 1)


def test_book_betaling_of_a_negative_amount_is_refused(casus_op, wijkmanager):
    with pytest.raises(ValidationError, match="meer dan nul"):
        pay(casus_op(Stap.UITVOERING), wijkmanager, -5)


def test_correct_boeking_moves_the_total_of_the_booking_it_corrects(
    casus_op, wijkmanager, programmamanager, budget
):
    casus = casus_op(Stap.UITVOERING, bedrag=Decimal(500))
    betaling = pay(casus, wijkmanager, 210)
    correctie = correct(betaling, programmamanager, 120)
    budget.refresh_from_db()
    assert (correctie.bedrag, correctie.corrigeert, budget.betaald) == (-90, betaling, 120)
    verplichting = casus.boekingen.get(soort="verplichting")
    correct(verplichting, programmamanager, 600)
    budget.refresh_from_db()
    assert (budget.verplicht, budget.betaald) == (600, 120)


@pytest.mark.parametrize(
    ("soort", "juist", "zin"),
    [
        ("betaling", -1, "nul of meer"),
        ("betaling", 100, r"staat al op €.+100"),
        ("betaling", 501, "meer te betalen dan er is toegezegd"),
        ("verplichting", 99, "meer te betalen dan er is toegezegd"),
        ("verplichting", 1001, r"In Regiodeal 2026 is nog €.+500 vrij"),
        ("toekenning", 499, r"Van Regiodeal 2026 is al €.+500 toegezegd"),
    ],
)
def test_correct_boeking_that_makes_no_sense_is_refused(
    casus_op, wijkmanager, programmamanager, budget, soort, juist, zin
):
    casus = casus_op(Stap.UITVOERING, bedrag=Decimal(500))
    pay(casus, wijkmanager, 100)
    with pytest.raises(ValidationError, match=zin):
        correct(Boeking.objects.get(soort=soort), programmamanager, juist)
    assert not Boeking.objects.filter(soort="correctie").exists()


def test_correct_boeking_of_one_casus_does_not_lean_on_another(casus_op, wijkmanager, programmamanager):
    casus = casus_op(Stap.UITVOERING, bedrag=Decimal(300))
    casus_op(Stap.UITVOERING, bedrag=Decimal(300))  # keeps the total of the budget high enough
    betaling = pay(casus, wijkmanager, 300)
    with pytest.raises(services.NotEnoughBudget, match="bij deze casus meer betaald"):
        correct(betaling, programmamanager, 350)


def test_correct_boeking_is_no_way_round_the_mandaat(casus_op, programmamanager, budget):
    Mandaat.objects.update(tot_bedrag=Decimal(550))
    verplichting = casus_op(Stap.BESLUIT, bedrag=Decimal(500)).boekingen.get()
    with pytest.raises(services.CannotBook, match="boven uw mandaat"):
        correct(verplichting, programmamanager, 551)
    correct(verplichting, programmamanager, 550)
    Mandaat.objects.all().delete()
    correct(verplichting, programmamanager, 400)  # less is no decision


def test_correct_boeking_to_more_is_not_for_who_made_the_voorstel(casus_op, programmamanager):
    casus = casus_op(Stap.BESLUIT, bedrag=Decimal(500))
    casus.voorstellen.update(door=programmamanager)
    with pytest.raises(services.CannotBook, match="eigen voorstel"):
        correct(casus.boekingen.get(), programmamanager, 501)


def test_correct_boeking_is_for_who_decides(casus_op, wijkmanager):
    casus = casus_op(Stap.UITVOERING)
    with pytest.raises(PermissionDenied):
        correct(casus.boekingen.get(), wijkmanager, 1)


def test_correct_boeking_of_a_correctie_is_refused(casus_op, wijkmanager, programmamanager):
    betaling = pay(casus_op(Stap.UITVOERING), wijkmanager, 100)
    with pytest.raises(services.CannotBook, match="oorspronkelijke"):
        correct(correct(betaling, programmamanager, 90), programmamanager, 100)


def test_a_boeking_is_not_changed_or_removed_not_even_by_a_queryset(budget):
    boeking = budget.boekingen.get()
    for change in (
        lambda: Boeking.objects.update(bedrag=1),
        lambda: boeking.save(),
        lambda: Boeking.objects.all().delete(),
        lambda: Boeking.objects.all()._raw_delete(using="default"),
    ):
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            change()
    assert Boeking.objects.get().bedrag == 1000


@pytest.mark.parametrize(
    ("totals", "constraint"),
    [
        ({"verplicht": 1001}, "budget_verplicht_past"),
        ({"bedrag": -1}, "budget_verplicht_past"),
        ({"betaald": 1}, "budget_betaald_past"),
        ({"betaald": -1}, "budget_betaald_past"),
    ],
)
def test_the_database_refuses_totals_that_do_not_fit(budget, totals, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Budget.objects.filter(pk=budget.pk).update(**totals)


def test_totals_of_a_budget_are_the_sum_of_its_bookings(casus_op, wijkmanager, programmamanager, budget):
    casus = casus_op(Stap.UITVOERING, bedrag=Decimal(500))
    betaling = pay(casus, wijkmanager, 210)
    correct(betaling, programmamanager, 120)
    services.intrekken(casus.pk, actor=wijkmanager, op=LATER, toelichting="Verhuisd.")
    casus_op(Stap.BESLUIT, bedrag=Decimal(333))
    budget.refresh_from_db()
    assert budget_on(budget, date(2026, 12, 31)) == Bedragen(
        bedrag=budget.bedrag, verplicht=budget.verplicht, betaald=budget.betaald
    )
    assert (budget.bedrag, budget.verplicht, budget.betaald) == (1000, 453, 120)


def test_budget_on_tells_how_it_stood(casus_op, wijkmanager, budget):
    casus = casus_op(Stap.UITVOERING, bedrag=Decimal(500))
    pay(casus, wijkmanager, 210)
    assert budget_on(budget, MELDING).verplicht == 0
    assert budget_on(budget, LATER - timedelta(days=1)) == Bedragen(
        bedrag=Decimal(1000), verplicht=Decimal(500), betaald=Decimal(0)
    )


def test_budgetstand_adds_up_the_budgets_of_a_year(programmamanager, wijkmanager, gebruiker_met, budget):
    services.add_toekenning(
        actor=programmamanager, jaar=2026, financiering="Noodfonds", bedrag=Decimal(50), op=MELDING
    )
    services.add_toekenning(
        actor=programmamanager, jaar=2025, financiering="Noodfonds", bedrag=Decimal(7), op=MELDING
    )
    stand = budgetstand(wijkmanager, 2026)
    assert ([str(one) for one in stand.budgetten], stand.totaal.bedrag) == (
        ["Noodfonds 2026", "Regiodeal 2026"],
        1050,
    )
    assert budgetstand(gebruiker_met(Rol.BESTUUR), 2026).budgetten == ()


def test_budgetstand_on_a_day_counts_the_bookings_until_then(casus_op, wijkmanager, budget):
    casus = casus_op(Stap.UITVOERING, bedrag=Decimal(500))
    pay(casus, wijkmanager, 210)
    [(_, before)] = budgetstand(wijkmanager, 2026, LATER - timedelta(days=1)).regels
    [(_, after)] = budgetstand(wijkmanager, 2026, LATER).regels
    assert (before.verplicht, before.betaald, before.vrij) == (500, 0, 500)
    assert (after.betaald, after.nog_te_betalen) == (210, 290)
    assert budgetstand(wijkmanager, 2026).totaal == after
    assert budgetstand(wijkmanager, 2026, date(2025, 12, 31)).totaal.bedrag == 0


def test_budgetstand_tells_what_waits_for_a_second(casus_op, programmamanager, gebruiker_met, budget):
    gebruiker_met(Rol.PROGRAMMAMANAGER)
    Mandaat.objects.update(tot_bedrag=100)
    casus = casus_op(Stap.VOORSTEL, bedrag=Decimal(500))
    services.decide(
        casus.voorstellen.get().pk,
        actor=programmamanager,
        op=LATER,
        uitkomst="toegekend",
        bedrag=Decimal(500),
        budget=budget,
        **MOTIVERING,
    )
    stand = budgetstand(programmamanager, 2026)
    assert (stand.wacht_op_tweede, stand.totaal.verplicht) == (500, 0)


@pytest.mark.parametrize(
    ("op", "verplicht", "wanted"),
    [
        (date(2026, 4, 10), 100, (100, 365, 365, None)),  # a hundred days: one euro a day
        (date(2026, 4, 10), 400, (100, 365, 1460, date(2026, 9, 7))),  # four a day; 600 left lasts 150 days
        (date(2026, 4, 10), 1000, (100, 365, 3650, date(2026, 4, 10))),
        (date(2026, 4, 10), 0, (100, 365, 0, None)),
        (date(2026, 12, 31), 1000, (365, 365, 1000, None)),
        (date(2026, 1, 30), 100, None),
        (date(2025, 12, 31), 100, None),
        (date(2027, 1, 1), 100, None),
    ],
)
def test_prognose_carries_the_present_pace_on_to_the_end_of_the_year(op, verplicht, wanted):
    found = prognose(2026, op, Decimal(1000), Decimal(verplicht))
    assert found == (wanted and Prognose(*wanted))


def test_set_mandaat_is_for_the_beheerder(gebruiker_met, programmamanager):
    mandaat = services.set_mandaat(
        actor=gebruiker_met(Rol.BEHEERDER),
        rol=Rol.PROGRAMMAMANAGER,
        tot_bedrag=Decimal(7500),
        als_tweede_tot_bedrag=Decimal(15000),
    )
    assert (mandaat.tot_bedrag, mandaat.als_tweede_tot_bedrag) == (7500, 15000)
    assert LogRegel.objects.get(actie="mandaat.vastgelegd").na == {
        "tot_bedrag": "7500",
        "als_tweede_tot_bedrag": "15000",
    }
    with pytest.raises(PermissionDenied):
        services.set_mandaat(actor=programmamanager, rol=Rol.PROGRAMMAMANAGER, tot_bedrag=Decimal(99999))


def test_set_mandaat_of_ones_own_rol_is_refused(gebruiker_met):
    both = gebruiker_met(Rol.BEHEERDER, Rol.PROGRAMMAMANAGER)
    with pytest.raises(services.CannotMandate, match="eigen mandaat"):
        services.set_mandaat(actor=both, rol=Rol.PROGRAMMAMANAGER, tot_bedrag=Decimal(99999))


def test_set_mandaat_of_a_rol_that_decides_nothing_is_refused(gebruiker_met):
    with pytest.raises(services.CannotMandate, match="beslist niet"):
        services.set_mandaat(actor=gebruiker_met(Rol.BEHEERDER), rol=Rol.BESTUUR, tot_bedrag=Decimal(1))


def test_set_mandaat_lower_as_second_than_alone_is_refused(gebruiker_met):
    with pytest.raises(ValidationError, match="hetzelfde of meer"):
        services.set_mandaat(
            actor=gebruiker_met(Rol.BEHEERDER),
            rol=Rol.PROGRAMMAMANAGER,
            tot_bedrag=Decimal(500),
            als_tweede_tot_bedrag=Decimal(499),
        )
    assert not Mandaat.objects.exists()


def test_leg_mandaat_vast_on_the_command_line(db, capsys):
    call_command("leg_mandaat_vast", "programmamanager", "7500")
    mandaat = Mandaat.objects.get()
    assert (mandaat.tot_bedrag, mandaat.als_tweede_tot_bedrag) == (7500, 7500)
    assert "Programmamanager beslist tot en met €\u00a07.500" in capsys.readouterr().out
    call_command("leg_mandaat_vast", "programmamanager", "7500", als_tweede="15000")
    assert Mandaat.objects.get().als_tweede_tot_bedrag == 15000
    with pytest.raises(CommandError, match="bedrag als 7500"):
        call_command("leg_mandaat_vast", "programmamanager", "veel")
    with pytest.raises(CommandError, match="hetzelfde of meer"):
        call_command("leg_mandaat_vast", "programmamanager", "7500", als_tweede="100")
