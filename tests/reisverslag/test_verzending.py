import re
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import LogRegel, Melding, Taak
from brunssum.core.rollen import Rol
from reisverslag.bezorglink import read_token, token_of
from reisverslag.models import Bezorging, Ontvanger, Reisverslag, Toegangscode, Verzending, Verzendlijst
from reisverslag.services import bezorging as bezorgen
from reisverslag.services import verzending as services
from reisverslag.services import verzendlijsten
from tests.factories import (
    BezorgingFactory,
    OntvangerFactory,
    ReisverslagFactory,
    UitgaveFactory,
    VastgesteldFactory,
    VerzendingFactory,
    VerzendlijstFactory,
)

pytestmark = pytest.mark.django_db

NU = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
Status = Bezorging.Status


def url(name, *args):
    return reverse(f"reisverslag:{name}", args=args)


def quiet(*_):
    return None


def send(pk, *, meld):
    return services.send_verzending(pk, meld=meld, op=NU)


@pytest.fixture
def uitgave():
    return UitgaveFactory()


@pytest.fixture
def lijst():
    """A list with three functions on it."""
    lijst = VerzendlijstFactory(naam="College")
    for n in range(3):
        OntvangerFactory(lijst=lijst, naam=f"Wethouder {n}", mailadres=f"wethouder{n}@example.nl")
    return lijst


@pytest.fixture
def ask(programmamanager, uitgave, lijst):
    def request(**fields):
        values = {"actor": programmamanager, "lijst": lijst, "op": NU} | fields
        return services.request_verzending(uitgave.reisverslag_id, **values)

    return request


def addresses():
    return sorted(sent.to[0] for sent in mail.outbox)


# the lists


def test_an_address_cannot_be_read_in_the_database_or_the_log(programmamanager):
    lijst = VerzendlijstFactory()
    verzendlijsten.add_ontvanger(
        lijst.pk, actor=programmamanager, naam="Griffier", mailadres="kanarievogel@example.nl"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT mailadres FROM reisverslag_ontvanger")
        assert "kanarievogel" not in cursor.fetchone()[0]
    assert Ontvanger.objects.get().mailadres == "kanarievogel@example.nl"
    assert "kanarievogel" not in str(list(LogRegel.objects.values()))


def test_one_address_stands_on_a_list_once(programmamanager, gebruiker_met):
    lijst = VerzendlijstFactory()
    bestuurder = gebruiker_met(Rol.BESTUUR)
    verzendlijsten.add_ontvanger(lijst.pk, actor=programmamanager, gebruiker=bestuurder)
    with pytest.raises(ValidationError, match="staat al op de lijst"):
        verzendlijsten.add_ontvanger(
            lijst.pk, actor=programmamanager, naam="Wethouder", mailadres=bestuurder.email.upper()
        )


def test_who_is_taken_off_loses_the_address_and_the_link(programmamanager):
    bezorging = BezorgingFactory()
    token = token_of(bezorging)
    assert read_token(token) == bezorging
    verzendlijsten.remove_ontvanger(bezorging.ontvanger_id, actor=programmamanager, op=NU)
    assert Ontvanger.objects.get().mailadres == ""
    assert read_token(token) is None


def test_a_closed_list_holds_no_addresses_and_gives_its_name_free(programmamanager, lijst):
    verzendlijsten.close_verzendlijst(lijst.pk, actor=programmamanager, op=NU)
    assert {one.mailadres for one in Ontvanger.objects.all()} == {""}
    verzendlijsten.add_verzendlijst(actor=programmamanager, naam="College", publiek="raad", wijze="link")


def test_a_list_that_another_changed_is_not_overwritten(programmamanager, lijst):
    gelezen = {"naam": "Bestuur", "publiek": "college", "wijze": "link"}
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        verzendlijsten.edit_verzendlijst(
            lijst.pk, actor=programmamanager, naam="Raad", publiek="raad", wijze="link", gelezen=gelezen
        )


@pytest.mark.parametrize(
    ("name", "break_it"),
    [
        ("verzendlijst_een_per_naam", lambda: [VerzendlijstFactory(naam="A"), VerzendlijstFactory(naam="A")]),
        ("verzendlijst_heeft_een_naam", lambda: VerzendlijstFactory(naam="")),
        ("ontvanger_is_gebruiker_of_heeft_functie", lambda: OntvangerFactory(naam="")),
        ("bezorging_verstuurd_met_moment_en_wijze", lambda: BezorgingFactory(status=Status.VERSTUURD)),
        ("bezorging_mislukt_met_reden", lambda: BezorgingFactory(status=Status.MISLUKT)),
        ("bezorging_geopend_met_moment", lambda: BezorgingFactory(keren_geopend=1)),
    ],
)
def test_the_database_refuses(name, break_it):
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it()


def test_the_database_keeps_one_verzending_per_uitgave_and_list_and_one_bezorging_per_ontvanger():
    one = BezorgingFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BezorgingFactory(verzending=one.verzending, ontvanger=one.ontvanger)
    with pytest.raises(IntegrityError), transaction.atomic():
        VerzendingFactory(uitgave=one.verzending.uitgave, lijst=one.verzending.lijst)


# sending


def test_everyone_on_the_list_is_mailed_once_with_an_own_link(
    ask, uitgave, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        verzending = ask()
    assert addresses() == [f"wethouder{n}@example.nl" for n in range(3)]
    assert {one.status for one in verzending.bezorgingen.all()} == {Status.VERSTUURD}
    texts = [sent.body for sent in mail.outbox]
    links = {re.search(r"/bezorgd/(\S+)/", text)[1] for text in texts}
    assert {read_token(token).ontvanger.naam for token in links} == {f"Wethouder {n}" for n in range(3)}
    assert all(uitgave.sha256 in text and "1 januari 2026" in text for text in texts)
    assert not any(sent.attachments for sent in mail.outbox)
    assert "example.nl" not in str(Taak.objects.values()) + str(LogRegel.objects.values())


def test_a_list_that_takes_the_file_gets_the_file(ask, lijst, uitgave):
    lijst.wijze = Verzendlijst.Wijze.BIJLAGE
    lijst.save()
    send(ask().pk, meld=quiet)
    [(name, content, kind)] = mail.outbox[0].attachments
    assert (name, content, kind) == (uitgave.naam, b"%PDF-1.7", "application/pdf")
    assert "/bezorgd/" not in mail.outbox[0].body


def test_stopped_between_two_mails_nobody_is_mailed_twice(ask):
    verzending = ask()
    seen = []

    def stop_at_the_third(_percent, zin):
        seen.append(zin)
        if len(seen) == 3:
            raise RuntimeError("the worker is gone")

    with pytest.raises(RuntimeError):
        send(verzending.pk, meld=stop_at_the_third)
    assert len(mail.outbox) == 2
    assert send(verzending.pk, meld=quiet) == (3, 0)
    assert addresses() == [f"wethouder{n}@example.nl" for n in range(3)]


def test_killed_while_a_mail_goes_out_a_person_decides(ask, monkeypatch, programmamanager):
    """The mail server took it, and the worker died before it could write that down."""
    verzending = ask()
    real = services.EmailMessage.send

    def send_and_die(message):
        real(message)
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(services.EmailMessage, "send", send_and_die)
        with pytest.raises(SystemExit):
            send(verzending.pk, meld=quiet)
    assert send(verzending.pk, meld=quiet) == (2, 1)
    assert addresses() == [f"wethouder{n}@example.nl" for n in range(3)]
    assert Bezorging.objects.get(status=Status.MISLUKT).fout == services.ONBEKEND


def test_a_refusal_is_told_and_can_be_tried_again(ask, monkeypatch, programmamanager, caplog):
    verzending = ask()
    real = services.EmailMessage.send

    def refuse(message):
        if message.to == ["wethouder0@example.nl"]:
            raise SMTPRecipientsRefused({"wethouder0@example.nl": (550, b"wethouder0@example.nl unknown")})
        if message.to == ["wethouder1@example.nl"]:
            raise SMTPServerDisconnected("bye")
        real(message)

    with monkeypatch.context() as patched:
        patched.setattr(services.EmailMessage, "send", refuse)
        assert send(verzending.pk, meld=quiet) == (1, 2)
    rows = Bezorging.objects.order_by("pk").values_list("status", "fout")
    assert list(rows)[:2] == [(Status.MISLUKT, services.GEWEIGERD), (Status.MISLUKT, services.STORING)]
    assert "example.nl" not in caplog.text
    services.retry_verzending(verzending.pk, actor=programmamanager)
    assert send(verzending.pk, meld=quiet) == (3, 0)
    assert addresses() == [f"wethouder{n}@example.nl" for n in range(3)]


def test_the_same_list_again_asks_to_be_sure_and_mails_only_the_new_one(ask, lijst):
    send(ask().pk, meld=quiet)
    OntvangerFactory(lijst=lijst, naam="Wethouder 3", mailadres="wethouder3@example.nl")
    with pytest.raises(services.AlreadySent):
        ask()
    verzending = ask(zeker=True)
    send(verzending.pk, meld=quiet)
    assert addresses() == [f"wethouder{n}@example.nl" for n in range(4)]
    assert Verzending.objects.count() == 1
    with pytest.raises(services.CannotSend, match="Iedereen"):
        ask(zeker=True)


def test_asked_for_twice_at_once_it_is_one_job(ask, lijst):
    ask()
    ask(zeker=True)
    assert Taak.objects.filter(soort=services.VERZENDEN).count() == 1


def test_who_comes_on_the_list_while_it_is_sent_is_mailed_too(ask, lijst):
    verzending = ask()

    def add_one(_percent, zin):
        if zin.startswith("Mail 3"):
            nieuw = OntvangerFactory(lijst=lijst, mailadres="nieuw@example.nl")
            BezorgingFactory(verzending=verzending, ontvanger=nieuw)

    send(verzending.pk, meld=add_one)
    assert "nieuw@example.nl" in addresses()


def test_what_another_worker_claimed_is_left_alone(ask, monkeypatch):
    verzending = ask()
    first = verzending.bezorgingen.order_by("pk").select_related("ontvanger").first()
    Bezorging.objects.filter(pk=first.pk).update(status=Status.BEZIG)
    services._deliver(verzending, first, NU, None)
    assert mail.outbox == []


def test_only_what_is_vastgesteld_and_has_its_pdf_is_sent(programmamanager, lijst):
    for verslag, zin in ((ReisverslagFactory(), "eerst vast"), (VastgesteldFactory(), "nog geen pdf")):
        with pytest.raises(services.CannotSend, match=zin):
            services.request_verzending(verslag.pk, actor=programmamanager, lijst=lijst, op=NU)


def test_what_is_for_ambassadeurs_does_not_go_to_a_list_with_less_zicht(programmamanager, lijst):
    uitgave = UitgaveFactory(reisverslag__publiek=Reisverslag.Publiek.AMBASSADEURS)
    with pytest.raises(services.CannotSend, match="alleen voor ambassadeurs"):
        services.request_verzending(uitgave.reisverslag_id, actor=programmamanager, lijst=lijst, op=NU)


def test_a_file_too_large_to_attach_is_not_sent_along(ask, lijst, uitgave):
    lijst.wijze = Verzendlijst.Wijze.BIJLAGE
    lijst.save()
    uitgave.omvang = 16 * 1024 * 1024
    uitgave.save()
    with pytest.raises(services.CannotSend, match="te groot"):
        ask()


def test_only_the_team_sends(ask, gebruiker_met):
    with pytest.raises(PermissionDenied):
        ask(actor=gebruiker_met(Rol.PROJECTLEIDER))


def test_a_gebruiker_finds_it_among_the_meldingen_unless_it_is_not_for_them(ask, lijst, gebruiker_met):
    bestuurder, beheerder = gebruiker_met(Rol.BESTUUR), gebruiker_met(Rol.BEHEERDER)
    for one in (bestuurder, beheerder):
        OntvangerFactory(lijst=lijst, gebruiker=one, naam="", mailadres="")
    send(ask().pk, meld=quiet)
    assert [one.ontvanger for one in Melding.objects.all()] == [bestuurder]
    assert bestuurder.email in addresses()


def test_who_left_is_not_mailed(ask, lijst, gebruiker_met):
    gone = gebruiker_met(Rol.BESTUUR)
    OntvangerFactory(lijst=lijst, gebruiker=gone, naam="", mailadres="")
    verzending = ask()
    gone.is_active = False
    gone.save()
    send(verzending.pk, meld=quiet)
    assert Bezorging.objects.get(ontvanger__gebruiker=gone).fout == services.GEEN_ADRES


# the link


@pytest.fixture
def bezorging(lijst):
    ontvanger = lijst.ontvangers.first()
    return BezorgingFactory(
        verzending__lijst=lijst,
        ontvanger=ontvanger,
        status=Status.VERSTUURD,
        verstuurd_op=timezone.now(),
        wijze="link",
    )


def mailed_code():
    return re.search(r"^(\d{6})$", mail.outbox[-1].body, re.M)[1]


def test_with_a_code_from_the_mail_one_reads_and_that_is_counted(
    client, bezorging, django_capture_on_commit_callbacks
):
    link = url("bezorgd", token_of(bezorging))
    assert "Stuur mij een code" in client.get(link).content.decode()
    pdf = client.get(url("bezorgd-pdf", token_of(bezorging)))
    assert pdf.status_code == 302, "the link alone opens nothing"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("bezorgd-code", token_of(bezorging)))
    assert addresses() == ["wethouder0@example.nl"]
    assert Bezorging.objects.get().keren_geopend == 0

    page = client.post(link, {"cijfers": mailed_code()}, follow=True).content.decode()
    assert bezorging.verzending.uitgave.sha256 in page
    first = Bezorging.objects.get()
    assert (first.keren_geopend, first.geopend_op is not None) == (1, True)
    client.get(link)
    again = Bezorging.objects.get()
    assert (again.keren_geopend, again.geopend_op) == (2, first.geopend_op)
    pdf = client.get(url("bezorgd-pdf", token_of(bezorging)))
    assert b"".join(pdf.streaming_content) == b"%PDF-1.7"
    assert client.get(url("bezorgd-lezen", token_of(bezorging))).status_code == 200
    with pytest.raises(bezorgen.WrongCode):
        bezorgen.use_code(bezorging.pk, cijfers=mailed_code(), op=timezone.now())


def test_a_code_is_kept_as_a_hash_and_is_not_in_a_job(bezorging, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bezorgen.request_code(bezorging.pk, op=timezone.now())
    everything = str(list(Toegangscode.objects.values())) + str(list(Taak.objects.values()))
    assert mailed_code() not in re.findall(r"\d{6}", everything)
    assert len(Toegangscode.objects.get().hash) == 64


def test_a_code_works_ten_minutes_and_five_tries(bezorging):
    code = bezorgen.request_code(bezorging.pk, op=timezone.now())
    bezorgen.send_code(code.pk)
    cijfers, nu = mailed_code(), timezone.now()
    wrong = f"{(int(cijfers) + 1) % 1_000_000:06}"
    with pytest.raises(bezorgen.WrongCode):
        bezorgen.use_code(bezorging.pk, cijfers=cijfers, op=nu + timedelta(minutes=11))
    for _ in range(5):
        with pytest.raises(bezorgen.WrongCode):
            bezorgen.use_code(bezorging.pk, cijfers=wrong, op=nu)
    with pytest.raises(bezorgen.WrongCode):
        bezorgen.use_code(bezorging.pk, cijfers=cijfers, op=nu)


def test_a_new_code_ends_the_one_before(bezorging):
    nu = timezone.now()
    bezorgen.send_code(bezorgen.request_code(bezorging.pk, op=nu).pk)
    old = mailed_code()
    bezorgen.send_code(bezorgen.request_code(bezorging.pk, op=nu).pk)
    if old != mailed_code():
        with pytest.raises(bezorgen.WrongCode):
            bezorgen.use_code(bezorging.pk, cijfers=old, op=timezone.now())
    bezorgen.use_code(bezorging.pk, cijfers=mailed_code(), op=timezone.now())


def test_three_codes_an_hour_and_no_more(client, bezorging):
    nu = timezone.now()
    for _ in range(3):
        bezorgen.request_code(bezorging.pk, op=nu)
    response = client.post(url("bezorgd-code", token_of(bezorging)))
    assert response.status_code == 429
    assert "Wacht een uur" in response.content.decode()
    bezorgen.request_code(bezorging.pk, op=nu + timedelta(minutes=61))
    assert Toegangscode.objects.count() == 1, "old ones are gone"


def test_who_logs_in_as_the_ontvanger_needs_no_code_and_another_does(client, bezorging, gebruiker_met):
    bestuurder, ander = gebruiker_met(Rol.BESTUUR), gebruiker_met(Rol.PROGRAMMAMANAGER)
    ontvanger = OntvangerFactory(
        lijst=bezorging.verzending.lijst, gebruiker=bestuurder, naam="", mailadres=""
    )
    eigen = BezorgingFactory(verzending=bezorging.verzending, ontvanger=ontvanger)
    client.force_login(ander)
    assert "Inloggen" in client.get(url("bezorgd", token_of(eigen))).content.decode()
    client.force_login(bestuurder)
    assert bezorging.verzending.sha256 in client.get(url("bezorgd", token_of(eigen))).content.decode()
    assert "Stuur mij een code" in client.get(url("bezorgd", token_of(bezorging))).content.decode()


@pytest.mark.parametrize("name", ["bezorgd", "bezorgd-pdf", "bezorgd-lezen"])
def test_a_made_up_link_opens_nothing(client, name):
    assert client.get(url(name, "MQ:abc:def")).status_code == 404


def test_a_link_ends(bezorging, monkeypatch):
    token = token_of(bezorging)
    monkeypatch.setattr("reisverslag.bezorglink.GELDIG", timedelta(seconds=-1))
    assert read_token(token) is None


@pytest.mark.parametrize("cijfers", ["", "abc", "1" * 30, "12 34\x00"])
def test_odd_codes_are_refused_in_a_sentence(client, bezorging, cijfers):
    assert client.post(url("bezorgd", token_of(bezorging)), {"cijfers": cijfers}).status_code == 422


# the pages


def test_the_team_makes_a_list_sends_and_sees_who_got_it(
    client, programmamanager, uitgave, django_capture_on_commit_callbacks
):
    client.force_login(programmamanager)
    page = client.post(
        url("verzendlijst-add"), {"naam": "Raad", "publiek": "raad", "wijze": "link"}, follow=True
    )
    lijst = Verzendlijst.objects.get()
    assert "nog niemand" in page.content.decode()
    client.post(url("verzendlijst", lijst.pk), {"naam": "Griffier", "mailadres": "griffie@example.nl"})
    send = url("verzenden-aan", uitgave.reisverslag_id, lijst.pk)
    preview = client.get(send).content.decode()
    assert "Griffier" in preview
    assert uitgave.sha256 in preview
    with django_capture_on_commit_callbacks(execute=True):
        client.post(send)
    assert addresses() == ["griffie@example.nl"]
    page = client.get(url("verzending", Verzending.objects.get().pk)).content.decode()
    assert "1 van de 1 verstuurd" in page
    assert "Klaar" in page
    again = client.post(send)
    assert again.status_code == 422
    assert "Vink dit aan" in again.content.decode()
    assert "Raad" in client.get(url("verzenden", uitgave.reisverslag_id)).content.decode()
    refused = client.post(url("verzending-retry", Verzending.objects.get().pk))
    assert refused.status_code == 422


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"naam": "Griffier"},
        {"mailadres": "griffie@example.nl"},
        {"naam": "Griffier", "mailadres": "geen adres"},
        {"naam": "x" * 20_000, "mailadres": "a@example.nl"},
        {"gebruiker": "999999999999999999999"},
        {"naam": "a\x00b", "mailadres": "a@example.nl"},
    ],
)
def test_odd_ontvangers_are_refused_in_a_sentence(client, programmamanager, lijst, posted):
    client.force_login(programmamanager)
    assert client.post(url("verzendlijst", lijst.pk), posted).status_code == 422
    assert lijst.ontvangers.count() == 3


def test_a_list_is_changed_and_closed(client, programmamanager, lijst):
    client.force_login(programmamanager)
    gelezen = {"gelezen_naam": "College", "gelezen_publiek": "college", "gelezen_wijze": "link"}
    changed = {"naam": "Colleges", "publiek": "raad", "wijze": "bijlage"}
    assert client.post(url("verzendlijst-edit", lijst.pk), changed | gelezen).status_code == 302
    assert client.post(url("verzendlijst-edit", lijst.pk), changed | gelezen).status_code == 422
    client.post(url("ontvanger-remove", lijst.ontvangers.first().pk))
    assert lijst.ontvangers.present().count() == 2
    client.post(url("verzendlijst-close", lijst.pk))
    assert client.get(url("verzendlijst", lijst.pk)).status_code == 404


def test_queries_do_not_grow_with_the_rows(client, programmamanager):
    client.force_login(programmamanager)
    verzending = VerzendingFactory()
    pages = [
        url("verzendlijsten"),
        url("verzendlijst", verzending.lijst_id),
        url("verzenden", verzending.reisverslag_id),
        url("verzending", verzending.pk),
    ]

    def count(page):
        with connection.execute_wrapper(counter := Counter()):
            assert client.get(page).status_code == 200
        return counter.number

    def grow(n):
        for _ in range(n):
            BezorgingFactory(verzending=verzending)
            VerzendlijstFactory()
            VerzendingFactory(uitgave=verzending.uitgave)

    grow(3)
    few = [count(page) for page in pages]
    grow(27)
    assert [count(page) for page in pages] == few


class Counter:
    def __init__(self):
        self.number = 0

    def __call__(self, execute, *args):
        self.number += 1
        return execute(*args)
