"""The planning of the demo: mijlpalen that are reached, late, moved or gone, and two frozen realisatieplanningen."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from brunssum.core.models import Gebruiker
from inspanningen import vage_datum
from inspanningen.models import Inspanning, Mijlpaal
from inspanningen.services import mijlpalen, realisatieplanningen

ERBIJ = 650
"""So many days ago a mijlpaal was added, unless it says otherwise."""

_RELATIVE = re.compile(r"\b([dmkhj])([+-]\d+)")

Stap = tuple[int, int, Callable[[], object]]
"""How many days ago, at which place among what happened that day, and what happened."""


def seed_planning(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    """Everything in the order in which it happened, so that what is frozen is what was known then."""
    team = people["programmateam"]
    inspanningen = dict(Inspanning.objects.values_list("nummer", "pk"))
    stappen: list[Stap] = []
    for one in content["mijlpalen"]:
        stappen += _steps(one, inspanningen[one["nummer"]], team, vandaag)
    for one in content["vastgelegd"]:
        stappen.append((one["dagen"], len(stappen), _take(one, team, vandaag)))
    for _, _, happens in sorted(stappen, key=lambda stap: (-stap[0], stap[1])):
        happens()


def moment(text: str, vandaag: date) -> str:
    """ "medio m-2" as people write it: "medio september 2026"."""
    return _RELATIVE.sub(lambda found: _named(found[1], int(found[2]), vandaag), text)


def _named(soort: str, number: int, vandaag: date) -> str:
    if soort == "d":
        return vage_datum.of_day(vandaag + timedelta(days=number)).tekst
    length = {"m": 1, "k": 3, "h": 6, "j": 12}[soort]
    year, part = divmod((vandaag.year * 12 + vandaag.month - 1) // length + number, 12 // length)
    return {
        "m": f"{vage_datum.MAANDEN[part]} {year}",
        "k": f"{part + 1}e kwartaal {year}",
        "h": f"{part + 1}e helft {year}",
        "j": str(year),
    }[soort]


def _steps(one: dict, inspanning_id: int, team: Gebruiker, vandaag: date) -> list[Stap]:
    made: list[Mijlpaal] = []

    def plan() -> None:
        getypt = moment(one["eerst"], vandaag)
        made.append(
            mijlpalen.add_mijlpaal(
                inspanning_id,
                actor=team,
                naam=one["naam"],
                wanneer=vage_datum.read(getypt),
                getypt=getypt,
                toelichting=one.get("toelichting", ""),
            )
        )

    def move(dagen: int, naar: str, reden: str) -> Callable:
        getypt = moment(naar, vandaag)
        return lambda: mijlpalen.edit_mijlpaal(
            made[0].pk,
            actor=team,
            op=vandaag - timedelta(days=dagen),
            naam=one["naam"],
            wanneer=vage_datum.read(getypt),
            getypt=getypt,
            toelichting=one.get("toelichting", ""),
            reden=reden,
        )

    steps: list[Stap] = [(one.get("erbij", ERBIJ), 0, plan)]
    steps += [(dagen, 1, move(dagen, naar, reden)) for dagen, naar, reden in one.get("verschoven", ())]
    if "gehaald" in one:
        op = one["gehaald"] if isinstance(one["gehaald"], date) else vandaag - timedelta(days=one["gehaald"])
        steps.append(
            (
                (vandaag - op).days,
                2,
                lambda: mijlpalen.reach_mijlpaal(made[0].pk, actor=team, gehaald_op=op, vandaag=vandaag),
            )
        )
    if "vervallen" in one:
        dagen, reden = one["vervallen"]
        steps.append(
            (
                dagen,
                2,
                lambda: mijlpalen.drop_mijlpaal(
                    made[0].pk, actor=team, op=vandaag - timedelta(days=dagen), reden=reden
                ),
            )
        )
    return steps


def _take(one: dict, team: Gebruiker, vandaag: date) -> Callable:
    op = vandaag - timedelta(days=one["dagen"])
    naam = f"{'voorjaar' if op.month < 7 else 'najaar'} {op.year}"
    return lambda: realisatieplanningen.take_realisatieplanning(
        actor=team, naam=naam, op=op, opmerking=one["opmerking"]
    )
