"""Money: the rules, and what always holds."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from inspanningen.models import Budgetpost, Financiering
from inspanningen.services import geld as services
from tests.factories import BudgetpostFactory, FinancieringFactory, InspanningFactory

pytestmark = pytest.mark.django_db

REGIODEAL = {"naam": "Regiodeal", "bron": "Regiodeal", "bedrag": Decimal("900000.50"), "van": date(2026, 1, 1), "tot": date(2027, 12, 31)}  # fmt: skip
POST = {"jaar": 2027, "omschrijving": "Training", "gepland": Decimal("12500.25")}


def edit_financiering(financiering, actor, **changes):
    values = {name: getattr(financiering, name) for name in services.FINANCIERING}
    return services.edit_financiering(financiering.pk, actor=actor, **values | changes)


def edit_budgetpost(post, actor, **changes):
    values = {name: getattr(post, name) for name in services.BUDGETPOST}
    return services.edit_budgetpost(post.pk, actor=actor, **values | changes)


@pytest.mark.parametrize(
    "wrong",
    [{"naam": ""}, {"bron": ""}, {"bedrag": Decimal(-1)}, {"tot": date(2025, 12, 31)}, {"verantwoord_op": date(2027, 1, 1)}],
)  # fmt: skip
def test_the_database_refuses_half_a_financiering(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        FinancieringFactory(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"jaar": 1999}, {"jaar": 2101}, {"omschrijving": ""}, {"gepland": Decimal(-1)}, {"werkelijk": Decimal(-1)}]
)  # fmt: skip
def test_the_database_refuses_half_a_budgetpost(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetpostFactory(**wrong)


def test_amounts_are_kept_to_the_cent(programmamanager):
    regiodeal = services.add_financiering(actor=programmamanager, **REGIODEAL)
    post = services.add_budgetpost(
        InspanningFactory().pk, actor=programmamanager, financiering=regiodeal, **POST
    )
    assert Financiering.objects.get().bedrag == Decimal("900000.50")
    assert Budgetpost.objects.get().gepland == Decimal("12500.25")
    assert LogRegel.objects.about(post).get().na["gepland"] == "12500.25"


@pytest.mark.parametrize(
    ("jaar", "zin"), [(2025, "begint pas op 1 januari 2026"), (2028, "stopt op 31 december 2027")]
)
def test_a_budgetpost_is_not_paid_from_money_that_is_not_there(programmamanager, jaar, zin):
    regiodeal = FinancieringFactory()
    with pytest.raises(services.GeldGeweigerd, match=zin):
        services.add_budgetpost(
            InspanningFactory().pk, actor=programmamanager, financiering=regiodeal, **POST | {"jaar": jaar}
        )
    assert not Budgetpost.objects.exists()


def test_money_without_an_end_covers_every_later_year(programmamanager):
    blijft = FinancieringFactory(tot=None)
    services.add_budgetpost(
        InspanningFactory().pk, actor=programmamanager, financiering=blijft, **POST | {"jaar": 2060}
    )
    assert Budgetpost.objects.get().financiering == blijft


def test_a_term_is_not_made_shorter_than_what_is_paid_from_it(programmamanager):
    regiodeal = FinancieringFactory()
    BudgetpostFactory(financiering=regiodeal, jaar=2027, inspanning__nummer="2A")
    with pytest.raises(services.GeldGeweigerd, match=r"2A \(2027\)"):
        edit_financiering(regiodeal, programmamanager, tot=date(2026, 12, 31))
    regiodeal.refresh_from_db()
    assert regiodeal.tot == date(2027, 12, 31)


def test_financiering_that_pays_something_is_not_removed(programmamanager):
    post = BudgetpostFactory(financiering=FinancieringFactory(), inspanning__nummer="5")
    with pytest.raises(services.GeldGeweigerd, match=r"5 \(2027\)"):
        services.remove_financiering(post.financiering_id, actor=programmamanager)
    services.remove_budgetpost(post.pk, actor=programmamanager)
    services.remove_financiering(post.financiering_id, actor=programmamanager)
    assert LogRegel.objects.get(actie="financiering.weggehaald").voor["bedrag"] == "300000.00"


def test_two_who_edit_at_once_overwrite_nothing(programmamanager):
    post, regiodeal = BudgetpostFactory(), FinancieringFactory()
    edit_budgetpost(post, programmamanager, werkelijk=Decimal(1), gelezen=1)
    with pytest.raises(Tussentijds):
        edit_budgetpost(post, programmamanager, werkelijk=Decimal(2), gelezen=1)
    edit_financiering(regiodeal, programmamanager, toelichting="Eerste", gelezen=1)
    with pytest.raises(Tussentijds):
        edit_financiering(regiodeal, programmamanager, toelichting="Tweede", gelezen=1)
    assert (Budgetpost.objects.get().werkelijk, Financiering.objects.get().toelichting) == (1, "Eerste")


def test_only_the_team_keeps_financieringen_and_a_projectleider_the_own_budget(projectleider):
    regiodeal = FinancieringFactory()
    for refused in (
        lambda: services.add_financiering(actor=projectleider, **REGIODEAL),
        lambda: edit_financiering(regiodeal, projectleider, bedrag=Decimal(1)),
        lambda: services.remove_financiering(regiodeal.pk, actor=projectleider),
        lambda: services.add_budgetpost(InspanningFactory().pk, actor=projectleider, **POST),
        lambda: services.remove_budgetpost(BudgetpostFactory().pk, actor=projectleider),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    services.add_budgetpost(InspanningFactory(projectleider=projectleider).pk, actor=projectleider, **POST)


def test_a_second_financiering_of_the_same_name_is_refused_in_words(programmamanager):
    services.add_financiering(actor=programmamanager, **REGIODEAL)
    with pytest.raises(ValidationError, match="al een financiering met deze naam"):
        services.add_financiering(actor=programmamanager, **REGIODEAL)


@pytest.mark.parametrize(("rol", "sees"), [(Rol.BESTUUR, True), (Rol.PARTNER, False), (Rol.RAADSLID, False)])
def test_money_stays_inside(gebruiker_met, rol, sees):
    BudgetpostFactory(financiering=FinancieringFactory())
    user = gebruiker_met(rol)
    assert Budgetpost.objects.visible_to(user).exists() is sees
    assert Financiering.objects.visible_to(user).exists() is sees
