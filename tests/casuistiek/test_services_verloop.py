"""The steps: each with its right, its order and its date."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Boeking, Budget
from casuistiek.stappen import TOEGESTAAN, Stap

from .conftest import DUW, MELDING, MOTIVERING

LATER = MELDING + timedelta(days=20)


def take(casus, naar, actor, decider, op=LATER):
    """Try to take this step through the service a page would use."""
    words = {"actor": actor, "op": op}
    match naar:
        case Stap.TER_PLEKKE:
            return services.go_to(casus.pk, **words)
        case Stap.VOORSTEL:
            return services.make_voorstel(casus.pk, bedrag=Decimal(100), **DUW, **words)
        case Stap.BESLUIT:
            pk = casus.voorstellen.latest("pk").pk
            return services.decide(pk, actor=decider, op=op, uitkomst="afgewezen", **MOTIVERING)
        case Stap.UITVOERING:
            return services.begin_uitvoering(casus.pk, **words)
        case Stap.NAZORG:
            return services.to_nazorg(casus.pk, **words)
        case Stap.GESLOTEN:
            return services.close(casus.pk, **words)
        case Stap.DOORGELEID:
            return services.doorgeleiden(casus.pk, toelichting="De Wmo pakt het op.", **words)
        case Stap.INGETROKKEN:
            return services.intrekken(casus.pk, toelichting="Zelf opgelost.", **words)


def has_voorstel(van):
    return van not in (Stap.GESIGNALEERD, Stap.TER_PLEKKE, Stap.DOORGELEID, Stap.INGETROKKEN)


EVERY_STEP = [
    (van, naar)
    for van in Stap
    for naar in Stap
    if naar != Stap.GESIGNALEERD and (naar != Stap.BESLUIT or has_voorstel(van))
]


@pytest.mark.parametrize(("van", "naar"), EVERY_STEP)
def test_every_step_is_taken_or_refused_as_the_table_says(casus_op, wijkmanager, programmamanager, van, naar):
    casus = casus_op(van, toegekend=(van, naar) != (Stap.BESLUIT, Stap.VOORSTEL))
    if naar in TOEGESTAAN[van]:
        take(casus, naar, wijkmanager, programmamanager)
        casus.refresh_from_db()
        assert (casus.stap, casus.stap_sinds, casus.bewogen_op) == (naar, LATER, LATER)
        assert casus.stapwissels.latest("pk").naar == naar
    else:
        with pytest.raises(services.CannotStep, match=r"Dit kan alleen na|Er volgt geen stap meer"):
            take(casus, naar, wijkmanager, programmamanager)
        casus.refresh_from_db()
        assert casus.stap == van


@pytest.mark.parametrize(
    "naar", [Stap.TER_PLEKKE, Stap.DOORGELEID, Stap.INGETROKKEN, Stap.VOORSTEL, Stap.UITVOERING, Stap.NAZORG]
)
def test_steps_are_for_who_handles_the_casus(casus_op, gebruiker_met, programmamanager, naar):
    van = next(van for van in Stap if naar in TOEGESTAAN[van])
    casus = casus_op(van)
    for actor in (gebruiker_met(Rol.WIJKMANAGER), gebruiker_met(Rol.PROGRAMMATEAM), programmamanager):
        with pytest.raises(PermissionDenied, match="casusverantwoordelijke"):
            take(casus, naar, actor, programmamanager)


def test_a_wijkmanager_of_the_wijk_may_take_a_step_too(casus_op, gebruiker_met, wijk):
    collega = gebruiker_met(Rol.WIJKMANAGER)
    collega.gebieden.add(wijk)
    casus = services.go_to(casus_op(Stap.GESIGNALEERD).pk, actor=collega, op=LATER)
    assert casus.stap == Stap.TER_PLEKKE
    assert casus.casusverantwoordelijke != collega


def test_a_step_does_not_lie_before_the_last_one(casus_op, wijkmanager):
    casus = casus_op(Stap.GESIGNALEERD)
    with pytest.raises(
        services.CannotStep, match="De datum ligt voor 2-3-2026: toen kwam de casus op Gesignaleerd"
    ):
        services.go_to(casus.pk, actor=wijkmanager, op=MELDING - timedelta(days=1))


def test_a_step_leaves_an_audit_row_without_its_toelichting(casus_op, wijkmanager):
    casus = casus_op(Stap.GESIGNALEERD)
    services.go_to(casus.pk, actor=wijkmanager, op=LATER, toelichting="De hond blafte.")
    regel = LogRegel.objects.get(actie="casus.ter_plekke")
    assert (regel.actor, regel.voor, regel.na) == (
        wijkmanager,
        {"stap": "gesignaleerd"},
        {"stap": "ter_plekke"},
    )
    assert "hond" not in str(regel.detail)
    assert casus.stapwissels.latest("pk").toelichting == "De hond blafte."


@pytest.mark.parametrize("service", [services.doorgeleiden, services.intrekken])
def test_a_side_door_asks_why(casus_op, wijkmanager, service):
    casus = casus_op(Stap.TER_PLEKKE)
    with pytest.raises(services.CannotStep, match="Schrijf op"):
        service(casus.pk, actor=wijkmanager, op=LATER, toelichting="  ")


def test_begin_uitvoering_is_the_first_help(casus_op):
    casus = casus_op(Stap.UITVOERING)
    assert casus.eerste_hulp_op == MELDING + timedelta(days=4)


def test_begin_uitvoering_after_a_no_is_refused(casus_op, wijkmanager):
    casus = casus_op(Stap.BESLUIT, toegekend=False)
    with pytest.raises(services.CannotStep, match="Het voorstel is afgewezen"):
        services.begin_uitvoering(casus.pk, actor=wijkmanager, op=LATER)


@pytest.mark.parametrize(
    ("van", "naar"),
    [(Stap.BESLUIT, Stap.DOORGELEID), (Stap.UITVOERING, Stap.INGETROKKEN), (Stap.NAZORG, Stap.GESLOTEN)],
)
def test_an_end_frees_what_was_committed_and_not_paid(casus_op, wijkmanager, programmamanager, van, naar):
    casus = casus_op(van, bedrag=Decimal(500))
    paid = Decimal(0)
    if van != Stap.BESLUIT:
        paid = services.book_betaling(casus.pk, actor=wijkmanager, op=LATER, bedrag=Decimal("120.50")).bedrag
    take(casus, naar, wijkmanager, programmamanager)
    vrijval = Boeking.objects.get(soort=Boeking.Soort.VRIJVAL)
    budget = Budget.objects.get()
    assert (vrijval.bedrag, vrijval.casus_id) == (500 - paid, casus.pk)
    assert (budget.verplicht, budget.betaald) == (paid, paid)


def test_an_end_takes_back_an_open_overdracht(casus_op, wijkmanager, gebruiker_met):
    casus = casus_op(Stap.TER_PLEKKE)
    ander = gebruiker_met(Rol.WIJKMANAGER)
    services.propose_overdracht(casus.pk, actor=wijkmanager, naar=ander, op=LATER)
    services.intrekken(casus.pk, actor=wijkmanager, op=LATER, toelichting="Opgelost.")
    assert casus.overdrachten.get().status == "ingetrokken"


def test_doorgeleid_and_back_runs_again(casus_op, wijkmanager):
    casus = casus_op(Stap.DOORGELEID)
    assert casus.gesloten_op == MELDING + timedelta(days=1)
    casus = services.go_to(casus.pk, actor=wijkmanager, op=LATER)
    assert (casus.stap, casus.gesloten_op) == (Stap.TER_PLEKKE, None)


def test_add_notitie_moves_the_casus_and_leaves_no_text_in_the_log(casus_op, programmamanager):
    casus = casus_op(Stap.TER_PLEKKE)
    notitie = services.add_notitie(
        casus.pk, actor=programmamanager, op=LATER, tekst=" Gebeld met de verhuurder. "
    )
    casus.refresh_from_db()
    assert (notitie.tekst, casus.bewogen_op) == ("Gebeld met de verhuurder.", LATER)
    assert LogRegel.objects.get(actie="casus.notitie").detail == {}


def test_add_notitie_of_an_earlier_day_does_not_move_the_casus_back(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    services.add_notitie(casus.pk, actor=wijkmanager, op=MELDING, tekst="Wat ik gisteren zag.")
    casus.refresh_from_db()
    assert casus.bewogen_op == MELDING + timedelta(days=1)


def test_add_notitie_is_for_who_sees_the_casus(casus_op, gebruiker_met):
    with pytest.raises(PermissionDenied):
        services.add_notitie(
            casus_op(Stap.TER_PLEKKE).pk, actor=gebruiker_met(Rol.WIJKMANAGER), op=LATER, tekst="Hoi"
        )


def test_add_notitie_without_text_is_refused(casus_op, wijkmanager):
    with pytest.raises(ValidationError):
        services.add_notitie(casus_op(Stap.TER_PLEKKE).pk, actor=wijkmanager, op=LATER, tekst="   ")
