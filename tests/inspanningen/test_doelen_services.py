"""Doelstellingen, bijdragen and perioden: who writes what, what stays, what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from inspanningen import queries, services
from inspanningen.models import Bijdrage, Doelstelling, Inspanning
from inspanningen.services import bijdrage as bijdragen
from inspanningen.services import doelstelling as doelstellingen
from inspanningen.services import periode as perioden
from inspanningen.stand import read_stand
from tests.factories import (
    BewijsFactory,
    BijdrageFactory,
    DoelstellingFactory,
    GebruikerFactory,
    ProgrammaFactory,
    VerhaalFactory,
)

pytestmark = pytest.mark.django_db

DAG = date(2026, 3, 2)


@pytest.fixture
def programmateam():
    return GebruikerFactory(rollen=[Rol.PROGRAMMATEAM])


@pytest.fixture
def ambassadeur():
    return GebruikerFactory(rollen=[Rol.AMBASSADEUR])


@pytest.fixture
def boven(programmateam):
    return doelstellingen.add_doelstelling(actor=programmateam, nummer="1", naam="Meer bestaanszekerheid")


@pytest.fixture
def concept(programmateam, boven):
    return doelstellingen.add_doelstelling(
        actor=programmateam,
        nummer="1.1",
        naam="Rondkomen",
        soort="operationeel",
        ouder=boven,
        omschrijving="Meer mensen komen rond.",
        term_van=2026,
        term_tot=2029,
    )


@pytest.fixture
def vastgesteld(programmamanager, concept):
    Doelstelling.objects.filter(pk=concept.pk).update(
        bateneigenaar=GebruikerFactory(rollen=[Rol.BATENEIGENAAR])
    )
    return doelstellingen.set_status(concept.pk, actor=programmamanager, status="vastgesteld", op=DAG)


# ------------------------------------------------------------------------------------------ doelstellingen


def test_a_doelstelling_begins_as_a_concept_with_a_version_and_a_line_in_the_log(concept, programmateam):
    versie = concept.versies.get()

    assert (concept.status, concept.versienummer) == ("concept", 1)
    assert (versie.nummer, versie.door, versie.omschrijving) == (1, programmateam, "Meer mensen komen rond.")
    assert LogRegel.objects.about(concept).get().actie == "doelstelling.toegevoegd"


def test_adding_one_is_not_for_a_projectleider(projectleider):
    with pytest.raises(PermissionDenied):
        doelstellingen.add_doelstelling(actor=projectleider, nummer="1", naam="Meer")


def test_an_operationele_does_not_hang_under_another(programmateam, concept):
    with pytest.raises(doelstellingen.DoelstellingGeweigerd, match="zelf operationeel"):
        doelstellingen.add_doelstelling(
            actor=programmateam, nummer="1.1.1", naam="Minder", soort="operationeel", ouder=concept
        )


def test_a_bateneigenaar_can_see_what_they_are_to_bring(programmateam, concept):
    with pytest.raises(ValidationError, match="kan de doelstellingen niet zien"):
        doelstellingen.edit_doelstelling(
            concept.pk,
            actor=programmateam,
            basisversie=1,
            velden={"bateneigenaar": GebruikerFactory(rollen=[Rol.RAADSLID])},
        )


def test_the_team_writes_on_a_concept_without_a_reason(programmateam, concept):
    doelstellingen.edit_doelstelling(
        concept.pk, actor=programmateam, basisversie=1, velden={"omschrijving": "Ieder\r\nkomt rond."}
    )

    assert [versie.omschrijving for versie in concept.versies.order_by("nummer")] == [
        "Meer mensen komen rond.",
        "Ieder\nkomt rond.",
    ]
    assert concept.versies.get(nummer=2).gewijzigd == ["omschrijving"]


def test_saving_the_same_makes_no_version(programmateam, concept):
    doelstellingen.edit_doelstelling(
        concept.pk, actor=programmateam, basisversie=1, velden={"naam": "Rondkomen "}
    )

    assert concept.versies.count() == 1


def test_who_saves_second_overwrites_nothing(programmateam, programmamanager, concept):
    doelstellingen.edit_doelstelling(
        concept.pk, actor=programmateam, basisversie=1, velden={"omschrijving": "Eerst."}
    )

    with pytest.raises(Tussentijds):
        doelstellingen.edit_doelstelling(
            concept.pk, actor=programmamanager, basisversie=1, velden={"omschrijving": "Daarna."}
        )

    concept.refresh_from_db()
    assert concept.omschrijving == "Eerst."


def test_a_group_writes_the_words_of_a_concept_and_nothing_else(ambassadeur, concept):
    doelstellingen.edit_doelstelling(
        concept.pk, actor=ambassadeur, basisversie=1, velden={"naam": "Geen schulden"}, namens="Inwoners"
    )

    assert concept.versies.get(nummer=2).namens == "Inwoners"
    with pytest.raises(PermissionDenied):
        doelstellingen.edit_doelstelling(
            concept.pk, actor=ambassadeur, basisversie=2, velden={"nummer": "9"}, namens="Inwoners"
        )


def test_a_group_does_not_write_on_what_is_vastgesteld(ambassadeur, vastgesteld):
    with pytest.raises(doelstellingen.DoelstellingGeweigerd, match="reflectie"):
        doelstellingen.edit_doelstelling(
            vastgesteld.pk, actor=ambassadeur, basisversie=2, velden={"naam": "Anders"}, namens="Inwoners"
        )


def test_adopting_is_for_the_programmamanager(programmateam, vastgesteld, concept):
    assert (vastgesteld.status, vastgesteld.vastgesteld_op) == ("vastgesteld", DAG)
    with pytest.raises(PermissionDenied):
        doelstellingen.set_status(
            concept.pk, actor=programmateam, status="vervallen", op=DAG, toelichting="Klaar"
        )


def test_adopting_asks_for_what_is_missing(programmamanager, concept, boven):
    with pytest.raises(ValidationError, match="een bateneigenaar"):
        doelstellingen.set_status(concept.pk, actor=programmamanager, status="vastgesteld", op=DAG)
    with pytest.raises(ValidationError, match="een omschrijving, een bateneigenaar"):
        doelstellingen.set_status(boven.pk, actor=programmamanager, status="vastgesteld", op=DAG)


def test_what_is_vastgesteld_changes_with_a_reason_and_by_the_programmamanager(
    programmamanager, programmateam, vastgesteld
):
    change = {"basisversie": 2, "velden": {"omschrijving": "Iets anders."}}
    with pytest.raises(PermissionDenied):
        doelstellingen.edit_doelstelling(vastgesteld.pk, actor=programmateam, toelichting="Om", **change)
    with pytest.raises(ValidationError, match="waarom"):
        doelstellingen.edit_doelstelling(vastgesteld.pk, actor=programmamanager, toelichting=" ", **change)

    doelstellingen.edit_doelstelling(
        vastgesteld.pk, actor=programmamanager, toelichting="Besluit van de raad", **change
    )

    assert vastgesteld.versies.get(nummer=3).toelichting == "Besluit van de raad"


def test_a_doelstelling_lapses_with_a_reason_and_can_be_taken_up_again(programmamanager, vastgesteld):
    with pytest.raises(ValidationError, match="waarom"):
        doelstellingen.set_status(vastgesteld.pk, actor=programmamanager, status="vervallen", op=DAG)
    with pytest.raises(ValidationError, match="kan niet"):
        doelstellingen.set_status(
            vastgesteld.pk, actor=programmamanager, status="concept", op=DAG, toelichting="Terug"
        )
    doelstellingen.set_status(
        vastgesteld.pk, actor=programmamanager, status="vervallen", op=DAG, toelichting="Gehaald"
    )
    assert list(Doelstelling.objects.geldend().filter(pk=vastgesteld.pk)) == []

    opnieuw = doelstellingen.set_status(
        vastgesteld.pk, actor=programmamanager, status="concept", op=DAG, toelichting="Toch niet"
    )

    assert (opnieuw.status, opnieuw.vastgesteld_op) == ("concept", None)


# ------------------------------------------------------------------------------------------ bijdragen


@pytest.fixture
def kaart(programmamanager):
    doel = DoelstellingFactory(nummer="2x")
    return services.add_inspanning(
        actor=programmamanager, nummer="2", naam="Buurtkoks", doelstellingen=[doel]
    )


def test_a_bijdrage_taken_off_the_kaart_keeps_what_was_written_and_seen(programmamanager, kaart):
    bijdrage = kaart.bijdragen.get()
    bijdragen.edit_bijdrage(
        bijdrage.pk, actor=programmamanager, sterkte="groot", aanname="Samen eten verbindt."
    )
    BewijsFactory(bijdrage=bijdrage)

    def save(basisversie, doelstellingen):
        services.edit_inspanning(
            kaart.pk,
            actor=programmamanager,
            basisversie=basisversie,
            velden={"doelstellingen": doelstellingen},
        )

    save(1, [])

    assert list(kaart.bijdragen.lopend()) == []
    assert list(Inspanning.objects.with_doelstelling(bijdrage.doelstelling_id)) == []
    assert read_stand(kaart)["doelstellingen"] == []
    assert queries.kaarten([kaart.pk], programmamanager.zicht)[0].doelstellingen == ()

    save(2, [bijdrage.doelstelling, DoelstellingFactory()])

    back = kaart.bijdragen.lopend().get(doelstelling=bijdrage.doelstelling)
    assert (back.pk, back.sterkte, back.aanname) == (bijdrage.pk, "groot", "Samen eten verbindt.")
    assert back.bewijzen.count() == 1
    assert kaart.bijdragen.count() == 2


def test_editing_the_kaart_leaves_a_bijdrage_that_stays_as_it_is(programmamanager, kaart):
    bijdrage = kaart.bijdragen.get()
    bijdragen.edit_bijdrage(bijdrage.pk, actor=programmamanager, sterkte="klein", aanname="Misschien.")

    services.edit_inspanning(
        kaart.pk,
        actor=programmamanager,
        basisversie=1,
        velden={"doelstellingen": [bijdrage.doelstelling, DoelstellingFactory()], "naam": "Buurtkeuken"},
    )

    bijdrage.refresh_from_db()
    assert (bijdrage.sterkte, bijdrage.aanname, bijdrage.loopt) == ("klein", "Misschien.", True)


def test_a_bijdrage_is_edited_by_who_edits_the_kaart(projectleider, wijkmanager, kaart):
    bijdrage = kaart.bijdragen.get()
    for not_theirs in (wijkmanager, projectleider):
        with pytest.raises(PermissionDenied):
            bijdragen.edit_bijdrage(bijdrage.pk, actor=not_theirs, sterkte="groot", aanname="")
    Inspanning.objects.filter(pk=kaart.pk).update(projectleider=projectleider)

    bijdragen.edit_bijdrage(bijdrage.pk, actor=projectleider, sterkte="groot", aanname="")

    regel = LogRegel.objects.about(bijdrage).get()
    assert (regel.actie, regel.na) == ("bijdrage.bewerkt", {"sterkte": "groot"})


def test_two_write_an_aanname_and_no_word_is_lost(programmamanager, kaart):
    bijdrage = kaart.bijdragen.get()
    bijdragen.edit_bijdrage(bijdrage.pk, actor=programmamanager, sterkte="", aanname="De eerste.")

    with pytest.raises(Tussentijds):
        bijdragen.edit_bijdrage(
            bijdrage.pk, actor=programmamanager, sterkte="", aanname="De tweede.", gelezen=""
        )


def test_an_unknown_sterkte_is_refused(programmamanager, kaart):
    with pytest.raises(ValidationError):
        bijdragen.edit_bijdrage(kaart.bijdragen.get().pk, actor=programmamanager, sterkte="enorm", aanname="")


def see(bijdrage, actor, **change):
    values = {"op": DAG, "tekst": "Drie tafels vol.", "richting": "steunt"} | change
    return bijdragen.add_bewijs(bijdrage.pk, actor=actor, vandaag=DAG, **values)


def test_bewijs_says_what_was_seen_by_whom(programmamanager, kaart):
    verhaal = VerhaalFactory(gepubliceerd=True)
    bewijs = see(kaart.bijdragen.get(), programmamanager, verhaal=verhaal)

    assert (bewijs.door, bewijs.verhaal) == (programmamanager, verhaal)
    counted = Bijdrage.objects.counted().get()
    assert (counted.steunt, counted.tegen) == (1, 0)


def test_bewijs_is_of_a_day_that_was(programmamanager, kaart):
    with pytest.raises(ValidationError, match="nog komen"):
        see(kaart.bijdragen.get(), programmamanager, op=date(2026, 3, 3))


def test_bewijs_points_at_a_published_story_only(programmamanager, kaart):
    with pytest.raises(ValidationError, match="gepubliceerd"):
        see(kaart.bijdragen.get(), programmamanager, verhaal=VerhaalFactory())


def test_bewijs_is_not_for_who_cannot_edit_the_kaart(wijkmanager, kaart):
    with pytest.raises(PermissionDenied):
        see(kaart.bijdragen.get(), wijkmanager)


def test_no_bewijs_for_a_bijdrage_that_ended(programmamanager):
    with pytest.raises(bijdragen.BijdrageGeweigerd):
        see(BijdrageFactory(loopt=False), programmamanager)


# ------------------------------------------------------------------------------------------ perioden


@pytest.fixture
def programma():
    return ProgrammaFactory(start=2024, horizon=2050)


def periode(programma, actor, **change):
    values = {"van": 2024, "tot": 2027, "koers": "Beginnen."} | change
    return perioden.add_periode(actor=actor, programma=programma, vandaag=DAG, **values)


def test_a_periode_is_for_the_team(programma, projectleider, programmateam):
    with pytest.raises(PermissionDenied):
        periode(programma, projectleider)

    assert str(periode(programma, programmateam)) == "2024–2027"


@pytest.mark.parametrize(
    ("change", "zin"),
    [
        ({"van": 2026, "tot": 2029}, "vallen samen"),
        ({"van": 2050, "tot": 2053}, "loopt van 2024"),
        ({"van": 2028, "tot": 2031, "herijkt_op": date(2026, 3, 3), "wat_veranderde": "Meer"}, "nog komen"),
        ({"van": 2028, "tot": 2031, "herijkt_op": DAG}, "wat er veranderde"),
        ({"van": 2028, "tot": 2031, "herijkt_op": DAG, "koers": ""}, "koers"),
    ],
)
def test_a_periode_that_makes_no_sense_is_refused(programma, programmateam, change, zin):
    periode(programma, programmateam)
    with pytest.raises(ValidationError, match=zin):
        periode(programma, programmateam, **change)


def test_a_periode_is_herijkt(programma, programmateam):
    periode(programma, programmateam)
    volgende = periode(programma, programmateam, van=2028, tot=2031, koers="")

    changed = perioden.edit_periode(
        volgende.pk,
        actor=programmateam,
        vandaag=DAG,
        gelezen="",
        velden={"koers": "Verder.", "herijkt_op": DAG, "wat_veranderde": "Meer in Oost."},
    )

    assert changed.herijkt_op == DAG
    with pytest.raises(Tussentijds):
        perioden.edit_periode(
            volgende.pk, actor=programmateam, vandaag=DAG, gelezen="", velden={"koers": "Anders."}
        )
