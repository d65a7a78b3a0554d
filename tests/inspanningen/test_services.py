import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from inspanningen import services
from inspanningen.models import Bijdrage, Inspanning, Partnerschap, Versie
from inspanningen.velden import LABELS
from tests.factories import (
    DoelstellingFactory,
    GebiedFactory,
    InspanningFactory,
    LeidendPrincipeFactory,
    OrganisatieFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kaart(programmamanager):
    return services.add_inspanning(
        actor=programmamanager, nummer="2", naam="Werken met ambassadeurs", aanleiding_tekst="Het begin."
    )


def edit(kaart, actor, *, basisversie=None, toelichting="", **velden):
    return services.edit_inspanning(
        kaart.pk,
        actor=actor,
        basisversie=kaart.versienummer if basisversie is None else basisversie,
        velden=velden,
        toelichting=toelichting,
    )


# ------------------------------------------------------------------------------------------------ toevoegen


def test_add_inspanning_keeps_everything_and_a_first_version(programmamanager):
    gebied, doel, principe, organisatie = (
        GebiedFactory(),
        DoelstellingFactory(),
        LeidendPrincipeFactory(),
        OrganisatieFactory(),
    )
    boven = InspanningFactory(nummer="2")

    kaart = services.add_inspanning(
        actor=programmamanager,
        nummer="2b",
        naam="Inwoners",
        fase="uitvoering",
        ouder=boven,
        gebieden=[gebied],
        doelstellingen=[doel],
        principes=[principe],
        partners=[(organisatie, "denkt mee")],
        resultaat_tekst="- een\r\n- twee",
        toelichting="Uit het programmaplan",
    )

    kaart.refresh_from_db()
    assert (kaart.nummer, kaart.volgnummer, kaart.ouder, kaart.fase) == ("2B", 2, boven, "uitvoering")
    assert kaart.resultaat_tekst == "- een\n- twee"
    assert list(kaart.gebieden.all()) == [gebied]
    assert list(kaart.doelstellingen.all()) == [doel]
    assert list(kaart.principes.all()) == [principe]
    assert kaart.partnerschappen.get().rol == "denkt mee"
    versie = kaart.versies.get()
    assert (versie.nummer, versie.door, versie.toelichting) == (1, programmamanager, "Uit het programmaplan")
    assert set(versie.stand) == set(LABELS)
    assert versie.stand["partners"] == [{"organisatie": organisatie.pk, "rol": "denkt mee"}]


def test_add_inspanning_leaves_a_line_in_the_log(programmamanager, kaart):
    regel = LogRegel.objects.about(kaart).get()

    assert (regel.actie, regel.actor) == ("inspanning.toegevoegd", programmamanager)
    assert regel.na == {"nummer": "2", "naam": "Werken met ambassadeurs"}


@pytest.mark.parametrize("nummer", ["", "0", "B2", "2BB", "12345", "2 B", "2.1", "٢"])
def test_add_inspanning_refuses_a_number_that_is_none(programmamanager, nummer):
    with pytest.raises(ValidationError) as refused:
        services.add_inspanning(actor=programmamanager, nummer=nummer, naam="Naam")

    assert "nummer" in refused.value.message_dict
    assert not Inspanning.objects.exists()


def test_add_inspanning_refuses_a_number_that_is_taken(programmamanager, kaart):
    with pytest.raises(ValidationError, match="Er is al een inspanning met dit nummer"):
        services.add_inspanning(actor=programmamanager, nummer="2", naam="Nog een")


def test_add_inspanning_refuses_an_onderdeel_of_an_onderdeel(programmamanager, kaart):
    deel = services.add_inspanning(actor=programmamanager, nummer="2A", naam="Deel", ouder=kaart)

    with pytest.raises(ValidationError, match="is zelf een onderdeel"):
        services.add_inspanning(actor=programmamanager, nummer="2C", naam="Deel van deel", ouder=deel)


def test_add_inspanning_is_not_for_a_projectleider(projectleider):
    with pytest.raises(PermissionDenied):
        services.add_inspanning(actor=projectleider, nummer="1", naam="Naam")


# ------------------------------------------------------------------------------------------------- bewerken


def test_edit_inspanning_keeps_a_version_with_who_when_and_why(programmamanager, kaart):
    edit(kaart, programmamanager, aanleiding_tekst="Een nieuw begin.", toelichting="Na het overleg")

    versie = Versie.objects.get(nummer=2)
    assert versie.gewijzigd == ["aanleiding_tekst"]
    assert versie.stand["aanleiding_tekst"] == "Een nieuw begin."
    assert versie.stand["naam"] == "Werken met ambassadeurs"
    assert (versie.door, versie.toelichting) == (programmamanager, "Na het overleg")
    kaart.refresh_from_db()
    assert (kaart.versienummer, kaart.gewijzigd_op) == (2, versie.opgeslagen_op)


def test_edit_inspanning_logs_short_facts_and_only_the_place_of_texts(programmamanager, kaart):
    edit(kaart, programmamanager, naam="Ambassadeurs", aanleiding_tekst="Geheim")

    regel = LogRegel.objects.about(kaart).first()
    assert regel.actie == "inspanning.bewerkt"
    assert regel.voor == {"naam": "Werken met ambassadeurs", "aanleiding_tekst": "zie versie 1"}
    assert regel.na == {"naam": "Ambassadeurs", "aanleiding_tekst": "zie versie 2"}


def test_edit_inspanning_without_a_change_makes_no_version(programmamanager, kaart):
    edit(kaart, programmamanager, aanleiding_tekst="Het begin.\r\n")

    assert Versie.objects.count() == 1
    assert LogRegel.objects.about(kaart).count() == 1


def test_edit_inspanning_changes_only_the_links_that_differ(programmamanager, kaart):
    een, twee, drie = DoelstellingFactory.create_batch(3)
    edit(kaart, programmamanager, doelstellingen=[een, twee])
    kaart.refresh_from_db()
    kept = Bijdrage.objects.get(doelstelling=twee)

    edit(kaart, programmamanager, doelstellingen=[twee, drie])

    assert {bijdrage.doelstelling for bijdrage in kaart.bijdragen.lopend()} == {twee, drie}
    assert Bijdrage.objects.get(doelstelling=twee) == kept


def test_edit_inspanning_changes_the_rol_of_a_partner(programmamanager, kaart):
    een, twee = OrganisatieFactory.create_batch(2)
    edit(kaart, programmamanager, partners=[(een, "bouwt"), (twee, "")])
    kaart.refresh_from_db()

    edit(kaart, programmamanager, partners=[(een, "sloopt")])

    assert list(Partnerschap.objects.values_list("organisatie", "rol")) == [(een.pk, "sloopt")]


def test_edit_inspanning_works_on_a_row_that_has_no_version_yet(programmamanager):
    kaart = InspanningFactory(scope_tekst="Er was al iets")
    kaart.gebieden.add(GebiedFactory())

    edit(kaart, programmamanager, aanleiding_tekst="Nieuw")

    stand = Versie.objects.get().stand
    assert (stand["scope_tekst"], len(stand["gebieden"])) == ("Er was al iets", 1)


def test_edit_inspanning_refuses_a_text_that_is_too_long(programmamanager, kaart):
    with pytest.raises(ValidationError, match="te lang") as refused:
        edit(kaart, programmamanager, scope_tekst="x" * 20_001)

    assert list(refused.value.message_dict) == ["scope_tekst"]


def test_edit_inspanning_refuses_an_empty_name(programmamanager, kaart):
    with pytest.raises(ValidationError) as refused:
        edit(kaart, programmamanager, naam=" \x00 ")

    assert list(refused.value.message_dict) == ["naam"]


def test_edit_inspanning_refuses_a_kaart_as_its_own_onderdeel(programmamanager, kaart):
    with pytest.raises(ValidationError, match="onderdeel van zichzelf"):
        edit(kaart, programmamanager, ouder=kaart)


def test_edit_inspanning_refuses_an_ouder_for_a_kaart_with_onderdelen(programmamanager, kaart):
    services.add_inspanning(actor=programmamanager, nummer="2A", naam="Deel", ouder=kaart)
    ander = InspanningFactory(nummer="7")

    with pytest.raises(ValidationError, match="heeft zelf onderdelen"):
        edit(kaart, programmamanager, ouder=ander)


def test_edit_inspanning_refuses_a_projectleider_who_may_not_edit(programmamanager, kaart, wijkmanager):
    with pytest.raises(ValidationError, match="heeft niet de rol projectleider") as refused:
        edit(kaart, programmamanager, projectleider=wijkmanager)

    assert list(refused.value.message_dict) == ["projectleider"]


# --------------------------------------------------------------------------------------------------- rechten


def test_edit_inspanning_is_for_the_own_projectleider(programmamanager, projectleider, kaart):
    edit(kaart, programmamanager, projectleider=projectleider)
    kaart.refresh_from_db()

    edit(kaart, projectleider, aanleiding_tekst="Van de projectleider")

    kaart.refresh_from_db()
    assert kaart.aanleiding_tekst == "Van de projectleider"


def test_edit_inspanning_is_not_for_the_projectleider_of_another(projectleider, kaart):
    with pytest.raises(PermissionDenied, match="Alleen de projectleider van deze inspanning"):
        edit(kaart, projectleider, aanleiding_tekst="Van een ander")


@pytest.mark.parametrize(
    "rol", [Rol.WIJKMANAGER, Rol.BESTUUR, Rol.AMBASSADEUR, Rol.PARTNER, Rol.RAADSLID, Rol.BEHEERDER]
)
def test_edit_inspanning_is_not_for_readers(gebruiker_met, kaart, rol):
    with pytest.raises(PermissionDenied):
        edit(kaart, gebruiker_met(rol), aanleiding_tekst="Van een lezer")

    kaart.refresh_from_db()
    assert kaart.aanleiding_tekst == "Het begin."


def test_edit_inspanning_is_not_for_someone_whose_account_is_closed(programmamanager, kaart):
    programmamanager.is_active = False

    with pytest.raises(PermissionDenied):
        edit(kaart, programmamanager, aanleiding_tekst="Te laat")


# ------------------------------------------------------------------------------------------ twee tegelijk


@pytest.fixture
def collega(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM, naam="Collega")


def test_edit_inspanning_puts_different_fields_of_two_people_together(programmamanager, collega, kaart):
    edit(kaart, collega, basisversie=1, scope_tekst="Van de collega")

    edit(kaart, programmamanager, basisversie=1, aanleiding_tekst="Van mij", scope_tekst="")

    kaart.refresh_from_db()
    assert (kaart.aanleiding_tekst, kaart.scope_tekst) == ("Van mij", "Van de collega")
    assert kaart.versienummer == 3


def test_edit_inspanning_puts_lists_of_two_people_together(programmamanager, collega, kaart):
    een, twee = GebiedFactory.create_batch(2)
    edit(kaart, collega, basisversie=1, gebieden=[een])

    edit(kaart, programmamanager, basisversie=1, gebieden=[twee])

    assert set(kaart.gebieden.all()) == {een, twee}


def test_edit_inspanning_saves_nothing_when_both_changed_the_same_and_gives_back_both_texts(
    programmamanager, collega, kaart
):
    edit(kaart, collega, basisversie=1, aanleiding_tekst="Van de collega", scope_tekst="Ook van de collega")

    with pytest.raises(services.Botst) as botst:
        edit(
            kaart,
            programmamanager,
            basisversie=1,
            aanleiding_tekst="Van mij",
            scope_tekst="",
            context_tekst="Alleen van mij",
        )

    kaart.refresh_from_db()
    assert (kaart.aanleiding_tekst, kaart.context_tekst, kaart.versienummer) == ("Van de collega", "", 2)
    (botsing,) = botst.value.botsingen
    assert (botsing.was, botsing.hunne, botsing.mijne) == ("Het begin.", "Van de collega", "Van mij")
    assert (botsing.door, botst.value.versienummer) == ("Collega", 2)
    assert botst.value.waarden == {
        "aanleiding_tekst": "Van mij",
        "scope_tekst": "Ook van de collega",
        "context_tekst": "Alleen van mij",
    }


def test_edit_inspanning_saves_what_was_chosen_after_a_botsing(programmamanager, collega, kaart):
    edit(kaart, collega, basisversie=1, aanleiding_tekst="Van de collega", scope_tekst="Ook van de collega")
    with pytest.raises(services.Botst) as botst:
        edit(kaart, programmamanager, basisversie=1, aanleiding_tekst="Van mij", scope_tekst="")

    edit(
        kaart,
        programmamanager,
        basisversie=botst.value.versienummer,
        **(botst.value.waarden | {"aanleiding_tekst": "Van ons samen"}),
    )

    kaart.refresh_from_db()
    assert (kaart.aanleiding_tekst, kaart.scope_tekst) == ("Van ons samen", "Ook van de collega")


def test_edit_inspanning_sees_a_third_person_who_came_between(
    programmamanager, collega, gebruiker_met, kaart
):
    edit(kaart, collega, basisversie=1, aanleiding_tekst="Van de collega")
    with pytest.raises(services.Botst) as eerste:
        edit(kaart, programmamanager, basisversie=1, aanleiding_tekst="Van mij")
    edit(
        kaart, gebruiker_met(Rol.PROGRAMMATEAM, naam="Derde"), basisversie=2, aanleiding_tekst="Van de derde"
    )

    with pytest.raises(services.Botst) as tweede:
        edit(kaart, programmamanager, basisversie=eerste.value.versienummer, aanleiding_tekst="Van mij")

    assert tweede.value.botsingen[0].door == "Derde"


@pytest.mark.parametrize("basisversie", [0, 7])
def test_edit_inspanning_refuses_a_version_that_never_was(programmamanager, kaart, basisversie):
    with pytest.raises(ValidationError, match="bestaat niet"):
        edit(kaart, programmamanager, basisversie=basisversie, aanleiding_tekst="Van mij")


# ------------------------------------------------------------------------------------------------------ fase


def test_change_fase_is_a_version_with_its_reason(programmamanager, kaart):
    services.change_fase(kaart.pk, actor=programmamanager, fase="uitvoering", toelichting="We beginnen")

    kaart.refresh_from_db()
    assert kaart.fase == "uitvoering"
    versie = kaart.versies.get(nummer=2)
    assert (versie.gewijzigd, versie.toelichting) == (["fase"], "We beginnen")
    assert LogRegel.objects.about(kaart).first().na == {"fase": "uitvoering"}


@pytest.mark.parametrize(
    ("van", "naar"),
    [(van, naar) for van in Inspanning.Fase for naar in Inspanning.Fase],
)
def test_change_fase_follows_the_table(programmamanager, van, naar):
    kaart = InspanningFactory(fase=van)
    if naar in Inspanning.ALLOWED_FASE_CHANGES[van]:
        services.change_fase(kaart.pk, actor=programmamanager, fase=naar, toelichting="Omdat het zo is")
        expected = naar
    else:
        with pytest.raises(services.CannotChangeFase):
            services.change_fase(kaart.pk, actor=programmamanager, fase=naar, toelichting="Omdat het zo is")
        expected = van

    kaart.refresh_from_db()
    assert kaart.fase == expected


def test_change_fase_to_gestopt_asks_why(programmamanager, kaart):
    with pytest.raises(services.CannotChangeFase, match="waarom") as refused:
        services.change_fase(kaart.pk, actor=programmamanager, fase="gestopt", toelichting="  ")

    assert list(refused.value.message_dict) == ["toelichting"]


def test_change_fase_is_not_for_a_reader(wijkmanager, kaart):
    with pytest.raises(PermissionDenied):
        services.change_fase(kaart.pk, actor=wijkmanager, fase="uitvoering")


# ------------------------------------------------------------------------------------------------ terugzetten


def test_restore_versie_makes_a_new_version_of_the_old_text_and_keeps_the_fase(programmamanager, kaart):
    gebied = GebiedFactory()
    edit(kaart, programmamanager, aanleiding_tekst="Weg ermee", gebieden=[gebied])
    services.change_fase(kaart.pk, actor=programmamanager, fase="uitvoering")

    services.restore_versie(kaart.pk, actor=programmamanager, nummer=1)

    kaart.refresh_from_db()
    assert (kaart.aanleiding_tekst, kaart.fase, kaart.versienummer) == ("Het begin.", "uitvoering", 4)
    assert not kaart.gebieden.exists()
    assert kaart.versies.get(nummer=4).toelichting == "Versie 1 teruggezet"


def test_restore_versie_leaves_out_what_is_gone(programmamanager, kaart):
    gebied = GebiedFactory()
    edit(kaart, programmamanager, gebieden=[gebied])
    kaart.refresh_from_db()
    edit(kaart, programmamanager, gebieden=[], scope_tekst="Nieuw")
    gebied.delete()

    services.restore_versie(kaart.pk, actor=programmamanager, nummer=2)

    kaart.refresh_from_db()
    assert kaart.scope_tekst == ""
    assert not kaart.gebieden.exists()


def test_restore_versie_refuses_a_version_that_never_was(programmamanager, kaart):
    with pytest.raises(ValidationError, match="bestaat niet"):
        services.restore_versie(kaart.pk, actor=programmamanager, nummer=9)


def test_restore_versie_is_not_for_a_reader(wijkmanager, kaart):
    with pytest.raises(PermissionDenied):
        services.restore_versie(kaart.pk, actor=wijkmanager, nummer=1)


# --------------------------------------------------------------------------------------- programma en doelen


def test_save_principe_twice_the_same_leaves_one_line_in_the_log(programmamanager):
    for _ in range(2):
        principe = services.save_principe(
            actor=programmamanager, kort="Lerend", uitleg="We leren.", volgorde=3
        )

    assert LogRegel.objects.about(principe).count() == 1


def test_save_programma_refuses_a_horizon_before_the_start(programmamanager):
    with pytest.raises(ValidationError, match="niet na het startjaar"):
        services.save_programma(actor=programmamanager, naam="P", ambitie="A", start=2050, horizon=2024)


def test_save_programma_is_not_for_a_projectleider(projectleider):
    with pytest.raises(PermissionDenied):
        services.save_programma(actor=projectleider, naam="P", ambitie="A", start=2024, horizon=2050)
