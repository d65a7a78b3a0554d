"""The programme as a whole at 300 inspanningen, 3,000 mijlpalen, 2,000 reflecties and 10,000 actiepunten, beside a tenth of it.

usage: scripts/bench programma     (make bench-programma)

Everything in the two databases is made up. Prints a table in Markdown.
"""

import io
import random
from datetime import timedelta

import django

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from ambassadeurs.models import Ambassadeur, Ambassadeursgroep, Reflectie  # noqa: E402
from bench import content  # noqa: E402
from bench.klein_en_groot import (  # noqa: E402
    Lezers,
    Vraag,
    klein_en_groot,
    log_in_fully,
    measure_pages,
    print_pages,
    queries_of,
)
from bench.landelijk import use  # noqa: E402
from brunssum.core.models import Actiepunt, Gebruiker, Roltoekenning  # noqa: E402
from brunssum.core.rollen import Rol  # noqa: E402
from inspanningen.models import Bijdrage, Inspanning, Mijlpaal  # noqa: E402

KLEIN, GROOT = 30, 300
MIJLPALEN, REFLECTIES, ACTIEPUNTEN = 10, 7, 33
"""For each inspanning."""
WOORDEN = (
    "bewoners",
    "zorg buurt",
    "vertrouwen",
    "uitvoering plan",
    "Inspanning",
    "wijk",
    "gesprek",
    "financiering",
)


def fill(count: int) -> None:
    """So many inspanningen with all that hangs on them, spread over two years around today."""
    chance = random.Random(count)
    call_command("laad_stamgegevens", stdout=io.StringIO())
    call_command("laad_indicatoren", stdout=io.StringIO())
    manager = content.fill(count)
    second = Gebruiker.objects.create(naam="Programmamanager 2", email="bench2@example.org")
    Roltoekenning.objects.create(gebruiker=second, rol=Rol.PROGRAMMAMANAGER)
    people = [manager, second, *Gebruiker.objects.filter(naam__startswith="Projectleider")]
    inspanningen = list(Inspanning.objects.order_by("pk"))
    bijdragen = list(Bijdrage.objects.all())
    for bijdrage in bijdragen:
        bijdrage.sterkte = chance.choice(["", *Bijdrage.Sterkte.values])
    Bijdrage.objects.bulk_update(bijdragen, ["sterkte"], batch_size=500)
    Mijlpaal.objects.bulk_create(_mijlpaal(chance, one) for one in inspanningen for _ in range(MIJLPALEN))
    actiepunten = Actiepunt.objects.bulk_create(
        _actiepunt(chance, one, people) for one in inspanningen for _ in range(ACTIEPUNTEN)
    )
    _reflecties(chance, inspanningen, actiepunten)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(content.WORDS, k=count)).capitalize()


def _mijlpaal(chance: random.Random, inspanning: Inspanning) -> Mijlpaal:
    first = timezone.localdate() + timedelta(days=chance.randint(-365, 365))
    now = first + timedelta(days=chance.choice([0, 0, 0, 30, 90]))
    reached = now < timezone.localdate() and chance.random() < 0.8
    return Mijlpaal(
        inspanning=inspanning,
        naam=_words(chance, 4),
        wanneer=f"{now:%-d-%-m-%Y}",
        getypt=f"{now:%-d-%-m-%Y}",
        van=now,
        tot=now + timedelta(days=chance.choice([0, 30])),
        eerste_wanneer=f"{first:%-d-%-m-%Y}",
        eerste_van=first,
        eerste_tot=first,
        status=Mijlpaal.Status.GEHAALD if reached else Mijlpaal.Status.GEPLAND,
        gehaald_op=now if reached else None,
    )


def _actiepunt(chance: random.Random, inspanning: Inspanning, people: list[Gebruiker]) -> Actiepunt:
    done = chance.random() < 0.7
    day = timezone.localdate() + timedelta(days=chance.randint(-300, 60))
    return Actiepunt(
        titel=_words(chance, 6),
        eigenaar=chance.choice(people),
        gemaakt_door=chance.choice(people),
        vervalt_op=day,
        onderwerp_soort=ContentType.objects.get_for_model(Inspanning),
        onderwerp_id=inspanning.pk,
        status=Actiepunt.Status.AFGEROND if done else Actiepunt.Status.OPEN,
        uitkomst="Gedaan." if done else "",
        gedaan_op=timezone.now() - timedelta(days=5) if done else None,
    )


def _reflecties(chance: random.Random, inspanningen: list[Inspanning], actiepunten: list[Actiepunt]) -> None:
    today = timezone.localdate()
    groep = Ambassadeursgroep.objects.create(
        naam="Inwoners", soort="inwoners", omschrijving="Uit de wijk.", gestart_op=today - timedelta(days=700)
    )
    leden = Ambassadeur.objects.bulk_create(
        Ambassadeur(groep=groep, aanduiding=f"Lid {n}", lid_van=groep.gestart_op) for n in range(20)
    )
    owed = iter(actiepunten)
    rows = []
    for inspanning in inspanningen:
        for _ in range(REFLECTIES):
            actiepunt = next(owed)
            told = actiepunt.status == Actiepunt.Status.AFGEROND
            heard = today - timedelta(days=chance.randint(10, 600))
            rows.append(
                Reflectie(
                    soort=chance.choice(Reflectie.Soort.values),
                    tekst=_words(chance, 25),
                    onderwerp_soort=ContentType.objects.get_for_model(Inspanning),
                    onderwerp_id=inspanning.pk,
                    groep=groep,
                    ambassadeur=chance.choice(leden),
                    ontvangen_op=heard,
                    actiepunt=actiepunt,
                    gevolg=Reflectie.Gevolg.OVERGENOMEN if told else "",
                    antwoord="We doen het." if told else "",
                    beantwoord_op=heard + timedelta(days=8) if told else None,
                    beantwoord_door=actiepunt.eigenaar if told else None,
                    teruggekoppeld_op=heard + timedelta(days=9) if told else None,
                    teruggekoppeld_hoe=Reflectie.Hoe.GESPREK if told else "",
                )
            )
    Reflectie.objects.bulk_create(rows)


def pages() -> dict[str, list[Vraag]]:
    zoeken = reverse("core:zoeken")
    some = list(Inspanning.objects.order_by("pk").values_list("pk", flat=True)[:20])
    return {
        "start": [Vraag(reverse("start"))],
        "programma": [Vraag(reverse("programma:overzicht"))],
        "planning": [Vraag(reverse("programma:planning"))],
        "DIN": [Vraag(reverse("programma:doelen"))],
        "zoeken": [Vraag(f"{zoeken}?q={woord.replace(' ', '+')}") for woord in WOORDEN],
        "planning van een inspanning": [Vraag(reverse("inspanningen:planning", args=[pk])) for pk in some],
        "reflecties": [Vraag(reverse("ambassadeurs:reflectie_list"))],
        "actiepunten, te laat": [Vraag(reverse("core:actiepunt_list") + "?toon=te-laat")],
    }


def readers(database: str) -> Lezers:
    use(database)
    two = list(Gebruiker.objects.with_rollen().filter(naam__startswith="Programmamanager").order_by("pk"))
    people = tuple((log_in_fully(one), pages()) for one in two)
    return Lezers(database, people, {what: queries_of(two[0], asked[0]) for what, asked in pages().items()})


def main() -> None:
    with klein_en_groot(fill, KLEIN, GROOT) as (small, large):
        found = measure_pages(readers(small), readers(large))
        print_pages("page", f"{KLEIN} inspanningen", f"{GROOT}", found)


if __name__ == "__main__":
    main()
