"""What stands in the head of every page: the programme's name and the places this person may go."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from brunssum.core.permissions.zoeken import may_search, searches_in_silence
from brunssum.core.rollen import Recht


@dataclass(frozen=True)
class Plek:
    label: str
    url: str
    is_hier: bool


PLEKKEN = (
    ("Start", "start", None),
    ("Programma", "programma:overzicht", Recht.INSPANNINGEN_ZIEN),
    ("Inspanningen", "inspanningen:list", Recht.INSPANNINGEN_ZIEN),
    ("Monitor", "monitor:overview", Recht.MONITOR_ZIEN),
    ("Casussen", "casuistiek:list", Recht.CASUS_BEHANDELEN),
    ("Signalen", "casuistiek:signalen", Recht.SIGNALEN_EIGEN),
    ("Leren", "knelpunten:waar", Recht.LEREN_ZIEN),
    ("Ambassadeurs", "ambassadeurs:list", Recht.AMBASSADEURS_ZIEN),
    ("Reflecties", "ambassadeurs:eigen_list", Recht.REFLECTIES_EIGEN),
    ("Reisverslagen", "reisverslag:list", Recht.REISVERSLAG_LEZEN),
    ("Gebruikers", "core:gebruiker_list", Recht.GEBRUIKERS_BEHEREN),
    ("Koppelingen", "core:koppeling_list", Recht.GEBRUIKERS_BEHEREN),
    ("Onze koppelingen", "core:koppeling_list", Recht.API_EIGEN),
    ("Logboek", "core:logboek", Recht.LOGBOEK_ZIEN),
    ("Inzagelog", "casuistiek:inzagelog", Recht.LOGBOEK_ZIEN),
    ("Verwerkingen", "core:verwerkingen", Recht.VERWERKINGEN_ZIEN),
)
ELDERS = {
    "knelpunten:waar": "draad:overzicht",
    "ambassadeurs:eigen_list": "ambassadeurs:reflectie_list",
    "core:koppeling_list": "core:webhook_list",
}
"""Pages that belong to a plek, although their address does not begin with its own."""


def context(request: HttpRequest) -> dict:
    """Template variables of every page. Causes no query: the rollen came with the user."""
    user = getattr(request, "user", None)
    is_known = user is not None and user.is_authenticated
    return {
        "programma_naam": settings.PROGRAMMA_NAAM,
        "gemeente_naam": settings.GEMEENTE_NAAM,
        "is_demo": settings.DEMO,
        "plekken": _plekken(request),
        "zoekt": is_known and may_search(user),
        "zoekt_in_stilte": is_known and searches_in_silence(user),
    }


def _plekken(request: HttpRequest) -> list[Plek]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    plekken = []
    for label, name, recht in PLEKKEN:
        url = reverse(name)
        if (recht is None or user.mag(recht)) and url not in {plek.url for plek in plekken}:
            plekken.append(Plek(label, url, _is_here(request.path, name, url)))
    return plekken


def _is_here(path: str, name: str, url: str) -> bool:
    if name == "start":
        return path == url
    return path.startswith(url) or (name in ELDERS and path.startswith(reverse(ELDERS[name])))
