"""Fifty thousand casussen with two hundred thousand notities, beside five hundred; and fifty wijkmanagers at once.

usage: scripts/bench casuistiek     (make bench-casuistiek)

Makes two databases on the server of DATABASE_URL and drops them at the end. Everything in them is made up. The web
processes are those of docker-compose.yml: gunicorn, two workers of four threads. Prints tables in Markdown.
"""

import itertools
import random
import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.klein_en_groot import (  # noqa: E402
    MINUUT,
    Belasting,
    Lezers,
    Vraag,
    at_once,
    klein_en_groot,
    log_in_fully,
    measure_pages,
    print_pages,
    queries_of,
)
from bench.landelijk import address, use  # noqa: E402
from bench.load import Server  # noqa: E402
from brunssum.core.models import Gebied, Gebruiker, Roltoekenning, Verwerkingsactiviteit  # noqa: E402
from brunssum.core.rollen import Rol  # noqa: E402
from casuistiek.models import (  # noqa: E402
    Besluit,
    Boeking,
    Budget,
    Casus,
    Casusknelpunt,
    CasusLeefgebied,
    Knelpunt,
    Leefgebied,
    Notitie,
    Stapwissel,
    Voorstel,
)
from casuistiek.stappen import HOOFDWEG, LOPEND, Stap  # noqa: E402

KLEIN, GROOT = 500, 50_000
NOTITIES = 4
WIJKMANAGERS = 50
PAUZE = 5
"""Seconds between two clicks of someone who reads."""
BATCH = 2000

GEWICHTEN = {Stap.GESIGNALEERD: 2, Stap.TER_PLEKKE: 2, Stap.VOORSTEL: 1, Stap.BESLUIT: 1, Stap.UITVOERING: 3, Stap.NAZORG: 3, Stap.GESLOTEN: 68, Stap.DOORGELEID: 12, Stap.INGETROKKEN: 8}  # fmt: skip
"""How many of a hundred casussen stand where: most of years of work has ended."""


# Rows


class Vertellers:
    """Makes texts of words that occur as often as words do: a few everywhere, most now and then."""

    def __init__(self, chance: random.Random):
        sounds = [
            a + b
            for a in "bdghklmnprstvwz"
            for b in ("aa", "ee", "oe", "ij", "o", "a", "ui", "en", "ar", "ol")
        ]
        self.words = sorted({"".join(chance.choices(sounds, k=chance.randint(2, 4))) for _ in range(6000)})
        chance.shuffle(self.words)
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        self.chance = chance

    def text(self, words: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=words)).capitalize() + "."


def add_people(areas: list[Gebied]) -> tuple[list[Gebruiker], Gebruiker]:
    """Fifty wijkmanagers, each with a few buurten, and a programmamanager."""
    people = Gebruiker.objects.bulk_create(
        Gebruiker(naam=f"Wijkmanager {n}", email=f"wijk{n}@example.org") for n in range(WIJKMANAGERS)
    )
    Roltoekenning.objects.bulk_create(Roltoekenning(gebruiker=one, rol=Rol.WIJKMANAGER) for one in people)
    Gebruiker.gebieden.through.objects.bulk_create(
        Gebruiker.gebieden.through(gebruiker=one, gebied=areas[(n * 3 + k) % len(areas)])
        for n, one in enumerate(people)
        for k in range(3)
    )
    manager = Gebruiker.objects.create(naam="Programmamanager", email="manager@example.org")
    Roltoekenning.objects.create(gebruiker=manager, rol=Rol.PROGRAMMAMANAGER)
    return people, manager


def fill(count: int) -> None:
    """`count` casussen of ten years, with everything that hangs on one. Expects an empty installation."""
    call_command("laad_stamgegevens", verbosity=0)
    chance = random.Random(4)
    tell = Vertellers(chance)
    areas = list(Gebied.objects.filter(soort=Gebied.Soort.BUURT, geldig_tot=None).order_by("pk"))
    people, manager = add_people(areas)
    activiteit = Verwerkingsactiviteit.objects.for_casussen()
    today = timezone.localdate()
    budget = Budget.objects.create(
        jaar=today.year, financiering="Regiodeal", bedrag=10**9, verplicht=count * 1000
    )
    knelpunten = Knelpunt.objects.bulk_create(
        Knelpunt(
            naam=f"Knelpunt {n}",
            soort=chance.choice(Knelpunt.Soort.values),
            domein=chance.choice(Leefgebied.values),
            eigenaar=manager,
            gemaakt_op=today,
        )
        for n in range(120)
    )
    stappen = list(GEWICHTEN)
    for start in range(0, count, BATCH):
        casussen = Casus.objects.bulk_create(
            _casus(start + n, count, chance, tell, areas, people, activiteit, stappen, today)
            for n in range(min(BATCH, count - start))
        )
        add_around(casussen, chance, tell, knelpunten, manager, budget)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _casus(number, count, chance, tell, areas, people, activiteit, stappen, today) -> Casus:
    """The number-th casus: the oldest ten years ago, those that still run of the last half year."""
    stap = chance.choices(stappen, weights=GEWICHTEN.values())[0]
    days = chance.randint(0, 180) if stap in LOPEND else int(3650 * (1 - number / count)) + 30
    begin = today - timedelta(days=days)
    decided = stap in HOOFDWEG[3:]
    moved = today - timedelta(days=min(days, chance.randint(0, 30))) if stap in LOPEND else begin
    return Casus(
        nummer=f"{begin.year}-{number:06}",
        is_concept=False,
        gebied=chance.choice(areas),
        wat_gaat_mis=tell.text(40),
        betrokken_partijen=tell.text(5),
        stap=stap,
        casusverantwoordelijke=chance.choice(people),
        verwerkingsactiviteit=activiteit,
        gemeld_op=begin,
        stap_sinds=moved,
        bewogen_op=moved,
        besloten_op=moved if decided else None,
        eerste_hulp_op=moved if stap in HOOFDWEG[4:] else None,
        gesloten_op=None if stap in LOPEND else moved,
        toegekend_bedrag=Decimal(chance.randint(1, 50) * 20) if decided else None,
    )


def add_around(casussen, chance, tell, knelpunten, manager, budget) -> None:
    CasusLeefgebied.objects.bulk_create(
        CasusLeefgebied(casus=one, leefgebied=leefgebied)
        for one in casussen
        for leefgebied in chance.sample(Leefgebied.values, 2)
    )
    Notitie.objects.bulk_create(
        Notitie(casus=one, tekst=tell.text(30), op=one.bewogen_op, door_id=one.casusverantwoordelijke_id)
        for one in casussen
        for _ in range(NOTITIES)
    )
    Stapwissel.objects.bulk_create(
        Stapwissel(casus=one, naar=naar, op=one.stap_sinds, door_id=one.casusverantwoordelijke_id)
        for one in casussen
        for naar in (*itertools.takewhile(lambda stap, one=one: stap != one.stap, HOOFDWEG), one.stap)[-4:]
    )
    Casusknelpunt.objects.bulk_create(
        Casusknelpunt(
            casus=one,
            knelpunt=chance.choice(knelpunten),
            door_id=one.casusverantwoordelijke_id,
            op=one.gemeld_op,
        )
        for one in casussen
    )
    decided = [one for one in casussen if one.toegekend_bedrag is not None]
    voorstellen = Voorstel.objects.bulk_create(
        Voorstel(
            casus=one,
            kleine_duw=tell.text(10),
            bedrag=one.toegekend_bedrag,
            waarom_niet_regulier=tell.text(10),
            kosten_van_niets_doen=tell.text(10),
            door_id=one.casusverantwoordelijke_id,
            op=one.bewogen_op,
        )
        for one in decided
    )
    why = dict.fromkeys(("legitimiteit", "betrokkenheid", "rendement"), "Omdat het helpt.")
    Besluit.objects.bulk_create(
        Besluit(
            voorstel=one,
            uitkomst=Besluit.Uitkomst.TOEGEKEND,
            bedrag=one.bedrag,
            budget=budget,
            beslisser=manager,
            op=one.op,
            **why,
        )
        for one in voorstellen
    )
    Boeking.objects.bulk_create(
        Boeking(
            budget=budget,
            casus_id=one.casus_id,
            soort=Boeking.Soort.VERPLICHTING,
            bedrag=one.bedrag,
            op=one.op,
            door=manager,
        )
        for one in voorstellen
    )


# Asking


def pages(user: Gebruiker, chance: random.Random) -> dict[str, list[Vraag]]:
    """What is measured, each with a number of variants for this person."""
    own = Casus.objects.visible_to(user).logged()
    kenmerken = list(own.order_by("-pk").values_list("kenmerk", flat=True)[:40])
    texts = list(Casus.objects.order_by("?").values_list("wat_gaat_mis", flat=True)[:40])
    zoeken = reverse("casuistiek:concept_similar", args=["11111111-1111-4111-8111-111111111111"])
    return {
        "werkvoorraad": [Vraag(reverse("casuistiek:list"))],
        "werkvoorraad, alle lopende": [Vraag(reverse("casuistiek:list") + "?toon=lopend")],
        "een casus": [Vraag(reverse("casuistiek:detail", args=[kenmerk])) for kenmerk in kenmerken],
        "waar knelt het systeem": [Vraag(reverse("knelpunten:waar"))],
        # What someone has typed so far: part of a text that resembles others.
        "vergelijkbare casussen": [
            Vraag(zoeken, (("wat_gaat_mis", " ".join(text.split()[: chance.randint(8, 25)])),))
            for text in texts
        ],
    }


def readers(database: str) -> Lezers:
    use(database)
    chance = random.Random(5)
    two = list(Gebruiker.objects.with_rollen().filter(naam__startswith="Wijkmanager").order_by("pk")[:2])
    people = tuple((log_in_fully(one), pages(one, chance)) for one in two)
    return Lezers(
        database, people, {what: queries_of(two[0], vragen[0]) for what, vragen in people[0][1].items()}
    )


def a_working_day(user: Gebruiker, chance: random.Random) -> Iterator[Vraag]:
    """What a wijkmanager does, over and over: look at the list, open casussen, write notities, type a melding."""
    asked = pages(user, chance)
    notitie = [Vraag(one.path + "notitie/", (("tekst", "Gebeld, morgen terug."), ("gezien", ""))) for one in asked["een casus"]]  # fmt: skip
    mix = [(asked["werkvoorraad"], 25), (asked["werkvoorraad, alle lopende"], 10), (asked["een casus"], 35), (notitie, 10), (asked["vergelijkbare casussen"], 15), (asked["waar knelt het systeem"], 5)]  # fmt: skip
    while True:
        vragen = chance.choices([vragen for vragen, _ in mix], weights=[weight for _, weight in mix])[0]
        yield chance.choice(vragen)


def measure_crowd(database: str, pause: float) -> tuple[Belasting, float]:
    people = list(Gebruiker.objects.with_rollen().filter(naam__startswith="Wijkmanager"))
    work = [(log_in_fully(one), a_working_day(one, random.Random(one.pk))) for one in people]
    work = [
        (cookie, itertools.chain([next(vragen)], vragen)) for cookie, vragen in work
    ]  # reads, before the clock
    with Server(workers=2, database=address(database)) as server:
        begin = time.perf_counter()
        load = at_once(server, work, begin + MINUUT, pause)
        return load, server.largest_worker_mb()


def main() -> None:
    with klein_en_groot(fill, KLEIN, GROOT) as (small, large):
        print_pages("page", "500", "50.000", measure_pages(readers(small), readers(large)))
        print("\n| fifty wijkmanagers for a minute | requests/s | p50 | p95 | errors | worker memory |")
        print("|---|--:|--:|--:|--:|--:|")
        for what, pause in (("a click every five seconds", PAUZE), ("without a pause", 0)):
            load, memory = measure_crowd(large, pause)
            print(
                f"| {what} | {len(load.times) / load.seconds:.0f} | {load.p50:.0f} ms | {load.p95:.0f} ms "
                f"| {load.errors} | {memory:.0f} MB |",
                flush=True,
            )


if __name__ == "__main__":
    main()
