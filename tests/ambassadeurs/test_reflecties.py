from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ambassadeurs import services
from ambassadeurs.models import Reflectie
from ambassadeurs.persoonlijke_link import meedenken_token, read_meedenken_token
from ambassadeurs.queries import keuzes, read_keuze, reflectiestand
from brunssum.core.models import Actiepunt, LogRegel
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from tests.factories import (
    AmbassadeurFactory,
    AmbassadeursgroepFactory,
    InspanningFactory,
    ReflectieFactory,
    ThemaFactory,
)

DAY = date(2026, 3, 4)


@pytest.fixture
def groep(programmamanager):
    return AmbassadeursgroepFactory(naam="Inwoners", contactpersoon=programmamanager)


@pytest.fixture
def lid(gebruiker_met, groep):
    gebruiker = gebruiker_met(Rol.AMBASSADEUR, naam="Ambassadeur")
    AmbassadeurFactory(groep=groep, gebruiker=gebruiker, aanduiding="Buurvrouw uit Noord")
    return gebruiker


@pytest.fixture
def take(groep, lid):
    def make(actor=lid, **fields):
        values = {"op": DAY, "soort": "advies", "tekst": "Begin bij de koffie.", "onderwerp": ThemaFactory()}
        return services.add_reflectie(groep.pk, actor=actor, **(values | fields))

    return make


# ------------------------------------------------------------------------------------------------------- services


def test_a_reflectie_of_a_member_is_owed_an_answer_by_a_day(take, programmamanager):
    reflectie = take()
    assert str(reflectie.ambassadeur) == "Buurvrouw uit Noord"
    assert reflectie.actiepunt.eigenaar == programmamanager
    assert reflectie.actiepunt.vervalt_op == DAY + services.ANTWOORD_BINNEN
    assert reflectie.actiepunt.onderwerp_id == reflectie.pk
    assert LogRegel.objects.about(reflectie).get().actie == "reflectie.ontvangen"


def test_a_reflectie_on_an_inspanning_is_for_who_leads_it(take, projectleider):
    reflectie = take(onderwerp=InspanningFactory(projectleider=projectleider))
    assert reflectie.actiepunt.eigenaar == projectleider


def test_a_projectleider_who_left_owes_nothing(take, programmamanager, gebruiker_met):
    gone = gebruiker_met(Rol.PROJECTLEIDER, is_active=False)
    reflectie = take(onderwerp=InspanningFactory(projectleider=gone))
    assert reflectie.actiepunt.eigenaar == programmamanager


def test_without_anyone_to_answer_nothing_is_taken(groep, lid, take):
    groep.contactpersoon.is_active = False
    groep.contactpersoon.save()
    with pytest.raises(services.CannotReflect, match="contactpersoon"):
        take()
    assert not Reflectie.objects.exists()


def test_another_than_a_member_or_the_team_may_not_speak_for_a_group(take, gebruiker_met):
    with pytest.raises(PermissionDenied):
        take(actor=gebruiker_met(Rol.AMBASSADEUR))
    assert not Reflectie.objects.exists()


def test_one_reflects_only_on_what_one_may_know_of(take, lid, groep):
    with pytest.raises(TypeError, match="nothing to reflect on"):
        take(onderwerp=groep)


def test_told_back_is_done_and_only_then(take, programmamanager):
    reflectie = take()
    with pytest.raises(services.CannotAnswer, match="eerst het antwoord"):
        services.tell_back(reflectie.pk, actor=programmamanager, op=DAY, hoe="gesprek")
    services.answer_reflectie(
        reflectie.pk, actor=programmamanager, op=DAY, gevolg="overgenomen", antwoord=" Dat doen we. "
    )
    assert Actiepunt.objects.get().status == "open"
    services.tell_back(reflectie.pk, actor=programmamanager, op=DAY + timedelta(days=3), hoe="gesprek")
    reflectie.refresh_from_db()
    assert (reflectie.antwoord, reflectie.dagen) == ("Dat doen we.", 3)
    done = Actiepunt.objects.get()
    assert (done.status, done.uitkomst) == ("afgerond", "We doen het. In een gesprek terugverteld.")
    with pytest.raises(services.CannotAnswer, match="al terugverteld"):
        services.answer_reflectie(
            reflectie.pk, actor=programmamanager, op=DAY, gevolg="niet", antwoord="Toch niet."
        )


def test_an_answer_of_another_is_never_overwritten_unseen(take, programmamanager):
    reflectie = take()
    services.answer_reflectie(
        reflectie.pk, actor=programmamanager, op=DAY, gevolg="niet", antwoord="Nee.", gelezen=""
    )
    with pytest.raises(ValidationError, match="Iemand anders"):
        services.answer_reflectie(
            reflectie.pk, actor=programmamanager, op=DAY, gevolg="overgenomen", antwoord="Ja.", gelezen=""
        )
    reflectie.refresh_from_db()
    assert reflectie.antwoord == "Nee."


def test_answering_is_for_who_owes_it_and_the_team(take, lid, projectleider):
    reflectie = take()
    with pytest.raises(PermissionDenied):
        services.answer_reflectie(reflectie.pk, actor=projectleider, op=DAY, gevolg="niet", antwoord="Nee.")
    actiepunten.hand_over(reflectie.actiepunt_id, actor=None, naar=projectleider)
    services.answer_reflectie(reflectie.pk, actor=projectleider, op=DAY, gevolg="niet", antwoord="Nee.")


def test_the_actiepunt_of_a_reflectie_is_not_finished_by_hand(take, programmamanager):
    actiepunt = take().actiepunt
    for refused in (
        lambda: actiepunten.finish(actiepunt.pk, actor=programmamanager, uitkomst="Klaar."),
        lambda: actiepunten.withdraw(actiepunt.pk, actor=programmamanager),
    ):
        with pytest.raises(actiepunten.ActiepuntGeweigerd, match="op de pagina van het onderwerp"):
            refused()
    actiepunt.refresh_from_db()
    assert actiepunt.status == "open"


def test_the_database_keeps_no_half_answer(db):
    with pytest.raises(IntegrityError, match="antwoord_heel"), transaction.atomic():
        ReflectieFactory(antwoord="Ja.")
    with pytest.raises(IntegrityError, match="terugverteld_na_antwoord"), transaction.atomic():
        ReflectieFactory(teruggekoppeld_op=DAY, teruggekoppeld_hoe="mail")


def test_stand_counts_open_late_and_the_middle_number_of_days(programmamanager):
    assert reflectiestand(programmamanager, DAY).mediaan_dagen is None
    answered = {
        "antwoord": "Ja.",
        "gevolg": "deels",
        "beantwoord_op": DAY,
        "beantwoord_door": programmamanager,
    }
    for days in (2, 5, 30):
        ReflectieFactory(
            **answered,
            ontvangen_op=DAY,
            teruggekoppeld_op=DAY + timedelta(days=days),
            teruggekoppeld_hoe="mail",
        )
    ReflectieFactory(actiepunt__vervalt_op=DAY)
    stand = reflectiestand(programmamanager, DAY + timedelta(days=1))
    assert (stand.aantal, stand.open, stand.te_laat, stand.mediaan_dagen) == (4, 1, 1, 5)
    assert reflectiestand(programmamanager, DAY).te_laat == 0


# ------------------------------------------------------------------------------------------------- personal link


def test_a_link_is_of_one_ambassadeur_until_it_is_renewed(programmamanager):
    lid = AmbassadeurFactory()
    token = meedenken_token(lid)
    assert read_meedenken_token(token) == lid
    assert read_meedenken_token(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert read_meedenken_token("onzin") is None
    services.renew_link(lid.pk, actor=programmamanager)
    assert read_meedenken_token(token) is None


def test_by_a_link_anyone_gives_something_and_reads_the_answer(client, groep, programmamanager):
    lid = AmbassadeurFactory(groep=groep, aanduiding="Buurvrouw uit Noord", lid_van=timezone.localdate())
    thema = ThemaFactory(naam="Wonen")
    opened = client.get(reverse("ambassadeurs:meedenken_link", args=[meedenken_token(lid)]))
    url = reverse("ambassadeurs:meedenken")
    assert (opened.status_code, opened["Location"]) == (302, url)  # the link itself is in no further address
    page = client.get(url)
    assert "no-store" in page["Cache-Control"]
    assert "Buurvrouw uit Noord" in page.content.decode()

    empty = client.post(url, {"tekst": "", "soort": "advies", "onderwerp": ""})
    assert empty.status_code == 422

    sent = {"tekst": "Er is geen bankje.", "soort": "ervaring", "onderwerp": f"monitor.thema:{thema.pk}"}
    assert client.post(url, sent).status_code == 302
    reflectie = Reflectie.objects.get()
    assert (reflectie.ambassadeur, reflectie.ingevoerd_door) == (lid, None)
    services.answer_reflectie(
        reflectie.pk, actor=programmamanager, op=timezone.localdate(), gevolg="overgenomen", antwoord="Komt."
    )
    page = client.get(url).content.decode()
    assert "Er is geen bankje." in page
    assert "over Wonen" in page
    assert "Komt." in page


def test_a_link_of_who_left_opens_nothing(client, programmamanager):
    lid = AmbassadeurFactory(mailadres="lid@example.nl")
    url = reverse("ambassadeurs:meedenken_link", args=[meedenken_token(lid)])
    client.get(url)
    services.end_lidmaatschap(
        lid.pk, actor=programmamanager, lid_tot=timezone.localdate(), reden_vertrek="Verhuisd."
    )
    page = client.get(url)
    assert page.status_code == 404
    for ended in (page, client.get(reverse("ambassadeurs:meedenken"))):
        assert "Deze link werkt niet meer" in ended.content.decode()
    lid.refresh_from_db()
    assert (lid.mailadres, lid.reden_vertrek) == ("", "Verhuisd.")


def test_a_link_takes_so_much_a_day(groep):
    lid = AmbassadeurFactory(groep=groep, lid_van=DAY)
    give = {"op": DAY, "soort": "vraag", "tekst": "Wanneer?", "onderwerp": ThemaFactory()}
    for _ in range(services.MAX_PER_DAG):
        services.add_reflectie_by_link(lid.pk, **give)
    with pytest.raises(services.CannotReflect, match="Morgen"):
        services.add_reflectie_by_link(lid.pk, **give)
    services.add_reflectie_by_link(lid.pk, **(give | {"op": DAY + timedelta(days=1)}))


def test_the_link_goes_by_mail_and_names_nobody_in_the_job(
    groep, programmamanager, django_capture_on_commit_callbacks
):
    lid = AmbassadeurFactory(groep=groep)
    with pytest.raises(services.CannotMail, match="geen mailadres"):
        services.request_link_mail(lid.pk, actor=programmamanager)
    services.change_lid(lid.pk, actor=programmamanager, mailadres="buurvrouw@example.nl")
    with django_capture_on_commit_callbacks(execute=True):
        taak = services.request_link_mail(lid.pk, actor=programmamanager)
    assert taak.gegevens == {"ambassadeur_id": lid.pk}
    (sent,) = mail.outbox
    assert sent.to == ["buurvrouw@example.nl"]
    assert meedenken_token(lid).split(":")[0] in sent.body
    assert not LogRegel.objects.filter(na__icontains="buurvrouw").exists()


def test_by_a_link_no_knelpunt_can_be_chosen(programmamanager):
    InspanningFactory(naam="Repaircafé")
    assert set(keuzes(None)) <= {"Inspanningen", "Doelstellingen", "Thema’s"}
    assert read_keuze("casuistiek.knelpunt:1", None) is None
    assert read_keuze("core.gebruiker:1", programmamanager) is None
    assert read_keuze("inspanningen.inspanning:niets", programmamanager) is None


# ---------------------------------------------------------------------------------------------------------- pages


def test_a_member_gives_something_on_the_page_of_the_group(client, lid, groep):
    client.force_login(lid)
    thema = ThemaFactory()
    url = reverse("ambassadeurs:reflectie_add", args=[groep.pk])
    wrong = client.post(url, {"tekst": "Kom langs.", "soort": "advies", "onderwerp": "monitor.thema:999999"})
    assert wrong.status_code == 422
    assert "Kom langs." in wrong.content.decode()
    warned = client.post(
        url, {"tekst": "Bel 06-12345678", "soort": "advies", "onderwerp": f"monitor.thema:{thema.pk}"}
    )
    assert "telefoonnummer" in warned.content.decode()
    assert not Reflectie.objects.exists()
    done = client.post(
        url, {"tekst": "Kom langs.", "soort": "advies", "onderwerp": f"monitor.thema:{thema.pk}"}, follow=True
    )
    assert "Programmamanager antwoordt uiterlijk op" in done.content.decode()


def test_answer_and_tell_back_by_page(client, take, programmamanager):
    reflectie = take()
    client.force_login(programmamanager)
    page = reverse("ambassadeurs:reflectie", args=[reflectie.pk])
    answer = reverse("ambassadeurs:reflectie_answer", args=[reflectie.pk])
    back = reverse("ambassadeurs:reflectie_tell_back", args=[reflectie.pk])
    assert "Vertel het terug" not in client.get(page).content.decode()
    assert client.post(answer, {"gevolg": "", "antwoord": "Ja"}).status_code == 422
    assert (
        client.post(answer, {"gevolg": "deels", "antwoord": "Deels, want.", "gelezen": ""}).status_code == 302
    )
    newer = client.post(answer, {"gevolg": "niet", "antwoord": "Nee.", "gelezen": ""})
    assert newer.status_code == 422
    assert "Wat er nu staat" in newer.content.decode()
    future = (timezone.localdate() + timedelta(days=1)).isoformat()
    early = client.post(back, {"hoe": "gesprek", "op": future})
    assert "Deze dag moet nog komen" in early.content.decode()
    assert client.post(back, {"hoe": "gesprek", "op": timezone.localdate().isoformat()}).status_code == 302
    assert "Terugverteld" in client.get(page).content.decode()


def test_late_ones_are_for_all_to_see(client, gebruiker_met, django_assert_max_num_queries):
    for n in range(4):
        ReflectieFactory(tekst=f"Vergeten {n}", actiepunt__vervalt_op=date(2020, 1, 1))
    client.force_login(gebruiker_met(Rol.BESTUUR))
    url = reverse("ambassadeurs:reflectie_list")
    with django_assert_max_num_queries(12):
        page = client.get(url, {"toon": "te-laat"}).content.decode()
    assert page.count("Te laat</span>") == 4
    assert "Alles is beantwoord" not in page


def test_the_page_of_a_subject_shows_what_was_said_of_it(client, gebruiker_met):
    thema = ThemaFactory()
    ReflectieFactory(onderwerp=thema, tekst="Hierover.")
    ReflectieFactory(tekst="Over iets anders.")
    client.force_login(gebruiker_met(Rol.PROJECTLEIDER))
    page = client.get(
        reverse("ambassadeurs:reflecties_bij", args=["monitor.thema", thema.pk])
    ).content.decode()
    assert "Hierover." in page
    assert "Over iets anders." not in page
    assert client.get(reverse("ambassadeurs:reflecties_bij", args=["core.gebruiker", 1])).status_code == 404
