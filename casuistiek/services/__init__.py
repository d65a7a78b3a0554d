"""Every write of casuïstiek: one function per thing a person can do."""

from .afspraken import make_afspraak
from .besluitvorming import decide, make_voorstel
from .betrokkenen import look_at_betrokkenen, reencrypt_betrokkenen, remove_betrokkene, set_betrokkene
from .bijlagen import add_bijlage, erase_bijlagen, open_bijlage, remove_bijlage
from .budget import add_toekenning, book_betaling, correct_boeking
from .hoeken import measure
from .knelpunt import (
    add_knelpunt,
    edit_knelpunt,
    learn_from_knelpunt,
    link_knelpunt,
    link_leerpunt,
    merge_knelpunt,
    split_knelpunt,
    unlink_knelpunt,
    unlink_leerpunt,
)
from .mandaat import set_mandaat
from .melding import discard_concept, edit_casus, log_casus, save_concept
from .overdracht import accept_overdracht, decline_overdracht, propose_overdracht, withdraw_overdracht
from .tweede import confirm_besluit, return_besluit, withdraw_besluit
from .verhaal import release_verhaal, withdraw_verhaal
from .verloop import add_notitie, begin_uitvoering, close, doorgeleiden, go_to, intrekken, to_nazorg
from .weigeringen import (
    CannotBook,
    CannotDecide,
    CannotHandOver,
    CannotLearn,
    CannotMandate,
    CannotRelease,
    CannotStep,
    Incomplete,
    NotEnoughBudget,
)

__all__ = [
    "CannotBook",
    "CannotDecide",
    "CannotHandOver",
    "CannotLearn",
    "CannotMandate",
    "CannotRelease",
    "CannotStep",
    "Incomplete",
    "NotEnoughBudget",
    "accept_overdracht",
    "add_bijlage",
    "add_knelpunt",
    "add_notitie",
    "add_toekenning",
    "begin_uitvoering",
    "book_betaling",
    "close",
    "confirm_besluit",
    "correct_boeking",
    "decide",
    "decline_overdracht",
    "discard_concept",
    "doorgeleiden",
    "edit_casus",
    "edit_knelpunt",
    "erase_bijlagen",
    "go_to",
    "intrekken",
    "learn_from_knelpunt",
    "link_knelpunt",
    "link_leerpunt",
    "log_casus",
    "look_at_betrokkenen",
    "make_afspraak",
    "make_voorstel",
    "measure",
    "merge_knelpunt",
    "open_bijlage",
    "propose_overdracht",
    "reencrypt_betrokkenen",
    "release_verhaal",
    "remove_betrokkene",
    "remove_bijlage",
    "return_besluit",
    "save_concept",
    "set_betrokkene",
    "set_mandaat",
    "split_knelpunt",
    "to_nazorg",
    "unlink_knelpunt",
    "unlink_leerpunt",
    "withdraw_besluit",
    "withdraw_overdracht",
    "withdraw_verhaal",
]
