"""What people do with a mijlpaal, and what the services refuse."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from inspanningen.models import Mijlpaal, Planningsregel, Realisatieplanning
from inspanningen.presenters.planning import planningregel
from inspanningen.queries.mijlpalen import late_mijlpalen, mijlpaal_feiten, reached_mijlpalen
from inspanningen.services import mijlpalen as services
from inspanningen.services import realisatieplanningen
from inspanningen.vage_datum import read
from tests.factories import InspanningFactory, MijlpaalFactory

DAG = date(2026, 5, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def mijlpaal(programmamanager):
    return services.add_mijlpaal(
        InspanningFactory(nummer="2B", naam="Inwoners").pk,
        actor=programmamanager,
        naam="  Groep is \n samengesteld ",
        wanneer=read("medio apr. 2026"),
        getypt="medio apr. 2026",
    )


def move(mijlpaal, actor, wanneer, **kwargs):
    velden = {"naam": mijlpaal.naam, "reden": "De zaal was er niet."} | kwargs
    return services.edit_mijlpaal(mijlpaal.pk, actor=actor, op=DAG, wanneer=read(wanneer), **velden)


def test_add_keeps_what_was_typed_what_it_means_and_the_first_plan(mijlpaal):
    mijlpaal.refresh_from_db()
    assert mijlpaal.naam == "Groep is samengesteld"
    assert (mijlpaal.getypt, mijlpaal.wanneer) == ("medio apr. 2026", "medio april 2026")
    assert (mijlpaal.van, mijlpaal.tot) == (date(2026, 4, 11), date(2026, 4, 20))
    assert (mijlpaal.eerste_wanneer, mijlpaal.eerste_van, mijlpaal.eerste_tot) == ("medio april 2026", mijlpaal.van, mijlpaal.tot)  # fmt: skip
    regel = LogRegel.objects.about(mijlpaal).get()
    assert (regel.actie, regel.na["wanneer"]) == ("mijlpaal.toegevoegd", "medio april 2026")


def test_moving_asks_why_and_keeps_the_first_plan(mijlpaal, programmamanager):
    with pytest.raises(ValidationError, match="was medio april 2026 en wordt juni 2026") as refused:
        move(mijlpaal, programmamanager, "juni 2026", reden=" ")
    assert "reden" in refused.value.message_dict
    move(mijlpaal, programmamanager, "juni 2026")
    mijlpaal.refresh_from_db()
    assert (mijlpaal.wanneer, mijlpaal.eerste_wanneer) == ("juni 2026", "medio april 2026")
    assert (mijlpaal.eerste_van, mijlpaal.eerste_tot) == (date(2026, 4, 11), date(2026, 4, 20))
    verschuiving = mijlpaal.verschuivingen.get()
    assert (verschuiving.oud_wanneer, verschuiving.nieuw_wanneer, verschuiving.reden) == ("medio april 2026", "juni 2026", "De zaal was er niet.")  # fmt: skip
    regel = LogRegel.objects.about(mijlpaal).first()
    assert (regel.actie, regel.detail) == ("mijlpaal.verschoven", {"reden": "De zaal was er niet."})
    assert (regel.voor["wanneer"], regel.na["wanneer"]) == ("medio april 2026", "juni 2026")


def test_the_same_days_in_other_words_is_no_move(mijlpaal, programmamanager):
    move(mijlpaal, programmamanager, "11-4-2026 t/m 20-4-2026", reden="")
    assert not mijlpaal.verschuivingen.exists()
    mijlpaal.refresh_from_db()
    assert mijlpaal.wanneer == "11 april t/m 20 april 2026"


def test_saving_without_a_change_leaves_no_trace(mijlpaal, programmamanager):
    move(mijlpaal, programmamanager, "medio apr. 2026", getypt="medio apr. 2026", reden="")
    mijlpaal.refresh_from_db()
    assert mijlpaal.versienummer == 1
    assert LogRegel.objects.about(mijlpaal).count() == 1


def test_reach_says_since_when_and_never_in_the_future(mijlpaal, programmamanager):
    with pytest.raises(ValidationError, match="nog niet geweest"):
        services.reach_mijlpaal(mijlpaal.pk, actor=programmamanager, gehaald_op=date(2026, 5, 21), vandaag=DAG)  # fmt: skip
    services.reach_mijlpaal(mijlpaal.pk, actor=programmamanager, gehaald_op=DAG, vandaag=DAG)
    mijlpaal.refresh_from_db()
    assert (mijlpaal.status, mijlpaal.gehaald_op) == ("gehaald", DAG)
    with pytest.raises(ValidationError, match="al gehaald"):
        services.reach_mijlpaal(mijlpaal.pk, actor=programmamanager, gehaald_op=DAG, vandaag=DAG)
    with pytest.raises(ValidationError, match="Zet hem eerst terug"):
        move(mijlpaal, programmamanager, "juni 2026")


def test_vervallen_asks_why_and_can_be_taken_back_with_a_reason(mijlpaal, programmamanager):
    with pytest.raises(ValidationError, match="waarom deze mijlpaal vervalt"):
        services.drop_mijlpaal(mijlpaal.pk, actor=programmamanager, op=DAG, reden="\n")
    services.drop_mijlpaal(mijlpaal.pk, actor=programmamanager, op=DAG, reden="Geen geld.")
    with pytest.raises(ValidationError, match="al vervallen"):
        services.reach_mijlpaal(mijlpaal.pk, actor=programmamanager, gehaald_op=DAG, vandaag=DAG)
    with pytest.raises(ValidationError, match="weer gepland is"):
        services.reopen_mijlpaal(mijlpaal.pk, actor=programmamanager, reden="")
    services.reopen_mijlpaal(mijlpaal.pk, actor=programmamanager, reden="Toch geld.")
    mijlpaal.refresh_from_db()
    assert (mijlpaal.status, mijlpaal.vervallen_op, mijlpaal.vervallen_reden) == ("gepland", None, "")
    regel = LogRegel.objects.about(mijlpaal).first()
    assert (regel.actie, regel.detail["reden"], regel.voor["vervallen_reden"]) == ("mijlpaal.heropend", "Toch geld.", "Geen geld.")  # fmt: skip
    with pytest.raises(ValidationError, match="staat al gepland"):
        services.reopen_mijlpaal(mijlpaal.pk, actor=programmamanager, reden="Nog eens.")


def test_the_second_of_two_overwrites_nothing(mijlpaal, programmamanager):
    move(mijlpaal, programmamanager, "juni 2026", gelezen=1)
    for write in (
        lambda: move(mijlpaal, programmamanager, "juli 2026", gelezen=1),
        lambda: services.reach_mijlpaal(
            mijlpaal.pk, actor=programmamanager, gehaald_op=DAG, vandaag=DAG, gelezen=1
        ),
        lambda: services.drop_mijlpaal(mijlpaal.pk, actor=programmamanager, op=DAG, reden="Nee", gelezen=1),
        lambda: services.reopen_mijlpaal(mijlpaal.pk, actor=programmamanager, reden="Nee", gelezen=1),
    ):
        with pytest.raises(Tussentijds):
            write()
    mijlpaal.refresh_from_db()
    assert (mijlpaal.wanneer, mijlpaal.versienummer) == ("juni 2026", 2)


def test_only_the_projectleider_and_the_team_plan(mijlpaal, projectleider, gebruiker_met):
    eigen = InspanningFactory(projectleider=projectleider)
    services.add_mijlpaal(eigen.pk, actor=projectleider, naam="Klaar", wanneer=read("2026"))
    for wie in (projectleider, gebruiker_met(Rol.BESTUUR), gebruiker_met(Rol.AMBASSADEUR)):
        for write in (
            lambda wie=wie: services.add_mijlpaal(mijlpaal.inspanning_id, actor=wie, naam="K", wanneer=read("2026")),
            lambda wie=wie: move(mijlpaal, wie, "juni 2026"),
            lambda wie=wie: services.reach_mijlpaal(mijlpaal.pk, actor=wie, gehaald_op=DAG, vandaag=DAG),
            lambda wie=wie: services.drop_mijlpaal(mijlpaal.pk, actor=wie, op=DAG, reden="Nee"),
            lambda wie=wie: services.reopen_mijlpaal(mijlpaal.pk, actor=wie, reden="Nee"),
            lambda wie=wie: services.remove_mijlpaal(mijlpaal.pk, actor=wie),
        ):  # fmt: skip
            with pytest.raises(PermissionDenied):
                write()
    assert Mijlpaal.objects.count() == 2


@pytest.mark.parametrize("veld", ["naam", "toelichting", "reden"])
def test_texts_that_others_read_name_nobody(mijlpaal, programmamanager, veld):
    with pytest.raises(ValidationError, match="een telefoonnummer") as refused:
        move(mijlpaal, programmamanager, "juni 2026", **{veld: "Bel 06-12345678"})
    assert veld in refused.value.message_dict


@pytest.mark.parametrize(("veld", "tekst"), [("naam", "x" * 151), ("naam", " "), ("toelichting", "x" * 1001), ("reden", "x" * 1001)])  # fmt: skip
def test_too_long_or_empty_is_refused_and_nothing_is_saved(mijlpaal, programmamanager, veld, tekst):
    with pytest.raises(ValidationError) as refused:
        move(mijlpaal, programmamanager, "juni 2026", **{veld: tekst})
    assert veld in refused.value.message_dict
    mijlpaal.refresh_from_db()
    assert (mijlpaal.wanneer, mijlpaal.verschuivingen.count()) == ("medio april 2026", 0)


def test_remove_only_what_nobody_built_on(mijlpaal, programmamanager):
    verschoven = move(MijlpaalFactory(), programmamanager, "juli 2026")
    gehaald = MijlpaalFactory(gehaald_op=DAG)
    vastgelegd = MijlpaalFactory()
    realisatieplanningen.take_realisatieplanning(actor=programmamanager, naam="voorjaar 2026", op=DAG)
    for kept in (verschoven, gehaald, vastgelegd):
        with pytest.raises(ValidationError, match="laat hem vervallen"):
            services.remove_mijlpaal(kept.pk, actor=programmamanager)
    vergissing = MijlpaalFactory()
    services.remove_mijlpaal(vergissing.pk, actor=programmamanager)
    assert not Mijlpaal.objects.filter(pk=vergissing.pk).exists()
    assert LogRegel.objects.filter(actie="mijlpaal.weggehaald", object_id=vergissing.pk).exists()


# Which mijlpalen


def test_querysets_answer_their_question(gebruiker_met):
    vandaag = date(2026, 5, 1)
    laat = MijlpaalFactory()  # april 2026
    vandaag_nog_op_tijd = MijlpaalFactory(van=vandaag, tot=vandaag)
    gehaald = MijlpaalFactory(gehaald_op=date(2026, 4, 30), inspanning=InspanningFactory(ouder=laat.inspanning))  # fmt: skip
    alle = Mijlpaal.objects.all()
    assert list(alle.late(vandaag)) == [laat]
    assert list(alle.reached_between(date(2026, 4, 30), vandaag)) == [gehaald]
    assert not alle.reached_between(date(2026, 4, 1), date(2026, 4, 29)).exists()
    assert list(alle.of_inspanning(laat.inspanning)) == [laat]
    assert set(alle.of_inspanning(laat.inspanning_id, with_onderdelen=True)) == {laat, gehaald}
    assert set(alle.between(vandaag, vandaag)) == {vandaag_nog_op_tijd}
    assert set(alle.between(date(2026, 4, 30), date(2026, 4, 30))) == {laat, gehaald}
    for rol in (Rol.BESTUUR, Rol.AMBASSADEUR, Rol.PARTNER):
        assert alle.visible_to(gebruiker_met(rol)).count() == 3
    assert not alle.visible_to(gebruiker_met(Rol.RAADSLID)).exists()


def test_facts_name_the_inspanning_and_how_late(mijlpaal, programmamanager):
    MijlpaalFactory(gehaald_op=date(2026, 5, 12))
    mine = Mijlpaal.objects.visible_to(programmamanager)
    (laat,) = late_mijlpalen(mine, DAG)
    assert (laat.inspanning, laat.naam, laat.wanneer) == ("2B Inwoners", "Groep is samengesteld", "medio april 2026")  # fmt: skip
    assert (laat.is_late(DAG), laat.dagen_te_laat(DAG), laat.dagen_verschoven) == (True, 30, 0)
    (gehaald,) = reached_mijlpalen(mine, date(2026, 5, 1), DAG)
    assert (gehaald.is_late(DAG), gehaald.dagen_te_laat(DAG), gehaald.dagen_verschoven) == (False, 0, 12)


def test_of_what_was_stopped_nothing_is_late(programmamanager):
    gestopt = MijlpaalFactory(inspanning=InspanningFactory(fase="gestopt"))
    assert not late_mijlpalen(Mijlpaal.objects.visible_to(programmamanager), DAG)
    (feit,) = mijlpaal_feiten(Mijlpaal.objects.filter(pk=gestopt.pk))
    assert not feit.is_late(DAG)
    assert planningregel(feit, DAG).status == "Gepland"
    assert planningregel(feit, DAG).zin == "maar de inspanning is gestopt"


def test_facts_cost_one_query_however_many(django_assert_num_queries):
    MijlpaalFactory.create_batch(5)
    with django_assert_num_queries(1):
        assert len(mijlpaal_feiten(Mijlpaal.objects.for_list())) == 5


# Realisatieplanning


def test_take_freezes_everything_as_it_is(mijlpaal, programmamanager):
    MijlpaalFactory(gehaald_op=DAG)
    planning = realisatieplanningen.take_realisatieplanning(
        actor=programmamanager, naam=" voorjaar 2026 ", op=DAG, opmerking="Na het teamoverleg."
    )
    move(mijlpaal, programmamanager, "juni 2026")
    regel = Planningsregel.objects.get(mijlpaal=mijlpaal)
    assert (regel.wanneer, regel.inspanning_nummer, regel.inspanning_naam) == ("medio april 2026", "2B", "Inwoners")  # fmt: skip
    assert planning.regels.filter(status="gehaald", gehaald_op=DAG).count() == 1
    assert (planning.naam, planning.genomen_door) == ("voorjaar 2026", programmamanager)
    assert LogRegel.objects.about(planning).get().na["mijlpalen"] == 2
    assert Realisatieplanning.objects.for_list().get().aantal == 2


def test_take_refuses_what_makes_no_sense(mijlpaal, programmamanager, projectleider):
    def take(actor=programmamanager, naam="voorjaar 2026", op=DAG, opmerking=""):
        return realisatieplanningen.take_realisatieplanning(
            actor=actor, naam=naam, op=op, opmerking=opmerking
        )

    with pytest.raises(PermissionDenied, match="programmateam"):
        take(actor=projectleider)
    take()
    for kwargs, says in (
        ({"naam": "Voorjaar 2026"}, "al een realisatieplanning met deze naam"),
        ({"naam": ""}, "leeg"),
        ({"naam": "x" * 61}, "60"),
        ({"naam": "najaar", "op": date(2026, 5, 19)}, "ligt voor 20-5-2026"),
        ({"naam": "najaar", "opmerking": "Mail naar iemand@example.org"}, "e-mailadres"),
    ):
        with pytest.raises(ValidationError, match=says):
            take(**kwargs)
    assert Realisatieplanning.objects.count() == 1


def test_take_needs_something_to_freeze(programmamanager):
    with pytest.raises(ValidationError, match="nog geen mijlpalen"):
        realisatieplanningen.take_realisatieplanning(actor=programmamanager, naam="voorjaar 2026", op=DAG)
    assert not Realisatieplanning.objects.exists()


def test_take_costs_few_queries_however_many(programmamanager, django_assert_max_num_queries):
    MijlpaalFactory.create_batch(60, inspanning=InspanningFactory())
    with django_assert_max_num_queries(16):
        realisatieplanningen.take_realisatieplanning(actor=programmamanager, naam="voorjaar 2026", op=DAG)
