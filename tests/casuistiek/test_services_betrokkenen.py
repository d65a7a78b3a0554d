"""Who a casus is about: unreadable in the database, and nobody looks without a trace."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import FieldError, PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from brunssum import env
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Betrokkene
from casuistiek.stappen import Stap
from casuistiek.versleuteling import WrongKey

from .conftest import MELDING

NAAM, CONTACT = "Zwaluwstaart van den Kwikkel", "Kwikkelpad 1, 0612345678"
OLD, NEW = "oude sleutel " * 4, "nieuwe sleutel " * 4


@pytest.fixture
def casus(casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam=NAAM, contact=CONTACT)
    return casus


def raw_row() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT naam, contact FROM casuistiek_betrokkene")
        return " ".join(cursor.fetchone())


def test_betrokkene_is_unreadable_in_the_database(casus):
    for word in ("Zwaluwstaart", "Kwikkel", "0612345678", "zwaluwstaart"):
        assert word not in raw_row()
    assert (Betrokkene.objects.get().naam, Betrokkene.objects.get().contact) == (NAAM, CONTACT)


def test_no_table_of_the_database_and_no_dump_holds_a_name(casus, wijkmanager, client, tmp_path):
    client.force_login(wijkmanager)
    client.post(reverse("casuistiek:betrokkene", args=[casus.kenmerk]))
    dump = tmp_path / "dump.json"
    call_command("dumpdata", output=str(dump), verbosity=0)
    texts = {"dumpdata": dump.read_text()}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            texts[table] = str(cursor.fetchall())
    assert len(texts) > 40
    words = ("Zwaluwstaart", "Kwikkel", "0612345678")
    assert [name for name, text in texts.items() if any(word in text for word in words)] == []


def test_a_dump_of_betrokkenen_can_be_read_back(casus, tmp_path):
    dump = tmp_path / "dump.json"
    call_command("dumpdata", "casuistiek.betrokkene", output=str(dump), verbosity=0)
    Betrokkene.objects.all().delete()
    call_command("loaddata", str(dump), verbosity=0)
    assert (Betrokkene.objects.get().naam, Betrokkene.objects.get().contact) == (NAAM, CONTACT)


def test_betrokkene_is_encrypted_differently_every_time(casus, wijkmanager):
    before = raw_row()
    pk = Betrokkene.objects.get().pk
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam=NAAM, contact=CONTACT, betrokkene_id=pk)
    assert raw_row() != before


def test_betrokkene_cannot_be_searched(casus):
    with pytest.raises(FieldError, match="encrypted"):
        Betrokkene.objects.filter(naam=NAAM).exists()


def test_str_of_betrokkene_is_no_name(casus):
    assert str(Betrokkene.objects.get()) == f"Betrokkene {Betrokkene.objects.get().pk}"


def test_old_keys_still_read_and_the_command_writes_with_the_first(casus, wijkmanager, settings, capsys):
    settings.BETROKKENE_KEYS = [OLD]
    pk = Betrokkene.objects.values_list("pk", flat=True).get()
    Betrokkene(pk=pk, casus=casus, naam=NAAM, contact="").save()
    settings.BETROKKENE_KEYS = [NEW, OLD]
    assert Betrokkene.objects.get().naam == NAAM
    call_command("versleutel_betrokkenen_opnieuw")
    assert "1 namen en adressen opnieuw versleuteld" in capsys.readouterr().out
    settings.BETROKKENE_KEYS = [NEW]
    assert Betrokkene.objects.get().naam == NAAM


def test_without_the_key_nothing_is_read(casus, settings):
    settings.BETROKKENE_KEYS = [NEW]
    with pytest.raises(WrongKey):
        Betrokkene.objects.get()
    with pytest.raises(CommandError, match="andere sleutel"):
        call_command("versleutel_betrokkenen_opnieuw")


def test_keys_come_from_the_environment_first_one_first(monkeypatch):
    monkeypatch.setenv("BETROKKENE_KEYS", f"{NEW}, {OLD},")
    assert env.keys("BETROKKENE_KEYS") == [NEW.strip(), OLD.strip()]
    monkeypatch.setenv("BETROKKENE_KEYS", "kort")
    with pytest.raises(env.ImproperlyConfigured, match="32 characters"):
        env.keys("BETROKKENE_KEYS")


def test_look_at_betrokkenen_reads_everyone_of_the_casus(casus, wijkmanager):
    services.set_betrokkene(casus.pk, actor=wijkmanager, naam="Tweede", contact="")
    assert [one.naam for one in services.look_at_betrokkenen(casus.pk, actor=wijkmanager)] == [NAAM, "Tweede"]


def test_look_at_betrokkenen_is_for_who_decides_while_a_voorstel_waits(
    casus_op, programmamanager, gebruiker_met
):
    ander = gebruiker_met(Rol.PROGRAMMAMANAGER)
    for stap in Stap:
        casus = casus_op(stap, bedrag=Decimal(50))
        decided = stap in (Stap.BESLUIT, Stap.UITVOERING, Stap.NAZORG, Stap.GESLOTEN)
        for actor, may in (
            (programmamanager, stap == Stap.VOORSTEL or decided),
            (ander, stap == Stap.VOORSTEL),
        ):
            if may:
                services.look_at_betrokkenen(casus.pk, actor=actor)
            else:
                with pytest.raises(PermissionDenied):
                    services.look_at_betrokkenen(casus.pk, actor=actor)


def test_look_at_betrokkenen_is_not_for_a_colleague_of_the_wijk(casus, gebruiker_met, wijk):
    collega = gebruiker_met(Rol.WIJKMANAGER)
    collega.gebieden.add(wijk)
    with pytest.raises(PermissionDenied):
        services.look_at_betrokkenen(casus.pk, actor=collega)


def test_look_at_betrokkenen_ends_with_the_overdracht(casus, wijkmanager, gebruiker_met):
    ander = gebruiker_met(Rol.WIJKMANAGER)
    later = MELDING + timedelta(days=20)
    services.propose_overdracht(casus.pk, actor=wijkmanager, naar=ander, op=later)
    services.accept_overdracht(casus.pk, actor=ander, op=later)
    assert services.look_at_betrokkenen(casus.pk, actor=ander)
    with pytest.raises(PermissionDenied):
        services.look_at_betrokkenen(casus.pk, actor=wijkmanager)


def test_set_betrokkene_is_for_the_casusverantwoordelijke(casus, programmamanager):
    with pytest.raises(PermissionDenied):
        services.set_betrokkene(casus.pk, actor=programmamanager, naam="X")


def test_set_betrokkene_of_another_casus_is_refused(casus, casus_op, wijkmanager):
    other = casus_op(Stap.TER_PLEKKE)
    with pytest.raises(Betrokkene.DoesNotExist):
        services.set_betrokkene(
            other.pk, actor=wijkmanager, naam="X", betrokkene_id=Betrokkene.objects.get().pk
        )


def test_remove_betrokkene_erases_the_person(casus, wijkmanager):
    services.remove_betrokkene(casus.pk, actor=wijkmanager, betrokkene_id=Betrokkene.objects.get().pk)
    assert not Betrokkene.objects.exists()
    assert LogRegel.objects.filter(actie="betrokkene.verwijderd").exists()


def test_no_audit_row_holds_a_name_or_contact_data(casus, wijkmanager):
    services.look_at_betrokkenen(casus.pk, actor=wijkmanager)
    rows = str(list(LogRegel.objects.values_list("actie", "voor", "na", "detail")))
    assert not any(word in rows for word in ("Zwaluwstaart", "Kwikkel", "0612345678"))
