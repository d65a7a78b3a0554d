from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from ambassadeurs import services
from ambassadeurs.models import Bijeenkomst, Deelname
from ambassadeurs.persoonlijke_link import agenda_token
from ambassadeurs.queries import ritmestanden, training
from brunssum.core.rollen import Rol
from tests.factories import (
    AmbassadeurFactory,
    AmbassadeursgroepFactory,
    BijeenkomstFactory,
    OrganisatieFactory,
)

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def groep(db):
    return AmbassadeursgroepFactory(naam="Inwoners")


@pytest.fixture
def plan(programmamanager, groep):
    def make(**fields):
        begin = fields.pop("begint_op", timezone.now() + timedelta(days=7))
        values = {
            "soort": "groep",
            "titel": "Koffie",
            "begint_op": begin,
            "eindigt_op": begin + timedelta(hours=2),
            "plaats": "Noorderhuis",
            "agenda": "Wat speelt er?",
            "module": None,
            "groepen": [groep],
        }
        return services.plan_bijeenkomst(actor=programmamanager, **(values | fields))

    return make


def do_invite(bijeenkomst, actor, commit):
    with commit(execute=True):
        services.request_uitnodigingen(bijeenkomst.pk, actor=actor, moment=timezone.now())


def test_who_takes_part_that_day_stands_on_the_list(plan, groep, programmamanager):
    stays = AmbassadeurFactory(groep=groep)
    AmbassadeurFactory(groep=groep, lid_tot=timezone.localdate())
    AmbassadeurFactory()
    found = plan()
    assert [one.ambassadeur for one in found.deelnames.all()] == [stays]
    services.change_bijeenkomst(found.pk, actor=programmamanager, groepen=[], titel="Koffie")
    assert not found.deelnames.exists()


def test_planning_is_for_who_manages_the_groups(wijkmanager):
    with pytest.raises(PermissionDenied):
        services.plan_bijeenkomst(actor=wijkmanager, soort="groep")


def test_a_training_names_its_module(plan):
    with pytest.raises(services.CannotPlan, match="welke module"):
        plan(soort="training")


def test_an_invitation_goes_once_to_who_has_a_mailadres(
    plan, groep, programmamanager, django_capture_on_commit_callbacks
):
    AmbassadeurFactory(groep=groep, mailadres="een@example.nl")
    AmbassadeurFactory(groep=groep)
    found = plan()
    do_invite(found, programmamanager, django_capture_on_commit_callbacks)
    (sent,) = mail.outbox
    assert sent.to == ["een@example.nl"]
    assert "U bent van harte uitgenodigd" in sent.body
    name, content, kind = sent.attachments[0]
    event = Calendar.from_ical(content).walk("VEVENT")[0]
    assert (name, kind.split(";")[0]) == ("bijeenkomst.ics", "text/calendar")
    assert (str(event["summary"]), str(event["status"]), event["sequence"]) == ("Koffie", "CONFIRMED", 0)
    with pytest.raises(services.CannotPlan, match="heeft al bericht"):
        services.request_uitnodigingen(found.pk, actor=programmamanager, moment=timezone.now())


def test_a_change_and_a_cancellation_are_mailed_again(
    plan, groep, programmamanager, django_capture_on_commit_callbacks
):
    AmbassadeurFactory(groep=groep, mailadres="een@example.nl")
    found = plan()
    do_invite(found, programmamanager, django_capture_on_commit_callbacks)
    services.change_bijeenkomst(found.pk, actor=programmamanager, groepen=[groep], plaats="Bibliotheek")
    AmbassadeurFactory(groep=groep, mailadres="later@example.nl")  # joined after, was never asked
    do_invite(found, programmamanager, django_capture_on_commit_callbacks)
    services.cancel_bijeenkomst(found.pk, actor=programmamanager, moment=timezone.now())
    do_invite(found, programmamanager, django_capture_on_commit_callbacks)
    bodies = [sent.body for sent in mail.outbox]
    assert len(bodies) == 3
    assert "Deze bijeenkomst is veranderd" in bodies[1]
    assert "Bibliotheek" in bodies[1]
    assert "gaat niet door" in bodies[2]
    last = Calendar.from_ical(mail.outbox[2].attachments[0][1]).walk("VEVENT")[0]
    assert (str(last["status"]), last["sequence"]) == ("CANCELLED", 2)


def test_stopped_halfway_nobody_is_mailed_twice(plan, groep, programmamanager):
    for n in range(3):
        AmbassadeurFactory(groep=groep, mailadres=f"lid{n}@example.nl")
    found = plan()
    seen = []

    def stop_after_two(_percent, zin):
        seen.append(zin)
        if len(seen) == 3:
            raise RuntimeError("the worker is gone")

    with pytest.raises(RuntimeError):
        services.send_uitnodigingen(found.pk, meld=stop_after_two)
    services.send_uitnodigingen(found.pk, meld=lambda *_: None)
    assert sorted(sent.to[0] for sent in mail.outbox) == [f"lid{n}@example.nl" for n in range(3)]


def test_a_report_says_who_was_there(plan, groep, programmamanager):
    came, stayed_away = AmbassadeurFactory(groep=groep), AmbassadeurFactory(groep=groep)
    weller, ggd = OrganisatieFactory(), OrganisatieFactory()
    found = plan(begint_op=timezone.now() - timedelta(days=1))

    def report(**fields):
        values = {"verslag": "Fijn.", "inwoners": 2, "aanwezig": [came], "organisaties": [weller, ggd]}
        services.report_bijeenkomst(found.pk, actor=programmamanager, **(values | fields))

    report()
    report(organisaties=[ggd], verslag="Fijn. Veel gehoord.", gelezen="Fijn.")
    status = dict(found.deelnames.filter(organisatie=None).values_list("ambassadeur", "status"))
    assert status == {came.pk: Deelname.Status.AANWEZIG, stayed_away.pk: Deelname.Status.AFWEZIG}
    assert [one.organisatie for one in found.deelnames.exclude(organisatie=None)] == [ggd]
    with pytest.raises(ValidationError, match="Iemand anders"):
        report(verslag="Iets anders.", gelezen="Fijn.")


def test_ritme_says_what_is_missing_late_or_planned(programmamanager):
    services.set_ritme(actor=programmamanager, soort="alliantieraad", maanden=2)
    assert [(stand.is_te_laat, stand.laatste) for stand in ritmestanden(programmamanager, NOW)] == [
        (True, None)
    ]

    def hold(day, **fields):
        begin = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        return BijeenkomstFactory(
            soort="alliantieraad", begint_op=begin, eindigt_op=begin + timedelta(hours=1), **fields
        )

    hold(date(2026, 4, 1), afgelast_op=NOW)
    hold(date(2026, 4, 20))
    (stand,) = ritmestanden(programmamanager, NOW)
    assert (stand.uiterlijk, stand.is_te_laat, stand.is_gepland) == (date(2026, 6, 20), False, False)
    hold(date(2026, 6, 25))
    assert not ritmestanden(programmamanager, NOW)[0].is_gepland  # planned, but too late
    hold(date(2026, 6, 18))
    assert ritmestanden(programmamanager, NOW)[0].is_gepland
    services.set_ritme(actor=programmamanager, soort="alliantieraad", maanden=None)
    assert ritmestanden(programmamanager, NOW) == []


def test_training_shows_who_still_has_to_follow_what(plan, groep, programmamanager):
    listens, away = (
        AmbassadeurFactory(groep=groep, aanduiding="A"),
        AmbassadeurFactory(groep=groep, aanduiding="B"),
    )
    first = services.save_module(actor=programmamanager, groep=groep, naam="Luisteren", volgorde=1)
    services.save_module(actor=programmamanager, groep=groep, naam="Doorvragen", volgorde=2)
    session = plan(soort="training", module=first, begint_op=timezone.now() - timedelta(days=3))
    services.report_bijeenkomst(
        session.pk, actor=programmamanager, verslag="", inwoners=0, aanwezig=[listens], organisaties=[]
    )
    found = training(groep, timezone.localdate())
    assert [(rij.ambassadeur, rij.nog) for rij in found.rijen] == [(listens, 1), (away, 2)]
    assert found.rijen[0].gevolgd == (session.dag, None)


# ---------------------------------------------------------------------------------------------------------- pages


@pytest.fixture
def sent(groep):
    return {
        "titel": "Alliantieraad juni",
        "soort": "alliantieraad",
        "dag": "2027-06-15",
        "begin": "19.30",
        "einde": "21:00",
        "plaats": "Raadhuis",
        "groepen": [groep.pk],
        "agenda": "",
    }


def test_plan_change_report_by_page(client, programmamanager, groep, sent):
    client.force_login(programmamanager)
    lid = AmbassadeurFactory(groep=groep)
    url = reverse("ambassadeurs:bijeenkomst_plan")
    wrong = client.post(url, sent | {"einde": "19:00", "begin": "half acht"})
    assert wrong.status_code == 422
    assert "zoals 19:30" in wrong.content.decode()
    backwards = client.post(url, sent | {"einde": "18:00"})
    assert "Het einde ligt niet na het begin." in backwards.content.decode()
    assert client.post(url, sent).status_code == 302
    found = Bijeenkomst.objects.get()
    assert timezone.localtime(found.begint_op).strftime("%H:%M") == "19:30"

    page = client.get(reverse("ambassadeurs:bijeenkomst", args=[found.pk])).content.decode()
    assert "1 ambassadeur" in page
    change = reverse("ambassadeurs:bijeenkomst_change", args=[found.pk])
    assert 'value="19:30"' in client.get(change).content.decode()
    assert client.post(change, sent | {"plaats": "Bibliotheek"}).status_code == 302
    report = reverse("ambassadeurs:bijeenkomst_report", args=[found.pk])
    answer = {"aanwezig": [lid.pk], "inwoners": "3", "verslag": "Goed gesprek.", "gelezen": ""}
    assert client.post(report, answer).status_code == 302
    newer = client.post(report, answer | {"verslag": "Ander verhaal."})
    assert newer.status_code == 422
    assert "Ander verhaal." in newer.content.decode()


def test_ritme_by_page(client, programmamanager):
    client.force_login(programmamanager)
    url = reverse("ambassadeurs:ritme")
    assert client.post(url, {"samen": "99"}).status_code == 422
    assert client.post(url, {"samen": "3"}).status_code == 302
    assert (
        "ten minste eens per 3 maanden"
        in client.get(reverse("ambassadeurs:bijeenkomst_list")).content.decode()
    )


def test_a_calendar_follows_what_its_owner_may_see(client, gebruiker_met):
    BijeenkomstFactory(titel="Koffie", afgelast_op=NOW)
    reader = gebruiker_met(Rol.AMBASSADEUR)
    url = reverse("ambassadeurs:agenda", args=[agenda_token(reader.pk)])
    answer = client.get(url)
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["status"]) == "CANCELLED"
    assert client.get(reverse("ambassadeurs:agenda", args=["onzin"])).status_code == 404
    outsider = client.get(reverse("ambassadeurs:agenda", args=[agenda_token(gebruiker_met().pk)]))
    assert Calendar.from_ical(outsider.content).walk("VEVENT") == []
    reader.is_active = False
    reader.save()
    assert client.get(url).status_code == 404


def test_pages_cost_the_same_however_much_there_is(
    client, programmamanager, groep, django_assert_max_num_queries
):
    client.force_login(programmamanager)
    for _ in range(5):
        found = BijeenkomstFactory()
        found.groepen.add(groep)
    for name, args in (
        ("bijeenkomst_list", []),
        ("bijeenkomst", [found.pk]),
        ("list", []),
        ("detail", [groep.pk]),
    ):
        with django_assert_max_num_queries(18):
            client.get(reverse(f"ambassadeurs:{name}", args=args))
