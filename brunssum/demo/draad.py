"""Two threads of the demo that run whole: a casus that became a fixed step, told in a reisverslag, and a reflectie."""

from datetime import date, timedelta

from django.utils import timezone

from ambassadeurs import services as ambassadeurs
from ambassadeurs.models import Ambassadeursgroep, Reflectie
from brunssum.core.models import Gebruiker
from casuistiek.models import Casus, Knelpunt
from inspanningen import services as inspanningen
from inspanningen.models import Inspanning, Leerpunt
from reisverslag import services as reisverslag


def seed_draad(
    content: dict, knelpunten: dict[str, str], people: dict[str, Gebruiker], vandaag: date
) -> None:
    """`knelpunten`: the name of each knelpunt of leren.yaml, by its sleutel."""
    _geborgd(content["leerpunt"], people, vandaag)
    by_sleutel = {sleutel: Knelpunt.objects.get(naam=naam) for sleutel, naam in knelpunten.items()}
    reflectie = _reflectie(content["reflectie"], by_sleutel, people, vandaag)
    _reisverslag(content["reisverslag"], by_sleutel, reflectie, people["programmamanager"], vandaag)


def _geborgd(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    """Take a leerpunt that was taken up to its last step."""
    stap = content["geborgd"]
    inspanningen.secure_leerpunt(
        Leerpunt.objects.get(titel=content["titel"]).pk,
        actor=people[stap["door"]],
        op=vandaag - timedelta(days=stap["dagen"]),
        tekst=stap["tekst"],
    )


def _reflectie(content: dict, knelpunten: dict, people: dict[str, Gebruiker], vandaag: date) -> Reflectie:
    """Given, answered and told back."""
    team = people["programmateam"]
    groep = Ambassadeursgroep.objects.get(naam=content["groep"])
    reflectie = ambassadeurs.add_reflectie(
        groep.pk,
        actor=team,
        op=vandaag - timedelta(days=content["dagen"]),
        soort=content["soort"],
        tekst=content["tekst"],
        onderwerp=knelpunten[content["over"]],
        ambassadeur=groep.ambassadeurs.filter(aanduiding=content["van"]).first(),
    )
    ambassadeurs.answer_reflectie(
        reflectie.pk,
        actor=team,
        op=vandaag - timedelta(days=content["antwoord_dagen"]),
        gevolg=content["gevolg"],
        antwoord=content["antwoord"],
    )
    return ambassadeurs.tell_back(
        reflectie.pk, actor=team, op=vandaag - timedelta(days=content["terug_dagen"]), hoe=content["hoe"]
    )


def _reisverslag(
    content: dict, knelpunten: dict, reflectie: Reflectie, manager: Gebruiker, vandaag: date
) -> None:
    """Where both are told. Names become rows here."""
    verslag = reisverslag.start_reisverslag(
        actor=manager,
        titel=content["titel"],
        periode_van=vandaag - timedelta(days=content["van"]),
        periode_tot=vandaag - timedelta(days=content["tot"]),
        publiek=content["publiek"],
    )
    rows = {
        "verhaal": lambda inhoud: {"casus": Casus.objects.get(verhaal_titel=inhoud["verhaal"]).pk},
        "knelpunten": lambda inhoud: {"knelpunten": [knelpunten[one].pk for one in inhoud["knelpunten"]]},
        "leerpunten": lambda inhoud: {
            "leerpunten": [Leerpunt.objects.get(titel=one).pk for one in inhoud["leerpunten"]]
        },
        "inspanningen": lambda inhoud: {
            "inspanningen": [Inspanning.objects.get(nummer=one).pk for one in inhoud["inspanningen"]]
        },
        "opvolging": lambda inhoud: {"reflecties": [reflectie.pk]},
    }
    for one in content["hoofdstukken"]:
        hoofdstuk = reisverslag.add_hoofdstuk(verslag.pk, actor=manager, titel=one["titel"])
        for blok in one["blokken"]:
            inhoud = rows.get(blok["soort"], dict)(blok["inhoud"])
            reisverslag.add_blok(hoofdstuk.pk, actor=manager, soort=blok["soort"], inhoud=inhoud)
    reisverslag.vaststellen(verslag.pk, actor=manager, op=timezone.now())
