"""The second pair of eyes: who may confirm, and that no money moves before."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Besluit, Boeking, Budget, Mandaat, VoorgenomenBesluit
from casuistiek.queries import waiting_for_second
from casuistiek.stappen import Stap

from .conftest import DUW, MELDING, MOTIVERING

LATER = MELDING + timedelta(days=20)


@pytest.fixture
def budget(programmamanager):
    return services.add_toekenning(
        actor=programmamanager, jaar=2026, financiering="Regiodeal", bedrag=Decimal(20000), op=MELDING
    )


@pytest.fixture
def tweede(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMAMANAGER, naam="Tweede")


@pytest.fixture
def lay_before(casus_op, programmamanager, budget, tweede):
    """A casus on which the programmamanager decided more than their mandaat."""

    def make(bedrag=Decimal(9000), **velden):
        casus = casus_op(Stap.VOORSTEL, bedrag=bedrag, **velden)
        voorgenomen = services.decide(
            casus.voorstellen.get().pk,
            actor=programmamanager,
            op=LATER,
            uitkomst="toegekend",
            bedrag=bedrag,
            budget=budget,
            **MOTIVERING,
        )
        assert isinstance(voorgenomen, VoorgenomenBesluit)
        return casus, voorgenomen

    return make


def test_decide_above_the_mandaat_waits_and_commits_nothing(lay_before, budget):
    casus, voorgenomen = lay_before()
    casus.refresh_from_db()
    budget.refresh_from_db()
    assert (voorgenomen.status, casus.stap, casus.toegekend_bedrag) == ("wacht", Stap.VOORSTEL, None)
    assert (budget.verplicht, Besluit.objects.count()) == (0, 0)
    assert casus.bewogen_op == LATER
    assert LogRegel.objects.get(actie="besluit.voorgelegd").na == {
        "bedrag": "9000",
        "casus": "2026-001",
        "budget": "Regiodeal 2026",
    }


def test_decide_above_the_mandaat_is_refused_when_nobody_may_confirm(casus_op, programmamanager, budget):
    voorstel = casus_op(Stap.VOORSTEL, bedrag=Decimal(9000)).voorstellen.get()
    with pytest.raises(services.CannotDecide, match="niemand die"):
        services.decide(
            voorstel.pk,
            actor=programmamanager,
            op=LATER,
            uitkomst="toegekend",
            bedrag=Decimal(9000),
            budget=budget,
            **MOTIVERING,
        )


def test_decide_above_the_mandaat_and_what_is_left_is_refused_at_once(lay_before, mandaat):
    Mandaat.objects.update(als_tweede_tot_bedrag=30000)
    with pytest.raises(services.NotEnoughBudget, match="Dit past er niet in"):
        lay_before(Decimal("20000.01"))


def test_decide_a_no_above_the_mandaat_needs_no_second(casus_op, programmamanager, budget):
    voorstel = casus_op(Stap.VOORSTEL, bedrag=Decimal(9000)).voorstellen.get()
    besluit = services.decide(
        voorstel.pk, actor=programmamanager, op=LATER, uitkomst="afgewezen", **MOTIVERING
    )
    assert isinstance(besluit, Besluit)


def test_decide_again_while_one_waits_is_refused(lay_before, tweede, budget):
    _, voorgenomen = lay_before()
    with pytest.raises(services.CannotDecide, match="eerst bevestigd of teruggegeven"):
        services.decide(voorgenomen.voorstel_id, actor=tweede, op=LATER, uitkomst="afgewezen", **MOTIVERING)


def test_confirm_besluit_makes_it_final_and_commits_the_money(lay_before, programmamanager, tweede, budget):
    casus, voorgenomen = lay_before()
    besluit = services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER + timedelta(days=1))
    casus.refresh_from_db()
    budget.refresh_from_db()
    voorgenomen.refresh_from_db()
    assert (besluit.beslisser, besluit.bevestigd_door, besluit.bedrag) == (programmamanager, tweede, 9000)
    assert (besluit.rendement, besluit.op) == (MOTIVERING["rendement"], LATER + timedelta(days=1))
    assert (casus.stap, casus.toegekend_bedrag, casus.besloten_op) == (Stap.BESLUIT, 9000, besluit.op)
    assert (budget.verplicht, Boeking.objects.get(casus=casus).door) == (9000, tweede)
    assert (voorgenomen.status, voorgenomen.beantwoord_door) == ("bevestigd", tweede)
    assert LogRegel.objects.get(actie="besluit.bevestigd").actor == tweede


def test_confirm_own_besluit_is_refused(lay_before, programmamanager):
    _, voorgenomen = lay_before()
    with pytest.raises(services.CannotDecide, match="een tweede persoon bevestigt"):
        services.confirm_besluit(voorgenomen.pk, actor=programmamanager, op=LATER)


def test_confirm_a_besluit_on_an_own_voorstel_is_refused(lay_before, tweede, gebruiker_met):
    gebruiker_met(Rol.PROGRAMMAMANAGER, naam="Derde")  # so that someone may confirm it
    _, voorgenomen = lay_before(door=tweede)
    with pytest.raises(services.CannotDecide, match="eigen voorstel"):
        services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER)


def test_confirm_above_the_mandaat_of_a_second_is_refused(lay_before, tweede):
    _, voorgenomen = lay_before()
    Mandaat.objects.update(als_tweede_tot_bedrag=Decimal("8999.99"))
    with pytest.raises(services.CannotDecide, match=r"Als tweede gaat uw mandaat tot en met €.+8.999,99"):
        services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.PROGRAMMAMANAGER])
def test_confirm_and_return_are_for_who_decides(lay_before, gebruiker_met, rol):
    _, voorgenomen = lay_before()
    with pytest.raises(PermissionDenied):
        services.confirm_besluit(voorgenomen.pk, actor=gebruiker_met(rol), op=LATER)
    with pytest.raises(PermissionDenied):
        services.return_besluit(voorgenomen.pk, actor=gebruiker_met(rol), op=LATER, toelichting="Nee.")


def test_confirm_what_no_longer_fits_is_refused_and_leaves_it_waiting(lay_before, tweede, budget):
    first, second = lay_before(Decimal(12000)), lay_before(Decimal(12000))
    services.confirm_besluit(first[1].pk, actor=tweede, op=LATER)
    with pytest.raises(services.NotEnoughBudget, match=r"nog €.+8.000 vrij"):
        services.confirm_besluit(second[1].pk, actor=tweede, op=LATER)
    second[1].refresh_from_db()
    assert (second[1].status, Budget.objects.get().verplicht) == ("wacht", 12000)


def test_confirm_in_the_next_year_is_refused(lay_before, tweede):
    _, voorgenomen = lay_before()
    with pytest.raises(services.CannotDecide, match="niet het budget van 2027"):
        services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER.replace(year=2027))


def test_confirm_twice_is_refused(lay_before, tweede):
    _, voorgenomen = lay_before()
    services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER)
    with pytest.raises(services.CannotDecide, match="intussen bevestigd"):
        services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER)


def test_return_besluit_says_why_and_lets_the_voorstel_be_decided_on_again(
    lay_before, programmamanager, tweede
):
    _, voorgenomen = lay_before()
    with pytest.raises(services.CannotDecide, match="waarom"):
        services.return_besluit(voorgenomen.pk, actor=tweede, op=LATER, toelichting=" ")
    services.return_besluit(voorgenomen.pk, actor=tweede, op=LATER, toelichting="Eerst een offerte.")
    besluit = services.decide(
        voorgenomen.voorstel_id, actor=programmamanager, op=LATER, uitkomst="afgewezen", **MOTIVERING
    )
    assert isinstance(besluit, Besluit)
    with pytest.raises(services.CannotDecide, match="intussen teruggegeven"):
        services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER)


def test_withdraw_besluit_is_for_the_beslisser(lay_before, programmamanager, tweede):
    _, voorgenomen = lay_before()
    with pytest.raises(PermissionDenied):
        services.withdraw_besluit(voorgenomen.pk, actor=tweede, op=LATER)
    services.withdraw_besluit(voorgenomen.pk, actor=programmamanager, op=LATER)
    with pytest.raises(services.CannotDecide, match="intussen vervallen"):
        services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER)


def test_a_new_voorstel_or_another_road_ends_the_waiting(lay_before, wijkmanager, tweede):
    replaced, left = lay_before(), lay_before()
    services.make_voorstel(replaced[0].pk, actor=wijkmanager, op=LATER, bedrag=Decimal(1), **DUW)
    services.doorgeleiden(left[0].pk, actor=wijkmanager, op=LATER, toelichting="De Wmo pakt het op.")
    for _, voorgenomen in (replaced, left):
        with pytest.raises(services.CannotDecide, match="intussen vervallen"):
            services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER)


def test_waiting_for_second_counts_what_this_person_may_confirm(
    lay_before, programmamanager, tweede, wijkmanager
):
    lay_before()
    lay_before(Decimal(6000))

    def counts(user):
        wacht = waiting_for_second(user)
        return (wacht.alle, wacht.voor_mij)

    assert (counts(programmamanager), counts(tweede), counts(wijkmanager)) == ((2, 0), (2, 2), (0, 0))
    Mandaat.objects.update(als_tweede_tot_bedrag=Decimal(6000))
    assert counts(tweede) == (2, 1)


def test_the_database_refuses_one_person_as_both(lay_before, programmamanager, tweede):
    _, voorgenomen = lay_before()
    besluit = services.confirm_besluit(voorgenomen.pk, actor=tweede, op=LATER)
    with pytest.raises(IntegrityError, match="besluit_bevestigd_door_een_ander"), transaction.atomic():
        Besluit.objects.filter(pk=besluit.pk).update(bevestigd_door=programmamanager)
    with pytest.raises(IntegrityError, match="beantwoord_door_een_ander"), transaction.atomic():
        VoorgenomenBesluit.objects.update(beantwoord_door=programmamanager)


def test_the_database_refuses_two_that_wait_on_one_voorstel(lay_before):
    _, voorgenomen = lay_before()
    voorgenomen.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        voorgenomen.save()
