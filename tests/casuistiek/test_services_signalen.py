"""What a partner may do with a signaal, what the municipality does with it, and what each hears of the other."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from brunssum.core.models import Gebied, LogRegel, Melding
from brunssum.core.rollen import Rol
from brunssum.core.services import create_api_client
from casuistiek import services
from casuistiek.models import Betrokkene, Casus, Inzage, Signaal
from casuistiek.signaalstanden import Stand
from casuistiek.stappen import Stap
from tests.factories import GebiedFactory, OrganisatieFactory, SignaalFactory

from .conftest import MELDING
from .kanarie import NAME

LATER = MELDING + timedelta(days=1)
VELDEN = {
    "wat_gaat_mis": "De huur is niet betaald.",
    "leefgebieden": ["geld"],
    "betrokken_partijen": "Weller",
    "urgentie": Casus.Urgentie.HOOG,
}


@pytest.fixture
def announced(monkeypatch):
    """What partners' systems are told of."""
    told = []
    monkeypatch.setattr(
        "casuistiek.services.signaalstap.announce",
        lambda soort, **what: told.append((soort, what["verwijzing"], what["organisaties"])),
    )
    return told


def meldingen_of(person) -> list[str]:
    return list(Melding.objects.filter(ontvanger=person).order_by("pk").values_list("soort", flat=True))


def system_of(organisatie_id):
    client, _ = create_api_client(
        organisatie_id, actor=None, naam="Klantsysteem", scopes=["signalen:schrijven"], nu=timezone.now()
    )
    return client


def take_up(signaal, actor, **velden):
    return services.take_up_signaal(
        signaal.pk, actor=actor, op=LATER, gebied=signaal.gebied, **VELDEN | velden
    )


# How many on one day


def test_as_many_as_may_on_one_day_and_one_more_the_next(geef_signaal, partner, settings):
    """People and systems of one organisatie together; what was taken back counts as well."""
    settings.SIGNALEN_PER_DAG = 2
    first = geef_signaal()
    services.withdraw_signaal(first.pk, actor=partner, op=MELDING)
    geef_signaal(actor=system_of(partner.organisatie_id))
    with pytest.raises(ValidationError, match="het hoogste aantal signalen gegeven") as refused:
        geef_signaal()
    assert refused.value.wacht > 0
    assert Signaal.objects.count() == 2
    assert geef_signaal(uuid=first.uuid) == first, "what was sent twice is not one more"
    geef_signaal(op=LATER)


def test_another_organisatie_is_not_held_up(geef_signaal, gebruiker_met, settings):
    settings.SIGNALEN_PER_DAG = 1
    geef_signaal()
    geef_signaal(actor=gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory(naam="GGD")))


def test_what_cannot_be_taken_is_said_of_what_is_left_until_midnight(geef_signaal, settings):
    settings.SIGNALEN_PER_DAG = 1
    vandaag = timezone.localdate()
    geef_signaal(op=vandaag)
    with pytest.raises(ValidationError) as refused:
        geef_signaal(op=vandaag)
    until = timezone.localtime() + timedelta(seconds=refused.value.wacht)
    assert until.date() - vandaag <= timedelta(days=1)
    assert refused.value.wacht <= 25 * 3600, "a day in October has an hour more"


def test_beheerder_and_contacts_hear_once_that_it_is_full(geef_signaal, gebruiker_met, partner, settings):
    settings.SIGNALEN_PER_DAG = 2
    beheerder, elders = (
        gebruiker_met(Rol.BEHEERDER),
        gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory()),
    )
    geef_signaal()
    assert meldingen_of(beheerder) == []
    geef_signaal()
    for _ in range(3):
        with pytest.raises(ValidationError):
            geef_signaal()
    assert meldingen_of(beheerder) == meldingen_of(partner) == ["signalen.vol"]
    assert meldingen_of(elders) == []
    geef_signaal(op=LATER)
    geef_signaal(op=LATER)
    assert Melding.objects.get(ontvanger=beheerder).aantal == 2, "another day, told again"


# A partner hands in


def test_hand_in_keeps_who_it_is_apart_and_tells_who_works_there(
    geef_signaal, partner, in_eigen_wijk, programmamanager, announced
):
    signaal = geef_signaal(
        naam=NAME, contact="bij de buurvrouw", bewoner_akkoord=True, kenmerk="W-2026/14", urgentie=1
    )
    signaal.refresh_from_db()
    assert (signaal.organisatie, signaal.ingediend_door, signaal.ingediend_met) == (
        partner.organisatie,
        partner,
        None,
    )
    assert (signaal.stand, signaal.ontvangen_op, signaal.kenmerk) == (Stand.ONTVANGEN, MELDING, "W-2026/14")
    assert signaal.leefgebied_labels == ["Geld", "Wonen"]
    assert signaal.betrokkenen.get().naam == NAME
    assert LogRegel.objects.about(signaal).get().actie == "signaal.ontvangen"
    assert NAME not in str(list(LogRegel.objects.values_list("voor", "na", "detail")))
    assert meldingen_of(in_eigen_wijk) == ["signaal.binnen"]
    assert meldingen_of(programmamanager) == []
    assert announced == [("signaal-gewijzigd", f"/signalen/{signaal.uuid}", {partner.organisatie_id})]


def test_where_nobody_works_who_decides_hears_of_it(geef_signaal, wijkmanager, programmamanager):
    geef_signaal()
    assert (meldingen_of(wijkmanager), meldingen_of(programmamanager)) == ([], ["signaal.binnen"])


def test_a_system_of_a_partner_hands_in_for_its_own_organisation(geef_signaal, partner):
    system = system_of(partner.organisatie_id)
    signaal = geef_signaal(actor=system)
    assert (signaal.organisatie, signaal.ingediend_door, signaal.ingediend_met) == (
        partner.organisatie,
        None,
        system,
    )
    services.add_aanvulling(signaal.pk, actor=system, op=LATER, tekst="Het water is afgesloten.")
    services.withdraw_signaal(signaal.pk, actor=system, op=LATER)
    assert LogRegel.objects.about(signaal).count() == 3


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"naam": NAME}, "bewoner_akkoord"),
        ({"naam": NAME, "contact": "hier", "bewoner_akkoord": False}, "bewoner_akkoord"),
        ({"contact": "hier", "bewoner_akkoord": True}, "naam"),
        ({"kenmerk": "06-12345678"}, "kenmerk"),
        ({"kenmerk": "111222333"}, "kenmerk"),
        ({"kenmerk": "Jansen"}, "kenmerk"),
        ({"kenmerk": "mevrouw 12"}, "kenmerk"),
        ({"wat_gaat_mis": "  "}, "wat_gaat_mis"),
        ({"leefgebieden": []}, "leefgebieden"),
        ({"leefgebieden": ["sport"]}, "leefgebieden"),
        ({"urgentie": 9}, "urgentie"),
    ],
)
def test_hand_in_refuses_what_is_not_complete_or_may_not_come_along(geef_signaal, velden, fout):
    with pytest.raises(ValidationError) as refused:
        geef_signaal(**velden)
    assert set(refused.value.message_dict) == {fout}
    assert not Signaal.objects.exists()
    assert not Betrokkene.objects.exists()


def test_hand_in_tells_all_that_is_wrong_at_once(geef_signaal):
    with pytest.raises(ValidationError) as refused:
        geef_signaal(wat_gaat_mis="", leefgebieden=[], gebied=None, naam=NAME)
    assert set(refused.value.message_dict) == {"wat_gaat_mis", "leefgebieden", "gebied", "bewoner_akkoord"}


@pytest.mark.parametrize("velden", [{"soort": Gebied.Soort.GEMEENTE}, {"geldig_tot": MELDING}])
def test_hand_in_asks_for_a_wijk_or_buurt_that_is_there(geef_signaal, velden):
    with pytest.raises(ValidationError, match="wijk of buurt die nu bestaat"):
        geef_signaal(gebied=GebiedFactory(**velden))


def test_a_kenmerk_is_used_once_by_an_organisation_and_freely_by_others(geef_signaal, gebruiker_met):
    geef_signaal(kenmerk="W-1")
    with pytest.raises(ValidationError, match="al een signaal met dit kenmerk"):
        geef_signaal(kenmerk="W-1")
    other = gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory())
    geef_signaal(actor=other, kenmerk="W-1")
    geef_signaal()
    geef_signaal()
    with pytest.raises(IntegrityError), transaction.atomic():
        Signaal.objects.update(kenmerk="W-2")


def test_handing_in_twice_gives_one_signaal_and_not_that_of_another(geef_signaal, gebruiker_met):
    uuid = uuid4()
    assert geef_signaal(uuid=uuid) == geef_signaal(uuid=uuid)
    other = gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory())
    with pytest.raises(PermissionDenied):
        geef_signaal(uuid=uuid, actor=other)


def test_only_a_partner_with_an_organisation_hands_in(geef_signaal, gebruiker_met, wijkmanager):
    for nobody in (gebruiker_met(Rol.PARTNER), wijkmanager, gebruiker_met(organisatie=OrganisatieFactory())):
        with pytest.raises(PermissionDenied):
            geef_signaal(actor=nobody)


# Another partner


def test_another_partner_sees_and_does_nothing(geef_signaal, gebruiker_met):
    signaal = geef_signaal()
    other = gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory())
    system = system_of(other.organisatie_id)
    for actor in (other, system):
        assert not Signaal.objects.visible_to(actor).exists()
        with pytest.raises(PermissionDenied):
            services.add_aanvulling(signaal.pk, actor=actor, op=LATER, tekst="Ik kijk mee.")
        with pytest.raises(PermissionDenied):
            services.withdraw_signaal(signaal.pk, actor=actor, op=LATER)


def test_visible_to_who_works_there_who_decides_and_the_partner_itself(
    geef_signaal, partner, wijkmanager, programmamanager, gebruiker_met, wijk
):
    geef_signaal()
    here, elsewhere = gebruiker_met(Rol.WIJKMANAGER), wijkmanager
    here.gebieden.add(wijk)
    seen = [bool(Signaal.objects.visible_to(one)) for one in (partner, programmamanager, here, elsewhere)]
    assert seen == [True, True, True, False]
    for rol in set(Rol) - {Rol.PARTNER, Rol.PROGRAMMAMANAGER}:
        assert not Signaal.objects.visible_to(gebruiker_met(rol)).exists(), rol


# The municipality takes it up


def test_take_up_makes_a_casus_to_which_the_bewoner_goes_along(
    geef_signaal, in_eigen_wijk, partner, announced
):
    signaal = geef_signaal(naam=NAME, bewoner_akkoord=True)
    announced.clear()
    casus = take_up(signaal, in_eigen_wijk, bericht="Wij gaan deze week kijken.")
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.casus, casus.casusverantwoordelijke) == (
        Stand.OPGEPAKT,
        casus,
        in_eigen_wijk,
    )
    [betrokkene] = services.look_at_betrokkenen(casus.pk, actor=in_eigen_wijk)
    assert (betrokkene.naam, betrokkene.signaal) == (NAME, signaal)
    assert signaal.stappen.latest("pk").bericht == "Wij gaan deze week kijken."
    assert meldingen_of(partner) == ["signaal.verder"]
    assert len(announced) == 1


def test_the_second_who_takes_it_up_reads_who_was_first(geef_signaal, in_eigen_wijk, programmamanager):
    signaal = geef_signaal()
    take_up(signaal, in_eigen_wijk)
    with pytest.raises(services.CannotMove, match="Dat deed Wijkmanager"):
        take_up(signaal, programmamanager)
    assert Casus.objects.count() == 1


def test_what_was_withdrawn_is_not_taken_up(geef_signaal, in_eigen_wijk, partner):
    signaal = geef_signaal()
    services.withdraw_signaal(signaal.pk, actor=partner, op=LATER)
    with pytest.raises(services.CannotMove, match=r"“Ingetrokken”\. Dat deed Contact Weller"):
        take_up(signaal, in_eigen_wijk)


def test_who_may_not_see_it_takes_nothing_up(geef_signaal, wijkmanager, partner, projectleider):
    signaal = geef_signaal()
    for person in (wijkmanager, partner, projectleider):
        with pytest.raises(PermissionDenied):
            take_up(signaal, person)
        with pytest.raises(PermissionDenied):
            services.refuse_signaal(signaal.pk, actor=person, op=LATER, reden="Nee.")
        with pytest.raises(PermissionDenied):
            services.write_to_partner(signaal.pk, actor=person, op=LATER, tekst="Hallo.")
        with pytest.raises(PermissionDenied):
            services.look_at_bewoner(signaal.pk, actor=person)


def test_join_adds_it_to_a_casus_that_runs_and_says_no_more_than_that(
    geef_signaal, casus_op, in_eigen_wijk, partner
):
    casus = casus_op(Stap.UITVOERING)
    signaal = geef_signaal(naam=NAME, bewoner_akkoord=True)
    services.join_signaal(signaal.pk, actor=in_eigen_wijk, op=LATER, casus_id=casus.pk)
    signaal.refresh_from_db()
    assert signaal.stand == Stand.OPGEPAKT, "that help was there already is not for the partner to know"
    assert casus.betrokkenen.get().naam == NAME
    services.to_nazorg(casus.pk, actor=in_eigen_wijk, op=MELDING + timedelta(days=9))
    signaal.refresh_from_db()
    assert signaal.stand == Stand.HULP_GEREGELD


def test_join_tells_the_casusverantwoordelijke(geef_signaal, casus_op, in_eigen_wijk, gebruiker_met):
    collega = gebruiker_met(Rol.WIJKMANAGER)
    casus = casus_op(Stap.TER_PLEKKE, door=collega)
    services.join_signaal(geef_signaal().pk, actor=in_eigen_wijk, op=LATER, casus_id=casus.pk)
    assert "signaal.bij_casus" in meldingen_of(collega)


def test_join_refuses_a_casus_that_ended_or_of_which_one_is_no_handler(
    geef_signaal, casus_op, in_eigen_wijk, programmamanager
):
    signaal, ended = geef_signaal(), casus_op(Stap.DOORGELEID)
    with pytest.raises(services.CannotStep):
        services.join_signaal(signaal.pk, actor=in_eigen_wijk, op=LATER, casus_id=ended.pk)
    running = casus_op(Stap.TER_PLEKKE)
    with pytest.raises(PermissionDenied):
        services.join_signaal(signaal.pk, actor=programmamanager, op=LATER, casus_id=running.pk)


def test_the_partner_follows_the_casus_in_words_of_its_own(
    geef_signaal, casus_op, in_eigen_wijk, programmamanager, announced
):
    """Each stand once, however many steps the casus takes."""
    casus, signaal = casus_op(Stap.GESIGNALEERD), geef_signaal()
    services.join_signaal(signaal.pk, actor=in_eigen_wijk, op=MELDING, casus_id=casus.pk)
    services.go_to(casus.pk, actor=in_eigen_wijk, op=LATER)
    services.make_voorstel(
        casus.pk,
        actor=in_eigen_wijk,
        op=LATER,
        bedrag=0,
        kleine_duw="Samen bellen.",
        waarom_niet_regulier="Niemand belt.",
        kosten_van_niets_doen="Uithuiszetting.",
        weigeringen=[],
    )
    services.decide(
        casus.voorstellen.get().pk,
        actor=programmamanager,
        op=LATER,
        uitkomst="toegekend",
        bedrag=0,
        budget=None,
        legitimiteit="Ja.",
        betrokkenheid="Ja.",
        rendement="Ja.",
    )
    services.begin_uitvoering(casus.pk, actor=in_eigen_wijk, op=LATER)
    services.to_nazorg(casus.pk, actor=in_eigen_wijk, op=LATER)
    services.close(casus.pk, actor=in_eigen_wijk, op=LATER)
    standen = list(signaal.stappen.order_by("pk").values_list("stand", flat=True))
    assert standen == ["ontvangen", "opgepakt", "bekeken", "in_behandeling", "hulp_geregeld", "gesloten"]
    assert set(signaal.stappen.values_list("bericht", flat=True)) == {""}
    signaal.refresh_from_db()
    assert signaal.afgesloten_op == LATER
    assert len(announced) == 6


def test_doorgeleid_can_come_back(geef_signaal, casus_op, in_eigen_wijk):
    casus, signaal = casus_op(Stap.GESIGNALEERD), geef_signaal()
    services.join_signaal(signaal.pk, actor=in_eigen_wijk, op=LATER, casus_id=casus.pk)
    services.doorgeleiden(casus.pk, actor=in_eigen_wijk, op=LATER, toelichting="De Wmo doet het.")
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.afgesloten_op) == (Stand.DOORGELEID, LATER)
    services.go_to(casus.pk, actor=in_eigen_wijk, op=LATER)
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.afgesloten_op) == (Stand.BEKEKEN, None)


# Or not


def test_refuse_tells_the_partner_why(geef_signaal, in_eigen_wijk, partner):
    signaal = geef_signaal()
    services.refuse_signaal(
        signaal.pk, actor=in_eigen_wijk, op=LATER, reden="Dit kan de schuldhulp zelf. Bel het loket."
    )
    signaal.refresh_from_db()
    assert (signaal.stand, signaal.afgesloten_op) == (Stand.NIET_OPGEPAKT, LATER)
    assert signaal.stappen.latest("pk").bericht == "Dit kan de schuldhulp zelf. Bel het loket."
    assert meldingen_of(partner) == ["signaal.verder"]
    with pytest.raises(services.CannotMove):
        services.add_aanvulling(signaal.pk, actor=partner, op=LATER, tekst="Toch wel.")


@pytest.mark.parametrize(
    "tekst", ["", "  ", "Bel 045-5278555.", "Mail jan@example.org.", f"{NAME} is al bekend."]
)
def test_what_the_partner_reads_says_something_and_holds_no_data_of_a_person(
    geef_signaal, in_eigen_wijk, tekst
):
    signaal = geef_signaal(naam=NAME, bewoner_akkoord=True)
    with pytest.raises(ValidationError):
        services.refuse_signaal(signaal.pk, actor=in_eigen_wijk, op=LATER, reden=tekst)
    with pytest.raises(ValidationError):
        services.write_to_partner(signaal.pk, actor=in_eigen_wijk, op=LATER, tekst=tekst)
    if tekst.strip():
        with pytest.raises(ValidationError):
            take_up(signaal, in_eigen_wijk, bericht=tekst)
    assert not Casus.objects.exists()
    signaal.refresh_from_db()
    assert signaal.stand == Stand.ONTVANGEN


# Writing to each other


def test_a_question_stays_open_until_the_partner_answers(geef_signaal, in_eigen_wijk, partner, announced):
    signaal = geef_signaal()
    announced.clear()
    services.write_to_partner(
        signaal.pk, actor=in_eigen_wijk, op=LATER, tekst="Is er al een beschikking?", is_vraag=True
    )
    signaal.refresh_from_db()
    assert signaal.vraag_op == LATER
    assert meldingen_of(partner) == ["signaal.vraag"]
    assert len(announced) == 1
    antwoord = services.add_aanvulling(signaal.pk, actor=partner, op=LATER, tekst="Nee, nog niet.")
    signaal.refresh_from_db()
    assert (signaal.vraag_op, antwoord.soort) == (None, "antwoord")
    assert meldingen_of(in_eigen_wijk) == ["signaal.binnen", "signaal.aangevuld"]
    again = services.add_aanvulling(signaal.pk, actor=partner, op=LATER, tekst="De brief is er nu.")
    assert again.soort == "aanvulling"


def test_once_it_is_a_casus_its_casusverantwoordelijke_hears_of_an_addition(
    geef_signaal, casus_op, in_eigen_wijk, partner, gebruiker_met
):
    collega = gebruiker_met(Rol.WIJKMANAGER)
    signaal, casus = geef_signaal(), casus_op(Stap.TER_PLEKKE, door=collega)
    services.join_signaal(signaal.pk, actor=in_eigen_wijk, op=LATER, casus_id=casus.pk)
    services.add_aanvulling(signaal.pk, actor=partner, op=LATER, tekst="Het wordt erger.")
    assert "signaal.aangevuld" in meldingen_of(collega)
    assert "signaal.aangevuld" not in meldingen_of(in_eigen_wijk)


def test_withdraw_erases_who_it_is_at_once_and_only_before_it_is_taken_up(
    geef_signaal, in_eigen_wijk, partner
):
    signaal = geef_signaal(naam=NAME, bewoner_akkoord=True)
    services.withdraw_signaal(signaal.pk, actor=partner, op=LATER)
    signaal.refresh_from_db()
    assert signaal.stand == Stand.INGETROKKEN
    assert not Betrokkene.objects.exists()
    taken = geef_signaal()
    take_up(taken, in_eigen_wijk)
    with pytest.raises(services.CannotMove, match="al opgepakt"):
        services.withdraw_signaal(taken.pk, actor=partner, op=LATER)


def test_a_question_that_is_open_ends_with_the_signaal(geef_signaal, in_eigen_wijk, partner):
    signaal = geef_signaal()
    services.write_to_partner(signaal.pk, actor=in_eigen_wijk, op=LATER, tekst="Is er haast?", is_vraag=True)
    services.withdraw_signaal(signaal.pk, actor=partner, op=LATER)
    signaal.refresh_from_db()
    assert signaal.vraag_op is None


def test_who_left_is_not_told_but_the_colleagues_are(geef_signaal, in_eigen_wijk, partner, gebruiker_met):
    collega = gebruiker_met(Rol.PARTNER, organisatie=partner.organisatie)
    signaal = geef_signaal()
    partner.is_active = False
    partner.save()
    services.write_to_partner(signaal.pk, actor=in_eigen_wijk, op=LATER, tekst="Wij gaan kijken.")
    assert (meldingen_of(partner), meldingen_of(collega)) == ([], ["signaal.verder"])


def test_of_a_casus_that_is_restricted_nothing_goes_out(geef_signaal, casus_op, in_eigen_wijk):
    casus = casus_op(Stap.GESIGNALEERD)
    signaal, other = geef_signaal(), geef_signaal()
    services.join_signaal(signaal.pk, actor=in_eigen_wijk, op=LATER, casus_id=casus.pk)
    Casus.objects.update(beperkt_op=LATER)
    with pytest.raises(services.Beperkt):
        services.write_to_partner(signaal.pk, actor=in_eigen_wijk, op=LATER, tekst="Wij gaan kijken.")
    with pytest.raises(services.Beperkt):
        services.join_signaal(other.pk, actor=in_eigen_wijk, op=LATER, casus_id=casus.pk)


# Looking who it is


def test_a_look_leaves_a_row_in_the_inzagelog(geef_signaal, in_eigen_wijk):
    signaal = geef_signaal(naam=NAME, bewoner_akkoord=True)
    [betrokkene] = services.look_at_bewoner(signaal.pk, actor=in_eigen_wijk)
    assert betrokkene.naam == NAME
    row = Inzage.objects.get()
    assert (row.actor, row.soort, row.grond, row.casus, row.betrokkene, row.activiteit) == (
        in_eigen_wijk,
        "bekeken",
        "signaal",
        "",
        betrokkene.pk,
        "casuistiek",
    )
    assert services.check_inzagelog().breuk == ""


def test_once_it_is_a_casus_the_look_is_refused_here(geef_signaal, in_eigen_wijk, programmamanager):
    signaal = geef_signaal(naam=NAME, bewoner_akkoord=True)
    take_up(signaal, in_eigen_wijk)
    for person in (in_eigen_wijk, programmamanager):
        with pytest.raises(PermissionDenied, match="bij de casus"):
            services.look_at_bewoner(signaal.pk, actor=person)
    assert not Inzage.objects.exists()


# The database itself


@pytest.mark.parametrize(
    "velden",
    [
        {"ingediend_door": None},
        {"wat_gaat_mis": ""},
        {"stand": "zoek"},
        {"stand": "opgepakt"},
        {"stand": "niet_opgepakt"},
        {"afgesloten_op": MELDING},
        {"vernietigd_op": MELDING},
        {"stand": "ingetrokken", "afgesloten_op": MELDING, "vraag_op": MELDING},
    ],
)
def test_the_database_refuses_what_makes_no_sense(db, velden):
    signaal = SignaalFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Signaal.objects.filter(pk=signaal.pk).update(**velden)


def test_a_betrokkene_belongs_to_a_casus_or_a_signaal(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Betrokkene.objects.create(naam=NAME)


# What one is told, and need not read any more


def unread(person) -> list[str]:
    return list(
        Melding.objects.unread().filter(ontvanger=person).order_by("pk").values_list("soort", flat=True)
    )


def test_who_lets_a_partner_wait_too_long_hears_so_once(geef_signaal, in_eigen_wijk, programmamanager):
    geef_signaal(urgentie=Casus.Urgentie.HOOG)
    geef_signaal(urgentie=Casus.Urgentie.LAAG)
    assert services.remind_of_signalen(vandaag=MELDING) == 0
    assert services.remind_of_signalen(vandaag=LATER) == 1
    assert services.remind_of_signalen(vandaag=LATER + timedelta(days=1)) == 0, "told once"
    assert unread(in_eigen_wijk) == ["signaal.binnen", "signaal.binnen", "signaal.te_lang"]
    assert "signaal.te_lang" not in unread(programmamanager)


def test_a_signaal_that_is_decided_on_asks_no_colleague_any_more(
    geef_signaal, in_eigen_wijk, gebruiker_met, wijk
):
    collega = gebruiker_met(Rol.WIJKMANAGER)
    collega.gebieden.add(wijk)
    signaal, other = geef_signaal(), geef_signaal()
    services.remind_of_signalen(vandaag=MELDING + timedelta(days=30))
    services.refuse_signaal(signaal.pk, actor=in_eigen_wijk, op=LATER, reden="Dit kan de verhuurder.")
    assert Melding.objects.unread().filter(ontvanger=collega).about(signaal).count() == 0
    assert Melding.objects.unread().filter(ontvanger=collega).about(other).count() == 2


def test_a_question_that_is_answered_asks_no_colleague_of_the_partner_any_more(
    geef_signaal, partner, in_eigen_wijk
):
    signaal = geef_signaal()
    services.write_to_partner(
        signaal.pk, actor=in_eigen_wijk, op=LATER, tekst="Weet zij ervan?", is_vraag=True
    )
    assert unread(partner) == ["signaal.vraag"]
    services.add_aanvulling(signaal.pk, actor=partner, op=LATER, tekst="Ja.")
    assert unread(partner) == []
    services.write_to_partner(
        signaal.pk, actor=in_eigen_wijk, op=LATER, tekst="Sinds wanneer?", is_vraag=True
    )
    services.refuse_signaal(signaal.pk, actor=in_eigen_wijk, op=LATER, reden="Dit kan de verhuurder.")
    assert unread(partner) == ["signaal.verder"]
