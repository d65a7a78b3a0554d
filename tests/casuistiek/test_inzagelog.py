"""Who looked at whom: a row per person, in a chain that shows when somebody tampered with it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services, tasks
from casuistiek.models import Inzage
from casuistiek.stappen import Stap

NAAM = "Zwaluwstaart van den Kwikkel"


@pytest.fixture
def casus(casus_op, wijkmanager):
    """A casus of the wijkmanager with two betrokkenen."""
    casus = casus_op(Stap.TER_PLEKKE)
    for naam in (NAAM, "Tweede"):
        services.set_betrokkene(casus.pk, actor=wijkmanager, naam=naam, contact="Kwikkelpad 1")
    return casus


@pytest.fixture
def keten(casus, wijkmanager):
    """A log of six rows."""
    for _ in range(3):
        services.look_at_betrokkenen(casus.pk, actor=wijkmanager)


@pytest.fixture
def functionaris(gebruiker_met):
    return gebruiker_met(Rol.FUNCTIONARIS, email="fg@example.org")


def tamper(statement, *params):
    """Change the table as someone with the password of the database would: with the triggers away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'casuistiek_inzage'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE casuistiek_inzage DISABLE TRIGGER USER")
        cursor.execute(statement, params)


def test_a_look_leaves_a_row_per_person_that_says_who_why_and_for_what(casus, wijkmanager):
    services.look_at_betrokkenen(casus.pk, actor=wijkmanager)
    rows = Inzage.objects.order_by("nummer")
    assert [row.nummer for row in rows] == [1, 2]
    assert {row.betrokkene for row in rows} == set(casus.betrokkenen.values_list("pk", flat=True))
    first = rows[0]
    assert (first.actor, first.rollen, first.casus) == (wijkmanager, "wijkmanager", casus.nummer)
    assert (first.soort, first.grond, first.activiteit) == ("bekeken", "verantwoordelijk", "casuistiek")
    assert timezone.now() - first.tijdstip < timedelta(minutes=1)


def test_who_decides_looks_on_that_ground(casus_op, programmamanager, wijkmanager):
    casus = casus_op(Stap.VOORSTEL)
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam=NAAM)
    services.look_at_betrokkenen(casus.pk, actor=programmamanager)
    assert Inzage.objects.get().grond == Inzage.Grond.BESLIST


def test_a_refused_look_leaves_no_row(casus, gebruiker_met):
    with pytest.raises(PermissionDenied):
        services.look_at_betrokkenen(casus.pk, actor=gebruiker_met(Rol.WIJKMANAGER))
    assert not Inzage.objects.exists()


def test_no_row_holds_a_name(keten):
    assert not any(word in str(list(Inzage.objects.values())) for word in ("Zwaluw", "Kwikkel", "Tweede"))


def test_the_log_outlives_the_casus_and_the_person(casus, keten, wijkmanager):
    for one in casus.betrokkenen.all():
        services.remove_betrokkene(casus.pk, actor=wijkmanager, betrokkene_id=one.pk)
    assert Inzage.objects.count() == 6
    assert services.check_inzagelog().breuk == ""


def test_the_database_refuses_to_change_or_delete_a_row(keten):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Inzage.objects.update(grond="beslist")
    with pytest.raises(IntegrityError, match=r"never .*deleted"), transaction.atomic():
        Inzage.objects.all().delete()


def test_the_database_refuses_a_second_row_after_the_same_one(keten):
    last = Inzage.objects.latest("nummer")
    last.pk, last.nummer, last.hash = None, 99, "x" * 64
    with pytest.raises(IntegrityError), transaction.atomic():
        last.save(force_insert=True)


def test_a_log_that_was_left_alone_is_whole(keten, capsys):
    call_command("controleer_inzagelog")
    assert "Het inzagelog klopt: 6 regels" in capsys.readouterr().out


def test_an_empty_log_is_whole(db):
    assert services.check_inzagelog() == services.Controle(0, "0" * 64)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE casuistiek_inzage SET actor_id = actor_id + 0, rollen = 'beheerder' WHERE nummer = 3", "Regel 3 is veranderd"),
        ("UPDATE casuistiek_inzage SET betrokkene = 999 WHERE nummer = 6", "Regel 6 is veranderd"),
        ("UPDATE casuistiek_inzage SET tijdstip = '2020-01-01 00:00:00+00:00' WHERE nummer = 1", "Regel 1 is veranderd"),
        ("DELETE FROM casuistiek_inzage WHERE nummer = 2", "Na regel 1 ontbreekt een regel"),
        ("DELETE FROM casuistiek_inzage WHERE nummer = 1", "Na regel 0 ontbreekt een regel"),
    ],
)  # fmt: skip
def test_the_check_finds_what_was_tampered_with(keten, statement, sentence):
    tamper(statement)
    with pytest.raises(CommandError, match=sentence):
        call_command("controleer_inzagelog")


def test_the_check_finds_rows_that_were_cut_off_or_made_anew_after_an_earlier_check(keten):
    tasks.controleer_inzagelog()
    assert LogRegel.objects.get(actie="inzagelog.gecontroleerd").detail["nummer"] == 6
    tamper("DELETE FROM casuistiek_inzage WHERE nummer = 6")
    assert services.check_inzagelog().breuk == "Na regel 5 zijn regels weggehaald."
    remade = Inzage.objects.get(nummer=5)
    remade.pk, remade.nummer, remade.vorige = None, 6, remade.hash
    remade.hash = remade.compute_hash()
    remade.save(force_insert=True)
    assert services.check_inzagelog().breuk == "Regel 6 was bij een eerdere controle anders."


def test_the_nightly_check_mails_the_functionaris_when_the_log_is_broken(keten, functionaris, caplog):
    tasks.controleer_inzagelog()
    assert mail.outbox == []
    tamper("UPDATE casuistiek_inzage SET rollen = 'beheerder' WHERE nummer = 3")
    tasks.controleer_inzagelog()
    [message] = mail.outbox
    assert message.to == ["fg@example.org"]
    assert "Regel 3 is veranderd." in message.body
    assert "inzagelog broken after row 2" in caplog.text


# Pages


def test_the_page_shows_the_log_and_writes_down_that_it_was_read(client, keten, functionaris):
    client.force_login(functionaris)
    page = client.get(reverse("casuistiek:inzagelog"))
    assert "Is casusverantwoordelijke" in page.content.decode()
    assert NAAM not in page.content.decode()
    last = Inzage.objects.latest("nummer")
    assert (last.nummer, last.soort, last.actor, last.betrokkene) == (7, "log", functionaris, None)
    client.get(reverse("casuistiek:inzagelog"), headers={"HX-Request": "true"})
    assert Inzage.objects.count() == 8, "a part of the page counts too"


def test_the_page_finds_by_person_casus_kind_ground_and_day(client, keten, casus, functionaris, wijkmanager):
    client.force_login(functionaris)

    def shown(**query):
        return len(client.get(reverse("casuistiek:inzagelog"), query).context["page"].object_list)

    assert shown(soort="bekeken") == 6
    assert shown(persoon="wijkman") == 6
    assert shown(persoon="niemand") == 0
    assert shown(casus=casus.nummer) == 6
    assert shown(grond="noodinzage") == 0
    assert shown(soort="bekeken", tot=str(timezone.localdate() - timedelta(days=1))) == 0
    assert shown(soort="bekeken", van=str(timezone.localdate())) == 6
    page = client.get(reverse("casuistiek:inzagelog"), {"van": "gisteren"})
    assert "Vul een datum in" in page.content.decode()


def test_the_page_takes_as_many_queries_for_many_rows(
    client, keten, casus, wijkmanager, functionaris, django_assert_num_queries
):
    client.force_login(functionaris)
    client.get(reverse("casuistiek:inzagelog"))
    wanted = 10  # session, user, rollen; begin, lock, last row, add, commit; count, rows
    with django_assert_num_queries(wanted):
        client.get(reverse("casuistiek:inzagelog"))
    for _ in range(15):
        services.look_at_betrokkenen(casus.pk, actor=wijkmanager)
    with django_assert_num_queries(wanted):
        client.get(reverse("casuistiek:inzagelog"))


def test_the_history_of_a_casus_tells_who_looked(client, casus, keten, wijkmanager):
    client.force_login(wijkmanager)
    page = client.get(reverse("casuistiek:history", args=[casus.kenmerk])).content.decode()
    assert page.count("Is casusverantwoordelijke") == 6
