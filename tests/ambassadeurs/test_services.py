from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ambassadeurs import services
from ambassadeurs.models import Ambassadeur
from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from tests.factories import AmbassadeurFactory, AmbassadeursgroepFactory

DAY = date(2026, 3, 1)


@pytest.fixture
def groep(db):
    return AmbassadeursgroepFactory(werkwijze="Elke maand koffie.")


@pytest.fixture
def manager(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


@pytest.fixture
def lid(gebruiker_met, groep):
    gebruiker = gebruiker_met(Rol.AMBASSADEUR)
    AmbassadeurFactory(groep=groep, gebruiker=gebruiker)
    return gebruiker


def test_add_groep_begins_a_group(manager):
    groep = services.add_groep(
        actor=manager, naam=" Inwoners ", soort="inwoners", omschrijving="Inwoners van Noord.", gestart_op=DAY
    )
    assert (groep.naam, groep.werkwijze) == ("Inwoners", "")
    assert LogRegel.objects.get().actie == "ambassadeursgroep.gestart"


def test_add_groep_with_a_name_that_exists_is_refused(manager, groep):
    with pytest.raises(ValidationError):
        services.add_groep(actor=manager, naam=groep.naam, soort="inwoners", omschrijving="X", gestart_op=DAY)


def test_change_werkwijze_by_a_member_keeps_what_it_was(groep, lid):
    services.change_werkwijze(groep.pk, actor=lid, op=DAY, werkwijze="Elke week koffie.")
    groep.refresh_from_db()
    assert groep.werkwijze == "Elke week koffie."
    regel = LogRegel.objects.get()
    assert (regel.actor, regel.voor, regel.na) == (
        lid,
        {"werkwijze": "Elke maand koffie."},
        {"werkwijze": "Elke week koffie."},
    )


def test_change_werkwijze_to_the_same_leaves_no_row(groep, lid):
    services.change_werkwijze(groep.pk, actor=lid, op=DAY, werkwijze="Elke maand koffie.")
    assert not LogRegel.objects.exists()


def test_change_werkwijze_does_not_overwrite_a_newer_text(groep, lid, manager):
    services.change_werkwijze(groep.pk, actor=manager, op=DAY, werkwijze="Elke week koffie.")
    with pytest.raises(Tussentijds, match="intussen veranderd"):
        services.change_werkwijze(
            groep.pk, actor=lid, op=DAY, werkwijze="Nooit koffie.", gelezen="Elke maand koffie."
        )
    groep.refresh_from_db()
    assert groep.werkwijze == "Elke week koffie."


def test_change_werkwijze_is_for_the_group_itself(groep, gebruiker_met):
    other = gebruiker_met(Rol.AMBASSADEUR)
    AmbassadeurFactory(gebruiker=other)
    was = gebruiker_met(Rol.AMBASSADEUR)
    AmbassadeurFactory(groep=groep, gebruiker=was, lid_tot=DAY)
    without_rol = gebruiker_met(Rol.BESTUUR)
    AmbassadeurFactory(groep=groep, gebruiker=without_rol)
    for actor in (other, was, without_rol, gebruiker_met(Rol.WIJKMANAGER)):
        with pytest.raises(PermissionDenied):
            services.change_werkwijze(groep.pk, actor=actor, op=DAY, werkwijze="X")


def test_add_lid_and_end_lidmaatschap(groep, manager, gebruiker_met):
    gebruiker = gebruiker_met(Rol.AMBASSADEUR)
    lid = services.add_lid(groep.pk, actor=manager, aanduiding=" Huisarts ", lid_van=DAY, gebruiker=gebruiker)
    assert (lid.aanduiding, lid.gebruiker) == ("Huisarts", gebruiker)
    services.end_lidmaatschap(lid.pk, actor=manager, lid_tot=date(2026, 4, 1))
    assert Ambassadeur.objects.get().lid_tot == date(2026, 4, 1)
    assert list(LogRegel.objects.about(groep).values_list("actie", flat=True)) == [
        "ambassadeursgroep.lid_weg",
        "ambassadeursgroep.lid_erbij",
    ]


def test_add_lid_twice_with_one_account_is_refused(groep, manager, lid):
    with pytest.raises(ValidationError, match="al lid"):
        services.add_lid(groep.pk, actor=manager, aanduiding="Nog eens", lid_van=DAY, gebruiker=lid)


def test_end_lidmaatschap_before_it_began_or_twice_is_refused(groep, manager):
    lid = services.add_lid(groep.pk, actor=manager, aanduiding="Huisarts", lid_van=DAY)
    with pytest.raises(ValidationError, match="voor de eerste dag"):
        services.end_lidmaatschap(lid.pk, actor=manager, lid_tot=date(2026, 2, 1))
    services.end_lidmaatschap(lid.pk, actor=manager, lid_tot=date(2026, 4, 1))
    with pytest.raises(services.CannotEnd, match="al beëindigd"):
        services.end_lidmaatschap(lid.pk, actor=manager, lid_tot=date(2026, 5, 1))


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in (Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM)])
def test_groups_are_managed_by_who_has_the_right(groep, gebruiker_met, rol):
    actor = gebruiker_met(rol)
    lid = AmbassadeurFactory(groep=groep)
    for attempt in (
        lambda: services.add_groep(actor=actor, naam="X", soort="inwoners", omschrijving="X", gestart_op=DAY),
        lambda: services.add_lid(groep.pk, actor=actor, aanduiding="X", lid_van=DAY),
        lambda: services.end_lidmaatschap(lid.pk, actor=actor, lid_tot=DAY),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
