"""Background jobs: nothing is lost, nothing is done by two at once, and a job says how it went."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from brunssum.core import taken
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebied, Taak
from tests.factories import GebiedFactory

NOW_ISH = timedelta(seconds=5)
NU = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def werk(monkeypatch):
    """Register work that does what the test says: werk(lambda taak, meld: ...). Messages go nowhere, unless sent."""
    monkeypatch.setattr(taken, "_soorten", {})

    def register(function, soort="proef", **kwargs):
        taken.register(soort, **kwargs)(function)
        return function

    return register


@pytest.fixture
def sent(monkeypatch):
    """The messages that go to the broker."""
    messages = []
    monkeypatch.setattr(taken.run_taak, "apply_async", lambda **message: messages.append(message))
    return messages


def pass_lease(taak):
    """The worker says nothing any more, for longer than its lease."""
    Taak.objects.filter(pk=taak.pk).update(geclaimd_tot=timezone.now() - timedelta(seconds=1))


def row(taak):
    return Taak.objects.get(pk=taak.pk)


# Requesting


def test_request_makes_a_row_and_sends_the_message_at_the_commit(
    werk, sent, programmamanager, django_capture_on_commit_callbacks
):
    werk(lambda taak, meld: None)
    with django_capture_on_commit_callbacks(execute=True):
        taak = taken.request("proef", actor=programmamanager, kaart_id=3)
        assert sent == []
    assert [message["kwargs"] for message in sent] == [{"taak_id": taak.pk}]
    assert (taak.status, taak.gegevens, taak.aangevraagd_door) == (
        "aangevraagd",
        {"kaart_id": 3},
        programmamanager,
    )


def test_request_in_a_transaction_that_rolls_back_leaves_nothing(
    werk, sent, programmamanager, django_capture_on_commit_callbacks
):
    werk(lambda taak, meld: None)

    @transaction.atomic
    def request_and_refuse():
        taken.request("proef", actor=programmamanager)
        raise DomainError("Toch niet.")

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(DomainError):
        request_and_refuse()
    assert sent == []
    assert not Taak.objects.exists()


def test_request_twice_gives_the_open_job(werk, sent, programmamanager, django_capture_on_commit_callbacks):
    werk(lambda taak, meld: None)
    with django_capture_on_commit_callbacks(execute=True):
        first = taken.request("proef", actor=programmamanager, kaart_id=3)
        again = taken.request("proef", actor=programmamanager, kaart_id=3)
        other = taken.request("proef", actor=programmamanager, kaart_id=4)
    assert first == again != other
    assert len(sent) == 2


def test_request_after_the_job_is_done_makes_a_new_row(werk, programmamanager):
    werk(lambda taak, meld: None)
    first = taken.request("proef", actor=programmamanager)
    taken.run(first.pk)
    assert taken.request("proef", actor=programmamanager) != first


def test_request_gives_each_person_their_own_job(werk, programmamanager, projectleider):
    werk(lambda taak, meld: None)
    mine, theirs = (
        taken.request("proef", actor=actor, kaart_id=3) for actor in (programmamanager, projectleider)
    )
    assert mine != theirs
    assert list(Taak.objects.visible_to(projectleider)) == [theirs]


def test_request_with_an_own_sleutel_is_shared_and_may_be_long(werk, programmamanager, projectleider):
    werk(lambda taak, meld: None)
    sleutel = "verslag:" + "x" * 200
    mine = taken.request("proef", actor=programmamanager, sleutel=sleutel + "1")
    assert taken.request("proef", actor=projectleider, sleutel=sleutel + "1") == mine
    assert taken.request("proef", actor=projectleider, sleutel=sleutel + "2") != mine
    assert len(mine.sleutel) <= 120


def test_request_of_unknown_work_fails_at_once(werk, programmamanager):
    with pytest.raises(taken.UnknownWerk):
        taken.request("bestaat.niet", actor=programmamanager)


def test_request_that_loses_the_race_gives_the_job_of_the_other(werk, programmamanager, monkeypatch):
    """Between our look and our insert another request makes the same job."""
    werk(lambda taak, meld: None)
    create = Taak.objects.create

    def create_after_another(**values):
        monkeypatch.setattr(Taak.objects, "create", create)
        create(**values)
        return create(**values)

    monkeypatch.setattr(Taak.objects, "create", create_after_another)
    assert taken.request("proef", actor=programmamanager) == Taak.objects.get()


def test_request_that_loses_the_race_to_a_job_that_is_done_already_makes_its_own(
    werk, programmamanager, monkeypatch
):
    werk(lambda taak, meld: None)
    create = Taak.objects.create

    def refused_by_a_job_that_is_gone(**values):
        monkeypatch.setattr(Taak.objects, "create", create)
        raise IntegrityError

    monkeypatch.setattr(Taak.objects, "create", refused_by_a_job_that_is_gone)
    assert taken.request("proef", actor=programmamanager) == Taak.objects.get()


def test_only_one_job_of_a_sleutel_is_open(programmamanager):
    values = {"soort": "proef", "sleutel": "een", "aangevraagd_door": programmamanager}
    Taak.objects.create(**values, status=Taak.Status.KLAAR)
    Taak.objects.create(**values, status=Taak.Status.BEZIG)
    with pytest.raises(IntegrityError), transaction.atomic():
        Taak.objects.create(**values)


@pytest.mark.parametrize("error", [OperationalError("redis is away"), PermissionError("no such folder")])
def test_request_without_a_broker_keeps_the_job_for_later(
    werk, programmamanager, monkeypatch, django_capture_on_commit_callbacks, error
):
    def broken(**message):
        raise error

    werk(lambda taak, meld: None)
    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(taken.run_taak, "apply_async", broken)
        taak = taken.request("proef", actor=programmamanager)
    Taak.objects.update(aangevraagd_op=timezone.now() - timedelta(minutes=1))
    taken.pick_up_open_taken()
    assert row(taak).status == "klaar"


# Running


def test_run_does_the_work_and_keeps_its_result(werk, programmamanager):
    werk(lambda taak, meld: {"url": "/x/", "label": f"Kaart {taak.gegevens['kaart_id']}"})
    taak = taken.request("proef", actor=programmamanager, kaart_id=3)
    taken.run(taak.pk)
    taak = row(taak)
    assert (taak.status, taak.voortgang, taak.zin, taak.fout) == ("klaar", 100, "Klaar", "")
    assert taak.resultaat == {"url": "/x/", "label": "Kaart 3"}
    assert timezone.now() - taak.afgerond_op < NOW_ISH
    assert taak.geclaimd_tot is None


def test_run_twice_does_the_work_once(werk, programmamanager):
    done = []
    werk(lambda taak, meld: done.append(taak.pk))
    taak = taken.request("proef", actor=programmamanager)
    taken.run(taak.pk)
    taken.run(taak.pk)
    taken.run(taak.pk + 1000)
    assert done == [taak.pk]


def test_run_leaves_a_job_that_another_worker_is_busy_with(werk, programmamanager):
    done = []

    def second_message_meanwhile(taak, meld):
        done.append(taak.poging)
        taken.run(taak.pk)

    werk(second_message_meanwhile)
    taken.run(taken.request("proef", actor=programmamanager).pk)
    assert done == [1]


def test_meld_shows_progress_that_never_goes_back(werk, programmamanager):
    seen = []

    def reports(taak, meld):
        for voortgang, zin in ((40, "Halverwege"), (20, "Even terug"), (250, "Te ver"), (-5, "x" * 300)):
            meld(voortgang, zin)
            seen.append((row(taak).voortgang, row(taak).zin[:10]))

    werk(reports)
    taken.run(taken.request("proef", actor=programmamanager).pk)
    assert seen == [(40, "Halverwege"), (40, "Even terug"), (100, "Te ver"), (100, "x" * 10)]


def test_meld_moves_the_bar_back_in_no_second_attempt(werk, programmamanager):
    seen = []

    def fails_once(taak, meld):
        seen.append(row(taak).voortgang)
        meld(60, "Bezig")
        if taak.poging == 1:
            raise RuntimeError

    werk(fails_once)
    taak = taken.request("proef", actor=programmamanager)
    taken.run(taak.pk)
    pass_lease(taak)
    taken.run(taak.pk)
    assert seen == [0, 60]


def test_meld_keeps_the_job_for_as_long_as_its_soort_may_be_silent(werk, programmamanager):
    lease = timedelta(minutes=30)
    seen = []
    werk(lambda taak, meld: seen.append(row(taak).geclaimd_tot - timezone.now()), lease=lease)
    taken.run(taken.request("proef", actor=programmamanager).pk)
    assert lease - NOW_ISH < seen[0] <= lease


# Killed workers


def test_a_killed_worker_loses_nothing(werk, programmamanager):
    """SIGKILL: the attempt ends without a word. After its lease another worker does the job."""

    class Killed(BaseException):
        pass

    def killed_once(taak, meld):
        if taak.poging == 1:
            raise Killed
        return {"poging": taak.poging}

    werk(killed_once)
    taak = taken.request("proef", actor=programmamanager)
    with pytest.raises(Killed):
        taken.run(taak.pk)
    assert row(taak).status == "bezig"
    taken.run(taak.pk)
    assert row(taak).status == "bezig", "the lease still holds"
    pass_lease(taak)
    Taak.objects.update(aangevraagd_op=timezone.now() - timedelta(minutes=5))
    taken.pick_up_open_taken()
    assert (row(taak).status, row(taak).resultaat) == ("klaar", {"poging": 2})


def test_a_worker_that_is_killed_every_time_ends_in_a_sentence(werk, programmamanager):
    done = []
    werk(lambda taak, meld: done.append(1))
    taak = taken.request("proef", actor=programmamanager)
    Taak.objects.update(status="bezig", poging=taken.MAX_POGINGEN)
    pass_lease(taak)
    taken.run(taak.pk)
    assert done == []
    assert (row(taak).status, row(taak).fout) == ("mislukt", taken.OPNIEUW_AANVRAGEN)


def test_a_superseded_attempt_writes_nothing(werk, programmamanager, caplog):
    """The first worker wakes up after its job was given to another, which finished it."""

    def slow(taak, meld):
        if taak.poging == 2:
            return {"door": "de tweede"}
        pass_lease(taak)
        taken.run(taak.pk)
        with transaction.atomic():
            meld(90, "Opslaan")
            GebiedFactory(naam="Door de eerste")
        return {"door": "de eerste"}

    werk(slow)
    taak = taken.request("proef", actor=programmamanager)
    taken.run(taak.pk)
    taak = row(taak)
    assert (taak.status, taak.resultaat, taak.zin) == ("klaar", {"door": "de tweede"}, "Klaar")
    assert not Gebied.objects.exists()
    assert "ERROR" not in caplog.text, "it happens, and is nobody's fault"


def test_a_superseded_attempt_that_only_fails_writes_nothing_either(werk, programmamanager):
    for error in (RuntimeError("kapot"), DomainError("Dit mag niet.")):

        def slow(taak, meld, error=error):
            if taak.poging == 2:
                return
            pass_lease(taak)
            taken.run(taak.pk)
            raise error

        werk(slow)
        taak = taken.request("proef", actor=programmamanager)
        taken.run(taak.pk)
        assert (row(taak).status, row(taak).fout) == ("klaar", ""), error


def test_a_superseded_attempt_does_not_report_while_its_successor_is_busy(werk, programmamanager):
    seen = []

    def slow(taak, meld):
        nonlocal first_meld
        if taak.poging == 2:
            meld(10, "De tweede is bezig")
            with pytest.raises(taken.Superseded):
                first_meld(90, "De eerste ook")
            seen.append(row(taak).zin)
            return
        first_meld = meld
        pass_lease(taak)
        taken.run(taak.pk)

    first_meld = None
    werk(slow)
    taken.run(taken.request("proef", actor=programmamanager).pk)
    assert seen == ["De tweede is bezig"]


def test_a_worker_that_claims_what_another_claimed_meanwhile_gets_nothing(
    werk, programmamanager, monkeypatch
):
    """It saw the job waiting, then stood still for so long that another took the job and fell silent."""
    taak = Taak.objects.create(soort="proef", sleutel="een", aangevraagd_door=programmamanager)
    seen_waiting = Taak.objects.get(pk=taak.pk)
    assert taken._claim(taak.pk, timezone.now()).poging == 1
    pass_lease(taak)
    monkeypatch.setattr(type(Taak.objects.all()), "first", lambda queryset: seen_waiting)
    assert taken._claim(taak.pk, timezone.now()) is None
    assert row(taak).poging == 1


# Failing


def test_failing_work_is_tried_again_later_and_later_and_then_fails_with_a_sentence(
    werk, programmamanager, caplog
):
    def fails(taak, meld):
        raise RuntimeError("kapot")

    werk(fails)
    taak = taken.request("proef", actor=programmamanager)
    waits = []
    for _ in range(taken.MAX_POGINGEN - 1):
        taken.run(taak.pk)
        assert row(taak).status == "bezig"
        waits.append(round((row(taak).geclaimd_tot - timezone.now()).total_seconds()))
        taken.run(taak.pk)  # too early: still waiting
        pass_lease(taak)
    taken.run(taak.pk)
    assert waits == [10, 30, 90, 270]
    assert (row(taak).status, row(taak).poging, row(taak).fout) == (
        "mislukt",
        taken.MAX_POGINGEN,
        taken.ONZE_FOUT,
    )
    assert caplog.text.count("RuntimeError: kapot") == taken.MAX_POGINGEN


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (DomainError("De cijfers kloppen niet."), "De cijfers kloppen niet."),
        (PermissionDenied(), taken.NIET_TOEGESTAAN),
        (Gebied.DoesNotExist(), taken.BESTAAT_NIET_MEER),
    ],
)
def test_a_refusal_is_final_and_is_told(werk, programmamanager, error, sentence):
    def refuses(taak, meld):
        raise error

    werk(refuses)
    taak = taken.request("proef", actor=programmamanager)
    taken.run(taak.pk)
    assert (row(taak).status, row(taak).poging, row(taak).fout) == ("mislukt", 1, sentence)


def test_work_of_a_newer_release_waits_for_a_newer_worker(werk, programmamanager):
    taak = Taak.objects.create(soort="morgen.pas", sleutel="een", aangevraagd_door=programmamanager)
    taken.run(taak.pk)
    assert row(taak).status == "bezig"
    werk(lambda taak, meld: None, soort="morgen.pas")
    pass_lease(taak)
    taken.run(taak.pk)
    assert row(taak).status == "klaar"


# Picking up


def test_pick_up_sends_only_what_waits(werk, sent, programmamanager):
    ago = timezone.now() - timedelta(minutes=1)
    ahead = timezone.now() + timedelta(minutes=1)
    make = partial(Taak.objects.create, soort="proef", aangevraagd_door=programmamanager)
    lost = make(sleutel="1", aangevraagd_op=ago)
    make(sleutel="2")  # just requested: its message is under way
    make(sleutel="3", aangevraagd_op=ago, status="bezig", geclaimd_tot=ahead)
    killed = make(sleutel="4", aangevraagd_op=ago, status="bezig", geclaimd_tot=ago)
    make(sleutel="5", aangevraagd_op=ago, status="klaar")
    make(sleutel="6", aangevraagd_op=ago, status="mislukt")
    taken.pick_up_open_taken()
    assert [message["kwargs"]["taak_id"] for message in sent] == [lost.pk, killed.pk]
    assert all(message["expires"] for message in sent), "or they pile up behind a long job"


def test_run_taak_passes_arguments_of_a_newer_release(werk, programmamanager):
    werk(lambda taak, meld: None)
    taak = taken.request("proef", actor=programmamanager)
    taken.run_taak.delay(taak_id=taak.pk, spoed=True)
    assert row(taak).status == "klaar"


# Stopping


def test_stop_before_a_worker_begins_is_over_at_once(werk, sent, programmamanager):
    done = []
    werk(lambda taak, meld: done.append(taak), te_stoppen=True)
    taak = taken.request("proef", actor=programmamanager)

    taken.stop(taak.pk, actor=programmamanager, op=NU)
    taken.run(taak.pk)

    assert (row(taak).status, row(taak).afgerond_op, done) == ("gestopt", NU, [])


def test_stop_halfway_is_heard_at_the_next_report(werk, sent, programmamanager):
    steps = []

    def work(taak, meld):
        meld(10, "Een")
        taken.stop(taak.pk, actor=programmamanager, op=NU)
        assert row(taak).zin == "Wordt gestopt"
        steps.append("een")
        meld(20, "Twee")
        steps.append("twee")

    werk(work, te_stoppen=True)
    taak = taken.request("proef", actor=programmamanager)

    taken.run(taak.pk)

    assert steps == ["een"]
    assert (row(taak).status, row(taak).voortgang, row(taak).geclaimd_tot) == ("gestopt", 10, None)


def test_stop_rolls_back_what_the_last_step_was_saving(werk, sent, programmamanager):
    def work(taak, meld):
        with transaction.atomic():
            GebiedFactory(naam="Half bewaard")
            Taak.objects.filter(pk=taak.pk).update(stop_gevraagd_op=NU)
            meld(95, "Opslaan")

    werk(work, te_stoppen=True)
    taak = taken.request("proef", actor=programmamanager)

    taken.run(taak.pk)

    assert not Gebied.objects.filter(naam="Half bewaard").exists()


def test_stop_of_a_job_whose_worker_died_is_over_when_another_picks_it_up(werk, sent, programmamanager):
    def killed(taak, meld):
        raise KeyboardInterrupt

    werk(killed, te_stoppen=True)
    taak = taken.request("proef", actor=programmamanager)
    with pytest.raises(KeyboardInterrupt):
        taken.run(taak.pk)
    taken.stop(taak.pk, actor=programmamanager, op=NU)
    pass_lease(taak)

    taken.run(taak.pk)

    assert row(taak).status == "gestopt"


def test_stop_that_comes_too_late_leaves_the_result(werk, sent, programmamanager):
    def work(taak, meld):
        taken.stop(taak.pk, actor=programmamanager, op=NU)
        return {"label": "af"}

    werk(work, te_stoppen=True)
    taak = taken.request("proef", actor=programmamanager)

    taken.run(taak.pk)

    assert (row(taak).status, row(taak).resultaat) == ("klaar", {"label": "af"})
    with pytest.raises(taken.NotStoppable, match="al afgelopen"):
        taken.stop(taak.pk, actor=programmamanager, op=NU)


def test_stop_twice_does_no_harm_and_frees_the_sleutel(werk, sent, programmamanager):
    werk(lambda taak, meld: None, te_stoppen=True)
    taak = taken.request("proef", actor=programmamanager)
    taken.stop(taak.pk, actor=programmamanager, op=NU)
    taken.stop(taak.pk, actor=programmamanager, op=NU + NOW_ISH)

    assert row(taak).stop_gevraagd_op == NU
    assert taken.request("proef", actor=programmamanager) != taak


def test_stop_is_refused_for_work_that_goes_on_to_its_end(werk, sent, programmamanager):
    werk(lambda taak, meld: None)
    taak = taken.request("proef", actor=programmamanager)

    with pytest.raises(taken.NotStoppable, match="stopt niet halverwege"):
        taken.stop(taak.pk, actor=programmamanager, op=NU)


def test_stop_is_for_who_asked_alone(werk, sent, programmamanager, projectleider):
    werk(lambda taak, meld: None, te_stoppen=True)
    taak = taken.request("proef", actor=programmamanager)

    with pytest.raises(PermissionDenied):
        taken.stop(taak.pk, actor=projectleider, op=NU)


def test_stop_button_stands_beside_the_bar_and_stops(client, werk, sent, programmamanager):
    werk(lambda taak, meld: None, te_stoppen=True)
    taak = taken.request("proef", actor=programmamanager)
    client.force_login(programmamanager)
    address = reverse("core:taak_stop", args=[taak.pk])

    assert f'action="{address}"' in client.get(reverse("core:taak", args=[taak.pk])).content.decode()
    answer = client.post(address, headers={"HX-Request": "true"})

    assert (answer.status_code, "Gestopt" in answer.content.decode()) == (200, True)
    assert "<html" not in answer.content.decode()
    assert "<h1>Gestopt" in client.post(address, follow=True).content.decode().replace(
        ' class="page-title"', ""
    )


def test_stop_page_says_why_not(client, werk, sent, programmamanager):
    werk(lambda taak, meld: None)
    taak = taken.request("proef", actor=programmamanager)
    client.force_login(programmamanager)
    address = reverse("core:taak_stop", args=[taak.pk])

    assert address not in client.get(reverse("core:taak", args=[taak.pk])).content.decode()
    answer = client.post(address)

    assert answer.status_code == 422
    assert "stopt niet halverwege" in answer.content.decode()


# On the page


@pytest.fixture
def taak(programmamanager):
    return Taak.objects.create(
        soort="proef", sleutel="een", aangevraagd_door=programmamanager, zin="Tekenen", voortgang=30
    )


def test_taak_page_shows_how_far_it_is(client, programmamanager, taak):
    client.force_login(programmamanager)
    response = client.get(reverse("core:taak", args=[taak.pk]))
    assert response.status_code == 200
    assert "<h1>Even geduld</h1>" in response.content.decode()
    assert "Tekenen" in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_taak_partial_asks_again_while_the_job_is_open(client, programmamanager, taak):
    client.force_login(programmamanager)
    response = client.get(reverse("core:taak", args=[taak.pk]), headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "<h1" not in response.content.decode()
    assert "hx-trigger" in response.content.decode()


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"status": "klaar", "resultaat": {"url": "/x/", "label": "Download"}}, '<a href="/x/">Download</a>'),
        ({"status": "mislukt", "fout": "Dit kan niet."}, "Dit kan niet."),
    ],
)
def test_taak_partial_stops_asking_when_the_job_is_over(client, programmamanager, taak, values, text):
    Taak.objects.update(**values)
    client.force_login(programmamanager)
    response = client.get(reverse("core:taak", args=[taak.pk]), headers={"HX-Request": "true"})
    assert response.status_code == 286
    assert text in response.content.decode()
    assert "hx-trigger" not in response.content.decode()


def test_taak_of_another_does_not_exist(client, buitenstaander, taak):
    client.force_login(buitenstaander)
    assert client.get(reverse("core:taak", args=[taak.pk])).status_code == 404


def test_taak_takes_few_queries(client, programmamanager, taak, django_assert_num_queries):
    client.force_login(programmamanager)
    with django_assert_num_queries(4):  # session, user, rollen, taak
        client.get(reverse("core:taak", args=[taak.pk]), headers={"HX-Request": "true"})
