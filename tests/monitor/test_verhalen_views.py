"""The pages of stories and uitvragen: what they show to whom, what they refuse, and that they cost a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Gebied, LogRegel, Taak
from brunssum.core.rollen import Rol
from monitor import services
from monitor.models import Thema, Uitvraag, Uitvraagcijfer, Verhaal
from monitor.queries.verhalen import volgende_vragenronde
from tests.core.test_foto import picture
from tests.factories import (
    GebiedFactory,
    IndicatorFactory,
    KansFactory,
    ProbleemclusterFactory,
    ThemaFactory,
    UitvraagFactory,
    VerhaalFactory,
    WaarnemingFactory,
)

KANARIE = "Kwartelkuiken"


@pytest.fixture
def lezer(gebruiker_met):
    return gebruiker_met(Rol.BESTUUR)


@pytest.fixture
def teamlid(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM)


@pytest.fixture
def invoer(db):
    """A story as it is typed in."""
    return {
        "tekst": "Ik durfde de brief niet open te maken.",
        "titel": "De brief",
        "teller": "inwoner",
        "gebied": GebiedFactory().pk,
        "onderwerp": f"cluster-{ProbleemclusterFactory().pk}",
        "thema": ThemaFactory().pk,
        "toestemming_hoe": "mondeling",
        "toestemming_op": "2026-02-20",
        "uitvraag": "",
    }


def post(client, name, *args, **data):
    return client.post(reverse(f"monitor:{name}", args=args), data)


def page(client, name, *args, **params):
    return client.get(reverse(f"monitor:{name}", args=args), params)


# writing


def test_a_verhaal_is_kept_as_a_concept(client, wijkmanager, invoer):
    client.force_login(wijkmanager)
    response = post(client, "verhaal_add", **invoer)
    verhaal = Verhaal.objects.get()
    assert response.url == reverse("monitor:verhaal", args=[verhaal.pk])
    assert (verhaal.status, verhaal.auteur, verhaal.toestemming_op) == (
        "concept",
        wijkmanager,
        date(2026, 2, 20),
    )


def test_a_verhaal_about_a_kans_without_consent(client, wijkmanager, invoer):
    client.force_login(wijkmanager)
    kans = KansFactory()
    post(client, "verhaal_add", **invoer | {"onderwerp": f"kans-{kans.pk}", "toestemming_hoe": ""})
    verhaal = Verhaal.objects.get()
    assert (verhaal.kans, verhaal.probleemcluster, verhaal.toestemming_op) == (kans, None, None)
    assert "Nog geen toestemming" in page(client, "verhaal", verhaal.pk).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"gebied": ""},
        {"onderwerp": "cluster-0"},
        {"toestemming_op": ""},
        {"toestemming_op": "2199-01-01"},
        {"titel": " "},
    ],
)
def test_nothing_typed_is_lost_when_a_verhaal_is_refused(client, wijkmanager, invoer, wrong):
    client.force_login(wijkmanager)
    response = post(client, "verhaal_add", **invoer | wrong)
    assert response.status_code == 422
    assert invoer["tekst"] in response.content.decode()
    assert not Verhaal.objects.exists()


@pytest.mark.parametrize(
    ("tekst", "vondst"),
    [
        ("Bel 0612345678.", "een telefoonnummer"),
        ("Het bsn is 999990019.", "een burgerservicenummer"),
        ("Mail a@example.org.", "een e-mailadres"),
        ("Zij woont op Kerkplein 12.", "een adres"),
        ("Ik zag mevrouw Zonnedauw.", "een naam"),
    ],
)
def test_a_verhaal_that_tells_who_it_is_asks_to_look_again(client, wijkmanager, invoer, tekst, vondst):
    client.force_login(wijkmanager)
    response = post(client, "verhaal_add", **invoer | {"tekst": tekst})
    assert response.status_code == 422
    assert f"lijkt {vondst} te staan" in response.content.decode()
    gezien = response.context["form"]["gezien"].value()
    assert post(client, "verhaal_add", **invoer | {"tekst": tekst, "gezien": gezien}).status_code == 302


def test_its_writer_changes_a_verhaal(client, wijkmanager, invoer):
    verhaal = VerhaalFactory(auteur=wijkmanager)
    client.force_login(wijkmanager)
    assert verhaal.tekst in page(client, "verhaal_edit", verhaal.pk).content.decode()
    assert post(client, "verhaal_edit", verhaal.pk, **invoer).status_code == 302
    verhaal.refresh_from_db()
    assert verhaal.titel == "De brief"


def test_what_is_being_checked_is_not_changed(client, wijkmanager, invoer):
    verhaal = VerhaalFactory(auteur=wijkmanager, status="ter_controle")
    client.force_login(wijkmanager)
    assert page(client, "verhaal_edit", verhaal.pk).url == reverse("monitor:verhaal", args=[verhaal.pk])
    response = post(client, "verhaal_edit", verhaal.pk, **invoer)
    assert response.status_code == 422
    assert "is nu niet te wijzigen" in response.content.decode()


# the photo


def test_a_photo_is_shown_to_who_may_see_the_story(client, wijkmanager, lezer):
    verhaal = VerhaalFactory(auteur=wijkmanager)
    client.force_login(wijkmanager)
    foto = SimpleUploadedFile("zonnedauw.php", picture(), "text/html")
    velden = {"foto": foto, "beschrijving": "Een lege stoep", "mag": "on"}
    assert post(client, "verhaal_foto_edit", verhaal.pk, **velden).status_code == 302
    verhaal.refresh_from_db()
    assert "zonnedauw" not in verhaal.foto.name
    response = page(client, "verhaal_foto", verhaal.pk)
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue().startswith(b"\xff\xd8")
    assert 'alt="Een lege stoep"' in page(client, "verhaal", verhaal.pk).content.decode()

    client.force_login(lezer)
    assert page(client, "verhaal_foto", verhaal.pk).status_code == 404

    client.force_login(wijkmanager)
    assert post(client, "verhaal_foto_remove", verhaal.pk).status_code == 302
    assert page(client, "verhaal_foto", verhaal.pk).status_code == 404


@pytest.mark.parametrize(
    "velden",
    [
        {"foto": SimpleUploadedFile("foto.jpg", b"GIF89a<script>"), "mag": "on", "beschrijving": "x"},
        {"foto": SimpleUploadedFile("foto.jpg", picture()), "beschrijving": "Een stoep"},
        {"foto": SimpleUploadedFile("foto.jpg", picture()), "mag": "on"},
        {"mag": "on", "beschrijving": "Een stoep"},
    ],
)
def test_a_photo_that_is_none_or_lacks_something_is_refused(client, wijkmanager, velden):
    verhaal = VerhaalFactory(auteur=wijkmanager)
    client.force_login(wijkmanager)
    assert post(client, "verhaal_foto_edit", verhaal.pk, **velden).status_code == 422
    verhaal.refresh_from_db()
    assert not verhaal.foto


# checking


def test_from_concept_to_published(client, wijkmanager, teamlid, lezer):
    verhaal = VerhaalFactory(auteur=wijkmanager)
    client.force_login(wijkmanager)
    assert post(client, "verhaal_submit", verhaal.pk).status_code == 302

    client.force_login(teamlid)
    assert verhaal.titel in page(client, "verhaal_controle").content.decode()
    assert "1 verhaal wacht" in page(client, "verhalen").content.decode()
    empty = post(client, "verhaal_give_back", verhaal.pk, reden="")
    assert empty.status_code == 422
    assert "Teruggeven" in empty.content.decode()
    assert post(client, "verhaal_publish", verhaal.pk).status_code == 302
    again = client.post(reverse("monitor:verhaal_publish", args=[verhaal.pk]), follow=True)
    assert "is intussen gepubliceerd" in again.content.decode()

    client.force_login(lezer)
    assert verhaal.tekst[:20] in page(client, "verhaal_list").content.decode()
    content = page(client, "verhaal", verhaal.pk).content.decode()
    assert verhaal.tekst in content
    assert wijkmanager.naam not in content, "who wrote it down is for its checkers"


def test_given_back_with_a_reason_that_its_writer_reads(client, wijkmanager, teamlid):
    verhaal = VerhaalFactory(auteur=wijkmanager, status="ter_controle")
    client.force_login(teamlid)
    post(client, "verhaal_give_back", verhaal.pk, reden="Noem de winkel niet.")
    client.force_login(wijkmanager)
    assert "Noem de winkel niet." in page(client, "verhaal", verhaal.pk).content.decode()
    assert "Teruggegeven" in page(client, "verhalen").content.decode()


def test_the_checker_is_warned_of_a_name(client, teamlid):
    verhaal = VerhaalFactory(status="ter_controle", tekst="Ik zag mevrouw Zonnedauw.")
    client.force_login(teamlid)
    assert "Er lijkt een naam in te staan" in page(client, "verhaal", verhaal.pk).content.decode()


def test_who_wrote_it_is_told_that_a_colleague_checks_it(client, teamlid):
    verhaal = VerhaalFactory(auteur=teamlid, status="ter_controle")
    client.force_login(teamlid)
    content = page(client, "verhaal", verhaal.pk).content.decode()
    assert "U schreef dit verhaal zelf" in content
    assert verhaal.titel not in page(client, "verhaal_controle").content.decode()
    assert "Publiceren" not in content


def test_withdrawn_shows_the_proof_and_nothing_else(client, wijkmanager, lezer):
    verhaal = VerhaalFactory(auteur=wijkmanager, gepubliceerd=True, tekst=KANARIE)
    client.force_login(wijkmanager)
    assert page(client, "verhaal_withdraw", verhaal.pk).status_code == 200
    assert post(client, "verhaal_withdraw", verhaal.pk).status_code == 302
    content = page(client, "verhaal", verhaal.pk).content.decode()
    assert "zijn gewist" in content
    assert KANARIE not in content
    assert page(client, "verhaal_withdraw", verhaal.pk).status_code == 302
    client.force_login(lezer)
    assert page(client, "verhaal", verhaal.pk).status_code == 404


# reading


def test_the_list_is_filtered(client, lezer):
    wijk = GebiedFactory()
    buurt = GebiedFactory(ouder=wijk, soort=Gebied.Soort.BUURT)
    verhaal = VerhaalFactory(gepubliceerd=True, gebied=buurt, teller="vrijwilliger")
    ander = VerhaalFactory(gepubliceerd=True, gebied=wijk, probleemcluster=None, kans=KansFactory())
    client.force_login(lezer)

    def found(**params):
        return {one.pk for one in page(client, "verhaal_list", **params).context["page"]}

    assert found() == {verhaal.pk, ander.pk}
    assert found(onderwerp=f"cluster-{verhaal.probleemcluster.nummer}") == {verhaal.pk}
    assert found(onderwerp=f"kans-{ander.kans.nummer}") == {ander.pk}
    assert found(gebied=wijk.code) == {verhaal.pk, ander.pk}
    assert found(gebied=buurt.code) == {verhaal.pk}
    assert found(thema=ander.thema.code) == {ander.pk}
    assert found(teller="vrijwilliger") == {verhaal.pk}
    for nonsense in ("kans-99999999999", "kans-x", "-", "cluster-²"):
        assert page(client, "verhaal_list", onderwerp=nonsense).status_code == 200


def test_htmx_gets_only_the_list(client, lezer):
    VerhaalFactory(gepubliceerd=True)
    client.force_login(lezer)
    response = client.get(reverse("monitor:verhaal_list"), headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "1 verhaal" in response.content.decode()


def test_the_entrances_count_what_is_published(client, lezer):
    cluster = ProbleemclusterFactory()
    VerhaalFactory.create_batch(2, probleemcluster=cluster, gepubliceerd=True)
    VerhaalFactory(probleemcluster=cluster)
    client.force_login(lezer)
    assert [ingang.aantal for ingang in page(client, "verhalen").context["ingangen"].probleemclusters] == [2]


def test_a_verhaal_stands_beside_the_newest_figures_of_its_thema(client, lezer):
    wijk = GebiedFactory(naam="Wijk 02 Noord")
    buurt = GebiedFactory(ouder=wijk, soort=Gebied.Soort.BUURT, naam="De Kling")
    verhaal = VerhaalFactory(gepubliceerd=True, gebied=buurt)
    here, higher, small = IndicatorFactory.create_batch(3, thema=verhaal.thema)
    small.kleinste_cel = 20
    small.save()
    WaarnemingFactory(indicator=here, gebied=wijk, periode=2024, waarde=1)
    WaarnemingFactory(indicator=here, gebied=buurt, periode=2022, waarde=2)
    WaarnemingFactory(indicator=here, gebied=buurt, periode=2023, waarde=3)
    WaarnemingFactory(indicator=higher, gebied=wijk, periode=2023, waarde=4)
    WaarnemingFactory(indicator=small, gebied=buurt, periode=2023, waarde=5)
    WaarnemingFactory(gebied=buurt)
    client.force_login(lezer)

    cijfers = page(client, "verhaal", verhaal.pk).context["cijfers"]

    assert [(one.code, one.gebied, one.periode, one.waarde) for one in cijfers] == [
        (here.code, "De Kling", 2023, 3),
        (higher.code, "Noord", 2023, 4),
        (small.code, "De Kling", 2023, None),
    ]
    assert cijfers[2].reden == "niet getoond"


def test_stories_beside_an_indicator_and_a_gebied(client, lezer):
    indicator = IndicatorFactory()
    verhaal = VerhaalFactory(gepubliceerd=True, thema=indicator.thema)
    VerhaalFactory(thema=indicator.thema, gebied=verhaal.gebied, titel=KANARIE)
    client.force_login(lezer)
    for name, code in (
        ("verhalen_bij_indicator", indicator.code),
        ("verhalen_bij_gebied", verhaal.gebied.code),
    ):
        url = reverse(f"monitor:{name}", args=[code])
        for headers in ({}, {"HX-Request": "true"}):
            content = client.get(url, headers=headers).content.decode()
            assert verhaal.titel in content
            assert KANARIE not in content
            assert ("<html" in content) is not bool(headers)


@pytest.mark.parametrize("aantal", [1, 30])
@pytest.mark.parametrize(
    ("name", "args", "queries"),
    [("verhalen", [], 12), ("verhaal_list", [], 12), ("verhaal_controle", [], 8), ("uitvraag_list", [], 9)],
)
def test_a_list_costs_as_many_queries_for_many_rows(
    client, programmamanager, django_assert_max_num_queries, aantal, name, args, queries
):
    VerhaalFactory.create_batch(aantal, gepubliceerd=True)
    VerhaalFactory.create_batch(aantal, status="ter_controle")
    VerhaalFactory.create_batch(aantal, auteur=programmamanager)
    UitvraagFactory.create_batch(aantal)
    client.force_login(programmamanager)
    with django_assert_max_num_queries(queries):
        page(client, name, *args)


def test_a_verhaal_costs_a_fixed_number_of_queries(client, programmamanager, django_assert_max_num_queries):
    verhaal = VerhaalFactory(status="ter_controle")
    for indicator in IndicatorFactory.create_batch(12, thema=verhaal.thema):
        WaarnemingFactory(indicator=indicator, gebied=verhaal.gebied)
    client.force_login(programmamanager)
    with django_assert_max_num_queries(9):
        page(client, "verhaal", verhaal.pk)


# uitvragen


def test_an_uitvraag_is_written_down_with_its_figures(client, teamlid, lezer):
    client.force_login(teamlid)
    velden = {
        "naam": "Beraad",
        "soort": "beraad",
        "van": "2026-03-01",
        "tot": "2026-03-02",
        "methode": "In de zaal.",
        "uitgenodigd": "80",
        "meegedaan": "20",
    }
    assert page(client, "uitvraag_add").status_code == 200
    assert post(client, "uitvraag_add", **velden | {"meegedaan": "90"}).status_code == 422
    assert post(client, "uitvraag_add", **velden).status_code == 302
    uitvraag = Uitvraag.objects.get()
    assert "In de zaal." in page(client, "uitvraag_edit", uitvraag.pk).content.decode()
    assert post(client, "uitvraag_edit", uitvraag.pk, **velden | {"naam": "Het beraad"}).status_code == 302
    cijfer = {"omschrijving": "Wil verder praten", "aantal": "12", "van_aantal": "20"}
    assert post(client, "uitvraagcijfer_add", uitvraag.pk, **cijfer | {"aantal": "21"}).status_code == 422
    assert post(client, "uitvraagcijfer_add", uitvraag.pk, **cijfer).status_code == 302
    klein = {"omschrijving": "Wil een tolk", "aantal": "2", "van_aantal": "20"}
    post(client, "uitvraagcijfer_add", uitvraag.pk, **klein)
    verhaal = VerhaalFactory(uitvraag=uitvraag, gepubliceerd=True)
    VerhaalFactory(uitvraag=uitvraag, titel=KANARIE)

    client.force_login(lezer)
    content = page(client, "uitvraag", uitvraag.pk).content.decode()
    assert "25 van elke 100" in content
    assert "12 van 20 mensen" in content
    assert ">2 van 20" not in content
    assert "niet getoond" in content
    assert verhaal.titel in content
    assert KANARIE not in content

    client.force_login(teamlid)
    post(client, "uitvraagcijfer_remove", Uitvraagcijfer.objects.first().pk)
    assert Uitvraagcijfer.objects.count() == 1


def test_which_vragenronde_is_due(db):
    assert volgende_vragenronde(date(2026, 3, 2)).is_nodig
    UitvraagFactory(van=date(2024, 2, 1), tot=date(2024, 2, 29), naam="Ronde")
    UitvraagFactory(soort=Uitvraag.Soort.GESPREKKEN, van=date(2026, 1, 1), tot=date(2026, 1, 2))
    ronde = volgende_vragenronde(date(2026, 2, 27))
    assert (ronde.vorige, ronde.uiterlijk, ronde.is_nodig) == ("Ronde", date(2026, 2, 28), False)
    assert volgende_vragenronde(date(2026, 2, 28)).is_nodig


def test_a_round_that_is_due_is_said(client, lezer):
    vandaag = timezone.localdate()
    UitvraagFactory(van=vandaag - timedelta(days=900), tot=vandaag - timedelta(days=800))
    client.force_login(lezer)
    assert "tijd voor een nieuwe vragenronde" in page(client, "uitvraag_list").content.decode()


# the canary


@pytest.mark.parametrize("status", ["concept", "ter_controle", "teruggegeven"])
def test_an_unpublished_verhaal_is_found_nowhere_else(client, gebruiker_met, status):
    schrijver = gebruiker_met(Rol.WIJKMANAGER)
    indicator = IndicatorFactory(thema=ThemaFactory(plek=Thema.Plek.HOEK))
    verhaal = VerhaalFactory(
        auteur=schrijver,
        titel=f"{KANARIE} titel",
        tekst=f"{KANARIE} tekst",
        thema=indicator.thema,
        uitvraag=UitvraagFactory(),
    )
    if status != "concept":
        services.submit_verhaal(verhaal.pk, actor=schrijver)
    if status == "teruggegeven":
        services.give_back_verhaal(verhaal.pk, actor=gebruiker_met(Rol.PROGRAMMATEAM), reden=KANARIE)
    addresses = [
        reverse("start"),
        reverse("core:logboek"),
        reverse("api:openapi"),
        *(
            reverse(f"monitor:{name}")
            for name in ("overview", "verhalen", "verhaal_list", "verhaal_controle", "uitvraag_list")
        ),
        reverse("monitor:indicator", args=[indicator.code]),
        reverse("monitor:driehoek", args=[verhaal.gebied.code]),
        reverse("monitor:verhalen_bij_indicator", args=[indicator.code]),
        reverse("monitor:verhalen_bij_gebied", args=[verhaal.gebied.code]),
        reverse("monitor:uitvraag", args=[verhaal.uitvraag_id]),
        *(
            reverse(f"monitor:{name}", args=[verhaal.pk])
            for name in ("verhaal", "verhaal_edit", "verhaal_withdraw", "verhaal_foto")
        ),
    ]
    checkers = {Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM} if status != "concept" else set()
    for rol in set(Rol) - checkers:
        client.force_login(gebruiker_met(rol))
        for address in addresses:
            assert KANARIE.encode() not in client.get(address).getvalue(), f"{address} for {rol}"
    written = str(list(LogRegel.objects.values())) + str(list(Taak.objects.values()))
    assert KANARIE not in written
