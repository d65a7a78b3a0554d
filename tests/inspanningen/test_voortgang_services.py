"""Voortgang by partners: it counts only when who leads accepts it, and no partner sees another's."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from brunssum.core.exceptions import Botsing, Tussentijds
from brunssum.core.models import LogRegel, Melding, Organisatie
from brunssum.core.rollen import Rol
from inspanningen.models import Inspanning, Mijlpaal, Voortgangsafhandeling, Voortgangsmelding
from inspanningen.services import mijlpalen
from inspanningen.services import voortgang as services
from inspanningen.services.voortgang import OverMijlpaal
from inspanningen.vage_datum import read
from tests.factories import MijlpaalFactory, VoortgangsmeldingFactory
from tests.inspanningen.voortgang import DAG, LATER, report

pytestmark = pytest.mark.django_db
Stand = Voortgangsmelding.Stand


@pytest.fixture
def mijlpaal(inspanning):
    return MijlpaalFactory(inspanning=inspanning, naam="Deur open")


@pytest.fixture
def told(monkeypatch):
    """What was told to the systems of partners: (soort, verwijzing, ids)."""
    heard = []

    def listen(soort, *, verwijzing, organisaties):
        heard.append((str(soort), verwijzing, set(organisaties)))

    monkeypatch.setattr("inspanningen.services.voortgang.announce", listen)
    monkeypatch.setattr("inspanningen.services.mijlpalen.announce", listen)
    return heard


def unread(gebruiker) -> list[str]:
    return list(Melding.objects.unread().filter(ontvanger=gebruiker).values_list("soort", flat=True))


def fresh(melding) -> Voortgangsmelding:
    return Voortgangsmelding.objects.for_list().get(pk=melding.pk)


# Handing in


def test_what_a_partner_hands_in_waits_and_tells_who_leads(inspanning, weller, projectleider):
    melding = report(
        inspanning, weller, gedaan="  Klaar. ", belemmering="Te weinig mensen.", aantal=12, eenheid="woningen"
    )
    melding = fresh(melding)
    assert (melding.organisatie, melding.stand, melding.gedaan) == (
        weller.organisatie,
        Stand.INGEDIEND,
        "Klaar.",
    )
    assert (melding.aantal, melding.eenheid, melding.ingediend_door) == (12, "woningen", weller)
    assert unread(projectleider) == ["voortgang.gemeld"]
    regel = LogRegel.objects.about(melding).get()
    assert (regel.actie, regel.actor) == ("voortgang.gemeld", weller)
    assert "Klaar" not in str(regel.na)


def test_where_nobody_leads_the_programmateam_hears_of_it(inspanning, weller, gebruiker_met):
    team = gebruiker_met(Rol.PROGRAMMATEAM)
    Inspanning.objects.update(projectleider=None)
    report(inspanning, weller)
    assert unread(team) == ["voortgang.gemeld"]
    assert list(Voortgangsmelding.objects.for_judging_by(team)) == [Voortgangsmelding.objects.get()]


def test_handed_in_twice_it_is_there_once(inspanning, weller, ggd):
    assert report(inspanning, weller) == report(inspanning, weller)
    assert report(inspanning, weller, gedaan="Iets anders.") != report(inspanning, ggd)
    assert Voortgangsmelding.objects.count() == 3


def test_only_a_partner_of_this_inspanning_may_report(inspanning, weller, projectleider, gebruiker_met):
    elders = gebruiker_met(Rol.PARTNER, organisatie=Organisatie.objects.create(naam="Elders", soort="zorg"))
    zonder = gebruiker_met(Rol.PARTNER)
    for actor, zin in (
        (elders, "doet niet mee"),
        (zonder, "geen organisatie"),
        (projectleider, "rol partner"),
    ):
        with pytest.raises(PermissionDenied, match=zin):
            report(inspanning, actor)
    inspanning.partnerschappen.all().delete()
    with pytest.raises(PermissionDenied, match="doet niet mee"):
        report(inspanning, weller)
    assert not Voortgangsmelding.objects.exists()


def test_of_what_was_stopped_nothing_is_reported(inspanning, weller):
    Inspanning.objects.update(fase=Inspanning.Fase.GESTOPT)
    with pytest.raises(Botsing, match="gestopt"):
        report(inspanning, weller)


@pytest.mark.parametrize(
    ("velden", "field"),
    [
        ({"gedaan": " \n"}, "gedaan"),
        ({"gedaan": "x" * 2001}, "gedaan"),
        ({"gedaan": "Bel 0612345678 maar."}, "gedaan"),
        ({"belemmering": "Mail naar iemand@example.org"}, "belemmering"),
        ({"peildatum": DAG + timedelta(days=1)}, "peildatum"),
        ({"aantal": 12}, "__all__"),
        ({"eenheid": "woningen"}, "__all__"),
        ({"aantal": 1_000_001, "eenheid": "woningen"}, "aantal"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(inspanning, weller, velden, field):
    with pytest.raises(ValidationError) as refused:
        report(inspanning, weller, **velden)
    assert field in refused.value.message_dict
    assert not Voortgangsmelding.objects.exists()


def test_about_a_mijlpaal_it_says_one_thing_that_can_be(inspanning, weller, mijlpaal):
    elders, gehaald = MijlpaalFactory(), MijlpaalFactory(inspanning=inspanning, gehaald_op=DAG)
    morgen = DAG + timedelta(days=1)
    for over, field in (
        (OverMijlpaal(elders.pk, bereikt_op=DAG), "mijlpaal"),
        (OverMijlpaal(0, bereikt_op=DAG), "mijlpaal"),
        (OverMijlpaal(gehaald.pk, bereikt_op=DAG), "mijlpaal"),
        (OverMijlpaal(mijlpaal.pk), "mijlpaal"),
        (OverMijlpaal(mijlpaal.pk, bereikt_op=DAG, wanneer=read("juni 2026")), "mijlpaal"),
        (OverMijlpaal(mijlpaal.pk, bereikt_op=morgen), "bereikt_op"),
        (OverMijlpaal(mijlpaal.pk, wanneer=read("april 2026")), "wanneer"),
    ):
        with pytest.raises(ValidationError) as refused:
            report(inspanning, weller, over=over)
        assert field in refused.value.message_dict, over


# Accepting


def test_before_it_is_accepted_nothing_of_the_plan_changes(inspanning, weller, mijlpaal, told):
    report(inspanning, weller, over=OverMijlpaal(mijlpaal.pk, bereikt_op=DAG))
    mijlpaal.refresh_from_db()
    assert (mijlpaal.status, told) == (Mijlpaal.Status.GEPLAND, [])


def test_accepted_the_mijlpaal_is_reached_and_the_partner_hears_it(
    inspanning, weller, ggd, projectleider, mijlpaal, told
):
    melding = report(inspanning, weller, over=OverMijlpaal(mijlpaal.pk, bereikt_op=date(2026, 5, 18)))
    services.accept_voortgang(melding.pk, actor=projectleider, moment=LATER, antwoord="Dank u.")
    mijlpaal.refresh_from_db()
    assert (mijlpaal.status, mijlpaal.gehaald_op) == (Mijlpaal.Status.GEHAALD, date(2026, 5, 18))
    melding = fresh(melding)
    assert (melding.stand, melding.afhandeling.antwoord, melding.afhandeling.op) == (Stand.AANVAARD, "Dank u.", LATER)  # fmt: skip
    assert (unread(weller), unread(ggd), unread(projectleider)) == (["voortgang.beoordeeld"], [], [])
    both = {weller.organisatie_id, ggd.organisatie_id}
    assert told == [
        ("mijlpaal-gewijzigd", f"/mijlpalen/{mijlpaal.pk}", both),
        ("voortgang-beoordeeld", f"/voortgang/{melding.pk}", {weller.organisatie_id}),
    ]


def test_accepted_the_mijlpaal_moves_with_the_partner_as_the_reason(
    inspanning, weller, projectleider, mijlpaal
):
    over = OverMijlpaal(mijlpaal.pk, wanneer=read("medio juni 2026"), getypt="medio jun 2026")
    melding = report(inspanning, weller, over=over)
    services.accept_voortgang(melding.pk, actor=projectleider, moment=LATER, reden="Het dak is later klaar.")
    mijlpaal.refresh_from_db()
    assert (mijlpaal.wanneer, mijlpaal.getypt, mijlpaal.eerste_wanneer) == ("medio juni 2026", "medio jun 2026", "april 2026")  # fmt: skip
    verschuiving = mijlpaal.verschuivingen.get()
    assert (verschuiving.reden, verschuiving.door, verschuiving.op) == (
        "Gemeld door Weller. Het dak is later klaar.",
        projectleider,
        DAG,
    )


def test_a_mijlpaal_that_was_reached_meanwhile_stays_as_it_is(inspanning, weller, projectleider, mijlpaal):
    melding = report(inspanning, weller, over=OverMijlpaal(mijlpaal.pk, bereikt_op=date(2026, 5, 18)))
    mijlpalen.reach_mijlpaal(mijlpaal.pk, actor=projectleider, gehaald_op=DAG, vandaag=DAG)
    services.accept_voortgang(melding.pk, actor=projectleider, moment=LATER)
    mijlpaal.refresh_from_db()
    assert (fresh(melding).stand, mijlpaal.gehaald_op) == (Stand.AANVAARD, DAG)


def test_a_plan_that_cannot_change_any_more_is_not_accepted(inspanning, weller, projectleider, mijlpaal):
    melding = report(inspanning, weller, over=OverMijlpaal(mijlpaal.pk, wanneer=read("juni 2026")))
    mijlpalen.reach_mijlpaal(mijlpaal.pk, actor=projectleider, gehaald_op=DAG, vandaag=DAG)
    with pytest.raises(ValidationError, match="intussen gehaald"):
        services.accept_voortgang(melding.pk, actor=projectleider, moment=LATER)
    assert fresh(melding).stand == Stand.INGEDIEND


def test_a_mijlpaal_that_a_partner_told_of_is_not_taken_away(inspanning, weller, projectleider, mijlpaal):
    report(inspanning, weller, over=OverMijlpaal(mijlpaal.pk, bereikt_op=DAG))
    with pytest.raises(ValidationError, match="laat hem vervallen"):
        mijlpalen.remove_mijlpaal(mijlpaal.pk, actor=projectleider)


def test_who_leads_another_inspanning_does_not_judge(inspanning, weller, ggd, gebruiker_met):
    melding = report(inspanning, weller)
    for actor in (gebruiker_met(Rol.PROJECTLEIDER), gebruiker_met(Rol.WIJKMANAGER), weller, ggd):
        with pytest.raises(PermissionDenied):
            services.accept_voortgang(melding.pk, actor=actor, moment=LATER)
        with pytest.raises(PermissionDenied):
            services.give_back_voortgang(melding.pk, actor=actor, moment=LATER, antwoord="Nee.")
    assert fresh(melding).stand == Stand.INGEDIEND


# Giving back, improving, withdrawing


def test_given_back_with_a_reason_it_can_be_improved_once(inspanning, weller, projectleider, mijlpaal, told):
    melding = report(inspanning, weller, over=OverMijlpaal(mijlpaal.pk, bereikt_op=DAG))
    with pytest.raises(ValidationError, match="wat de partner anders moet melden"):
        services.give_back_voortgang(melding.pk, actor=projectleider, moment=LATER, antwoord=" ")
    services.give_back_voortgang(melding.pk, actor=projectleider, moment=LATER, antwoord="Welke straat?")
    mijlpaal.refresh_from_db()
    assert (fresh(melding).stand, mijlpaal.status) == (Stand.TERUGGEGEVEN, Mijlpaal.Status.GEPLAND)
    assert [soort for soort, _, _ in told] == ["voortgang-beoordeeld"]

    beter = report(inspanning, weller, gedaan="Aan het plein.", vervangt_id=melding.pk, moment=LATER)
    assert (beter.vervangt, fresh(melding).vervangen_door) == (melding, beter)
    with pytest.raises(ValidationError, match="al verbeterd"):
        report(inspanning, weller, gedaan="Nog beter.", vervangt_id=melding.pk, moment=LATER)


def test_what_was_not_given_back_or_is_of_another_is_not_improved(inspanning, weller, ggd):
    wacht = report(inspanning, weller)
    with pytest.raises(ValidationError, match="heeft teruggegeven"):
        report(inspanning, weller, gedaan="Anders.", vervangt_id=wacht.pk)
    van_ggd = VoortgangsmeldingFactory(inspanning=inspanning, organisatie=ggd.organisatie, stand="teruggegeven")  # fmt: skip
    elders = VoortgangsmeldingFactory(organisatie=weller.organisatie, stand="teruggegeven")
    for melding in (van_ggd, elders):
        with pytest.raises(ValidationError, match="er niet bij deze inspanning"):
            report(inspanning, weller, gedaan="Anders.", vervangt_id=melding.pk)


def test_a_partner_withdraws_its_own_while_it_waits(inspanning, weller, ggd, projectleider):
    melding = report(inspanning, weller)
    for actor in (ggd, projectleider):
        with pytest.raises(PermissionDenied):
            services.withdraw_voortgang(melding.pk, actor=actor, moment=LATER)
    services.withdraw_voortgang(melding.pk, actor=weller, moment=LATER)
    assert (fresh(melding).stand, unread(projectleider)) == (Stand.INGETROKKEN, [])
    with pytest.raises(Tussentijds, match="ingetrokken"):
        services.accept_voortgang(melding.pk, actor=projectleider, moment=LATER)


@pytest.mark.parametrize(
    ("stand", "zin"), [("aanvaard", "al aanvaard"), ("teruggegeven", "al teruggegeven"), ("ingetrokken", "ingetrokken")]
)  # fmt: skip
def test_what_is_handled_is_handled_once(inspanning, weller, projectleider, stand, zin):
    melding = VoortgangsmeldingFactory(inspanning=inspanning, organisatie=weller.organisatie, stand=stand)
    for do in (
        lambda: services.accept_voortgang(melding.pk, actor=projectleider, moment=LATER),
        lambda: services.give_back_voortgang(melding.pk, actor=projectleider, moment=LATER, antwoord="Nee."),
        lambda: services.withdraw_voortgang(melding.pk, actor=weller, moment=LATER),
    ):
        with pytest.raises(Tussentijds, match=zin):
            do()
    assert Voortgangsafhandeling.objects.count() == 1


# Who sees what


def test_no_partner_ever_sees_what_another_handed_in(inspanning, weller, ggd, projectleider, gebruiker_met):
    wacht, aanvaard = (
        VoortgangsmeldingFactory(inspanning=inspanning, organisatie=weller.organisatie, stand=stand)
        for stand in (None, "aanvaard")
    )
    collega = gebruiker_met(Rol.PARTNER, organisatie=weller.organisatie)
    seen = {
        "weller": (weller, {wacht, aanvaard}),
        "een collega van weller": (collega, {wacht, aanvaard}),
        "ggd": (ggd, set()),
        "partner zonder organisatie": (gebruiker_met(Rol.PARTNER), set()),
        "wie leidt": (projectleider, {wacht, aanvaard}),
        "team": (gebruiker_met(Rol.PROGRAMMATEAM), {wacht, aanvaard}),
        "een andere projectleider": (gebruiker_met(Rol.PROJECTLEIDER), {aanvaard}),
        "wijkmanager": (gebruiker_met(Rol.WIJKMANAGER), {aanvaard}),
        "bestuur": (gebruiker_met(Rol.BESTUUR), {aanvaard}),
        "ambassadeur": (gebruiker_met(Rol.AMBASSADEUR), set()),
        "raadslid": (gebruiker_met(Rol.RAADSLID), set()),
        "een ambtenaar bij dezelfde organisatie": (
            gebruiker_met(Rol.AMBASSADEUR, organisatie=weller.organisatie),
            set(),
        ),
    }
    assert {naam: set(Voortgangsmelding.objects.visible_to(who)) for naam, (who, _) in seen.items()} == {
        naam: rows for naam, (_, rows) in seen.items()
    }


# What the database itself refuses


def test_what_was_said_and_what_came_of_it_are_never_changed(inspanning, weller):
    VoortgangsmeldingFactory(inspanning=inspanning, organisatie=weller.organisatie, stand="aanvaard")
    for model, change in ((Voortgangsmelding, {"gedaan": "Iets anders"}), (Voortgangsafhandeling, {"antwoord": "Nee"})):  # fmt: skip
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(IntegrityError, match=r"never .*deleted"), transaction.atomic():
            model.objects.all()._raw_delete(using="default")


@pytest.mark.parametrize(
    "velden",
    [
        {"gedaan": ""},
        {"aantal": 3},
        {"eenheid": "woningen"},
        {"bereikt_op": DAG},
        {"verwacht_van": DAG, "verwacht_tot": DAG, "verwacht_wanneer": "nu"},
        {"met_mijlpaal": True},
        {"met_mijlpaal": True, "verwacht_van": DAG, "verwacht_tot": DAG},
        {"met_mijlpaal": True, "verwacht_van": DAG, "verwacht_tot": DAG - timedelta(days=1), "verwacht_wanneer": "x"},
        {"met_mijlpaal": True, "bereikt_op": DAG, "verwacht_van": DAG, "verwacht_tot": DAG, "verwacht_wanneer": "x"},
    ],
)  # fmt: skip
def test_the_database_refuses_a_melding_that_cannot_be(mijlpaal, velden):
    velden = dict(velden)
    if velden.pop("met_mijlpaal", False):
        velden["mijlpaal"] = mijlpaal
    with pytest.raises(IntegrityError), transaction.atomic():
        VoortgangsmeldingFactory(**velden)


@pytest.mark.parametrize(
    "velden",
    [
        {"uitkomst": "misschien", "antwoord": "Ja"},
        {"uitkomst": "teruggegeven"},
        {"uitkomst": "aanvaard", "door": None},
    ],
)
def test_the_database_refuses_an_afhandeling_that_cannot_be(projectleider, velden):
    melding = VoortgangsmeldingFactory()
    row = {"melding": melding, "door": projectleider, "op": timezone.now()} | velden
    with pytest.raises(IntegrityError), transaction.atomic():
        Voortgangsafhandeling.objects.create(**row)


def test_a_melding_is_handled_and_improved_at_most_once(projectleider):
    melding = VoortgangsmeldingFactory(stand="teruggegeven")
    with pytest.raises(IntegrityError), transaction.atomic():
        Voortgangsafhandeling.objects.create(melding=melding, uitkomst="aanvaard", door=projectleider)
    VoortgangsmeldingFactory(vervangt=melding)
    with pytest.raises(IntegrityError), transaction.atomic():
        VoortgangsmeldingFactory(vervangt=melding)
