"""The start page shows each rol what there is for it, and nothing more."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Gebruiker
from brunssum.demo import seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(db):
    seed.seed(timezone.localdate(), lambda _what: None)


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
        ["Inspanningen, laatst gewijzigd", "1 verhaal wacht op uw controle"],
        ["Casus melden"],
    ),
    ("projectleider", ["Mijn inspanningen", "1 Verduurzaming woningen"], ["Casus melden"]),
    ("wijkmanager-noord", ["Casus melden", "lopende casussen van u"], ["op uw besluit"]),
    ("wijkmanager-oost", ["tien dagen of langer stil"], ["op uw besluit"]),
    ("bestuur", ["Stabiliteitsdriehoek"], ["Casus melden", "Gebruikers"]),
    ("raadslid", ["Het eerste jaar in Noord en Oost"], ["Inspanningen", "Stabiliteitsdriehoek", "Casus"]),
    ("ambassadeur", ["Ambassadeurs", "is teruggegeven"], ["Casus melden", "op uw controle"]),
    ("partner", ["Stabiliteitsdriehoek"], ["Casus melden", "Ambassadeurs"]),
    ("functionaris", ["Logboek"], ["Inspanningen", "Casus melden"]),
    ("beheerder", ["mensen kunnen inloggen", "Mandaten"], ["Inspanningen", "Casus melden"]),
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
    with django_assert_max_num_queries(30):
        client.get(reverse("start"))


def test_start_of_someone_without_rol_says_what_to_do(client, buitenstaander):
    client.force_login(buitenstaander)
    assert "Vraag de beheerder" in client.get(reverse("start")).content.decode()
