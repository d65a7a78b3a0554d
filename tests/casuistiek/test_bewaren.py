"""What has been kept long enough goes, after two persons agreed, and leaves a proof. Nothing else goes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from brunssum.core import taken
from brunssum.core.models import Actiepunt, LogRegel, Taak
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.bewaren import due_casussen
from casuistiek.models import (
    Betrokkene,
    Bewaartermijn,
    Bijlage,
    Casus,
    Notitie,
    Vernietigingsbewijs,
    Vernietigingslijst,
    Vernietigingsregel,
)
from casuistiek.signaalstanden import Stand
from casuistiek.stappen import Stap
from casuistiek.tasks import bewaartermijnen
from inspanningen.models import Projectformulierimport
from tests.factories import CasusFactory, SignaalFactory

from .conftest import MELDING
from .kanarie import NAME, SENTENCE, poison, tables_with

NU = datetime(2045, 6, 1, 4, 0, tzinfo=UTC)
LATER = NU.date()
"""Long after every term."""


@pytest.fixture(autouse=True)
def termijnen(db):
    services.load_bewaren(actor=None)


@pytest.fixture(autouse=True)
def files_and_queue(monkeypatch, settings, tmp_path):
    """Files go to a folder of this test; work that is asked for waits."""
    monkeypatch.setattr(taken.run_taak, "apply_async", lambda **message: None)
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }


@pytest.fixture
def functionaris(gebruiker_met):
    return gebruiker_met(Rol.FUNCTIONARIS, naam="Functionaris")


@pytest.fixture
def beheerder(gebruiker_met):
    return gebruiker_met(Rol.BEHEERDER)


@pytest.fixture
def full(casus_op, wijkmanager):
    """A closed casus with one of everything that a person wrote or sent."""
    casus = casus_op(Stap.GESLOTEN)
    Betrokkene.objects.create(casus=casus, naam=NAME, contact=NAME)
    Notitie.objects.create(casus=casus, tekst="Gezien.", op=MELDING, door=wijkmanager)
    name = default_storage.save("casuistiek/brief.pdf", ContentFile(b"%PDF-brief"))
    Bijlage.objects.create(casus=casus, omschrijving="Brief", soort="pdf", bestand=name, omvang=10, sha256="0" * 64, op=MELDING, door=wijkmanager)  # fmt: skip
    Actiepunt.objects.create(
        titel="Bellen",
        eigenaar=wijkmanager,
        vervalt_op=MELDING,
        onderwerp_soort=ContentType.objects.get_for_model(Casus),
        onderwerp_id=casus.pk,
        vertrouwelijk=True,
    )
    signaal = SignaalFactory(casus=casus, stand=Stand.GESLOTEN, afgesloten_op=MELDING, kenmerk="W-1")
    signaal.aanvullingen.create(soort="vraag", tekst="Is er haast?", op=MELDING, door=wijkmanager)
    signaal.stappen.create(stand=Stand.GESLOTEN, op=MELDING, door=wijkmanager, bericht="Klaar.")
    poison()
    return casus


def meld(voortgang, zin):
    """The bar of a job that nobody watches."""


@pytest.fixture
def agreed(programmamanager, functionaris):
    """A list of what is due, that two persons agreed with."""

    def make(*, vandaag=LATER):
        lijst = services.make_vernietigingslijst(vandaag=vandaag)
        services.agree(lijst.pk, actor=programmamanager, op=NU)
        services.agree(lijst.pk, actor=functionaris, op=NU)
        lijst.refresh_from_db()
        return lijst

    return make


# What is due


@pytest.mark.parametrize(
    ("stap", "toegekend", "soort"),
    [
        (Stap.GESLOTEN, True, "met_hulp"),
        (Stap.DOORGELEID, True, "melding"),
        (Stap.INGETROKKEN, True, "melding"),
    ],
)
def test_due_casussen_are_of_one_kind_each(casus_op, stap, toegekend, soort):
    casus = casus_op(stap, toegekend=toegekend)
    due = {termijn.soort for termijn in Bewaartermijn.objects.filter(soort__in=Bewaartermijn.CASUSSEN) if due_casussen(termijn, LATER).filter(pk=casus.pk)}  # fmt: skip
    assert due == {soort}


def test_a_refused_casus_is_kept_shorter_than_one_with_help(casus_op, wijkmanager):
    casus = casus_op(Stap.BESLUIT, toegekend=False)
    services.doorgeleiden(
        casus.pk, actor=wijkmanager, op=MELDING + timedelta(days=9), toelichting="Kan toch."
    )
    assert list(due_casussen(Bewaartermijn.objects.get(soort="zonder_hulp"), LATER)) == [casus]


def test_a_casus_is_due_on_the_day_its_term_is_over(casus_op):
    casus = casus_op(Stap.DOORGELEID)
    termijn = Bewaartermijn.objects.get(soort="melding")
    day = date(casus.gesloten_op.year + 1, casus.gesloten_op.month, casus.gesloten_op.day)
    assert not due_casussen(termijn, day - timedelta(days=1)).exists()
    assert due_casussen(termijn, day).exists()


@pytest.mark.parametrize("held", [{"beperkt_op": MELDING}, {"stap": Stap.TER_PLEKKE}])
def test_a_casus_that_is_restricted_or_runs_again_is_not_due(casus_op, held):
    casus = casus_op(Stap.DOORGELEID)
    Casus.objects.filter(pk=casus.pk).update(**held)
    assert services.make_vernietigingslijst(vandaag=LATER) is None


def test_a_running_casus_is_never_due(casus_op):
    casus_op(Stap.NAZORG)
    assert services.make_vernietigingslijst(vandaag=LATER) is None


def test_make_vernietigingslijst_twice_makes_one(casus_op):
    casus_op(Stap.DOORGELEID)
    lijst = services.make_vernietigingslijst(vandaag=LATER)
    assert lijst.regels.count() == 1
    assert services.make_vernietigingslijst(vandaag=LATER) is None


# Agreeing


def test_one_person_cannot_agree_twice(casus_op, programmamanager):
    casus_op(Stap.DOORGELEID)
    lijst = services.make_vernietigingslijst(vandaag=LATER)
    assert services.agree(lijst.pk, actor=programmamanager, op=NU) is None
    with pytest.raises(services.CannotErase, match="Een ander"):
        services.agree(lijst.pk, actor=programmamanager, op=NU)


def test_the_database_refuses_one_person_for_both(programmamanager):
    with pytest.raises(IntegrityError), transaction.atomic():
        Vernietigingslijst.objects.create(
            opgesteld_op=LATER, status="vastgesteld", eerste_akkoord=programmamanager, tweede_akkoord=programmamanager
        )  # fmt: skip


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.PROGRAMMAMANAGER, Rol.FUNCTIONARIS}))
def test_agree_and_keep_longer_are_for_two_rollen(casus_op, gebruiker_met, rol):
    casus_op(Stap.DOORGELEID)
    lijst = services.make_vernietigingslijst(vandaag=LATER)
    with pytest.raises(PermissionDenied):
        services.agree(lijst.pk, actor=gebruiker_met(rol), op=NU)
    with pytest.raises(PermissionDenied):
        services.keep_longer(lijst.regels.get().pk, actor=gebruiker_met(rol), omdat="Bezwaar")


def test_keep_longer_takes_back_the_first_akkoord_and_asks_again_after_a_year(casus_op, programmamanager):
    casus_op(Stap.DOORGELEID)
    lijst = services.make_vernietigingslijst(vandaag=LATER)
    services.agree(lijst.pk, actor=programmamanager, op=NU)
    services.keep_longer(lijst.regels.get().pk, actor=programmamanager, omdat="Er loopt een bezwaar.")
    lijst.refresh_from_db()
    assert (lijst.status, lijst.eerste_akkoord) == ("opgesteld", None)
    assert services.make_vernietigingslijst(vandaag=LATER + timedelta(days=360)) is None
    assert services.make_vernietigingslijst(vandaag=LATER + timedelta(days=370)) is not None


# Erasing


def test_nothing_of_a_person_and_no_word_is_left(full, agreed, django_capture_on_commit_callbacks):
    """Also in a table or field that is made tomorrow: every text of every model that hangs on a casus was filled."""
    assert {"casuistiek_notitie", "casuistiek_bijlage", "casuistiek_voorstel", "core_actiepunt"} <= {
        table for table, _ in tables_with(SENTENCE)
    }
    Vernietigingsregel.objects.update(bewaren_omdat="")  # the canary sat there too
    lijst = agreed()
    with django_capture_on_commit_callbacks(execute=True):
        assert services.destroy(lijst.pk, op=NU, meld=meld) == 1
    assert tables_with(SENTENCE) == set()
    assert not Betrokkene.objects.exists()
    assert not default_storage.exists("casuistiek/brief.pdf")


def test_the_skeleton_stays_without_the_buurt(full, agreed, wijk):
    services.destroy(agreed().pk, op=NU, meld=meld)
    casus = Casus.objects.get()
    assert (casus.nummer, casus.stap, casus.toegekend_bedrag, casus.gebied) == (full.nummer, full.stap, full.toegekend_bedrag, wijk)  # fmt: skip
    assert casus.leefgebieden.count() == 2
    assert casus.boekingen.count() == full.boekingen.count()
    assert casus.vernietigd_op == LATER


def test_the_proof_says_what_how_much_by_whom_and_why_and_is_never_changed(
    full, agreed, programmamanager, functionaris
):
    services.destroy(agreed().pk, op=NU, meld=meld)
    bewijs = Vernietigingsbewijs.objects.get()
    assert (bewijs.soort, bewijs.nummer, bewijs.maanden) == ("met_hulp", full.nummer, 180)
    assert {bewijs.eerste_akkoord, bewijs.tweede_akkoord} == {programmamanager, functionaris}
    counts = bewijs.aantallen
    assert (counts["betrokkenen"], counts["notities"], counts["bijlagen"]) == (1, 1, 1)
    assert counts["actiepunten"] >= 1
    assert not Actiepunt.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Vernietigingsbewijs.objects.update(nummer="")
    with pytest.raises(DatabaseError), transaction.atomic():
        Vernietigingsbewijs.objects.all()._raw_delete(using="default")


def test_destroy_waits_for_both(casus_op, programmamanager):
    casus_op(Stap.DOORGELEID)
    lijst = services.make_vernietigingslijst(vandaag=LATER)
    services.agree(lijst.pk, actor=programmamanager, op=NU)
    assert services.destroy(lijst.pk, op=NU, meld=meld) == 0
    assert Casus.objects.get().wat_gaat_mis


def test_destroy_killed_halfway_goes_on_and_twice_does_nothing_more(casus_op, agreed):
    for _ in range(3):
        casus_op(Stap.DOORGELEID)
    lijst = agreed()

    def die_at_the_second(voortgang, zin):
        if zin.startswith("Casus 2"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.destroy(lijst.pk, op=NU, meld=die_at_the_second)
    assert Vernietigingsbewijs.objects.count() == 1
    assert services.destroy(lijst.pk, op=NU, meld=meld) == 2
    assert services.destroy(lijst.pk, op=NU, meld=meld) == 0
    assert Vernietigingsbewijs.objects.count() == 3
    lijst.refresh_from_db()
    assert lijst.status == Vernietigingslijst.Status.VERNIETIGD


def test_destroy_spares_what_runs_again_since_the_list_was_made(casus_op, wijkmanager, agreed):
    casus = casus_op(Stap.DOORGELEID)
    lijst = agreed()
    services.go_to(casus.pk, actor=wijkmanager, op=MELDING + timedelta(days=30))
    assert services.destroy(lijst.pk, op=NU, meld=meld) == 0
    casus.refresh_from_db()
    assert casus.wat_gaat_mis
    assert lijst.regels.get().bewaren_omdat == "De casus loopt weer."


def test_an_erased_casus_is_shown_to_nobody_and_still_counts(casus_op, agreed, programmamanager, client):
    casus = casus_op(Stap.DOORGELEID)
    services.destroy(agreed().pk, op=NU, meld=meld)
    client.force_login(programmamanager)
    assert client.get(reverse("casuistiek:detail", args=[casus.kenmerk])).status_code == 404
    assert Casus.objects.logged().count() == 1


# The night


def test_what_was_never_finished_is_cleaned_up_with_a_proof(wijkmanager):
    def concept(op):
        return CasusFactory(
            nummer=None,
            is_concept=True,
            gemeld_op=op,
            casusverantwoordelijke=wijkmanager,
            wat_gaat_mis="half",
        )

    old, young = concept(date(2026, 1, 1)), concept(date(2026, 2, 20))
    geimporteerd = Projectformulierimport.objects.create(
        bestandsnaam="a.txt",
        door=wijkmanager,
        uitkomst={"kaarten": 1},
        geupload_op=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert services.clean_up_unaccepted(vandaag=date(2026, 3, 1)) == {"signaal": 0, "concept": 1, "import": 1}
    assert list(Casus.objects.all()) == [young] != [old]
    geimporteerd.refresh_from_db()
    assert (geimporteerd.status, geimporteerd.uitkomst) == ("vervallen", {})
    assert list(Vernietigingsbewijs.objects.values_list("aantallen", flat=True)) == [
        {"stuks": 1},
        {"stuks": 1},
    ]
    assert services.clean_up_unaccepted(vandaag=date(2026, 3, 1)) == {"signaal": 0, "concept": 0, "import": 0}


@pytest.mark.parametrize("stand", [Stand.NIET_OPGEPAKT, Stand.INGETROKKEN])
def test_a_signaal_that_was_no_casus_is_erased_a_year_after_it_ended(wijkmanager, stand):
    def ended(op):
        signaal = SignaalFactory(
            ontvangen_op=op, stand=stand, afgesloten_op=op, kenmerk=f"W-{op.day}", al_geprobeerd="Gebeld."
        )
        Betrokkene.objects.create(signaal=signaal, naam=NAME)
        signaal.aanvullingen.create(soort="aanvulling", tekst="Het wordt erger.", op=op)
        signaal.stappen.create(stand=stand, op=op, door=wijkmanager, bericht="Dit kan de huisarts doen.")
        return signaal

    old, young = ended(date(2025, 2, 28)), ended(date(2025, 3, 2))
    waiting = SignaalFactory(ontvangen_op=date(2020, 1, 1))
    assert services.clean_up_unaccepted(vandaag=date(2026, 3, 1))["signaal"] == 1
    old.refresh_from_db()
    assert (old.wat_gaat_mis, old.al_geprobeerd, old.kenmerk) == ("", "", "")
    assert old.vernietigd_op == date(2026, 3, 1)
    assert not old.betrokkenen.exists()
    assert not old.aanvullingen.exists()
    assert [stap.bericht for stap in old.stappen.all()] == [""]
    assert young.betrokkenen.exists()
    waiting.refresh_from_db()
    assert waiting.wat_gaat_mis, "its term has not begun: someone still waits for an answer"
    proof = Vernietigingsbewijs.objects.get()
    assert (proof.soort, proof.aantallen, proof.maanden) == ("signaal", {"stuks": 1}, 12)
    assert services.clean_up_unaccepted(vandaag=date(2026, 3, 1))["signaal"] == 0


def test_the_night_asks_again_for_work_that_was_not_finished(casus_op, agreed):
    casus_op(Stap.DOORGELEID)
    lijst = agreed()
    Taak.objects.update(status=Taak.Status.MISLUKT)
    bewaartermijnen()
    assert Taak.objects.filter(soort=services.VERNIETIGING, gegevens={"lijst_id": lijst.pk}).count() == 2


# Terms


def test_set_bewaartermijn_is_for_the_beheerder_and_leaves_a_row(beheerder, programmamanager):
    with pytest.raises(PermissionDenied):
        services.set_bewaartermijn("melding", actor=programmamanager, maanden=6, grondslag="Besluit")
    services.set_bewaartermijn("melding", actor=beheerder, maanden=6, grondslag="Besluit 2026-12")
    regel = LogRegel.objects.get(actie="bewaartermijn.vastgelegd", actor=beheerder)
    assert (regel.voor["maanden"], regel.na["maanden"]) == (12, 6)


def test_load_bewaren_changes_nothing_that_is_there(beheerder):
    services.set_bewaartermijn("melding", actor=beheerder, maanden=6, grondslag="Besluit 2026-12")
    assert services.load_bewaren(actor=None) == 0
    assert Bewaartermijn.objects.get(soort="melding").maanden == 6


# Pages


def test_the_start_page_asks_for_the_second_akkoord_of_another(
    client, casus_op, programmamanager, functionaris
):
    casus_op(Stap.DOORGELEID)
    lijst = services.make_vernietigingslijst(vandaag=LATER)
    services.agree(lijst.pk, actor=programmamanager, op=NU)
    for person, asked in ((programmamanager, False), (functionaris, True)):
        client.force_login(person)
        assert ("wacht op uw akkoord" in client.get(reverse("start")).content.decode()) == asked


def test_the_pages_take_a_list_from_akkoord_to_erased(client, casus_op, programmamanager, functionaris):
    casus = casus_op(Stap.DOORGELEID)
    lijst = services.make_vernietigingslijst(vandaag=LATER)
    page = reverse("casuistiek:vernietigingslijst", args=[lijst.pk])
    agree = reverse("casuistiek:vernietigingslijst_agree", args=[lijst.pk])
    client.force_login(programmamanager)
    assert casus.nummer in client.get(page).content.decode()
    client.post(agree)
    assert "Een ander geeft het tweede akkoord" in client.get(page).content.decode()
    client.force_login(functionaris)
    client.post(agree)
    taak = Taak.objects.get(soort=services.VERNIETIGING)
    assert f"taak-{taak.pk}" in client.get(page).content.decode()
    taken.run(taak.pk)
    assert "1 van 1" in client.get(page).content.decode()
    assert casus.nummer in client.get(reverse("casuistiek:bewaren")).content.decode()


def test_keep_longer_page_warns_and_refuses_in_the_form(client, casus_op, functionaris):
    casus_op(Stap.DOORGELEID)
    regel = services.make_vernietigingslijst(vandaag=LATER).regels.get()
    page = reverse("casuistiek:langer_bewaren", args=[regel.pk])
    client.force_login(functionaris)
    assert client.post(page, {"omdat": ""}).status_code == 422
    assert "telefoonnummer" in client.post(page, {"omdat": "Bel 0612345678"}).content.decode()
    assert client.post(page, {"omdat": "Er loopt een bezwaar."}).status_code == 302


def test_the_beheerder_sees_terms_and_no_lists(client, casus_op, beheerder):
    casus_op(Stap.DOORGELEID)
    services.make_vernietigingslijst(vandaag=LATER)
    client.force_login(beheerder)
    content = client.get(reverse("casuistiek:bewaren")).content.decode()
    assert "Bewaartermijnen" in content
    assert "Lijst" not in content
    change = reverse("casuistiek:bewaartermijn", args=["melding"])
    assert client.post(change, {"maanden": 0, "grondslag": "x"}).status_code == 422
    assert client.post(change, {"maanden": 6, "grondslag": "Besluit"}).status_code == 302


def test_the_page_of_a_list_has_a_fixed_number_of_queries(
    client, casus_op, functionaris, django_assert_max_num_queries
):
    for _ in range(3):
        casus_op(Stap.DOORGELEID)
    lijst = services.make_vernietigingslijst(vandaag=LATER)
    client.force_login(functionaris)
    with django_assert_max_num_queries(12):
        client.get(reverse("casuistiek:vernietigingslijst", args=[lijst.pk]))
