"""What the demo learned: knelpunten with the casussen that ran into them, and the leerpunten that followed."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle

from brunssum.core.models import Gebied, Gebruiker, Organisatie
from casuistiek import services as casuistiek
from casuistiek.models import Casus, Knelpunt
from inspanningen import services as inspanningen
from inspanningen.models import Inspanning, Leerpunt

EERDER_VANAF, EERDER_STAP = 850, 17
"""The older casussen begin so many days ago, and come one in so many days."""

STAPPEN: dict[str, Callable] = {
    "geadresseerd": inspanningen.address_leerpunt,
    "beantwoord": inspanningen.answer_leerpunt,
    "aangepakt": inspanningen.change_for_leerpunt,
    "geborgd": inspanningen.secure_leerpunt,
}


def seed_leren(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    knelpunten = _knelpunten(content["knelpunten"], people, vandaag)
    for one in content["leerpunten"]:
        _leerpunt(one, knelpunten, people, vandaag)


def _knelpunten(content: list[dict], people: dict[str, Gebruiker], vandaag: date) -> dict[str, Knelpunt]:
    """Leerpunten follow after this: only then is it known who was asked for one."""
    organisaties = {organisatie.naam: organisatie for organisatie in Organisatie.objects.all()}
    begin = vandaag - timedelta(days=EERDER_VANAF)
    knelpunten = {}
    for one in content:
        knelpunten[one["sleutel"]] = casuistiek.add_knelpunt(
            actor=people["programmateam"],
            op=begin,
            organisatie=organisaties.get(one.get("organisatie")),
            eigenaar=people[one["eigenaar"]],
            **{name: one[name] for name in ("naam", "soort", "domein")},
            **{name: one.get(name, "") for name in ("regeling", "omschrijving", "wat_helpt")},
        )
    for one in content:
        if "opgenomen_in" in one:
            casuistiek.merge_knelpunt(
                knelpunten[one["sleutel"]].pk,
                actor=people["programmateam"],
                op=begin,
                naar=knelpunten[one["opgenomen_in"]],
            )
    _older_casussen(content, knelpunten, people, begin)
    for one in content:
        for words in one.get("casussen", ()):
            casus = Casus.objects.logged().filter(wat_gaat_mis__icontains=words).earliest("pk")
            _link(casus, knelpunten[one["sleutel"]], casus.casusverantwoordelijke, casus.gemeld_op)
    return knelpunten


def _older_casussen(content: list[dict], knelpunten: dict[str, Knelpunt], people: dict, begin: date) -> None:
    """Cases of before, that the regular line took: what the map and the trend are made of."""
    codes = {
        "wijkmanager-noord": "BU08990203",
        "wijkmanager-oost": "BU08990318",
        "wijkmanager-west": "BU08990134",
    }
    where = cycle((people[name], Gebied.objects.by_code(code).get()) for name, code in codes.items())
    wanted = [one for one in content for _ in range(one.get("eerder", 0))]
    for place, one in enumerate(wanted):
        wijkmanager, gebied = next(where)
        op = begin + timedelta(days=EERDER_STAP * (place * 7 % len(wanted)))
        casus = casuistiek.log_casus(
            actor=wijkmanager,
            op=op,
            gebied=gebied,
            wat_gaat_mis=f"{one['omschrijving']} Deze bewoner liep er ook op vast.",
            leefgebieden=[one["domein"]],
            betrokken_partijen=one.get("organisatie", "Maatschappelijk werk"),
            urgentie=Casus.Urgentie.NORMAAL,
        )
        _link(casus, knelpunten[one["sleutel"]], wijkmanager, op)
        casuistiek.doorgeleiden(
            casus.pk, actor=wijkmanager, op=op + timedelta(days=6), toelichting="Na een gesprek aan tafel deed het loket het toch."
        )  # fmt: skip


def _link(casus: Casus, knelpunt: Knelpunt, door: Gebruiker, op: date) -> None:
    casuistiek.link_knelpunt(casus.pk, actor=door, op=op, knelpunt=knelpunt)


def _leerpunt(content: dict, knelpunten: dict[str, Knelpunt], people: dict, vandaag: date) -> Leerpunt:
    wie = people[content["door"]]
    leerpunt = inspanningen.add_leerpunt(
        actor=wie,
        op=vandaag - timedelta(days=content["dagen"]),
        titel=content["titel"],
        tekst=content["tekst"],
        leercirkel=content["leercirkel"],
        herkomst=content["herkomst"],
        inspanningen=Inspanning.objects.filter(nummer__in=content["inspanningen"]),
    )
    for sleutel in content["knelpunten"]:
        casuistiek.link_leerpunt(knelpunten[sleutel].pk, actor=wie, leerpunt=leerpunt)
    for naar, dagen, door, tekst, *aan in content.get("stappen", ()):
        STAPPEN[naar](
            leerpunt.pk,
            actor=people[door],
            op=vandaag - timedelta(days=dagen),
            tekst=tekst,
            **({"aan": people[aan[0]]} if aan else {}),
        )
    return leerpunt
