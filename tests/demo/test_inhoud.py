"""What the demo holds, made once for these tests: complete, alive, and for each rol something on its start page."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ambassadeurs.models import Reflectie
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Rol
from brunssum.demo import seed
from brunssum.draad.stations import LEERPUNT, REFLECTIE, REISVERSLAG
from brunssum.draad.volg import reis_of
from brunssum.draad.web import draad_of
from casuistiek.models import Casus, Signaal
from casuistiek.stappen import Stap
from inspanningen.models import Inspanning, Leerpunt
from monitor.models import Waarneming
from reisverslag.models import Reisverslag


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The demo, made once for all these tests and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed.seed(timezone.localdate(), lambda _what: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(made, db):
    """Each test takes back what it does itself."""


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
    standen = set(Signaal.objects.values_list("stand", flat=True))
    assert standen == {"ontvangen", "opgepakt", "hulp_geregeld", "niet_opgepakt", "ingetrokken"}
    assert Signaal.objects.with_open_question().exists()
    newest = Casus.objects.latest("gemeld_op")
    assert timezone.localdate() - newest.gemeld_op == timedelta(days=2)


def start_of(client, name: str) -> str:
    client.force_login(Gebruiker.objects.get(email=f"{name}@{seed.DOMEIN}"))
    return client.get(reverse("start")).content.decode()


PER_ROL = [
    (
        "programmamanager",
        ["2 voorstellen wachten op uw besluit", "Stabiliteitsdriehoek", "Budget"],
        ["Logboek", "op uw bevestiging"],
    ),
    ("tweede-beslisser", ["1 besluit wacht op uw bevestiging"], []),
    (
        "programmateam",
        ["Laatst gewijzigd", "1 verhaal wacht op uw controle"],
        ["Casus melden"],
    ),
    (
        "projectleider",
        ["Mijn inspanningen", "1 Verduurzaming woningen", "1 melding van een partner wacht"],
        ["Casus melden"],
    ),
    ("wijkmanager-noord", ["Casus melden", "lopende casussen van u"], ["op uw besluit"]),
    ("wijkmanager-oost", ["tien dagen of langer stil"], ["op uw besluit"]),
    ("wijkmanager-noord", ["2 signalen van partners wachten op een antwoord"], ["op uw besluit"]),
    ("bestuur", ["Stabiliteitsdriehoek"], ["Casus melden", "Gebruikers"]),
    ("raadslid", ["Het eerste jaar in Noord en Oost"], ["Inspanningen", "Stabiliteitsdriehoek", "Casus"]),
    ("ambassadeur", ["Ambassadeurs", "is teruggegeven"], ["Casus melden", "op uw controle"]),
    (
        "partner",
        ["Stabiliteitsdriehoek", "Voortgang melden", "1 voortgangsmelding is teruggegeven", "Signaal geven"],
        ["Casus melden", 'href="/ambassadeurs/"', "signalen van partners wachten"],
    ),
    ("functionaris", ["Logboek"], ["Inspanningen", "Casus melden"]),
    (
        "beheerder",
        [
            "mensen kunnen inloggen",
            "Mandaten",
            "systemen gebruiken de API",
            "De sleutel van Cliëntvolgsysteem",
        ],
        ["Inspanningen", "Casus melden"],
    ),
]
"""Who, what they see, what they do not see."""

LEADS_TO = [
    ("programmamanager", "voorstellen wachten op uw besluit", "besluit"),
    ("wijkmanager-oost", "tien dagen of langer stil", "stil"),
    ("wijkmanager-noord", "lopende casussen van u", "mijn"),
]
"""Who, the words that count casussen, and which of them they lead to."""


def test_start_shows_each_rol_what_is_for_them(demo, client, subtests, django_assert_max_num_queries):
    for name, sees, does_not_see in PER_ROL:
        with subtests.test(name):
            page = start_of(client, name)
            for text in sees:
                assert text in page
            for text in does_not_see:
                assert text not in page
    for name, tekst, toon in LEADS_TO:
        with subtests.test(f"{name}: {toon}"):
            assert re.search(rf'href="/casussen/\?toon={toon}"[^>]*>[^<]*{tekst}', start_of(client, name))
    client.force_login(Gebruiker.objects.get(email=f"programmamanager@{seed.DOMEIN}"))
    with django_assert_max_num_queries(20):
        client.get(reverse("start"))
