"""Of the demo: an inspanning on its way to the line, and how far residents have a say in each."""

from datetime import date, timedelta

from brunssum.core.models import Gebruiker
from inspanningen.models import Inspanning
from inspanningen.services import overdracht as overdrachten
from inspanningen.services.participatie import assess_participatie


def seed_overdracht(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    team, words = people["programmateam"], content["overdracht"]
    overdracht = overdrachten.begin_overdracht(
        Inspanning.objects.get(nummer=words["inspanning"]).pk,
        actor=team,
        bateneigenaar=people["bateneigenaar"],
        op=vandaag - timedelta(days=words["dagen"]),
        uiterlijk=vandaag + timedelta(weeks=words["nog_weken"]),
    )
    for titel, (stand, dagen, opmerking) in words["punten"].items():
        overdrachten.tick_punt(
            overdracht.punten.get(titel=titel).pk,
            actor=team,
            op=vandaag - timedelta(days=dagen),
            stand=stand,
            opmerking=opmerking,
        )
    for titel, uitleg in words["eigen"]:
        overdrachten.add_punt(overdracht.pk, actor=people["bateneigenaar"], titel=titel, uitleg=uitleg)


def seed_participatie(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    inspanningen = {one.nummer: one for one in Inspanning.objects.select_related("projectleider")}
    for nummer, rows in content["participatie"].items():
        inspanning = inspanningen[nummer]
        for soort, trede, dagen, hoe in rows:
            assess_participatie(
                inspanning.pk,
                actor=inspanning.projectleider or people["programmateam"],
                soort=soort,
                trede=trede,
                hoe=hoe,
                op=vandaag - timedelta(days=dagen),
            )
