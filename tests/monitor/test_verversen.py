"""Reading a bron anew: from the stand-in service to the figures, and what stays when it fails."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from brunssum.core import taken
from brunssum.core.models import LogRegel, Taak
from monitor import queries, services, tasks
from monitor.models import Bron, Indicator, Verversing, Waarneming
from tests.monitor.conftest import KWB_TABELLEN

MOMENT = datetime(2026, 3, 2, 3, 15, tzinfo=UTC)
OBSERVATIONS = "/Observations"


def ververs(bron: Bron, *, actor=None, moment=MOMENT, meld=lambda percent, zin: None) -> Verversing:
    return services.ververs_bron(bron.pk, actor=actor, moment=moment, meld=meld)


def test_ververs_bron_stores_figures_and_what_to_remember(kwb):
    verversing = ververs(kwb)

    assert (verversing.status, verversing.fout, verversing.indicatoren) == ("verwerkt", "", 2)
    assert verversing.nieuw == verversing.cellen - verversing.geweigerd > 0
    assert Waarneming.objects.current().filter(verversing=verversing).count() == verversing.nieuw
    kwb.refresh_from_db()
    assert set(kwb.staat) == set(KWB_TABELLEN)
    assert Indicator.objects.get(code="gescheiden").volgende_verversing == date(2026, 3, 12)
    assert LogRegel.objects.about(verversing).filter(actie="verversing.verwerkt").exists()


def test_ververs_bron_that_did_not_change_asks_no_observations(kwb, cbs):
    ververs(kwb)
    asked, stored = len(cbs.paths(OBSERVATIONS)), Waarneming.objects.count()

    again = ververs(kwb, moment=MOMENT + timedelta(days=1))

    assert asked > 0
    assert len(cbs.paths(OBSERVATIONS)) == asked
    assert (again.status, again.cellen, again.opmerkingen[0]) == (
        "verwerkt",
        0,
        "2 tabellen zijn niet veranderd.",
    )
    assert Waarneming.objects.count() == stored


def test_ververs_bron_that_is_down_keeps_the_old_figures_and_says_so(kwb, cbs):
    ververs(kwb)
    kwb.refresh_from_db()
    stored, staat = set(Waarneming.objects.current().values_list("pk", flat=True)), kwb.staat
    cbs.fail(503)

    failed = ververs(kwb, moment=MOMENT + timedelta(days=1))

    assert (failed.status, failed.verwerkt_op, failed.cellen) == ("mislukt", None, 0)
    assert "De cijfers die er waren blijven staan" in failed.fout
    assert set(Waarneming.objects.current().values_list("pk", flat=True)) == stored
    kwb.refresh_from_db()
    assert kwb.staat == staat


@pytest.mark.parametrize(
    ("stuk", "goed", "uiterlijk"),
    [
        (
            "84799NED",
            "85984NED",
            date(2026, 3, 12),
        ),  # the newest figures came: what is old makes them not late
        ("85984NED", "84799NED", None),
    ],
)
def test_ververs_bron_with_one_broken_table_stores_the_other_and_is_tried_again(
    kwb, cbs, stuk, goed, uiterlijk
):
    cbs.fail(400, f"{stuk}.*Observations")
    part = ververs(kwb)

    assert part.status == "verwerkt"
    assert part.fout.startswith(f"Tabel {stuk}: ")
    assert part.nieuw > 0
    assert Indicator.objects.get(code="gescheiden").volgende_verversing == uiterlijk
    kwb.refresh_from_db()
    assert set(kwb.staat) == {goed}
    assert [bron.code for bron in queries.due_bronnen(MOMENT.date())] == ["kwb"]


def test_ververs_bron_killed_between_two_tables_heals(kwb, cbs):
    class Killed(BaseException):
        pass

    def die_at_second_store(percent, zin, seen=[]):  # noqa: B006 - remembers on purpose
        seen += [zin] if zin.endswith("opslaan") else []
        if len(seen) == 2:
            raise Killed

    with pytest.raises(Killed):
        ververs(kwb, meld=die_at_second_store)
    kwb.refresh_from_db()
    assert len(kwb.staat) == 1
    half = Waarneming.objects.count()
    cbs.log.clear()

    healed = ververs(kwb)

    (known,) = kwb.staat
    assert not cbs.paths(f"{known}.*Observations")
    assert (healed.status, healed.gewijzigd, healed.nieuw) == (
        "verwerkt",
        0,
        Waarneming.objects.count() - half,
    )
    kwb.refresh_from_db()
    assert set(kwb.staat) == set(KWB_TABELLEN)


def test_a_table_is_stored_before_the_next_is_read(kwb, cbs):
    """So that the figures of one table at a time are in memory, and a long run cut off has lost one table."""
    sentences = []

    def remember(percent, zin):
        sentences.append((percent, zin.rpartition(" ")[2], Waarneming.objects.exists()))

    ververs(kwb, meld=remember)

    assert [one for one in sentences if one[1] in ("lezen", "opslaan")] == [
        (0, "lezen", False),
        (49, "opslaan", False),
        (49, "lezen", True),
        (98, "opslaan", True),
    ]


def test_ververs_bron_needs_the_right(kwb, wijkmanager):
    with pytest.raises(PermissionDenied):
        ververs(kwb, actor=wijkmanager)
    with pytest.raises(PermissionDenied):
        services.request_verversing(kwb.pk, actor=wijkmanager)
    assert not Verversing.objects.exists()
    assert not Taak.objects.exists()


def test_request_verversing_refuses_what_someone_delivers(kwb, programmamanager):
    with pytest.raises(services.NietTeVerversen, match="kan Kanarie niet zelf ophalen"):
        services.request_verversing(Bron.objects.get(code="bestand").pk, actor=programmamanager)


def test_request_verversing_by_two_people_is_one_run(kwb, programmamanager):
    first = services.request_verversing(kwb.pk, actor=programmamanager)
    assert services.request_verversing(kwb.pk, actor=None) == first

    taken.run(first.pk)
    taken.run(first.pk)

    first.refresh_from_db()
    assert first.status == Taak.Status.KLAAR
    assert first.resultaat["verversing"] == Verversing.objects.get().pk


def test_job_of_a_bron_that_is_down_fails_with_the_sentence(kwb, cbs):
    cbs.fail(503)
    taak = services.request_verversing(kwb.pk, actor=None)
    taken.run(taak.pk)
    taak.refresh_from_db()
    assert (taak.status, taak.fout) == (Taak.Status.MISLUKT, Verversing.objects.get().fout)


def test_worker_that_lost_the_job_stores_nothing(kwb):
    def lost(percent, zin):
        if zin.endswith("opslaan"):
            raise taken.Superseded

    with pytest.raises(taken.Superseded):
        ververs(kwb, meld=lost)
    assert not Waarneming.objects.exists()
    assert not Verversing.objects.exists()


def test_ververs_bronnen_asks_each_night_for_what_is_due(kwb):
    tasks.ververs_bronnen()
    assert Taak.objects.get().gegevens == {"bron_id": kwb.pk}
    ververs(kwb)
    assert queries.due_bronnen(date(2026, 3, 8)) == []
    assert queries.due_bronnen(date(2026, 3, 9)) == [kwb]


def test_command_ververs_bronnen_says_what_it_did(kwb):
    out = StringIO()
    call_command("ververs_bronnen", stdout=out)
    call_command("ververs_bronnen", stdout=out)
    call_command("ververs_bronnen", "--alles", stdout=out)
    first, second, third = out.getvalue().splitlines()
    nieuw = Verversing.objects.order_by("pk").first().nieuw
    assert first.startswith("CBS, Kerncijfers wijken en buurten: ")
    assert f" {nieuw} nieuw, 0 gewijzigd" in first
    assert second == "Er is nu geen bron aan de beurt. Met --alles leest u ze toch."
    assert "0 cellen gelezen" in third


def test_command_ververs_bronnen_fails_when_one_failed(kwb, cbs):
    cbs.fail(503)
    out = StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("ververs_bronnen", "--bron", "kwb", stdout=out)
    assert failed.value.returncode == 1
    assert out.getvalue().startswith("CBS, Kerncijfers wijken en buurten: mislukt. ")


def test_command_ververs_bronnen_names_the_codes_it_knows(kwb):
    with pytest.raises(CommandError, match=r"De bron bestand kan Kanarie niet zelf ophalen. Kies uit: kwb\."):
        call_command("ververs_bronnen", "--bron", "bestand")


def test_bron_page_lets_the_team_read_it_now(
    kwb, cbs, client, programmamanager, django_assert_max_num_queries
):
    client.force_login(programmamanager)
    answer = client.post(f"/monitor/bronnen/{kwb.code}/verversen/")
    assert (answer.status_code, answer["Location"]) == (302, "/monitor/bronnen/kwb/")
    taak = Taak.objects.get()
    waiting = client.get("/monitor/bronnen/kwb/").content.decode()
    assert f'id="taak-{taak.pk}"' in waiting
    assert "Ververs nu" not in waiting

    taken.run(taak.pk)

    with django_assert_max_num_queries(15):
        done = client.get("/monitor/bronnen/kwb/").content.decode()
    assert f'href="/monitor/verversingen/{Verversing.objects.get().pk}/"' in done
    assert "Ververs nu" in done
    assert "CBS, Kerncijfers wijken en buurten" in client.get("/monitor/bronnen/").content.decode()


def test_bron_that_is_delivered_has_no_button_and_refuses(kwb, client, programmamanager):
    client.force_login(programmamanager)
    assert "Ververs nu" not in client.get("/monitor/bronnen/bestand/").content.decode()
    answer = client.post("/monitor/bronnen/bestand/verversen/", follow=True)
    assert "kan Kanarie niet zelf ophalen" in answer.content.decode()
    assert not Taak.objects.exists()
