"""The demo content: complete, alive, without real people, and only where nobody works for real."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ambassadeurs.models import Reflectie
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Rol
from brunssum.demo import seed
from brunssum.draad.stations import LEERPUNT, REFLECTIE, REISVERSLAG
from brunssum.draad.volg import reis_of
from brunssum.draad.web import draad_of
from casuistiek.models import Casus
from casuistiek.stappen import Stap
from inspanningen.models import Inspanning, Leerpunt
from monitor.models import Waarneming
from reisverslag.models import Reisverslag
from tests.factories import GebruikerFactory


@pytest.fixture
def demo(db):
    seed.seed(timezone.localdate(), lambda _what: None)


def test_seed_is_complete_alive_and_made_once(demo, client, capsys):
    given = {rol for person in Gebruiker.objects.all() for rol in person.rollen}
    assert given == set(Rol.values)
    for email, _functie, password in seed.logins():
        assert client.login(email=email, password=password), email

    call_command("seed_demo")
    assert "staat er al" in capsys.readouterr().out
    assert Inspanning.objects.filter(ouder__isnull=True).count() == 9
    assert Waarneming.objects.current().count() == 140 + 27 + 38  # driehoek, stapeling, ranglijst
    assert Reisverslag.objects.get(stap="concept").hoofdstukken.count() == 13

    raadslid = Gebruiker.objects.with_rollen().get(email=f"raadslid@{seed.DOMEIN}")
    assert Reisverslag.objects.visible_to(raadslid).get().stap == "gepubliceerd"

    team = Gebruiker.objects.with_rollen().get(email=f"programmateam@{seed.DOMEIN}")
    for station, row in (
        (LEERPUNT, Leerpunt.objects.get(titel__startswith="Wie een toeslag")),
        (REFLECTIE, Reflectie.objects.get(tekst__startswith="Stuur niet nog een brief")),
    ):
        reis = reis_of(team, draad_of(team, station, row), timezone.localdate())
        assert reis.stand.zin.startswith("Dit is rond"), (
            "a thread runs whole, from its beginning to a reisverslag"
        )
        assert REISVERSLAG in {moment.station for moment in reis.momenten}

    assert set(Casus.objects.values_list("stap", flat=True)) == set(Stap.values)
    newest = Casus.objects.latest("gemeld_op")
    assert timezone.localdate() - newest.gemeld_op == timedelta(days=2)


def test_seed_refuses_where_someone_works_for_real(db):
    GebruikerFactory(email="iemand@gemeente.example")
    with pytest.raises(CommandError, match="lege database"):
        call_command("seed_demo")
    assert Inspanning.objects.count() == 0
