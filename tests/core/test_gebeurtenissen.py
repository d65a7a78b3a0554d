"""What partners' systems are told of: a soort that is known, with an address in the API and nothing else."""

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import Bericht, Gebeurtenis
from brunssum.core.services.gebeurtenissen import announce
from tests.factories import BerichtFactory, OrganisatieFactory, WebhookFactory


def test_announce_refuses_what_no_partner_could_choose(db):
    with pytest.raises(ValueError, match="gebeurtenissoorten"):
        announce("casus-gewijzigd", verwijzing="/signalen/1", organisaties=None)


@pytest.mark.parametrize(
    "verwijzing",
    [
        "signalen/1",
        "https://kanarie.example.org/signalen/1",
        "/signalen/1?naam=Jansen",
        "/signalen/Jansen",
        "/",
    ],
)
def test_announce_refuses_what_is_no_address_of_the_api(db, verwijzing):
    with pytest.raises(ValueError, match="no address"):
        announce(Gebeurtenissoort.SIGNAAL_GEWIJZIGD, verwijzing=verwijzing, organisaties={1})


def announce_signaal(*organisaties):
    announce(
        Gebeurtenissoort.SIGNAAL_GEWIJZIGD,
        verwijzing="/signalen/6e8bc430-9c3a-11d9-9669-0800200c9a66",
        organisaties={organisatie.pk for organisatie in organisaties},
    )


def test_announce_makes_one_bericht_for_each_webhook_that_follows(db):
    een, ander = OrganisatieFactory(), OrganisatieFactory()
    volgt = WebhookFactory(organisatie=een, soorten=["signaal-gewijzigd"])
    ook = WebhookFactory(organisatie=een)
    WebhookFactory(organisatie=een, soorten=["mijlpaal-gewijzigd"])
    WebhookFactory(
        organisatie=een, stand="uitgezet", uitgezet_op=timezone.now(), uitgezet_reden="onbereikbaar"
    )
    WebhookFactory(organisatie=ander)
    announce_signaal(een)
    assert [bericht.webhook for bericht in Bericht.objects.order_by("pk")] == [volgt, ook]
    gebeurtenis = Gebeurtenis.objects.get()
    assert (gebeurtenis.soort, gebeurtenis.verwijzing) == (
        "signaal-gewijzigd",
        "/signalen/6e8bc430-9c3a-11d9-9669-0800200c9a66",
    )
    assert set(Bericht.objects.values_list("volgende_poging_op", flat=True)) == {gebeurtenis.moment}


def test_announce_to_all_reaches_every_organisatie(db):
    WebhookFactory(), WebhookFactory()
    announce(Gebeurtenissoort.REISVERSLAG_GEPUBLICEERD, verwijzing="/reisverslagen/1", organisaties=None)
    assert Bericht.objects.count() == 2


def test_announce_keeps_nothing_that_nobody_wants_to_hear(db, django_assert_num_queries):
    organisatie = OrganisatieFactory()
    WebhookFactory(soorten=["signaal-gewijzigd"])
    with django_assert_num_queries(1):
        announce_signaal(organisatie)
    announce_signaal()
    assert not Gebeurtenis.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"stand": "uitgezet"},
        {"uitgezet_reden": "partner"},
        {"stand": "uitgezet", "uitgezet_op": timezone.now()},
    ],
)
def test_a_webhook_that_is_off_says_since_when_and_why(db, wrong):
    with pytest.raises(IntegrityError):
        WebhookFactory(**wrong)


def test_an_organisatie_has_an_address_once(db):
    webhook = WebhookFactory()
    WebhookFactory(url=webhook.url)
    with pytest.raises(IntegrityError):
        WebhookFactory(url=webhook.url, organisatie=webhook.organisatie)


def test_only_a_bericht_that_waits_has_a_next_attempt(db):
    bericht = BerichtFactory()
    bericht.stand = Bericht.Stand.BEZORGD
    with pytest.raises(IntegrityError):
        bericht.save()


def test_a_gebeurtenis_goes_to_a_webhook_once(db):
    bericht = BerichtFactory()
    with pytest.raises(IntegrityError):
        BerichtFactory(webhook=bericht.webhook, gebeurtenis=bericht.gebeurtenis)


def test_the_geheim_cannot_be_read_in_the_database(db):
    webhook = WebhookFactory(geheim="whsec_c2VlbWluZ2x5LXJhbmRvbQ==")
    with connection.cursor() as cursor:
        cursor.execute("SELECT geheim FROM core_webhook WHERE id = %s", [webhook.pk])
        assert "c2VlbWluZ2x5" not in cursor.fetchone()[0]
    webhook.refresh_from_db()
    assert webhook.geheim == "whsec_c2VlbWluZ2x5LXJhbmRvbQ=="
