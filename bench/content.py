"""Rows to measure on: a thousand inspanningen with texts as long as the real ones."""

import random
from datetime import date

from brunssum.core.models import Gebied, Gebruiker, Organisatie, Roltoekenning
from brunssum.core.rollen import Rol
from inspanningen.models import Bijdrage, Doelstelling, Inspanning, LeidendPrincipe, Partnerschap
from inspanningen.velden import VELDEN
from reisverslag import services as reisverslag
from reisverslag.models import Reisverslag

WORDS = [
    "bewoners",
    "wijk",
    "samen",
    "werken",
    "ruimte",
    "zorg",
    "buurt",
    "plan",
    "uitvoering",
    "gesprek",
    "resultaat",
    "vertrouwen",
    "eigenaar",
    "netwerk",
    "ondersteuning",
    "leefwereld",
    "besluit",
    "financiering",
    "training",
    "inwoners",
    "partners",
    "werkwijze",
]


def fill(count: int = 1000) -> Gebruiker:
    """Make `count` inspanningen and the person who looks at them. Expects an empty database with gebieden."""
    chance = random.Random(26)

    def text(words: int) -> str:
        return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."

    reader = Gebruiker.objects.create(naam="Programmamanager", email="bench@example.org")
    Roltoekenning.objects.create(gebruiker=reader, rol=Rol.PROGRAMMAMANAGER)
    leaders = Gebruiker.objects.bulk_create(
        Gebruiker(naam=f"Projectleider {n}", email=f"leider{n}@example.org") for n in range(40)
    )
    goals = Doelstelling.objects.bulk_create(
        Doelstelling(nummer=str(n), naam=text(5), soort="strategisch") for n in range(1, 13)
    )
    principles = LeidendPrincipe.objects.bulk_create(
        LeidendPrincipe(kort=f"Principe {n}", uitleg=text(9), volgorde=n) for n in range(1, 11)
    )
    organisations = Organisatie.objects.bulk_create(
        Organisatie(naam=f"Organisatie {n}", soort=Organisatie.Soort.ZORG) for n in range(30)
    )
    areas = list(Gebied.objects.filter(soort=Gebied.Soort.WIJK))
    rows = Inspanning.objects.bulk_create(
        Inspanning(
            nummer=str(n),
            naam=text(4),
            fase=chance.choice(Inspanning.Fase.values),
            projectleider=chance.choice(leaders),
            versienummer=1,
            **{veld.kolom: text(chance.randint(5, 60)) for veld in VELDEN},
        )
        for n in range(1, count + 1)
    )
    Bijdrage.objects.bulk_create(
        Bijdrage(inspanning=row, doelstelling=goal) for row in rows for goal in chance.sample(goals, 2)
    )
    Partnerschap.objects.bulk_create(
        Partnerschap(inspanning=row, organisatie=one)
        for row in rows
        for one in chance.sample(organisations, 3)
    )
    Inspanning.gebieden.through.objects.bulk_create(
        Inspanning.gebieden.through(inspanning=row, gebied=chance.choice(areas)) for row in rows
    )
    Inspanning.principes.through.objects.bulk_create(
        Inspanning.principes.through(inspanning=row, leidendprincipe=one)
        for row in rows
        for one in chance.sample(principles, 3)
    )
    return reader


def write_report(author: Gebruiker, chapters: int = 5) -> Reisverslag:
    """A reisverslag of about three pages a chapter: texts, a driehoek, inspanningen. Expects the figures of 2023."""
    chance = random.Random(27)
    report = reisverslag.start_reisverslag(
        actor=author,
        titel="Meting",
        periode_van=date(2026, 1, 1),
        periode_tot=date(2026, 6, 30),
        publiek="college",
    )
    wijk = Gebied.objects.by_code("WK089902").get().pk
    benchmark = Gebied.objects.by_code("BM-SS").get().pk
    kaarten = list(Inspanning.objects.order_by("pk").values_list("pk", flat=True)[:40])
    for number in range(1, chapters + 1):
        chapter = reisverslag.add_hoofdstuk(report.pk, actor=author, titel=f"Hoofdstuk {number}")
        paragraphs = "\n\n".join(" ".join(chance.choices(WORDS, k=90)).capitalize() + "." for _ in range(5))
        for soort, inhoud in (
            ("tekst", {"tekst": paragraphs}),
            ("driehoek", {"gebied": wijk, "periode": 2023, "vergelijking": benchmark}),
            ("inspanningen", {"inspanningen": chance.sample(kaarten, 3)}),
        ):
            reisverslag.add_blok(chapter.pk, actor=author, soort=soort, inhoud=inhoud)
    return report
