"""What must always be true, held by the database: each constraint with an attempt to break it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from casuistiek.models import Betrokkene, Boeking, Casus, CasusLeefgebied, Mandaat, Notitie, Overdracht
from casuistiek.stappen import Stap
from tests.factories import CasusFactory, GebruikerFactory

DAY = date(2026, 6, 1)


def refuses(constraint, change):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        change()


@pytest.mark.parametrize("missing", [{"nummer": None}, {"gebied": None}, {"wat_gaat_mis": ""}])
def test_casus_counts_only_when_complete(db, missing):
    refuses("casus_telt_pas", lambda: CasusFactory(**missing))


def test_concept_has_no_number_and_takes_no_steps(db):
    refuses("casus_telt_pas", lambda: CasusFactory(is_concept=True))
    refuses("casus_telt_pas", lambda: CasusFactory(is_concept=True, nummer=None, stap=Stap.VOORSTEL))


def test_casus_always_has_a_casusverantwoordelijke(db):
    refuses("casusverantwoordelijke", lambda: CasusFactory(casusverantwoordelijke=None))


def test_casus_stands_on_a_step_that_exists(db):
    refuses("casus_stap_bestaat", lambda: CasusFactory(stap="wachtkamer"))


@pytest.mark.parametrize(
    "field", ["stap_sinds", "bewogen_op", "eerste_hulp_op", "besloten_op", "gesloten_op"]
)
def test_nothing_happens_before_the_melding(db, field):
    refuses("casus_data_na_melding", lambda: CasusFactory(gemeld_op=DAY, **{field: DAY - timedelta(days=1)}))


def test_a_verhaal_is_released_whole_or_not(db):
    door = GebruikerFactory()
    for velden in (
        {"vrijgegeven_op": DAY},
        {"vrijgegeven_door": door},
        {"vrijgegeven_op": DAY, "vrijgegeven_door": door, "verhaal_titel": "Een dak"},
        {"vrijgegeven_op": DAY, "vrijgegeven_door": door, "anoniem_verhaal": "Het dak lekte."},
    ):
        refuses("casus_verhaal_vrijgegeven", lambda velden=velden: CasusFactory(**velden))


def test_a_leefgebied_is_named_once(db):
    casus = CasusFactory()
    CasusLeefgebied.objects.create(casus=casus, leefgebied="geld")
    refuses(
        "casus_leefgebied|leefgebied.*casus_id|casus_id.*leefgebied",
        lambda: CasusLeefgebied.objects.create(casus=casus, leefgebied="geld"),
    )


def test_a_notitie_is_not_empty(db):
    casus = CasusFactory()
    refuses("notitie_niet_leeg", lambda: Notitie.objects.create(casus=casus, tekst="", op=DAY, door=casus.casusverantwoordelijke))  # fmt: skip


def test_one_overdracht_waits_at_a_time_and_goes_to_another(db):
    casus, ander = CasusFactory(), GebruikerFactory()
    van = casus.casusverantwoordelijke
    words = {"casus": casus, "van": van, "voorgesteld_door": van, "voorgesteld_op": DAY}
    refuses("overdracht_naar_een_ander", lambda: Overdracht.objects.create(naar=van, **words))
    refuses(
        "beantwoord_met_datum", lambda: Overdracht.objects.create(naar=ander, status="aangenomen", **words)
    )
    Overdracht.objects.create(naar=ander, **words)
    refuses(
        "overdracht_een_open|casus_id", lambda: Overdracht.objects.create(naar=GebruikerFactory(), **words)
    )


def test_a_boeking_is_what_its_soort_says(db, budget, programmamanager):
    casus = CasusFactory()

    def book(**velden):
        return Boeking.objects.create(
            **{"budget": budget, "bedrag": 1, "op": DAY, "door": programmamanager} | velden
        )

    refuses("boeking_bedrag", lambda: book(soort="betaling", casus=casus, bedrag=-1))
    refuses("boeking_correctie_verwijst", lambda: book(soort="correctie", casus=casus))
    refuses(
        "boeking_correctie_verwijst",
        lambda: book(soort="betaling", casus=casus, corrigeert=budget.boekingen.get()),
    )
    refuses("boeking_op_een_casus", lambda: book(soort="verplichting"))
    refuses("boeking_op_een_casus", lambda: book(soort="toekenning", casus=casus))


def test_a_mandaat_is_not_negative(db):
    def mandaat(alleen, als_tweede):
        return lambda: Mandaat.objects.create(
            rol="programmamanager", tot_bedrag=alleen, als_tweede_tot_bedrag=als_tweede
        )

    refuses("mandaat_niet_negatief", mandaat(-1, 0))
    refuses("mandaat_als_tweede_niet_lager", mandaat(100, 99))


def test_str_of_a_casus_is_its_number(db):
    casus = CasusFactory(nummer="2026-014")
    assert (str(casus), str(Casus(is_concept=True))) == ("Casus 2026-014", "Casus in concept")
    assert str(Betrokkene(pk=3, naam="Zwaluw", casus=casus)) == "Betrokkene 3"
