"""An ordinary day in the demo: everyone was here yesterday, and since then others went on working."""

from datetime import date, timedelta

from django.utils import timezone

from brunssum.core.models import Gebruiker
from brunssum.core.services import actiepunten, bezoek, herinneringen
from casuistiek import services as casuistiek
from casuistiek.models import Casus
from inspanningen import services as inspanningen
from inspanningen.models import Inspanning

GISTEREN = timedelta(hours=20)


def seed_dag(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    for gebruiker in people.values():
        bezoek.note_visit(actor=gebruiker, moment=timezone.now() - GISTEREN)
    for one in content["gewijzigd"]:
        inspanning = Inspanning.objects.get(nummer=one["nummer"])
        inspanningen.edit_inspanning(
            inspanning.pk,
            actor=people[one["door"]],
            basisversie=inspanning.versienummer,
            velden={one["veld"]: one["tekst"]},
            toelichting=one["waarom"],
        )
    for one in content["actiepunten"]:
        actiepunt = actiepunten.make(
            titel=one["titel"],
            eigenaar=people[one["aan"]],
            vervalt_op=vandaag + timedelta(days=one["over_dagen"]),
            actor=people[one["van"]],
            onderwerp=Inspanning.objects.get(nummer=one["over"]),
        )
        if uitkomst := one.get("uitkomst"):
            actiepunten.finish(actiepunt.pk, actor=people[one["aan"]], uitkomst=uitkomst)
    for one in content["notities"]:
        mine = Casus.objects.logged().filter(casusverantwoordelijke=people[one["van"]])
        casus = mine.filter(gesloten_op=None).order_by("pk").first()
        casuistiek.add_notitie(casus.pk, actor=people[one["door"]], op=vandaag, tekst=one["tekst"])
    herinneringen.remind(vandaag=vandaag)
