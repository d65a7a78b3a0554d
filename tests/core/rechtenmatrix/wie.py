"""Who there are, and how a line of the table says who gets an answer."""

from dataclasses import dataclass

from brunssum.core.rollen import Rol

PM, PT, PL, WM = Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM, Rol.PROJECTLEIDER, Rol.WIJKMANAGER
BE, BS, RL, AM = Rol.BATENEIGENAAR, Rol.BESTUUR, Rol.RAADSLID, Rol.AMBASSADEUR
PA, FG, BH = Rol.PARTNER, Rol.FUNCTIONARIS, Rol.BEHEERDER
ZONDER_ROL = "zonder rol"

TEAM = {PM, PT}
GEMEENTE = {PM, PT, PL, WM, BE, BS}
LEZERS = GEMEENTE | {AM, PA}
AMBASSADEURS = GEMEENTE | {AM}
LERENDEN = TEAM | {PL, WM, BE}
VOLGERS = {PM, PT, PL, WM, BE}
CASUS = {PM, WM}
SCHRIJVERS = {PM, PT, PL, WM, AM}
INGELOGD = {*Rol, ZONDER_ROL}


@dataclass(frozen=True)
class Wie:
    """Who gets an answer; all others get 403 or 404, and who is not logged in is sent to the login page."""

    rollen: frozenset
    post: bool = False
    is_public: bool = False
    needs_token: bool = False


def mag(*rollen):
    """A page for these rollen."""
    return Wie(frozenset().union(*(rol if isinstance(rol, set) else {rol} for rol in rollen)))


def mag_post(*rollen):
    """A button for these rollen: a POST without content, which may well be refused as incomplete (422)."""
    return Wie(mag(*rollen).rollen, post=True)


IEDEREEN = Wie(frozenset(INGELOGD), is_public=True)
MET_TOKEN = Wie(frozenset(), needs_token=True)
"""The API: a session counts for nothing there."""
