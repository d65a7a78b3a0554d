"""What the raad asked, in the demo: answered in time and late, settled, and some that wait."""

from datetime import date, timedelta

from brunssum.core.models import Gebruiker
from casuistiek.models import Knelpunt
from inspanningen.models import Inspanning, Leerpunt
from monitor.models import Indicator
from reisverslag.models import Raadsstuk
from reisverslag.services import raadsstukken as services

VERBANDEN = {
    "inspanningen": (Inspanning, "nummer"),
    "leerpunten": (Leerpunt, "titel"),
    "indicatoren": (Indicator, "code"),
    "knelpunten": (Knelpunt, "naam"),
}
"""What a raadsstuk is linked to, and by which of its columns the content names it."""


def seed_raadsstukken(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    for one in content["raadsstukken"]:
        _raadsstuk(one, people, vandaag)


def _raadsstuk(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    team, behandelaar = people["programmateam"], people[content["behandelaar"]]
    ontvangen = vandaag - timedelta(days=content["dagen"])

    def after(days: int) -> date:
        return ontvangen + timedelta(days=days)

    stuk = services.add_raadsstuk(
        actor=team,
        soort=content["soort"],
        kenmerk=content["sleutel"],
        fractie=content["fractie"],
        onderwerp=content["onderwerp"],
        tekst=content["tekst"],
        ontvangen_op=ontvangen,
        uiterlijk=after(content["termijn"]) if "termijn" in content else None,
        behandelaar=behandelaar,
    )
    services.link_raadsstuk(stuk.pk, actor=team, **_verbanden(content))
    if concept := content.get("concept"):
        services.write_antwoord(stuk.pk, actor=behandelaar, antwoord=concept)
    if antwoord := content.get("antwoord"):
        na, tekst = antwoord
        services.answer_raadsstuk(stuk.pk, actor=behandelaar, op=after(na), antwoord=tekst)
    if afgedaan := content.get("afgedaan"):
        na, hoe = afgedaan
        services.settle_raadsstuk(stuk.pk, actor=behandelaar, op=after(na), hoe=hoe)


def _verbanden(content: dict) -> dict:
    """The rows that the content names; one that is not there is a mistake in the content."""
    found = {}
    for naam, (model, kolom) in VERBANDEN.items():
        wanted = content.get(naam, [])
        found[naam] = [model.objects.get(**{kolom: one}) for one in wanted]
    return found


def by_sleutel() -> dict[str, int]:
    """The raadsstukken of the demo: their pk by their sleutel in the content."""
    return dict(Raadsstuk.objects.values_list("kenmerk", "pk"))
