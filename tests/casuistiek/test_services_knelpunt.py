"""Knelpunten: linked, merged and split without losing anything, and asked about when they come back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from brunssum.core.models import Actiepunt, LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Casusknelpunt, Knelpunt
from casuistiek.queries.knelpunten import knelpunten_of
from casuistiek.services import CannotLearn
from casuistiek.stappen import Stap
from inspanningen.models import Leerpunt
from tests.factories import CasusFactory, KnelpuntFactory, LeerpuntFactory

from .conftest import MELDING

NIEUW = {"naam": "Twee loketten wachten", "soort": "wachten", "domein": "wonen"}


@pytest.fixture
def programmateam(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM, naam="Programmateam")


def link(casus, knelpunt, actor, op=MELDING):
    return services.link_knelpunt(casus.pk, actor=actor, op=op, knelpunt=knelpunt)


def seen(knelpunt, aantal, actor, op=MELDING):
    for _ in range(aantal):
        link(CasusFactory(casusverantwoordelijke=actor, gemeld_op=MELDING), knelpunt, actor, op)


def questions(knelpunt):
    return Actiepunt.objects.about(knelpunt).filter(soort="knelpunt.leerpunt")


def test_link_knelpunt_remembers_who_and_when(casus_op, wijkmanager):
    casus, knelpunt = casus_op(Stap.TER_PLEKKE), KnelpuntFactory()
    made = link(casus, knelpunt, wijkmanager, MELDING + timedelta(days=5))
    casus.refresh_from_db()
    assert (made.door, made.op, casus.bewogen_op) == (wijkmanager, made.op, MELDING + timedelta(days=5))
    regel = LogRegel.objects.about(casus).first()
    assert (regel.actie, regel.na) == ("casus.knelpunt", {"knelpunt_id": knelpunt.pk})


def test_link_knelpunt_twice_is_refused(casus_op, wijkmanager):
    casus, knelpunt = casus_op(Stap.TER_PLEKKE), KnelpuntFactory()
    link(casus, knelpunt, wijkmanager)
    with pytest.raises(CannotLearn, match="staat al bij deze casus"):
        link(casus, knelpunt, wijkmanager)


def test_link_knelpunt_also_when_the_casus_ended(casus_op, wijkmanager):
    casus = casus_op(Stap.GESLOTEN)
    link(casus, KnelpuntFactory(), wijkmanager)
    assert len(knelpunten_of(casus)) == 1


@pytest.mark.parametrize("rol", [Rol.WIJKMANAGER, Rol.PROGRAMMATEAM, Rol.BESTUUR])
def test_link_knelpunt_is_for_who_handles_the_casus(casus_op, gebruiker_met, rol):
    casus, ander = casus_op(Stap.TER_PLEKKE), gebruiker_met(rol)
    with pytest.raises(PermissionDenied):
        link(casus, KnelpuntFactory(), ander)
    with pytest.raises(PermissionDenied):
        services.unlink_knelpunt(casus.pk, actor=ander, knelpunt=KnelpuntFactory())


def test_link_knelpunt_waits_until_the_melding_is_done(wijkmanager):
    concept = CasusFactory(casusverantwoordelijke=wijkmanager, is_concept=True, nummer=None)
    with pytest.raises(CannotLearn, match="concept"):
        link(concept, KnelpuntFactory(), wijkmanager)


def test_unlink_knelpunt_takes_it_off_and_leaves_a_trace(casus_op, wijkmanager):
    casus, knelpunt = casus_op(Stap.TER_PLEKKE), KnelpuntFactory()
    link(casus, knelpunt, wijkmanager)
    services.unlink_knelpunt(casus.pk, actor=wijkmanager, knelpunt=knelpunt)
    services.unlink_knelpunt(casus.pk, actor=wijkmanager, knelpunt=knelpunt)
    assert knelpunten_of(casus) == []
    assert LogRegel.objects.about(casus).filter(actie="casus.knelpunt_weg").count() == 1


# Three casussen ask for a leerpunt


def test_three_casussen_ask_the_owner_for_a_leerpunt_once(wijkmanager, programmateam):
    knelpunt = KnelpuntFactory(eigenaar=programmateam)
    seen(knelpunt, 2, wijkmanager)
    assert not questions(knelpunt).exists()
    seen(knelpunt, 3, wijkmanager, MELDING + timedelta(days=1))
    asked = questions(knelpunt).get()
    assert (asked.eigenaar, asked.vervalt_op) == (programmateam, MELDING + timedelta(weeks=4, days=1))
    assert knelpunt.naam in asked.titel


def test_no_leerpunt_is_asked_when_there_is_one(wijkmanager):
    knelpunt = KnelpuntFactory()
    knelpunt.leerpunten.add(LeerpuntFactory())
    seen(knelpunt, 3, wijkmanager)
    assert not questions(knelpunt).exists()


def test_a_leerpunt_answers_the_question(wijkmanager, programmateam):
    knelpunt = KnelpuntFactory(eigenaar=programmateam)
    seen(knelpunt, 3, wijkmanager)
    leerpunt = services.learn_from_knelpunt(
        knelpunt.pk, actor=programmateam, op=MELDING, titel="Eén tafel", tekst="Nu twee.", leercirkel="uitvoering"
    )  # fmt: skip
    assert list(knelpunt.leerpunten.all()) == [leerpunt]
    assert (questions(knelpunt).get().status, questions(knelpunt).get().uitkomst) == ("afgerond", "Leerpunt: Eén tafel")  # fmt: skip
    assert knelpunt.naam in leerpunt.herkomst


def test_a_leerpunt_of_another_lets_the_owner_off(wijkmanager, programmateam, gebruiker_met):
    knelpunt = KnelpuntFactory(eigenaar=programmateam)
    seen(knelpunt, 3, wijkmanager)
    services.link_leerpunt(knelpunt.pk, actor=gebruiker_met(Rol.BATENEIGENAAR), leerpunt=LeerpuntFactory())
    assert questions(knelpunt).get().status == "ingetrokken"


def test_the_question_goes_along_to_another_owner(wijkmanager, programmateam, gebruiker_met):
    knelpunt, ander = KnelpuntFactory(eigenaar=programmateam), gebruiker_met(Rol.BATENEIGENAAR)
    seen(knelpunt, 3, wijkmanager)
    velden = NIEUW | {
        "regeling": "",
        "organisatie": None,
        "omschrijving": "",
        "wat_helpt": "",
        "eigenaar": ander,
    }
    services.edit_knelpunt(knelpunt.pk, actor=programmateam, **velden)
    assert questions(knelpunt).get().eigenaar == ander


# The knelpunt itself


def test_add_knelpunt_with_a_casus_links_it_and_is_owned_by_its_maker(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    knelpunt = services.add_knelpunt(actor=wijkmanager, op=MELDING, casus_id=casus.pk, **NIEUW)
    assert knelpunt.eigenaar == wijkmanager
    assert knelpunten_of(casus) == [knelpunt]


def test_add_knelpunt_that_is_there_is_refused(wijkmanager):
    KnelpuntFactory(naam="twee LOKETTEN wachten")
    with pytest.raises(ValidationError, match="er al"):
        services.add_knelpunt(actor=wijkmanager, op=MELDING, **NIEUW)


@pytest.mark.parametrize("rol", [Rol.BESTUUR, Rol.AMBASSADEUR, Rol.PARTNER, Rol.RAADSLID])
def test_add_knelpunt_is_refused_to_who_only_reads(gebruiker_met, rol):
    with pytest.raises(PermissionDenied):
        services.add_knelpunt(actor=gebruiker_met(rol), op=MELDING, **NIEUW)


@pytest.mark.parametrize("tekst", ["Bel 06-12345678.", "Mail jan@example.org.", "BSN 111222333."])
def test_add_knelpunt_refuses_what_reaches_a_person(wijkmanager, tekst):
    with pytest.raises(CannotLearn, match="Haal dat eruit"):
        services.add_knelpunt(actor=wijkmanager, op=MELDING, omschrijving=tekst, **NIEUW)
    assert not Knelpunt.objects.exists()


def test_add_knelpunt_refuses_the_name_of_who_the_casus_is_about(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam="Zwaluw")
    with pytest.raises(CannotLearn, match="naam van een betrokkene"):
        services.add_knelpunt(
            actor=wijkmanager, op=MELDING, casus_id=casus.pk, omschrijving="Bij Zwaluw.", **NIEUW
        )


def test_edit_knelpunt_is_for_its_owner_and_the_team(wijkmanager, gebruiker_met):
    knelpunt = KnelpuntFactory(eigenaar=wijkmanager)
    velden = NIEUW | {"regeling": "Wmo", "organisatie": None, "omschrijving": "", "wat_helpt": "Bellen."}
    for actor in (wijkmanager, gebruiker_met(Rol.PROGRAMMATEAM)):
        services.edit_knelpunt(knelpunt.pk, actor=actor, eigenaar=wijkmanager, **velden)
    with pytest.raises(PermissionDenied):
        services.edit_knelpunt(
            knelpunt.pk, actor=gebruiker_met(Rol.WIJKMANAGER), eigenaar=wijkmanager, **velden
        )
    regel = LogRegel.objects.about(knelpunt).get()
    assert regel.na["regeling"] == "Wmo"
    assert regel.detail == {"teksten": ["wat_helpt"]}


# Merging and splitting


def test_merge_counts_both_and_leaves_what_was_seen(wijkmanager, programmateam):
    oud, naar = KnelpuntFactory(), KnelpuntFactory()
    seen(oud, 2, wijkmanager)
    seen(naar, 1, wijkmanager)
    both = CasusFactory(casusverantwoordelijke=wijkmanager, gemeld_op=MELDING)
    for knelpunt in (oud, naar):
        link(both, knelpunt, wijkmanager)
    leerpunt = LeerpuntFactory()
    oud.leerpunten.add(leerpunt)
    before = set(Casusknelpunt.objects.values_list("casus", "knelpunt", "door", "op"))
    services.merge_knelpunt(oud.pk, actor=programmateam, op=MELDING, naar=naar)
    assert set(Casusknelpunt.objects.values_list("casus", "knelpunt", "door", "op")) == before
    assert Casusknelpunt.objects.of(naar).values("casus").distinct().count() == 4
    assert list(naar.leerpunten.all()) == [leerpunt]
    assert knelpunten_of(both) == [naar]
    assert list(Knelpunt.objects.current()) == [naar]


def test_merge_takes_along_what_was_merged_before(programmateam):
    eerste, tweede, derde = (KnelpuntFactory() for _ in range(3))
    services.merge_knelpunt(eerste.pk, actor=programmateam, op=MELDING, naar=tweede)
    services.merge_knelpunt(tweede.pk, actor=programmateam, op=MELDING, naar=derde)
    assert set(derde.opgenomen.all()) == {eerste, tweede}


def test_merge_asks_once_for_both(wijkmanager, programmateam):
    oud, naar = KnelpuntFactory(eigenaar=programmateam), KnelpuntFactory(eigenaar=wijkmanager)
    seen(oud, 3, wijkmanager)
    services.merge_knelpunt(oud.pk, actor=programmateam, op=MELDING, naar=naar)
    assert questions(oud).get().status == "ingetrokken"
    assert questions(naar).get().eigenaar == wijkmanager


def test_a_casus_that_runs_into_a_merged_knelpunt_counts_for_the_other(casus_op, wijkmanager, programmateam):
    oud, naar = KnelpuntFactory(), KnelpuntFactory()
    services.merge_knelpunt(oud.pk, actor=programmateam, op=MELDING, naar=naar)
    casus = casus_op(Stap.TER_PLEKKE)
    assert link(casus, oud, wijkmanager).knelpunt == naar
    with pytest.raises(CannotLearn):
        link(casus, oud, wijkmanager)


def test_merge_with_itself_is_refused(programmateam):
    knelpunt = KnelpuntFactory()
    with pytest.raises(CannotLearn, match="ander knelpunt"):
        services.merge_knelpunt(knelpunt.pk, actor=programmateam, op=MELDING, naar=knelpunt)


def test_merge_and_split_are_for_the_team(wijkmanager):
    knelpunt = KnelpuntFactory(eigenaar=wijkmanager)
    with pytest.raises(PermissionDenied):
        services.merge_knelpunt(knelpunt.pk, actor=wijkmanager, op=MELDING, naar=KnelpuntFactory())
    with pytest.raises(PermissionDenied):
        services.split_knelpunt(knelpunt.pk, actor=wijkmanager, op=MELDING, **NIEUW)


def test_split_takes_casussen_along_with_who_and_when(wijkmanager, programmamanager):
    bron = KnelpuntFactory(regeling="Wmo")
    seen(bron, 3, wijkmanager)
    mee, *_ = [een.casus for een in Casusknelpunt.objects.of(bron).select_related("casus")]
    nieuw = services.split_knelpunt(bron.pk, actor=programmamanager, op=MELDING + timedelta(days=9), casussen=[mee], **NIEUW)  # fmt: skip
    moved = Casusknelpunt.objects.get(knelpunt=nieuw)
    assert (moved.casus, moved.door, moved.op) == (mee, wijkmanager, MELDING)
    assert (nieuw.afgesplitst_van, nieuw.regeling, nieuw.eigenaar) == (bron, "Wmo", bron.eigenaar)
    assert Casusknelpunt.objects.of(bron).count() == 2
    assert LogRegel.objects.about(mee).first().voor == {"knelpunt_id": bron.pk}


def test_split_of_two_that_were_merged_moves_a_casus_of_both_once(wijkmanager, programmamanager):
    oud, bron = KnelpuntFactory(), KnelpuntFactory()
    casus = CasusFactory(casusverantwoordelijke=wijkmanager, gemeld_op=MELDING)
    for knelpunt in (oud, bron):
        link(casus, knelpunt, wijkmanager)
    services.merge_knelpunt(oud.pk, actor=programmamanager, op=MELDING, naar=bron)
    nieuw = services.split_knelpunt(bron.pk, actor=programmamanager, op=MELDING, casussen=[casus], **NIEUW)
    assert knelpunten_of(casus) == [nieuw]


def test_split_moves_no_casus_that_the_actor_may_not_see(wijkmanager, programmateam):
    bron = KnelpuntFactory()
    seen(bron, 1, wijkmanager)
    casus = Casusknelpunt.objects.get().casus
    services.split_knelpunt(bron.pk, actor=programmateam, op=MELDING, casussen=[casus], **NIEUW)
    assert knelpunten_of(casus) == [bron]


def test_unlink_leerpunt_leaves_the_leerpunt(wijkmanager, programmateam):
    knelpunt, leerpunt = KnelpuntFactory(), LeerpuntFactory()
    knelpunt.leerpunten.add(leerpunt)
    with pytest.raises(PermissionDenied):
        services.unlink_leerpunt(knelpunt.pk, actor=wijkmanager, leerpunt=leerpunt)
    services.unlink_leerpunt(knelpunt.pk, actor=programmateam, leerpunt=leerpunt)
    assert not knelpunt.leerpunten.exists()
    assert Leerpunt.objects.filter(pk=leerpunt.pk).exists()
