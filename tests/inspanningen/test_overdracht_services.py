"""From what works to the line: point by point, taken over by a second person; and the ladder of participatie."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import Actiepunt, LogRegel
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from inspanningen.models import Overdracht, Overdrachtspunt, Participatie
from inspanningen.queries.participatie import zeggenschap
from inspanningen.services import CannotChangeFase, add_inspanning, change_fase
from inspanningen.services import overdracht as services
from inspanningen.services.overdracht import OverdrachtGeweigerd
from inspanningen.services.participatie import ParticipatieGeweigerd, assess_participatie
from tests.factories import InspanningFactory, ParticipatieFactory

DAG = date(2026, 3, 2)
KLAAR = date(2026, 6, 1)


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM, naam="Programmateam")


@pytest.fixture
def bateneigenaar(gebruiker_met):
    return gebruiker_met(Rol.BATENEIGENAAR, naam="Teammanager", functie="Teammanager MO")


@pytest.fixture
def inspanning(team, projectleider):
    return add_inspanning(
        actor=team, nummer="4A", naam="Casuïstiekoverleg", fase="uitvoering", projectleider=projectleider
    )


@pytest.fixture
def overdracht(inspanning, projectleider, bateneigenaar):
    return services.begin_overdracht(
        inspanning.pk, actor=projectleider, bateneigenaar=bateneigenaar, op=DAG, uiterlijk=KLAAR
    )


@pytest.fixture
def klaar(overdracht, projectleider):
    for punt in overdracht.punten.all():
        services.tick_punt(punt.pk, actor=projectleider, op=DAG, stand="gedaan")
    return services.report_ready(overdracht.pk, actor=projectleider, op=DAG)


def asked(overdracht, soort):
    return Actiepunt.objects.about(overdracht).get(soort=soort)


def test_begin_brings_the_fase_with_a_version_and_asks_the_bateneigenaar(overdracht, bateneigenaar):
    inspanning = overdracht.inspanning
    inspanning.refresh_from_db()
    assert inspanning.fase == "naar_de_lijn"
    assert inspanning.versies.latest("nummer").toelichting == "Overdracht aan Teammanager MO begonnen"
    assert [punt.titel for punt in overdracht.punten.in_order()] == [t for t, _ in services.standard_punten()]
    punt = asked(overdracht, "overdracht.overnemen")
    assert (punt.eigenaar, punt.vervalt_op) == (bateneigenaar, KLAAR)
    with pytest.raises(ValidationError, match="op de pagina van het onderwerp"):
        actiepunten.finish(punt.pk, actor=bateneigenaar, uitkomst="Gedaan.")


def test_begin_refuses_what_does_not_work_yet_who_is_no_bateneigenaar_and_a_second_time(
    overdracht, inspanning, team, bateneigenaar, projectleider, gebruiker_met
):
    args = {"actor": team, "bateneigenaar": bateneigenaar, "op": DAG, "uiterlijk": KLAAR}
    with pytest.raises(OverdrachtGeweigerd, match="‘Idee’"):
        services.begin_overdracht(InspanningFactory(fase="idee").pk, **args)
    other = InspanningFactory(fase="uitvoering")
    with pytest.raises(OverdrachtGeweigerd, match="is geen bateneigenaar"):
        services.begin_overdracht(other.pk, **args | {"bateneigenaar": projectleider})
    with pytest.raises(ValidationError, match="ligt voor het begin"):
        services.begin_overdracht(other.pk, **args | {"uiterlijk": DAG - timedelta(days=1)})
    with pytest.raises(ValidationError, match="Er loopt al een overdracht"):
        services.begin_overdracht(inspanning.pk, **args)
    with pytest.raises(PermissionDenied):
        services.begin_overdracht(other.pk, **args | {"actor": gebruiker_met(Rol.PROJECTLEIDER)})


def test_the_fase_is_not_changed_by_hand_meanwhile(overdracht, team):
    with pytest.raises(CannotChangeFase, match="op weg naar de lijn"):
        change_fase(overdracht.inspanning_id, actor=team, fase="afgerond")


def test_a_punt_is_ticked_by_who_takes_part_with_who_and_when(overdracht, bateneigenaar, gebruiker_met):
    punt = overdracht.punten.first()
    done = services.tick_punt(
        punt.pk, actor=bateneigenaar, op=DAG, stand="gedaan", opmerking=" In de begroting "
    )
    assert (done.door, done.op, done.opmerking) == (bateneigenaar, DAG, "In de begroting")
    again = services.tick_punt(punt.pk, actor=bateneigenaar, op=DAG, stand="open")
    assert (again.door, again.op) == (None, None)
    regel = LogRegel.objects.about(overdracht).filter(actie="overdracht.punt").first()
    assert (regel.voor, regel.na) == ({"stand": "gedaan"}, {"stand": "open"})
    for rol in (Rol.BATENEIGENAAR, Rol.PROJECTLEIDER, Rol.BESTUUR):
        with pytest.raises(PermissionDenied):
            services.tick_punt(punt.pk, actor=gebruiker_met(rol), op=DAG, stand="gedaan")


def test_a_punt_that_is_not_needed_says_why_and_two_at_once_lose_no_word(overdracht, team, projectleider):
    punt = overdracht.punten.first()
    with pytest.raises(ValidationError, match="waarom dit punt niet nodig is"):
        services.tick_punt(punt.pk, actor=team, op=DAG, stand="niet_nodig")
    with pytest.raises(OverdrachtGeweigerd, match="begon op 2-3-2026"):
        services.tick_punt(punt.pk, actor=team, op=DAG - timedelta(days=1), stand="gedaan")
    services.tick_punt(
        punt.pk, actor=team, op=DAG, stand="niet_nodig", opmerking="Er is geen geld.", gelezen="open"
    )
    with pytest.raises(Tussentijds, match="Programmateam heeft dit punt intussen"):
        services.tick_punt(punt.pk, actor=projectleider, op=DAG, stand="gedaan", gelezen="open")


def test_own_punten_stand_once_and_not_endlessly(overdracht, team, monkeypatch):
    punt = services.add_punt(overdracht.pk, actor=team, titel="  De sleutel  van het lokaal ")
    assert (punt.titel, punt.is_eigen, punt.volgorde) == ("De sleutel van het lokaal", True, 10)
    with pytest.raises(ValidationError, match="Dit punt staat er al"):
        services.add_punt(overdracht.pk, actor=team, titel="De sleutel van het lokaal")
    monkeypatch.setattr(services, "MAX_PUNTEN", 10)
    with pytest.raises(OverdrachtGeweigerd, match="al 10 punten"):
        services.add_punt(overdracht.pk, actor=team, titel="Nog een")


def test_ready_asks_that_all_is_done_and_another_than_who_takes_over(
    overdracht, projectleider, bateneigenaar, team
):
    with pytest.raises(OverdrachtGeweigerd, match="staan nog 9 punten open"):
        services.report_ready(overdracht.pk, actor=projectleider, op=DAG)
    first, *rest = overdracht.punten.all()
    for punt in rest:
        services.tick_punt(punt.pk, actor=team, op=DAG, stand="niet_nodig", opmerking="Was er al.")
    with pytest.raises(OverdrachtGeweigerd, match="staat nog één punt open"):
        services.report_ready(overdracht.pk, actor=projectleider, op=DAG)
    services.tick_punt(first.pk, actor=team, op=DAG, stand="gedaan")
    with pytest.raises(PermissionDenied, match="Klaar melden doet daarom een ander"):
        services.report_ready(overdracht.pk, actor=bateneigenaar, op=DAG)
    services.report_ready(overdracht.pk, actor=projectleider, op=DAG)
    with pytest.raises(OverdrachtGeweigerd, match="kijkt er nu naar"):
        services.tick_punt(first.pk, actor=team, op=DAG, stand="open")


def test_the_bateneigenaar_takes_over_and_it_is_afgerond(klaar, bateneigenaar, team, gebruiker_met):
    for other in (team, gebruiker_met(Rol.BATENEIGENAAR)):
        with pytest.raises(PermissionDenied, match="Overnemen kan alleen"):
            services.take_over(klaar.pk, actor=other, op=DAG)
    taken = services.take_over(klaar.pk, actor=bateneigenaar, op=KLAAR, slotwoord="Wij gaan door.")
    taken.inspanning.refresh_from_db()
    assert (taken.status, taken.beeindigd_op, taken.inspanning.fase) == ("afgerond", KLAAR, "afgerond")
    assert taken.inspanning.versies.latest("nummer").door == bateneigenaar
    assert set(Actiepunt.objects.about(klaar).values_list("status", flat=True)) == {"afgerond"}
    with pytest.raises(OverdrachtGeweigerd, match="afgelopen: overgenomen"):
        services.take_over(klaar.pk, actor=bateneigenaar, op=KLAAR)


def test_taking_over_waits_until_all_is_ready(overdracht, bateneigenaar):
    with pytest.raises(OverdrachtGeweigerd, match="klaar zijn gemeld"):
        services.take_over(overdracht.pk, actor=bateneigenaar, op=KLAAR)


def test_given_back_the_reason_is_a_punt_and_it_can_be_ready_again(klaar, bateneigenaar, projectleider):
    with pytest.raises(OverdrachtGeweigerd, match="wat er nog nodig is"):
        services.give_back(klaar.pk, actor=bateneigenaar, op=DAG, reden=" ")
    back = services.give_back(klaar.pk, actor=bateneigenaar, op=DAG, reden="De uren ontbreken.")
    punt = back.punten.get(stand="open")
    assert (back.status, punt.uitleg, punt.is_eigen) == ("loopt", "De uren ontbreken.", True)
    assert asked(klaar, "overdracht.bevestigen").status == "ingetrokken"
    services.tick_punt(punt.pk, actor=projectleider, op=DAG, stand="gedaan")
    services.report_ready(klaar.pk, actor=projectleider, op=DAG)
    services.give_back(klaar.pk, actor=bateneigenaar, op=DAG, reden="De uren ontbreken.")


def test_stopped_it_is_in_uitvoering_again_with_the_reason(klaar, projectleider, bateneigenaar):
    with pytest.raises(ValidationError, match="waarom de overdracht stopt"):
        services.stop_overdracht(klaar.pk, actor=projectleider, op=DAG, reden="")
    with pytest.raises(PermissionDenied):
        services.stop_overdracht(klaar.pk, actor=bateneigenaar, op=DAG, reden="Nee.")
    stopped = services.stop_overdracht(klaar.pk, actor=projectleider, op=DAG, reden="Te vroeg.")
    stopped.inspanning.refresh_from_db()
    assert (stopped.status, stopped.slotwoord, stopped.inspanning.fase) == (
        "gestopt",
        "Te vroeg.",
        "uitvoering",
    )
    assert not Actiepunt.objects.running().about(klaar).exists()
    services.begin_overdracht(
        stopped.inspanning_id, actor=projectleider, bateneigenaar=bateneigenaar, op=KLAAR, uiterlijk=KLAAR
    )
    assert Overdracht.objects.running().count() == 1
    with pytest.raises(OverdrachtGeweigerd, match="afgelopen: gestopt"):
        services.stop_overdracht(klaar.pk, actor=projectleider, op=DAG, reden="Nog eens.")
    assert Overdrachtspunt.objects.filter(overdracht=klaar).count() == 9


# Participatie


def test_assess_adds_a_row_and_the_newest_holds(inspanning, projectleider):
    for soort, trede, op in (("gepland", 4, DAG), ("werkelijk", 1, DAG), ("werkelijk", 2, KLAAR)):
        assess_participatie(inspanning.pk, actor=projectleider, soort=soort, trede=trede, hoe=" Zo ", op=op)
    (stand,) = zeggenschap(projectleider)
    assert (stand.gepland.trede, stand.werkelijk.trede, stand.achter) == (4, 2, 2)
    assert stand.werkelijk.hoe == "Zo"
    assert Participatie.objects.count() == 3
    regel = LogRegel.objects.about(stand.werkelijk).get()
    assert regel.na == {"soort": "werkelijk", "trede": 2}


def test_assess_refuses_an_earlier_day_a_step_that_is_none_and_who_does_not_lead(
    inspanning, projectleider, gebruiker_met
):
    row = {"soort": "werkelijk", "trede": 2, "hoe": "Zo.", "op": KLAAR}
    first = assess_participatie(inspanning.pk, actor=projectleider, **row)
    assert assess_participatie(inspanning.pk, actor=projectleider, **row) == first, "pressed twice"
    with pytest.raises(ParticipatieGeweigerd, match="1-6-2026"):
        assess_participatie(inspanning.pk, actor=projectleider, **row | {"op": DAG})
    for wrong in ({"trede": 6}, {"soort": "gehoopt"}, {"hoe": "  "}):
        with pytest.raises(ValidationError):
            assess_participatie(inspanning.pk, actor=projectleider, **row | wrong)
    with pytest.raises(PermissionDenied, match="legt de projectleider"):
        assess_participatie(inspanning.pk, actor=gebruiker_met(Rol.PROJECTLEIDER), **row)
    assert Participatie.objects.count() == 1


def test_what_stays_behind_most_comes_first(projectleider):
    steps = {"1": (3, 3), "2": (5, 1), "3": (2, 3), "4": (4, None)}
    for nummer, (gepland, werkelijk) in steps.items():
        one = InspanningFactory(nummer=nummer)
        ParticipatieFactory(inspanning=one, trede=gepland)
        if werkelijk:
            ParticipatieFactory(inspanning=one, soort="werkelijk", trede=werkelijk)
    InspanningFactory(nummer="5", fase="gestopt")
    assert [row.inspanning.nummer for row in zeggenschap(projectleider)] == ["2", "1", "3", "4"]
