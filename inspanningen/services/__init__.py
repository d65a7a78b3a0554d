"""Every write: one function per thing a person can do with an inspanning."""

from inspanningen.services.doelen import (
    add_streefwaarde,
    edit_programma,
    remove_streefwaarde,
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
    drop_old_imports,
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
from inspanningen.services.leerpunt import (
    LeerpuntGeweigerd,
    add_leerpunt,
    address_leerpunt,
    answer_leerpunt,
    change_for_leerpunt,
    edit_leerpunt,
    secure_leerpunt,
)
from inspanningen.services.pdf import KAART_PDF, make_kaart_pdf, request_kaart_pdf

__all__ = [
    "KAART_PDF",
    "AlreadyHandled",
    "Botst",
    "CannotChangeFase",
    "CannotTakeOver",
    "KaartKeuze",
    "LeerpuntGeweigerd",
    "UnreadableFile",
    "accept_import",
    "add_inspanning",
    "add_leerpunt",
    "add_streefwaarde",
    "address_leerpunt",
    "answer_leerpunt",
    "change_fase",
    "change_for_leerpunt",
    "drop_import",
    "drop_old_imports",
    "edit_inspanning",
    "edit_leerpunt",
    "edit_programma",
    "make_kaart_pdf",
    "remove_streefwaarde",
    "request_kaart_pdf",
    "restore_versie",
    "save_principe",
    "save_programma",
    "secure_leerpunt",
    "start_import",
]
