"""Every write to a reisverslag. Nothing here changes one that is vastgesteld, but for making a file of it."""

from reisverslag.bewerken import AlreadyVastgesteld, LigtTerBeoordeling

from .beginnen import CorrectieGeweigerd, confirm_blok, refresh_blok, start_correctie
from .blokken import (
    BlokChanged,
    PlekWeg,
    add_blok,
    edit_blok,
    move_blok,
    place_blok,
    put_back_versie,
    remove_blok,
    restore_blok,
)
from .bouwstenen import CannotPlace, place_bouwstenen
from .hoofdstukken import add_hoofdstuk, move_hoofdstuk, remove_hoofdstuk, rename_hoofdstuk, restore_hoofdstuk
from .stappen import (
    StapGeweigerd,
    give_back_reisverslag,
    mark_verzonden,
    publish,
    submit_reisverslag,
    withdraw_publication,
)
from .uitgaven import UITGAVE_TAAK, make_uitgave, request_uitgave
from .verslag import (
    KOP,
    Begin,
    CannotVaststellen,
    NietTeBeginnen,
    edit_reisverslag,
    start_reisverslag,
    vaststellen,
)

__all__ = [
    "KOP",
    "UITGAVE_TAAK",
    "AlreadyVastgesteld",
    "Begin",
    "BlokChanged",
    "CannotPlace",
    "CannotVaststellen",
    "CorrectieGeweigerd",
    "LigtTerBeoordeling",
    "NietTeBeginnen",
    "PlekWeg",
    "StapGeweigerd",
    "add_blok",
    "add_hoofdstuk",
    "confirm_blok",
    "edit_blok",
    "edit_reisverslag",
    "give_back_reisverslag",
    "make_uitgave",
    "mark_verzonden",
    "move_blok",
    "move_hoofdstuk",
    "place_blok",
    "place_bouwstenen",
    "publish",
    "put_back_versie",
    "refresh_blok",
    "remove_blok",
    "remove_hoofdstuk",
    "rename_hoofdstuk",
    "request_uitgave",
    "restore_blok",
    "restore_hoofdstuk",
    "start_correctie",
    "start_reisverslag",
    "submit_reisverslag",
    "vaststellen",
    "withdraw_publication",
]
