"""Stories: written, checked by someone else, published, given back, withdrawn. And what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from monitor import services
from monitor.indicatorlijst import LijstOnbruikbaar
from monitor.models import Kans, Probleemcluster, Uitvraag, Uitvraagcijfer, Verhaal
from tests.core.test_foto import picture
from tests.factories import (
    GebiedFactory,
    KansFactory,
    ProbleemclusterFactory,
    ThemaFactory,
    UitvraagFactory,
    VerhaalFactory,
)

VANDAAG = date(2026, 3, 2)
S = Verhaal.Status


@pytest.fixture
def velden(db):
    return {
        "op": VANDAAG,
        "titel": "De brief",
        "tekst": "Ik durfde de brief niet open te maken.",
        "teller": Verhaal.Teller.INWONER,
        "gebied": GebiedFactory(),
        "thema": ThemaFactory(),
        "onderwerp": ProbleemclusterFactory(),
        "toestemming_hoe": Verhaal.Toestemming.MONDELING,
        "toestemming_op": VANDAAG,
    }


@pytest.fixture
def verhaal(wijkmanager, velden):
    return services.add_verhaal(actor=wijkmanager, **velden)


@pytest.fixture
def ter_controle(verhaal, wijkmanager):
    return services.submit_verhaal(verhaal.pk, actor=wijkmanager)


@pytest.fixture
def teamlid(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


# who may


@pytest.mark.parametrize("rol", Rol)
def test_add_verhaal_is_for_who_hears_stories(rol, gebruiker_met, velden):
    schrijvers = {
        Rol.PROGRAMMAMANAGER,
        Rol.PROGRAMMATEAM,
        Rol.WIJKMANAGER,
        Rol.PROJECTLEIDER,
        Rol.AMBASSADEUR,
    }
    if rol in schrijvers:
        assert services.add_verhaal(actor=gebruiker_met(rol), **velden).status == S.CONCEPT
    else:
        with pytest.raises(PermissionDenied):
            services.add_verhaal(actor=gebruiker_met(rol), **velden)


@pytest.mark.parametrize("rol", Rol)
def test_publish_verhaal_is_for_the_programmateam(rol, gebruiker_met, ter_controle):
    if rol in {Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM}:
        verhaal = services.publish_verhaal(ter_controle.pk, actor=gebruiker_met(rol), op=VANDAAG)
        assert (verhaal.status, verhaal.gepubliceerd_op) == (S.GEPUBLICEERD, VANDAAG)
    else:
        with pytest.raises(PermissionDenied):
            services.publish_verhaal(ter_controle.pk, actor=gebruiker_met(rol), op=VANDAAG)


def test_publish_verhaal_takes_a_second_pair_of_eyes(teamlid, programmamanager, velden):
    eigen = services.add_verhaal(actor=teamlid, **velden)
    services.submit_verhaal(eigen.pk, actor=teamlid)
    with pytest.raises(PermissionDenied):
        services.publish_verhaal(eigen.pk, actor=teamlid, op=VANDAAG)
    assert services.publish_verhaal(eigen.pk, actor=programmamanager, op=VANDAAG).status == S.GEPUBLICEERD


@pytest.mark.parametrize("service", ["edit_verhaal", "submit_verhaal", "set_foto", "remove_foto"])
def test_only_its_writer_changes_a_verhaal(service, verhaal, programmamanager, velden):
    rest = {
        "edit_verhaal": velden,
        "set_foto": {"inhoud": picture(), "beschrijving": "Een straat"},
    }.get(service, {})
    with pytest.raises(PermissionDenied):
        getattr(services, service)(verhaal.pk, actor=programmamanager, **rest)


@pytest.mark.parametrize("status", [S.CONCEPT, S.TER_CONTROLE, S.TERUGGEGEVEN, S.GEPUBLICEERD])
def test_visible_to(status, gebruiker_met, wijkmanager, buitenstaander):
    verhaal = VerhaalFactory(auteur=wijkmanager, status=status, reden="Kort het in.", gepubliceerd_op=VANDAAG, gecontroleerd_door=gebruiker_met())  # fmt: skip
    see = {
        rol for rol in Rol if Verhaal.objects.visible_to(gebruiker_met(rol)).filter(pk=verhaal.pk).exists()
    }
    lezers = set(Rol) - {Rol.RAADSLID, Rol.FUNCTIONARIS, Rol.BEHEERDER}
    team = {Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM}
    assert see == {S.CONCEPT: set(), S.GEPUBLICEERD: lezers}.get(status, team)
    assert Verhaal.objects.visible_to(wijkmanager).get() == verhaal
    assert not Verhaal.objects.visible_to(buitenstaander).exists()


# consent


def test_a_verhaal_without_consent_is_kept_and_goes_no_further(wijkmanager, velden):
    velden |= {"toestemming_hoe": "", "toestemming_op": None}
    verhaal = services.add_verhaal(actor=wijkmanager, **velden)
    with pytest.raises(services.GeenToestemming):
        services.submit_verhaal(verhaal.pk, actor=wijkmanager)
    for status in (S.TER_CONTROLE, S.GEPUBLICEERD):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verhaal.objects.filter(pk=verhaal.pk).update(status=status)


def test_consent_has_a_day_and_a_way(wijkmanager, velden):
    with pytest.raises(ValidationError, match="hoe én wanneer"):
        services.add_verhaal(actor=wijkmanager, **velden | {"toestemming_hoe": ""})
    with pytest.raises(ValidationError, match="moet nog komen"):
        services.add_verhaal(actor=wijkmanager, **velden | {"toestemming_op": date(2026, 3, 3)})


def test_withdraw_erases_words_and_photo_and_keeps_the_proof(
    verhaal, wijkmanager, teamlid, django_capture_on_commit_callbacks
):
    services.set_foto(verhaal.pk, actor=wijkmanager, inhoud=picture(), beschrijving="Een lege stoep")
    services.submit_verhaal(verhaal.pk, actor=wijkmanager)
    name = services.publish_verhaal(verhaal.pk, actor=teamlid, op=VANDAAG).foto.name
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw_verhaal(verhaal.pk, actor=teamlid, op=VANDAAG)

    verhaal.refresh_from_db()
    assert (verhaal.titel, verhaal.tekst, verhaal.foto.name, verhaal.foto_beschrijving) == ("", "", "", "")
    assert not default_storage.exists(name)
    assert (verhaal.status, verhaal.ingetrokken_op, verhaal.toestemming_op) == (
        S.INGETROKKEN,
        VANDAAG,
        VANDAAG,
    )
    regel = LogRegel.objects.about(verhaal).first()
    assert (regel.actie, regel.detail) == ("verhaal.ingetrokken", {"was_gepubliceerd": True})
    with pytest.raises(services.VerhaalIsVerder):
        services.withdraw_verhaal(verhaal.pk, actor=teamlid, op=VANDAAG)


def test_withdraw_is_not_for_just_anyone(verhaal, projectleider):
    with pytest.raises(PermissionDenied):
        services.withdraw_verhaal(verhaal.pk, actor=projectleider, op=VANDAAG)


# the way it goes


def test_a_verhaal_that_was_given_back_is_changed_and_goes_again(ter_controle, wijkmanager, teamlid, velden):
    with pytest.raises(services.VerhaalOnvolledig):
        services.give_back_verhaal(ter_controle.pk, actor=teamlid, reden="  ")
    terug = services.give_back_verhaal(ter_controle.pk, actor=teamlid, reden="Noem de winkel niet.")
    assert (terug.status, terug.reden) == (S.TERUGGEGEVEN, "Noem de winkel niet.")

    services.edit_verhaal(terug.pk, actor=wijkmanager, **velden | {"tekst": "Anders."})
    again = services.submit_verhaal(terug.pk, actor=wijkmanager)

    assert (again.status, again.tekst, again.reden) == (S.TER_CONTROLE, "Anders.", "")


def test_what_is_being_checked_does_not_change_under_the_checker(ter_controle, wijkmanager, velden):
    for change in (
        lambda: services.edit_verhaal(ter_controle.pk, actor=wijkmanager, **velden),
        lambda: services.remove_foto(ter_controle.pk, actor=wijkmanager),
        lambda: services.submit_verhaal(ter_controle.pk, actor=wijkmanager),
    ):
        with pytest.raises(services.VerhaalIsVerder):
            change()


def test_publish_twice_is_refused(ter_controle, teamlid):
    services.publish_verhaal(ter_controle.pk, actor=teamlid, op=VANDAAG)
    with pytest.raises(services.VerhaalIsVerder):
        services.publish_verhaal(ter_controle.pk, actor=teamlid, op=VANDAAG)
    with pytest.raises(services.VerhaalIsVerder):
        services.give_back_verhaal(ter_controle.pk, actor=teamlid, reden="Toch niet.")


def test_submit_refuses_what_tells_who_it_is(wijkmanager, velden):
    verhaal = services.add_verhaal(actor=wijkmanager, **velden | {"tekst": "Bel mij: 0612345678"})
    with pytest.raises(services.NietAnoniem, match="telefoonnummer"):
        services.submit_verhaal(verhaal.pk, actor=wijkmanager)


def test_no_log_row_holds_the_words(ter_controle, teamlid, wijkmanager, velden):
    services.give_back_verhaal(ter_controle.pk, actor=teamlid, reden="Kwartelkuiken")
    services.edit_verhaal(ter_controle.pk, actor=wijkmanager, **velden | {"titel": "Zonnedauw"})
    written = str(list(LogRegel.objects.values_list("voor", "na", "detail")))
    assert not any(word in written for word in ("brief", "Kwartel", "Zonnedauw"))
    assert [regel.actie for regel in LogRegel.objects.about(ter_controle)] == [
        "verhaal.bewerkt",
        "verhaal.teruggegeven",
        "verhaal.ter_controle",
        "verhaal.toegevoegd",
    ]


# the photo


def test_a_photo_is_replaced_and_removed(verhaal, wijkmanager, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = services.set_foto(verhaal.pk, actor=wijkmanager, inhoud=picture(), beschrijving="Een stoep")
        old = first.foto.name
        new = services.set_foto(
            verhaal.pk, actor=wijkmanager, inhoud=picture(), beschrijving="Een tuin"
        ).foto.name
    assert not default_storage.exists(old)
    assert default_storage.exists(new)
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_foto(verhaal.pk, actor=wijkmanager)
    assert not default_storage.exists(new)


def test_a_photo_needs_words_for_who_cannot_see_it(verhaal, wijkmanager):
    with pytest.raises(services.VerhaalOnvolledig):
        services.set_foto(verhaal.pk, actor=wijkmanager, inhoud=picture(), beschrijving=" ")


# what the database refuses


@pytest.mark.parametrize(
    "velden",
    [
        {"kans": True},
        {"probleemcluster": None},
        {"toestemming_hoe": ""},
        {"status": S.TER_CONTROLE, "toestemming_hoe": "", "toestemming_op": None},
        {"status": S.GEPUBLICEERD},
        {"status": S.GEPUBLICEERD, "gepubliceerd_op": VANDAAG, "gecontroleerd_door": "auteur"},
        {"status": S.TERUGGEGEVEN},
        {"status": S.INGETROKKEN, "ingetrokken_op": VANDAAG},
        {"status": S.INGETROKKEN, "titel": "", "tekst": ""},
        {"tekst": ""},
        {"foto": "a.jpg"},
        {"foto_beschrijving": "Een stoep"},
    ],
)
def test_the_database_refuses(velden, db):
    verhaal = VerhaalFactory()
    if velden.get("gecontroleerd_door") == "auteur":
        velden = velden | {"gecontroleerd_door": verhaal.auteur}
    if velden.get("kans"):
        velden = {"kans": KansFactory()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Verhaal.objects.filter(pk=verhaal.pk).update(**velden)


# clusters and kansen


def test_load_verhaalingangen_can_be_repeated(db):
    assert services.load_verhaalingangen(actor=None) == {"nieuw": 9, "gewijzigd": 0, "ongewijzigd": 0}
    assert (Probleemcluster.objects.count(), Kans.objects.count()) == (5, 4)
    Kans.objects.filter(nummer=1).update(naam="Anders")
    assert services.load_verhaalingangen(actor=None) == {"nieuw": 0, "gewijzigd": 1, "ongewijzigd": 8}


@pytest.mark.parametrize(
    "tekst",
    [
        "kansen: []",
        "[",
        "probleemclusters: 3\nkansen: []",
        "probleemclusters: [{nummer: 1}]\nkansen: []",
        "probleemclusters: [{nummer: 1, naam: a, uitleg: b}, {nummer: 1, naam: c, uitleg: d}]\nkansen: []",
        "probleemclusters: [{nummer: 1, naam: '', uitleg: b}]\nkansen: []",
    ],
)
def test_load_verhaalingangen_refuses_a_list_that_is_wrong(tekst, tmp_path, db):
    lijst = tmp_path / "verhalen.yaml"
    lijst.write_text(tekst)
    with pytest.raises(LijstOnbruikbaar):
        services.load_verhaalingangen(lijst, actor=None)
    assert not Probleemcluster.objects.exists()


def test_load_verhaalingangen_refuses_a_file_that_is_not_there(tmp_path, db):
    with pytest.raises(LijstOnbruikbaar):
        services.load_verhaalingangen(tmp_path / "weg.yaml", actor=None)


# uitvragen


@pytest.fixture
def ronde(programmamanager):
    return services.add_uitvraag(
        actor=programmamanager,
        naam="Vragenronde 2025",
        soort=Uitvraag.Soort.VRAGENRONDE,
        van=date(2025, 3, 1),
        tot=date(2025, 5, 31),
        gebied=None,
        methode="Langs de deuren.",
        uitgenodigd=1200,
        meegedaan=300,
        samenvatting="",
    )


def test_an_uitvraag_knows_its_response(ronde, programmamanager):
    assert ronde.respons == 25
    services.edit_uitvraag(ronde.pk, actor=programmamanager, meegedaan=None)
    assert Uitvraag.objects.get().respons is None
    assert LogRegel.objects.about(ronde).first().voor == {"meegedaan": 300}


def test_uitvraagcijfers_are_added_and_removed(ronde, programmamanager):
    cijfer = services.add_uitvraagcijfer(
        ronde.pk, actor=programmamanager, omschrijving="Voelt zich veilig", aantal=150, van_aantal=300
    )
    assert cijfer.percentage == 50
    services.remove_uitvraagcijfer(cijfer.pk, actor=programmamanager)
    assert not Uitvraagcijfer.objects.exists()


@pytest.mark.parametrize(("aantal", "van", "klein"), [(4, 20, True), (16, 20, True), (0, 20, False), (20, 20, False), (5, 10, False)])  # fmt: skip
def test_an_uitvraagcijfer_of_few_people_is_not_shown(aantal, van, klein):
    cijfer = Uitvraagcijfer(aantal=aantal, van_aantal=van)
    assert cijfer.is_klein is klein
    assert (cijfer.percentage is None) is klein


def test_uitvragen_are_for_the_programmateam(ronde, wijkmanager):
    cijfer = ronde.cijfers.create(omschrijving="x", aantal=1, van_aantal=2)
    for act in (
        lambda: services.add_uitvraag(actor=wijkmanager, naam="x"),
        lambda: services.edit_uitvraag(ronde.pk, actor=wijkmanager, naam="x"),
        lambda: services.add_uitvraagcijfer(
            ronde.pk, actor=wijkmanager, omschrijving="x", aantal=1, van_aantal=2
        ),
        lambda: services.remove_uitvraagcijfer(cijfer.pk, actor=wijkmanager),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("velden", [{"tot": date(2025, 2, 1)}, {"uitgenodigd": 5, "meegedaan": 6}])
def test_the_database_refuses_an_uitvraag(velden, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        UitvraagFactory(**velden)


@pytest.mark.parametrize("velden", [{"aantal": 3, "van_aantal": 2}, {"aantal": 0, "van_aantal": 0}])
def test_the_database_refuses_an_uitvraagcijfer(velden, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        UitvraagFactory().cijfers.create(omschrijving="x", **velden)
