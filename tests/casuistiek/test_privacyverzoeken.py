"""What a resident asks about the own data: answered within a month, exported whole, and a restriction that holds."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.urls import reverse

from brunssum.core.models import Actiepunt, LogRegel
from brunssum.core.services import actiepunten
from casuistiek import permissions, services
from casuistiek.models import Betrokkene, Casus, Inzage, Privacyverzoek
from casuistiek.queries import geschiedenis
from casuistiek.stappen import Stap
from tests.factories import SignaalFactory

from .conftest import MELDING
from .kanarie import NAME, SENTENCE, case_models, free_texts, holds, poison, read

ONTVANGEN = date(2026, 3, 31)
DAG = date(2026, 4, 10)


@pytest.fixture
def casus(casus_op):
    casus = casus_op(Stap.NAZORG)
    Betrokkene.objects.create(casus=casus, naam=NAME, contact="Zonnedauwsteeg 1")
    return casus


@pytest.fixture
def betrokkene(casus):
    return casus.betrokkenen.get()


@pytest.fixture
def ask(casus, betrokkene, wijkmanager):
    return lambda soort, **velden: services.ask_privacyverzoek(
        casus, **{"actor": wijkmanager, "betrokkene_id": betrokkene.pk, "soort": soort, "ontvangen_op": ONTVANGEN} | velden
    )  # fmt: skip


@pytest.fixture
def beperkt(ask, casus, wijkmanager):
    services.answer_privacyverzoek(
        ask("beperking").pk, actor=wijkmanager, op=DAG, uitkomst="ingewilligd", antwoord="Dat is gedaan."
    )
    return Casus.objects.get(pk=casus.pk)


def test_a_verzoek_must_be_answered_within_a_month_and_somebody_is_told(ask, wijkmanager):
    verzoek = ask("inzage")
    assert verzoek.uiterlijk_op == date(2026, 4, 30)  # there is no 31 April
    actiepunt = Actiepunt.objects.get(soort="casus.privacyverzoek")
    assert (actiepunt.eigenaar, actiepunt.vervalt_op, actiepunt.vertrouwelijk) == (wijkmanager, verzoek.uiterlijk_op, True)  # fmt: skip
    services.answer_privacyverzoek(
        verzoek.pk, actor=wijkmanager, op=DAG, uitkomst="ingewilligd", antwoord="Meegegeven."
    )
    actiepunt.refresh_from_db()
    assert actiepunt.status == "afgerond"


def test_a_verzoek_is_answered_once_and_with_words(ask, wijkmanager):
    verzoek = ask("rectificatie", toelichting="Het dak lekte al eerder.")
    with pytest.raises(services.CannotAnswer, match="Schrijf op"):
        services.answer_privacyverzoek(
            verzoek.pk, actor=wijkmanager, op=DAG, uitkomst="afgewezen", antwoord=" "
        )
    with pytest.raises(services.CannotAnswer, match="voor de dag"):
        services.answer_privacyverzoek(
            verzoek.pk, actor=wijkmanager, op=MELDING, uitkomst="afgewezen", antwoord="Nee."
        )
    services.answer_privacyverzoek(
        verzoek.pk, actor=wijkmanager, op=DAG, uitkomst="afgewezen", antwoord="Nee."
    )
    with pytest.raises(services.CannotAnswer, match="al beantwoord"):
        services.answer_privacyverzoek(
            verzoek.pk, actor=wijkmanager, op=DAG, uitkomst="ingewilligd", antwoord="Ja."
        )


def test_what_a_step_finishes_is_not_finished_by_hand(ask, casus_op, wijkmanager):
    """Otherwise a verzoek would have no answer, or a casus no nazorg, and nobody would be told."""
    verzoek, casus = ask("inzage"), casus_op(Stap.NAZORG)
    for actiepunt in (
        Actiepunt.objects.about(verzoek.casus).get(soort="casus.privacyverzoek"),
        Actiepunt.objects.about(casus).get(soort="casus.nazorg"),
    ):
        for refused in (
            lambda pk=actiepunt.pk: actiepunten.finish(pk, actor=wijkmanager, uitkomst="Klaar."),
            lambda pk=actiepunt.pk: actiepunten.withdraw(pk, actor=wijkmanager),
        ):
            with pytest.raises(actiepunten.ActiepuntGeweigerd, match="op de pagina van het onderwerp"):
                refused()
    services.answer_privacyverzoek(
        verzoek.pk, actor=wijkmanager, op=DAG, uitkomst="ingewilligd", antwoord="Gedaan."
    )
    assert not Actiepunt.objects.open().filter(soort="casus.privacyverzoek").exists()


def test_all_of_it_is_for_the_casusverantwoordelijke(casus, betrokkene, ask, programmamanager):
    verzoek = ask("inzage")
    for act in (
        lambda: ask("inzage", actor=programmamanager),
        lambda: services.answer_privacyverzoek(verzoek.pk, actor=programmamanager, op=DAG, uitkomst="afgewezen", antwoord="Nee."),
        lambda: services.lift_beperking(casus, actor=programmamanager),
        lambda: services.export_betrokkene(casus, actor=programmamanager, betrokkene_id=betrokkene.pk),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            act()


# Restriction


def test_a_restricted_casus_is_used_no_further(beperkt, wijkmanager, programmamanager):
    uses = (
        lambda: services.add_notitie(beperkt.pk, actor=wijkmanager, op=DAG, tekst="Toch nog iets."),
        lambda: services.close(beperkt.pk, actor=wijkmanager, op=DAG),
        lambda: services.release_verhaal(beperkt.pk, actor=wijkmanager, op=DAG, titel="T", tekst="T"),
        lambda: services.propose_overdracht(beperkt.pk, actor=wijkmanager, naar=programmamanager, op=DAG),
        lambda: services.book_betaling(beperkt.pk, actor=wijkmanager, op=DAG, bedrag=1),
        lambda: services.remove_betrokkene(beperkt.pk, actor=wijkmanager, betrokkene_id=beperkt.betrokkenen.get().pk),
    )  # fmt: skip
    for use in uses:
        with pytest.raises(PermissionDenied, match="beperkt"):
            use()
    assert permissions.bezwaar_tegen_stap(beperkt, Stap.GESLOTEN) == permissions.BEPERKT


def test_a_restriction_shows_stands_in_the_log_and_can_be_lifted(client, beperkt, wijkmanager):
    client.force_login(wijkmanager)
    page = reverse("casuistiek:detail", args=[beperkt.kenmerk])
    assert "De verwerking is beperkt" in client.get(page).content.decode()
    client.post(reverse("casuistiek:beperking_lift", args=[beperkt.kenmerk]))
    assert "De verwerking is beperkt" not in client.get(page).content.decode()
    acties = set(geschiedenis(beperkt).values_list("actie", flat=True))
    assert {"casus.beperkt", "casus.beperking_opgeheven"} <= acties
    services.add_notitie(beperkt.pk, actor=wijkmanager, op=DAG, tekst="Het mag weer.")


def test_pages_of_a_restricted_casus_refuse_in_words(client, beperkt, wijkmanager):
    client.force_login(wijkmanager)
    answer = client.post(
        reverse("casuistiek:notitie", args=[beperkt.kenmerk]), {"tekst": "Iets.", "soort": "intern"}
    )
    assert answer.status_code == 422
    assert permissions.BEPERKT in answer.content.decode()
    assert "Iets." in answer.content.decode(), "what was typed is kept"
    remove = reverse("casuistiek:betrokkene_remove", args=[beperkt.kenmerk, beperkt.betrokkenen.get().pk])
    assert client.post(remove).status_code == 403


def test_who_is_responsible_still_sees_whom_to_tell(beperkt, wijkmanager):
    assert services.look_at_betrokkenen(beperkt.pk, actor=wijkmanager)


# The export


def test_the_export_holds_every_text_of_the_casus(casus, betrokkene, wijkmanager):
    """Whatever is written of someone tomorrow: fill every text, and find it back in the export or in this list."""
    elsewhere = {
        "bijlage": "its words are there, the file itself is given apart",
        "weigering": "said by an organisation, in the words of the voorstel",
        "privacyverzoek": "of this betrokkene only",
        "noodinzage": "why a member of staff looked",
        "voorgenomenbesluit": "no besluit yet",
        "vernietigingsregel": "about the list",
        "agendapunt": "with its overleg",
        "verstrekking": "with its organisation",
    }
    Casus.objects.filter(pk=casus.pk).update(anoniem_verhaal=SENTENCE)
    services.add_notitie(casus.pk, actor=wijkmanager, op=casus.stap_sinds, tekst="Iets.")
    signaal = SignaalFactory(casus=casus, stand="in_behandeling")
    signaal.aanvullingen.create(soort="vraag", tekst="Is er haast?", op=casus.stap_sinds)
    signaal.stappen.create(stand="opgepakt", op=casus.stap_sinds)
    for model in case_models():
        if model._meta.model_name in elsewhere or model is Betrokkene or not free_texts(model):
            continue
        for field in free_texts(model):
            before = str(services.export_betrokkene(casus, actor=wijkmanager, betrokkene_id=betrokkene.pk))
            if model._meta.model_name == "boeking":
                continue  # cannot be changed: read from the code
            model.objects.update(**{field.name: "Een zilverschoonwinterkoning."})
            after = str(services.export_betrokkene(casus, actor=wijkmanager, betrokkene_id=betrokkene.pk))
            assert after.count("zilverschoon") > before.count("zilverschoon"), (
                f"{model.__name__}.{field.name}"
            )


def test_the_export_leaves_out_other_betrokkenen_and_who_looked(casus, betrokkene, wijkmanager):
    Betrokkene.objects.create(casus=casus, naam="Iemand Anders")
    services.look_at_betrokkenen(casus.pk, actor=wijkmanager)
    gegevens = services.export_betrokkene(casus, actor=wijkmanager, betrokkene_id=betrokkene.pk)
    assert gegevens["betrokkene"]["naam"] == NAME
    assert len(gegevens["inzagen"]) == 2
    assert "Iemand Anders" not in str(gegevens)
    assert wijkmanager.naam not in str(gegevens["inzagen"])


def test_an_export_leaves_a_row_in_the_inzagelog(casus, betrokkene, wijkmanager):
    services.export_betrokkene(casus, actor=wijkmanager, betrokkene_id=betrokkene.pk)
    inzage = Inzage.objects.get()
    assert (inzage.soort, inzage.betrokkene, inzage.actor) == ("geexporteerd", betrokkene.pk, wijkmanager)
    assert LogRegel.objects.filter(actie="betrokkene.geexporteerd").exists()


@pytest.mark.parametrize("vorm", ["json", "pdf"])
def test_the_download_is_whole_and_leaves_no_file(
    client, casus, betrokkene, wijkmanager, vorm, settings, tmp_path
):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    client.force_login(wijkmanager)
    signaal = SignaalFactory(casus=casus, stand="in_behandeling", al_geprobeerd="Wij belden aan.")
    signaal.stappen.create(stand="opgepakt", op=casus.gemeld_op, bericht="Wij gaan kijken.")
    page = reverse("casuistiek:betrokkene_export", args=[casus.kenmerk, betrokkene.pk, vorm])
    assert client.get(page).status_code == 405
    answer = client.post(page)
    text = read(answer)
    assert holds(text, NAME)
    assert "schuurtje" in text
    for told in (signaal.organisatie.naam, "geen verwarming", "wij belden aan.", "wij gaan kijken."):
        assert told.lower() in text
    assert answer["Cache-Control"] == "no-store"
    assert NAME not in str(answer.headers)
    assert default_storage.listdir("") == ([], [])
    if vorm == "json":
        assert json.loads(answer.content)["casus"]["nummer"] == casus.nummer


def test_the_download_says_so_when_the_names_cannot_be_read(client, casus, betrokkene, wijkmanager, settings):
    settings.BETROKKENE_KEYS = ["een heel andere sleutel"]
    client.force_login(wijkmanager)
    page = reverse("casuistiek:betrokkene_export", args=[casus.kenmerk, betrokkene.pk, "json"])
    assert "nu niet te lezen" in client.post(page, follow=True).content.decode()
    assert not Inzage.objects.exists()


# Pages


def test_the_pages_take_a_verzoek_from_question_to_answer(client, casus, betrokkene, wijkmanager):
    client.force_login(wijkmanager)
    page = reverse("casuistiek:privacy", args=[casus.kenmerk])
    velden = {"betrokkene_id": betrokkene.pk, "soort": "inzage", "ontvangen_op": MELDING.isoformat()}
    assert client.post(page, velden | {"soort": ""}).status_code == 422
    assert client.post(page, velden | {"toelichting": f"Dit gaat over {NAME}."}).status_code == 422
    assert client.post(page, velden).status_code == 302
    content = client.get(page).content.decode()
    assert "Te laat" in content
    assert NAME not in content
    answer = reverse("casuistiek:privacyverzoek", args=[casus.kenmerk, Privacyverzoek.objects.get().pk])
    assert client.post(answer, {"uitkomst": "", "antwoord": ""}).status_code == 422
    assert client.post(answer, {"uitkomst": "ingewilligd", "antwoord": "Meegegeven."}).status_code == 302
    assert "Meegegeven." in client.get(page).content.decode()


def test_a_verzoek_that_came_in_tomorrow_is_refused(client, casus, betrokkene, wijkmanager):
    client.force_login(wijkmanager)
    velden = {"betrokkene_id": betrokkene.pk, "soort": "inzage", "ontvangen_op": (date.today() + timedelta(days=2)).isoformat()}  # noqa: DTZ011  # fmt: skip
    assert client.post(reverse("casuistiek:privacy", args=[casus.kenmerk]), velden).status_code == 422


def test_poison_reaches_the_export(casus, betrokkene, wijkmanager):
    """Or the test above would find what nobody wrote."""
    poison()
    assert holds(str(services.export_betrokkene(casus, actor=wijkmanager, betrokkene_id=betrokkene.pk)).lower(), SENTENCE)  # fmt: skip
