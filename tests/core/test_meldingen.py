"""Meldingen: who is told what, once, and nothing that tells who it is about."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from brunssum.core import meldingsoorten
from brunssum.core.models import Gebruiker, LogRegel, Melding
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten, meldingen
from tests.factories import (
    ActiepuntFactory,
    CasusFactory,
    GebruikerFactory,
    InspanningFactory,
    MailberichtFactory,
    MeldingFactory,
)

pytestmark = pytest.mark.django_db
SOORT = meldingsoorten.ACTIEPUNT_GEKREGEN


@pytest.fixture
def lezer(gebruiker_met):
    return gebruiker_met(Rol.PROJECTLEIDER, naam="Lezer")


@pytest.fixture
def doener(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM, naam="Doener")


def tell(ontvangers, onderwerp, actor=None, **velden):
    return meldingen.tell(ontvangers, **{"soort": SOORT, "onderwerp": onderwerp, "actor": actor} | velden)


# Telling


def test_tell_says_what_its_soort_says_and_no_more(lezer, doener):
    assert tell([lezer], ActiepuntFactory(titel="Bel de corporatie"), doener) == 1
    melding = Melding.objects.get()
    assert (melding.ontvanger, melding.veroorzaakt_door, melding.aantal) == (lezer, doener, 1)
    assert melding.zin == "U hebt een actiepunt gekregen."


def test_tell_passes_over_who_did_it_who_is_gone_and_nobody(lezer, doener):
    gone = GebruikerFactory(rollen=[Rol.PROJECTLEIDER], is_active=False)
    assert tell([doener, gone, None], ActiepuntFactory(), doener) == 0
    assert not Melding.objects.exists()


def test_tell_is_silent_to_who_may_not_see_it(lezer):
    casus = CasusFactory()
    assert tell([lezer, casus.casusverantwoordelijke], casus) == 1
    assert Melding.objects.get().ontvanger == casus.casusverantwoordelijke


def test_tell_asks_the_rollen_of_all_at_once(gebruiker_met):
    pks = [gebruiker_met(Rol.PROJECTLEIDER).pk for _ in range(3)]
    actiepunt = ActiepuntFactory()
    people = list(Gebruiker.objects.filter(pk__in=pks))
    with CaptureQueriesContext(connection) as asked:
        assert tell(people, actiepunt) == 3
    assert sum("core_roltoekenning" in query["sql"] for query in asked) == 1


def test_tell_counts_what_was_not_read_yet_and_has_it_mailed_again(lezer, doener):
    actiepunt = ActiepuntFactory()
    first = MeldingFactory(ontvanger=lezer, onderwerp=actiepunt, soort=SOORT, is_gemaild=True)
    tell([lezer], actiepunt, doener)
    melding = Melding.objects.get()
    assert (melding.pk, melding.aantal, melding.veroorzaakt_door) == (first.pk, 2, doener)
    assert melding.mailbericht is None
    meldingen.mark_read(melding.pk, actor=lezer, op=timezone.now())
    tell([lezer], actiepunt, doener)
    assert list(Melding.objects.order_by("pk").values_list("aantal", flat=True)) == [2, 1]


def test_tell_by_a_sleutel_is_once_for_ever(lezer):
    actiepunt = ActiepuntFactory()
    assert tell([lezer], actiepunt, sleutel="laat:1") == 1
    meldingen.mark_all_read(actor=lezer, op=timezone.now())
    assert tell([lezer], actiepunt, sleutel="laat:1") == 0
    assert Melding.objects.count() == 1


def test_tell_refuses_what_nobody_registered(lezer):
    with pytest.raises(TypeError, match="not registered"), transaction.atomic():
        tell([lezer], lezer)
    with pytest.raises(ValueError, match="not registered"), transaction.atomic():
        tell([lezer], ActiepuntFactory(), soort="verzonnen")


def test_the_database_keeps_one_unread_of_a_kind(lezer):
    first = MeldingFactory(ontvanger=lezer)
    same = {"soort": first.soort, "onderwerp": ActiepuntFactory.build(pk=first.onderwerp_id)}
    with pytest.raises(IntegrityError), transaction.atomic():
        MeldingFactory(ontvanger=lezer, **same)
    MeldingFactory(ontvanger=lezer, gelezen_op=timezone.now(), **same)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeldingFactory(aantal=0)


# Reading


def test_mark_read_is_for_its_reader(lezer, doener):
    melding = MeldingFactory(ontvanger=lezer)
    with pytest.raises(PermissionDenied):
        meldingen.mark_read(melding.pk, actor=doener, op=timezone.now())
    op = timezone.now()
    assert meldingen.mark_read(melding.pk, actor=lezer, op=op).gelezen_op == op
    assert meldingen.mark_read(melding.pk, actor=lezer, op=timezone.now()).gelezen_op == op


def test_mark_all_read_leaves_what_came_since(lezer):
    MeldingFactory(ontvanger=lezer)
    other = MeldingFactory()
    op = timezone.now()
    later = MeldingFactory(ontvanger=lezer)
    assert meldingen.mark_all_read(actor=lezer, op=op) == 1
    assert set(Melding.objects.unread()) == {other, later}


# What tells


def soorten_of(gebruiker):
    return list(Melding.objects.filter(ontvanger=gebruiker).order_by("pk").values_list("soort", flat=True))


def test_an_actiepunt_tells_each_when_it_asks_for_them(lezer, doener, gebruiker_met):
    tweede = gebruiker_met(Rol.BATENEIGENAAR)
    actiepunt = actiepunten.make(
        titel="Bel de corporatie",
        eigenaar=lezer,
        bevestiger=tweede,
        vervalt_op=timezone.localdate(),
        actor=doener,
    )
    actiepunten.finish(actiepunt.pk, actor=lezer, uitkomst="Gebeld.")
    actiepunten.send_back(actiepunt.pk, actor=tweede)
    actiepunten.finish(actiepunt.pk, actor=lezer, uitkomst="Gebeld en geregeld.")
    actiepunten.confirm(actiepunt.pk, actor=tweede)
    assert soorten_of(lezer) == ["actiepunt.gekregen", "actiepunt.teruggegeven", "actiepunt.bevestigd"]
    assert soorten_of(tweede) == ["actiepunt.te_bevestigen", "actiepunt.te_bevestigen"]
    assert not Melding.objects.unread().filter(ontvanger=tweede).exists(), "nothing asks any more"
    assert soorten_of(doener) == ["actiepunt.afgerond"]


def test_an_actiepunt_that_goes_to_another_or_away_is_told(lezer, doener):
    actiepunt = ActiepuntFactory(eigenaar=doener, gemaakt_door=doener)
    actiepunten.hand_over(actiepunt.pk, actor=doener, naar=lezer)
    actiepunten.hand_over(actiepunt.pk, actor=lezer, naar=lezer, vervalt_op=timezone.localdate())
    actiepunten.withdraw(actiepunt.pk, actor=doener)
    assert soorten_of(lezer) == ["actiepunt.overgedragen", "actiepunt.ingetrokken"]
    assert soorten_of(doener) == []


# Pages


def test_the_head_of_every_page_says_how_many_without_a_query(client, lezer, django_assert_num_queries):
    client.force_login(lezer)
    url = reverse("core:toegankelijkheid")
    assert "bell__number" not in client.get(url).content.decode()
    MeldingFactory(ontvanger=lezer)
    MeldingFactory(ontvanger=lezer, gelezen_op=timezone.now())
    MeldingFactory()
    with django_assert_num_queries(3):  # the session, the person, the rollen
        page = client.get(url).content.decode()
    assert '<span class="bell__number">1<' in page


def test_the_list_shows_own_meldingen_and_leads_on(client, lezer, doener):
    actiepunt = ActiepuntFactory(eigenaar=lezer, titel="Bel de corporatie")
    melding = MeldingFactory(ontvanger=lezer, onderwerp=actiepunt, veroorzaakt_door=doener, aantal=2)
    client.force_login(lezer)
    page = client.get(reverse("core:melding_list")).content.decode()
    for text in ("U hebt een actiepunt gekregen", "(2 keer)", "Bel de corporatie", "Doener"):
        assert text in page
    response = client.post(reverse("core:melding_open", args=[melding.pk]))
    assert response["Location"] == reverse("core:actiepunt", args=[actiepunt.pk])
    melding.refresh_from_db()
    assert melding.gelezen_op
    client.force_login(doener)
    assert client.post(reverse("core:melding_open", args=[melding.pk])).status_code == 404
    assert "Er zijn geen meldingen" in client.get(reverse("core:melding_list")).content.decode()


def test_one_about_what_went_out_of_sight_says_nothing(client, lezer, doener):
    melding = MeldingFactory(
        ontvanger=lezer, onderwerp=CasusFactory(), soort="actiepunt.te_laat", veroorzaakt_door=doener
    )
    client.force_login(lezer)
    page = client.get(reverse("core:melding_list")).content.decode()
    assert "iets wat u niet meer kunt zien" in page
    assert "te laat" not in page
    assert "Doener" not in page
    page = client.post(reverse("core:melding_open", args=[melding.pk]), follow=True).content.decode()
    assert "iets wat u niet meer kunt zien" in page


def test_one_about_a_casus_has_no_label_without_second_factor(client, settings, wijkmanager):
    casus = CasusFactory(casusverantwoordelijke=wijkmanager)
    actiepunt = ActiepuntFactory(eigenaar=wijkmanager, titel="Bel de buurvrouw", vertrouwelijk=True)
    for onderwerp in (casus, actiepunt):
        MeldingFactory(ontvanger=wijkmanager, onderwerp=onderwerp)
    client.force_login(wijkmanager)
    page = client.get(reverse("core:melding_list")).content.decode()
    assert casus.nummer in page
    assert "Bel de buurvrouw" in page
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    page = client.get(reverse("core:melding_list")).content.decode()
    assert casus.nummer not in page
    assert "Bel de buurvrouw" not in page
    assert page.count("U hebt een actiepunt gekregen") >= 2


def test_the_list_has_a_fixed_number_of_queries(client, lezer):
    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("core:melding_list"))
        return len(queries)

    def more(number):
        for _ in range(number):
            MeldingFactory(ontvanger=lezer, onderwerp=ActiepuntFactory(eigenaar=lezer))
            MeldingFactory(ontvanger=lezer, onderwerp=InspanningFactory(), soort="inspanning.gewijzigd")

    client.force_login(lezer)
    more(2)
    count()
    few = count()
    more(10)
    assert count() == few <= 8


def test_reading_all_and_choosing_how_often_by_page(client, lezer):
    MeldingFactory(ontvanger=lezer)
    client.force_login(lezer)
    client.post(reverse("core:melding_read_all"))
    assert not Melding.objects.unread().exists()
    url = reverse("core:melding_settings")
    response = client.post(url, {"hoe_vaak": "elk uur"})
    assert response.status_code == 422
    assert "Uw keuze is bewaard" in client.post(url, {"hoe_vaak": "nooit"}, follow=True).content.decode()
    lezer.refresh_from_db()
    assert lezer.meldingen_per_mail == "nooit"
    assert LogRegel.objects.get(actie="gebruiker.meldingen_per_mail").na == {"meldingen_per_mail": "nooit"}


def test_mails_are_listed_for_who_may_and_ones_own_on_the_settings_page(client, lezer, gebruiker_met):
    MailberichtFactory(ontvanger=lezer, soorten={"actiepunt.te_laat": 2}, aantal=2)
    client.force_login(lezer)
    assert client.get(reverse("core:mailbericht_list")).status_code == 403
    assert "(2 keer)" in client.get(reverse("core:melding_settings")).content.decode()
    client.force_login(gebruiker_met(Rol.BEHEERDER))
    page = client.get(reverse("core:mailbericht_list"), {"uitkomst": "klaar"}).content.decode()
    assert "Lezer" in page
    assert "Een actiepunt van u is te laat" in page
    assert (
        "nog niets verstuurd"
        in client.get(reverse("core:mailbericht_list"), {"uitkomst": "mislukt"}).content.decode()
    )
    assert "(2 keer)" not in client.get(reverse("core:melding_settings")).content.decode()
