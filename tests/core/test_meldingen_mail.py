"""Mail about meldingen: who gets one and when, once, and nothing in it of who or what it is about."""

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from brunssum.core.models import Gebruiker, LogRegel, Mailbericht, Melding, Taak
from brunssum.core.rollen import Rol
from brunssum.core.services import herinneringen, meldingen, meldingen_mail
from casuistiek.models import Betrokkene
from tests.factories import ActiepuntFactory, CasusFactory, MailberichtFactory, MeldingFactory

pytestmark = pytest.mark.django_db
PER_MAIL = Gebruiker.MeldingenPerMail
Uitkomst = Mailbericht.Uitkomst


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in March 2026; the second is a Monday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/Amsterdam"))


def mailed(moment) -> list[int]:
    """What a round at this moment sends: how many meldingen each mail is about."""
    before = len(mail.outbox)
    meldingen_mail.prepare_mails(moment=moment)
    meldingen_mail.send_mails(moment=moment)
    return [int(one.subject.split()[1]) for one in mail.outbox[before:]]


@pytest.fixture
def lezer(gebruiker_met):
    return gebruiker_met(Rol.PROJECTLEIDER, naam="Lezer", email="lezer@example.org")


def told(lezer, moment, **velden):
    onderwerp = velden.pop("onderwerp", None) or ActiepuntFactory(eigenaar=lezer)
    return MeldingFactory(ontvanger=lezer, onderwerp=onderwerp, gemaakt_op=moment, laatst_op=moment, **velden)


def per_mail(lezer, hoe_vaak):
    Gebruiker.objects.filter(pk=lezer.pk).update(meldingen_per_mail=hoe_vaak)


# When


def test_daily_is_one_mail_in_the_morning_after(lezer):
    told(lezer, at(3, 15))
    told(lezer, at(3, 16))
    assert mailed(at(3, 17)) == []
    assert mailed(at(4, 6, 55)) == []
    assert mailed(at(4, 7)) == [2]
    told(lezer, at(4, 7, 30))
    assert mailed(at(4, 8)) == []
    assert mailed(at(5, 7, 10)) == [1]


def test_a_morning_that_was_missed_is_made_good(lezer):
    told(lezer, at(3, 15))
    assert mailed(at(4, 13)) == [1]


def test_weekly_is_on_monday_and_at_once_is_at_once(lezer):
    per_mail(lezer, PER_MAIL.WEKELIJKS)
    told(lezer, at(4, 10))
    assert mailed(at(8, 23)) == []
    assert mailed(at(9, 7)) == [1]
    per_mail(lezer, PER_MAIL.METEEN)
    told(lezer, at(9, 10))
    assert mailed(at(9, 10, 5)) == [1]


def test_no_mail_to_who_wants_none_left_or_read_it(lezer, gebruiker_met):
    per_mail(lezer, PER_MAIL.NOOIT)
    told(lezer, at(3, 15))
    told(gebruiker_met(Rol.PROJECTLEIDER, is_active=False), at(3, 15))
    told(gebruiker_met(Rol.PROJECTLEIDER), at(3, 15), gelezen_op=at(3, 16))
    assert mailed(at(5, 7)) == []


def test_what_changed_between_row_and_mail_is_heeded(lezer):
    melding = told(lezer, at(3, 15))
    meldingen_mail.prepare_mails(moment=at(4, 7))
    meldingen.mark_read(melding.pk, actor=lezer, op=at(4, 7, 1))
    meldingen_mail.send_mails(moment=at(4, 7, 2))
    assert (mail.outbox, Mailbericht.objects.get().uitkomst) == ([], Uitkomst.VERVALLEN)


def test_what_went_out_of_sight_is_not_counted(lezer):
    told(lezer, at(3, 15))
    told(lezer, at(3, 15), onderwerp=CasusFactory(), soort="casus.aangeboden")
    assert mailed(at(4, 7)) == [1]
    assert Mailbericht.objects.get().soorten == {"actiepunt.gekregen": 1}


# Once


def test_run_again_nothing_is_mailed_twice(lezer):
    told(lezer, at(3, 15))
    assert mailed(at(4, 7)) == [1]
    assert mailed(at(4, 7, 5)) == []
    assert mailed(at(5, 7)) == []
    bericht = Mailbericht.objects.get()
    assert (bericht.uitkomst, bericht.verstuurd_op, bericht.pogingen) == (Uitkomst.VERSTUURD, at(4, 7), 1)


def test_a_worker_that_dies_halfway_mails_nobody_twice(lezer, gebruiker_met, monkeypatch):
    for one in (lezer, gebruiker_met(Rol.PROJECTLEIDER), gebruiker_met(Rol.PROJECTLEIDER)):
        told(one, at(3, 15))
    send, calls = EmailBackend.send_messages, []

    def die_at_the_second(backend, messages):
        calls.append(messages)
        sent = send(backend, messages)
        if len(calls) == 2:
            raise KeyboardInterrupt  # after it went out, before it was written down
        return sent

    monkeypatch.setattr(EmailBackend, "send_messages", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        mailed(at(4, 7))
    assert mailed(at(4, 8)) == [1]
    assert len({one.to[0] for one in mail.outbox}) == len(mail.outbox) == 3
    assert Mailbericht.objects.filter(uitkomst=Uitkomst.BEZIG).count() == 1


def test_a_refused_mail_is_tried_again_later_and_then_given_up(lezer, monkeypatch):
    def refuse(backend, messages):
        raise SMTPServerDisconnected(f"no such user {lezer.email}")

    told(lezer, at(3, 15))
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        assert mailed(at(4, 7)) == []
        assert mailed(at(4, 7, 30)) == []
    bericht = Mailbericht.objects.get()
    assert (bericht.uitkomst, bericht.pogingen, bericht.fout) == (
        Uitkomst.MISLUKT,
        1,
        "SMTPServerDisconnected",
    )
    assert mailed(at(4, 8, 1)) == [1]
    bericht.refresh_from_db()
    assert (bericht.uitkomst, bericht.fout) == (Uitkomst.VERSTUURD, "")
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    told(lezer, at(5, 15))
    for day in range(6, 16):
        mailed(at(day, 7))
    bericht = Mailbericht.objects.latest("pk")
    assert (bericht.uitkomst, bericht.pogingen) == (Uitkomst.OPGEGEVEN, meldingen_mail.MAX_POGINGEN)


def test_the_database_refuses_a_mail_about_nothing_or_sent_at_no_moment():
    for wrong in ({"aantal": 0}, {"uitkomst": Uitkomst.VERSTUURD}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MailberichtFactory(**wrong)


# What it says


def test_the_mail_says_how_many_and_of_what_kind_and_leads_to_the_settings(lezer, settings):
    settings.SITE_URL = "https://kanarie.example"
    told(lezer, at(3, 15))
    told(lezer, at(3, 15))
    told(lezer, at(3, 15), soort="actiepunt.te_laat")
    mailed(at(4, 7))
    (bericht,) = mail.outbox
    assert "Er staan 3 nieuwe meldingen voor u" in bericht.body
    assert "- U hebt een actiepunt gekregen. (2 keer)" in bericht.body
    assert "- Een actiepunt van u is te laat." in bericht.body
    assert "https://kanarie.example/meldingen/per-mail/" in bericht.body
    assert bericht.extra_headers["List-Unsubscribe"] == "<https://kanarie.example/meldingen/per-mail/>"


NAAM = "Xanthippe Kanariegeel"


def test_a_name_of_a_resident_is_in_no_melding_mail_log_or_task(lezer, caplog):
    """The canary: whatever people put where, what Kanarie tells by itself holds none of it."""
    lezer.roltoekenningen.create(rol=Rol.WIJKMANAGER)
    casus = CasusFactory(casusverantwoordelijke=lezer, wat_gaat_mis=NAAM)
    Betrokkene.objects.create(casus=casus, naam=NAAM)
    actiepunt = ActiepuntFactory(eigenaar=lezer, titel=f"Bel {NAAM}", toelichting=NAAM, uitkomst=NAAM)
    caplog.set_level("INFO")
    for onderwerp in (casus, actiepunt):
        meldingen.tell([lezer], soort="actiepunt.gekregen", onderwerp=onderwerp, actor=None)
    herinneringen.remind(vandaag=actiepunt.vervalt_op + timedelta(days=1))
    per_mail(lezer, PER_MAIL.METEEN)
    call_command("mail_meldingen")
    (bericht,) = mail.outbox
    rows = [
        *Melding.objects.values(),
        *Mailbericht.objects.values(),
        *LogRegel.objects.values(),
        *Taak.objects.values(),
    ]
    for text in (bericht.subject, bericht.body, str(bericht.extra_headers), caplog.text, str(rows)):
        assert "Xanthippe" not in text
        assert casus.nummer not in text
    assert Melding.objects.count() == 3


# What becomes late


def test_remind_tells_once_of_what_is_late_and_once_of_what_is_near(lezer):
    vandaag = at(10, 5).date()
    late = ActiepuntFactory(eigenaar=lezer, vervalt_op=vandaag - timedelta(days=1))
    near = ActiepuntFactory(eigenaar=lezer, vervalt_op=vandaag + timedelta(days=3))
    ActiepuntFactory(eigenaar=lezer, vervalt_op=vandaag + timedelta(days=4))
    ActiepuntFactory(eigenaar=lezer, vervalt_op=vandaag, status="ingetrokken")
    assert herinneringen.remind(vandaag=vandaag) == 2
    assert set(Melding.objects.values_list("soort", "onderwerp_id")) == {
        ("actiepunt.te_laat", late.pk),
        ("actiepunt.bijna", near.pk),
    }
    meldingen.mark_all_read(actor=lezer, op=timezone.now())
    assert herinneringen.remind(vandaag=vandaag) == 0
    assert herinneringen.remind(vandaag=vandaag + timedelta(days=1)) == 1  # the one due in four days
    assert herinneringen.remind(vandaag=vandaag + timedelta(days=4)) == 1  # what was near is late now


def test_remind_tells_anew_who_gets_it_or_another_date(lezer, gebruiker_met):
    vandaag = at(10, 5).date()
    actiepunt = ActiepuntFactory(eigenaar=lezer, vervalt_op=vandaag)
    herinneringen.remind(vandaag=vandaag)
    actiepunt.eigenaar = gebruiker_met(Rol.WIJKMANAGER)
    actiepunt.save()
    assert herinneringen.remind(vandaag=vandaag) == 1
    actiepunt.vervalt_op += timedelta(days=1)
    actiepunt.save()
    assert herinneringen.remind(vandaag=vandaag) == 1


def test_old_ones_go(lezer):
    now = at(20, 4)
    told(lezer, now - timedelta(days=400))
    told(lezer, now - timedelta(days=300), gelezen_op=now - timedelta(days=200))
    kept = {
        told(lezer, now - timedelta(days=300)),
        told(lezer, now - timedelta(days=300), gelezen_op=now - timedelta(days=100)),
    }
    assert meldingen.drop_old(moment=now) == 2
    assert set(Melding.objects.all()) == kept
