"""What waits for what: the rules, and what always holds."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from inspanningen.models import Afhankelijkheid
from inspanningen.services import afhankelijkheid as services
from tests.factories import AfhankelijkheidFactory, InspanningFactory, MijlpaalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keten():
    """2A waits for 4, which waits for 5."""
    eerste, tweede, derde = (InspanningFactory(nummer=nummer) for nummer in ("2A", "4", "5"))
    AfhankelijkheidFactory(inspanning=eerste, hangt_af_van=tweede)
    AfhankelijkheidFactory(inspanning=tweede, hangt_af_van=derde)
    return eerste, tweede, derde


@pytest.mark.parametrize(
    "wrong",
    [
        {"hangt_af_van": None},
        {"buiten": "Een vergunning"},
        {"waarvoor": ""},
        {"nodig_van": date(2026, 1, 1)},
        {"nodig_van": date(2026, 2, 1), "nodig_tot": date(2026, 1, 1)},
        {"is_kritiek": True},
        {"reden_kritiek": "Zomaar"},
    ],
)
def test_the_database_refuses_half_an_afhankelijkheid(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        AfhankelijkheidFactory(**wrong)


def test_the_database_refuses_to_wait_for_oneself_and_to_wait_twice():
    one = InspanningFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AfhankelijkheidFactory(inspanning=one, hangt_af_van=one)
    first = AfhankelijkheidFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AfhankelijkheidFactory(
            inspanning=first.inspanning, hangt_af_van=first.hangt_af_van, waarvoor=first.waarvoor
        )


def test_a_circle_is_refused_and_named(programmamanager, keten):
    eerste, _, derde = keten
    with pytest.raises(services.Kring, match="5 wacht op 2A, 2A wacht op 4 en 4 wacht op 5"):
        services.add_afhankelijkheid(derde.pk, actor=programmamanager, hangt_af_van=eerste, waarvoor="Geld")
    assert Afhankelijkheid.objects.count() == 2


def test_a_circle_of_two_and_of_one_is_refused(programmamanager, keten):
    eerste, tweede, _ = keten
    with pytest.raises(services.Kring, match="4 wacht op 2A en 2A wacht op 4"):
        services.add_afhankelijkheid(tweede.pk, actor=programmamanager, hangt_af_van=eerste, waarvoor="Geld")
    with pytest.raises(ValidationError, match="niet op zichzelf"):
        services.add_afhankelijkheid(eerste.pk, actor=programmamanager, hangt_af_van=eerste, waarvoor="Geld")


def test_a_circle_is_refused_when_editing_too(programmamanager, keten):
    eerste, _, derde = keten
    buiten = services.add_afhankelijkheid(
        derde.pk, actor=programmamanager, buiten="Vergunning", waarvoor="Bouw"
    )
    values = {name: getattr(buiten, name) for name in services.RECORDED if name != "inspanning"}
    with pytest.raises(services.Kring):
        services.edit_afhankelijkheid(
            buiten.pk, actor=programmamanager, **values | {"hangt_af_van": eerste, "buiten": ""}
        )
    services.edit_afhankelijkheid(
        buiten.pk, actor=programmamanager, **values | {"waarvoor": "Bouwen"}, gelezen=1
    )
    with pytest.raises(Tussentijds):
        services.edit_afhankelijkheid(buiten.pk, actor=programmamanager, **values, gelezen=1)


def test_two_ways_to_the_same_are_no_circle(programmamanager, keten):
    eerste, _, derde = keten
    services.add_afhankelijkheid(eerste.pk, actor=programmamanager, hangt_af_van=derde, waarvoor="Ruimte")
    assert Afhankelijkheid.objects.count() == 3


def test_a_mijlpaal_is_of_the_inspanning_that_is_waited_for(programmamanager, keten):
    eerste, tweede, _ = keten
    mijlpaal, andere = MijlpaalFactory(inspanning=tweede), MijlpaalFactory()
    made = services.add_afhankelijkheid(
        eerste.pk, actor=programmamanager, hangt_af_van=tweede, mijlpaal=mijlpaal, waarvoor="Training"
    )
    assert made.mijlpaal == mijlpaal
    with pytest.raises(services.AfhankelijkheidGeweigerd, match="hoort niet bij 4"):
        services.add_afhankelijkheid(
            eerste.pk, actor=programmamanager, hangt_af_van=tweede, mijlpaal=andere, waarvoor="Anders"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        AfhankelijkheidFactory(hangt_af_van=None, buiten="Plan", mijlpaal=andere)


def test_no_reason_stays_behind_when_it_is_not_kritiek(programmamanager):
    made = services.add_afhankelijkheid(
        InspanningFactory().pk,
        actor=programmamanager,
        buiten="Plan",
        waarvoor="Isoleren",
        reden_kritiek="Oud",
    )
    assert made.reden_kritiek == ""


def test_remove_afhankelijkheid_says_what_it_was(programmamanager, keten):
    eerste, *_ = keten
    services.remove_afhankelijkheid(eerste.afhankelijkheden.get().pk, actor=programmamanager)
    assert LogRegel.objects.get(actie="afhankelijkheid.weggehaald").voor["hangt_af_van"] == keten[1].pk


def test_who_waits_says_so(projectleider, keten):
    mijn = InspanningFactory(projectleider=projectleider)
    services.add_afhankelijkheid(mijn.pk, actor=projectleider, hangt_af_van=keten[0], waarvoor="Werkwijze")
    with pytest.raises(PermissionDenied):
        services.add_afhankelijkheid(keten[0].pk, actor=projectleider, buiten="Plan", waarvoor="Werkwijze")


@pytest.mark.parametrize(
    ("rol", "sees"), [(Rol.PARTNER, True), (Rol.AMBASSADEUR, True), (Rol.RAADSLID, False)]
)
def test_partners_see_what_waits_for_what(gebruiker_met, keten, rol, sees):
    assert Afhankelijkheid.objects.visible_to(gebruiker_met(rol)).exists() is sees
