"""A wijkplan is begun, agreed on, and looked at again every year; nobody's words get lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import Actiepunt, Gebied, LogRegel
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from inspanningen.models import Wijkplan, Wijkplanactie
from inspanningen.queries.wijkplan import planverschil, read_stand, uitspraken
from inspanningen.ritme import ritme
from inspanningen.services import wijkplan as services
from inspanningen.services.wijkplan import WijkplanGeweigerd
from tests.factories import (
    GebiedFactory,
    InspanningFactory,
    OrganisatieFactory,
    PlekFactory,
    WijkplanactieFactory,
    WijkplanFactory,
)

DAG = date(2025, 3, 3)
TEKST = {"opgave": "Het is er donker.", "bewoners": "Ik kom niet buiten.", "contact": "Wijkmanager", "contact_waar": ""}  # fmt: skip
ACTIE = {"wat": "Lampen", "wie": "bewonersgroep", "waar": "Het veldje", "waarom": "Dan is het licht.", "jaar": 2026}  # fmt: skip


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


@pytest.fixture
def wijk():
    return GebiedFactory(naam="Wijk 02 Brunssum-Noord")


@pytest.fixture
def wijkmanager_hier(gebruiker_met, wijk):
    wijkmanager = gebruiker_met(Rol.WIJKMANAGER, naam="Wijkmanager Noord")
    wijkmanager.gebieden.add(wijk)
    return wijkmanager


@pytest.fixture
def concept(wijkmanager_hier, wijk):
    return services.add_wijkplan(actor=wijkmanager_hier, gebied=wijk, van_jaar=2025, tot_jaar=2028, **TEKST)


@pytest.fixture
def actie(concept, wijkmanager_hier):
    return services.add_actie(concept.pk, actor=wijkmanager_hier, op=DAG, **ACTIE)


@pytest.fixture
def plan(concept, actie, team):
    return services.vaststellen(concept.pk, actor=team, op=DAG)


def edit(actie, actor, **changes):
    actie.refresh_from_db()
    velden = {name: getattr(actie, name) for name in services.ACTIEVELDEN} | changes
    return services.edit_actie(actie.pk, actor=actor, bewerking=actie.bewerking, **velden)


def test_a_plan_through_its_first_year(plan, actie, wijkmanager_hier):
    assert (plan.status, plan.laatst_aangescherpt) == ("vastgesteld", DAG)
    with pytest.raises(WijkplanGeweigerd, match="begin die eerst"):
        edit(actie, wijkmanager_hier, wat="Meer lampen")
    services.begin_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 2))
    edit(actie, wijkmanager_hier, wat="Meer lampen")
    ronde = services.close_ronde(
        plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 20), wie="bewoners", bewoners=12, wat_veranderde="Meer lampen."
    )  # fmt: skip
    eerste, tweede = plan.versies.order_by("nummer")
    assert (ronde.versie, ronde.jaar) == (tweede, 2026)
    assert [versie.stand["acties"][0]["wat"] for versie in (eerste, tweede)] == ["Lampen", "Meer lampen"]
    with pytest.raises(WijkplanGeweigerd, match="begin die eerst"):
        services.add_actie(plan.pk, actor=wijkmanager_hier, op=DAG, **ACTIE)
    with pytest.raises(WijkplanGeweigerd, match="al aangescherpt"):
        services.begin_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 6, 1))
    assert [regel.actie for regel in LogRegel.objects.about(plan)][:2] == ["wijkplan.aangescherpt", "wijkplan.actie_bewerkt"]  # fmt: skip


def test_an_old_version_keeps_the_names_of_then(plan, wijkmanager_hier):
    organisatie, inspanning = (
        OrganisatieFactory(naam="Weller"),
        InspanningFactory(nummer="1", naam="Warm huis"),
    )
    services.begin_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 2))
    services.add_actie(
        plan.pk, actor=wijkmanager_hier, op=DAG, **ACTIE | {"organisatie": organisatie, "inspanning": inspanning}
    )  # fmt: skip
    services.close_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 3), wie="bewoners", wat_veranderde="Weller doet mee.")  # fmt: skip
    organisatie.naam = "Anders"
    organisatie.save()
    stand = plan.versies.get(nummer=2).stand
    assert stand["acties"][1]["wie"] == "Weller met bewonersgroep"
    assert stand["acties"][1]["inspanning"] == "1 Warm huis"


def test_two_standen_are_compared_by_actie_not_by_words(plan, actie, wijkmanager_hier):
    services.begin_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 2))
    edit(actie, wijkmanager_hier, wat="Iets heel anders", waar="Bij de school")
    services.add_actie(plan.pk, actor=wijkmanager_hier, op=DAG, **ACTIE | {"wat": "Een bankje"})
    services.edit_wijkplan(
        plan.pk, actor=wijkmanager_hier, bewerking=1, **TEKST | {"opgave": "Het is er licht."}
    )
    plan.refresh_from_db()
    verschil = planverschil(plan.versies.get().stand, read_stand(plan))
    assert [one["wat"] for one in verschil.nieuw] == ["Een bankje"]
    assert [(one.label, one.was, one.nu) for one in verschil.anders[0].anders] == [
        ("Wat", "Lampen", "Iets heel anders"),
        ("Waar", "Het veldje", "Bij de school"),
    ]
    assert [one.nu for one in verschil.teksten] == ["Het is er licht."]
    assert (verschil.weg, verschil.gelijk) == ((), 0)


def test_how_far_an_actie_is_may_be_told_between_two_rounds(plan, actie, wijkmanager_hier):
    services.tell_status(actie.pk, actor=wijkmanager_hier, op=date(2025, 9, 1), bewerking=1, status="gedaan")
    actie.refresh_from_db()
    assert (actie.status, actie.status_sinds, actie.bewerking) == ("gedaan", date(2025, 9, 1), 2)
    with pytest.raises(WijkplanGeweigerd, match="waarom deze actie vervalt"):
        services.tell_status(actie.pk, actor=wijkmanager_hier, op=DAG, bewerking=2, status="vervallen")


def test_two_writers_at_once_lose_nothing(concept, actie, wijkmanager_hier, team):
    services.edit_wijkplan(concept.pk, actor=team, bewerking=1, **TEKST | {"opgave": "Van het team."})
    with pytest.raises(Tussentijds):
        services.edit_wijkplan(
            concept.pk, actor=wijkmanager_hier, bewerking=1, **TEKST | {"opgave": "Van mij."}
        )
    services.tell_status(actie.pk, actor=team, op=DAG, bewerking=1, status="bezig")
    with pytest.raises(Tussentijds):
        services.tell_status(actie.pk, actor=wijkmanager_hier, op=DAG, bewerking=1, status="gedaan")
    concept.refresh_from_db()
    actie.refresh_from_db()
    assert (concept.opgave, actie.status) == ("Van het team.", "bezig")


def test_who_may_write(concept, actie, gebruiker_met, wijk):
    elders = gebruiker_met(Rol.WIJKMANAGER)
    elders.gebieden.add(GebiedFactory())
    for actor in (elders, gebruiker_met(Rol.PROJECTLEIDER), gebruiker_met(Rol.AMBASSADEUR), gebruiker_met(Rol.PARTNER)):  # fmt: skip
        with pytest.raises(PermissionDenied):
            services.edit_wijkplan(concept.pk, actor=actor, bewerking=1, **TEKST)
        with pytest.raises(PermissionDenied):
            services.tell_status(actie.pk, actor=actor, op=DAG, bewerking=1, status="bezig")
        with pytest.raises(PermissionDenied):
            services.add_wijkplan(actor=actor, gebied=wijk, van_jaar=2030, tot_jaar=2033, **TEKST)


def test_a_wijkmanager_writes_of_a_buurt_in_the_wijk_and_does_not_vaststellen(wijkmanager_hier, wijk, team):
    buurt = GebiedFactory(code="BU1", soort=Gebied.Soort.BUURT, ouder=wijk)
    plan = services.add_wijkplan(actor=wijkmanager_hier, gebied=buurt, van_jaar=2025, tot_jaar=2029, **TEKST)
    services.add_actie(plan.pk, actor=wijkmanager_hier, op=DAG, **ACTIE)
    with pytest.raises(PermissionDenied, match="Vaststellen doet het programmateam"):
        services.vaststellen(plan.pk, actor=wijkmanager_hier, op=DAG)
    assert list(Wijkplan.objects.written_by(wijkmanager_hier)) == [plan]


def test_a_concept_is_for_the_gemeente_only(plan, concept, gebruiker_met, wijk):
    WijkplanFactory(gebied=wijk, van_jaar=2029, tot_jaar=2032)
    seen = {rol: Wijkplan.objects.visible_to(gebruiker_met(rol)).count() for rol in (Rol.BESTUUR, Rol.AMBASSADEUR, Rol.PARTNER, Rol.RAADSLID)}  # fmt: skip
    assert seen == {Rol.BESTUUR: 2, Rol.AMBASSADEUR: 1, Rol.PARTNER: 1, Rol.RAADSLID: 0}
    actie = WijkplanactieFactory(wijkplan=WijkplanFactory())
    assert actie not in Wijkplanactie.objects.visible_to(gebruiker_met(Rol.PARTNER))


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"van_jaar": 2028, "tot_jaar": 2031}, "Er is al een wijkplan van 2025 tot en met 2028"),
        ({"van_jaar": 2030, "tot_jaar": 2035}, "vier of vijf jaar"),
        ({"van_jaar": 2030, "tot_jaar": 2032}, "vier of vijf jaar"),
        ({"van_jaar": 2030, "tot_jaar": 2033, "opgave": "Bel 06-12345678"}, "Haal dat eruit"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(concept, wijkmanager_hier, wijk, velden, zin):
    with pytest.raises(ValidationError, match=zin):
        services.add_wijkplan(actor=wijkmanager_hier, gebied=wijk, **TEKST | velden)
    assert Wijkplan.objects.count() == 1


def test_a_plan_is_of_a_wijk_or_a_buurt(team):
    with pytest.raises(WijkplanGeweigerd, match="wijk of een buurt"):
        services.add_wijkplan(actor=team, gebied=GebiedFactory(soort=Gebied.Soort.GEMEENTE), van_jaar=2025, tot_jaar=2028, **TEKST)  # fmt: skip


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"wie": ""}, "wie het doet"),
        ({"waar": ""}, "waar het is"),
        ({"jaar": None}, "wanneer het is"),
        ({"jaar": 2031}, "Kies een jaar daarvan"),
        ({"waarom": "Mail naar iemand@example.org"}, "Haal dat eruit"),
    ],
)
def test_an_actie_that_says_too_little_or_too_much_is_refused(concept, wijkmanager_hier, velden, zin):
    with pytest.raises(ValidationError, match=zin):
        services.add_actie(concept.pk, actor=wijkmanager_hier, op=DAG, **ACTIE | velden)
    assert not Wijkplanactie.objects.exists()


def test_a_plek_that_closes_leaves_its_name(concept, wijkmanager_hier, wijk):
    plek = PlekFactory(naam="Noorderhuis", gebied=wijk)
    actie = services.add_actie(
        concept.pk, actor=wijkmanager_hier, op=DAG, **ACTIE | {"waar": "", "plek": plek}
    )
    plek.delete()
    actie.refresh_from_db()
    assert (actie.plek, actie.waar) == (None, "Noorderhuis")


def test_an_actie_goes_only_out_of_a_concept(concept, actie, team, wijkmanager_hier):
    extra = services.add_actie(concept.pk, actor=wijkmanager_hier, op=DAG, **ACTIE)
    services.remove_actie(extra.pk, actor=wijkmanager_hier)
    services.vaststellen(concept.pk, actor=team, op=DAG)
    with pytest.raises(WijkplanGeweigerd, match="vervallen"):
        services.remove_actie(actie.pk, actor=team)
    assert concept.acties.get() == actie


def test_vaststellen_asks_for_acties_and_happens_once(concept, team, wijkmanager_hier):
    with pytest.raises(WijkplanGeweigerd, match="nog geen actie"):
        services.vaststellen(concept.pk, actor=team, op=DAG)
    services.add_actie(concept.pk, actor=wijkmanager_hier, op=DAG, **ACTIE)
    services.vaststellen(concept.pk, actor=team, op=DAG)
    with pytest.raises(WijkplanGeweigerd, match="al vastgesteld"):
        services.vaststellen(concept.pk, actor=team, op=DAG)


def test_a_round_is_closed_once_with_who_and_what(plan, wijkmanager_hier):
    services.begin_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 2))
    with pytest.raises(WijkplanGeweigerd, match="loopt al een ronde"):
        services.begin_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 2))
    for velden, zin in (
        ({"wie": " "}, "wie er meededen"),
        ({"wat_veranderde": ""}, "wat er veranderde"),
        ({"op": date(2026, 2, 1)}, "begon op 2-2-2026"),
        ({"bewoners": 2_000_000}, "aantal bewoners"),
    ):
        heel = {"op": date(2026, 2, 9), "wie": "bewoners", "wat_veranderde": "Niets."} | velden
        with pytest.raises(ValidationError, match=zin):
            services.close_ronde(plan.pk, actor=wijkmanager_hier, **heel)
    services.close_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 9), wie="bewoners", wat_veranderde="Niets.")  # fmt: skip
    with pytest.raises(WijkplanGeweigerd, match="geen ronde meer"):
        services.close_ronde(
            plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 9), wie="x", wat_veranderde="x"
        )


# When the round is due


@pytest.mark.parametrize(
    ("vandaag", "beurt", "te_laat"),
    [
        (date(2026, 1, 19), False, False),
        (date(2026, 1, 20), True, False),
        (date(2026, 3, 3), True, False),
        (date(2026, 3, 4), True, True),
    ],
)
def test_ritme_a_year_after_the_last_time(plan, vandaag, beurt, te_laat):
    stand = ritme(plan, vandaag)
    assert (stand.uiterlijk, stand.is_aan_de_beurt, stand.is_te_laat) == (date(2026, 3, 3), beurt, te_laat)


def test_ritme_of_a_leap_day_and_of_the_last_year(db):
    plan = WijkplanFactory(
        van_jaar=2024, tot_jaar=2027, status="vastgesteld", vastgesteld_op=date(2024, 2, 29)
    )
    assert ritme(plan, DAG).uiterlijk == date(2025, 2, 28)
    plan.vastgesteld_op = date(2027, 1, 1)
    assert ritme(plan, DAG).uiterlijk is None
    assert ritme(WijkplanFactory(), DAG).uiterlijk is None


def test_ask_for_rondes_asks_the_wijkmanager_once_until_it_is_done(plan, wijkmanager_hier, team):
    assert services.ask_for_rondes(vandaag=date(2026, 1, 19)) == 0
    assert [services.ask_for_rondes(vandaag=date(2026, 1, day)) for day in (20, 21)] == [1, 1]
    asked = Actiepunt.objects.get()
    assert (asked.eigenaar, asked.vervalt_op) == (wijkmanager_hier, date(2026, 3, 3))
    assert "Brunssum-Noord" in asked.titel
    with pytest.raises(ValidationError, match="op de pagina van het onderwerp"):
        actiepunten.finish(asked.pk, actor=wijkmanager_hier, uitkomst="Gedaan")
    services.begin_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 2))
    services.close_ronde(plan.pk, actor=wijkmanager_hier, op=date(2026, 2, 9), wie="bewoners", wat_veranderde="Niets.")  # fmt: skip
    asked.refresh_from_db()
    assert asked.status == "afgerond"
    assert services.ask_for_rondes(vandaag=date(2026, 3, 20)) == 0


def test_ask_for_rondes_without_a_wijkmanager_asks_the_team(plan, wijkmanager_hier, team):
    wijkmanager_hier.gebieden.clear()
    services.ask_for_rondes(vandaag=date(2026, 4, 1))
    assert Actiepunt.objects.get().eigenaar == team


def test_the_command_asks_as_the_night_does(plan, capsys):
    jaar = timezone.localdate().year
    Wijkplan.objects.update(
        vastgesteld_op=timezone.localdate() - timedelta(days=400), van_jaar=jaar - 2, tot_jaar=jaar + 2
    )
    call_command("vraag_om_aanscherping")
    assert "1 wijkplan aan de beurt." in capsys.readouterr().out


def test_uitspraken_come_without_dashes_and_quotes():
    assert uitspraken("- “Het is hier donker.”\n\n  • Ik help graag. \n") == ("Het is hier donker.", "Ik help graag.")  # fmt: skip
