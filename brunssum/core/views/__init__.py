"""The pages of core, a file per subject."""

from .access import requires
from .errors import csrf_failure, forbidden, not_found, server_error, unavailable
from .gebruikers import (
    gebruiker_activate,
    gebruiker_add,
    gebruiker_change,
    gebruiker_deactivate,
    gebruiker_invite,
    gebruiker_list,
    profiel,
)
from .logboek import logboek
from .pages import security_txt, stijl, toegankelijkheid
from .taken import taak

__all__ = [
    "csrf_failure",
    "forbidden",
    "gebruiker_activate",
    "gebruiker_add",
    "gebruiker_change",
    "gebruiker_deactivate",
    "gebruiker_invite",
    "gebruiker_list",
    "logboek",
    "not_found",
    "profiel",
    "requires",
    "security_txt",
    "server_error",
    "stijl",
    "taak",
    "toegankelijkheid",
    "unavailable",
]
