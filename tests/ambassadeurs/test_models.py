from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ambassadeurs.models import Ambassadeur, Ambassadeursgroep
from brunssum.core.rollen import RECHTEN, Recht, Rol
from tests.factories import AmbassadeurFactory, AmbassadeursgroepFactory, GebruikerFactory

DAY = date(2026, 3, 1)


def test_a_membership_ends_after_it_began(db):
    with pytest.raises(IntegrityError, match="lid_tot_na_lid_van"), transaction.atomic():
        AmbassadeurFactory(lid_van=DAY, lid_tot=DAY)


def test_an_account_is_a_member_of_a_group_once_at_a_time(db):
    groep, gebruiker = AmbassadeursgroepFactory(), GebruikerFactory()
    AmbassadeurFactory(groep=groep, gebruiker=gebruiker, lid_van=DAY, lid_tot=date(2026, 4, 1))
    AmbassadeurFactory(groep=groep, gebruiker=gebruiker, lid_van=date(2026, 5, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        AmbassadeurFactory(groep=groep, gebruiker=gebruiker, lid_van=date(2026, 6, 1))
    AmbassadeurFactory(groep=groep)
    AmbassadeurFactory(groep=groep)


def test_active_on_is_from_the_first_day_to_the_last(db):
    lid = AmbassadeurFactory(lid_van=DAY, lid_tot=date(2026, 4, 1))
    days = {date(2026, 2, 28): False, DAY: True, date(2026, 3, 31): True, date(2026, 4, 1): False}
    assert {day: lid.is_active_on(day) for day in days} == days
    assert {day: Ambassadeur.objects.active_on(day).exists() for day in days} == days


def test_for_list_counts_who_takes_part_today(db):
    new = AmbassadeursgroepFactory(gestart_op=date(2026, 1, 1))
    old = AmbassadeursgroepFactory(gestart_op=date(2025, 1, 1))
    AmbassadeurFactory.create_batch(2, groep=old, lid_van=date(2025, 2, 1))
    AmbassadeurFactory(groep=old, lid_van=date(2025, 2, 1), lid_tot=date(2025, 3, 1))
    rows = Ambassadeursgroep.objects.for_list(DAY)
    assert [(groep, groep.aantal_leden) for groep in rows] == [(old, 2), (new, 0)]


@pytest.mark.parametrize("rol", list(Rol))
def test_visible_to_who_has_the_right(db, gebruiker_met, rol):
    AmbassadeursgroepFactory()
    visible = Ambassadeursgroep.objects.visible_to(gebruiker_met(rol)).exists()
    assert visible == (Recht.AMBASSADEURS_ZIEN in RECHTEN[rol])


def test_str_is_the_name(db):
    lid = AmbassadeurFactory(aanduiding="Huisarts", groep__naam="Externe partijen")
    assert (str(lid), str(lid.groep)) == ("Huisarts", "Externe partijen")
