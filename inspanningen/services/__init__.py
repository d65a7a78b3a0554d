"""Every write: one function per thing a person can do with an inspanning."""

from inspanningen.services.doelen import (
    add_streefwaarde,
    remove_streefwaarde,
    save_doelstelling,
    save_principe,
    save_programma,
)
from inspanningen.services.importeren import (
    AlreadyHandled,
    CannotTakeOver,
    KaartKeuze,
    UnreadableFile,
    accept_import,
    drop_import,
    start_import,
)
from inspanningen.services.kaart import (
    Botst,
    CannotChangeFase,
    add_inspanning,
    change_fase,
    edit_inspanning,
    restore_versie,
)
from inspanningen.services.pdf import KAART_PDF, make_kaart_pdf, request_kaart_pdf

__all__ = [
    "KAART_PDF",
    "AlreadyHandled",
    "Botst",
    "CannotChangeFase",
    "CannotTakeOver",
    "KaartKeuze",
    "UnreadableFile",
    "accept_import",
    "add_inspanning",
    "add_streefwaarde",
    "change_fase",
    "drop_import",
    "edit_inspanning",
    "make_kaart_pdf",
    "remove_streefwaarde",
    "request_kaart_pdf",
    "restore_versie",
    "save_doelstelling",
    "save_principe",
    "save_programma",
    "start_import",
]
