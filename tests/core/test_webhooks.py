"""Who may do what to a webhook, and what it does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from brunssum.core.models import Bericht, Gebeurtenis, LogRegel, Webhook
from brunssum.core.rollen import Rol
from brunssum.core.services import webhooks, withdraw_api_client
from brunssum.core.services.webhooks import WebhookStaatNuAnders
from brunssum.core.webhooks import adres
from tests.factories import (
    BerichtFactory,
    OrganisatieFactory,
    WebhookFactory,
    make_koppeling,
    organisatie_with_koppeling,
)

pytestmark = pytest.mark.django_db

NU = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
URL = "https://systeem.partner.example/kanarie?sleutel=hunne"
SOORTEN = ["mijlpaal-gewijzigd", "signaal-gewijzigd"]


@pytest.fixture(autouse=True)
def every_name_is_on_the_internet(monkeypatch):
    monkeypatch.setattr(adres, "resolve", lambda adres: [])


@pytest.fixture
def partner(gebruiker_met):
    return gebruiker_met(Rol.PARTNER, organisatie=organisatie_with_koppeling())


@pytest.fixture
def beheerder(gebruiker_met):
    return gebruiker_met(Rol.BEHEERDER)


@pytest.fixture
def webhook(partner):
    return WebhookFactory(organisatie=partner.organisatie, url=URL, soorten=SOORTEN)


def failed(webhook, **kwargs):
    return BerichtFactory(
        webhook=webhook, stand="mislukt", volgende_poging_op=None, waarom="antwoord", pogingen=9, **kwargs
    )


def test_add_webhook_gives_its_geheim_and_keeps_no_path_in_the_log(partner):
    webhook, geheim = webhooks.add_webhook(actor=partner, url=URL, soorten=reversed(SOORTEN), op=NU)
    assert geheim.startswith("whsec_")
    assert (webhook.organisatie, webhook.url, webhook.geheim) == (partner.organisatie, URL, geheim)
    assert webhook.soorten == ["signaal-gewijzigd", "mijlpaal-gewijzigd"]
    regel = LogRegel.objects.get(actie="webhook.gemaakt")
    assert regel.actor == partner
    assert regel.na["adres"] == "systeem.partner.example"
    assert "hunne" not in str(regel.na)
    assert geheim not in str(regel.na)


def test_two_webhooks_never_have_the_same_geheim(partner):
    made = {
        webhooks.add_webhook(actor=partner, url=f"{URL}{nummer}", soorten=SOORTEN, op=NU)[1]
        for nummer in range(3)
    }
    assert len(made) == 3


def test_who_has_no_organisatie_or_no_right_makes_none(gebruiker_met):
    for actor in (
        gebruiker_met(Rol.PARTNER),
        gebruiker_met(Rol.BEHEERDER, organisatie=OrganisatieFactory()),
        gebruiker_met(Rol.PROGRAMMAMANAGER, organisatie=OrganisatieFactory()),
    ):
        with pytest.raises(PermissionDenied):
            webhooks.add_webhook(actor=actor, url=URL, soorten=SOORTEN, op=NU)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"url": "http://systeem.partner.example"}, "https"),
        ({"soorten": []}, "ten minste één"),
        ({"soorten": ["casus-gewijzigd"]}, "bestaat niet"),
    ],
)
def test_add_webhook_refuses(partner, wrong, said):
    with pytest.raises(ValidationError, match=said):
        webhooks.add_webhook(actor=partner, **{"url": URL, "soorten": SOORTEN, "op": NU} | wrong)


def test_add_webhook_refuses_where_the_name_leads(partner, monkeypatch):
    def resolve(adres_):
        raise adres.AdresGeweigerd("Dit adres hoort bij een intern netwerk.")

    monkeypatch.setattr(adres, "resolve", resolve)
    with pytest.raises(ValidationError, match="intern netwerk"):
        webhooks.add_webhook(actor=partner, url=URL, soorten=SOORTEN, op=NU)


def test_the_same_address_twice_is_refused(partner, webhook):
    with pytest.raises(ValidationError, match="al een webhook"):
        webhooks.add_webhook(actor=partner, url=URL, soorten=SOORTEN, op=NU)


def test_there_is_an_end_to_how_many(partner):
    WebhookFactory.create_batch(webhooks.MAX_PER_ORGANISATIE, organisatie=partner.organisatie)
    with pytest.raises(WebhookStaatNuAnders, match="hoogstens 10"):
        webhooks.add_webhook(actor=partner, url=URL, soorten=SOORTEN, op=NU)


def test_visible_to_is_ones_own_or_all(partner, beheerder, webhook, gebruiker_met):
    ander = WebhookFactory()
    assert set(Webhook.objects.visible_to(partner)) == {webhook}
    assert set(Webhook.objects.visible_to(beheerder)) == {webhook, ander}
    for nobody in (
        gebruiker_met(Rol.PARTNER),
        gebruiker_met(Rol.PROGRAMMAMANAGER, organisatie=partner.organisatie),
    ):
        assert not Webhook.objects.visible_to(nobody).exists()
    for row in (webhook, ander):
        BerichtFactory(webhook=row)
    assert Bericht.objects.visible_to(partner).get().webhook == webhook


ACTS = {
    "choose_soorten": {"soorten": SOORTEN},
    "rotate_geheim": {"op": NU},
    "drop_vorig_geheim": {},
    "switch_on": {},
    "switch_off": {"op": NU},
    "remove_webhook": {},
    "send_proef": {"op": NU},
    "send_failed_again": {"op": NU},
}
OF_THE_BEHEERDER = {"switch_on", "switch_off", "remove_webhook"}


@pytest.mark.parametrize("act", ACTS)
def test_only_ones_own_organisatie_does_this(gebruiker_met, webhook, beheerder, act):
    service, arguments = getattr(webhooks, act), ACTS[act]
    with pytest.raises(PermissionDenied):
        service(webhook.pk, actor=gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory()), **arguments)
    if act in OF_THE_BEHEERDER:
        service(webhook.pk, actor=beheerder, **arguments)
    else:
        with pytest.raises(PermissionDenied):
            service(webhook.pk, actor=beheerder, **arguments)


def test_send_again_is_for_ones_own_organisatie(gebruiker_met, webhook, beheerder):
    bericht = failed(webhook)
    for actor in (beheerder, gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory())):
        with pytest.raises(PermissionDenied):
            webhooks.send_again(bericht.pk, actor=actor, op=NU)


def test_choose_soorten_changes_what_it_hears(partner, webhook):
    webhooks.choose_soorten(webhook.pk, actor=partner, soorten=["reflectie-beantwoord"])
    webhooks.choose_soorten(webhook.pk, actor=partner, soorten=["reflectie-beantwoord"])
    webhook.refresh_from_db()
    assert webhook.soorten == ["reflectie-beantwoord"]
    assert LogRegel.objects.get(actie="webhook.gewijzigd").voor == {"soorten": SOORTEN}


def test_rotate_geheim_lets_the_former_count_for_a_day(partner, webhook):
    oud = webhook.geheim
    _, nieuw = webhooks.rotate_geheim(webhook.pk, actor=partner, op=NU)
    webhook.refresh_from_db()
    assert (webhook.geheim, webhook.vorig_geheim) == (nieuw, oud)
    assert webhook.overlap_until(NU) == NU + timedelta(hours=24)
    with pytest.raises(WebhookStaatNuAnders, match="vorige geheim"):
        webhooks.rotate_geheim(webhook.pk, actor=partner, op=NU + timedelta(hours=23))
    webhooks.drop_vorig_geheim(webhook.pk, actor=partner)
    webhook.refresh_from_db()
    assert webhook.overlap_until(NU) is None
    webhooks.rotate_geheim(webhook.pk, actor=partner, op=NU)
    assert not LogRegel.objects.filter(detail__icontains="whsec").exists()


def test_off_and_on_again_begins_anew(partner, webhook):
    waits = BerichtFactory(webhook=webhook)
    Webhook.objects.update(faalt_sinds=NU, mislukt_achtereen=3, rust_tot=NU)
    webhooks.switch_off(webhook.pk, actor=partner, op=NU)
    webhook.refresh_from_db(), waits.refresh_from_db()
    assert (webhook.stand, webhook.uitgezet_reden, webhook.uitgezet_op) == ("uitgezet", "partner", NU)
    assert (waits.stand, waits.waarom) == ("mislukt", "uitgezet")
    webhooks.switch_off(webhook.pk, actor=partner, op=NU + timedelta(days=1))
    webhooks.switch_on(webhook.pk, actor=partner)
    webhooks.switch_on(webhook.pk, actor=partner)
    webhook.refresh_from_db()
    assert webhook.is_actief
    assert (webhook.faalt_sinds, webhook.mislukt_achtereen, webhook.rust_tot) == (None, 0, None)
    acties = (
        LogRegel.objects.filter(actie__startswith="webhook.").order_by("pk").values_list("actie", flat=True)
    )
    assert list(acties) == ["webhook.uitgezet", "webhook.aangezet"]


def withdraw_all_of(organisatie):
    for koppeling in organisatie.api_clients.in_use():
        withdraw_api_client(koppeling.client_id, actor=None, nu=NU)


def test_without_a_koppeling_left_all_go_off_with_what_was_under_way(webhook, beheerder):
    bericht = BerichtFactory(webhook=webhook)
    elders = WebhookFactory(organisatie=organisatie_with_koppeling())
    last, other = webhook.organisatie.api_clients.get(), make_koppeling(webhook.organisatie, "Tweede")
    withdraw_api_client(other.client_id, actor=beheerder, nu=NU)
    webhook.refresh_from_db()
    assert webhook.is_actief, "another system can still read what it tells of"
    withdraw_api_client(last.client_id, actor=beheerder, nu=NU)
    for row in (webhook, bericht, elders):
        row.refresh_from_db()
    assert (webhook.is_actief, webhook.uitgezet_op) == (False, NU)
    assert webhook.get_uitgezet_reden_display() == "Uitgezet omdat de organisatie geen koppeling meer heeft"
    assert (bericht.stand, bericht.waarom) == ("mislukt", "uitgezet")
    assert elders.is_actief
    assert LogRegel.objects.get(actie="webhook.uitgezet").actor == beheerder


def test_one_that_was_off_keeps_its_own_reason(webhook, beheerder):
    webhooks.switch_off(webhook.pk, actor=beheerder, op=NU)
    withdraw_all_of(webhook.organisatie)
    webhook.refresh_from_db()
    assert webhook.uitgezet_reden == Webhook.Reden.BEHEERDER


def test_without_a_koppeling_none_is_made_or_switched_on(webhook, partner, beheerder):
    withdraw_all_of(webhook.organisatie)
    for actor in (partner, beheerder):
        with pytest.raises(WebhookStaatNuAnders, match="Zonder koppeling"):
            webhooks.switch_on(webhook.pk, actor=actor)
    with pytest.raises(WebhookStaatNuAnders, match="Zonder koppeling"):
        webhooks.add_webhook(actor=partner, url=f"{URL}2", soorten=SOORTEN, op=NU)
    make_koppeling(webhook.organisatie, "Weer een")
    assert webhooks.switch_on(webhook.pk, actor=partner).is_actief


def test_what_the_beheerder_switched_off_only_a_beheerder_switches_on(partner, beheerder, webhook):
    webhooks.switch_off(webhook.pk, actor=beheerder, op=NU)
    with pytest.raises(WebhookStaatNuAnders, match="beheerder"):
        webhooks.switch_on(webhook.pk, actor=partner)
    assert webhooks.switch_on(webhook.pk, actor=beheerder).is_actief


def test_remove_webhook_takes_its_log_along(partner, webhook):
    BerichtFactory(webhook=webhook)
    webhooks.remove_webhook(webhook.pk, actor=partner)
    assert not Webhook.objects.exists()
    assert not Bericht.objects.exists()
    assert LogRegel.objects.get(actie="webhook.verwijderd").voor["adres"] == "systeem.partner.example"


def test_send_proef_is_one_at_a_time(partner, webhook):
    bericht = webhooks.send_proef(webhook.pk, actor=partner, op=NU)
    assert webhooks.send_proef(webhook.pk, actor=partner, op=NU) == bericht
    gebeurtenis = Gebeurtenis.objects.get()
    assert (gebeurtenis.soort, gebeurtenis.verwijzing) == ("proefbericht", f"/webhooks/{webhook.uuid}")


def test_send_again_begins_a_new_day(partner, webhook):
    bericht = failed(webhook, begonnen_op=NU - timedelta(days=3))
    Webhook.objects.update(rust_tot=NU + timedelta(hours=1))
    webhooks.send_again(bericht.pk, actor=partner, op=NU)
    bericht.refresh_from_db(), webhook.refresh_from_db()
    assert (bericht.stand, bericht.volgende_poging_op, bericht.begonnen_op) == ("wacht", NU, None)
    assert webhook.rust_tot is None
    assert list(Bericht.objects.due(NU)) == [bericht]


def test_send_again_leaves_what_a_worker_is_busy_with(partner, webhook):
    busy = BerichtFactory(
        webhook=webhook, waarom="onderbroken", pogingen=1, volgende_poging_op=NU + timedelta(minutes=1)
    )
    webhooks.send_again(busy.pk, actor=partner, op=NU)
    busy.refresh_from_db()
    assert busy.volgende_poging_op == NU + timedelta(minutes=1)


def test_send_failed_again_takes_all_that_failed_and_nothing_else(partner, webhook):
    een, ander = failed(webhook), failed(webhook)
    done = BerichtFactory(webhook=webhook, stand="bezorgd", volgende_poging_op=None)
    elders = failed(WebhookFactory())
    proef = webhooks.send_proef(webhook.pk, actor=partner, op=NU)
    Bericht.objects.filter(pk=proef.pk).update(stand="mislukt", volgende_poging_op=None)
    assert webhooks.send_failed_again(webhook.pk, actor=partner, op=NU) == 2
    assert set(Bericht.objects.waiting()) == {een, ander}
    assert set(Bericht.objects.exclude(stand="wacht")) == {done, elders, proef}
    assert LogRegel.objects.get(actie="webhook.opnieuw_gestuurd").detail == {"aantal": 2}


def test_what_is_off_sends_nothing_again(partner, webhook):
    bericht = failed(webhook)
    webhooks.switch_off(webhook.pk, actor=partner, op=NU)
    for act, pk in ((webhooks.send_again, bericht.pk), (webhooks.send_failed_again, webhook.pk)):
        with pytest.raises(WebhookStaatNuAnders, match="aan"):
            act(pk, actor=partner, op=NU)


def test_drop_old_keeps_a_month_and_what_still_waits(webhook):
    long_ago = timezone.now() - timedelta(days=31)
    old, waits, recent = failed(webhook), BerichtFactory(webhook=webhook), failed(webhook)
    for row in (old, waits):
        Gebeurtenis.objects.filter(pk=row.gebeurtenis_id).update(moment=long_ago)
    Gebeurtenis.objects.create(soort="signaal-gewijzigd", verwijzing="/signalen/1", moment=long_ago)
    webhooks.drop_old(moment=timezone.now())
    assert set(Bericht.objects.all()) == {waits, recent}
    assert set(Gebeurtenis.objects.all()) == {waits.gebeurtenis, recent.gebeurtenis}
