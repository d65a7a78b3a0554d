"""Every write of the monitor."""

from .bron import VERVERSEN, NietTeVerversen, request_due_verversingen, request_verversing, ververs_bron
from .indicatoren import load_indicatoren
from .plek import add_plek, edit_plek, remove_plek
from .toelichting import IntussenToegelicht, explain_indicator
from .uitvraag import add_uitvraag, add_uitvraagcijfer, edit_uitvraag, remove_uitvraagcijfer
from .verhaal import (
    GeenToestemming,
    NietAnoniem,
    VerhaalIsVerder,
    VerhaalOnvolledig,
    add_verhaal,
    edit_verhaal,
    give_back_verhaal,
    load_verhaalingangen,
    publish_verhaal,
    remove_foto,
    set_foto,
    submit_verhaal,
    withdraw_verhaal,
)
from .verversing import (
    BESTAND,
    EERSTE_JAAR,
    AlAfgehandeld,
    GeenBestandsbron,
    GeenIndicatoren,
    GeenJaar,
    IntussenVeranderd,
    accept_verversing,
    import_indicatorbestand,
    prepare_verversing,
    withdraw_verversing,
)
from .waarnemingen import store_waarnemingen

__all__ = [
    "BESTAND",
    "EERSTE_JAAR",
    "VERVERSEN",
    "AlAfgehandeld",
    "GeenBestandsbron",
    "GeenIndicatoren",
    "GeenJaar",
    "GeenToestemming",
    "IntussenToegelicht",
    "IntussenVeranderd",
    "NietAnoniem",
    "NietTeVerversen",
    "VerhaalIsVerder",
    "VerhaalOnvolledig",
    "accept_verversing",
    "add_plek",
    "add_uitvraag",
    "add_uitvraagcijfer",
    "add_verhaal",
    "edit_plek",
    "edit_uitvraag",
    "edit_verhaal",
    "explain_indicator",
    "give_back_verhaal",
    "import_indicatorbestand",
    "load_indicatoren",
    "load_verhaalingangen",
    "prepare_verversing",
    "publish_verhaal",
    "remove_foto",
    "remove_plek",
    "remove_uitvraagcijfer",
    "request_due_verversingen",
    "request_verversing",
    "set_foto",
    "store_waarnemingen",
    "submit_verhaal",
    "ververs_bron",
    "withdraw_verhaal",
    "withdraw_verversing",
]
