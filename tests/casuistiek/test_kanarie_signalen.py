"""The canary in a signaal: what a partner types of a resident is found nowhere but where it belongs."""

import logging
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from brunssum.core import taken
from brunssum.core.models import Taak
from casuistiek import services
from casuistiek.models import Signaal, Signaalaanvulling, Signaalstap
from casuistiek.stappen import Stap

from .conftest import MELDING
from .kanarie import NAME, SENTENCE, Hand, free_texts, holds, poison, read, tables_with

ABOUT_ONE = (
    "signaal",
    "signaal_take_up",
    "signaal_join",
    "signaal_refuse",
    "signaal_bewoner",
    "signaal_privacy",
    "signaal_withdraw",
)


@pytest.fixture
def messages_sent(monkeypatch):
    sent = []
    monkeypatch.setattr(taken.run_taak, "apply_async", lambda **message: sent.append(message))
    return sent


@pytest.fixture
def signaal(client, partner, buurt):
    """Handed in on the page, with the canary as resident; wrong the first time."""
    client.force_login(partner)
    uuid = uuid4()
    address = reverse("casuistiek:signaal_new", args=[uuid])
    velden = {
        "gebied": buurt.pk,
        "wat_gaat_mis": SENTENCE,
        "al_geprobeerd": SENTENCE,
        "leefgebieden": ["geld"],
        "urgentie": "2",
        "bewoner_akkoord": "ja",
        "naam": NAME,
        "contact": NAME,
    }
    assert client.post(address, velden | {"leefgebieden": []}).status_code == 422
    assert client.post(address, velden).status_code == 302
    return Signaal.objects.get(uuid=uuid)


def addresses(signaal) -> list[str]:
    return [reverse("casuistiek:signalen"), *(reverse(f"casuistiek:{name}", args=[signaal.uuid]) for name in ABOUT_ONE)]  # fmt: skip


def test_what_is_typed_in_a_signaal_stays_there(
    client, signaal, partner, in_eigen_wijk, casus_op, messages_sent, caplog
):
    """Every form on every page of it, as it was drawn, by the partner and by who handles it, from begin to end."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # a query is no log row
    casus_op(Stap.TER_PLEKKE)
    for person, parts in (
        (partner, ("aanvulling",)),
        (in_eigen_wijk, ("bericht", "bewoner", "privacy")),
        (in_eigen_wijk, ("oppakken",)),
        (partner, ("aanvulling",)),
    ):
        client.force_login(person)
        for address in addresses(signaal):
            page = client.get(address)
            if page.status_code != 200:
                continue
            for action, velden in Hand(page.content.decode()).forms:
                if any(f"/{part}/" in (action or address) for part in parts):
                    client.post(action or address, velden)
    signaal.refresh_from_db()
    assert signaal.casus_id
    assert tables_with(NAME) == set()
    typed = tables_with(SENTENCE)
    elsewhere = {table for table, _ in typed if not table.startswith(("casuistiek_", "zoek_casuistiek_"))}
    assert elsewhere == set()
    for model in (Signaal, Signaalstap, Signaalaanvulling):
        for field in free_texts(model):
            assert (model._meta.db_table, field.column) in typed, "let the hand above come by it"
    text = str(
        [
            *messages_sent,
            *Taak.objects.values_list("gegevens", "resultaat", "fout", "zin"),
            *(message.message().as_string() for message in mail.outbox),
            *(record.getMessage() for record in caplog.records),
        ]
    ).lower()
    assert not holds(text, NAME)
    assert not holds(text, SENTENCE)


def test_the_name_is_on_no_page_that_one_can_simply_open(
    client, signaal, partner, in_eigen_wijk, programmamanager
):
    poison()
    for person in (partner, in_eigen_wijk, programmamanager):
        client.force_login(person)
        for address in [
            *addresses(signaal),
            reverse("start"),
            reverse("core:melding_list"),
            reverse("casuistiek:list"),
        ]:
            assert not holds(read(client.get(address)), NAME), address
    client.force_login(in_eigen_wijk)
    look = client.post(reverse("casuistiek:signaal_bewoner", args=[signaal.uuid]))
    assert holds(read(look), NAME), "or this test looks for what nobody sees"


def test_the_casus_that_came_of_it_is_on_no_page_of_the_partner(
    client, signaal, partner, in_eigen_wijk, buurt
):
    casus = services.take_up_signaal(
        signaal.pk,
        actor=in_eigen_wijk,
        op=MELDING.replace(year=2099),
        gebied=buurt,
        wat_gaat_mis="Er zit een zwijgzaam-waterhoen in de schuur.",
        leefgebieden=["geld"],
        betrokken_partijen="",
        urgentie=2,
    )
    Signaal.objects.update(wat_gaat_mis="Iets anders.", al_geprobeerd="")
    client.force_login(partner)
    for address in [*addresses(signaal), reverse("start")]:
        text = read(client.get(address))
        assert not holds(text, SENTENCE), address
        assert casus.nummer not in text


def test_the_name_is_in_no_error_report(client, partner, buurt, monkeypatch, settings):
    """When something breaks while a name is sent, the report of the error does not hold it."""

    def break_down(*args, **kwargs):
        raise RuntimeError("kapot")

    monkeypatch.setattr(services, "hand_in_signaal", break_down)
    settings.ADMINS = [("beheer", "beheer@example.org")]
    client.raise_request_exception = False
    client.force_login(partner)
    velden = {"gebied": buurt.pk, "wat_gaat_mis": "Hulp.", "leefgebieden": ["geld"], "urgentie": "2", "bewoner_akkoord": "ja", "naam": NAME}  # fmt: skip
    logger, report = logging.getLogger("django.request"), AdminEmailHandler(include_html=True)
    logger.addHandler(report)
    try:
        assert client.post(reverse("casuistiek:signaal_new", args=[uuid4()]), velden).status_code == 500
    finally:
        logger.removeHandler(report)
    [message] = mail.outbox
    report = message.body + message.alternatives[0][0]
    assert "kapot" in report
    assert not holds(report.lower(), NAME)
