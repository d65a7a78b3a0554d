"""Many people at once: real threads, each with its own connection, on the database at hand."""

import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from decimal import Decimal
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, connections
from psycopg_pool import PoolTimeout

from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Besluit, Boeking, Budget, Casus, Mandaat, Signaal, VoorgenomenBesluit
from casuistiek.queries import budget_on
from casuistiek.stappen import Stap
from tests.factories import CasusFactory

from .conftest import MELDING, MOTIVERING

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def one_database_for_all_threads(path):
    """On SQLite the test database is in memory, where connections do not wait for each other as on a file.

    So the threads work on a file with the same content, and what they did comes back into memory.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    in_memory = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(path)) as file:
        connection.connection.backup(file)
    connections.settings["default"]["NAME"] = str(path)
    try:
        yield
    finally:
        connections.settings["default"]["NAME"] = in_memory
    with closing(sqlite3.connect(path)) as file:
        file.backup(connection.connection)


def press(job):
    """On a slow machine there may be no connection for so many at once: nothing was done, so press again."""
    while True:
        try:
            return job()
        except OperationalError as error:
            if not isinstance(error.__cause__, PoolTimeout):
                raise


def at_once(path, jobs) -> Counter:
    """Start every job at the same moment; how often each answer or refusal came back."""
    start = Barrier(len(jobs))

    def work(job):
        try:
            start.wait(timeout=30)
            return press(job)
        except services.NotEnoughBudget:
            return "past niet"
        except services.TooMany:
            return "vol"
        except (services.CannotStep, services.CannotDecide, services.CannotMove):
            return "te laat"
        finally:
            connections.close_all()

    with one_database_for_all_threads(path), ThreadPoolExecutor(len(jobs)) as threads:
        return Counter(threads.map(work, jobs))


def deciding(voorstel, actor, budget, bedrag):
    def job():
        services.decide(
            voorstel.pk,
            actor=actor,
            op=voorstel.op,
            uitkomst="toegekend",
            bedrag=bedrag,
            budget=budget,
            **MOTIVERING,
        )
        return "toegekend"

    return job


def test_fifty_besluiten_at_once_on_the_last_thousand_euro_grant_exactly_what_fits(
    casus_op, programmamanager, budget, tmp_path
):
    voorstellen = [casus_op(Stap.VOORSTEL, bedrag=Decimal(125)).voorstellen.get() for _ in range(50)]
    jobs = [deciding(voorstel, programmamanager, budget, Decimal(125)) for voorstel in voorstellen]

    assert at_once(tmp_path / "db", jobs) == {"toegekend": 8, "past niet": 42}

    budget = Budget.objects.get()
    assert (budget.bedrag, budget.verplicht, budget.vrij) == (1000, 1000, 0)
    assert budget_on(budget, MELDING.replace(month=12)).verplicht == 1000
    assert Besluit.objects.count() == Boeking.objects.filter(soort="verplichting").count() == 8
    assert Casus.objects.filter(stap=Stap.BESLUIT).count() == 8
    assert Casus.objects.filter(stap=Stap.VOORSTEL).count() == 42


def test_twelve_signalen_at_once_on_a_day_of_five_leave_five(geef_signaal, settings, tmp_path):
    settings.SIGNALEN_PER_DAG = 5
    assert at_once(tmp_path / "db", [lambda: geef_signaal() and "binnen"] * 12) == {"binnen": 5, "vol": 7}
    assert Signaal.objects.count() == 5


def test_fifty_confirmations_at_once_on_the_last_thousand_euro_grant_exactly_what_fits(
    casus_op, programmamanager, gebruiker_met, budget, tmp_path
):
    """The second pair of eyes does not open a way round: each waits, all fit when laid before, eight are granted."""
    tweede = gebruiker_met(Rol.PROGRAMMAMANAGER)
    Mandaat.objects.update(tot_bedrag=100, als_tweede_tot_bedrag=200)
    for _ in range(50):
        deciding(
            casus_op(Stap.VOORSTEL, bedrag=Decimal(125)).voorstellen.get(),
            programmamanager,
            budget,
            Decimal(125),
        )()
    assert Budget.objects.get().verplicht == 0

    def confirming(voorgenomen):
        def job():
            services.confirm_besluit(voorgenomen.pk, actor=tweede, op=voorgenomen.op)
            return "toegekend"

        return job

    jobs = [confirming(one) for one in VoorgenomenBesluit.objects.all()]
    assert at_once(tmp_path / "db", jobs) == {"toegekend": 8, "past niet": 42}

    assert (Budget.objects.get().verplicht, Besluit.objects.count()) == (1000, 8)
    assert Boeking.objects.filter(soort="verplichting").count() == 8
    assert VoorgenomenBesluit.objects.filter(status="wacht").count() == 42


def test_two_confirmations_at_once_leave_one(casus_op, programmamanager, gebruiker_met, budget, tmp_path):
    Mandaat.objects.update(tot_bedrag=100, als_tweede_tot_bedrag=200)
    others = [gebruiker_met(Rol.PROGRAMMAMANAGER) for _ in range(2)]
    deciding(
        casus_op(Stap.VOORSTEL, bedrag=Decimal(125)).voorstellen.get(), programmamanager, budget, Decimal(125)
    )()
    voorgenomen = VoorgenomenBesluit.objects.get()

    def confirming(actor):
        def job():
            services.confirm_besluit(voorgenomen.pk, actor=actor, op=voorgenomen.op)
            return "toegekend"

        return job

    assert at_once(tmp_path / "db", [confirming(one) for one in others]) == {"toegekend": 1, "te laat": 1}
    assert Budget.objects.get().verplicht == 125


def test_two_besluiten_at_once_on_one_voorstel_leave_one(casus_op, programmamanager, budget, tmp_path):
    voorstel = casus_op(Stap.VOORSTEL, bedrag=Decimal(100)).voorstellen.get()
    jobs = [deciding(voorstel, programmamanager, budget, Decimal(100))] * 2
    assert at_once(tmp_path / "db", jobs) == {"toegekend": 1, "te laat": 1}
    assert Budget.objects.get().verplicht == 100


def test_twenty_meldingen_at_once_get_twenty_numbers(wijkmanager, buurt, tmp_path):
    def log():
        casus = services.log_casus(
            actor=wijkmanager, op=MELDING, gebied=buurt, wat_gaat_mis="Het dak lekt.", leefgebieden=["wonen"]
        )
        return casus.nummer

    nummers = at_once(tmp_path / "db", [log] * 20)
    assert nummers == {f"2026-{n:03}": 1 for n in range(1, 21)}


def test_many_who_look_at_once_make_one_inzagelog(wijkmanager, tmp_path):
    casussen = [CasusFactory(casusverantwoordelijke=wijkmanager) for _ in range(8)]
    for casus in casussen:
        services.set_betrokkene(casus.pk, actor=wijkmanager, naam="Iemand")

    def looking(casus):
        def job():
            for _ in range(3):
                services.look_at_betrokkenen(casus.pk, actor=wijkmanager)
            return "gekeken"

        return job

    assert at_once(tmp_path / "db.sqlite3", [looking(casus) for casus in casussen]) == {"gekeken": 8}
    controle = services.check_inzagelog()
    assert (controle.aantal, controle.breuk) == (24, "")


def test_two_who_take_up_one_signaal_at_once_make_one_casus(
    geef_signaal, programmamanager, gebruiker_met, wijk, tmp_path
):
    signaal, wijkmanager = geef_signaal(), gebruiker_met(Rol.WIJKMANAGER)
    wijkmanager.gebieden.add(wijk)

    def taking_up(actor):
        def job():
            services.take_up_signaal(
                signaal.pk,
                actor=actor,
                op=MELDING,
                gebied=signaal.gebied,
                wat_gaat_mis="De huur is niet betaald.",
                leefgebieden=["geld"],
                betrokken_partijen="",
                urgentie=2,
            )
            return "opgepakt"

        return job

    def withdrawing():
        services.withdraw_signaal(signaal.pk, actor=signaal.ingediend_door, op=MELDING)
        return "ingetrokken"

    done = at_once(tmp_path / "db", [taking_up(programmamanager), taking_up(wijkmanager), withdrawing])
    assert done["te laat"] == 2
    assert Casus.objects.count() == done["opgepakt"] == 1 - done["ingetrokken"]


def test_one_signaal_sent_by_many_at_once_is_one(geef_signaal, tmp_path):
    uuid = uuid4()

    def hand_in():
        return str(geef_signaal(uuid=uuid, kenmerk="W-1").pk)

    assert list(at_once(tmp_path / "db", [hand_in] * 4).values()) == [4]
    assert Signaal.objects.count() == 1
