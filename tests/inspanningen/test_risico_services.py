"""Risico's: the rules, and what always holds."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from inspanningen.models import Risico
from inspanningen.services import risico as services
from tests.factories import InspanningFactory, RisicoFactory

pytestmark = pytest.mark.django_db

OP = date(2026, 9, 1)
VELDEN = {"omschrijving": "De groep blijft een eiland", "kans": 4, "impact": 3}
MET_MAATREGEL = VELDEN | {"maatregel": "Elke maand een gesprek", "kans_na": 2, "impact_na": 3}


def edit(risico, actor, **changes):
    values = {name: getattr(risico, name) for name in ("omschrijving", "kans", "impact", "maatregel", "kans_na", "impact_na", "eigenaar")}  # fmt: skip
    return services.edit_risico(risico.pk, actor=actor, **{"op": OP, **values, **changes})


@pytest.mark.parametrize(
    "wrong",
    [
        {"omschrijving": ""},
        {"kans": 0},
        {"impact": 6},
        {"kans_na": 2, "maatregel": "Iets"},
        {"kans_na": 2, "impact_na": 2, "maatregel": ""},
        {"kans_na": 5, "impact_na": 4, "maatregel": "Maakt het erger"},
        {"status": "gesloten", "gesloten_op": OP},
        {"reden_gesloten": "maar toch open"},
    ],
)
def test_the_database_refuses_half_a_risico(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        RisicoFactory(**wrong)


def test_a_number_is_given_out_once_per_inspanning():
    one = RisicoFactory(nummer=1)
    RisicoFactory(nummer=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        RisicoFactory(inspanning=one.inspanning, nummer=1)


def test_add_risico_takes_the_next_number_and_keeps_what_was_judged(programmamanager):
    inspanning = InspanningFactory()
    services.add_risico(inspanning.pk, actor=programmamanager, op=OP, **VELDEN)
    risico = services.add_risico(inspanning.pk, actor=programmamanager, op=OP, **MET_MAATREGEL)
    assert (risico.nummer, risico.zonder, risico.nu, risico.score) == (2, (4, 3), (2, 3), 6)
    assert risico.beoordelingen.get().nu == (2, 3)
    assert LogRegel.objects.about(risico).get().actie == "risico.toegevoegd"


def test_edit_risico_keeps_the_predecessor(programmamanager):
    risico = services.add_risico(InspanningFactory().pk, actor=programmamanager, op=OP, **VELDEN)
    edit(risico, programmamanager, op=OP + timedelta(days=30), kans=2, toelichting="De eerste groep staat.")
    history = risico.beoordelingen.order_by("pk")
    assert [(one.kans, one.impact, one.toelichting) for one in history] == [
        (4, 3, ""),
        (2, 3, "De eerste groep staat."),
    ]
    risico.refresh_from_db()
    assert risico.beoordeeld_op == OP + timedelta(days=30)
    assert LogRegel.objects.about(risico).first().voor == {"kans": 4}


def test_look_again_changes_nothing_but_the_day(programmamanager, wijkmanager):
    risico = RisicoFactory(eigenaar=wijkmanager)
    services.look_again(risico.pk, actor=wijkmanager, op=OP, toelichting="Nog steeds zo")
    risico.refresh_from_db()
    assert (risico.beoordeeld_op, risico.beoordeeld_door, risico.score) == (OP, wijkmanager, 16)


def test_look_again_is_for_who_watches_over_it(wijkmanager):
    with pytest.raises(PermissionDenied, match="wie op dit risico let"):
        services.look_again(RisicoFactory().pk, actor=wijkmanager, op=OP)


def test_look_again_is_not_agreed_with_what_was_not_seen(programmamanager):
    risico = RisicoFactory()
    edit(risico, programmamanager, kans=5)
    with pytest.raises(Tussentijds):
        services.look_again(risico.pk, actor=programmamanager, op=OP, gelezen=risico.versie)


def test_two_who_edit_at_once_lose_no_word(programmamanager):
    risico = RisicoFactory()
    edit(risico, programmamanager, maatregel="Van de eerste", gelezen=1)
    with pytest.raises(Tussentijds, match="Iemand anders"):
        edit(risico, programmamanager, maatregel="Van de tweede", gelezen=1)
    assert Risico.objects.get().maatregel == "Van de eerste"
    edit(risico, programmamanager, maatregel="Van allebei", gelezen=2)
    assert Risico.objects.get().maatregel == "Van allebei"


def test_close_risico_asks_why_and_reopen_forgets_nothing(programmamanager):
    risico = RisicoFactory()
    with pytest.raises(ValidationError, match="waarom"):
        services.close_risico(risico.pk, actor=programmamanager, op=OP, reden=" ")
    services.close_risico(risico.pk, actor=programmamanager, op=OP, reden="De groep draait.")
    for again in (
        lambda: services.close_risico(risico.pk, actor=programmamanager, op=OP, reden="Nog eens"),
        lambda: services.look_again(risico.pk, actor=programmamanager, op=OP),
        lambda: edit(risico, programmamanager, kans=1),
    ):
        with pytest.raises(services.RisicoGeweigerd, match="gesloten"):
            again()
    services.reopen_risico(risico.pk, actor=programmamanager, op=OP)
    risico.refresh_from_db()
    assert risico.is_open
    assert LogRegel.objects.about(risico).first().voor["reden_gesloten"] == "De groep draait."


def test_a_look_is_never_before_the_last_look(programmamanager):
    risico = RisicoFactory(beoordeeld_op=OP)
    with pytest.raises(services.RisicoGeweigerd, match="1-9-2026"):
        services.look_again(risico.pk, actor=programmamanager, op=OP - timedelta(days=1))


def test_nobody_watches_over_what_they_cannot_see(programmamanager, gebruiker_met):
    with pytest.raises(services.RisicoGeweigerd, match="kan risico’s niet zien"):
        services.add_risico(
            InspanningFactory().pk,
            actor=programmamanager,
            op=OP,
            **VELDEN,
            eigenaar=gebruiker_met(Rol.AMBASSADEUR),
        )


def test_a_projectleider_keeps_the_risicos_of_own_inspanningen(projectleider):
    services.add_risico(
        InspanningFactory(projectleider=projectleider).pk, actor=projectleider, op=OP, **VELDEN
    )
    with pytest.raises(PermissionDenied):
        services.add_risico(InspanningFactory().pk, actor=projectleider, op=OP, **VELDEN)


@pytest.mark.parametrize(("rol", "sees"), [(Rol.BESTUUR, True), (Rol.AMBASSADEUR, False), (Rol.PARTNER, False), (Rol.RAADSLID, False)])  # fmt: skip
def test_risicos_stay_inside(gebruiker_met, rol, sees):
    RisicoFactory()
    assert Risico.objects.visible_to(gebruiker_met(rol)).exists() is sees


def test_not_looked_at_counts_half_a_year_of_what_is_open():
    RisicoFactory(
        beoordeeld_op=OP - timedelta(days=200), status="gesloten", gesloten_op=OP, reden_gesloten="x"
    )
    RisicoFactory(beoordeeld_op=OP - timedelta(days=183))
    old = RisicoFactory(beoordeeld_op=OP - timedelta(days=184))
    assert list(Risico.objects.not_looked_at(OP)) == [old]
