"""Voorstel and besluit: who, how much, and that one person never does both."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Besluit, Boeking, Budget, Mandaat
from casuistiek.stappen import Stap
from tests.factories import OrganisatieFactory

from .conftest import DUW, MELDING, MOTIVERING

LATER = MELDING + timedelta(days=20)


def propose(casus, actor, **velden):
    return services.make_voorstel(
        casus.pk, **{"actor": actor, "op": LATER, "bedrag": Decimal(500)} | DUW | velden
    )


def decide(voorstel, actor, **velden):
    return services.decide(
        voorstel.pk, **{"actor": actor, "op": LATER, "uitkomst": "toegekend"} | MOTIVERING | velden
    )


def test_make_voorstel_keeps_who_said_no_and_on_which_ground(casus_op, wijkmanager):
    weller = OrganisatieFactory(naam="Weller")
    voorstel = propose(
        casus_op(Stap.TER_PLEKKE),
        wijkmanager,
        weigeringen=[("Weller", "Het schuurtje hoort niet bij de huur."), ("Wmo", "Geen hulpmiddel.")],
    )
    rows = voorstel.weigeringen.order_by("pk").values_list("instantie", "organisatie", "grond")
    assert list(rows) == [
        ("Weller", weller.pk, "Het schuurtje hoort niet bij de huur."),
        ("Wmo", None, "Geen hulpmiddel."),
    ]


def test_make_voorstel_that_costs_money_names_who_said_no(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    with pytest.raises(services.Incomplete, match="minstens één instantie"):
        propose(casus, wijkmanager, weigeringen=[])
    propose(casus, wijkmanager, weigeringen=[], bedrag=Decimal(0))


def test_make_voorstel_replaces_one_that_is_not_decided_on(casus_op, wijkmanager, programmamanager, budget):
    casus = casus_op(Stap.VOORSTEL, bedrag=Decimal(500))
    first = casus.voorstellen.get()
    second = propose(casus, wijkmanager, bedrag=Decimal(300))
    with pytest.raises(services.CannotDecide, match="nieuwer voorstel"):
        decide(first, programmamanager, bedrag=Decimal(300), budget=budget)
    decide(second, programmamanager, bedrag=Decimal(300), budget=budget)
    assert casus.voorstellen.count() == 2


def test_make_voorstel_after_a_yes_is_refused(casus_op, wijkmanager):
    with pytest.raises(services.CannotStep, match="alleen na een afwijzing"):
        propose(casus_op(Stap.BESLUIT), wijkmanager)


def test_make_voorstel_with_an_empty_answer_is_refused(casus_op, wijkmanager):
    with pytest.raises(ValidationError):
        propose(casus_op(Stap.TER_PLEKKE), wijkmanager, waarom_niet_regulier=" ")


def test_decide_yes_commits_the_amount_on_the_budget(casus_op, programmamanager, budget):
    casus = casus_op(Stap.VOORSTEL, bedrag=Decimal(500))
    besluit = decide(casus.voorstellen.get(), programmamanager, bedrag=Decimal(400), budget=budget)
    casus.refresh_from_db()
    budget.refresh_from_db()
    assert (besluit.beslisser, casus.stap, casus.toegekend_bedrag, casus.besloten_op) == (
        programmamanager,
        Stap.BESLUIT,
        400,
        LATER,
    )
    assert (budget.verplicht, budget.vrij) == (400, 600)
    verplichting = Boeking.objects.get(casus=casus)
    assert (verplichting.soort, verplichting.bedrag, verplichting.budget) == ("verplichting", 400, budget)


def test_decide_no_books_nothing(casus_op, programmamanager, budget):
    casus = casus_op(Stap.VOORSTEL)
    besluit = decide(
        casus.voorstellen.get(), programmamanager, uitkomst="afgewezen", bedrag=Decimal(500), budget=budget
    )
    casus.refresh_from_db()
    assert (besluit.bedrag, besluit.budget, casus.toegekend_bedrag) == (0, None, None)
    assert not Boeking.objects.filter(casus=casus).exists()


def test_decide_on_a_push_that_costs_nothing_needs_no_budget(casus_op, programmamanager):
    casus = casus_op(Stap.VOORSTEL, bedrag=Decimal(0))
    decide(casus.voorstellen.get(), programmamanager)
    casus.refresh_from_db()
    assert (casus.toegekend_bedrag, Boeking.objects.filter(casus=casus).count()) == (0, 0)


def test_decide_on_own_voorstel_is_refused(casus_op, programmamanager, budget):
    casus = casus_op(Stap.VOORSTEL, door=programmamanager)
    with pytest.raises(services.CannotDecide, match="niet over uw eigen voorstel"):
        decide(casus.voorstellen.get(), programmamanager, bedrag=Decimal(1), budget=budget)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.PROGRAMMAMANAGER])
def test_decide_is_for_who_has_the_right(casus_op, gebruiker_met, budget, rol):
    casus = casus_op(Stap.VOORSTEL)
    with pytest.raises(PermissionDenied, match="mandaat"):
        decide(casus.voorstellen.get(), gebruiker_met(rol), bedrag=Decimal(1), budget=budget)


def test_decide_up_to_the_mandaat_and_not_a_cent_further(casus_op, programmamanager, budget):
    Mandaat.objects.update(tot_bedrag=Decimal("499.99"))
    casus = casus_op(Stap.VOORSTEL, bedrag=Decimal(500))
    voorstel = casus.voorstellen.get()
    with pytest.raises(services.CannotDecide, match=r"Uw mandaat gaat tot en met €.+499,99"):
        decide(voorstel, programmamanager, bedrag=Decimal(500), budget=budget)
    decide(voorstel, programmamanager, bedrag=Decimal("499.99"), budget=budget)


def test_decide_without_a_mandaat_is_refused(casus_op, programmamanager, budget):
    casus = casus_op(Stap.VOORSTEL)
    Mandaat.objects.all().delete()
    with pytest.raises(services.CannotDecide, match="geen mandaat vastgelegd"):
        decide(casus.voorstellen.get(), programmamanager, bedrag=Decimal(1), budget=budget)


def test_decide_more_than_was_asked_is_refused(casus_op, programmamanager, budget):
    casus = casus_op(Stap.VOORSTEL, bedrag=Decimal(500))
    with pytest.raises(services.CannotDecide, match=r"Gevraagd is €.+500"):
        decide(casus.voorstellen.get(), programmamanager, bedrag=Decimal(501), budget=budget)


def test_decide_without_a_budget_is_refused(casus_op, programmamanager):
    with pytest.raises(services.CannotDecide, match="welk budget"):
        decide(casus_op(Stap.VOORSTEL).voorstellen.get(), programmamanager, bedrag=Decimal(1))


def test_decide_on_the_budget_of_another_year_is_refused(casus_op, programmamanager):
    casus = casus_op(Stap.VOORSTEL)
    last_year = services.add_toekenning(
        actor=programmamanager, jaar=2025, financiering="Regiodeal", bedrag=Decimal(9000), op=MELDING
    )
    with pytest.raises(services.CannotDecide, match="Regiodeal 2025 is niet het budget van 2026"):
        decide(casus.voorstellen.get(), programmamanager, bedrag=Decimal(1), budget=last_year)


def test_decide_more_than_is_left_is_refused_and_changes_nothing(casus_op, programmamanager, budget):
    casus = casus_op(Stap.VOORSTEL, bedrag=Decimal(1001))
    with pytest.raises(services.NotEnoughBudget, match=r"In Regiodeal 2026 is nog €.+1.000 vrij"):
        decide(casus.voorstellen.get(), programmamanager, bedrag=Decimal(1001), budget=budget)
    casus.refresh_from_db()
    assert casus.stap == Stap.VOORSTEL
    assert not Besluit.objects.exists()
    assert Budget.objects.get().verplicht == 0


def test_decide_without_a_motivering_is_refused(casus_op, programmamanager, budget):
    with pytest.raises(ValidationError):
        decide(
            casus_op(Stap.VOORSTEL).voorstellen.get(),
            programmamanager,
            bedrag=Decimal(1),
            budget=budget,
            rendement="",
        )


def test_decide_leaves_no_free_text_in_the_audit_row(casus_op, programmamanager, budget):
    decide(casus_op(Stap.VOORSTEL).voorstellen.get(), programmamanager, bedrag=Decimal(400), budget=budget)
    regel = LogRegel.objects.get(actie="besluit.genomen")
    assert regel.na == {
        "uitkomst": "toegekend",
        "bedrag": "400",
        "casus": "2026-001",
        "budget": "Regiodeal 2026",
    }
