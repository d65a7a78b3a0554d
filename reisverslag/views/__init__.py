"""The pages of a reisverslag. Each change answers a browser with a redirect, and htmx with the verslag as it is then."""

from .blokken import blok_add, blok_edit, blok_move, blok_remove, blok_restore
from .bouwstenen import bouwstenen, veranderd
from .gedeeld import INHOUD
from .hoofdstukken import hoofdstuk_add, hoofdstuk_move, hoofdstuk_remove, hoofdstuk_rename, hoofdstuk_restore
from .uitgaven import uitgave_download, uitgave_request
from .verslag import (
    bij_inspanning,
    reisverslag_add,
    reisverslag_detail,
    reisverslag_edit,
    reisverslag_list,
    reisverslag_preview,
    reisverslag_vaststellen,
)

__all__ = [
    "INHOUD",
    "bij_inspanning",
    "blok_add",
    "blok_edit",
    "blok_move",
    "blok_remove",
    "blok_restore",
    "bouwstenen",
    "hoofdstuk_add",
    "hoofdstuk_move",
    "hoofdstuk_remove",
    "hoofdstuk_rename",
    "hoofdstuk_restore",
    "reisverslag_add",
    "reisverslag_detail",
    "reisverslag_edit",
    "reisverslag_list",
    "reisverslag_preview",
    "reisverslag_vaststellen",
    "uitgave_download",
    "uitgave_request",
    "veranderd",
]
