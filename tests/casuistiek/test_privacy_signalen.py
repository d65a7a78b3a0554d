"""What a resident asks about a signaal that never became a casus: as with a casus, and the partner hears nothing of it."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from brunssum.core.models import Actiepunt, LogRegel
from casuistiek import permissions, services
from casuistiek.models import Betrokkene, Bewaartermijn, Inzage, Privacyverzoek, Signaal
from casuistiek.signaalstanden import Stand
from casuistiek.stappen import Stap

from .conftest import MELDING
from .kanarie import NAME, holds, read

DAG = MELDING + timedelta(days=9)
VELDEN = {
    "wat_gaat_mis": "De huur is niet betaald.",
    "leefgebieden": ["geld"],
    "betrokken_partijen": "",
    "urgentie": 2,
}


@pytest.fixture
def signaal(geef_signaal, in_eigen_wijk):
    signaal = geef_signaal(
        naam=NAME,
        contact="bij de buurvrouw",
        bewoner_akkoord=True,
        al_geprobeerd="Wij belden aan.",
        kenmerk="W-14",
    )
    services.add_aanvulling(
        signaal.pk, actor=signaal.ingediend_door, op=MELDING, tekst="De stroom gaat eraf."
    )
    return signaal


@pytest.fixture
def bewoner(signaal):
    return signaal.betrokkenen.get()


@pytest.fixture
def ask(signaal, bewoner, in_eigen_wijk):
    return lambda soort, **velden: services.ask_privacyverzoek(
        signaal, **{"actor": in_eigen_wijk, "betrokkene_id": bewoner.pk, "soort": soort, "ontvangen_op": MELDING} | velden
    )  # fmt: skip


@pytest.fixture
def say_yes(ask, in_eigen_wijk):
    def answer(soort):
        return services.answer_privacyverzoek(
            ask(soort).pk, actor=in_eigen_wijk, op=DAG, uitkomst="ingewilligd", antwoord="Dat is gedaan."
        )

    return answer


@pytest.fixture
def niet_opgepakt(signaal, in_eigen_wijk):
    services.refuse_signaal(signaal.pk, actor=in_eigen_wijk, op=MELDING, reden="De verhuurder helpt al.")
    signaal.refresh_from_db()
    return signaal


@pytest.fixture
def beperkt(signaal, say_yes):
    say_yes("beperking")
    signaal.refresh_from_db()
    return signaal


def address(name, signaal, *args):
    return reverse(f"casuistiek:signaal_{name}", args=[signaal.uuid, *args])


def test_a_verzoek_is_of_a_casus_or_a_signaal(ask):
    verzoek = ask("inzage")
    with pytest.raises(IntegrityError), transaction.atomic():
        Privacyverzoek.objects.filter(pk=verzoek.pk).update(signaal=None)


def test_who_wrote_it_down_is_asked_to_answer_and_the_partner_knows_nothing(
    ask, in_eigen_wijk, partner, client
):
    verzoek = ask("inzage")
    actiepunt = Actiepunt.objects.get(soort="casus.privacyverzoek")
    assert (actiepunt.eigenaar, actiepunt.vervalt_op, actiepunt.vertrouwelijk) == (in_eigen_wijk, verzoek.uiterlijk_op, True)  # fmt: skip
    assert not Actiepunt.objects.visible_to(partner).exists()
    assert not Privacyverzoek.objects.visible_to(partner).exists()
    client.force_login(in_eigen_wijk)
    page = client.get(reverse("core:actiepunt", args=[actiepunt.pk])).content.decode()
    assert address("privacyverzoek", verzoek.signaal, verzoek.pk) in page
    services.answer_privacyverzoek(verzoek.pk, actor=in_eigen_wijk, op=DAG, uitkomst="ingewilligd", antwoord="Meegegeven.")  # fmt: skip
    actiepunt.refresh_from_db()
    assert actiepunt.status == "afgerond"


def test_it_is_for_who_handles_the_signaal(signaal, bewoner, ask, partner, gebruiker_met):
    verzoek = ask("inzage")
    elders = gebruiker_met("wijkmanager")
    for person in (partner, elders):
        for act in (
            lambda who=person: ask("inzage", actor=who),
            lambda who=person: services.answer_privacyverzoek(verzoek.pk, actor=who, op=DAG, uitkomst="afgewezen", antwoord="Nee."),
            lambda who=person: services.lift_beperking(signaal, actor=who),
            lambda who=person: services.export_betrokkene(signaal, actor=who, betrokkene_id=bewoner.pk),
            lambda who=person: services.correct_bewoner(signaal.pk, actor=who, betrokkene_id=bewoner.pk, naam="X"),
        ):  # fmt: skip
            with pytest.raises(PermissionDenied):
                act()


# Inzage


@pytest.mark.parametrize("vorm", ["json", "pdf"])
def test_the_download_holds_every_word_of_it_and_is_written_down(
    client, niet_opgepakt, bewoner, in_eigen_wijk, vorm
):
    client.force_login(in_eigen_wijk)
    answer = client.post(address("betrokkene_export", niet_opgepakt, bewoner.pk, vorm))
    text = read(answer)
    assert holds(text, NAME)
    for told in ("drie maanden niet betaald", "wij belden aan.", "de stroom gaat eraf.", "de verhuurder helpt al.", "weller", "klingelsberg"):  # fmt: skip
        assert told in text, told
    assert answer["Cache-Control"] == "no-store"
    inzage = Inzage.objects.get()
    assert (inzage.soort, inzage.grond, inzage.betrokkene, inzage.actor) == ("geexporteerd", "signaal", bewoner.pk, in_eigen_wijk)  # fmt: skip
    assert LogRegel.objects.filter(actie="betrokkene.geexporteerd").exists()
    if vorm == "json":
        gegevens = json.loads(answer.content)
        assert gegevens["casus"] is None
        assert [one["wat"] for one in gegevens["signalen"][0]["verloop"]] == ["Ontvangen", "Aanvulling", "Niet opgepakt"]  # fmt: skip


def test_the_export_tells_how_long_a_signaal_is_kept_and_what_was_asked(ask, signaal, bewoner, in_eigen_wijk):
    ask("rectificatie", toelichting="Het waren twee maanden.")
    services.load_bewaren(actor=None)
    gegevens = services.export_betrokkene(signaal, actor=in_eigen_wijk, betrokkene_id=bewoner.pk)
    assert [one["wat"] for one in gegevens["bewaartermijnen"]] == [
        "Signaal van een partner dat geen casus werd"
    ]
    assert gegevens["verzoeken"][0]["toelichting"] == "Het waren twee maanden."


# Rectificatie


def test_what_a_partner_gave_of_who_it_is_is_put_right(client, signaal, bewoner, in_eigen_wijk):
    client.force_login(in_eigen_wijk)
    change = address("bewoner_change", signaal, bewoner.pk)
    refused = client.post(change, {f"{bewoner.pk}-naam": "", f"{bewoner.pk}-contact": "nu bij haar zus"})
    assert refused.status_code == 422
    assert "nu bij haar zus" in refused.content.decode()
    assert (
        client.post(change, {f"{bewoner.pk}-naam": "Kwikstaart", f"{bewoner.pk}-contact": ""}).status_code
        == 302
    )
    bewoner.refresh_from_db()
    assert (bewoner.naam, bewoner.contact) == ("Kwikstaart", "")
    assert "Kwikstaart" not in str([vars(regel) for regel in LogRegel.objects.all()])
    assert client.post(address("bewoner_change", signaal, bewoner.pk + 1)).status_code == 404


def test_what_the_resident_says_of_it_stands_beside_the_words_of_the_partner(
    client, ask, signaal, in_eigen_wijk, partner
):
    ask("rectificatie", toelichting="Het waren twee maanden.")
    page = reverse("casuistiek:signaal", args=[signaal.uuid])
    for person, reads in ((in_eigen_wijk, True), (partner, False)):
        client.force_login(person)
        assert ("Het waren twee maanden." in client.get(page).content.decode()) == reads


# Wissen


def test_wissen_of_a_signaal_that_is_done_takes_every_word(niet_opgepakt, say_yes, in_eigen_wijk, client):
    verzoek = say_yes("wissen")
    niet_opgepakt.refresh_from_db()
    verzoek.refresh_from_db()
    assert niet_opgepakt.vernietigd_op == DAG
    assert not Betrokkene.objects.exists()
    assert not niet_opgepakt.aanvullingen.exists()
    assert (verzoek.uitkomst, verzoek.antwoord) == ("ingewilligd", "Gewist")
    assert not Actiepunt.objects.exists()
    assert LogRegel.objects.filter(actie="signaal.betrokkene_gewist", actor=in_eigen_wijk).exists()


def test_wissen_of_a_signaal_that_waits_takes_the_name_and_leaves_the_question(signaal, say_yes):
    say_yes("wissen")
    signaal.refresh_from_db()
    assert (signaal.vernietigd_op, signaal.stand, signaal.betrokkenen.exists()) == (
        None,
        Stand.ONTVANGEN,
        False,
    )


def test_wissen_in_a_casus_takes_the_betrokkene_of_whom_it_was_asked(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    asks, stays = (Betrokkene.objects.create(casus=casus, naam=naam) for naam in (NAME, "Ander"))
    verzoek = services.ask_privacyverzoek(casus, actor=wijkmanager, betrokkene_id=asks.pk, soort="wissen", ontvangen_op=MELDING)  # fmt: skip
    services.answer_privacyverzoek(
        verzoek.pk, actor=wijkmanager, op=DAG, uitkomst="ingewilligd", antwoord="Gewist."
    )
    assert list(casus.betrokkenen.all()) == [stays]


def test_wissen_that_is_refused_erases_nothing(niet_opgepakt, ask, in_eigen_wijk):
    services.answer_privacyverzoek(ask("wissen").pk, actor=in_eigen_wijk, op=DAG, uitkomst="afgewezen", antwoord="Er loopt een bezwaar.")  # fmt: skip
    niet_opgepakt.refresh_from_db()
    assert niet_opgepakt.vernietigd_op is None
    assert niet_opgepakt.betrokkenen.exists()


# Beperken


def test_a_restricted_signaal_is_used_no_further(beperkt, bewoner, in_eigen_wijk, partner, casus_op):
    casus = casus_op(Stap.TER_PLEKKE)
    uses = (
        lambda: services.take_up_signaal(
            beperkt.pk, actor=in_eigen_wijk, op=DAG, gebied=beperkt.gebied, **VELDEN
        ),
        lambda: services.join_signaal(beperkt.pk, actor=in_eigen_wijk, op=DAG, casus_id=casus.pk),
        lambda: services.refuse_signaal(beperkt.pk, actor=in_eigen_wijk, op=DAG, reden="Nee."),
        lambda: services.write_to_partner(beperkt.pk, actor=in_eigen_wijk, op=DAG, tekst="Hoe gaat het?"),
        lambda: services.withdraw_signaal(beperkt.pk, actor=partner, op=DAG),
        lambda: services.add_aanvulling(beperkt.pk, actor=partner, op=DAG, tekst="Nog iets."),
    )
    for use in uses:
        with pytest.raises(services.CannotMove, match="wordt nu niet gebruikt"):
            use()
    with pytest.raises(services.Beperkt, match="wordt nu niet gebruikt"):
        services.correct_bewoner(beperkt.pk, actor=in_eigen_wijk, betrokkene_id=bewoner.pk, naam="X")
    assert beperkt.betrokkenen.get().naam == NAME
    assert services.look_at_bewoner(beperkt.pk, actor=in_eigen_wijk), "or nobody could tell the resident"


def test_pages_of_a_restricted_signaal_say_so_and_it_can_be_lifted(client, beperkt, in_eigen_wijk, partner):
    page = reverse("casuistiek:signaal", args=[beperkt.uuid])
    client.force_login(partner)
    text = client.get(page).content.decode()
    assert permissions.STAAT_STIL in text
    assert "beperkt" not in text, "that is between the resident and the municipality"
    assert "Signaal intrekken" not in text
    typed = client.post(address("aanvulling", beperkt), {"tekst": "Nog iets."})
    assert typed.status_code == 422
    client.force_login(in_eigen_wijk)
    text = client.get(page).content.decode()
    assert "De verwerking is beperkt" in text
    assert "Oppakken als nieuwe casus" not in text
    assert client.get(address("take_up", beperkt), follow=True).redirect_chain
    client.post(address("beperking_lift", beperkt))
    assert "Oppakken als nieuwe casus" in client.get(page).content.decode()
    assert "is niet beperkt" in client.post(address("beperking_lift", beperkt), follow=True).content.decode()
    assert {"signaal.beperkt", "signaal.beperking_opgeheven"} <= set(
        LogRegel.objects.values_list("actie", flat=True)
    )


def test_what_is_restricted_or_asked_about_outlives_its_term(niet_opgepakt, say_yes, ask, in_eigen_wijk):
    services.load_bewaren(actor=None)
    later = date(2099, 1, 1)
    open_verzoek = ask("inzage")
    assert not services.clean_up_unaccepted(vandaag=later)["signaal"]
    services.answer_privacyverzoek(
        open_verzoek.pk, actor=in_eigen_wijk, op=DAG, uitkomst="ingewilligd", antwoord="Ja."
    )
    say_yes("beperking")
    assert not services.clean_up_unaccepted(vandaag=later)["signaal"]
    services.lift_beperking(niet_opgepakt, actor=in_eigen_wijk)
    assert services.clean_up_unaccepted(vandaag=later)["signaal"] == 1
    assert set(Privacyverzoek.objects.values_list("toelichting", "antwoord")) == {("", "Gewist")}
    assert Bewaartermijn.objects.exists()


# When it becomes a casus


def test_a_verzoek_goes_along_to_the_casus_and_to_who_answers_for_it(
    ask, signaal, in_eigen_wijk, gebruiker_met, client
):
    verzoek = ask("inzage")
    collega = gebruiker_met("wijkmanager")
    collega.gebieden.add(signaal.gebied)
    casus = services.take_up_signaal(signaal.pk, actor=collega, op=DAG, gebied=signaal.gebied, **VELDEN)
    assert list(casus.privacyverzoeken.all()) == [verzoek]
    actiepunt = Actiepunt.objects.get(soort="casus.privacyverzoek")
    assert actiepunt.eigenaar == collega
    signaal.refresh_from_db()
    with pytest.raises(PermissionDenied, match="staat bij de casus"):
        services.ask_privacyverzoek(signaal, actor=collega, betrokkene_id=verzoek.betrokkene, soort="inzage", ontvangen_op=DAG)  # fmt: skip
    client.force_login(collega)
    assert client.get(address("privacy", signaal)).status_code == 403
    answer = reverse("casuistiek:privacyverzoek", args=[casus.kenmerk, verzoek.pk])
    assert answer in client.get(reverse("core:actiepunt", args=[actiepunt.pk])).content.decode()
    assert client.post(answer, {"uitkomst": "ingewilligd", "antwoord": "Meegegeven."}).status_code == 302


def test_who_takes_over_a_casus_takes_over_what_was_asked(casus_op, wijkmanager, programmamanager):
    casus = casus_op(Stap.TER_PLEKKE)
    bewoner = Betrokkene.objects.create(casus=casus, naam=NAME)
    services.ask_privacyverzoek(casus, actor=wijkmanager, betrokkene_id=bewoner.pk, soort="inzage", ontvangen_op=MELDING)  # fmt: skip
    services.propose_overdracht(casus.pk, actor=wijkmanager, naar=programmamanager, op=DAG)
    services.accept_overdracht(casus.pk, actor=programmamanager, op=DAG)
    assert Actiepunt.objects.get(soort="casus.privacyverzoek").eigenaar == programmamanager


# Pages


def test_the_pages_take_a_verzoek_from_question_to_answer(client, niet_opgepakt, bewoner, in_eigen_wijk):
    client.force_login(in_eigen_wijk)
    page = address("privacy", niet_opgepakt)
    assert page in client.get(reverse("casuistiek:signaal", args=[niet_opgepakt.uuid])).content.decode()
    velden = {"betrokkene_id": bewoner.pk, "soort": "wissen", "ontvangen_op": MELDING.isoformat()}
    warned = client.post(page, velden | {"toelichting": f"Dit gaat over {NAME}."})
    assert warned.status_code == 422
    assert "lijkt een naam van de betrokkene te staan" in warned.content.decode()
    assert client.post(page, velden).status_code == 302
    content = client.get(page).content.decode()
    assert "Te laat" in content
    assert NAME not in content
    answer = address("privacyverzoek", niet_opgepakt, Privacyverzoek.objects.get().pk)
    assert "dan ook alle tekst" in client.get(answer).content.decode()
    assert client.post(answer, {"uitkomst": "", "antwoord": ""}).status_code == 422
    done = client.post(answer, {"uitkomst": "ingewilligd", "antwoord": "Gedaan."}, follow=True)
    assert done.redirect_chain == [(reverse("casuistiek:signalen"), 302)]
    assert client.get(page).status_code == 404


def test_a_signaal_without_a_name_says_why_nothing_can_be_asked(client, geef_signaal, in_eigen_wijk):
    signaal = geef_signaal()
    client.force_login(in_eigen_wijk)
    assert "Wij weten dus niet over wie het gaat" in client.get(address("privacy", signaal)).content.decode()
    assert Signaal.objects.get().betrokkenen.count() == 0
