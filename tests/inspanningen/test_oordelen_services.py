"""A round is opened, answered, corrected and closed; help that is asked becomes someone's actiepunt."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import Actiepunt, LogRegel, Melding
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from inspanningen.models import Inspanning, Oordeel, Oordeelvraag
from inspanningen.queries.oordelen import next_ronde_due
from inspanningen.services import oordelen as services
from inspanningen.services.oordelen import OordeelGeweigerd
from tests.factories import InspanningFactory, OordeelFactory, OordeelrondeFactory

DAG = date(2026, 3, 2)
UITERLIJK = date(2026, 3, 30)
GOED = {
    "tempo": "goed",
    "haalbaarheid": "goed",
    "efficientie": "goed",
    "flexibiliteit": "goed",
    "doeltreffendheid": "goed",
    "samenvatting": "Het loopt.",
}
HULP = GOED | {
    "tempo": "hulp_nodig",
    "tempo_zin": "De vergunning blijft liggen.",
    "hulp_gevraagd": "Haal de vergunning los.",
}


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM, naam="Programmateam")


@pytest.fixture
def inspanning(projectleider):
    return InspanningFactory(nummer="2B", fase="uitvoering", projectleider=projectleider)


@pytest.fixture
def ronde(team, inspanning):
    return services.open_ronde(actor=team, naam="voorjaar 2026", van=DAG, uiterlijk=UITERLIJK)


def give(ronde, inspanning, actor, op=DAG, **velden):
    return services.give_oordeel(ronde.pk, inspanning.pk, actor=actor, op=op, **velden)


def asked(vraag=None):
    return Actiepunt.objects.about(vraag or Oordeelvraag.objects.get()).get()


def test_open_asks_the_projectleider_of_what_runs(team, projectleider, inspanning):
    InspanningFactory(fase="idee")
    InspanningFactory(fase="gestopt")
    nobody = InspanningFactory(nummer="7", fase="voorbereiding")
    ronde = services.open_ronde(actor=team, naam=" voorjaar  2026", van=DAG, uiterlijk=UITERLIJK)
    assert ronde.naam == "voorjaar 2026"
    assert {vraag.inspanning: asked(vraag).eigenaar for vraag in ronde.vragen.all()} == {
        inspanning: projectleider,
        nobody: team,
    }
    assert asked(ronde.vragen.get(inspanning=inspanning)).vervalt_op == UITERLIJK
    assert LogRegel.objects.about(ronde).get().detail == {"gevraagd": 2}


def test_open_refuses_a_second_round_a_day_before_the_last_and_who_is_not_of_the_team(
    ronde, team, projectleider
):
    with pytest.raises(ValidationError, match="Er loopt al een ronde"):
        services.open_ronde(
            actor=team, naam="nog een", van=DAG + timedelta(days=1), uiterlijk=date(2026, 9, 1)
        )
    services.close_ronde(ronde.pk, actor=team, op=UITERLIJK)
    with pytest.raises(OordeelGeweigerd, match="begon op 2-3-2026"):
        services.open_ronde(actor=team, naam="nog een", van=DAG, uiterlijk=UITERLIJK)
    with pytest.raises(PermissionDenied):
        services.open_ronde(actor=projectleider, naam="x", van=date(2026, 9, 1), uiterlijk=date(2026, 10, 1))


def test_give_finishes_the_actiepunt_and_says_who_answered_what(ronde, inspanning, projectleider):
    oordeel = give(ronde, inspanning, projectleider, **GOED | {"samenvatting": "  Het \n loopt. "})
    assert (oordeel.samenvatting, oordeel.gegeven_door) == ("Het loopt.", projectleider)
    assert asked().status == "afgerond"
    regel = LogRegel.objects.about(oordeel).get()
    assert (regel.actie, regel.na["tempo"]) == ("oordeel.gegeven", "goed")
    assert "samenvatting" not in regel.na


def test_the_actiepunt_of_a_round_is_not_finished_by_hand(ronde, projectleider):
    with pytest.raises(ValidationError, match="op de pagina van het onderwerp"):
        actiepunten.finish(asked().pk, actor=projectleider, uitkomst="Gedaan.")


def test_who_may_judge(ronde, inspanning, team, gebruiker_met):
    for rol in (Rol.PROJECTLEIDER, Rol.BESTUUR, Rol.BATENEIGENAAR):
        with pytest.raises(PermissionDenied, match="projectleider van deze inspanning"):
            give(ronde, inspanning, gebruiker_met(rol), **GOED)
    give(ronde, inspanning, team, **GOED)


def test_give_refuses_when_closed_before_it_began_and_about_what_does_not_run(ronde, inspanning, team):
    with pytest.raises(OordeelGeweigerd, match="begint op 2-3-2026"):
        give(ronde, inspanning, team, op=DAG - timedelta(days=1), **GOED)
    with pytest.raises(OordeelGeweigerd, match="‘Idee’"):
        give(ronde, InspanningFactory(fase="idee"), team, **GOED)
    services.close_ronde(ronde.pk, actor=team, op=UITERLIJK)
    with pytest.raises(OordeelGeweigerd, match="is gesloten"):
        give(ronde, inspanning, team, **GOED)
    assert not Oordeel.objects.exists()


def test_close_lets_off_who_did_not_answer(ronde, team):
    services.close_ronde(ronde.pk, actor=team, op=UITERLIJK)
    assert asked().status == "ingetrokken"
    with pytest.raises(OordeelGeweigerd, match="al gesloten"):
        services.close_ronde(ronde.pk, actor=team, op=UITERLIJK)


def test_help_becomes_an_actiepunt_of_a_programmamanager_confirmed_by_who_asked(
    ronde, inspanning, projectleider, programmamanager
):
    oordeel = give(ronde, inspanning, projectleider, **HULP)
    punt = asked(oordeel)
    assert (punt.eigenaar, punt.bevestiger, punt.toelichting) == (
        programmamanager,
        projectleider,
        "Haal de vergunning los.",
    )
    assert punt.vervalt_op == DAG + timedelta(weeks=4)
    assert oordeel.hulp_van == programmamanager


def test_help_goes_to_the_person_who_was_chosen(ronde, inspanning, projectleider, gebruiker_met):
    chosen = gebruiker_met(Rol.BATENEIGENAAR)
    assert asked(give(ronde, inspanning, projectleider, **HULP, hulp_van=chosen)).eigenaar == chosen


def test_help_is_not_asked_of_oneself_of_a_stranger_or_of_nobody(
    ronde, inspanning, projectleider, gebruiker_met
):
    for hulp_van, reason in (
        (projectleider, "uzelf"),
        (gebruiker_met(Rol.PARTNER), "kan oordelen niet zien"),
        (None, "Kies wie u om hulp vraagt"),
    ):
        with pytest.raises(OordeelGeweigerd, match=reason):
            give(ronde, inspanning, projectleider, **HULP, hulp_van=hulp_van)


def test_a_correction_replaces_and_says_why_and_help_that_is_asked_no_more_is_taken_back(
    ronde, inspanning, projectleider, programmamanager
):
    eerste = give(ronde, inspanning, projectleider, **HULP)
    with pytest.raises(ValidationError, match="waarom u het oordeel verbetert"):
        give(ronde, inspanning, projectleider, **GOED)
    tweede = give(ronde, inspanning, projectleider, **GOED, reden="De vergunning kwam vandaag.")
    assert list(Oordeel.objects.current()) == [tweede]
    assert tweede.vervangt == eerste
    assert asked(eerste).status == "ingetrokken"


def test_a_correction_with_the_same_help_keeps_its_actiepunt(
    ronde, inspanning, projectleider, programmamanager
):
    eerste = give(ronde, inspanning, projectleider, **HULP)
    give(ronde, inspanning, projectleider, **HULP | {"samenvatting": "Het hapert."}, reden="Duidelijker.")
    assert Actiepunt.objects.filter(soort="oordeel.hulp").get().onderwerp_id == eerste.pk
    assert asked(eerste).status == "open"
    give(ronde, inspanning, projectleider, **HULP | {"hulp_gevraagd": "Bel de provincie."}, reden="Anders.")
    assert asked(eerste).status == "ingetrokken"
    assert Actiepunt.objects.open().get(soort="oordeel.hulp").toelichting == "Bel de provincie."


def test_a_correction_that_changes_nothing_is_none(ronde, inspanning, projectleider):
    give(ronde, inspanning, projectleider, **GOED)
    with pytest.raises(OordeelGeweigerd, match="niets veranderd"):
        give(ronde, inspanning, projectleider, **GOED, reden="Zomaar.")


def test_two_who_judge_at_once_lose_no_word(ronde, inspanning, projectleider, team):
    eerste = give(ronde, inspanning, team, gelezen=0, **GOED)
    with pytest.raises(Tussentijds, match="Programmateam heeft intussen"):
        give(ronde, inspanning, projectleider, gelezen=0, **HULP)
    assert list(Oordeel.objects.all()) == [eerste]


def test_a_worry_of_half_a_year_ago_needs_words_of_today(ronde, inspanning, projectleider):
    zorg = GOED | {"tempo": "let_op", "tempo_zin": "De vergunning is laat."}
    OordeelFactory(
        inspanning=inspanning,
        ronde=OordeelrondeFactory(
            van=date(2025, 9, 1),
            uiterlijk=date(2025, 10, 1),
            gesloten_op=date(2025, 10, 2),
            gesloten_door=projectleider,
        ),
        **zorg,
    )
    with pytest.raises(OordeelGeweigerd) as refused:
        give(ronde, inspanning, projectleider, **zorg | {"tempo_zin": "de vergunning is LAAT"})
    assert set(refused.value.message_dict) == {"tempo_zin", "samenvatting"}
    again = {"tempo_zin": "De vergunning is er in mei.", "samenvatting": "Het loopt weer."}
    give(ronde, inspanning, projectleider, **zorg | again)


# Reminders


def test_remind_tells_once_a_day_who_still_has_to_answer(ronde, inspanning, projectleider, team):
    assert services.remind(ronde.pk, actor=team, op=DAG) == 1
    assert services.remind(ronde.pk, actor=team, op=DAG) == 0
    vraag = Oordeelvraag.objects.get()
    told = Melding.objects.about(vraag).get(soort="oordeel.herinnerd")
    assert (told.ontvanger, told.aantal) == (projectleider, 1)
    assert vraag.herinnerd_op == DAG
    assert LogRegel.objects.about(vraag).get().actor == team
    give(ronde, inspanning, projectleider, **GOED)
    assert services.remind(ronde.pk, actor=team, op=DAG + timedelta(days=1)) == 0
    with pytest.raises(PermissionDenied):
        services.remind(ronde.pk, actor=projectleider, op=DAG)


def test_the_night_reminds_a_week_before_and_each_week_when_late(ronde):
    days = [UITERLIJK + timedelta(days=n) for n in range(-8, 17)]
    reminded = [day for day in days if services.watch_ronde(actor=None, vandaag=day)]
    assert [(day - UITERLIJK).days for day in reminded] == [-7, 1, 8, 15]


def test_the_night_follows_what_changed_since_the_round_began(ronde, inspanning, team, gebruiker_met):
    other = gebruiker_met(Rol.PROJECTLEIDER)
    Inspanning.objects.filter(pk=inspanning.pk).update(projectleider=other)
    later = InspanningFactory(nummer="8", fase="uitvoering", projectleider=other)
    services.watch_ronde(actor=None, vandaag=DAG)
    services.watch_ronde(actor=None, vandaag=DAG)
    assert [asked(vraag).eigenaar for vraag in ronde.vragen.all()] == [other, other]
    Inspanning.objects.filter(pk=later.pk).update(fase="gestopt")
    services.watch_ronde(actor=None, vandaag=DAG)
    assert asked(ronde.vragen.get(inspanning=later)).status == "ingetrokken"
    assert ronde.vragen.waiting().count() == 1


def test_the_command_of_the_night_runs_twice_without_harm(db):
    call_command("volg_oordeelronde")
    vandaag = timezone.localdate()
    OordeelrondeFactory(van=vandaag - timedelta(days=9), uiterlijk=vandaag - timedelta(days=1))
    InspanningFactory(fase="uitvoering")
    call_command("volg_oordeelronde")
    call_command("volg_oordeelronde")
    assert Actiepunt.objects.count() == 1


def test_a_round_is_due_half_a_year_after_the_last(ronde, team):
    assert next_ronde_due(DAG + timedelta(days=300)) is None, "one is open"
    services.close_ronde(ronde.pk, actor=team, op=UITERLIJK)
    assert next_ronde_due(DAG + timedelta(days=181)) is None
    assert next_ronde_due(DAG + timedelta(days=190)) == DAG + timedelta(days=182)
